package org.example.scvm;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A CRM's database in a MariaDB server of its own: a fresh one for each test. */
abstract class CrmDatabase {
  static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  static final ScoreBatch.Progress SILENT = new ScoreBatch.Progress() {};
  static final String SCORES =
      "SELECT PARTY_ID, STATUS, SEGMENT, SEGMENT_OVERRIDE, SATISFACTION, ATTACHMENT, P_ALIVE, LIFETIME_VALUE, SCORE_DATE,"
          + " MODEL_VERSION, MODEL_HASH, INPUT_HASH, EXPLANATION, REASON, REVENUE, EXPECTED_PURCHASES, INFLUENCE,"
          + " SOCIAL_SCORE, NETWORK_EQUITY, ENGAGEMENT_VALUE, VALUE_TIER, TREATMENT, TREATMENT_STATUS, PLACE FROM SCVM_SCORE ORDER BY PARTY_ID";

  @TempDir static Path folder;
  static MariaDbServer server;
  private static int databases;

  String database;
  ScoringEngine engine;
  Connection connection;

  @BeforeAll
  static void startServer() throws Exception {
    server = new MariaDbServer(folder);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void makeDatabase() throws Exception {
    database = "crm" + ++databases;
    try (Connection root = server.connect(""); Statement create = root.createStatement()) {
      create.execute("CREATE DATABASE " + database);
    }
    connection = server.connect(database);
    execute(connection, Files.readString(Samples.EXTENSION.resolve("src/test/resources/ofbiz_tables.sql")));
    execute(connection, Files.readString(Samples.EXTENSION.resolve("sql/scvm_tables.sql")));
    engine = new ScoringEngine(model());
  }

  /** What is scored with. */
  String model() throws IOException {
    return Samples.model();
  }

  @AfterEach
  void dropDatabase() throws Exception {
    engine.close();
    connection.close();
  }

  static void execute(Connection to, String script) throws SQLException {
    try (Statement statement = to.createStatement()) {
      for (final String sql : script.replaceAll("(?m)--.*$", "").split(";")) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  void insert(String table, Object... values) throws SQLException {
    final String places = "?" + ",?".repeat(values.length - 1);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    }
  }

  void addCustomer(String id) throws SQLException {
    insert("PARTY", id, "PERSON", "PARTY_ENABLED");
    insert("PARTY_ROLE", id, "CUSTOMER");
  }

  void addOrder(String orderId, String party, String date, String amount, String currency, String status)
      throws SQLException {
    insert("ORDER_HEADER", orderId, "SALES_ORDER", date, status, currency, new BigDecimal(amount));
    insert("ORDER_ROLE", orderId, party, "PLACING_CUSTOMER");
  }

  void addResponse(String responseId, String party, String date, int satisfaction, int attachment) throws SQLException {
    insert("SURVEY_RESPONSE", responseId, "S", party, date);
    insert("SURVEY_RESPONSE_ANSWER", responseId, "sat_overall", "_NA_", satisfaction, null);
    insert("SURVEY_RESPONSE_ANSWER", responseId, "att_trust", "_NA_", null, (double) attachment);
  }

  /** Customers p000, p001, … with answers and purchases that differ. */
  void addCustomers(int count) throws SQLException {
    connection.setAutoCommit(false);
    for (int i = 0; i < count; i++) {
      final String id = String.format("p%03d", i);
      addCustomer(id);
      addResponse("r" + id, id, "2026-09-15 10:00:00", 1 + i % 5, 1 + i / 5 % 5);
      for (int order = 0; order < i % 4; order++) {
        addOrder("o" + id + order, id, "2025-0" + (1 + order) + "-1" + i % 9 + " 12:00:00", (10 + i) + ".50", "EUR", "ORDER_COMPLETED");
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  ScoreBatch.Report run(int chunkSize) throws Exception {
    return run(chunkSize, DAY);
  }

  ScoreBatch.Report run(int chunkSize, LocalDate day) throws Exception {
    try (Connection own = server.connect(database)) {
      return new ScoreBatch(engine, ZoneOffset.UTC, chunkSize, SILENT).run(own, day);
    }
  }

  /** A run in chunks of ten whose server dies when it has written so many of them, the last one uncommitted. */
  ScoreBatch dyingInChunk(int last) {
    return new ScoreBatch(engine, ZoneOffset.UTC, 10, new ScoreBatch.Progress() {
      @Override
      public void written(int chunk) {
        if (chunk == last) {
          server.kill();
        }
      }
    });
  }

  void restart() throws Exception {
    server.start();
    connection = server.connect(database);
  }

  List<List<String>> rows(String sql) throws SQLException {
    final List<List<String>> result = new ArrayList<>();
    try (Statement select = connection.createStatement(); ResultSet rows = select.executeQuery(sql)) {
      while (rows.next()) {
        final List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        result.add(row);
      }
    }
    return result;
  }

  String one(String sql) throws SQLException {
    return rows(sql).get(0).get(0);
  }

  /** A host whose database this is. */
  DispatchContext host() {
    return new DispatchContext() {
      @Override
      public ClassLoader getClassLoader() {
        return CrmDatabase.class.getClassLoader();
      }

      @Override
      public Connection openConnection() throws SQLException {
        return server.connect(database);
      }
    };
  }
}
