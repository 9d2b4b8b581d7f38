package org.example.scvm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes scores, and only those that changed. SEGMENT_OVERRIDE belongs to people: no statement here names it, but one
 * that removes a whole person.
 */
final class ScoreStore {
  /** What one run says of one party. */
  record Row(String partyId, Score score, String modelId, String modelHash, String inputHash) {
    boolean sameAs(Row other) {
      return score.sameAs(other.score) && modelId.equals(other.modelId) && modelHash.equals(other.modelHash)
          && inputHash.equals(other.inputHash);
    }
  }

  private static final String COLUMNS =
      "STATUS, SEGMENT, SATISFACTION, ATTACHMENT, P_ALIVE, LIFETIME_VALUE, CURRENCY_UOM_ID, MODEL_VERSION, MODEL_HASH,"
          + " INPUT_HASH";
  private static final String STORED =
      "SELECT PARTY_ID, " + COLUMNS + " FROM SCVM_SCORE WHERE PARTY_ID BETWEEN ? AND ?";
  private static final String UPSERT =
      "INSERT INTO SCVM_SCORE (PARTY_ID, " + COLUMNS + ", EXPLANATION, SCORE_DATE) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
          + " ON DUPLICATE KEY UPDATE STATUS = VALUES(STATUS), SEGMENT = VALUES(SEGMENT),"
          + " SATISFACTION = VALUES(SATISFACTION), ATTACHMENT = VALUES(ATTACHMENT), P_ALIVE = VALUES(P_ALIVE),"
          + " LIFETIME_VALUE = VALUES(LIFETIME_VALUE), CURRENCY_UOM_ID = VALUES(CURRENCY_UOM_ID),"
          + " MODEL_VERSION = VALUES(MODEL_VERSION), MODEL_HASH = VALUES(MODEL_HASH), INPUT_HASH = VALUES(INPUT_HASH),"
          + " EXPLANATION = VALUES(EXPLANATION), SCORE_DATE = VALUES(SCORE_DATE)";
  private static final String APPEND =
      "INSERT INTO SCVM_SCORE_HISTORY (PARTY_ID, STATUS, SEGMENT, SATISFACTION, ATTACHMENT, P_ALIVE, LIFETIME_VALUE,"
          + " MODEL_VERSION, MODEL_HASH, INPUT_HASH, SCORE_DATE) VALUES (?,?,?,?,?,?,?,?,?,?,?)";

  private final Connection connection;

  ScoreStore(Connection connection) {
    this.connection = connection;
  }

  /** What is stored of the parties from one id to another. */
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
          ? new Row(row.partyId(), before.score().withStatus(Score.ERROR), before.modelId(), before.modelHash(), row.inputHash())
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
        final int next = bind(upsert, row, true);
        upsert.setString(next, row.score().explanation());
        upsert.setDate(next + 1, Date.valueOf(scoreDate));
        upsert.addBatch();
        append.setDate(bind(append, row, false), Date.valueOf(scoreDate));
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
    gone.removeAll(new java.util.HashSet<>(kept));
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

  private static Row row(ResultSet from) throws SQLException {
    final BigDecimal money = from.getBigDecimal(7);
    final Score score = new Score(
        from.getString(2), from.getString(3), real(from, 4), real(from, 5), real(from, 6),
        money == null ? null : money.setScale(2, RoundingMode.UNNECESSARY), from.getString(8), null);
    return new Row(from.getString(1), score, from.getString(9), from.getString(10), from.getString(11));
  }

  // Returns the number of the next parameter.
  private static int bind(PreparedStatement to, Row row, boolean withCurrency) throws SQLException {
    final Score score = row.score();
    int at = 1;
    to.setString(at++, row.partyId());
    to.setString(at++, score.status());
    to.setString(at++, score.segment());
    to.setObject(at++, score.satisfaction(), Types.DOUBLE);
    to.setObject(at++, score.attachment(), Types.DOUBLE);
    to.setObject(at++, score.pAlive(), Types.DOUBLE);
    to.setBigDecimal(at++, score.lifetimeValue());
    if (withCurrency) {
      to.setString(at++, score.currency());
    }
    to.setString(at++, row.modelId());
    to.setString(at++, row.modelHash());
    to.setString(at++, row.inputHash());
    return at;
  }

  private static Double real(ResultSet from, int column) throws SQLException {
    final double value = from.getDouble(column);
    return from.wasNull() ? null : value;
  }
}
