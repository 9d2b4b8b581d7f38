package io.scvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The shared golden vectors, as far as the nouns reach their functions. */
class VectorsTest {
  @Test
  @DisplayName("the interval of a segment's share is Wilson's")
  void wilsonIntervals() {
    int checked = 0;
    for (final JsonObject file : Examples.allVectors()) {
      if (!file.get("function").getAsString().contains("wilson_interval")) {
        continue;
      }
      final double tolerance = file.getAsJsonObject("tolerance").get("absolute").getAsDouble();
      for (final JsonElement each : file.getAsJsonArray("cases")) {
        final JsonObject c = each.getAsJsonObject();
        if (isShareOfCustomers(c)) {
          checkShare(c, tolerance);
          checked++;
        }
      }
    }
    assertTrue(checked >= 3, "only " + checked + " cases found in " + Examples.vectors());
  }

  // The summary knows shares of whole customers at the usual confidence only.
  private static boolean isShareOfCustomers(JsonObject c) {
    return c.get("kind").getAsString().equals("wilson")
        && !c.has("error")
        && !c.has("confidence")
        && c.get("k").getAsDouble() == Math.floor(c.get("k").getAsDouble());
  }

  private static void checkShare(JsonObject c, double tolerance) {
    final int n = c.get("n").getAsInt();
    final int k = c.get("k").getAsInt();
    final String[] ids = new String[n];
    final String[] customer = new String[2 * n];
    final String[] item = new String[2 * n];
    final double[] value = new double[2 * n];
    for (int i = 0; i < n; i++) {
      ids[i] = "c" + i;
      Arrays.fill(customer, 2 * i, 2 * i + 2, ids[i]);
      item[2 * i] = "sat";
      item[2 * i + 1] = "att";
      Arrays.fill(value, 2 * i, 2 * i + 2, i < k ? 100 : 0);
    }
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        CustomerBase base = new CustomerBase()) {
      base.addCustomers(ids);
      base.addAnswers(customer, item, value);
      try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
        final JsonObject fans =
            JsonParser.parseString(scores.summary()).getAsJsonObject().getAsJsonArray("segments").get(0).getAsJsonObject();
        final JsonObject share = fans.getAsJsonObject("share");
        assertEquals("fan", fans.get("segment").getAsString());
        assertEquals(n, share.get("n").getAsInt());
        assertEquals(Examples.number(c.get("low")), share.get("low").getAsDouble(), tolerance, c.get("name").getAsString());
        assertEquals(Examples.number(c.get("high")), share.get("high").getAsDouble(), tolerance, c.get("name").getAsString());
      }
    }
  }
}
