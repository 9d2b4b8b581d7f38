// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached,
 * refer and are referred; they are never scored.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addProspects(ProspectColumns)}. Those that
 * are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class ProspectColumns {
  private String[] id = {};
  private Object since = new long[0];
  private String[] became = {};
  private Object converted = new long[0];

  /** No rows yet. */
  public ProspectColumns() {}

  /**
   * Opaque, and no employee's. Whoever has a customer's id is that customer.
   *
   * @param id one text a row
   * @return this
   */
  public ProspectColumns id(String[] id) {
    this.id = Objects.requireNonNull(id, "id");
    return this;
  }

  /**
   * Opaque, and no employee's. Whoever has a customer's id is that customer.
   *
   * @param id one text a row
   * @return this
   */
  public ProspectColumns id(List<String> id) {
    this.id = Cells.texts(id, "id");
    return this;
  }

  /**
   * Since when the company knows of the person; none: not known. Optional.
   *
   * @param since seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ProspectColumns since(long[] since) {
    this.since = Objects.requireNonNull(since, "since");
    return this;
  }

  /**
   * Since when the company knows of the person; none: not known. Optional.
   *
   * @param since one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ProspectColumns since(List<? extends Temporal> since) {
    this.since = Objects.requireNonNull(since, "since");
    return this;
  }

  /**
   * The customer whom the person has become: what was done under this id is that customer's. Several may have become
   * one customer. Empty: none yet, or the id says it. Optional.
   *
   * @param became one text a row
   * @return this
   */
  public ProspectColumns became(String[] became) {
    this.became = Objects.requireNonNull(became, "became");
    return this;
  }

  /**
   * The customer whom the person has become: what was done under this id is that customer's. Several may have become
   * one customer. Empty: none yet, or the id says it. Optional.
   *
   * @param became one text a row; null: none
   * @return this
   */
  public ProspectColumns became(List<String> became) {
    this.became = Cells.textsOrNone(became, "became");
    return this;
  }

  /**
   * When, not before {@code since}; as of earlier days the person is still outside. None: the customer's first
   * purchase. Optional.
   *
   * @param converted seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ProspectColumns converted(long[] converted) {
    this.converted = Objects.requireNonNull(converted, "converted");
    return this;
  }

  /**
   * When, not before {@code since}; as of earlier days the person is still outside. None: the customer's first
   * purchase. Optional.
   *
   * @param converted one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ProspectColumns converted(List<? extends Temporal> converted) {
    this.converted = Objects.requireNonNull(converted, "converted");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addProspects(id, Cells.moments(since, base, "since"), became, Cells.moments(converted, base, "converted"));
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "prospects", 1, "id", "since", "became", "converted");
    long taken = 0;
    while (from.fill()) {
      taken += base.addProspects(from.texts("id"), from.moments("since"), from.texts("became"), from.moments("converted"));
    }
    return taken;
  }
}
