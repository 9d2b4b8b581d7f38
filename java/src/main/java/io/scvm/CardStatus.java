// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What CardStatus says; in documents and columns its {@link #word}. */
public enum CardStatus {
  /** there is a group, a lifetime value or a social score */
  SCORED,
  /** there is none of them */
  INSUFFICIENT_DATA,
  /** nothing of the customer may be used */
  EXCLUDED;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
