package io.scvm;

import static io.scvm.Examples.assertSameText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Complaints, helpers, jobs, ideas, votes and tests: typed columns give what the shared vector says. */
class ServiceTest {
  private final JsonObject vector = Examples.vector("service.json");
  private final JsonObject tables = vector.getAsJsonObject("base");
  private final String asOf = vector.get("as_of").getAsString();

  private List<JsonElement> cells(String table, String column) {
    final List<JsonElement> cells = new ArrayList<>();
    tables.getAsJsonObject(table).getAsJsonArray(column).forEach(cells::add);
    return cells;
  }

  private String[] texts(String table, String column) {
    return cells(table, column).stream().map(each -> each.isJsonNull() ? "" : each.getAsString()).toArray(String[]::new);
  }

  private double[] numbers(String table, String column) {
    return cells(table, column).stream().mapToDouble(each -> each.isJsonNull() ? Double.NaN : each.getAsDouble()).toArray();
  }

  // 0: none.
  private long[] times(String table, String column) {
    return cells(table, column).stream().mapToLong(each -> each.isJsonNull() ? 0 : seconds(each.getAsString())).toArray();
  }

  private static long seconds(String time) {
    return time.length() == 10
        ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toEpochSecond()
        : Instant.parse(time).getEpochSecond();
  }

  private CustomerBase typed() {
    final CustomerBase base = new CustomerBase();
    assertEquals(3, base.addCustomers(texts("customers", "id")));
    assertEquals(3, base.addPurchases(
        texts("purchases", "customer"), times("purchases", "time"), numbers("purchases", "amount")));
    assertEquals(3, base.addComplaints(
        texts("complaints", "customer"), texts("complaints", "kind"), times("complaints", "opened"),
        times("complaints", "answered"), times("complaints", "closed"), texts("complaints", "channel"),
        numbers("complaints", "sentiment"), texts("complaints", "topic"), texts("complaints", "case_id")));
    assertEquals(2, base.addHelpers(
        texts("helpers", "id"), times("helpers", "since"), numbers("helpers", "vetted"), numbers("helpers", "price"),
        texts("helpers", "skill"), numbers("helpers", "latitude"), numbers("helpers", "longitude"),
        numbers("helpers", "from_hour"), numbers("helpers", "to_hour")));
    assertEquals(2, base.addJobs(
        texts("jobs", "helper"), texts("jobs", "customer"), times("jobs", "asked"), texts("jobs", "outcome"),
        times("jobs", "done"), texts("jobs", "skill"), numbers("jobs", "price"), numbers("jobs", "rating_of_helper"),
        numbers("jobs", "rating_of_seeker"), texts("jobs", "job")));
    assertEquals(2, base.addIdeas(
        texts("ideas", "idea"), texts("ideas", "customer"), texts("ideas", "state"), times("ideas", "time"),
        numbers("ideas", "value")));
    assertEquals(3, base.addVotes(texts("votes", "idea"), texts("votes", "customer"), times("votes", "time")));
    assertEquals(2, base.addTests(texts("tests", "test"), texts("tests", "customer"), times("tests", "time")));
    assertEquals(3, base.addMemberships(
        texts("memberships", "member"), texts("memberships", "account"), times("memberships", "since"),
        times("memberships", "end")));
    return base;
  }

  @Test
  @DisplayName("typed columns and JSON give the same table, byte for byte")
  void bothWays() {
    try (ScoringModel model = ScoringModel.fromJson(vector.get("model").toString());
        Scorer scorer = new Scorer(model);
        CustomerBase json = CustomerBase.fromJson(tables.toString());
        CustomerBase typed = typed();
        ScoreTable ofJson = scorer.score(json, asOf);
        ScoreTable ofTyped = scorer.score(typed, asOf)) {
      assertTrue(typed.rejected().isEmpty(), typed.rejected().toString());
      assertSameText(vector.get("scores").getAsString(), ofJson.toJson());
      assertSameText(vector.get("scores").getAsString(), ofTyped.toJson());
    }
  }

  @Test
  @DisplayName("the card tells of the open complaint and of the helper's two jobs")
  void cards() {
    try (ScoringModel model = ScoringModel.fromJson(vector.get("model").toString());
        Scorer scorer = new Scorer(model);
        CustomerBase base = typed();
        ScoreTable table = scorer.score(base, asOf)) {
      final ScoreCard complaining = ScoreCard.of(table.explain("a"));
      assertEquals(1.0, complaining.service().open());
      assertEquals(24.0, complaining.service().promisedHours());
      // Since 2026-11-19 10:00 up to the last second of 2026-11-21, 24 hours of which were promised.
      assertEquals(62 - 1 / 3600.0, complaining.service().openHours(), 1e-9);
      assertEquals(38 - 1 / 3600.0, complaining.service().missedHours(), 1e-9);
      assertEquals(1.0, complaining.service().queuePlace());
      final ScoreCard helping = ScoreCard.of(table.explain("b"));
      assertEquals(2.0, helping.helper().jobs());
      assertEquals(1.0, helping.helper().solved());
      assertNull(helping.service().queuePlace());
      final AccountList accounts = AccountList.of(table.accounts());
      assertEquals(AccountStatus.TOO_FEW, helping.account().status());
      assertEquals(List.of("c", "group"), accounts.accounts().stream().map(each -> each.id()).sorted().toList());
    }
  }

  @Test
  @DisplayName("a row that cannot be used is rejected alone, by its table")
  void rejected() {
    try (CustomerBase base = typed()) {
      assertEquals(0, base.addVotes(new String[] {"i1"}, new String[] {"stranger"}, new long[] {seconds("2026-03-03")}));
      assertEquals(0, base.addJobs(
          new String[] {"nobody"}, new String[] {"a"}, new long[] {seconds("2026-03-03")}, new String[] {"solved"}));
      assertEquals(0, base.addComplaints(
          new String[] {"a"}, new String[] {"complaint"}, new long[] {seconds("2026-03-03")}, new long[] {seconds("2026-03-02")}));
      assertEquals(
          List.of(Table.VOTES, Table.JOBS, Table.COMPLAINTS), base.rejected().stream().map(RejectedRow::table).toList());
    }
  }
}
