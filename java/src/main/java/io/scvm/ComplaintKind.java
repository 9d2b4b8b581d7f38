// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What ComplaintKind says; in documents and columns its {@link #word}. */
public enum ComplaintKind {
  /** {@code complaint}. */
  COMPLAINT,
  /** {@code praise}. */
  PRAISE;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
