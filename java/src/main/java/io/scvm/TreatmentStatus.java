// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What TreatmentStatus says; in documents and columns its {@link #word}. */
public enum TreatmentStatus {
  /** {@code treated}. */
  TREATED,
  /** the model has no treatments */
  NOT_ASKED,
  /** the treatment would contact a customer who did not agree, or nothing of the customer may be used */
  NO_CONSENT,
  /** it would ask for a recommendation, and the customer is not surely satisfied and attached */
  GATE_CLOSED,
  /** it would ask for a recommendation, and the model has no probabilities: see measurement_fit */
  GATE_UNKNOWN,
  /** others have a higher priority */
  NO_CAPACITY;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
