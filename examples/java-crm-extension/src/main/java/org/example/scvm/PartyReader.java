package org.example.scvm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads parties from the tables of OFBiz. Ids are parameters, never part of a statement. What other tables say is joined
 * to PARTY, and the id is taken from there: two spellings that the database holds for equal are one party.
 */
final class PartyReader {
  private static final String PARTIES =
      "SELECT p.PARTY_ID FROM PARTY p JOIN PARTY_ROLE r ON r.PARTY_ID = p.PARTY_ID AND r.ROLE_TYPE_ID = 'CUSTOMER'"
          + " WHERE (p.STATUS_ID IS NULL OR p.STATUS_ID <> 'PARTY_DISABLED')";
  private static final String NEXT_PARTIES = PARTIES + " AND p.PARTY_ID > ? ORDER BY p.PARTY_ID LIMIT ?";
  private static final String ONE_PARTY = PARTIES + " AND p.PARTY_ID = ?";
  private static final String ORDERING_PARTY =
      "SELECT PARTY_ID FROM ORDER_ROLE WHERE ORDER_ID = ? AND ROLE_TYPE_ID = 'PLACING_CUSTOMER'";
  private static final String PURCHASES =
      "SELECT p.PARTY_ID, h.ORDER_DATE, h.GRAND_TOTAL, h.CURRENCY_UOM FROM PARTY p"
          + " JOIN ORDER_ROLE r ON r.PARTY_ID = p.PARTY_ID AND r.ROLE_TYPE_ID = 'PLACING_CUSTOMER'"
          + " JOIN ORDER_HEADER h ON h.ORDER_ID = r.ORDER_ID AND h.ORDER_TYPE_ID = 'SALES_ORDER'"
          + " AND h.STATUS_ID = 'ORDER_COMPLETED' WHERE p.PARTY_ID BETWEEN ? AND ?";
  private static final String RETURNS =
      "SELECT p.PARTY_ID, h.ENTRY_DATE, -SUM(i.RETURN_QUANTITY * i.RETURN_PRICE), h.CURRENCY_UOM_ID FROM PARTY p"
          + " JOIN RETURN_HEADER h ON h.FROM_PARTY_ID = p.PARTY_ID AND h.STATUS_ID = 'RETURN_COMPLETED'"
          + " JOIN RETURN_ITEM i ON i.RETURN_ID = h.RETURN_ID WHERE p.PARTY_ID BETWEEN ? AND ?"
          + " GROUP BY p.PARTY_ID, h.RETURN_ID, h.ENTRY_DATE, h.CURRENCY_UOM_ID";
  private static final String ANSWERS =
      "SELECT p.PARTY_ID, a.SURVEY_QUESTION_ID, COALESCE(a.NUMERIC_RESPONSE, a.FLOAT_RESPONSE), s.RESPONSE_DATE"
          + " FROM PARTY p JOIN SURVEY_RESPONSE s ON s.PARTY_ID = p.PARTY_ID"
          + " JOIN SURVEY_RESPONSE_ANSWER a ON a.SURVEY_RESPONSE_ID = s.SURVEY_RESPONSE_ID"
          + " WHERE p.PARTY_ID BETWEEN ? AND ?";
  private static final String CONSENTS =
      "SELECT p.PARTY_ID, c.PURPOSE, c.STATE, c.FROM_DATE, c.THRU_DATE FROM PARTY p"
          + " JOIN SCVM_CONSENT c ON c.PARTY_ID = p.PARTY_ID WHERE p.PARTY_ID BETWEEN ? AND ?";

  private static final String CONTRIBUTIONS =
      "SELECT p.PARTY_ID, c.CONTRIBUTION_TYPE_ID, c.ENTRY_DATE, c.UNITS, c.ACCEPTED, c.AMOUNT, c.CURRENCY_UOM_ID"
          + " FROM PARTY p JOIN SCVM_CONTRIBUTION c ON c.PARTY_ID = p.PARTY_ID WHERE p.PARTY_ID BETWEEN ? AND ?";
  private static final String EMPLOYEES =
      "SELECT r.PARTY_ID FROM PARTY_ROLE r WHERE r.ROLE_TYPE_ID = 'EMPLOYEE' AND NOT EXISTS"
          + " (SELECT 1 FROM PARTY_ROLE c WHERE c.PARTY_ID = r.PARTY_ID AND c.ROLE_TYPE_ID = 'CUSTOMER') ORDER BY r.PARTY_ID";
  private static final String INTERACTIONS =
      "SELECT i.INTERACTION_ID, COALESCE(a.PARTY_ID, i.PARTY_ID_FROM), COALESCE(b.PARTY_ID, i.PARTY_ID_TO, ''),"
          + " i.INTERACTION_TYPE_ID, i.ENTRY_DATE, COALESCE(i.CHANNEL, ''), i.SENTIMENT, i.QUANTITY FROM SCVM_INTERACTION i"
          + " LEFT JOIN PARTY a ON a.PARTY_ID = i.PARTY_ID_FROM LEFT JOIN PARTY b ON b.PARTY_ID = i.PARTY_ID_TO";
  private static final String REFERRALS =
      "SELECT COALESCE(a.PARTY_ID, r.PARTY_ID_FROM), COALESCE(b.PARTY_ID, r.PARTY_ID_TO), r.FROM_DATE FROM SCVM_REFERRAL r"
          + " LEFT JOIN PARTY a ON a.PARTY_ID = r.PARTY_ID_FROM LEFT JOIN PARTY b ON b.PARTY_ID = r.PARTY_ID_TO";

