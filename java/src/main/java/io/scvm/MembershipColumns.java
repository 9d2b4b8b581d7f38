// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to
 * several on a day, the newest counts.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addMemberships(MembershipColumns)}. Those
 * that are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class MembershipColumns {
  private String[] member = {};
  private String[] account = {};
  private Object since = new long[0];
  private Object end = new long[0];

  /** No rows yet. */
  public MembershipColumns() {}

  /**
   * A customer, or an account to which others belong.
   *
   * @param member one text a row
   * @return this
   */
  public MembershipColumns member(String[] member) {
    this.member = Objects.requireNonNull(member, "member");
    return this;
  }

  /**
   * A customer, or an account to which others belong.
   *
   * @param member one text a row
   * @return this
   */
  public MembershipColumns member(List<String> member) {
    this.member = Cells.texts(member, "member");
    return this;
  }

  /**
   * To what: a customer's id where the account itself buys, else any id that is no person's.
   *
   * @param account one text a row
   * @return this
   */
  public MembershipColumns account(String[] account) {
    this.account = Objects.requireNonNull(account, "account");
    return this;
  }

  /**
   * To what: a customer's id where the account itself buys, else any id that is no person's.
   *
   * @param account one text a row
   * @return this
   */
  public MembershipColumns account(List<String> account) {
    this.account = Cells.texts(account, "account");
    return this;
  }

  /**
   * Since when; none: since ever. Optional.
   *
   * @param since seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public MembershipColumns since(long[] since) {
    this.since = Objects.requireNonNull(since, "since");
    return this;
  }

  /**
   * Since when; none: since ever. Optional.
   *
   * @param since one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public MembershipColumns since(List<? extends Temporal> since) {
    this.since = Objects.requireNonNull(since, "since");
    return this;
  }

  /**
   * The first moment without it, after {@code since}; none, or after 2099: never. Optional.
   *
   * @param end seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public MembershipColumns end(long[] end) {
    this.end = Objects.requireNonNull(end, "end");
    return this;
  }

  /**
   * The first moment without it, after {@code since}; none, or after 2099: never. Optional.
   *
   * @param end one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public MembershipColumns end(List<? extends Temporal> end) {
    this.end = Objects.requireNonNull(end, "end");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addMemberships(member, account, Cells.moments(since, base, "since"), Cells.moments(end, base, "end"));
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "memberships", 2, "member", "account", "since", "end");
    long taken = 0;
    while (from.fill()) {
      taken += base.addMemberships(from.texts("member"), from.texts("account"), from.moments("since"), from.moments("end"));
    }
    return taken;
  }
}
