// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Who applied to test which product, one row an application.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addTests(TestColumns)}. Those that are
 * optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class TestColumns {
  private String[] test = {};
  private String[] customer = {};
  private Object time = new long[0];

  /** No rows yet. */
  public TestColumns() {}

  /**
   * Of which product.
   *
   * @param test one text a row
   * @return this
   */
  public TestColumns test(String[] test) {
    this.test = Objects.requireNonNull(test, "test");
    return this;
  }

  /**
   * Of which product.
   *
   * @param test one text a row
   * @return this
   */
  public TestColumns test(List<String> test) {
    this.test = Cells.texts(test, "test");
    return this;
  }

  /**
   * Who applied.
   *
   * @param customer one text a row
   * @return this
   */
  public TestColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who applied.
   *
   * @param customer one text a row
   * @return this
   */
  public TestColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * When.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public TestColumns time(long[] time) {
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
  public TestColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addTests(test, customer, Cells.moments(time, base, "time"));
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "tests", 3, "test", "customer", "time");
    long taken = 0;
    while (from.fill()) {
      taken += base.addTests(from.texts("test"), from.texts("customer"), from.moments("time"));
    }
    return taken;
  }
}
