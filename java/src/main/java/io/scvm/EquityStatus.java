// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What EquityStatus says; in documents and columns its {@link #word}. */
public enum EquityStatus {
  /** {@code scored}. */
  SCORED,
  /** the model has no equity rules */
  NOT_ASKED,
  /** there is no lifetime value to start from: unknown is not zero */
  NO_VALUE,
  /** the customer did not agree to it */
  NO_CONSENT,
  /** a record of one customer, which brought no credit along */
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
