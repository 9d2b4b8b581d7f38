// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * What customers proposed, one row an idea.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addIdeas(IdeaColumns)}. Those that are
 * optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class IdeaColumns {
  private String[] idea = {};
  private String[] customer = {};
  private String[] state = {};
  private Object time = new long[0];
  private double[] value = {};

  /** No rows yet. */
  public IdeaColumns() {}

  /**
   * The idea's id: each counts once.
   *
   * @param idea one text a row
   * @return this
   */
  public IdeaColumns idea(String[] idea) {
    this.idea = Objects.requireNonNull(idea, "idea");
    return this;
  }

  /**
   * The idea's id: each counts once.
   *
   * @param idea one text a row
   * @return this
   */
  public IdeaColumns idea(List<String> idea) {
    this.idea = Cells.texts(idea, "idea");
    return this;
  }

  /**
   * Who proposed it.
   *
   * @param customer one text a row
   * @return this
   */
  public IdeaColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who proposed it.
   *
   * @param customer one text a row
   * @return this
   */
  public IdeaColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * What the company says of it.
   *
   * @param state one text a row
   * @return this
   */
  public IdeaColumns state(String[] state) {
    this.state = Objects.requireNonNull(state, "state");
    return this;
  }

  /**
   * What the company says of it.
   *
   * @param state one text a row
   * @return this
   */
  public IdeaColumns state(List<String> state) {
    this.state = Cells.texts(state, "state");
    return this;
  }

  /**
   * What the company says of it.
   *
   * @param state one word a row
   * @return this
   */
  public IdeaColumns state(IdeaState[] state) {
    this.state = java.util.Arrays.stream(Objects.requireNonNull(state, "state")).map(IdeaState::word).toArray(String[]::new);
    return this;
  }

  /**
   * When it was proposed.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public IdeaColumns time(long[] time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * When it was proposed.
   *
   * @param time one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public IdeaColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points. Unit:
   * money. Optional.
   *
   * @param value one number a row; NaN: none
   * @return this
   */
  public IdeaColumns value(double[] value) {
    this.value = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points. Unit:
   * money. Optional.
   *
   * @param value one number a row; null: none
   * @return this
   */
  public IdeaColumns value(List<? extends Number> value) {
    this.value = Cells.numbers(value, "value");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addIdeas(idea, customer, state, Cells.moments(time, base, "time"), value);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "ideas", 4, "idea", "customer", "state", "time", "value");
    long taken = 0;
    while (from.fill()) {
      taken += base.addIdeas(from.texts("idea"), from.texts("customer"), from.texts("state"), from.moments("time"), from.numbers("value"));
    }
    return taken;
  }
}
