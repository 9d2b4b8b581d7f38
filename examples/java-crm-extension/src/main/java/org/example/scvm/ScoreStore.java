package org.example.scvm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes scores, and only those that changed. SEGMENT_OVERRIDE belongs to people: no statement here names it, but one
 * that removes a whole person.
 */
final class ScoreStore {
  /** What one run says of one party. */
  record Row(String partyId, Score score, String explanation, String modelId, String modelHash, String inputHash) {
    /** Whether a reader of the lists would see the same; the wording of the explanation aside. */
    boolean sameAs(Row other) {
      return score.equals(other.score) && modelId.equals(other.modelId) && modelHash.equals(other.modelHash)
          && inputHash.equals(other.inputHash);
    }
  }

  // In the order of Score's components, but for the place, which is for machines and has no history.
  private static final List<String> SCORES = List.of(
      "STATUS", "REASON", "SEGMENT", "SATISFACTION", "ATTACHMENT", "REVENUE", "P_ALIVE", "EXPECTED_PURCHASES",
      "LIFETIME_VALUE", "CURRENCY_UOM_ID", "INFLUENCE", "SOCIAL_SCORE", "NETWORK_EQUITY", "ENGAGEMENT_VALUE", "VALUE_TIER",
      "TREATMENT", "TREATMENT_STATUS");
  private static final List<String> ORIGIN = List.of("MODEL_VERSION", "MODEL_HASH", "INPUT_HASH");
  private static final String COMPARED = String.join(", ", SCORES) + ", PLACE, " + String.join(", ", ORIGIN);

  private static final String STORED = "SELECT PARTY_ID, " + COMPARED + " FROM SCVM_SCORE WHERE PARTY_ID BETWEEN ? AND ?";
  private static final String PLACE = "SELECT PLACE FROM SCVM_SCORE WHERE PARTY_ID = ?";
  private static final String UPSERT = upsert();
  private static final String APPEND =
      insert("SCVM_SCORE_HISTORY", String.join(", ", SCORES) + ", " + String.join(", ", ORIGIN) + ", SCORE_DATE");

  private final Connection connection;

  ScoreStore(Connection connection) {
    this.connection = connection;
  }

  private static String insert(String table, String columns) {
    final int places = columns.split(",").length + 1;
    return "INSERT INTO " + table + " (PARTY_ID, " + columns + ") VALUES (?" + ",?".repeat(places - 1) + ")";
  }

  private static String upsert() {
    final String columns = COMPARED + ", EXPLANATION, SCORE_DATE";
    return insert("SCVM_SCORE", columns) + " ON DUPLICATE KEY UPDATE "
        + List.of(columns.split(", ")).stream().map(each -> each + " = VALUES(" + each + ")").collect(Collectors.joining(", "));
  }

