// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What AmbassadorStanding says; in documents and columns its {@link #word}. */
public enum AmbassadorStanding {
  /** {@code chosen}. */
  CHOSEN,
  /** the model has no such section */
  NOT_ASKED,
  /** others reach more for the number and the budget that there is */
  NOT_CHOSEN,
  /** of another group, not surely enough a fan, or without a cost that can be read */
  NOT_ELIGIBLE,
  /** the customer may not be contacted, or the place in the network may not be used */
  NO_CONSENT,
  /** a record of one customer, which brought no plan along */
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
