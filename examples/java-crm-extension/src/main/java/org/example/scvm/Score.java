package org.example.scvm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a score card that a CRM shows in its lists (docs/fields.md), and the place that events hand back. Null is
 * absent, never zero.
 */
record Score(
    String status, String reason, String segment, Double satisfaction, Double attachment, BigDecimal revenue, Double pAlive,
    Double expectedPurchases, BigDecimal lifetimeValue, String currency, Double influence, Double socialScore,
    BigDecimal networkEquity, BigDecimal engagementValue, String valueTier, String treatment, String treatmentStatus,
    String place) {

  /** Written where the record itself was refused: the scores that were there stay, and are known to be old. */
  static final String ERROR = "error";

  /** The status of whoever did not consent, or does no more. */
  static final String EXCLUDED = "excluded";

  private static final List<String> CONSENT = List.of("included", "missing", "refused", "expired", "withdrawn");

  /** No score at all: those that were stored are to go. */
  static Score none(String status, String reason) {
    return new Score(
        status, reason, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Reads the text of a card (docs/score-card.md). */
  static JsonObject parsed(String card) {
    return JsonParser.parseString(card).getAsJsonObject();
  }

  static Score of(JsonObject card) {
    if (EXCLUDED.equals(text(card, "status"))) { // yesterday's scores have to go
      return none(EXCLUDED, "consent_" + worstConsent(object(card, "consent")));
    }
    final JsonObject survey = object(card, "survey");
    final JsonObject value = object(card, "value");
    final JsonObject network = object(card, "network");
    final JsonObject equity = object(card, "equity");
    final JsonObject treatment = object(card, "treatment");
    return new Score(
        text(card, "status"), reason(text(survey, "status"), text(value, "status")), text(survey, "segment"),
        real(survey, "satisfaction"), real(survey, "attachment"), money(value, "revenue"), unsure(real(value, "p_alive")),
        real(value, "expected_purchases"), money(value, "lifetime_value"), text(value, "currency"),
        real(network, "influence"), real(network, "social_score"), money(equity, "network_value"),
        money(equity, "engagement_value"), text(treatment, "value_tier"),
        "treated".equals(text(treatment, "status")) ? text(treatment, "action") : null, text(treatment, "status"), Place.of(card));
  }

  /** Why a card says what it says, or null. */
  static String explanation(JsonObject card) {
    return card.has("explanation") && !EXCLUDED.equals(text(card, "status")) ? card.get("explanation").toString() : null;
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

  Score withStatus(String newStatus) {
    return new Score(
        newStatus, reason, segment, satisfaction, attachment, revenue, pAlive, expectedPurchases, lifetimeValue, currency,
        influence, socialScore, networkEquity, engagementValue, valueTier, treatment, treatmentStatus, place);
  }

  // The words of docs/fields.md.
  private static String reason(String survey, String value) {
    final List<String> found = new ArrayList<>();
    if (survey != null && !List.of("scored", "not_asked").contains(survey)) {
      found.add("survey_" + survey);
    }
    if (value != null && !List.of("scored", "population_spend", "not_asked").contains(value)) {
      found.add("value_" + value);
    }
    return found.isEmpty() ? null : String.join(",", found);
  }

  // Nobody is a customer for sure.
  private static Double unsure(Double probability) {
    return probability == null ? null : Double.valueOf(Math.min(Math.max(probability, 1e-6), 1 - 1e-6));
  }

  private static String worstConsent(JsonObject consent) {
    int worst = 1;
    for (final String use : List.of("survey", "value", "network")) {
      worst = Math.max(worst, CONSENT.indexOf(text(consent, use)));
    }
    return CONSENT.get(worst);
  }

  static JsonObject object(JsonObject parent, String key) {
    final JsonElement found = parent.get(key);
    return found != null && found.isJsonObject() ? found.getAsJsonObject() : new JsonObject();
  }

  static String text(JsonObject parent, String key) {
    final JsonElement found = parent.get(key);
    return found == null || found.isJsonNull() ? null : found.getAsString();
  }

  private static BigDecimal money(JsonObject parent, String key) {
    final BigDecimal found = number(parent, key);
    return found == null ? null : found.setScale(2, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal number(JsonObject parent, String key) {
    final JsonElement found = parent.get(key);
    return found == null || found.isJsonNull() ? null : found.getAsBigDecimal();
  }

  private static Double real(JsonObject parent, String key) {
    final JsonElement found = parent.get(key);
    return found == null || found.isJsonNull() ? null : found.getAsDouble();
  }
}
