// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What SurveyStatus says; in documents and columns its {@link #word}. */
public enum SurveyStatus {
  /** {@code scored}. */
  SCORED,
  /** the model has no questionnaire */
  NOT_ASKED,
  /** no answer of this customer counts */
  NO_ANSWERS,
  /** of satisfaction or of attachment */
  TOO_FEW_ANSWERS,
  /** an answer is off its scale, and the model's policy is to reject */
  OUT_OF_RANGE,
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
