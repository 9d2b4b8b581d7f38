// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What MattersStatus says; in documents and columns its {@link #word}. */
public enum MattersStatus {
  /** {@code ranked}. */
  RANKED,
  /** the model has no such section */
  NOT_ASKED,
  /** activity, influence or value is not above 0: what is missing is not made up for by the rest */
  NOT_TOGETHER,
  /** there is no value to compare: unknown is not zero */
  NO_VALUE,
  /** the customer did not agree to it */
  NO_CONSENT,
  /** a record of one customer, which brought no place among the others along */
  NOT_CARRIED;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
