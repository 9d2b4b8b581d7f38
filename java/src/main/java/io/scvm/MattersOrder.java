// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What MattersOrder says; in documents and columns its {@link #word}. */
public enum MattersOrder {
  /** Pareto layers: the first holds those whom nobody equals in everything and exceeds in something */
  LAYERS,
  /** a weighted geometric mean of percentile ranks */
  WEIGHTS;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
