// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Who voted for which idea, one row a vote. One counts for each customer and idea.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addVotes(VoteColumns)}. Those that are
 * optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class VoteColumns {
  private String[] idea = {};
  private String[] customer = {};
  private Object time = new long[0];

  /** No rows yet. */
  public VoteColumns() {}

  /**
   * For which idea.
   *
   * @param idea one text a row
   * @return this
   */
  public VoteColumns idea(String[] idea) {
    this.idea = Objects.requireNonNull(idea, "idea");
    return this;
  }

  /**
   * For which idea.
   *
   * @param idea one text a row
   * @return this
   */
  public VoteColumns idea(List<String> idea) {
    this.idea = Cells.texts(idea, "idea");
    return this;
  }

  /**
   * Who voted.
   *
   * @param customer one text a row
   * @return this
   */
  public VoteColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who voted.
   *
   * @param customer one text a row
   * @return this
   */
  public VoteColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * When.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public VoteColumns time(long[] time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * When.
   *
   * @param time one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public VoteColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addVotes(idea, customer, Cells.moments(time, base, "time"));
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "votes", 3, "idea", "customer", "time");
    long taken = 0;
    while (from.fill()) {
      taken += base.addVotes(from.texts("idea"), from.texts("customer"), from.moments("time"));
    }
    return taken;
  }
}
