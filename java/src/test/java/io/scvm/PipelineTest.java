package io.scvm;

import static io.scvm.Examples.assertSameText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The vector that every language reproduces byte for byte. */
class PipelineTest {
  private final JsonObject vector = Examples.vector("pipeline.json");
  private final String modelText = vector.get("model").toString();
  private final String baseText = vector.get("base").toString();
  private final String asOf = vector.get("as_of").getAsString();

  @Test
  @DisplayName("the whole table comes out byte for byte")
  void table() {
    try (ScoringModel model = ScoringModel.fromJson(modelText);
        CustomerBase base = CustomerBase.fromJson(baseText);
        Scorer scorer = new Scorer(model);
        ScoreTable scores = scorer.score(base, LocalDate.parse(asOf))) {
      assertEquals(vector.get("model_hash").getAsString(), model.hash());
      assertSameText(vector.get("scores").getAsString(), scores.toJson());
      assertEquals(scores.size(), base.size());
    }
  }

  @Test
  @DisplayName("every explanation comes out byte for byte")
  void explanations() {
    try (ScoringModel model = ScoringModel.fromJson(modelText);
        CustomerBase base = CustomerBase.fromJson(baseText);
        Scorer scorer = new Scorer(model);
        ScoreTable scores = scorer.score(base, asOf)) {
      final JsonObject explained = vector.getAsJsonObject("explained");
      assertFalse(explained.entrySet().isEmpty());
      for (final Map.Entry<String, JsonElement> each : explained.entrySet()) {
        assertSameText(each.getValue().getAsString(), scores.explain(each.getKey()));
      }
    }
  }

  @Test
  @DisplayName("analysis, breakdown and migration come out byte for byte")
  void analysis() {
    try (ScoringModel model = ScoringModel.fromJson(modelText);
        CustomerBase base = CustomerBase.fromJson(baseText);
        Scorer scorer = new Scorer(model);
        ScoreTable scores = scorer.score(base, asOf);
        ScoreTable before = scorer.score(base, vector.get("earlier").getAsString())) {
      assertSameText(vector.get("analysis").getAsString(), scores.analysis());
      assertSameText(
          vector.getAsJsonObject("breakdown").get("territory").getAsString(), scores.breakdown("territory"));
      assertSameText(vector.get("migration").getAsString(), scores.migration(before));
      assertSameText(vector.get("treatments").getAsString(), scores.treatments());
    }
  }

  @Test
  @DisplayName("export and effect of an erasure come out byte for byte, and an erased person is gone")
  void persons() {
    try (ScoringModel model = ScoringModel.fromJson(modelText);
        CustomerBase base = CustomerBase.fromJson(baseText);
        Scorer scorer = new Scorer(model)) {
      for (var each : vector.getAsJsonObject("exported").entrySet()) {
        assertSameText(each.getValue().getAsString(), base.exportPerson(each.getKey()));
      }
      for (var each : vector.getAsJsonObject("erasure_effect").entrySet()) {
        assertSameText(each.getValue().getAsString(), scorer.erasureEffect(base, each.getKey(), asOf));
        final long before = base.size();
        assertTrue(base.erasePerson(each.getKey()).contains("\"removed\""));
        assertEquals(before - 1, base.size());
        final ScvmException gone = assertThrows(ScvmException.class, () -> base.exportPerson(each.getKey()));
        assertEquals(ErrorCode.UNKNOWN_ID, gone.code());
      }
    }
  }

  @Test
  @DisplayName("every record of a save hook gets its card byte for byte")
  void records() {
    try (ScoringModel model = ScoringModel.fromJson(modelText);
        Scorer scorer = new Scorer(model)) {
      assertFalse(vector.getAsJsonArray("records").isEmpty());
      for (final JsonElement each : vector.getAsJsonArray("records")) {
        final JsonObject of = each.getAsJsonObject();
        assertSameText(of.get("card").getAsString(), scorer.scoreCustomer(of.get("record").toString()));
      }
    }
  }

  @Test
  @DisplayName("a model survives writing and reading, with the same hash")
  void model() {
    try (ScoringModel model = ScoringModel.fromJson(modelText);
        ScoringModel again = ScoringModel.fromJson(model.toJson())) {
      assertEquals(model.toJson(), again.toJson());
      assertEquals(model.hash(), again.hash());
      assertEquals("pipeline", again.id());
    }
  }

  @Test
  @DisplayName("the columns hold what the canonical table holds")
  void columns() {
    try (ScoringModel model = ScoringModel.fromJson(modelText);
        CustomerBase base = CustomerBase.fromJson(baseText);
        Scorer scorer = new Scorer(model);
        ScoreTable scores = scorer.score(base, asOf)) {
      final String[] ids = scores.ids();
      final double[] value = scores.numbers("lifetime_value");
      final int[] segment = scores.codes("segment");
      final String[] names = scores.labels("segment");
      final var cards = JsonParser.parseString(scores.toJson()).getAsJsonObject().getAsJsonArray("customers");
      assertEquals(cards.size(), ids.length);
      for (int row = 0; row < ids.length; row++) {
        final JsonObject card = cards.get(row).getAsJsonObject();
        assertEquals(card.get("id").getAsString(), ids[row]);
        assertEquals(card.getAsJsonObject("survey").get("segment").getAsString(), names[segment[row]]);
        final JsonElement expected = card.getAsJsonObject("value").get("lifetime_value");
        assertEquals(expected.isJsonNull() ? Double.NaN : expected.getAsDouble(), value[row]);
      }
    }
  }
}
