// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What PurchasingKind says; in documents and columns its {@link #word}. */
public enum PurchasingKind {
  BG_NBD,
  MBG_NBD,
  PARETO_NBD;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
