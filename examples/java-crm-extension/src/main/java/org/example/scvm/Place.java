package org.example.scvm;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;

/**
 * A party's place among others: the objects equity, network and treatment of a card, as one text. Only the night sees
 * everybody, so it stores the place, and an event hands it back in the party's record.
 */
final class Place {
  private static final List<String> PARTS = List.of("equity", "network", "treatment");

  private Place() {}

  /**
   * The place that a card tells, its keys in their order; null where it tells none. What a record did not bring along is no
   * place either.
   */
  static String of(JsonObject card) {
    final JsonObject place = new JsonObject();
    for (final String part : PARTS) {
      if (card.has(part) && !"not_carried".equals(Score.text(card.getAsJsonObject(part), "status"))) {
        place.add(part, card.get(part));
      }
    }
    return place.size() == 0 ? null : place.toString();
  }

  /** The same, to be handed back; null for null. Throws IllegalArgumentException for what is no object in JSON. */
  static JsonObject parsed(String text) {
    if (text == null) {
      return null;
    }
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException("place: expected an object in JSON", e);
    }
  }

  /**
   * Who waits for an action that cannot reach everybody goes on waiting for it: one record alone does not know that others
   * come first.
   *
   * @param explanation that of the last card, whose words then hold on; null: none is known
   */
  static void keepWaiting(JsonObject card, JsonObject place, String explanation) {
    final JsonObject before = Score.object(place, "treatment");
    final JsonObject now = Score.object(card, "treatment");
    if (!"no_capacity".equals(Score.text(before, "status")) || !"treated".equals(Score.text(now, "status"))
        || !now.get("action").equals(before.get("action"))) {
      return;
    }
    now.add("status", before.get("status"));
    final JsonArray told = card.getAsJsonArray("explanation");
    for (int i = 0; i < told.size(); i++) {
      if ("treatment".equals(Score.text(told.get(i).getAsJsonObject(), "score"))) {
        final JsonObject words = explanation == null ? null : wordsOfTreatment(explanation);
        if (words == null) {
          told.remove(i);
        } else {
          told.set(i, words);
        }
        return;
      }
    }
  }

  private static JsonObject wordsOfTreatment(String explanation) {
    for (final var each : JsonParser.parseString(explanation).getAsJsonArray()) {
      if ("treatment".equals(Score.text(each.getAsJsonObject(), "score"))) {
        return each.getAsJsonObject();
      }
    }
    return null;
  }
}
