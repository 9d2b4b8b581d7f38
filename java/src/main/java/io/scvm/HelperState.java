// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What HelperState says; in documents and columns its {@link #word}. */
public enum HelperState {
  /** {@code applicant}. */
  APPLICANT,
  /** {@code vetted}. */
  VETTED,
  /** {@code helper}. */
  HELPER,
  /** {@code friend}. */
  FRIEND;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
