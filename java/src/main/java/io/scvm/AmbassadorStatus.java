// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What AmbassadorStatus says; in documents and columns its {@link #word}. */
public enum AmbassadorStatus {
  COMPLETE,
  SET_LIMIT,
  MEMORY_LIMIT,
  STOPPED,
  NOTHING_TO_REACH,
  NOBODY_ELIGIBLE,
  NOTHING_AFFORDABLE;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
