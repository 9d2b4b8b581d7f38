// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What ParticipationClass says; in documents and columns its {@link #word}. */
public enum ParticipationClass {
  /** {@code inactive}. */
  INACTIVE,
  /** {@code lurker}. */
  LURKER,
  /** {@code intermittent}. */
  INTERMITTENT,
  /** {@code heavy}. */
  HEAVY;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
