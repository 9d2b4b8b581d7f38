// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What LeadStatus says; in documents and columns its {@link #word}. */
public enum LeadStatus {
  /** more than chance and a course that both have in common give */
  LEADS,
  /** chance, or a course that both have in common, gives as much */
  DOES_NOT_LEAD,
  /** too few moments, or a series that does not vary */
  NOT_IDENTIFIED;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
