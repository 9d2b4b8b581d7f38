// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What RetaliationStatus says; in documents and columns its {@link #word}. */
public enum RetaliationStatus {
  /** fewer than four jobs were rated by both sides, or by too few persons to be shown */
  TOO_FEW,
  /** the interval of the correlation holds 0 */
  NOT_FOUND,
  /** who is rated well rates well in return, more than chance would have it: retaliation, or favours */
  FOUND;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
