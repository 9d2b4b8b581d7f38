// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What ValueStatus says; in documents and columns its {@link #word}. */
public enum ValueStatus {
  /** from the customer's own repeat purchases */
  SCORED,
  /** scored; without a repeat purchase, the mean spend of all customers stands in */
  POPULATION_SPEND,
  /** scored; the data alone do not determine the parameters: the model's purchasing_fit says more */
  FROM_PRIOR,
  /** the model has no value rules */
  NOT_ASKED,
  /** the model lacks parameters of purchasing or of spending */
  NOT_FITTED,
  /** no purchase of this customer counts, or refunds have undone them all */
  NO_PURCHASES,
  /** the mean spend does not exist under the model's parameters */
  NO_SPENDING,
  /** the parameters allow no finite value for this customer */
  UNDEFINED,
  /** the customer did not agree to it */
  NO_CONSENT;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
