// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What ComplaintStatus says; in documents and columns its {@link #word}. */
public enum ComplaintStatus {
  /** {@code scored}. */
  SCORED,
  /** the model has no service rules */
  NOT_ASKED,
  /** no complaint or praise of this customer counts */
  NONE,
  /** the customer did not agree to it */
  NO_CONSENT,
  /**
   * a record of one customer, which did not say who listens: the complaints count, and what is at risk is not known
   */
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
