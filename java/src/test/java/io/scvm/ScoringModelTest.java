package io.scvm;

import static io.scvm.Examples.assertFails;
import static io.scvm.Examples.assertNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringModelTest {
  private static void assertRefused(String offender, String json) {
    assertFails(ErrorCode.BAD_MODEL, offender, () -> ScoringModel.fromJson(json));
  }

  @Test
  @DisplayName("a model has an id and a hash of 64 digits, and every default written out")
  void model() {
    try (ScoringModel model = Examples.model()) {
      assertEquals("test", model.id());
      assertTrue(model.hash().matches("[0-9a-f]{64}"), model.hash());
      assertTrue(model.toJson().contains("\"horizon\":52"), model.toJson());
    }
  }

  @Test
  @DisplayName("a model and a base come from their files")
  void files(@TempDir Path folder) throws Exception {
    final Path file = folder.resolve("modèle.json");
    Files.writeString(file, Examples.MODEL);
    try (ScoringModel model = ScoringModel.fromFile(file);
        ScoringModel same = Examples.model()) {
      assertEquals(same.hash(), model.hash());
    }
    Files.writeString(file, "{\"schema\":\"scvm-base/1\",\"customers\":{\"id\":[\"ada\"]}}");
    try (CustomerBase base = CustomerBase.fromFile(file)) {
      assertEquals(1, base.size());
    }
    assertFails(ErrorCode.BAD_MODEL, "schema", () -> ScoringModel.fromFile(file));
    assertThrows(NoSuchFileException.class, () -> ScoringModel.fromFile(folder.resolve("none.json")));
  }

  @Test
  @DisplayName("what an object holds is told by its text, in a day's own type, also once it is closed")
  void texts() {
    final ScoringModel model = Examples.model();
    final Scorer scorer = new Scorer(model);
    try (CustomerBase base = new CustomerBase();
        CustomerBase elsewhere = new CustomerBase("Europe/Berlin")) {
      base.addCustomers(new String[] {"ada", "grace"});
      assertEquals("CustomerBase(2 customers)", base.toString());
      assertEquals("UTC", base.timeZone());
      assertEquals("Europe/Berlin", elsewhere.timeZone());
      try (ScoreTable table = scorer.score(base, Examples.AS_OF)) {
        assertEquals("ScoreTable(2 customers by test as of 2026-11-21)", table.toString());
        assertEquals(LocalDate.of(2026, 11, 21), table.asOf());
      }
    }
    assertEquals("ScoringModel(test, " + model.hash().substring(0, 8) + ")", model.toString());
    assertEquals("Scorer(test)", scorer.toString());
    model.close();
    scorer.close();
    assertEquals("ScoringModel(closed)", model.toString());
    assertEquals("Scorer(closed)", scorer.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "nonsense", "{", "{}", "[]", "null", "7", "\"model\"", "{\"schema\":", "\u0000", "💙"})
  @DisplayName("a model that is no JSON, or none of a model, is refused")
  void noModel(String json) {
    assertRefused("model", json);
  }

  @Test
  @DisplayName("a misspelt key, a wrong version and a bad parameter are refused by their path")
  void offenders() {
    assertRefused("model.valeu", "{\"schema\":\"scvm-model/1\",\"id\":\"a\",\"valeu\":{}}");
    assertRefused("model.value.horizn", "{\"schema\":\"scvm-model/1\",\"id\":\"a\",\"value\":{\"horizn\":52}}");
    assertRefused("scvm-model/2", Examples.MODEL.replace("scvm-model/1", "scvm-model/2"));
    assertRefused("model", Examples.MODEL.replace("0.24", "NaN"));
    assertRefused("model.value.bg_nbd.r", Examples.MODEL.replace("0.24", "\"nan\""));
    assertRefused("model.value.bg_nbd.r", Examples.MODEL.replace("0.24", "-0.24"));
    assertRefused("model.value.bg_nbd.r", Examples.MODEL.replace("0.24", "null"));
    assertRefused("model", Examples.MODEL.replace("0.24", "1e999"));
    assertRefused("duplicate key", "{\"schema\":\"scvm-model/1\",\"schema\":\"scvm-model/1\"}");
  }

  @Test
  @DisplayName("a thousand nested arrays, a hundred thousand and a hundred megabytes of garbage are refused")
  void attacks() {
    assertRefused("nested deeper", "[".repeat(1000) + "]".repeat(1000));
    assertRefused("nested deeper", "{\"a\":".repeat(100_000));
    assertRefused("not JSON", "x".repeat(100_000_000));
    assertRefused("model", "[" + "1,".repeat(1_000_000) + "1]");
  }

  @Test
  @DisplayName("null is refused with the argument's name")
  void nulls() {
    assertNull("json", () -> ScoringModel.fromJson(null));
  }

  @Test
  @DisplayName("a closed model throws, whatever is asked of it")
  void closed() {
    final ScoringModel model = Examples.model();
    model.close();
    model.close();
    assertFails(ErrorCode.CLOSED, "ScoringModel", model::id);
    assertFails(ErrorCode.CLOSED, "ScoringModel", model::hash);
    assertFails(ErrorCode.CLOSED, "ScoringModel", model::toJson);
    assertFails(ErrorCode.CLOSED, "ScoringModel", () -> new Scorer(model));
    try (CustomerBase base = Examples.base()) {
      assertFails(ErrorCode.CLOSED, "ScoringModel", () -> Scvm.fit(base, model, Examples.AS_OF));
      assertEquals(3, base.size());
    }
  }

  @Test
  @DisplayName("a scorer outlives its model")
  void scorerKeepsTheModel() {
    final ScoringModel model = Examples.model();
    try (Scorer scorer = new Scorer(model);
        CustomerBase base = Examples.base()) {
      model.close();
      try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
        assertEquals(3, scores.size());
      }
    }
  }

  // Customers whose purchases come at rates and cease with chances that differ from customer to customer.
  private static CustomerBase shoppers(int customers) {
    final Random random = new Random(17);
    final CustomerBase base = new CustomerBase();
    for (int c = 0; c < customers; c++) {
      final String[] id = {"c" + c};
      base.addCustomers(id);
      final double rate = -Math.log(1 - random.nextDouble()) / 10; // purchases a week
      final double leaves = random.nextDouble() / 2;
      final double spends = 20 + 60 * random.nextDouble();
      double weeks = 52 * random.nextDouble();
      do {
        base.addPurchases(
            id,
            new long[] {Examples.NOON - (long) ((104 - weeks) * 7) * Examples.DAY},
            new double[] {spends * (0.5 + random.nextDouble())});
        weeks += -Math.log(1 - random.nextDouble()) / rate;
      } while (weeks < 104 && random.nextDouble() > leaves);
    }
    return base;
  }

  @Test
  @DisplayName("fitting makes a new model, which scores what the unfitted one could not")
  void fit() {
    try (CustomerBase base = shoppers(600);
        ScoringModel unfitted = ScoringModel.fromJson(Examples.UNFITTED);
        ScoringModel fitted = Scvm.fit(base, unfitted, LocalDate.parse(Examples.AS_OF));
        Scorer before = new Scorer(unfitted);
        Scorer after = new Scorer(fitted);
        ScoreTable none = before.score(base, Examples.AS_OF);
        ScoreTable scores = after.score(base, Examples.AS_OF)) {
      assertNotEquals(unfitted.hash(), fitted.hash());
      assertTrue(fitted.toJson().contains("\"log_likelihood\":-"), fitted.toJson());
      final String[] status = scores.labels("value_status");
      for (int row = 0; row < scores.size(); row++) {
        assertEquals("not_fitted", status[none.codes("value_status")[row]]);
        assertTrue(Double.isNaN(none.numbers("p_alive")[row]));
        final double alive = scores.numbers("p_alive")[row];
        assertTrue(alive > 0 && alive <= 1, "p_alive[" + row + "] = " + alive);
        assertTrue(scores.numbers("lifetime_value")[row] > 0);
      }
    }
  }

  @Test
  @DisplayName("what cannot be fitted says why")
  void notFitted() {
    try (CustomerBase empty = new CustomerBase();
        CustomerBase three = Examples.base();
        ScoringModel model = ScoringModel.fromJson(Examples.UNFITTED)) {
      assertFails(ErrorCode.NOT_FITTED, "", () -> Scvm.fit(empty, model, Examples.AS_OF));
      try (ScoringModel few = Scvm.fit(three, model, Examples.AS_OF)) {
        assertTrue(few.toJson().contains("\"status\":\"from_prior\""), few.toJson());
      }
      assertFails(ErrorCode.DOMAIN, "as_of", () -> Scvm.fit(three, model, "yesterday"));
      assertNull("base", () -> Scvm.fit(null, model, Examples.AS_OF));
      assertNull("model", () -> Scvm.fit(three, null, Examples.AS_OF));
      assertNull("asOf", () -> Scvm.fit(three, model, (String) null));
      assertNull("asOf", () -> Scvm.fit(three, model, (LocalDate) null));
    }
  }
}
