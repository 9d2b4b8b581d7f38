package org.example.scvm;

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
}
