// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What Table says; in documents and columns its {@link #word}. */
public enum Table {
  CUSTOMERS,
  ANSWERS,
  PURCHASES,
  ATTRIBUTES,
  CONTRACTS,
  CONSENTS,
  EMPLOYEES,
  INTERACTIONS,
  REFERRALS,
  CONTRIBUTIONS,
  ANONYMOUS_ANSWERS,
  PUBLISHED_SCORES,
  COMPLAINTS,
  HELPERS,
  JOBS,
  IDEAS,
  VOTES,
  TESTS,
  PROSPECTS,
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
