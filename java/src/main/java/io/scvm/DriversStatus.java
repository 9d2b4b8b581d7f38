// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What DriversStatus says; in documents and columns its {@link #word}. */
public enum DriversStatus {
  /** {@code fitted}. */
  FITTED,
  /** fewer complete respondents than drivers + 2 */
  TOO_FEW_ROWS,
  /** a driver or the outcome does not vary */
  CONSTANT,
  /** a driver repeats others */
  COLLINEAR;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
