package org.example.scvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scvm.CustomerBase;
import io.scvm.ErrorCode;
import io.scvm.ScoreTable;
import io.scvm.Scorer;
import io.scvm.ScoringModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Customers among others: network, equity and treatments by night, and the same by event. */
class EverybodyTest extends CrmDatabase {
  private static final List<String> KINDS = List.of("post", "comment", "like", "share", "mention", "answer", "review", "follow");
  private static final Map<String, String> RESULTS = results();

  @TempDir Path models;
  private final Random random = new Random(7);

  // By the column that the night writes: what the service calls the same.
  private static Map<String, String> results() {
    final Map<String, String> of = new LinkedHashMap<>();
    of.put("STATUS", "status");
    of.put("REASON", "reason");
    of.put("SEGMENT", "segment");
    of.put("SATISFACTION", "satisfaction");
    of.put("ATTACHMENT", "attachment");
    of.put("REVENUE", "revenue");
    of.put("P_ALIVE", "pAlive");
    of.put("EXPECTED_PURCHASES", "expectedPurchases");
    of.put("LIFETIME_VALUE", "lifetimeValue");
    of.put("CURRENCY_UOM_ID", "currencyUomId");
    of.put("INFLUENCE", "influence");
    of.put("SOCIAL_SCORE", "socialScore");
    of.put("NETWORK_EQUITY", "networkEquity");
    of.put("ENGAGEMENT_VALUE", "engagementValue");
    of.put("VALUE_TIER", "valueTier");
    of.put("TREATMENT", "treatment");
    of.put("TREATMENT_STATUS", "treatmentStatus");
    of.put("PLACE", "place");
    of.put("MODEL_VERSION", "modelVersion");
    of.put("MODEL_HASH", "modelHash");
    of.put("INPUT_HASH", "inputHash");
    return of;
  }

  @Override
  String model() throws IOException {
    return Files.readString(Samples.NETWORK_MODEL).replace("\"capacity\": 200", "\"capacity\": 3");
  }

  @BeforeEach
  void namesTheModel() throws IOException {
    useModel(model());
  }

  @AfterEach
  void forgetsTheModel() {
    ScvmServices.unload();
    System.clearProperty("scvm.model");
  }

  private void useModel(String text) throws IOException {
    final Path file = models.resolve("model.json");
    Files.writeString(file, text);
    System.setProperty("scvm.model", file.toString());
    engine.close();
    engine = new ScoringEngine(text);
    ScvmServices.unload();
  }

