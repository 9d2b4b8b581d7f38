// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What NetworkScoreStatus says; in documents and columns its {@link #word}. */
public enum NetworkScoreStatus {
  /** {@code scored}. */
  SCORED,
  /** the model has no network rules */
  NOT_ASKED,
  /** nobody reacted and nothing was contributed, or it was hostile: nothing is known, which is not nothing */
  NO_INTERACTIONS,
  /** the customer did not agree to it */
  NO_CONSENT,
  /** a record of one customer, which brought no place in the network along */
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
