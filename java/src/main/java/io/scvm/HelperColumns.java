// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the
 * id alone.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addHelpers(HelperColumns)}. Those that are
 * optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class HelperColumns {
  private String[] id = {};
  private Object since = new long[0];
  private double[] vetted = {};
  private double[] price = {};
  private String[] skill = {};
  private double[] latitude = {};
  private double[] longitude = {};
  private double[] fromHour = {};
  private double[] toHour = {};

  /** No rows yet. */
  public HelperColumns() {}

  /**
   * Who helps: a customer's id, or one that is no customer's and no employee's.
   *
   * @param id one text a row
   * @return this
   */
  public HelperColumns id(String[] id) {
    this.id = Objects.requireNonNull(id, "id");
    return this;
  }

  /**
   * Who helps: a customer's id, or one that is no customer's and no employee's.
   *
   * @param id one text a row
   * @return this
   */
  public HelperColumns id(List<String> id) {
    this.id = Cells.texts(id, "id");
    return this;
  }

  /**
   * When the helper applied.
   *
   * @param since seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public HelperColumns since(long[] since) {
    this.since = Objects.requireNonNull(since, "since");
    return this;
  }

  /**
   * When the helper applied.
   *
   * @param since one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public HelperColumns since(List<? extends Temporal> since) {
    this.since = Objects.requireNonNull(since, "since");
    return this;
  }

  /**
   * 1: checked by the company, 0: not; none: not yet. Optional.
   *
   * @param vetted one number a row; NaN: none
   * @return this
   */
  public HelperColumns vetted(double[] vetted) {
    this.vetted = Objects.requireNonNull(vetted, "vetted");
    return this;
  }

  /**
   * 1: checked by the company, 0: not; none: not yet. Optional.
   *
   * @param vetted one number a row; null: none
   * @return this
   */
  public HelperColumns vetted(List<? extends Number> vetted) {
    this.vetted = Cells.numbers(vetted, "vetted");
    return this;
  }

  /**
   * Of a job, in the model's currency; none: not known. Unit: money. Optional.
   *
   * @param price one number a row; NaN: none
   * @return this
   */
  public HelperColumns price(double[] price) {
    this.price = Objects.requireNonNull(price, "price");
    return this;
  }

  /**
   * Of a job, in the model's currency; none: not known. Unit: money. Optional.
   *
   * @param price one number a row; null: none
   * @return this
   */
  public HelperColumns price(List<? extends Number> price) {
    this.price = Cells.numbers(price, "price");
    return this;
  }

  /**
   * What the helper is good at. Optional.
   *
   * @param skill one text a row
   * @return this
   */
  public HelperColumns skill(String[] skill) {
    this.skill = Objects.requireNonNull(skill, "skill");
    return this;
  }

  /**
   * What the helper is good at. Optional.
   *
   * @param skill one text a row; null: none
   * @return this
   */
  public HelperColumns skill(List<String> skill) {
    this.skill = Cells.textsOrNone(skill, "skill");
    return this;
  }

  /**
   * Where the helper lives; none: not known. Unit: degrees. Optional.
   *
   * @param latitude one number a row; NaN: none
   * @return this
   */
  public HelperColumns latitude(double[] latitude) {
    this.latitude = Objects.requireNonNull(latitude, "latitude");
    return this;
  }

  /**
   * Where the helper lives; none: not known. Unit: degrees. Optional.
   *
   * @param latitude one number a row; null: none
   * @return this
   */
  public HelperColumns latitude(List<? extends Number> latitude) {
    this.latitude = Cells.numbers(latitude, "latitude");
    return this;
  }

  /**
   * The same, east of Greenwich. Unit: degrees. Optional.
   *
   * @param longitude one number a row; NaN: none
   * @return this
   */
  public HelperColumns longitude(double[] longitude) {
    this.longitude = Objects.requireNonNull(longitude, "longitude");
    return this;
  }

  /**
   * The same, east of Greenwich. Unit: degrees. Optional.
   *
   * @param longitude one number a row; null: none
   * @return this
   */
  public HelperColumns longitude(List<? extends Number> longitude) {
    this.longitude = Cells.numbers(longitude, "longitude");
    return this;
  }

  /**
   * From when on in a day the helper comes; none: at any hour. Unit: hours. Optional.
   *
   * @param fromHour one number a row; NaN: none
   * @return this
   */
  public HelperColumns fromHour(double[] fromHour) {
    this.fromHour = Objects.requireNonNull(fromHour, "fromHour");
    return this;
  }

  /**
   * From when on in a day the helper comes; none: at any hour. Unit: hours. Optional.
   *
   * @param fromHour one number a row; null: none
   * @return this
   */
  public HelperColumns fromHour(List<? extends Number> fromHour) {
    this.fromHour = Cells.numbers(fromHour, "fromHour");
    return this;
  }

  /**
   * Until when; before from_hour: on the next day. Unit: hours. Optional.
   *
   * @param toHour one number a row; NaN: none
   * @return this
   */
  public HelperColumns toHour(double[] toHour) {
    this.toHour = Objects.requireNonNull(toHour, "toHour");
    return this;
  }

  /**
   * Until when; before from_hour: on the next day. Unit: hours. Optional.
   *
   * @param toHour one number a row; null: none
   * @return this
   */
  public HelperColumns toHour(List<? extends Number> toHour) {
    this.toHour = Cells.numbers(toHour, "toHour");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addHelpers(id, Cells.moments(since, base, "since"), vetted, price, skill, latitude, longitude, fromHour, toHour);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "helpers", 2, "id", "since", "vetted", "price", "skill", "latitude", "longitude", "from_hour", "to_hour");
    long taken = 0;
    while (from.fill()) {
      taken += base.addHelpers(from.texts("id"), from.moments("since"), from.numbers("vetted"), from.numbers("price"), from.texts("skill"), from.numbers("latitude"), from.numbers("longitude"), from.numbers("from_hour"), from.numbers("to_hour"));
    }
    return taken;
  }
}
