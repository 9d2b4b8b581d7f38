// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What SharingKind says; in documents and columns its {@link #word}. */
public enum SharingKind {
  /** {@code products}. */
  PRODUCTS,
  /** {@code ideas}. */
  IDEAS,
  /** {@code know_how}. */
  KNOW_HOW,
  /** {@code capital}. */
  CAPITAL,
  /** {@code content}. */
  CONTENT,
  /** {@code experience}. */
  EXPERIENCE,
  /** {@code trends}. */
  TRENDS;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
