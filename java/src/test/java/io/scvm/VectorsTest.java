package io.scvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    assertTrue(checked >= 1, "only " + checked + " cases found in " + Examples.vectors());
  }

  // The summary knows shares of whole customers at the usual confidence only, and shows them of nobody or five and more.
  private static boolean isShareOfCustomers(JsonObject c) {
    return c.get("kind").getAsString().equals("wilson")
        && !c.has("error")
        && !c.has("confidence")
        && c.get("k").getAsDouble() == Math.floor(c.get("k").getAsDouble())
        && isShown(c.get("k").getAsDouble())
        && isShown(c.get("n").getAsDouble() - c.get("k").getAsDouble());
  }

  private static boolean isShown(double customers) {
    return customers == 0 || customers >= 5;
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

  @Test
  @DisplayName("P(alive), expected and discounted purchases, and the expected spend are those of the shared vectors")
  void customerValue() {
    final Map<String, String> columns =
        Map.of(
            "p_alive", "p_alive",
            "expected_purchases", "expected_purchases",
            "discounted_expected_purchases", "discounted_expected_purchases",
            "expected_spend", "expected_spend");
    final Map<String, Integer> checked = new TreeMap<>();
    for (final JsonObject file : Examples.allVectors()) {
      final String function = file.get("function").getAsString();
      if (!function.equals("bg_nbd") && !function.equals("gamma_gamma")) {
        continue;
      }
      final double relative = file.getAsJsonObject("tolerance").get("relative").getAsDouble();
      for (final JsonElement each : file.getAsJsonArray("cases")) {
        final JsonObject c = each.getAsJsonObject();
        final String column = columns.get(c.get("call").getAsString());
        if (column != null && !c.has("error") && isOfWholeDays(c)) {
          checkValue(c, column, relative);
          checked.merge(column, 1, Integer::sum);
        }
      }
    }
    assertEquals(columns.keySet(), checked.keySet());
    assertTrue(checked.values().stream().allMatch(n -> n >= 3), checked.toString());
  }

  private static double of(JsonObject c, String key, double otherwise) {
    return c.has(key) ? Examples.number(c.get(key)) : otherwise;
  }

  // Purchases count by days, the models' unit here is the week.
  private static boolean isOfWholeDays(JsonObject c) {
    final double last = of(c, "t_x", 0) * 7;
    final double end = of(c, "T", 0) * 7;
    return last == Math.rint(last) && end == Math.rint(end) && of(c, "x", 0) <= Math.max(last, c.has("T") ? 0 : 1000);
  }

  private static String modelOf(JsonObject c) {
    final double yearly = Math.expm1(of(c, "rate", 0) * 365.25 / 7);
    return String.format(
        Locale.ROOT,
        "{\"schema\":\"scvm-model/1\",\"id\":\"vector\",\"value\":{\"unit\":\"week\",\"horizon\":%s,\"yearly_discount\":%s,"
            + "\"bg_nbd\":{\"r\":%s,\"alpha\":%s,\"a\":%s,\"b\":%s},\"gamma_gamma\":{\"p\":%s,\"q\":%s,\"v\":%s}}}",
        of(c, "t", of(c, "horizon", 52)),
        yearly,
        of(c, "r", 0.24),
        of(c, "alpha", 4.4),
        of(c, "a", 0.79),
        of(c, "b", 2.4),
        of(c, "p", 6.25),
        of(c, "q", 3.74),
        of(c, "v", 15.44));
  }

  // One customer whose purchases make the x, t_x, T and mean amount of the case.
  private static void checkValue(JsonObject c, String column, double relative) {
    final int repeats = (int) of(c, "x", 0);
    final long lastDay = c.has("T") ? Math.round(of(c, "t_x", 0) * 7) : repeats;
    final long endDay = c.has("T") ? Math.round(of(c, "T", 0) * 7) : repeats;
    final long noon = LocalDate.parse(Examples.AS_OF).toEpochDay() * Examples.DAY + Examples.DAY / 2;
    final String[] customer = new String[repeats + 1];
    final long[] time = new long[repeats + 1];
    final double[] amount = new double[repeats + 1];
    for (int i = 0; i <= repeats; i++) {
      customer[i] = "a";
      time[i] = noon - (endDay - (i > 0 && i == repeats ? lastDay : i)) * Examples.DAY;
      amount[i] = of(c, "m", 0) > 0 ? of(c, "m", 0) : 10;
    }
    try (ScoringModel model = ScoringModel.fromJson(modelOf(c));
        Scorer scorer = new Scorer(model);
        CustomerBase base = new CustomerBase()) {
      base.addCustomers(new String[] {"a"});
      base.addPurchases(customer, time, amount);
      try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
        final String name = c.get("name").getAsString();
        assertEquals(repeats, scores.numbers("x")[0], name);
        assertEquals(lastDay / 7.0, scores.numbers("t_x")[0], 1e-12, name);
        assertEquals(endDay / 7.0, scores.numbers("T")[0], 1e-12, name);
        final double expected = Examples.number(c.get("value"));
        final double found = scores.numbers(column)[0];
        final boolean same = Double.isNaN(expected) ? Double.isNaN(found) : Math.abs(found - expected) <= Math.abs(expected) * relative;
        assertTrue(same, name + ": expected " + expected + ", found " + found);
      }
    }
  }

  @Test
  @DisplayName("methods called by name give the shared vectors")
  void methodsByName() {
    final Map<String, Integer> called = new TreeMap<>();
    for (final JsonObject file : Examples.allVectors()) {
      if (!file.has("cases")) {
        continue;
      }
      for (final JsonElement each : file.getAsJsonArray("cases")) {
        final JsonObject c = each.getAsJsonObject();
        if (c.has("arguments")) {
          checkWholeResult(file, c);
          called.merge(c.get("call").getAsString(), 1, Integer::sum);
        } else if (c.has("call")) {
          final String method = file.get("function").getAsString() + "." + c.get("call").getAsString();
          checkCall(method, c, file.getAsJsonObject("tolerance"));
          called.merge(method, 1, Integer::sum);
        }
      }
    }
    for (final String method :
        new String[] {
          "bg_nbd.p_alive",
          "pareto_nbd.log_likelihood",
          "bg_bb.expected_purchases",
          "beta_geometric.survival",
          "purchase_summary",
          "fit_bg_nbd",
          "fit_pareto_nbd",
          "lifetime_value",
          "check_forecast",
          "pagerank",
          "ambassadors",
          "social_score",
          "network_value",
          "reference_value",
          "treat"
        }) {
      assertTrue(called.containsKey(method), method);
    }
  }

  // Cases with arguments of their own, and a result that is an object.
  private static void checkWholeResult(JsonObject file, JsonObject c) {
    final String name = c.get("name").getAsString();
    final String method = c.get("call").getAsString();
    final JsonObject arguments = file.has("arguments") ? file.getAsJsonObject("arguments").deepCopy() : new JsonObject();
    c.getAsJsonObject("arguments").entrySet().forEach(e -> arguments.add(e.getKey(), e.getValue()));
    if (c.has("error")) {
      final ScvmException e =
          org.junit.jupiter.api.Assertions.assertThrows(
              ScvmException.class, () -> Scvm.call(method, arguments.toString()), name);
      assertEquals(c.get("error").getAsInt(), e.code().number(), name);
      return;
    }
    final JsonObject tolerance = (c.has("tolerance") ? c : file).getAsJsonObject("tolerance");
    checkContains(JsonParser.parseString(Scvm.call(method, arguments.toString())), c.get("result"), tolerance, name);
  }

  // What is wanted is there: some keys of an object, whole arrays, numbers within the tolerance.
  private static void checkContains(JsonElement got, JsonElement want, JsonObject tolerance, String path) {
    if (want.isJsonObject()) {
      for (final Map.Entry<String, JsonElement> each : want.getAsJsonObject().entrySet()) {
        assertTrue(got.getAsJsonObject().has(each.getKey()), path + "." + each.getKey());
        checkContains(got.getAsJsonObject().get(each.getKey()), each.getValue(), tolerance, path + "." + each.getKey());
      }
    } else if (want.isJsonArray()) {
      assertEquals(want.getAsJsonArray().size(), got.getAsJsonArray().size(), path);
      for (int i = 0; i < want.getAsJsonArray().size(); i++) {
        checkContains(got.getAsJsonArray().get(i), want.getAsJsonArray().get(i), tolerance, path + "[" + i + "]");
      }
    } else if (want.isJsonPrimitive() && want.getAsJsonPrimitive().isNumber()) {
      assertTrue(got.isJsonPrimitive(), path);
      final double expected = want.getAsDouble();
      final double allowed =
          tolerance.get("relative").getAsDouble() * Math.abs(expected) + tolerance.get("absolute").getAsDouble();
      assertTrue(Math.abs(got.getAsDouble() - expected) <= allowed, path + ": " + got + " for " + expected);
    } else {
      assertEquals(want, got, path);
    }
  }

  private static void checkCall(String method, JsonObject c, JsonObject tolerance) {
    final JsonObject arguments = c.deepCopy();
    for (final String key : new String[] {"name", "call", "value", "error"}) {
      arguments.remove(key);
    }
    if (c.has("error")) {
      final ScvmException e =
          org.junit.jupiter.api.Assertions.assertThrows(
              ScvmException.class, () -> Scvm.call(method, arguments.toString()), c.get("name").getAsString());
      assertEquals(c.get("error").getAsInt(), e.code().number());
      return;
    }
    final JsonElement got = JsonParser.parseString(Scvm.call(method, arguments.toString())).getAsJsonObject().get("value");
    if (c.getAsJsonPrimitive("value").isString()) {
      assertTrue(got.isJsonNull(), c.get("name").getAsString());
      return;
    }
    final double want = c.get("value").getAsDouble();
    final double allowed =
        tolerance.get("relative").getAsDouble() * Math.abs(want) + tolerance.get("absolute").getAsDouble();
    assertEquals(want, got.getAsDouble(), allowed, c.get("name").getAsString());
  }

  @Test
  @DisplayName("a method that there is not is named")
  void unknownMethod() {
    Examples.assertFails(ErrorCode.UNKNOWN_ID, "\"wilson\"", () -> Scvm.call("wilson", "{}"));
    Examples.assertFails(ErrorCode.BAD_RECORD, "wilson_interval", () -> Scvm.call("wilson_interval", "no json"));
    Examples.assertNull("method", () -> Scvm.call(null, "{}"));
  }
}
