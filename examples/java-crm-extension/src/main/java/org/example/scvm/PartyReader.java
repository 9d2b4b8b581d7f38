package org.example.scvm;

import java.math.BigDecimal;
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
        (party, row) -> party.addAnswer(row.getString(2), answer(row, 3), time(row, 4)));
    read(CONSENTS, first, last, parties,
        (party, row) -> party.addConsent(row.getString(2), row.getString(3), time(row, 4), time(row, 5)));
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

  private static BigDecimal answer(ResultSet row, int column) throws SQLException {
    return row.getBigDecimal(column);
  }
}
