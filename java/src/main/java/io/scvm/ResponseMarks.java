// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What ResponseMarks says; in documents and columns its {@link #word}. */
public enum ResponseMarks {
  /** Every answer lies at an end of its scale: doubt the response. */
  ALL_EXTREME,
  /** Nothing is answered from some item on: doubt the response. */
  BROKEN_OFF,
  /** Dissatisfied, attached like a fan, not held: first in complaint handling. */
  HURT_FAN,
  /** Satisfied, unattached, held by barriers. */
  LATCHED,
  /** A score lies on a boundary that mattered. */
  ON_BOUNDARY,
  /** One answer along a block with reversed items: doubt the response. */
  STRAIGHT_LINING;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
