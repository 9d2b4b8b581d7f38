// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What CaptiveKind says; in documents and columns its {@link #word}. */
public enum CaptiveKind {
  /** no captive */
  NONE,
  /** attachment alone */
  AFFECTIVE,
  /** barriers alone */
  CALCULATIVE,
  /** attachment and barriers */
  BOTH;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
