// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * What helpers were asked to do, one row a job, with what both sides say of each other.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addJobs(JobColumns)}. Those that are optional
 * may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class JobColumns {
  private String[] helper = {};
  private String[] customer = {};
  private Object asked = new long[0];
  private String[] outcome = {};
  private Object done = new long[0];
  private String[] skill = {};
  private double[] price = {};
  private double[] ratingOfHelper = {};
  private double[] ratingOfSeeker = {};
  private String[] job = {};

  /** No rows yet. */
  public JobColumns() {}

  /**
   * Who was to help: an id of the helpers.
   *
   * @param helper one text a row
   * @return this
   */
  public JobColumns helper(String[] helper) {
    this.helper = Objects.requireNonNull(helper, "helper");
    return this;
  }

  /**
   * Who was to help: an id of the helpers.
   *
   * @param helper one text a row
   * @return this
   */
  public JobColumns helper(List<String> helper) {
    this.helper = Cells.texts(helper, "helper");
    return this;
  }

  /**
   * Who seeks help.
   *
   * @param customer one text a row
   * @return this
   */
  public JobColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who seeks help.
   *
   * @param customer one text a row
   * @return this
   */
  public JobColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * When.
   *
   * @param asked seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public JobColumns asked(long[] asked) {
    this.asked = Objects.requireNonNull(asked, "asked");
    return this;
  }

  /**
   * When.
   *
   * @param asked one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public JobColumns asked(List<? extends Temporal> asked) {
    this.asked = Objects.requireNonNull(asked, "asked");
    return this;
  }

  /**
   * How it ended.
   *
   * @param outcome one text a row
   * @return this
   */
  public JobColumns outcome(String[] outcome) {
    this.outcome = Objects.requireNonNull(outcome, "outcome");
    return this;
  }

  /**
   * How it ended.
   *
   * @param outcome one text a row
   * @return this
   */
  public JobColumns outcome(List<String> outcome) {
    this.outcome = Cells.texts(outcome, "outcome");
    return this;
  }

  /**
   * How it ended.
   *
   * @param outcome one word a row
   * @return this
   */
  public JobColumns outcome(JobOutcome[] outcome) {
    this.outcome = java.util.Arrays.stream(Objects.requireNonNull(outcome, "outcome")).map(JobOutcome::word).toArray(String[]::new);
    return this;
  }

  /**
   * When it ended, not before it was asked for; none: not known. Optional.
   *
   * @param done seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public JobColumns done(long[] done) {
    this.done = Objects.requireNonNull(done, "done");
    return this;
  }

  /**
   * When it ended, not before it was asked for; none: not known. Optional.
   *
   * @param done one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public JobColumns done(List<? extends Temporal> done) {
    this.done = Objects.requireNonNull(done, "done");
    return this;
  }

  /**
   * What was needed. Optional.
   *
   * @param skill one text a row
   * @return this
   */
  public JobColumns skill(String[] skill) {
    this.skill = Objects.requireNonNull(skill, "skill");
    return this;
  }

  /**
   * What was needed. Optional.
   *
   * @param skill one text a row; null: none
   * @return this
   */
  public JobColumns skill(List<String> skill) {
    this.skill = Cells.textsOrNone(skill, "skill");
    return this;
  }

  /**
   * What was paid, in the model's currency; none: not known. Unit: money. Optional.
   *
   * @param price one number a row; NaN: none
   * @return this
   */
  public JobColumns price(double[] price) {
    this.price = Objects.requireNonNull(price, "price");
    return this;
  }

  /**
   * What was paid, in the model's currency; none: not known. Unit: money. Optional.
   *
   * @param price one number a row; null: none
   * @return this
   */
  public JobColumns price(List<? extends Number> price) {
    this.price = Cells.numbers(price, "price");
    return this;
  }

  /**
   * What the seeker says of the helper; none: nothing. Unit: stars. Optional.
   *
   * @param ratingOfHelper one number a row; NaN: none
   * @return this
   */
  public JobColumns ratingOfHelper(double[] ratingOfHelper) {
    this.ratingOfHelper = Objects.requireNonNull(ratingOfHelper, "ratingOfHelper");
    return this;
  }

  /**
   * What the seeker says of the helper; none: nothing. Unit: stars. Optional.
   *
   * @param ratingOfHelper one number a row; null: none
   * @return this
   */
  public JobColumns ratingOfHelper(List<? extends Number> ratingOfHelper) {
    this.ratingOfHelper = Cells.numbers(ratingOfHelper, "ratingOfHelper");
    return this;
  }

  /**
   * The other way round. Unit: stars. Optional.
   *
   * @param ratingOfSeeker one number a row; NaN: none
   * @return this
   */
  public JobColumns ratingOfSeeker(double[] ratingOfSeeker) {
    this.ratingOfSeeker = Objects.requireNonNull(ratingOfSeeker, "ratingOfSeeker");
    return this;
  }

  /**
   * The other way round. Unit: stars. Optional.
   *
   * @param ratingOfSeeker one number a row; null: none
   * @return this
   */
  public JobColumns ratingOfSeeker(List<? extends Number> ratingOfSeeker) {
    this.ratingOfSeeker = Cells.numbers(ratingOfSeeker, "ratingOfSeeker");
    return this;
  }

  /**
   * Of a customer's rows with one job, the one that was asked for first counts. Optional.
   *
   * @param job one text a row
   * @return this
   */
  public JobColumns job(String[] job) {
    this.job = Objects.requireNonNull(job, "job");
    return this;
  }

  /**
   * Of a customer's rows with one job, the one that was asked for first counts. Optional.
   *
   * @param job one text a row; null: none
   * @return this
   */
  public JobColumns job(List<String> job) {
    this.job = Cells.textsOrNone(job, "job");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addJobs(helper, customer, Cells.moments(asked, base, "asked"), outcome, Cells.moments(done, base, "done"), skill, price, ratingOfHelper, ratingOfSeeker, job);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "jobs", 4, "helper", "customer", "asked", "outcome", "done", "skill", "price", "rating_of_helper", "rating_of_seeker", "job");
    long taken = 0;
    while (from.fill()) {
      taken += base.addJobs(from.texts("helper"), from.texts("customer"), from.moments("asked"), from.texts("outcome"), from.moments("done"), from.texts("skill"), from.numbers("price"), from.numbers("rating_of_helper"), from.numbers("rating_of_seeker"), from.texts("job"));
    }
    return taken;
  }
}
