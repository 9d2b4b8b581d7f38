// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What Table says; in documents and columns its {@link #word}. */
public enum Table {
  /** {@code customers}. */
  CUSTOMERS,
  /** {@code answers}. */
  ANSWERS,
  /** {@code purchases}. */
  PURCHASES,
  /** {@code attributes}. */
  ATTRIBUTES,
  /** {@code contracts}. */
  CONTRACTS,
  /** {@code consents}. */
  CONSENTS,
  /** {@code employees}. */
  EMPLOYEES,
  /** {@code interactions}. */
  INTERACTIONS,
  /** {@code referrals}. */
  REFERRALS,
  /** {@code contributions}. */
  CONTRIBUTIONS,
  /** {@code anonymous_answers}. */
  ANONYMOUS_ANSWERS,
  /** {@code published_scores}. */
  PUBLISHED_SCORES,
  /** {@code complaints}. */
  COMPLAINTS,
  /** {@code helpers}. */
  HELPERS,
  /** {@code jobs}. */
  JOBS,
  /** {@code ideas}. */
  IDEAS,
  /** {@code votes}. */
  VOTES,
  /** {@code tests}. */
  TESTS,
  /** {@code prospects}. */
  PROSPECTS,
  /** {@code memberships}. */
  MEMBERSHIPS;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
