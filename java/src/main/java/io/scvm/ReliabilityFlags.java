// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What ReliabilityFlags says; in documents and columns its {@link #word}. */
public enum ReliabilityFlags {
  /** Fewer than two items: there is no alpha. */
  TOO_FEW_ITEMS,
  /** Fewer than two respondents: nothing can be computed. */
  TOO_FEW_ROWS,
  /** Fewer than 30 respondents. */
  UNSTABLE,
  /** Everybody gave the same answer to some item. */
  ZERO_VARIANCE,
  /** No lambda 6 and no omega: an item repeats others, or pairs contradict. */
  NOT_POSITIVE_DEFINITE,
  /** An item points the wrong way: is it reversed? */
  NEGATIVE_ALPHA,
  /** The factor behind omega explains some item wholly. */
  HEYWOOD,
  /** No omega: two items leave the factor open, or the search found none. */
  NO_FACTOR;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
