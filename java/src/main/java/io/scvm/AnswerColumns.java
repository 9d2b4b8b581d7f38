// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Survey answers, one row an answer.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addAnswers(AnswerColumns)}. Those that are
 * optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class AnswerColumns {
  private String[] customer = {};
  private String[] item = {};
  private double[] value = {};
  private Object time = new long[0];
  private int[] wave = {};

  /** No rows yet. */
  public AnswerColumns() {}

  /**
   * Who answered.
   *
   * @param customer one text a row
   * @return this
   */
  public AnswerColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who answered.
   *
   * @param customer one text a row
   * @return this
   */
  public AnswerColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * The item's id in the questionnaire of the model; others are counted, not read.
   *
   * @param item one text a row
   * @return this
   */
  public AnswerColumns item(String[] item) {
    this.item = Objects.requireNonNull(item, "item");
    return this;
  }

  /**
   * The item's id in the questionnaire of the model; others are counted, not read.
   *
   * @param item one text a row
   * @return this
   */
  public AnswerColumns item(List<String> item) {
    this.item = Cells.texts(item, "item");
    return this;
  }

  /**
   * The raw answer; none: shown, but not answered. Unit: answer.
   *
   * @param value one number a row; NaN: none
   * @return this
   */
  public AnswerColumns value(double[] value) {
    this.value = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * The raw answer; none: shown, but not answered. Unit: answer.
   *
   * @param value one number a row; null: none
   * @return this
   */
  public AnswerColumns value(List<? extends Number> value) {
    this.value = Cells.numbers(value, "value");
    return this;
  }

  /**
   * When it was given. Optional.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public AnswerColumns time(long[] time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * When it was given. Optional.
   *
   * @param time one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public AnswerColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * Number of the survey wave; the newest answered one counts. Unit: survey wave. Optional.
   *
   * @param wave one number a row
   * @return this
   */
  public AnswerColumns wave(int[] wave) {
    this.wave = Objects.requireNonNull(wave, "wave");
    return this;
  }

  /**
   * Number of the survey wave; the newest answered one counts. Unit: survey wave. Optional.
   *
   * @param wave one number a row; null: 0
   * @return this
   */
  public AnswerColumns wave(List<Integer> wave) {
    this.wave = Cells.wholes(wave, "wave");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addAnswers(customer, item, value, Cells.moments(time, base, "time"), wave);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "answers", 3, "customer", "item", "value", "time", "wave");
    long taken = 0;
    while (from.fill()) {
      taken += base.addAnswers(from.texts("customer"), from.texts("item"), from.numbers("value"), from.moments("time"), from.wholes("wave"));
    }
    return taken;
  }
}
