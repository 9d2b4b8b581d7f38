package io.scvm;

import static io.scvm.Examples.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Results as values: they hold what their documents hold, key by key. */
class ResultsTest {
  private final JsonObject vector = Examples.vector("pipeline.json");

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  // Everything that the document says is in the value, and the value says nothing else.
  private static void assertSame(JsonElement document, Object value, String path) throws ReflectiveOperationException {
    if (document == null || document.isJsonNull()) {
      assertNull(value, path);
    } else if (value instanceof Record) {
      final JsonObject object = document.getAsJsonObject();
      final RecordComponent[] components = value.getClass().getRecordComponents();
      for (final RecordComponent each : components) {
        final List<String> keys = object.keySet().stream().filter(key -> plain(key).equals(plain(each.getName()))).toList();
        final String key = keys.isEmpty() ? each.getName() : keys.get(0);
        assertSame(object.get(key), each.getAccessor().invoke(value), path + "." + key);
      }
      assertTrue(components.length >= object.size(), path);
    } else if (value instanceof Map) {
      final Map<?, ?> map = (Map<?, ?>) value;
      assertEquals(document.getAsJsonObject().size(), map.size(), path);
      for (final Map.Entry<?, ?> each : map.entrySet()) {
        final String key = each.getKey() instanceof Enum ? word(each.getKey()) : (String) each.getKey();
        assertSame(document.getAsJsonObject().get(key), each.getValue(), path + "." + key);
      }
    } else if (value instanceof List) {
      final List<?> list = (List<?>) value;
      assertEquals(document.getAsJsonArray().size(), list.size(), path);
      for (int i = 0; i < list.size(); i++) {
        assertSame(document.getAsJsonArray().get(i), list.get(i), path + "[" + i + "]");
      }
    } else if (value instanceof Number) {
      assertEquals(document.getAsDouble(), ((Number) value).doubleValue(), path);
    } else if (value instanceof ErrorCode) {
      assertEquals(document.getAsInt(), ((ErrorCode) value).number(), path);
    } else if (value instanceof Enum) {
      assertEquals(document.getAsString(), word(value), path);
    } else {
      assertNotNull(value, path);
      assertEquals(document.getAsString(), value.toString(), path);
    }
  }

  private static String word(Object of) throws ReflectiveOperationException {
    return (String) of.getClass().getMethod("word").invoke(of);
  }

  private interface Reader {
    Object of(String json);
  }

  private static void assertSame(String json, Reader read) throws ReflectiveOperationException {
    assertSame(JsonParser.parseString(json), read.of(json), "");
  }

  @Test
  @DisplayName("every result of the pipeline reads key by key as its document says")
  void pipeline() throws ReflectiveOperationException {
    for (final var each : vector.getAsJsonObject("explained").entrySet()) {
      assertSame(each.getValue().getAsString(), ScoreCard::of);
    }
    for (final JsonElement each : vector.getAsJsonArray("records")) {
      assertSame(each.getAsJsonObject().get("card").getAsString(), ScoreCard::of);
    }
    final JsonObject scores = JsonParser.parseString(vector.get("scores").getAsString()).getAsJsonObject();
    assertSame(scores.get("summary").toString(), TableSummary::of);
    assertSame(vector.get("analysis").getAsString(), Analysis::of);
    assertSame(vector.getAsJsonObject("breakdown").get("territory").getAsString(), Breakdown::of);
    assertSame(vector.get("migration").getAsString(), Migration::of);
    assertSame(vector.get("treatments").getAsString(), TreatmentList::of);
  }

