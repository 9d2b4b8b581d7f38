// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * What holds who would leave, one row a contract. The one counts that holds longest.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addContracts(ContractColumns)}. Those that
 * are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class ContractColumns {
  private String[] customer = {};
  private Object end = new long[0];
  private double[] noticeDays = {};

  /** No rows yet. */
  public ContractColumns() {}

  /**
   * Whom it holds.
   *
   * @param customer one text a row
   * @return this
   */
  public ContractColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Whom it holds.
   *
   * @param customer one text a row
   * @return this
   */
  public ContractColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full
   * barrier.
   *
   * @param end seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ContractColumns end(long[] end) {
    this.end = Objects.requireNonNull(end, "end");
    return this;
  }

  /**
   * The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full
   * barrier.
   *
   * @param end one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ContractColumns end(List<? extends Temporal> end) {
    this.end = Objects.requireNonNull(end, "end");
    return this;
  }

  /**
   * Between giving notice and leaving. Unit: days. Optional.
   *
   * @param noticeDays one number a row; NaN: none
   * @return this
   */
  public ContractColumns noticeDays(double[] noticeDays) {
    this.noticeDays = Objects.requireNonNull(noticeDays, "noticeDays");
    return this;
  }

  /**
   * Between giving notice and leaving. Unit: days. Optional.
   *
   * @param noticeDays one number a row; null: none
   * @return this
   */
  public ContractColumns noticeDays(List<? extends Number> noticeDays) {
    this.noticeDays = Cells.numbers(noticeDays, "noticeDays");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addContracts(customer, Cells.moments(end, base, "end"), noticeDays);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "contracts", 2, "customer", "end", "notice_days");
    long taken = 0;
    while (from.fill()) {
      taken += base.addContracts(from.texts("customer"), from.moments("end"), from.numbers("notice_days"));
    }
    return taken;
  }
}
