package org.example.scvm;

import com.google.gson.JsonObject;
import com.google.gson.JsonArray;
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
 * local times), seconds since 1970-01-01 UTC and JSON numbers go out. Money never passes through a float on the way.
 *
 * <p>Not thread-safe; made for one call.
 */
final class PartyRecord {
  private static final List<String> STATES = List.of("granted", "refused", "withdrawn");

  private final String id;
  private final List<JsonObject> answers = new ArrayList<>();
  private final List<JsonObject> purchases = new ArrayList<>();
  private final List<JsonObject> consents = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();

  PartyRecord(String id) {
    this.id = id;
  }

  String id() {
    return id;
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
    final JsonObject row = new JsonObject();
    row.addProperty("item", item);
    row.addProperty("value", canonical(value));
    row.addProperty("time", time);
    row.addProperty("wave", Math.floorDiv(time, 86_400L));
    answers.add(row);
  }

  /** A purchase, or, with a negative amount, a refund. Money of another currency cannot be added to the others. */
  void addPurchase(Long time, BigDecimal amount, String currency, String expected) {
    if (time == null || amount == null) {
      rejected.add("purchase: without " + (time == null ? "a date" : "an amount"));
      return;
    }
    if (currency != null && !expected.isEmpty() && !currency.equals(expected)) {
      rejected.add("purchase of " + amount.toPlainString() + " " + currency + ": expected " + expected);
      return;
    }
    final JsonObject row = new JsonObject();
    row.addProperty("time", time);
    row.addProperty("amount", canonical(amount));
    purchases.add(row);
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
    final JsonObject row = new JsonObject();
    row.addProperty("purpose", purpose);
    row.addProperty("state", word);
    row.addProperty("time", time);
    if (expires != null) {
      row.addProperty("expires", expires);
    }
    consents.add(row);
  }

  /** The record of docs/records.md as of a day. */
  String json(LocalDate asOf) {
    final JsonObject record = content();
    record.addProperty("as_of", asOf.toString());
    return record.toString();
  }

  /**
   * SHA-256 of everything but the day, 64 hexadecimal digits. The order in which the rows came, and zeros at the end of
   * an amount, make no difference.
   */
  String hash() {
    try {
      final byte[] text = content().toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
    return record;
  }

  private static void addRows(JsonObject record, String name, List<JsonObject> rows) {
    if (rows.isEmpty()) {
      return;
    }
    rows.sort(Comparator.comparing(JsonObject::toString));
    final JsonArray array = new JsonArray(rows.size());
    rows.forEach(array::add);
    record.add(name, array);
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
