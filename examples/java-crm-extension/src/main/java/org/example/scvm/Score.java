package org.example.scvm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scvm.CardStatus;
import io.scvm.ConsentStatus;
import io.scvm.RejectedRow;
import io.scvm.ScoreCard;
import io.scvm.ScoreCard.ConsentScores;
import io.scvm.ScoreCard.EquityScores;
import io.scvm.ScoreCard.NetworkScores;
import io.scvm.ScoreCard.TreatmentScores;
import io.scvm.SurveyStatus;
import io.scvm.TreatmentStatus;
import io.scvm.ValueStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;

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

  /** No score at all: those that were stored are to go. */
  static Score none(String status, String reason) {
    return new Score(
        status, reason, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Reads the text of a card (docs/score-card.md). */
  static JsonObject parsed(String card) {
    return JsonParser.parseString(card).getAsJsonObject();
  }

  static Score of(JsonObject document) {
    final ScoreCard card = ScoreCard.of(document.toString());
    if (card.status() == CardStatus.EXCLUDED) { // yesterday's scores have to go
      return none(EXCLUDED, "consent_" + worst(card.consent()).word());
    }
    final var survey = card.survey();
    final var value = card.value();
    final var treatment = card.treatment();
    return new Score(
        card.status().word(), reason(survey.status(), value.status()), survey.segment().word(), survey.satisfaction(),
        survey.attachment(), money(value.revenue()), unsure(value.pAlive()), value.expectedPurchases(),
        money(value.lifetimeValue()), value.currency(), of(card.network(), NetworkScores::influence),
        of(card.network(), NetworkScores::socialScore), money(of(card.equity(), EquityScores::networkValue)),
        money(of(card.equity(), EquityScores::engagementValue)), of(treatment, TreatmentScores::valueTier),
        of(treatment, t -> t.status() == TreatmentStatus.TREATED ? t.action() : null), of(treatment, t -> t.status().word()),
        Place.of(document));
  }

  /** Why a card says what it says, or null. */
  static String explanation(JsonObject card) {
    return card.has("explanation") && !EXCLUDED.equals(text(card, "status")) ? card.get("explanation").toString() : null;
  }

  /** The rows of the record that scvm could not use, and why. */
  static List<String> rejected(JsonObject card) {
    final List<RejectedRow> rows = ScoreCard.of(card.toString()).rejected();
    return rows == null
        ? List.of()
        : rows.stream().map(row -> row.table().word() + "[" + row.row() + "]: " + row.reason()).toList();
  }

  Score withStatus(String newStatus) {
    return new Score(
        newStatus, reason, segment, satisfaction, attachment, revenue, pAlive, expectedPurchases, lifetimeValue, currency,
        influence, socialScore, networkEquity, engagementValue, valueTier, treatment, treatmentStatus, place);
  }

  // The words of docs/fields.md.
  private static String reason(SurveyStatus survey, ValueStatus value) {
    final List<String> found = new ArrayList<>();
    if (survey != SurveyStatus.SCORED && survey != SurveyStatus.NOT_ASKED) {
      found.add("survey_" + survey.word());
    }
    if (!EnumSet.of(ValueStatus.SCORED, ValueStatus.POPULATION_SPEND, ValueStatus.NOT_ASKED).contains(value)) {
      found.add("value_" + value.word());
    }
    return found.isEmpty() ? null : String.join(",", found);
  }

  // Nobody is a customer for sure.
  private static Double unsure(Double probability) {
    return probability == null ? null : Double.valueOf(Math.min(Math.max(probability, 1e-6), 1 - 1e-6));
  }

  // The words of a consent stand in the order of what they weigh.
  private static ConsentStatus worst(ConsentScores of) {
    return Collections.max(List.of(ConsentStatus.MISSING, of.survey(), of.value(), of.network()));
  }

  // Of a part of the card that may be left out.
  private static <P, T> T of(P part, Function<P, T> read) {
    return part == null ? null : read.apply(part);
  }

  static String text(JsonObject parent, String key) {
    final JsonElement found = parent.get(key);
    return found == null || found.isJsonNull() ? null : found.getAsString();
  }

  private static BigDecimal money(Double amount) {
    return amount == null ? null : BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN);
  }
}
