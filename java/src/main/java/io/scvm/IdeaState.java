// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What IdeaState says; in documents and columns its {@link #word}. */
public enum IdeaState {
  /** {@code open}. */
  OPEN,
  /** {@code accepted}. */
  ACCEPTED,
  /** {@code declined}. */
  DECLINED;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
