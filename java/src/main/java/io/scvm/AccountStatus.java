// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What AccountStatus says; in documents and columns its {@link #word}. */
public enum AccountStatus {
  /** {@code scored}. */
  SCORED,
  /** the model has no such section */
  NOT_ASKED,
  /** the customer belongs to no account on the day, and is none */
  NO_ACCOUNT,
  /**
   * money is left out, or means are hidden, since too few persons are behind them or answered too much alike, alone or
   * beside the accounts below it
   */
  TOO_FEW,
  /** the customer did not agree to it */
  NO_CONSENT,
  /** a record of one customer, which brought no account along */
  NOT_CARRIED;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
