// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;

/**
 * Who did what to whom, one row an event.
 *
 * <p>Columns of equal length, to be added at once by {@link CustomerBase#addInteractions(InteractionColumns)}. Those
 * that are optional may be left out. Arrays are kept as they are until then, not copied. Not thread-safe.
 */
public final class InteractionColumns {
  private String[] actor = {};
  private String[] target = {};
  private String[] kind = {};
  private Object time = new long[0];
  private String[] channel = {};
  private double[] sentiment = {};
  private double[] count = {};
  private String[] eventId = {};
  private String[] fingerprint = {};

  /** No rows yet. */
  public InteractionColumns() {}

  /**
   * Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
   *
   * @param actor one text a row
   * @return this
   */
  public InteractionColumns actor(String[] actor) {
    this.actor = Objects.requireNonNull(actor, "actor");
    return this;
  }

  /**
   * Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
   *
   * @param actor one text a row
   * @return this
   */
  public InteractionColumns actor(List<String> actor) {
    this.actor = Cells.texts(actor, "actor");
    return this;
  }

  /**
   * To whom; empty: the brand, or nobody in particular.
   *
   * @param target one text a row
   * @return this
   */
  public InteractionColumns target(String[] target) {
    this.target = Objects.requireNonNull(target, "target");
    return this;
  }

  /**
   * To whom; empty: the brand, or nobody in particular.
   *
   * @param target one text a row; null: none
   * @return this
   */
  public InteractionColumns target(List<String> target) {
    this.target = Cells.textsOrNone(target, "target");
    return this;
  }

  /**
   * What was done. Whoever only follows carries no weight.
   *
   * @param kind one text a row
   * @return this
   */
  public InteractionColumns kind(String[] kind) {
    this.kind = Objects.requireNonNull(kind, "kind");
    return this;
  }

  /**
   * What was done. Whoever only follows carries no weight.
   *
   * @param kind one text a row
   * @return this
   */
  public InteractionColumns kind(List<String> kind) {
    this.kind = Cells.texts(kind, "kind");
    return this;
  }

  /**
   * What was done. Whoever only follows carries no weight.
   *
   * @param kind one word a row
   * @return this
   */
  public InteractionColumns kind(InteractionKind[] kind) {
    this.kind = java.util.Arrays.stream(Objects.requireNonNull(kind, "kind")).map(InteractionKind::word).toArray(String[]::new);
    return this;
  }

  /**
   * When.
   *
   * @param time seconds since 1970-01-01 UTC, one a row; {@link Long#MIN_VALUE}: none
   * @return this
   */
  public InteractionColumns time(long[] time) {
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
  public InteractionColumns time(List<? extends Temporal> time) {
    this.time = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * The network it happened in; at most 255 different ones. Optional.
   *
   * @param channel one text a row
   * @return this
   */
  public InteractionColumns channel(String[] channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
    return this;
  }

  /**
   * The network it happened in; at most 255 different ones. Optional.
   *
   * @param channel one text a row; null: none
   * @return this
   */
  public InteractionColumns channel(List<String> channel) {
    this.channel = Cells.textsOrNone(channel, "channel");
    return this;
  }

  /**
   * -1 (against) to 1 (in favour); none: not known. Optional.
   *
   * @param sentiment one number a row; NaN: none
   * @return this
   */
  public InteractionColumns sentiment(double[] sentiment) {
    this.sentiment = Objects.requireNonNull(sentiment, "sentiment");
    return this;
  }

  /**
   * -1 (against) to 1 (in favour); none: not known. Optional.
   *
   * @param sentiment one number a row; null: none
   * @return this
   */
  public InteractionColumns sentiment(List<? extends Number> sentiment) {
    this.sentiment = Cells.numbers(sentiment, "sentiment");
    return this;
  }

  /**
   * How many alike the row stands for. Optional.
   *
   * @param count one number a row; NaN: none
   * @return this
   */
  public InteractionColumns count(double[] count) {
    this.count = Objects.requireNonNull(count, "count");
    return this;
  }

  /**
   * How many alike the row stands for. Optional.
   *
   * @param count one number a row; null: none
   * @return this
   */
  public InteractionColumns count(List<? extends Number> count) {
    this.count = Cells.numbers(count, "count");
    return this;
  }

  /**
   * Of rows with equal ids one counts. Optional.
   *
   * @param eventId one text a row
   * @return this
   */
  public InteractionColumns eventId(String[] eventId) {
    this.eventId = Objects.requireNonNull(eventId, "eventId");
    return this;
  }

  /**
   * Of rows with equal ids one counts. Optional.
   *
   * @param eventId one text a row; null: none
   * @return this
   */
  public InteractionColumns eventId(List<String> eventId) {
    this.eventId = Cells.textsOrNone(eventId, "eventId");
    return this;
  }

  /**
   * The same for near-duplicate texts: of an actor's rows with one fingerprint one counts, and a post, answer or
   * review that somebody else had posted before counts for nobody. Optional.
   *
   * @param fingerprint one text a row
   * @return this
   */
  public InteractionColumns fingerprint(String[] fingerprint) {
    this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
    return this;
  }

  /**
   * The same for near-duplicate texts: of an actor's rows with one fingerprint one counts, and a post, answer or
   * review that somebody else had posted before counts for nobody. Optional.
   *
   * @param fingerprint one text a row; null: none
   * @return this
   */
  public InteractionColumns fingerprint(List<String> fingerprint) {
    this.fingerprint = Cells.textsOrNone(fingerprint, "fingerprint");
    return this;
  }

  long addTo(CustomerBase base) {
    return base.addInteractions(actor, target, kind, Cells.moments(time, base, "time"), channel, sentiment, count, eventId, fingerprint);
  }

  static long addAll(CustomerBase base, ResultSet rows) throws SQLException {
    final ResultRows from = new ResultRows(rows, base, "interactions", 4, "actor", "target", "kind", "time", "channel", "sentiment", "count", "event_id", "fingerprint");
    long taken = 0;
    while (from.fill()) {
      taken += base.addInteractions(from.texts("actor"), from.texts("target"), from.texts("kind"), from.moments("time"), from.texts("channel"), from.numbers("sentiment"), from.numbers("count"), from.texts("event_id"), from.texts("fingerprint"));
    }
    return taken;
  }
}
