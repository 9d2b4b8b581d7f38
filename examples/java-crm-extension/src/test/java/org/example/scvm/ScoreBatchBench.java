package org.example.scvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long a night takes: 50,000 customers with 250,000 orders and 250,000 answers in a MariaDB server of its own, each
 * customer alone; then the same with 500,000 interactions, 10,000 referrals and 20,000 contributions, all together. And
 * how long an event takes. Run by hand; docs/integration-java.md says how.
 */
final class ScoreBatchBench {
  private ScoreBatchBench() {}

  private static double processorSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private static void measure(String how, String model, MariaDbServer server, Connection connection) throws Exception {
    try (ScoringEngine engine = new ScoringEngine(model)) {
      for (final String run : new String[] {"first", "second"}) {
        final long start = System.nanoTime();
        final double own = processorSeconds(ProcessHandle.current());
        final double servers = processorSeconds(server.handle());
        final ScoreBatch.Report report =
            new ScoreBatch(engine, ZoneOffset.UTC, 2_000, new ScoreBatch.Progress() {}).run(connection, LocalDate.of(2026, 11, 21));
        final double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT, "%s, %s run: %.1f s, %.0f customers a second; processor time %.1f s, of the server %.1f s; %s%n", how, run,
            seconds, report.read / seconds, processorSeconds(ProcessHandle.current()) - own,
            processorSeconds(server.handle()) - servers, report);
      }
    }
  }

  // Read from the database, scored with the place that is stored, compared and stored: nothing has changed.
  private static void measureEvents(MariaDbServer server) throws Exception {
    System.setProperty("scvm.model", Samples.NETWORK_MODEL.toString());
    final DispatchContext host = new DispatchContext() {
      @Override
      public ClassLoader getClassLoader() {
        return ScoreBatchBench.class.getClassLoader();
      }

      @Override
      public Connection openConnection() throws SQLException {
        return server.connect("crm");
      }
    };
    final Map<String, Object> context = new HashMap<>();
    context.put("asOfDate", Samples.time("2026-11-21T12:00:00Z"));
    final int events = 2_000;
    for (int round = 0; round < 2; round++) {
      final long start = System.nanoTime();
      for (int i = 1; i <= events; i++) {
        context.put("orderId", "o" + i);
        if (!"success".equals(ScvmServices.scoreOrder(host, context).get("responseMessage"))) {
          throw new IllegalStateException("order o" + i + " was not scored");
        }
      }
      System.out.printf(Locale.ROOT, "events, round %d: %.2f ms each%n", round + 1, (System.nanoTime() - start) / 1e6 / events);
    }
    ScvmServices.unload();
  }

  public static void main(String[] args) throws Exception {
    final Path folder = Files.createTempDirectory("scvm-bench-");
    try (MariaDbServer server = new MariaDbServer(folder)) {
      try (Connection root = server.connect(""); Statement create = root.createStatement()) {
        create.execute("CREATE DATABASE crm");
      }
      try (Connection connection = server.connect("crm"); Statement fill = connection.createStatement()) {
        for (final String file : new String[] {"src/test/resources/ofbiz_tables.sql", "sql/scvm_tables.sql"}) {
          for (final String sql : Files.readString(Samples.EXTENSION.resolve(file)).replaceAll("(?m)--.*$", "").split(";")) {
            if (!sql.isBlank()) {
              fill.execute(sql);
            }
          }
        }
        fill.execute("INSERT INTO PARTY SELECT CONCAT('p', LPAD(seq, 6, '0')), 'PERSON', 'PARTY_ENABLED' FROM seq_1_to_50000");
        fill.execute("INSERT INTO PARTY_ROLE SELECT PARTY_ID, 'CUSTOMER' FROM PARTY");
        fill.execute("INSERT INTO ORDER_HEADER SELECT CONCAT('o', seq), 'SALES_ORDER', '2024-01-01' + INTERVAL (seq * 7919 % 1000) DAY,"
            + " 'ORDER_COMPLETED', 'EUR', 10 + seq % 190 FROM seq_1_to_250000");
        fill.execute("INSERT INTO ORDER_ROLE SELECT CONCAT('o', seq), CONCAT('p', LPAD(1 + seq * 31 % 50000, 6, '0')), 'PLACING_CUSTOMER' FROM seq_1_to_250000");
        fill.execute("INSERT INTO SURVEY_RESPONSE SELECT CONCAT('r', seq), 'S', CONCAT('p', LPAD(seq, 6, '0')), '2026-09-15' FROM seq_1_to_50000");
        int item = 0;
        for (final String question : new String[] {"sat_overall", "sat_expectation", "att_trust", "att_recommend", "bar_contract"}) {
          fill.execute("INSERT INTO SURVEY_RESPONSE_ANSWER SELECT CONCAT('r', seq), '" + question + "', '_NA_', 1 + (seq / "
              + ++item + ") % 5, NULL FROM seq_1_to_50000");
        }
        measure("alone", Samples.model(), server, connection);
        // The more popular, the smaller the number: a long tail, as in every community.
        fill.execute("INSERT INTO SCVM_INTERACTION SELECT CONCAT('i', seq), CONCAT('p', LPAD(1 + seq * 31 % 50000, 6, '0')),"
            + " CONCAT('p', LPAD(1 + FLOOR(50000 * POW(seq * 7919 % 100003 / 100003, 4)), 6, '0')), ELT(1 + seq % 5, 'comment', 'like',"
            + " 'share', 'answer', 'post'), '2026-11-20' - INTERVAL (seq * 13 % 400) DAY, 'forum', NULL, 1 FROM seq_1_to_500000");
        fill.execute("INSERT INTO SCVM_REFERRAL SELECT CONCAT('p', LPAD(1 + seq % 500, 6, '0')), CONCAT('p', LPAD(30000 + seq, 6, '0')),"
            + " '2023-12-01' FROM seq_1_to_10000");
        fill.execute("INSERT INTO SCVM_CONTRIBUTION SELECT CONCAT('c', seq), CONCAT('p', LPAD(1 + seq * 3 % 50000, 6, '0')), 'ideas',"
            + " '2026-05-01', 1, 'Y', NULL, NULL FROM seq_1_to_20000");
        fill.execute("DELETE FROM SCVM_SCORE");
        measure("together", Files.readString(Samples.NETWORK_MODEL), server, connection);
        measureEvents(server);
      }
    }
    System.out.println("left to be removed: " + folder);
  }
}