  /** A community: customers, two employees, and what they did to each other's. */
  private void addCommunity(int customers) throws Exception {
    addCustomers(customers);
    connection.setAutoCommit(false);
    for (final String employee : List.of("agent1", "agent2")) {
      insert("PARTY", employee, "PERSON", "PARTY_ENABLED");
      insert("PARTY_ROLE", employee, "EMPLOYEE");
    }
    for (int i = 0; i < customers * 6; i++) {
      // The first customers get more attention than the others.
      final String actor = random.nextInt(12) == 0 ? "agent" + (1 + random.nextInt(2)) : id(random.nextInt(customers));
      final String target = random.nextInt(6) == 0 ? null : id((int) (customers * Math.pow(random.nextDouble(), 3)));
      addInteraction("i" + i, actor, target, KINDS.get(random.nextInt(KINDS.size())), day(random.nextInt(300)));
    }
    for (int i = 5; i < customers; i += 4) {
      insert("SCVM_REFERRAL", id(i % 5), id(i), "2024-12-0" + (1 + i % 9) + " 08:00:00");
    }
    for (int i = 0; i < customers; i += 3) {
      insert("SCVM_CONTRIBUTION", "c" + i, id(i), i % 2 == 0 ? "ideas" : "content", day(random.nextInt(200)), null,
          i % 4 == 0 ? "Y" : i % 4 == 1 ? "N" : null, i % 6 == 0 ? new BigDecimal("12.30") : null, "EUR");
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void addInteraction(String interactionId, String from, String to, String kind, String date) throws Exception {
    insert("SCVM_INTERACTION", interactionId, from, to, kind, date, random.nextBoolean() ? "forum" : null,
        random.nextBoolean() ? 0.5 : null, 1 + random.nextInt(3));
  }

  private static String id(int number) {
    return String.format("p%03d", number);
  }

  private static String day(int before) {
    return DAY.minusDays(before) + " 10:00:00";
  }

  private static long seconds(String dateTime) {
    return LocalDateTime.parse(dateTime.substring(0, 19).replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
  }

  private Map<String, Object> event(String partyId) {
    return ScvmServices.scoreParty(host(), Map.of("partyId", partyId, "asOfDate", Samples.time("2026-11-21T12:00:00Z")));
  }

  // The night of the same data, in every field; the explanation, too.
  private void assertEventIsNight(String partyId) throws Exception {
    final Map<String, Object> byEvent = event(partyId);
    assertEquals("success", byEvent.get("responseMessage"), byEvent.toString());
    final List<String> stored =
        rows("SELECT " + String.join(", ", RESULTS.keySet()) + ", EXPLANATION FROM SCVM_SCORE WHERE PARTY_ID = '" + partyId + "'").get(0);
    int at = 0;
    for (final String result : RESULTS.values()) {
      final String night = stored.get(at++);
      final Object event = byEvent.get(result);
      if (event instanceof BigDecimal && night != null) {
        assertEquals(0, new BigDecimal(night).compareTo((BigDecimal) event), partyId + ", " + result + ": " + night + ", " + event);
      } else {
        assertEquals(night, event, partyId + ", " + result);
      }
    }
    assertEquals(stored.get(at), Score.explanation(Score.parsed(byEvent.get("scoreCard").toString())), partyId);
  }

  @Test
  void the_columns_of_the_night_hold_what_the_same_data_give_as_one_document() throws Exception {
    addCommunity(40);
    insert("SCVM_CONSENT", "p011", "*", "granted", "2026-01-01 00:00:00", "2026-02-01 00:00:00");
    insert("SCVM_CONSENT", "p012", "contact", "refused", "2026-01-01 00:00:00", null);
    final ScoreBatch.Report report = run(7);
    assertEquals(40, report.changed);
    assertEquals(0, report.rejectedRows, report.reasons.toString());
    assertEquals(0, report.strangers);

    final JsonObject base = new JsonObject();
    base.addProperty("schema", "scvm-base/1");
    addTable(base, "customers", "SELECT PARTY_ID AS id FROM PARTY_ROLE WHERE ROLE_TYPE_ID = 'CUSTOMER'");
    addTable(base, "employees", "SELECT PARTY_ID AS id FROM PARTY_ROLE WHERE ROLE_TYPE_ID = 'EMPLOYEE'");
    addTable(base, "answers", "SELECT PARTY_ID AS customer, SURVEY_QUESTION_ID AS item, COALESCE(NUMERIC_RESPONSE, FLOAT_RESPONSE) AS value,"
        + " RESPONSE_DATE AS time FROM SURVEY_RESPONSE JOIN SURVEY_RESPONSE_ANSWER USING (SURVEY_RESPONSE_ID)");
    addTable(base, "purchases", "SELECT PARTY_ID AS customer, ORDER_DATE AS time, GRAND_TOTAL AS amount FROM ORDER_ROLE JOIN ORDER_HEADER USING (ORDER_ID)");
    addTable(base, "consents", "SELECT PARTY_ID AS customer, PURPOSE AS purpose, STATE AS state, FROM_DATE AS time, THRU_DATE AS expires FROM SCVM_CONSENT");
    addTable(base, "interactions", "SELECT PARTY_ID_FROM AS actor, COALESCE(PARTY_ID_TO, '') AS target, INTERACTION_TYPE_ID AS kind,"
        + " ENTRY_DATE AS time, CHANNEL AS channel, SENTIMENT AS sentiment, QUANTITY AS count FROM SCVM_INTERACTION");
    addTable(base, "referrals", "SELECT PARTY_ID_FROM AS referrer, PARTY_ID_TO AS referred, FROM_DATE AS time FROM SCVM_REFERRAL");
    addTable(base, "contributions", "SELECT PARTY_ID AS customer, CONTRIBUTION_TYPE_ID AS kind, ENTRY_DATE AS time, 1 AS units,"
        + " IF(ACCEPTED = 'Y', 1, IF(ACCEPTED = 'N', 0, NULL)) AS accepted, AMOUNT AS value FROM SCVM_CONTRIBUTION");
    int influential = 0;
    try (ScoringModel model = ScoringModel.fromJson(model());
        CustomerBase document = CustomerBase.fromJson(base.toString());
        Scorer scorer = new Scorer(model);
        ScoreTable scores = scorer.score(document, DAY)) {
      assertEquals(List.of(), document.rejected());
      for (final String party : scores.ids()) {
        final JsonObject card = Score.parsed(scores.explain(party));
        // Each day of answers is a wave of its own here, and nobody answered twice: all else is the same.
        final String place = one("SELECT PLACE FROM SCVM_SCORE WHERE PARTY_ID = '" + party + "'");
        assertEquals(Place.of(card), place, party);
        influential += scores.card(party).network().influence() > 1.0 / 40 ? 1 : 0;
        assertEquals(Score.of(card).networkEquity() == null ? null : Score.of(card).networkEquity().toString(),
            one("SELECT NETWORK_EQUITY FROM SCVM_SCORE WHERE PARTY_ID = '" + party + "'"));
      }
    }
    assertTrue(influential > 3, "the community must have people whom others listen to");
    assertTrue(Integer.parseInt(one("SELECT COUNT(*) FROM SCVM_SCORE WHERE NETWORK_EQUITY <> LIFETIME_VALUE")) > 5);
    assertTrue(Integer.parseInt(one("SELECT COUNT(*) FROM SCVM_SCORE WHERE TREATMENT_STATUS = 'no_capacity'")) > 0);
    // Credit only moves value: the sum stays (but for the cents of rounding).
    assertTrue(Math.abs(Double.parseDouble(one("SELECT SUM(NETWORK_EQUITY - LIFETIME_VALUE) FROM SCVM_SCORE"))) < 0.3);
  }

  private void addTable(JsonObject base, String name, String sql) throws Exception {
    final JsonObject columns = new JsonObject();
    try (var select = connection.createStatement(); var found = select.executeQuery(sql)) {
      final var of = found.getMetaData();
      for (int c = 1; c <= of.getColumnCount(); c++) {
        columns.add(of.getColumnLabel(c), new JsonArray());
      }
      while (found.next()) {
        for (int c = 1; c <= of.getColumnCount(); c++) {
          final String label = of.getColumnLabel(c);
          final String text = found.getString(c);
          final JsonArray column = columns.getAsJsonArray(label);
          if (text == null) {
            column.add((String) null);
          } else if (List.of("time", "expires").contains(label)) {
            column.add(seconds(text));
          } else if (List.of("value", "amount", "sentiment", "count", "units", "accepted").contains(label)) {
            column.add(new BigDecimal(text));
          } else {
            column.add(text);
          }
        }
      }
    }
    base.add(name, columns);
  }

  @Test
  void an_event_without_news_gives_what_the_night_gave_in_every_field_and_writes_nothing() throws Exception {
    addCommunity(40);
    insert("SCVM_CONSENT", "p003", "scoring", "withdrawn", "2026-01-01 00:00:00", null);
    run(50);
    for (int i = 0; i < 40; i++) {
      assertEventIsNight(id(i));
    }
    assertNotEquals("0", one("SELECT COUNT(*) FROM SCVM_SCORE WHERE TREATMENT_STATUS = 'no_capacity'"));
    final List<List<String>> before = rows(SCORES);
    for (final List<String> order : rows("SELECT ORDER_ID FROM ORDER_HEADER")) {
      assertEquals("success", ScvmServices.scoreOrder(host(), Map.of(
          "orderId", order.get(0), "asOfDate", Samples.time("2026-11-21T12:00:00Z"))).get("responseMessage"));
    }
    assertEquals(before, rows(SCORES));
    assertEquals("40", one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY"));
  }

  @Test
  void an_event_renews_what_rests_on_the_place_and_the_next_night_agrees() throws Exception {
    addCommunity(40);
    run(50);
    assertEventIsNight("p003");
    final Map<String, Object> before = event("p003");
    addOrder("fresh", "p003", "2026-11-21 09:00:00", "900", "EUR", "ORDER_COMPLETED");
    final Map<String, Object> after =
        ScvmServices.scoreOrder(host(), Map.of("orderId", "fresh", "asOfDate", Samples.time("2026-11-21T12:00:00Z")));
    for (final String renewed : List.of("lifetimeValue", "networkEquity", "engagementValue", "valueTier", "place", "inputHash")) {
      assertNotEquals(before.get(renewed), after.get(renewed), renewed);
    }
    for (final String kept : List.of("influence", "socialScore", "treatment")) {
      assertEquals(before.get(kept), after.get(kept), kept);
    }
    assertEquals("gold", one("SELECT VALUE_TIER FROM SCVM_SCORE WHERE PARTY_ID = 'p003'"));

    // To the last digit, the credit that the purchase moves included.
    final List<String> byEvent = rows(SCORES.replace("ORDER BY", "WHERE PARTY_ID = 'p003' ORDER BY")).get(0);
    final int others = run(50).changed; // whoever shares in the value of p003
    assertTrue(others > 0);
    assertEquals(rows(SCORES.replace("ORDER BY", "WHERE PARTY_ID = 'p003' ORDER BY")).get(0), byEvent);
    assertEventIsNight("p003");
  }

  @Test
  void a_consent_that_comes_back_waits_for_the_night_to_find_its_place() throws Exception {
    addCommunity(20);
    insert("SCVM_CONSENT", "p002", "scoring", "withdrawn", "2026-01-01 00:00:00", null);
    run(50);
    assertNull(one("SELECT PLACE FROM SCVM_SCORE WHERE PARTY_ID = 'p002'"));
    execute(connection, "DELETE FROM SCVM_CONSENT");
    final Map<String, Object> back = event("p002");
    assertEquals("scored", back.get("status"));
    assertFalse(back.containsKey("networkEquity"));
    assertTrue(back.get("scoreCard").toString().contains("not_carried"));
    run(50);
    assertEventIsNight("p002");
  }

  @Test
  void whoever_withdraws_vanishes_from_the_numbers_of_the_others() throws Exception {
    addCommunity(40);
    run(50);
    final List<List<String>> with = rows(SCORES.replace("ORDER BY", "WHERE PARTY_ID <> 'p001' ORDER BY"));
    insert("SCVM_CONSENT", "p001", "scoring", "withdrawn", "2026-11-20 00:00:00", null);
    final ScoreBatch.Report report = run(50);
    assertEquals(1, report.excluded);
    assertTrue(report.changed > 5, "others listened to p001");
    assertEquals(List.of("excluded", "consent_withdrawn"), rows("SELECT STATUS, REASON FROM SCVM_SCORE WHERE PARTY_ID = 'p001'").get(0));
    for (final String column : RESULTS.keySet()) {
      if (!List.of("STATUS", "REASON", "MODEL_VERSION", "MODEL_HASH", "INPUT_HASH").contains(column)) {
        assertNull(one("SELECT " + column + " FROM SCVM_SCORE WHERE PARTY_ID = 'p001'"), column);
      }
    }
    final String columns = "SELECT PARTY_ID, INFLUENCE, SOCIAL_SCORE, NETWORK_EQUITY, ENGAGEMENT_VALUE, TREATMENT_STATUS, PLACE"
        + " FROM SCVM_SCORE WHERE PARTY_ID <> 'p001' ORDER BY PARTY_ID";
    final List<List<String>> withdrawn = rows(columns);
    assertNotEquals(with.stream().map(row -> row.get(23)).toList(), withdrawn.stream().map(row -> row.get(6)).toList());

    // As if the person had never been there.
    for (final String table : List.of("SCVM_INTERACTION", "SCVM_REFERRAL")) {
      execute(connection, "DELETE FROM " + table + " WHERE PARTY_ID_FROM = 'p001' OR PARTY_ID_TO = 'p001'");
    }
    execute(connection, "DELETE FROM PARTY_ROLE WHERE PARTY_ID = 'p001'; DELETE FROM SCVM_CONTRIBUTION WHERE PARTY_ID = 'p001';"
        + " DELETE FROM PARTY WHERE PARTY_ID = 'p001'");
    final ScoreBatch.Report without = run(50);
    assertEquals(0, without.changed);
    assertEquals(1, without.removed);
    assertEquals(withdrawn, rows(columns));
  }

  @Test
  void whoever_is_erased_leaves_nothing_behind_and_the_others_follow() throws Exception {
    addCommunity(40);
    insert("SCVM_CONSENT", "p001", "scoring", "granted", "2026-01-01 00:00:00", null);
    run(50);
    final List<List<String>> with = rows("SELECT PARTY_ID, PLACE FROM SCVM_SCORE WHERE PARTY_ID <> 'p001' ORDER BY PARTY_ID");
    execute(connection, "DELETE FROM PARTY_ROLE WHERE PARTY_ID = 'p001'");
    final Map<String, Object> erased = ScvmServices.eraseParty(host(), Map.of("partyId", "p001"));
    assertEquals("success", erased.get("responseMessage"), erased.toString());
    assertTrue((Integer) erased.get("removedRows") > 5, erased.toString());
    assertEquals(0, ScvmServices.eraseParty(host(), Map.of("partyId", "p001")).get("removedRows"));
    assertEquals(0, ScvmServices.eraseParty(host(), Map.of("partyId", "' OR '1'='1")).get("removedRows"));
    for (final List<String> column : rows("SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '" + database
        + "' AND TABLE_NAME LIKE 'SCVM%' AND TABLE_NAME <> 'SCVM_BATCH' AND COLUMN_NAME LIKE 'PARTY_ID%'")) {
      assertEquals("0", one("SELECT COUNT(*) FROM " + column.get(0) + " WHERE " + column.get(1) + " = 'p001'"), column.toString());
    }
    final ScoreBatch.Report report = run(50);
    assertEquals(0, report.removed);
    assertEquals(0, report.strangers, "nobody names the erased any more");
    assertNotEquals(with, rows("SELECT PARTY_ID, PLACE FROM SCVM_SCORE ORDER BY PARTY_ID"));
    assertEquals("fail", ScvmServices.eraseParty(Samples.HOST, Map.of("partyId", "p001")).get("responseMessage"));
    assertEquals(ErrorCode.BAD_RECORD.number(), ScvmServices.eraseParty(host(), Map.of()).get("scvmErrorCode"));
  }

  @Test
  void a_second_night_writes_nothing_and_the_size_of_the_chunks_makes_no_difference() throws Exception {
    addCommunity(40);
    assertEquals(40, run(1000).changed);
    final List<List<String>> expected = rows(SCORES);
    assertEquals(0, run(13).changed);
    for (final int size : new int[] {1, 7, 40}) {
      execute(connection, "DELETE FROM SCVM_SCORE; DELETE FROM SCVM_BATCH");
      assertEquals(40, run(size).changed);
      assertEquals(expected, rows(SCORES));
    }
    assertEquals("160", one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY"));
  }

  @Test
  void a_night_that_was_cut_off_is_made_whole_by_the_next_one() throws Exception {
    addCommunity(40);
    final Connection own = server.connect(database);
    final ScoreBatch dying = dyingInChunk(3);
    assertThrows(ScoreBatch.BatchException.class, () -> dying.run(own, DAY));
    restart();
    assertEquals("20", one("SELECT COUNT(*) FROM SCVM_SCORE"));
    // In between, somebody of the first half withdraws: what is written already has to follow.
    insert("SCVM_CONSENT", "p001", "scoring", "withdrawn", "2026-11-20 00:00:00", null);
    final ScoreBatch.Report rest = run(10);
    assertEquals(40, rest.read);
    assertTrue(rest.changed > 20, rest.toString());
    final List<List<String>> resumed = rows(SCORES);
    execute(connection, "DELETE FROM SCVM_SCORE; DELETE FROM SCVM_BATCH");
    run(50);
    assertEquals(rows(SCORES), resumed);
  }

  @Test
  void an_event_that_comes_while_the_night_goes_on_is_not_undone() throws Exception {
    addCommunity(40);
    run(50);
    final List<Map<String, Object>> events = new ArrayList<>();
    try (Connection own = server.connect(database)) {
      new ScoreBatch(engine, ZoneOffset.UTC, 10, new ScoreBatch.Progress() {
        @Override
        public void committed(int chunk) {
          if (chunk == 1) {
            try {
              addOrder("meanwhile", "p035", "2026-11-21 09:00:00", "700", "EUR", "ORDER_COMPLETED");
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
            events.add(ScvmServices.scoreOrder(
                host(), Map.of("orderId", "meanwhile", "asOfDate", Samples.time("2026-11-21T12:00:00Z"))));
          }
        }
      }).run(own, DAY);
    }
    assertEquals("success", events.get(0).get("responseMessage"), events.toString());
    assertEquals(events.get(0).get("inputHash"), one("SELECT INPUT_HASH FROM SCVM_SCORE WHERE PARTY_ID = 'p035'"));
    assertEventIsNight("p035");
    assertEquals("2", one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY WHERE PARTY_ID = 'p035'"));
  }

  @Test
  void a_row_between_people_that_cannot_be_used_is_told_and_one_with_strangers_is_counted() throws Exception {
    addCommunity(20);
    insert("PARTY", "supplier", "PERSON", "PARTY_ENABLED");
    addInteraction("odd", "p001", "p002", "wink", day(1));
    addInteraction("stranger1", "nobody", "p002", "like", day(1));
    addInteraction("stranger2", "p002", "supplier", "like", day(1));
    insert("SCVM_REFERRAL", "p001", "p001", "2025-01-01 00:00:00");
    insert("SCVM_CONTRIBUTION", "x1", "p004", "songs", day(3), null, "Y", null, null);
    insert("SCVM_CONTRIBUTION", "x2", "p004", "ideas", day(3), null, "Y", new BigDecimal("5"), "USD");
    final ScoreBatch.Report report = run(50);
    assertEquals(2, report.strangers);
    assertEquals(4, report.rejectedRows, report.reasons.toString());
    final String reasons = String.join("\n", report.reasons);
    assertTrue(reasons.contains("interactions odd: ") && reasons.contains("wink"), reasons);
    assertTrue(reasons.contains("referrals p001 to p001: "), reasons);
    assertTrue(reasons.contains("p004: contributions: ") && reasons.contains("songs"), reasons);
    assertTrue(reasons.contains("p004: contribution worth 5.00 USD: expected EUR"), reasons);
    assertTrue(report.toString().endsWith("with strangers 2"), report.toString());
    assertEquals(20, report.changed);
    final String[] command = {server.url(database) + "&user=root", System.getProperty("scvm.model"), DAY.toString()};
    assertEquals(1, ScoreBatch.run(command));
  }

  @Test
  void a_tier_is_held_from_night_to_night() throws Exception {
    addCustomers(1);
    insert("ORDER_HEADER", "o1", "SALES_ORDER", "2026-11-01 12:00:00", "ORDER_COMPLETED", "EUR", new BigDecimal("40"));
    insert("ORDER_ROLE", "o1", "p000", "PLACING_CUSTOMER");
    insert("ORDER_HEADER", "o2", "SALES_ORDER", "2026-10-01 12:00:00", "ORDER_COMPLETED", "EUR", new BigDecimal("60"));
    insert("ORDER_ROLE", "o2", "p000", "PLACING_CUSTOMER");
    run(10);
    final double value = Double.parseDouble(one("SELECT NETWORK_EQUITY FROM SCVM_SCORE"));
    final String tiers = model().replaceAll("\"enter\": 20, \"stay\": 15", "\"enter\": 0.02, \"stay\": 0.01");
    useModel(tiers.replaceAll("\"enter\": 60, \"stay\": 50", "\"enter\": " + (value - 1) + ", \"stay\": " + (value - 2)));
    run(10);
    assertEquals("gold", one("SELECT VALUE_TIER FROM SCVM_SCORE"));
    useModel(tiers.replaceAll("\"enter\": 60, \"stay\": 50", "\"enter\": " + (value + 1) + ", \"stay\": " + (value - 2)));
    run(10);
    assertEquals("gold", one("SELECT VALUE_TIER FROM SCVM_SCORE"), "below entering, above staying");
    assertEventIsNight("p000");
    execute(connection, "UPDATE SCVM_SCORE SET VALUE_TIER = NULL");
    run(10);
    assertEquals("silver", one("SELECT VALUE_TIER FROM SCVM_SCORE"), "who is new has to enter");
  }

  @Test
  void a_place_that_is_none_is_a_failure_and_nothing_is_written() throws Exception {
    addCommunity(20);
    run(50);
    for (final String broken : List.of("no json", "[]", "{\"netwerk\": {}}", "{\"network\": {\"influense\": 1}}")) {
      execute(connection, "UPDATE SCVM_SCORE SET PLACE = '" + broken + "' WHERE PARTY_ID = 'p004'");
      final Map<String, Object> result = event("p004");
      assertEquals("fail", result.get("responseMessage"), broken);
      assertEquals(ErrorCode.BAD_RECORD.number(), result.get("scvmErrorCode"), result.toString());
    }
    assertEquals(1, run(50).changed);
    assertEventIsNight("p004");
  }

  @Test
  void eight_threads_score_events_with_their_places_as_one_does() throws Exception {
    addCommunity(24);
    run(50);
    final List<Map<String, Object>> expected = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      expected.add(event(id(i)));
    }
    final ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      final List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        final int first = thread * 3;
        done.add(threads.submit(() -> {
          for (int i = 0; i < 24; i++) {
            final int which = (first + i) % 24;
            assertEquals(expected.get(which), event(id(which)));
          }
        }));
      }
      for (final Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void the_entities_have_the_columns_of_the_tables() throws Exception {
    final var entities = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(Samples.EXTENSION.resolve("entitydef/entitymodel.xml").toFile()).getElementsByTagName("entity");
    final List<String> tables = new ArrayList<>();
    for (int e = 0; e < entities.getLength(); e++) {
      final var entity = (Element) entities.item(e);
      final String table = columnOf(entity.getAttribute("entity-name").replaceFirst("^S", "s"));
      tables.add(table);
      final List<String> columns = new ArrayList<>();
      final var fields = entity.getElementsByTagName("field");
      for (int f = 0; f < fields.getLength(); f++) {
        final var field = (Element) fields.item(f);
        columns.add(field.hasAttribute("col-name") ? field.getAttribute("col-name") : columnOf(field.getAttribute("name")));
      }
      final List<String> made = rows("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '" + database
          + "' AND TABLE_NAME = '" + table + "'").stream().map(row -> row.get(0)).sorted().toList();
      assertEquals(made, columns.stream().sorted().toList(), table);
    }
    assertEquals(
        rows("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database
            + "' AND TABLE_NAME LIKE 'SCVM%' ORDER BY TABLE_NAME").stream().map(row -> row.get(0)).toList(),
        tables.stream().sorted().toList());
  }

  @Test
  void tables_of_the_version_before_get_what_they_lack_and_keep_what_they_have() throws Exception {
    addCustomers(3);
    run(10);
    execute(connection, "UPDATE SCVM_SCORE SET SEGMENT_OVERRIDE = 'fan' WHERE PARTY_ID = 'p001'");
    for (final String table : List.of("SCVM_SCORE", "SCVM_SCORE_HISTORY")) {
      for (final String column : List.of("REASON", "REVENUE", "EXPECTED_PURCHASES", "INFLUENCE", "SOCIAL_SCORE", "NETWORK_EQUITY",
          "ENGAGEMENT_VALUE", "VALUE_TIER", "TREATMENT", "TREATMENT_STATUS")) {
        execute(connection, "ALTER TABLE " + table + " DROP COLUMN " + column);
      }
    }
    execute(connection, "ALTER TABLE SCVM_SCORE DROP COLUMN PLACE; ALTER TABLE SCVM_SCORE_HISTORY DROP COLUMN CURRENCY_UOM_ID;"
        + " DROP TABLE SCVM_INTERACTION; DROP TABLE SCVM_REFERRAL; DROP TABLE SCVM_CONTRIBUTION");
    final ScoreBatch.BatchException failure = assertThrows(ScoreBatch.BatchException.class, () -> run(10));
    assertTrue(failure.getMessage().contains("NETWORK_EQUITY") && failure.getMessage().contains("sql/scvm_tables.sql"), failure.getMessage());
    execute(connection, Files.readString(Samples.EXTENSION.resolve("sql/scvm_tables.sql")));
    the_entities_have_the_columns_of_the_tables();
    assertEquals(3, run(10).changed);
    assertEquals("fan", one("SELECT SEGMENT_OVERRIDE FROM SCVM_SCORE WHERE PARTY_ID = 'p001'"));
    assertEventIsNight("p001");
  }

  private static String columnOf(String name) {
    return name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }
}
