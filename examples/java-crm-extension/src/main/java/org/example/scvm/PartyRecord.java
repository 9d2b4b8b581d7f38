package org.example.scvm;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a CRM knows of one party, as scvm reads it. This is the edge: the host's types come in (Timestamp, BigDecimal,
 * local times); seconds since 1970-01-01 UTC and numbers go out, as JSON or row by row. Money becomes a float once, at
 * the very end, and in both ways the same one.
 *
 * <p>Not thread-safe; made for one call.
 */
final class PartyRecord {
  /** One row of a table, as it stands in a record. */
  interface Row {
    JsonObject json();
  }

  /** An answer; value null: shown, but not answered. */
  record Answer(String item, BigDecimal value, long time, int wave) implements Row {
    @Override
    public JsonObject json() {
      final JsonObject row = new JsonObject();
      row.addProperty("item", item);
      row.addProperty("value", value);
      row.addProperty("time", time);
      row.addProperty("wave", wave);
      return row;
    }
  }

  /** A purchase; a negative amount is a refund. */
  record Purchase(long time, BigDecimal amount) implements Row {
    @Override
    public JsonObject json() {
      final JsonObject row = new JsonObject();
      row.addProperty("time", time);
      row.addProperty("amount", amount);
      return row;
    }
  }

  /** A decision for a purpose; expires null: never. */
  record Consent(String purpose, String state, long time, Long expires) implements Row {
    @Override
    public JsonObject json() {
      final JsonObject row = new JsonObject();
      row.addProperty("purpose", purpose);
      row.addProperty("state", state);
      row.addProperty("time", time);
      addKnown(row, "expires", expires);
      return row;
    }
  }

  /** A contribution; accepted null: not decided; value null: nobody knows what it is worth. */
  record Contribution(String kind, long time, BigDecimal units, Boolean accepted, BigDecimal value) implements Row {
    @Override
    public JsonObject json() {
      final JsonObject row = new JsonObject();
      row.addProperty("kind", kind);
      row.addProperty("time", time);
      row.addProperty("units", units);
      addKnown(row, "accepted", accepted == null ? null : accepted ? 1 : 0);
      addKnown(row, "value", value);
      return row;
    }
  }

  private static final List<String> STATES = List.of("granted", "refused", "withdrawn");

  private final String id;
  private final List<Answer> answers = new ArrayList<>();
  private final List<Purchase> purchases = new ArrayList<>();
  private final List<Consent> consents = new ArrayList<>();
  private final List<Contribution> contributions = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();
  private String hash;

