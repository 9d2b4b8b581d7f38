// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * What customers shared with the company, one row a contribution.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addContributions(ContributionColumns)}. Those
 * that are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class ContributionColumns {
  private String[] customer = {};
  private String[] kind = {};
  private Object time = new long[0];
  private double[] units = {};
  private double[] accepted = {};
  private double[] value = {};

  /** No rows yet. */
  public ContributionColumns() {}

  /**
   * Who shared.
   *
   * @param customer one text a row
   * @return this
   */
  public ContributionColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who shared.
   *
   * @param customer one text a row
   * @return this
   */
  public ContributionColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * What was shared.
   *
   * @param kind one text a row
   * @return this
   */
  public ContributionColumns kind(String[] kind) {
    this.kind = Objects.requireNonNull(kind, "kind");
    return this;
  }

  /**
   * What was shared.
   *
   * @param kind one text a row
   * @return this
   */
  public ContributionColumns kind(List<String> kind) {
    this.kind = Cells.texts(kind, "kind");
    return this;
  }

  /**
   * What was shared.
   *
   * @param kind one word a row
   * @return this
   */
  public ContributionColumns kind(SharingKind[] kind) {
    this.kind = java.util.Arrays.stream(Objects.requireNonNull(kind, "kind")).map(SharingKind::word).toArray(String[]::new);
    return this;
  }

  /**
   * When.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ContributionColumns time(long[] time) {
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
  public ContributionColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * How much of it. Unit: units. Optional.
   *
   * @param units one number a row; NaN: none
   * @return this
   */
  public ContributionColumns units(double[] units) {
    this.units = Objects.requireNonNull(units, "units");
    return this;
  }

  /**
   * How much of it. Unit: units. Optional.
   *
   * @param units one number a row; null: none
   * @return this
   */
  public ContributionColumns units(List<? extends Number> units) {
    this.units = Cells.numbers(units, "units");
    return this;
  }

  /**
   * 1: accepted, 0: not; none: not decided. Optional.
   *
   * @param accepted one number a row; NaN: none
   * @return this
   */
  public ContributionColumns accepted(double[] accepted) {
    this.accepted = Objects.requireNonNull(accepted, "accepted");
    return this;
  }

  /**
   * 1: accepted, 0: not; none: not decided. Optional.
   *
   * @param accepted one number a row; null: none
   * @return this
   */
  public ContributionColumns accepted(List<? extends Number> accepted) {
    this.accepted = Cells.numbers(accepted, "accepted");
    return this;
  }

  /**
   * What it is worth in the model's currency, times {@code accepted}; none: the model's rate, else points. Unit:
   * money. Optional.
   *
   * @param value one number a row; NaN: none
   * @return this
   */
  public ContributionColumns value(double[] value) {
    this.value = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * What it is worth in the model's currency, times {@code accepted}; none: the model's rate, else points. Unit:
   * money. Optional.
   *
   * @param value one number a row; null: none
   * @return this
   */
  public ContributionColumns value(List<? extends Number> value) {
    this.value = Cells.numbers(value, "value");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addContributions(customer, kind, Cells.moments(time, base, "time"), units, accepted, value);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "contributions", 3, "customer", "kind", "time", "units", "accepted", "value");
    long taken = 0;
    while (from.fill()) {
      taken += base.addContributions(from.texts("customer"), from.texts("kind"), from.moments("time"), from.numbers("units"), from.numbers("accepted"), from.numbers("value"));
    }
    return taken;
  }
}
