// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What Segment says; in documents and columns its {@link #word}. */
public enum Segment {
  /** no score, hence no group */
  UNCLASSIFIED,
  /** satisfied and closely attached */
  FAN,
  /** satisfied and attached */
  SYMPATHIZER,
  /** satisfied, not attached */
  MERCENARY,
  /** dissatisfied, held by attachment or by barriers */
  CAPTIVE,
  /** neither satisfied nor held */
  OPPONENT;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
