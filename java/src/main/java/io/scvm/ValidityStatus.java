// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What ValidityStatus says; in documents and columns its {@link #word}. */
public enum ValidityStatus {
  /** {@code tested}. */
  TESTED,
  /** fewer than ten complete customers, or no outcome of one kind */
  TOO_FEW_ROWS,
  /** satisfaction, attachment or the outcome does not vary */
  CONSTANT,
  /** attachment is a function of satisfaction */
  COLLINEAR,
  /** satisfaction and attachment tell the outcome perfectly */
  SEPARATED;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
