// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What AmbassadorObjective says; in documents and columns its {@link #word}. */
public enum AmbassadorObjective {
  /** the network value, else the lifetime value, of the customers whom they reach */
  VALUE,
  /** the customers whom they reach, each by the standing of the account */
  PERSONS;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
