package io.scvm;

import static io.scvm.Examples.assertFails;
import static io.scvm.Examples.assertNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {
  private final ScoringModel model = Examples.model();
  private final Scorer scorer = new Scorer(model);
  private final CustomerBase base = Examples.base();

  @AfterEach
  void close() {
    base.close();
    scorer.close();
    model.close();
  }

  @Test
  @DisplayName("a fan, an opponent and a silent customer get what they deserve")
  void score() {
    try (ScoreTable scores = scorer.score(base, LocalDate.parse(Examples.AS_OF))) {
      assertEquals(3, scores.size());
      assertArrayEquals(new String[] {"fan", "opponent", "silent"}, scores.ids());
      final String[] names = scores.labels("segment");
      final int[] codes = scores.codes("segment");
      assertEquals("fan", names[codes[0]]);
      assertEquals("opponent", names[codes[1]]);
      assertEquals("unclassified", names[codes[2]]);
      assertArrayEquals(new double[] {100, 0, Double.NaN}, scores.numbers("satisfaction"));
      assertEquals(150, scores.numbers("revenue")[0]);
      assertTrue(scores.numbers("lifetime_value")[0] > 0);
      final JsonObject summary = JsonParser.parseString(scores.summary()).getAsJsonObject();
      assertEquals(3, summary.get("customers").getAsInt());
      assertEquals(2, summary.get("classified").getAsInt());
      assertTrue(scores.explain("fan").contains("\"explanation\""));
      assertTrue(scores.toJson().startsWith("{\"customers\":["));
    }
  }

  @Test
  @DisplayName("attributes break a table down, contracts hold customers, and their bad rows are rejected")
  void attributesAndContracts() {
    final long end = LocalDate.parse("2027-01-31").toEpochDay() * 86400;
    final String[] ids = {"opponent", "nobody", "opponent"};
    assertEquals(1, base.addAttributes("territory", ids, new String[] {"North \uD83D\uDC99", "South", "West"}));
    assertEquals(1, base.addContracts(ids, new long[] {end, end, 86400}, new double[] {30, 30, 30}));
    assertEquals(4, base.rejected().size());
    assertEquals(Table.CONTRACTS, base.rejected().get(3).table());
    try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      assertEquals("captive", scores.labels("segment")[scores.codes("segment")[1]]);
      assertEquals(end, scores.numbers("release_date")[1]);
      assertTrue(scores.breakdown("territory").contains("North \uD83D\uDC99"));
      assertFails(ErrorCode.UNKNOWN_ID, "region", () -> scores.breakdown("region"));
      assertTrue(scores.analysis().startsWith("{\"as_of\""));
      final ScoreTable closed = scorer.score(base, Examples.AS_OF);
      closed.close();
      assertFails(ErrorCode.CLOSED, "ScoreTable", () -> scores.migration(closed));
      assertFails(ErrorCode.CLOSED, "ScoreTable", closed::analysis);
    }
    assertFails(ErrorCode.SIZE_MISMATCH, "end", () -> base.addContracts(ids, new long[] {0}, new double[] {0}));
    assertNull("name", () -> base.addAttributes(null, ids, ids));
  }

  @Test
  @DisplayName("a table outlives the base, the scorer and the model")
  void tableKeepsWhatItNeeds() {
    try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      final String before = scores.toJson();
      close();
      assertEquals(before, scores.toJson());
      assertTrue(scores.explain("fan").contains("fan"));
    }
  }

  @Test
  @DisplayName("an empty base and a base of one customer are scored too")
  void small() {
    try (CustomerBase empty = new CustomerBase();
        CustomerBase one = new CustomerBase();
        ScoreTable none = scorer.score(empty, Examples.AS_OF)) {
      assertEquals(0, none.size());
      assertEquals(0, none.ids().length);
      assertEquals(0, none.numbers("x").length);
      one.addCustomers(new String[] {"only"});
      try (ScoreTable single = scorer.score(one, Examples.AS_OF)) {
        assertEquals(1, single.size());
        assertTrue(single.explain("only").contains("insufficient_data"));
      }
    }
  }

  @Test
  @DisplayName("what happened after the day of scoring does not count, also before the first purchase")
  void early() {
    try (ScoreTable scores = scorer.score(base, "1999-12-31")) {
      assertTrue(Double.isNaN(scores.numbers("x")[0]));
      assertTrue(Double.isNaN(scores.numbers("lifetime_value")[0]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-02-30", "2026-13-01", "21.11.2026", "2026-11-21T25:00:00Z", "💙"})
  @DisplayName("an invalid day is refused")
  void badDays(String asOf) {
    assertFails(ErrorCode.DOMAIN, "as_of", () -> scorer.score(base, asOf));
  }

  @Test
  @DisplayName("days outside the years 1 to 9999 are refused")
  void farDays() {
    assertFails(ErrorCode.DOMAIN, "as_of", () -> scorer.score(base, LocalDate.MAX));
    assertFails(ErrorCode.DOMAIN, "as_of", () -> scorer.score(base, LocalDate.MIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "nonsense", "{}", "[]", "null", "{\"id\":\"a\"}", "{\"as_of\":\"2026-11-21\"}", "{\"id\":\"a\",\"as_of\":\"soon\"}",
        "{\"id\":\"a\",\"as_of\":\"2026-11-21\",\"anwsers\":[]}", "{\"id\":[],\"as_of\":\"2026-11-21\"}",
        "{\"id\":\"a\",\"id\":\"b\",\"as_of\":\"2026-11-21\"}", "{\"id\":\"a\",\"as_of\":\"2026-11-21\",\"answers\":7}"
      })
  @DisplayName("a record that is no JSON, or of another shape, is refused")
  void badRecords(String record) {
    assertFails(ErrorCode.BAD_RECORD, "record", () -> scorer.scoreCustomer(record));
  }

  @Test
  @DisplayName("a record nested a thousand times, or of garbage, is refused")
  void attacks() {
    final String head = "{\"id\":\"a\",\"as_of\":\"2026-11-21\",\"answers\":";
    assertFails(ErrorCode.BAD_RECORD, "record", () -> scorer.scoreCustomer("[".repeat(1000)));
    assertFails(ErrorCode.BAD_RECORD, "record", () -> scorer.scoreCustomer(head + "[".repeat(1000) + "]".repeat(1000) + "}"));
    assertFails(ErrorCode.BAD_RECORD, "record", () -> scorer.scoreCustomer(head + "[{\"item\":".repeat(100_000)));
    assertFails(ErrorCode.BAD_RECORD, "record", () -> scorer.scoreCustomer("x".repeat(100_000_000)));
    assertFails(ErrorCode.BAD_RECORD, "record", () -> scorer.scoreCustomer(head + "\"" + "x".repeat(100_000_000)));
  }

  @Test
  @DisplayName("bad rows of a record are rejected one by one, the others score")
  void badRows() {
    final JsonObject card =
        JsonParser.parseString(
                scorer.scoreCustomer(
                    "{\"id\":\"💙\",\"as_of\":\"2026-11-21\",\"answers\":[{\"item\":\"sat\",\"value\":90},"
                        + "{\"item\":\"att\",\"value\":90},{\"item\":\"att\",\"value\":\"much\"}],"
                        + "\"purchases\":[{\"time\":\"2026-13-01\",\"amount\":1}]}"))
            .getAsJsonObject();
    assertEquals("💙", card.get("id").getAsString());
    assertEquals("fan", card.getAsJsonObject("survey").get("segment").getAsString());
    assertEquals(2, card.getAsJsonArray("rejected").size());
  }

  @Test
  @DisplayName("unknown columns and customers are refused with what there is")
  void unknown() {
    try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      assertFails(ErrorCode.UNKNOWN_ID, "\"livetime_value\"", () -> scores.numbers("livetime_value"));
      assertFails(ErrorCode.UNKNOWN_ID, "lifetime_value", () -> scores.numbers("segment", new double[3]));
      assertFails(ErrorCode.UNKNOWN_ID, "survey_status", () -> scores.codes("x"));
      assertFails(ErrorCode.UNKNOWN_ID, "\"💙\"", () -> scores.labels("💙"));
      assertFails(ErrorCode.UNKNOWN_ID, "\"stranger 💙\"", () -> scores.explain("stranger 💙"));
      assertFails(ErrorCode.UNKNOWN_ID, "", () -> scores.explain(""));
      assertFails(ErrorCode.DOMAIN, "id", () -> scores.explain("\uD83D"));
    }
  }

  @Test
  @DisplayName("null is refused with the argument's name")
  void nulls() {
    assertNull("model", () -> new Scorer(null));
    assertNull("base", () -> scorer.score(null, Examples.AS_OF));
    assertNull("asOf", () -> scorer.score(base, (String) null));
    assertNull("asOf", () -> scorer.score(base, (LocalDate) null));
    assertNull("record", () -> scorer.scoreCustomer(null));
    try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      assertNull("column", () -> scores.numbers(null));
      assertNull("column", () -> scores.codes(null));
      assertNull("column", () -> scores.labels(null));
      assertNull("id", () -> scores.explain(null));
    }
  }

  @Test
  @DisplayName("a closed scorer, base or table throws, whatever is asked of it")
  void closed() {
    final ScoreTable scores = scorer.score(base, Examples.AS_OF);
    scores.close();
    scores.close();
    assertFails(ErrorCode.CLOSED, "ScoreTable", scores::size);
    assertFails(ErrorCode.CLOSED, "ScoreTable", scores::ids);
    assertFails(ErrorCode.CLOSED, "ScoreTable", scores::summary);
    assertFails(ErrorCode.CLOSED, "ScoreTable", scores::toJson);
    assertFails(ErrorCode.CLOSED, "ScoreTable", () -> scores.explain("fan"));
    assertFails(ErrorCode.CLOSED, "ScoreTable", () -> scores.numbers("x"));
    assertFails(ErrorCode.CLOSED, "ScoreTable", () -> scores.numbers("x", new double[3]));
    assertFails(ErrorCode.CLOSED, "ScoreTable", () -> scores.codes("segment"));

    final CustomerBase closedBase = Examples.base();
    closedBase.close();
    assertFails(ErrorCode.CLOSED, "CustomerBase", () -> scorer.score(closedBase, Examples.AS_OF));

    scorer.close();
    scorer.close();
    assertFails(ErrorCode.CLOSED, "Scorer", () -> scorer.scoreCustomer("{}"));
    assertFails(ErrorCode.CLOSED, "Scorer", () -> scorer.score(base, Examples.AS_OF));
    base.addCustomers(new String[] {"still open"});
    assertEquals(4, base.size());
  }
}
