// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What PriorityRule says; in documents and columns its {@link #word}. */
public enum PriorityRule {
  /** {@code value}. */
  VALUE,
  /** {@code damage}. */
  DAMAGE,
  /** {@code release}. */
  RELEASE,
  /** {@code activation}. */
  ACTIVATION;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
