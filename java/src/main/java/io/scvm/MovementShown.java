// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What MovementShown says; in documents and columns its {@link #word}. */
public enum MovementShown {
  /** {@code nothing}. */
  NOTHING,
  /** {@code table}. */
  TABLE,
  /** {@code movement}. */
  MOVEMENT;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
