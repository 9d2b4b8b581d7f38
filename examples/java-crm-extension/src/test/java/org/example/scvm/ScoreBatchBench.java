package org.example.scvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * How long a night takes: 50,000 customers with 250,000 orders and 250,000 answers in a MariaDB server of its own. Run by
 * hand; the README says how.
 */
final class ScoreBatchBench {
  private ScoreBatchBench() {}

  private static double processorSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
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
        try (ScoringEngine engine = new ScoringEngine(Samples.model())) {
          for (final String run : new String[] {"first", "second"}) {
            final long start = System.nanoTime();
            final double own = processorSeconds(ProcessHandle.current());
            final double servers = processorSeconds(server.handle());
            final ScoreBatch.Report report =
                new ScoreBatch(engine, ZoneOffset.UTC, 2_000, new ScoreBatch.Progress() {}).run(connection, LocalDate.of(2026, 11, 21));
            System.out.printf(
                Locale.ROOT, "%s run: %.1f s; processor time %.1f s, of the server %.1f s; %s%n", run, (System.nanoTime() - start) / 1e9,
                processorSeconds(ProcessHandle.current()) - own, processorSeconds(server.handle()) - servers, report);
          }
        }
      }
    }
    System.out.println("left to be removed: " + folder);
  }
}
