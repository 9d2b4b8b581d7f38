// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addConsents(ConsentColumns)}. Those that are
 * optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class ConsentColumns {
  private String[] customer = {};
  private String[] purpose = {};
  private String[] state = {};
  private Object time = new long[0];
  private Object expires = new long[0];
  private String[] evidence = {};
  private String[] source = {};

  /** No rows yet. */
  public ConsentColumns() {}

  /**
   * Who decided: a customer, or somebody outside the base.
   *
   * @param customer one text a row
   * @return this
   */
  public ConsentColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who decided: a customer, or somebody outside the base.
   *
   * @param customer one text a row
   * @return this
   */
  public ConsentColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * What it is about, e.g. {@code scoring}; {@code *}: every purpose.
   *
   * @param purpose one text a row
   * @return this
   */
  public ConsentColumns purpose(String[] purpose) {
    this.purpose = Objects.requireNonNull(purpose, "purpose");
    return this;
  }

  /**
   * What it is about, e.g. {@code scoring}; {@code *}: every purpose.
   *
   * @param purpose one text a row
   * @return this
   */
  public ConsentColumns purpose(List<String> purpose) {
    this.purpose = Cells.texts(purpose, "purpose");
    return this;
  }

  /**
   * {@code granted}, {@code refused} or {@code withdrawn}, in any case; words of opt-in and opt-out forms, true and
   * false are known, too. Any other is told, and counts as a refusal.
   *
   * @param state one text a row
   * @return this
   */
  public ConsentColumns state(String[] state) {
    this.state = Objects.requireNonNull(state, "state");
    return this;
  }

  /**
   * {@code granted}, {@code refused} or {@code withdrawn}, in any case; words of opt-in and opt-out forms, true and
   * false are known, too. Any other is told, and counts as a refusal.
   *
   * @param state one text a row
   * @return this
   */
  public ConsentColumns state(List<String> state) {
    this.state = Cells.texts(state, "state");
    return this;
  }

  /**
   * From when on it counts; none: a grant since ever, a refusal for ever. Optional.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ConsentColumns time(long[] time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * From when on it counts; none: a grant since ever, a refusal for ever. Optional.
   *
   * @param time one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ConsentColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * The first second without it, after {@code time}; none, or after 2099: never. Optional.
   *
   * @param expires seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ConsentColumns expires(long[] expires) {
    this.expires = Objects.requireNonNull(expires, "expires");
    return this;
  }

  /**
   * The first second without it, after {@code time}; none, or after 2099: never. Optional.
   *
   * @param expires one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ConsentColumns expires(List<? extends Temporal> expires) {
    this.expires = Objects.requireNonNull(expires, "expires");
    return this;
  }

  /**
   * What proves it, e.g. a form's number. Shown in an export. Optional.
   *
   * @param evidence one text a row
   * @return this
   */
  public ConsentColumns evidence(String[] evidence) {
    this.evidence = Objects.requireNonNull(evidence, "evidence");
    return this;
  }

  /**
   * What proves it, e.g. a form's number. Shown in an export. Optional.
   *
   * @param evidence one text a row; null: none
   * @return this
   */
  public ConsentColumns evidence(List<String> evidence) {
    this.evidence = Cells.textsOrNone(evidence, "evidence");
    return this;
  }

  /**
   * Where it was given, e.g. {@code web}. Shown in an export. Optional.
   *
   * @param source one text a row
   * @return this
   */
  public ConsentColumns source(String[] source) {
    this.source = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * Where it was given, e.g. {@code web}. Shown in an export. Optional.
   *
   * @param source one text a row; null: none
   * @return this
   */
  public ConsentColumns source(List<String> source) {
    this.source = Cells.textsOrNone(source, "source");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addConsents(customer, purpose, state, Cells.moments(time, base, "time"), Cells.moments(expires, base, "expires"), evidence, source);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "consents", 3, "customer", "purpose", "state", "time", "expires", "evidence", "source");
    long taken = 0;
    while (from.fill()) {
      taken += base.addConsents(from.texts("customer"), from.texts("purpose"), from.texts("state"), from.moments("time"), from.moments("expires"), from.texts("evidence"), from.texts("source"));
    }
    return taken;
  }
}
