// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What JobOutcome says; in documents and columns its {@link #word}. */
public enum JobOutcome {
  /** {@code solved}. */
  SOLVED,
  /** {@code failed}. */
  FAILED,
  /** {@code open}. */
  OPEN;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
