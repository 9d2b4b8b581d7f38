// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addPurchases(PurchaseColumns)}. Those that
 * are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class PurchaseColumns {
  private String[] customer = {};
  private Object time = new long[0];
  private double[] amount = {};
  private String[] order = {};

  /** No rows yet. */
  public PurchaseColumns() {}

  /**
   * Who bought.
   *
   * @param customer one text a row
   * @return this
   */
  public PurchaseColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who bought.
   *
   * @param customer one text a row
   * @return this
   */
  public PurchaseColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * When.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public PurchaseColumns time(long[] time) {
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
  public PurchaseColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * In the model's currency; negative: a refund. Unit: money.
   *
   * @param amount one number a row; NaN: none
   * @return this
   */
  public PurchaseColumns amount(double[] amount) {
    this.amount = Objects.requireNonNull(amount, "amount");
    return this;
  }

  /**
   * In the model's currency; negative: a refund. Unit: money.
   *
   * @param amount one number a row; null: none
   * @return this
   */
  public PurchaseColumns amount(List<? extends Number> amount) {
    this.amount = Cells.numbers(amount, "amount");
    return this;
  }

  /**
   * The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it. Optional.
   *
   * @param order one text a row
   * @return this
   */
  public PurchaseColumns order(String[] order) {
    this.order = Objects.requireNonNull(order, "order");
    return this;
  }

  /**
   * The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it. Optional.
   *
   * @param order one text a row; null: none
   * @return this
   */
  public PurchaseColumns order(List<String> order) {
    this.order = Cells.textsOrNone(order, "order");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addPurchases(customer, Cells.moments(time, base, "time"), amount, order);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "purchases", 3, "customer", "time", "amount", "order");
    long taken = 0;
    while (from.fill()) {
      taken += base.addPurchases(from.texts("customer"), from.moments("time"), from.numbers("amount"), from.texts("order"));
    }
    return taken;
  }
}