  /** What is stored of the parties from one id to another; without the explanations. */
  Map<String, Row> stored(String first, String last) throws SQLException {
    final Map<String, Row> result = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(STORED)) {
      select.setString(1, first);
      select.setString(2, last);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          final Row row = row(rows);
          result.put(row.partyId(), row);
        }
      }
    }
    return result;
  }

  /** The place that the last card told of a party; null where there is none. */
  String place(String partyId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(PLACE)) {
      select.setString(1, partyId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  /** The tiers of everybody who has one, by party. */
  Map<String, String> tiers() throws SQLException {
    final Map<String, String> result = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT PARTY_ID, VALUE_TIER FROM SCVM_SCORE WHERE VALUE_TIER IS NOT NULL");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        result.put(rows.getString(1), rows.getString(2));
      }
    }
    return result;
  }

  /**
   * Writes the rows that differ from the stored ones, and appends them to the history.
   *
   * @return how many those were
   */
  int write(List<Row> rows, Map<String, Row> stored, LocalDate scoreDate) throws SQLException {
    final List<Row> changed = new ArrayList<>();
    for (final Row row : rows) {
      final Row before = stored.get(row.partyId());
      final Row after = row.score().status().equals(Score.ERROR) && before != null
          ? new Row(row.partyId(), before.score().withStatus(Score.ERROR), null, before.modelId(), before.modelHash(),
              row.inputHash())
          : row;
      if (before == null || !after.sameAs(before)) {
        changed.add(after);
      }
    }
    if (changed.isEmpty()) {
      return 0;
    }
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT);
        PreparedStatement append = connection.prepareStatement(APPEND)) {
      for (final Row row : changed) {
        final List<Object> scores = values(row.score());
        final int place = bind(upsert, bind(upsert, 1, List.of(row.partyId())), scores);
        upsert.setString(place, row.score().place());
        final int explanation = bind(upsert, place + 1, List.of(row.modelId(), row.modelHash(), row.inputHash()));
        upsert.setString(explanation, row.explanation());
        upsert.setDate(explanation + 1, Date.valueOf(scoreDate));
        upsert.addBatch();
        final int origin = bind(append, bind(append, 1, List.of(row.partyId())), scores);
        append.setDate(bind(append, origin, List.of(row.modelId(), row.modelHash(), row.inputHash())), Date.valueOf(scoreDate));
        append.addBatch();
      }
      upsert.executeBatch();
      append.executeBatch();
    }
    return changed.size();
  }

  /**
   * Removes scores and history of whoever is a customer no more, between two ids (the second null: to the end).
   *
   * @return how many people that were
   */
  int removeOthers(String after, String last, List<String> kept) throws SQLException {
    final String range = last == null ? "PARTY_ID > ?" : "PARTY_ID > ? AND PARTY_ID <= ?";
    final List<String> gone = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement("SELECT PARTY_ID FROM SCVM_SCORE WHERE " + range)) {
      select.setString(1, after);
      if (last != null) {
        select.setString(2, last);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          gone.add(rows.getString(1));
        }
      }
    }
    gone.removeAll(new HashSet<>(kept));
    for (final String id : gone) {
      remove(id);
    }
    return gone.size();
  }

  /** Removes everything that was stored of one person. */
  void remove(String partyId) throws SQLException {
    for (final String table : new String[] {"SCVM_SCORE", "SCVM_SCORE_HISTORY"}) {
      try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE PARTY_ID = ?")) {
        delete.setString(1, partyId);
        delete.executeUpdate();
      }
    }
  }

  /**
   * Removes whatever the extension's tables hold of one person, also beside others: what they say and did to each other.
   *
   * @return how many rows that were
   */
  int erase(String partyId) throws SQLException {
    int rows = 0;
    for (final String place : new String[] {
        "SCVM_SCORE WHERE PARTY_ID", "SCVM_SCORE_HISTORY WHERE PARTY_ID", "SCVM_CONSENT WHERE PARTY_ID",
        "SCVM_CONTRIBUTION WHERE PARTY_ID", "SCVM_INTERACTION WHERE PARTY_ID_FROM", "SCVM_INTERACTION WHERE PARTY_ID_TO",
        "SCVM_REFERRAL WHERE PARTY_ID_FROM", "SCVM_REFERRAL WHERE PARTY_ID_TO"}) {
      try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + place + " = ?")) {
        delete.setString(1, partyId);
        rows += delete.executeUpdate();
      }
    }
    return rows;
  }

  private static List<Object> values(Score of) {
    final List<Object> result = new ArrayList<>(SCORES.size());
    result.add(of.status());
    result.add(of.reason());
    result.add(of.segment());
    result.add(of.satisfaction());
    result.add(of.attachment());
    result.add(of.revenue());
    result.add(of.pAlive());
    result.add(of.expectedPurchases());
    result.add(of.lifetimeValue());
    result.add(of.currency());
    result.add(of.influence());
    result.add(of.socialScore());
    result.add(of.networkEquity());
    result.add(of.engagementValue());
    result.add(of.valueTier());
    result.add(of.treatment());
    result.add(of.treatmentStatus());
    return result;
  }

  // Returns the number of the next parameter.
  private static int bind(PreparedStatement to, int first, List<Object> values) throws SQLException {
    int at = first;
    for (final Object value : values) {
      to.setObject(at++, value);
    }
    return at;
  }

  private static Row row(ResultSet from) throws SQLException {
    final Score score = new Score(
        from.getString("STATUS"), from.getString("REASON"), from.getString("SEGMENT"), real(from, "SATISFACTION"),
        real(from, "ATTACHMENT"), money(from, "REVENUE"), real(from, "P_ALIVE"), real(from, "EXPECTED_PURCHASES"),
        money(from, "LIFETIME_VALUE"), from.getString("CURRENCY_UOM_ID"), real(from, "INFLUENCE"), real(from, "SOCIAL_SCORE"),
        money(from, "NETWORK_EQUITY"), money(from, "ENGAGEMENT_VALUE"), from.getString("VALUE_TIER"),
        from.getString("TREATMENT"), from.getString("TREATMENT_STATUS"), from.getString("PLACE"));
    return new Row(
        from.getString("PARTY_ID"), score, null, from.getString("MODEL_VERSION"), from.getString("MODEL_HASH"),
        from.getString("INPUT_HASH"));
  }

  private static BigDecimal money(ResultSet from, String column) throws SQLException {
    final BigDecimal found = from.getBigDecimal(column);
    return found == null ? null : found.setScale(2, RoundingMode.UNNECESSARY);
  }

  private static Double real(ResultSet from, String column) throws SQLException {
    final double value = from.getDouble(column);
    return from.wasNull() ? null : value;
  }
}