  /** What one person did to another's; an empty target is the brand, sentiment NaN is not known. */
  record Interaction(
      String id, String actor, String target, String kind, long time, String channel, double sentiment, double count) {}

  /** Who brought whom. */
  record Referral(String referrer, String referred, long time) {}

  private final Connection connection;
  private final ZoneId zone;
  private final String currency;

  /**
   * @param zone of the database's columns without zone
   * @param currency of the model; a purchase in another one is rejected
   */
  PartyReader(Connection connection, ZoneId zone, String currency) {
    this.connection = connection;
    this.zone = zone;
    this.currency = currency;
  }

  /** The next customers after an id, in the database's order; fewer than the limit at the end only. */
  List<PartyRecord> next(String after, int limit) throws SQLException {
    final Map<String, PartyRecord> parties = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(NEXT_PARTIES)) {
      select.setString(1, after);
      select.setInt(2, limit);
      readIds(select, parties);
    }
    fill(parties);
    return new ArrayList<>(parties.values());
  }

  /** One customer, or null. */
  PartyRecord one(String id) throws SQLException {
    final Map<String, PartyRecord> parties = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement(ONE_PARTY)) {
      select.setString(1, id);
      readIds(select, parties);
    }
    fill(parties);
    return parties.isEmpty() ? null : parties.values().iterator().next();
  }

  /** Who placed an order, or null. */
  String partyOfOrder(String orderId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ORDERING_PARTY)) {
      select.setString(1, orderId);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  /** Who takes part in the network without being a customer. */
  List<String> employees() throws SQLException {
    final List<String> result = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(EMPLOYEES); ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        result.add(rows.getString(1));
      }
    }
    return result;
  }

  /** All interactions, some at a time. */
  void interactions(int atOnce, Consumer<List<Interaction>> taker) throws SQLException {
    all(INTERACTIONS, atOnce, taker, row -> {
      final double sentiment = row.getDouble(7);
      final boolean unknown = row.wasNull();
      return new Interaction(
          row.getString(1), row.getString(2), row.getString(3), row.getString(4), time(row, 5), row.getString(6),
          unknown ? Double.NaN : sentiment, row.getDouble(8));
    });
  }

  /** All referrals, some at a time. */
  void referrals(int atOnce, Consumer<List<Referral>> taker) throws SQLException {
    all(REFERRALS, atOnce, taker, row -> new Referral(row.getString(1), row.getString(2), time(row, 3)));
  }

  private interface RowMaker<T> {
    T make(ResultSet row) throws SQLException;
  }

  // The driver fetches as many as are asked for: no table has to fit into memory as rows.
  private <T> void all(String sql, int atOnce, Consumer<List<T>> taker, RowMaker<T> maker) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(atOnce);
      try (ResultSet rows = select.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(maker.make(rows));
          if (found.size() == atOnce) {
            taker.accept(found);
            found = new ArrayList<>();
          }
        }
        taker.accept(found);
      }
    }
  }

  private interface RowReader {
    void read(PartyRecord party, ResultSet row) throws SQLException;
  }

  private void fill(Map<String, PartyRecord> parties) throws SQLException {
    if (parties.isEmpty()) {
      return;
    }
    final List<String> ids = new ArrayList<>(parties.keySet());
    final String first = ids.get(0);
    final String last = ids.get(ids.size() - 1);
    final RowReader purchase =
        (party, row) -> party.addPurchase(time(row, 2), row.getBigDecimal(3), row.getString(4), currency);
    read(PURCHASES, first, last, parties, purchase);
    read(RETURNS, first, last, parties, purchase);
    read(ANSWERS, first, last, parties,
        (party, row) -> party.addAnswer(row.getString(2), row.getBigDecimal(3), time(row, 4)));
    read(CONSENTS, first, last, parties,
        (party, row) -> party.addConsent(row.getString(2), row.getString(3), time(row, 4), time(row, 5)));
    read(CONTRIBUTIONS, first, last, parties,
        (party, row) -> party.addContribution(
            row.getString(2), time(row, 3), row.getBigDecimal(4), indicator(row, 5), row.getBigDecimal(6), row.getString(7),
            currency));
  }

  private static void readIds(PreparedStatement select, Map<String, PartyRecord> parties) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        parties.put(rows.getString(1), new PartyRecord(rows.getString(1)));
      }
    }
  }

  private void read(String sql, String first, String last, Map<String, PartyRecord> parties, RowReader reader)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, first);
      select.setString(2, last);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          final PartyRecord party = parties.get(rows.getString(1));
          if (party != null) { // who lies in between may be no customer
            reader.read(party, rows);
          }
        }
      }
    }
  }

  private Long time(ResultSet row, int column) throws SQLException {
    return PartyRecord.seconds(row.getObject(column, LocalDateTime.class), zone);
  }

  private static Boolean indicator(ResultSet row, int column) throws SQLException {
    final String word = row.getString(column);
    return word == null ? null : word.equalsIgnoreCase("Y");
  }
}
