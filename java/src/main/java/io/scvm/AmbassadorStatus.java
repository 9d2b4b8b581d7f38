// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What AmbassadorStatus says; in documents and columns its {@link #word}. */
public enum AmbassadorStatus {
  /** {@code complete}. */
  COMPLETE,
  /** {@code set_limit}. */
  SET_LIMIT,
  /** {@code memory_limit}. */
  MEMORY_LIMIT,
  /** {@code stopped}. */
  STOPPED,
  /** {@code nothing_to_reach}. */
  NOTHING_TO_REACH,
  /** {@code nobody_eligible}. */
  NOBODY_ELIGIBLE,
  /** {@code nothing_affordable}. */
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
