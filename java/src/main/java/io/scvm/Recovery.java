// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What Recovery says; in documents and columns its {@link #word}. */
public enum Recovery {
  /** no complaint of this customer counts */
  NONE,
  /** a complaint is not settled yet */
  OPEN,
  /** settled, but nobody asked, or the answers after it are too few */
  UNKNOWN,
  /** satisfied in the survey after the complaint was settled */
  YES,
  /** not satisfied in it */
  NO;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