  @Test
  @DisplayName("a card is a value, with groups, statuses and days as what they are")
  void card() {
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        CustomerBase base = Examples.base();
        ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      final ScoreCard fan = scores.card("fan");
      assertEquals(Segment.FAN, fan.survey().segment());
      assertEquals(100.0, fan.survey().satisfaction());
      assertEquals(LocalDate.parse(Examples.AS_OF), fan.asOf());
      assertEquals(CardStatus.SCORED, fan.status());
      assertNull(fan.network());
      assertEquals(fan, ScoreCard.of(scores.explain("fan")));
      assertNull(scores.card("silent").survey().satisfaction());
      assertFails(ErrorCode.UNKNOWN_ID, "nobody", () -> scores.card("nobody"));
    }
  }

  @Test
  @DisplayName("a record's card says which of its rows could not be used")
  void recordCard() {
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model)) {
      final ScoreCard card =
          scorer.card(
              "{\"id\":\"a\",\"as_of\":\"2026-11-21\",\"purchases\":[{\"time\":\"2026-01-05\",\"amount\":10},"
                  + "{\"time\":\"soon\",\"amount\":10}]}");
      assertEquals(1, card.rejected().size());
      assertEquals(Table.PURCHASES, card.rejected().get(0).table());
      assertEquals(1, card.rejected().get(0).row());
    }
  }

  @Test
  @DisplayName("the columns by name hold what the table holds")
  void columns() throws ReflectiveOperationException {
    try (ScoringModel model = ScoringModel.fromJson(vector.get("model").toString());
        CustomerBase base = CustomerBase.fromJson(vector.get("base").toString());
        Scorer scorer = new Scorer(model);
        ScoreTable scores = scorer.score(base, vector.get("as_of").getAsString())) {
      final ScoreColumns columns = scores.columns();
      int seen = 0;
      for (final Method each : ScoreColumns.class.getDeclaredMethods()) {
        if (each.getName().startsWith("lambda")) {
          continue;
        }
        assertEquals(scores.size(), Array.getLength(each.invoke(columns)), each.getName());
        seen++;
      }
      assertTrue(seen > 80);
      final Segment[] segment = columns.segment();
      final String[] treatment = columns.treatment();
      final LocalDate[] release = columns.releaseDate();
      final String[] ids = scores.ids();
      for (int row = 0; row < ids.length; row++) {
        final ScoreCard card = scores.card(ids[row]);
        assertEquals(card.survey().segment(), segment[row]);
        assertEquals(card.survey().releaseDate(), release[row]);
        if (card.treatment().status() == TreatmentStatus.TREATED) {
          assertEquals(card.treatment().action(), treatment[row]);
        }
        assertEquals(card.survey().flags().contains(ResponseMarks.LATCHED), columns.latched()[row]);
      }
      assertArrayEquals(scores.numbers("lifetime_value"), columns.lifetimeValue());
      assertArrayEquals(words(ConsentStatus.values()), scores.labels("consent_status"));
      assertArrayEquals(words(ValueStatus.values()), scores.labels("value_status"));
      assertArrayEquals(words(TreatmentStatus.values()), scores.labels("treatment_status"));
    }
  }

  private static String[] words(Enum<?>[] of) throws ReflectiveOperationException {
    final String[] result = new String[of.length];
    for (int i = 0; i < of.length; i++) {
      result[i] = word(of[i]);
    }
    return result;
  }

  @Test
  @DisplayName("what is no document of ours is refused with its path")
  void otherDocuments() {
    final String card = vector.getAsJsonObject("explained").entrySet().iterator().next().getValue().getAsString();
    assertFails(ErrorCode.BAD_RECORD, "no JSON: expected a value at character 0", () -> ScoreCard.of(""));
    assertFails(ErrorCode.BAD_RECORD, "the document: expected an object", () -> ScoreCard.of("[1]"));
    assertFails(ErrorCode.BAD_RECORD, "id: expected something", () -> ScoreCard.of("{}"));
    assertFails(ErrorCode.BAD_RECORD, "expected the end", () -> ScoreCard.of(card + "x"));
    assertFails(ErrorCode.BAD_RECORD, "", () -> ScoreCard.of(card.substring(0, card.length() - 1)));
    assertFails(ErrorCode.BAD_RECORD, "at most 100 levels", () -> Analysis.of("[".repeat(100_000)));
    assertFails(
        ErrorCode.BAD_RECORD, "as_of: expected a day", () -> ScoreCard.of(card.replaceFirst("\"as_of\":\"....", "\"as_of\":\"soon")));
    assertFails(
        ErrorCode.BAD_RECORD,
        "survey.segment: expected a word of Segment",
        () -> ScoreCard.of(card.replaceFirst("\"segment\":\"[a-z]*\"", "\"segment\":\"friend\"")));
    assertFails(ErrorCode.BAD_RECORD, "an escape of JSON", () -> ScoreCard.of("{\"id\":\"\\"));
    assertEquals("\u00e4\n\"", ScoreCard.of(card.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"\\\\u00e4\\\\n\\\\\"\"")).id());
    Examples.assertNull("json", () -> ScoreCard.of((String) null));
  }
}
