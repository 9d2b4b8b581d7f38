// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Answers under a promise of anonymity: they count in shares, and nowhere else.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addAnonymousAnswers(AnonymousAnswerColumns)}.
 * Those that are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class AnonymousAnswerColumns {
  private String[] respondent = {};
  private String[] item = {};
  private double[] value = {};
  private Object time = new long[0];
  private int[] wave = {};

  /** No rows yet. */
  public AnonymousAnswerColumns() {}

  /**
   * A key that tells respondents apart, and that nobody can trace to a person.
   *
   * @param respondent one text a row
   * @return this
   */
  public AnonymousAnswerColumns respondent(String[] respondent) {
    this.respondent = Objects.requireNonNull(respondent, "respondent");
    return this;
  }

  /**
   * A key that tells respondents apart, and that nobody can trace to a person.
   *
   * @param respondent one text a row
   * @return this
   */
  public AnonymousAnswerColumns respondent(List<String> respondent) {
    this.respondent = Cells.texts(respondent, "respondent");
    return this;
  }

  /**
   * The item's id in the questionnaire of the model.
   *
   * @param item one text a row
   * @return this
   */
  public AnonymousAnswerColumns item(String[] item) {
    this.item = Objects.requireNonNull(item, "item");
    return this;
  }

  /**
   * The item's id in the questionnaire of the model.
   *
   * @param item one text a row
   * @return this
   */
  public AnonymousAnswerColumns item(List<String> item) {
    this.item = Cells.texts(item, "item");
    return this;
  }

  /**
   * The raw answer; none: shown, but not answered. Unit: answer.
   *
   * @param value one number a row; NaN: none
   * @return this
   */
  public AnonymousAnswerColumns value(double[] value) {
    this.value = Objects.requireNonNull(value, "value");
    return this;
  }

  /**
   * The raw answer; none: shown, but not answered. Unit: answer.
   *
   * @param value one number a row; null: none
   * @return this
   */
  public AnonymousAnswerColumns value(List<? extends Number> value) {
    this.value = Cells.numbers(value, "value");
    return this;
  }

  /**
   * When it was given. Optional.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public AnonymousAnswerColumns time(long[] time) {
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
  public AnonymousAnswerColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * Number of the survey wave. Unit: survey wave. Optional.
   *
   * @param wave one number a row
   * @return this
   */
  public AnonymousAnswerColumns wave(int[] wave) {
    this.wave = Objects.requireNonNull(wave, "wave");
    return this;
  }

  /**
   * Number of the survey wave. Unit: survey wave. Optional.
   *
   * @param wave one number a row; null: 0
   * @return this
   */
  public AnonymousAnswerColumns wave(List<Integer> wave) {
    this.wave = Cells.wholes(wave, "wave");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addAnonymousAnswers(respondent, item, value, Cells.moments(time, base, "time"), wave);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "anonymous_answers", 3, "respondent", "item", "value", "time", "wave");
    long taken = 0;
    while (from.fill()) {
      taken += base.addAnonymousAnswers(from.texts("respondent"), from.texts("item"), from.numbers("value"), from.moments("time"), from.wholes("wave"));
    }
    return taken;
  }
}
