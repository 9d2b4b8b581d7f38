// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What ConsentStatus says; in documents and columns its {@link #word}. */
public enum ConsentStatus {
  /** {@code included}. */
  INCLUDED,
  /** {@code missing}. */
  MISSING,
  /** {@code refused}. */
  REFUSED,
  /** {@code expired}. */
  EXPIRED,
  /** {@code withdrawn}. */
  WITHDRAWN;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
