// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What SuppressedFigures says; in documents and columns its {@link #word}. */
public enum SuppressedFigures {
  /** {@code nothing}. */
  NOTHING,
  /** {@code money}. */
  MONEY,
  /** {@code everything}. */
  EVERYTHING;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
