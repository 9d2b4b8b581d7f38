package org.example.scvm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The fields of a score card that a CRM shows in its lists. Null is absent, never zero. */
record Score(
    String status, String segment, Double satisfaction, Double attachment, Double pAlive, BigDecimal lifetimeValue,
    String currency, String explanation) {

  /** Written where the record itself was refused: the scores that were there stay, and are known to be old. */
  static final String ERROR = "error";

  /** The status of whoever did not consent, or does no more. */
  static final String EXCLUDED = "excluded";

  /** Reads the text of a card (docs/score-card.md). */
  static JsonObject parsed(String card) {
    return JsonParser.parseString(card).getAsJsonObject();
  }

  static Score of(JsonObject root) {
    if (EXCLUDED.equals(text(root, "status"))) { // yesterday's scores have to go
      return new Score(EXCLUDED, null, null, null, null, null, null, null);
    }
    final JsonObject survey = object(root, "survey");
    final JsonObject value = object(root, "value");
    final BigDecimal money = number(value, "lifetime_value");
    return new Score(
        text(root, "status"), text(survey, "segment"), real(survey, "satisfaction"), real(survey, "attachment"),
        real(value, "p_alive"), money == null ? null : money.setScale(2, RoundingMode.HALF_EVEN),
        text(value, "currency"), root.has("explanation") ? root.get("explanation").toString() : null);
  }

  /** The rows of the record that scvm could not use, and why. */
  static List<String> rejected(JsonObject card) {
    final JsonElement found = card.get("rejected");
    final List<String> result = new ArrayList<>();
    if (found != null && found.isJsonArray()) {
      for (final JsonElement element : found.getAsJsonArray()) {
        final JsonObject row = element.getAsJsonObject();
        result.add(text(row, "table") + "[" + text(row, "row") + "]: " + text(row, "reason"));
      }
    }
    return result;
  }

  /** Whether a reader of the lists would see the same; the wording of the explanation aside. */
  boolean sameAs(Score other) {
    return Objects.equals(status, other.status) && Objects.equals(segment, other.segment)
        && Objects.equals(satisfaction, other.satisfaction) && Objects.equals(attachment, other.attachment)
        && Objects.equals(pAlive, other.pAlive) && Objects.equals(lifetimeValue, other.lifetimeValue)
        && Objects.equals(currency, other.currency);
  }

  Score withStatus(String newStatus) {
    return new Score(newStatus, segment, satisfaction, attachment, pAlive, lifetimeValue, currency, explanation);
  }

  private static JsonObject object(JsonObject parent, String key) {
    final JsonElement found = parent.get(key);
    return found != null && found.isJsonObject() ? found.getAsJsonObject() : new JsonObject();
  }

  private static String text(JsonObject parent, String key) {
    final JsonElement found = parent.get(key);
    return found == null || found.isJsonNull() ? null : found.getAsString();
  }

  private static BigDecimal number(JsonObject parent, String key) {
    final JsonElement found = parent.get(key);
    return found == null || found.isJsonNull() ? null : found.getAsBigDecimal();
  }

  private static Double real(JsonObject parent, String key) {
    final BigDecimal found = number(parent, key);
    return found == null ? null : found.doubleValue();
  }
}