  PartyRecord(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  List<Answer> answers() {
    return answers;
  }

  List<Purchase> purchases() {
    return purchases;
  }

  List<Consent> consents() {
    return consents;
  }

  List<Contribution> contributions() {
    return contributions;
  }

  /** Rows that were not even handed over, and why. */
  List<String> rejected() {
    return rejected;
  }

  /**
   * An answer. Each day of answering is a wave of its own, so that a newer response replaces an older one as a whole.
   *
   * @param value null: shown, but not answered
   */
  void addAnswer(String item, BigDecimal value, Long time) {
    if (item == null || time == null) {
      rejected.add("answer " + item + ": without " + (item == null ? "a question" : "a date"));
      return;
    }
    answers.add(new Answer(item, canonical(value), time, (int) Math.floorDiv(time, 86_400L)));
  }

  /** A purchase, or, with a negative amount, a refund. Money of another currency cannot be added to the others. */
  void addPurchase(Long time, BigDecimal amount, String currency, String expected) {
    if (time == null || amount == null) {
      rejected.add("purchase: without " + (time == null ? "a date" : "an amount"));
      return;
    }
    if (isForeign(currency, expected)) {
      rejected.add("purchase of " + amount.toPlainString() + " " + currency + ": expected " + expected);
      return;
    }
    purchases.add(new Purchase(time, canonical(amount)));
  }

  /**
   * What the party decided for a purpose, and until when (null: no end). What cannot be read may be a withdrawal, so it
   * counts as one until somebody has corrected it.
   */
  void addConsent(String purpose, String state, Long time, Long expires) {
    if (purpose == null || time == null) {
      rejected.add("consent: without " + (purpose == null ? "a purpose" : "a date") + ", counted as withdrawn");
      addConsent(purpose == null ? "*" : purpose, "withdrawn", time == null ? Long.valueOf(0) : time, null);
      return;
    }
    String word = state == null ? "" : state.strip().toLowerCase(Locale.ROOT);
    if (!STATES.contains(word)) {
      rejected.add("consent for " + purpose + ": state \"" + word + "\", expected one of " + STATES + ", counted as withdrawn");
      word = "withdrawn";
    }
    consents.add(new Consent(purpose, word, time, expires));
  }

  /**
   * What the party shared with the company: an idea, a text, know-how.
   *
   * @param units null: one
   * @param accepted null: not decided
   * @param value money that it is worth; null: nobody knows
   */
  void addContribution(
      String kind, Long time, BigDecimal units, Boolean accepted, BigDecimal value, String currency, String expected) {
    if (kind == null || time == null) {
      rejected.add("contribution: without " + (kind == null ? "a kind" : "a date"));
      return;
    }
    if (value != null && isForeign(currency, expected)) {
      rejected.add("contribution worth " + value.toPlainString() + " " + currency + ": expected " + expected);
      return;
    }
    contributions.add(
        new Contribution(kind, time, units == null ? BigDecimal.ONE : canonical(units), accepted, canonical(value)));
  }

  /**
   * The record of docs/records.md as of a day.
   *
   * @param place what the last card said of the party's place among others (its objects network, equity, treatment), or
   *     null
   */
  String json(LocalDate asOf, JsonObject place) {
    final JsonObject record = content();
    record.addProperty("as_of", asOf.toString());
    if (place != null) {
      place.entrySet().forEach(part -> record.add(part.getKey(), part.getValue()));
    }
    return record.toString();
  }

  /**
   * SHA-256 of everything but the day and the place, 64 hexadecimal digits. The order in which the rows came, and zeros at
   * the end of an amount, make no difference.
   */
  String hash() {
    if (hash != null) {
      return hash;
    }
    try {
      final byte[] text = content().toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Keeps the hash and lets the rows go: they are in a base of everybody. */
  void forgetRows() {
    hash = hash();
    answers.clear();
    purchases.clear();
    consents.clear();
    contributions.clear();
  }

  /** Seconds since 1970-01-01 UTC of an instant. */
  static Long seconds(Timestamp instant) {
    return instant == null ? null : Math.floorDiv(instant.getTime(), 1000L);
  }

  /** The same of a local time, as a column without zone holds it. */
  static Long seconds(LocalDateTime local, ZoneId zone) {
    return local == null ? null : local.atZone(zone).toEpochSecond();
  }

  private JsonObject content() {
    final JsonObject record = new JsonObject();
    record.addProperty("id", id);
    addRows(record, "answers", answers);
    addRows(record, "purchases", purchases);
    addRows(record, "consents", consents);
    addRows(record, "contributions", contributions);
    return record;
  }

  private static void addRows(JsonObject record, String name, List<? extends Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    record Written(String text, JsonObject row) {} // each is written once, however often it is compared
    final JsonArray array = new JsonArray(rows.size());
    rows.stream().map(Row::json).map(row -> new Written(row.toString(), row)).sorted(Comparator.comparing(Written::text))
        .forEach(row -> array.add(row.row()));
    record.add(name, array);
  }

  private static void addKnown(JsonObject row, String key, Number value) {
    if (value != null) {
      row.addProperty(key, value);
    }
  }

  private static boolean isForeign(String currency, String expected) {
    return currency != null && !expected.isEmpty() && !currency.equals(expected);
  }

  // 480, 480.0 and 480.00 are one amount; 4.8E+2 would be another text.
  private static BigDecimal canonical(BigDecimal number) {
    if (number == null) {
      return null;
    }
    final BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
