// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Who brought whom, one row a referral. One counts for each customer.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addReferrals(ReferralColumns)}. Those that
 * are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class ReferralColumns {
  private String[] referrer = {};
  private String[] referred = {};
  private Object time = new long[0];

  /** No rows yet. */
  public ReferralColumns() {}

  /**
   * Who brought somebody: a customer or a prospect.
   *
   * @param referrer one text a row
   * @return this
   */
  public ReferralColumns referrer(String[] referrer) {
    this.referrer = Objects.requireNonNull(referrer, "referrer");
    return this;
  }

  /**
   * Who brought somebody: a customer or a prospect.
   *
   * @param referrer one text a row
   * @return this
   */
  public ReferralColumns referrer(List<String> referrer) {
    this.referrer = Cells.texts(referrer, "referrer");
    return this;
  }

  /**
   * Who was brought, likewise; nobody refers oneself.
   *
   * @param referred one text a row
   * @return this
   */
  public ReferralColumns referred(String[] referred) {
    this.referred = Objects.requireNonNull(referred, "referred");
    return this;
  }

  /**
   * Who was brought, likewise; nobody refers oneself.
   *
   * @param referred one text a row
   * @return this
   */
  public ReferralColumns referred(List<String> referred) {
    this.referred = Cells.texts(referred, "referred");
    return this;
  }

  /**
   * When the referred came.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ReferralColumns time(long[] time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * When the referred came.
   *
   * @param time one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ReferralColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addReferrals(referrer, referred, Cells.moments(time, base, "time"));
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "referrals", 3, "referrer", "referred", "time");
    long taken = 0;
    while (from.fill()) {
      taken += base.addReferrals(from.texts("referrer"), from.texts("referred"), from.moments("time"));
    }
    return taken;
  }
}
