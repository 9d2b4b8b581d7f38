// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What HelperStatus says; in documents and columns its {@link #word}. */
public enum HelperStatus {
  /** {@code scored}. */
  SCORED,
  /** the model has no service rules */
  NOT_ASKED,
  /** the customer is not among the helpers */
  NO_HELPER,
  /** the customer did not agree to it */
  NO_CONSENT,
  /** a record of one customer, which did not say what helper the customer is */
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
