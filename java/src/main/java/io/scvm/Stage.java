// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What Stage says; in documents and columns its {@link #word}. */
public enum Stage {
  /** {@code none}. */
  NONE,
  /** {@code find}. */
  FIND,
  /** {@code understand}. */
  UNDERSTAND,
  /** {@code bind}. */
  BIND,
  /** {@code delight}. */
  DELIGHT,
  /** {@code integrate}. */
  INTEGRATE;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
