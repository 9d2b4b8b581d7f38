package org.example.scvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The batch against a MariaDB server that is real, and that dies when it hurts most. */
class ScoreBatchTest extends CrmDatabase {
  @Test
  void every_customer_is_scored_from_orders_returns_and_the_newest_response() throws Exception {
    addCustomer("ada");
    addResponse("old", "ada", "2025-01-01 10:00:00", 1, 1);
    addResponse("new", "ada", "2026-09-15 10:00:00", 5, 5);
    addOrder("o1", "ada", "2026-08-01 09:00:00", "480.00", "EUR", "ORDER_COMPLETED");
    addOrder("o2", "ada", "2026-08-02 09:00:00", "1000000", "EUR", "ORDER_CANCELLED");
    addOrder("o3", "ada", "2026-08-03 09:00:00", "77", "USD", "ORDER_COMPLETED");
    insert("RETURN_HEADER", "t1", "RETURN_COMPLETED", "ada", "2026-09-01 09:00:00", "EUR");
    insert("RETURN_ITEM", "t1", "1", new BigDecimal("1"), new BigDecimal("40.25"));
    insert("RETURN_ITEM", "t1", "2", new BigDecimal("2"), new BigDecimal("5.00"));
    addCustomer("silent");
    insert("PARTY", "supplier", "PERSON", "PARTY_ENABLED");
    addCustomer("gone");
    execute(connection, "UPDATE PARTY SET STATUS_ID = 'PARTY_DISABLED' WHERE PARTY_ID = 'gone'");

    final ScoreBatch.Report report = run(1000);
    assertEquals("read 2: scored 1, insufficient data 1, excluded 0, refused 0; rejected rows 1; changed 2, removed 0; chunks 1",
        report.toString());
    assertEquals(List.of("ada: purchase of 77.00 USD: expected EUR"), report.reasons);
    assertEquals(List.of("ada", "scored", "fan", "100", "100", "EUR", "2026-11-21", "quickstart"),
        rows("SELECT PARTY_ID, STATUS, SEGMENT, SATISFACTION, ATTACHMENT, CURRENCY_UOM_ID, SCORE_DATE, MODEL_VERSION"
            + " FROM SCVM_SCORE WHERE PARTY_ID = 'ada'").get(0));
    assertTrue(one("SELECT EXPLANATION FROM SCVM_SCORE WHERE PARTY_ID = 'ada'").contains("sentence"));
    final List<String> silent = rows("SELECT STATUS, SATISFACTION, P_ALIVE, LIFETIME_VALUE FROM SCVM_SCORE WHERE PARTY_ID = 'silent'").get(0);
    assertEquals("insufficient_data", silent.get(0));
    for (int i = 1; i < 4; i++) {
      assertNull(silent.get(i), "missing is not zero");
    }

    // The event gives what the night gives: the same revenue, 480.00 - 50.25.
    System.setProperty("scvm.model", Samples.MODEL.toString());
    final Map<String, Object> byEvent =
        ScvmServices.scoreOrder(host(), Map.of("orderId", "o1", "asOfDate", Samples.time("2026-11-21T12:00:00Z")));
    assertEquals("success", byEvent.get("responseMessage"), byEvent.toString());
    assertTrue(byEvent.get("scoreCard").toString().contains("\"revenue\":429.75"), byEvent.toString());
    assertEquals(one("SELECT LIFETIME_VALUE FROM SCVM_SCORE WHERE PARTY_ID = 'ada'"), byEvent.get("lifetimeValue").toString());
    assertEquals(one("SELECT INPUT_HASH FROM SCVM_SCORE WHERE PARTY_ID = 'ada'"), byEvent.get("inputHash"));
    assertEquals("1", one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY WHERE PARTY_ID = 'ada'"), "the event changed nothing");
    assertTrue(ScvmServices.scoreOrder(host(), Map.of("orderId", "' OR 1=1 -- ")).get("errorMessage").toString().contains("no party"));
    ScvmServices.unload();
    System.clearProperty("scvm.model");
  }

  @Test
  void a_second_run_writes_nothing_and_a_run_after_one_change_writes_one_row() throws Exception {
    addCustomers(60);
    assertEquals(60, run(25).changed);
    final List<List<String>> before = rows(SCORES);
    assertEquals(0, run(25).changed);
    assertEquals(before, rows(SCORES));
    assertEquals("60", one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY"));

    addResponse("another", "p007", "2026-11-01 10:00:00", 1, 1);
    assertEquals(1, run(25).changed);
    assertEquals(List.of("2"), rows("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY WHERE PARTY_ID = 'p007'").get(0));
    assertEquals("opponent", one("SELECT SEGMENT FROM SCVM_SCORE WHERE PARTY_ID = 'p007'"));
  }

  @Test
  void the_size_of_the_chunks_makes_no_difference() throws Exception {
    addCustomers(60);
    final ScoreBatch.Report inOne = run(1_000);
    assertEquals(1, inOne.chunks);
    final List<List<String>> expected = rows(SCORES);
    for (final int size : new int[] {1, 7, 20, 60}) {
      execute(connection, "DELETE FROM SCVM_SCORE; DELETE FROM SCVM_BATCH");
      assertEquals(60, run(size).changed);
      assertEquals(expected, rows(SCORES));
    }
  }

  @Test
  void what_people_set_by_hand_stays() throws Exception {
    addCustomers(10);
    run(4);
    execute(connection, "UPDATE SCVM_SCORE SET SEGMENT_OVERRIDE = 'fan' WHERE PARTY_ID = 'p003'");
    assertEquals(0, run(4).changed);
    addResponse("another", "p003", "2026-11-01 10:00:00", 1, 1);
    assertEquals(1, run(4).changed);
    assertEquals(List.of("opponent", "fan"),
        rows("SELECT SEGMENT, SEGMENT_OVERRIDE FROM SCVM_SCORE WHERE PARTY_ID = 'p003'").get(0));
  }

  @Test
  void who_is_a_customer_no_more_leaves_no_score_and_no_history() throws Exception {
    addCustomers(10);
    run(4);
    execute(connection, "DELETE FROM PARTY WHERE PARTY_ID IN ('p000', 'p004', 'p009'); DELETE FROM PARTY_ROLE WHERE PARTY_ID = 'p005'");
    final ScoreBatch.Report report = run(3);
    assertEquals(4, report.removed);
    assertEquals(0, report.changed);
    assertEquals("6", one("SELECT COUNT(*) FROM SCVM_SCORE"));
    assertEquals("6", one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY"));
  }

  @Test
  void a_database_without_customers_is_taken_for_a_mistake_and_nothing_is_removed() throws Exception {
    addCustomers(3);
    run(10);
    execute(connection, "DELETE FROM PARTY_ROLE");
    final ScoreBatch.BatchException failure = assertThrows(ScoreBatch.BatchException.class, () -> run(10));
    assertTrue(failure.getMessage().contains("PARTY holds no customer"), failure.getMessage());
    assertEquals("3", one("SELECT COUNT(*) FROM SCVM_SCORE"));
  }

  @Test
  void ids_are_opaque_also_those_that_look_like_sql() throws Exception {
    final List<String> ids = List.of(
        "'; DROP TABLE SCVM_SCORE; --", "x' OR '1'='1", "\\", "\\' OR 1=1 -- ", "%", "_", "\"", "`PARTY`", "Zoë \ud83d\ude00", "a;b", "?", "{fn now()}");
    for (final String id : ids) {
      addCustomer(id);
      addResponse("r" + id, id, "2026-09-15 10:00:00", 5, 5);
    }
    for (final int size : new int[] {1, 5, 100}) {
      run(size);
      final List<List<String>> stored = rows("SELECT PARTY_ID FROM SCVM_SCORE WHERE SEGMENT = 'fan'");
      assertEquals(new java.util.HashSet<>(ids), new java.util.HashSet<>(stored.stream().map(r -> r.get(0)).toList()));
      assertEquals(ids.size(), stored.size());
    }
    assertEquals(String.valueOf(ids.size()), one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY"));
  }

  @Test
  void a_server_that_dies_between_two_chunks_leaves_whole_chunks_and_the_next_run_goes_on() throws Exception {
    addCustomers(50);
    final Connection own = server.connect(database);
    final ScoreBatch dying = new ScoreBatch(engine, ZoneOffset.UTC, 10, new ScoreBatch.Progress() {
      @Override
      public void committed(int chunk) {
        if (chunk == 2) {
          server.kill();
        }
      }
    });
    final ScoreBatch.BatchException failure = assertThrows(ScoreBatch.BatchException.class, () -> dying.run(own, DAY));
    assertTrue(failure.getMessage().contains("goes on after \"p019\""), failure.getMessage());
    restart();
    assertEquals("20", one("SELECT COUNT(*) FROM SCVM_SCORE"));
    assertEquals("20", one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY"));

    final ScoreBatch.Report rest = run(10);
    assertEquals(30, rest.read, "what was committed is not read again");
    assertEquals(30, rest.changed);
    assertSameAsAFreshRun();
  }

  @Test
  void a_server_that_dies_in_the_middle_of_a_chunk_leaves_nothing_of_it() throws Exception {
    addCustomers(50);
    final Connection own = server.connect(database);
    final ScoreBatch dying = dyingInChunk(3);
    assertThrows(ScoreBatch.BatchException.class, () -> dying.run(own, DAY));
    restart();
    assertEquals("20", one("SELECT COUNT(*) FROM SCVM_SCORE"), "the third chunk was written, but never committed");
    assertEquals("20", one("SELECT COUNT(*) FROM SCVM_SCORE_HISTORY"));
    assertEquals(30, run(10).changed);
    assertSameAsAFreshRun();
  }

  private void assertSameAsAFreshRun() throws Exception {
    final List<List<String>> resumed = rows(SCORES);
    execute(connection, "DELETE FROM SCVM_SCORE; DELETE FROM SCVM_BATCH");
    run(50);
    assertEquals(rows(SCORES), resumed);
    assertEquals(0, run(10).changed);
  }

  @Test
  void two_runs_at_once_are_refused() throws Exception {
    addCustomers(20);
    final List<String> second = new ArrayList<>();
    try (Connection own = server.connect(database)) {
      new ScoreBatch(engine, ZoneOffset.UTC, 10, new ScoreBatch.Progress() {
        @Override
        public void written(int chunk) {
          second.add(assertThrows(ScoreBatch.BatchException.class, () -> run(10)).getMessage());
        }
      }).run(own, DAY);
    }
    assertEquals(List.of("another run is scoring this database: wait until it has ended"), second.stream().distinct().toList());
    assertEquals(0, run(10).changed);
  }

  @Test
  void whoever_withdraws_loses_every_score_and_nobody_else_does() throws Exception {
    addCustomers(20);
    run(8);
    execute(connection, "UPDATE SCVM_SCORE SET SEGMENT_OVERRIDE = 'fan' WHERE PARTY_ID = 'p007'");
    final List<List<String>> others = rows(SCORES.replace("ORDER BY", "WHERE PARTY_ID <> 'p007' ORDER BY"));
    insert("SCVM_CONSENT", "p007", "scoring", "granted", "2026-01-01 00:00:00", null);
    insert("SCVM_CONSENT", "p007", "scoring", "Withdrawn ", "2025-06-01 00:00:00", null);
    final ScoreBatch.Report report = run(8);
    assertEquals(1, report.excluded);
    assertEquals(1, report.changed);
    final List<String> row = rows(SCORES.replace("ORDER BY", "WHERE PARTY_ID = 'p007' ORDER BY")).get(0);
    assertEquals("excluded", row.get(1));
    assertEquals("fan", row.get(3), "set by hand");
    for (final int score : new int[] {2, 4, 5, 6, 7, 12}) {
      assertNull(row.get(score), row.toString());
    }
    assertEquals(others, rows(SCORES.replace("ORDER BY", "WHERE PARTY_ID <> 'p007' ORDER BY")));
    assertEquals(0, run(8).changed);
  }

  @Test
  void where_the_model_asks_for_consent_it_counts_until_it_expires_and_silence_is_none() throws Exception {
    engine.close();
    engine = new ScoringEngine(Samples.model().replaceFirst("\\{", "{\"consent\": {\"missing\": \"exclude\"},"));
    addCustomers(4);
    insert("SCVM_CONSENT", "p001", "scoring", "granted", "2026-01-01 00:00:00", "2026-11-22 00:00:00");
    insert("SCVM_CONSENT", "p002", "newsletter", "granted", "2026-01-01 00:00:00", null);
    insert("SCVM_CONSENT", "p003", "scoring", "refused", "2026-01-01 00:00:00", null);
    assertEquals(3, run(2).excluded);
    assertEquals(List.of(List.of("p001")), rows("SELECT PARTY_ID FROM SCVM_SCORE WHERE STATUS <> 'excluded'"));
    assertEquals(4, run(2, DAY.plusDays(1)).excluded);
    assertNull(one("SELECT SATISFACTION FROM SCVM_SCORE WHERE PARTY_ID = 'p001'"));
  }

  @Test
  void a_consent_that_nobody_can_read_counts_as_withdrawn_and_is_told() throws Exception {
    addCustomers(3);
    run(10);
    insert("SCVM_CONSENT", "p001", "scoring", "perhaps", "2026-01-01 00:00:00", null);
    final ScoreBatch.Report report = run(10);
    assertEquals(1, report.excluded);
    assertEquals(1, report.rejectedRows);
    assertTrue(report.reasons.get(0).startsWith("p001: consent for scoring: state \"perhaps\""), report.reasons.toString());
  }

  @Test
  void a_record_that_is_refused_keeps_its_old_scores_and_says_so() throws Exception {
    addCustomers(3);
    run(10);
    final List<List<String>> before = rows("SELECT PARTY_ID, SEGMENT, SATISFACTION, P_ALIVE, MODEL_HASH FROM SCVM_SCORE ORDER BY PARTY_ID");
    engine.close(); // now it refuses whatever comes
    addCustomer("p999");
    final ScoreBatch.Report report = run(10);
    assertEquals("read 4: scored 0, insufficient data 0, excluded 0, refused 4; rejected rows 0; changed 4, removed 0; chunks 1",
        report.toString());
    assertTrue(report.reasons.get(0).contains("closed"), report.reasons.toString());
    assertEquals(before, rows("SELECT PARTY_ID, SEGMENT, SATISFACTION, P_ALIVE, MODEL_HASH FROM SCVM_SCORE WHERE PARTY_ID <> 'p999' ORDER BY PARTY_ID"));
    assertEquals("4", one("SELECT COUNT(*) FROM SCVM_SCORE WHERE STATUS = 'error'"));
    engine = new ScoringEngine(Samples.model());
    assertEquals(4, run(10).changed);
    assertEquals("0", one("SELECT COUNT(*) FROM SCVM_SCORE WHERE STATUS = 'error'"));
  }

  @Test
  void the_command_tells_what_is_missing_and_exits_with_two() throws Exception {
    execute(connection, "DROP TABLE SCVM_SCORE");
    final ScoreBatch.BatchException failure = assertThrows(ScoreBatch.BatchException.class, () -> run(10));
    assertTrue(failure.getMessage().contains("SCVM_SCORE"), failure.getMessage());
    assertTrue(failure.getMessage().contains("sql/scvm_tables.sql"), failure.getMessage());
    assertEquals(2, ScoreBatch.run(new String[] {server.url(database) + "&user=root", Samples.MODEL.toString(), "2026-11-21"}));
    assertEquals(2, ScoreBatch.run(new String[] {}));
    assertEquals(2, ScoreBatch.run(new String[] {server.url(database) + "&user=root", "/nowhere/model.json", "2026-11-21"}));
  }

  @Test
  void the_command_scores_and_exits_with_zero_or_one_where_rows_were_rejected() throws Exception {
    addCustomers(5);
    final String[] command = {server.url(database) + "&user=root", Samples.MODEL.toString(), "2026-11-21", "2"};
    assertEquals(0, ScoreBatch.run(command));
    assertEquals("5", one("SELECT COUNT(*) FROM SCVM_SCORE"));
    addOrder("odd", "p001", "2026-08-03 09:00:00", "77", "USD", "ORDER_COMPLETED");
    assertEquals(1, ScoreBatch.run(command));
  }

  @Test
  void a_target_that_cannot_be_written_is_said_and_nothing_is_half_done() throws Exception {
    addCustomers(5);
    execute(connection, "CREATE USER IF NOT EXISTS reader@'127.0.0.1' IDENTIFIED BY 'r'; GRANT SELECT ON " + database + ".* TO reader@'127.0.0.1'");
    try (Connection reading = java.sql.DriverManager.getConnection(server.url(database), "reader", "r")) {
      final ScoreBatch.BatchException failure = assertThrows(ScoreBatch.BatchException.class,
          () -> new ScoreBatch(engine, ZoneOffset.UTC, 10, SILENT).run(reading, DAY));
      assertTrue(failure.getMessage().contains("denied"), failure.getMessage());
    }
    assertEquals("0", one("SELECT COUNT(*) FROM SCVM_SCORE"));
  }

  @Test
  void the_time_zone_of_the_database_decides_on_which_day_a_purchase_was() throws Exception {
    addCustomer("ada");
    addOrder("o1", "ada", "2026-11-22 00:30:00", "10", "EUR", "ORDER_COMPLETED"); // in Berlin; in UTC it was the 21st
    for (final ZoneId zone : List.of(ZoneId.of("Europe/Berlin"), ZoneOffset.UTC)) {
      try (Connection own = server.connect(database)) {
        new ScoreBatch(engine, zone, 10, SILENT).run(own, DAY);
      }
      assertEquals(zone.equals(ZoneOffset.UTC) ? "insufficient_data" : "scored", one("SELECT STATUS FROM SCVM_SCORE"));
    }
  }
}
