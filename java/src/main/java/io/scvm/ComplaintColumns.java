// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * What customers complained about or praised, one row each, and when it was answered and closed.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addComplaints(ComplaintColumns)}. Those that
 * are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class ComplaintColumns {
  private String[] customer = {};
  private String[] kind = {};
  private Object opened = new long[0];
  private Object answered = new long[0];
  private Object closed = new long[0];
  private String[] channel = {};
  private double[] sentiment = {};
  private String[] topic = {};
  private String[] caseId = {};

  /** No rows yet. */
  public ComplaintColumns() {}

  /**
   * Who complained or praised.
   *
   * @param customer one text a row
   * @return this
   */
  public ComplaintColumns customer(String[] customer) {
    this.customer = Objects.requireNonNull(customer, "customer");
    return this;
  }

  /**
   * Who complained or praised.
   *
   * @param customer one text a row
   * @return this
   */
  public ComplaintColumns customer(List<String> customer) {
    this.customer = Cells.texts(customer, "customer");
    return this;
  }

  /**
   * Which of both.
   *
   * @param kind one text a row
   * @return this
   */
  public ComplaintColumns kind(String[] kind) {
    this.kind = Objects.requireNonNull(kind, "kind");
    return this;
  }

  /**
   * Which of both.
   *
   * @param kind one text a row
   * @return this
   */
  public ComplaintColumns kind(List<String> kind) {
    this.kind = Cells.texts(kind, "kind");
    return this;
  }

  /**
   * Which of both.
   *
   * @param kind one word a row
   * @return this
   */
  public ComplaintColumns kind(ComplaintKind[] kind) {
    this.kind = java.util.Arrays.stream(Objects.requireNonNull(kind, "kind")).map(ComplaintKind::word).toArray(String[]::new);
    return this;
  }

  /**
   * When it came in.
   *
   * @param opened seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ComplaintColumns opened(long[] opened) {
    this.opened = Objects.requireNonNull(opened, "opened");
    return this;
  }

  /**
   * When it came in.
   *
   * @param opened one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ComplaintColumns opened(List<? extends Temporal> opened) {
    this.opened = Objects.requireNonNull(opened, "opened");
    return this;
  }

  /**
   * When it was first answered, not before it came in; none: not yet. Optional.
   *
   * @param answered seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ComplaintColumns answered(long[] answered) {
    this.answered = Objects.requireNonNull(answered, "answered");
    return this;
  }

  /**
   * When it was first answered, not before it came in; none: not yet. Optional.
   *
   * @param answered one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ComplaintColumns answered(List<? extends Temporal> answered) {
    this.answered = Objects.requireNonNull(answered, "answered");
    return this;
  }

  /**
   * When it was settled, not before it came in; none: it is open. Optional.
   *
   * @param closed seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public ComplaintColumns closed(long[] closed) {
    this.closed = Objects.requireNonNull(closed, "closed");
    return this;
  }

  /**
   * When it was settled, not before it came in; none: it is open. Optional.
   *
   * @param closed one time a row: Instant, OffsetDateTime, ZonedDateTime; or LocalDateTime, LocalDate: of {@link
   *     CustomerBase#timeZone}; null: none
   * @return this
   */
  public ComplaintColumns closed(List<? extends Temporal> closed) {
    this.closed = Objects.requireNonNull(closed, "closed");
    return this;
  }

  /**
   * How it came in: what is promised may depend on it. Optional.
   *
   * @param channel one text a row
   * @return this
   */
  public ComplaintColumns channel(String[] channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
    return this;
  }

  /**
   * How it came in: what is promised may depend on it. Optional.
   *
   * @param channel one text a row; null: none
   * @return this
   */
  public ComplaintColumns channel(List<String> channel) {
    this.channel = Cells.textsOrNone(channel, "channel");
    return this;
  }

  /**
   * -1 (against) to 1 (in favour); none: not known. Optional.
   *
   * @param sentiment one number a row; NaN: none
   * @return this
   */
  public ComplaintColumns sentiment(double[] sentiment) {
    this.sentiment = Objects.requireNonNull(sentiment, "sentiment");
    return this;
  }

  /**
   * -1 (against) to 1 (in favour); none: not known. Optional.
   *
   * @param sentiment one number a row; null: none
   * @return this
   */
  public ComplaintColumns sentiment(List<? extends Number> sentiment) {
    this.sentiment = Cells.numbers(sentiment, "sentiment");
    return this;
  }

  /**
   * What it is about. Optional.
   *
   * @param topic one text a row
   * @return this
   */
  public ComplaintColumns topic(String[] topic) {
    this.topic = Objects.requireNonNull(topic, "topic");
    return this;
  }

  /**
   * What it is about. Optional.
   *
   * @param topic one text a row; null: none
   * @return this
   */
  public ComplaintColumns topic(List<String> topic) {
    this.topic = Cells.textsOrNone(topic, "topic");
    return this;
  }

  /**
   * Of a customer's rows with one case, the one that came in first counts. Optional.
   *
   * @param caseId one text a row
   * @return this
   */
  public ComplaintColumns caseId(String[] caseId) {
    this.caseId = Objects.requireNonNull(caseId, "caseId");
    return this;
  }

  /**
   * Of a customer's rows with one case, the one that came in first counts. Optional.
   *
   * @param caseId one text a row; null: none
   * @return this
   */
  public ComplaintColumns caseId(List<String> caseId) {
    this.caseId = Cells.textsOrNone(caseId, "caseId");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addComplaints(customer, kind, Cells.moments(opened, base, "opened"), Cells.moments(answered, base, "answered"), Cells.moments(closed, base, "closed"), channel, sentiment, topic, caseId);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "complaints", 3, "customer", "kind", "opened", "answered", "closed", "channel", "sentiment", "topic", "case_id");
    long taken = 0;
    while (from.fill()) {
      taken += base.addComplaints(from.texts("customer"), from.texts("kind"), from.moments("opened"), from.moments("answered"), from.moments("closed"), from.texts("channel"), from.numbers("sentiment"), from.texts("topic"), from.texts("case_id"));
    }
    return taken;
  }
}
