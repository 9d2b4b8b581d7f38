// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * The social scores that were published before, one row each. A customer's newest up to the day of scoring counts:
 * from it the next one moves.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addPublishedScores(PublishedScoreColumns)}.
 * Those that are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class PublishedScoreColumns {
  private String[] customer = {};
  private double[] socialScore = {};
  private Object time = new long[0];

  /** No rows yet. */
  public PublishedScoreColumns() {}

  /**
   * Whose.
   *
   * @param customer one text a row
   * @return this
   */
  public PublishedScoreColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Whose.
   *
   * @param customer one text a row
   * @return this
   */
  public PublishedScoreColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * What the card called {@code published_score}. Unit: points.
   *
   * @param socialScore one number a row; NaN: none
   * @return this
   */
  public PublishedScoreColumns socialScore(double[] socialScore) {
    this.socialScore = Objects.requireNonNull(socialScore, "socialScore");
    return this;
  }

  /**
   * What the card called {@code published_score}. Unit: points.
   *
   * @param socialScore one number a row; null: none
   * @return this
   */
  public PublishedScoreColumns socialScore(List<? extends Number> socialScore) {
    this.socialScore = Cells.numbers(socialScore, "socialScore");
    return this;
  }

  /**
   * As of when.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public PublishedScoreColumns time(long[] time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * As of when.
   *
   * @param time one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public PublishedScoreColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addPublishedScores(customer, socialScore, Cells.moments(time, base, "time"));
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "published_scores", 3, "customer", "social_score", "time");
    long taken = 0;
    while (from.fill()) {
      taken += base.addPublishedScores(from.texts("customer"), from.numbers("social_score"), from.moments("time"));
    }
    return taken;
  }
}
