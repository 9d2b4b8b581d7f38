package org.example.scvm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scvm.CustomerBase;
import io.scvm.ScoreTable;
import io.scvm.Scorer;
import io.scvm.ScoringModel;
import java.time.LocalDate;

/**
 * A model, ready to score. Thread-safe; it owns native memory until its owner has closed it and the last call that uses it
 * has ended.
 */
final class ScoringEngine implements AutoCloseable {
  private final String modelId;
  private final String modelHash;
  private final String timeZone;
  private final String currency;
  private final boolean looksAtEverybody;
  private final String previousTier;
  private final Scorer scorer;
  private int users = 1; // the owner

  ScoringEngine(String modelJson) {
    try (ScoringModel model = ScoringModel.fromJson(modelJson)) {
      modelId = model.id();
      modelHash = model.hash();
      timeZone = model.timeZone();
      final JsonObject rules = JsonParser.parseString(model.toJson()).getAsJsonObject();
      currency = textOrEmpty(rules.get("currency"));
      looksAtEverybody = rules.has("network") || rules.has("equity") || rules.has("treatment");
      previousTier = rules.has("treatment") ? textOrEmpty(rules.getAsJsonObject("treatment").get("previous_tier")) : "";
      scorer = new Scorer(model);
    }
  }

  String modelId() {
    return modelId;
  }

  String modelHash() {
    return modelHash;
  }

  /** Where the customers live, as an IANA name. */
  String timeZone() {
    return timeZone;
  }

  /** The currency of all money, or an empty text where the model names none. */
  String currency() {
    return currency;
  }

  /** Whether one party's record is not enough: there is a network, credit among customers, or room for some only. */
  boolean looksAtEverybody() {
    return looksAtEverybody;
  }

  /** The attribute of the previous tier, or an empty text where the model keeps no tiers. */
  String previousTier() {
    return previousTier;
  }

  /** The scores of everybody; to be closed by the caller. */
  ScoreTable score(CustomerBase base, LocalDate asOf) {
    return scorer.score(base, asOf);
  }

  /**
   * The score card of one party (docs/score-card.md), with its explanation.
   *
   * @param place of the party among others, as the night found it; null: not known
   */
  JsonObject card(PartyRecord party, LocalDate asOf, JsonObject place) {
    return Score.parsed(scorer.scoreCustomer(party.json(asOf, place)));
  }

  /** Keeps the memory until release(); false where it is gone already. */
  synchronized boolean acquire() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  synchronized void release() {
    users--;
    if (users == 0) {
      scorer.close();
    }
  }

  /** To be called by the owner, once. */
  @Override
  public void close() {
    release();
  }

  private static String textOrEmpty(JsonElement found) {
    return found == null || found.isJsonNull() ? "" : found.getAsString();
  }
}
