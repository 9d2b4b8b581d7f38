// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.Locale;

/** What InteractionKind says; in documents and columns its {@link #word}. */
public enum InteractionKind {
  /** {@code post}. */
  POST,
  /** {@code comment}. */
  COMMENT,
  /** {@code like}. */
  LIKE,
  /** {@code share}. */
  SHARE,
  /** {@code mention}. */
  MENTION,
  /** {@code answer}. */
  ANSWER,
  /** {@code review}. */
  REVIEW,
  /** {@code referral}. */
  REFERRAL,
  /** {@code follow}. */
  FOLLOW;

  /**
   * As it stands in documents, columns and labels.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
