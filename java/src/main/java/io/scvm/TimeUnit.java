// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What TimeUnit says; in documents and columns its {@link #word}. */
public enum TimeUnit {
  /** {@code hour}. */
  HOUR,
  /** {@code day}. */
  DAY,
  /** {@code week}. */
  WEEK,
  /** {@code month}. */
  MONTH;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
