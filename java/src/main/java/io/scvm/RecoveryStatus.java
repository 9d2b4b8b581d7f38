// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What RecoveryStatus says; in documents and columns its {@link #word}. */
public enum RecoveryStatus {
  /** {@code identified}. */
  IDENTIFIED,
  /** fewer than the model's {@code fewest_recovered} were asked before and after: nothing is said */
  TOO_FEW,
  /**
   * the model does not know how surely the scores are measured: the change stands without what asking again would have
   * shown
   */
  NO_MEASUREMENT,
  /** the model has no survey */
  NO_SURVEY;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
