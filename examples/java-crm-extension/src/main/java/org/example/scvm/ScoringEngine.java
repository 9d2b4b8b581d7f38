package org.example.scvm;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
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
  private final String currency;
  private final Scorer scorer;
  private int users = 1; // the owner

  ScoringEngine(String modelJson) {
    try (ScoringModel model = ScoringModel.fromJson(modelJson)) {
      modelId = model.id();
      modelHash = model.hash();
      final JsonElement found = JsonParser.parseString(model.toJson()).getAsJsonObject().get("currency");
      currency = found == null || found.isJsonNull() ? "" : found.getAsString();
      scorer = new Scorer(model);
    }
  }

  String modelId() {
    return modelId;
  }

  String modelHash() {
    return modelHash;
  }

  /** The currency of all money, or an empty text where the model names none. */
  String currency() {
    return currency;
  }

  /** The score card of one party (docs/score-card.md), with its explanation. */
  String card(PartyRecord party, LocalDate asOf) {
    return scorer.scoreCustomer(party.json(asOf));
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
}
