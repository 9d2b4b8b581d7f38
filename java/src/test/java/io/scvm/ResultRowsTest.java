package io.scvm;

import static io.scvm.Examples.assertFails;
import static io.scvm.Examples.assertSameText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import javax.sql.RowSetMetaData;
import javax.sql.rowset.RowSetMetaDataImpl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows of a query into a base. A result set of the test's stands for a driver's. */
class ResultRowsTest {
  private record Column(String label, int type) {}

  /** What the driver of a database would give. */
  private static ResultSet query(List<Column> columns, Object[]... rows) throws SQLException {
    final RowSetMetaData about = new RowSetMetaDataImpl();
    about.setColumnCount(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      about.setColumnLabel(i + 1, columns.get(i).label());
      about.setColumnType(i + 1, columns.get(i).type());
    }
    final int[] row = {-1};
    return (ResultSet)
        Proxy.newProxyInstance(
            ResultRowsTest.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (proxy, called, given) ->
                switch (called.getName()) {
                  case "getMetaData" -> about;
                  case "next" -> ++row[0] < rows.length;
                  case "getObject" -> rows[row[0]][(int) given[0] - 1];
                  case "getTimestamp" -> shownThere((LocalDateTime) rows[row[0]][(int) given[0] - 1], (Calendar) given[1]);
                  case "close" -> null;
                  default -> throw new UnsupportedOperationException(called.toString());
                });
  }

  /** A date and a time without a zone, as the moment at which the calendar's clocks show it: what JDBC demands. */
  private static Timestamp shownThere(LocalDateTime shown, Calendar there) {
    return shown == null ? null : Timestamp.from(shown.atZone(there.getTimeZone().toZoneId()).toInstant());
  }

  private static final Column WHO = new Column("CUSTOMER", Types.VARCHAR);
  private static final Column AMOUNT = new Column("amount", Types.DECIMAL);

  private static CustomerBase ada(String zone) {
    final CustomerBase result = new CustomerBase(zone);
    result.addCustomers(new String[] {"ada", "17"});
    return result;
  }

  @Test
  @DisplayName("a query's columns are found by their labels in any case and order, and give the rows that arrays give")
  void labels() throws Exception {
    try (CustomerBase base = ada("UTC");
        CustomerBase expected = ada("UTC");
        ResultSet rows =
            query(
                List.of(AMOUNT, new Column("Time", Types.BIGINT), WHO),
                new Object[] {new BigDecimal("52.50"), Examples.NOON, "ada"},
                new Object[] {new BigDecimal("7"), Examples.NOON + Examples.DAY, "17"},
                new Object[] {null, Examples.NOON, "ada"},
                new Object[] {BigDecimal.ONE, null, "ada"},
                new Object[] {BigDecimal.ONE, Examples.NOON, null})) {
      assertEquals(2, base.addPurchases(rows));
      assertFalse(rows.next());
      expected.addPurchases(new String[] {"ada", "17"}, new long[] {Examples.NOON, Examples.NOON + Examples.DAY}, new double[] {52.5, 7});
      assertSameText(expected.exportPerson("ada"), base.exportPerson("ada"));
      assertSameText(expected.exportPerson("17"), base.exportPerson("17"));
      assertEquals(List.of(2L, 3L, 4L), base.rejected().stream().map(RejectedRow::row).toList());
    }
  }

  @Test
  @DisplayName("a time stamp without a zone, a date and a local time are of the base's place, wherever the JVM is")
  void places() throws Exception {
    final TimeZone before = TimeZone.getDefault();
    final LocalDateTime shown = LocalDateTime.of(2026, 7, 1, 0, 30);
    final List<Column> columns = List.of(new Column("referrer", Types.VARCHAR), new Column("referred", Types.VARCHAR));
    try {
      for (final String jvm : List.of("UTC", "Asia/Tokyo", "America/New_York")) {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        final Object[][] cells = {
          {Types.DATE, Date.valueOf("2026-07-01"), LocalDate.of(2026, 7, 1)},
          {Types.TIMESTAMP, shown, shown},
          {Types.TIMESTAMP_WITH_TIMEZONE, shown.atOffset(ZoneOffset.ofHours(-3)), shown.atOffset(ZoneOffset.ofHours(-3))},
          {Types.OTHER, new Timestamp(Examples.NOON * 1000 + 999), Instant.ofEpochSecond(Examples.NOON)},
          {Types.BIGINT, Examples.NOON, Instant.ofEpochSecond(Examples.NOON)},
        };
        for (final Object[] cell : cells) {
          try (CustomerBase base = ada("Europe/Berlin");
              CustomerBase expected = ada("Europe/Berlin")) {
            final List<Column> with = new ArrayList<>(columns);
            with.add(new Column("time", (int) cell[0]));
            assertEquals(1, base.addReferrals(query(with, new Object[] {"ada", "17", cell[1]})), () -> base.rejected().toString());
            expected.addReferrals(new ReferralColumns().referrer(List.of("ada")).referred(List.of("17")).time(List.of((Temporal) cell[2])));
            assertSameText(expected.exportPerson("ada"), base.exportPerson("ada"));
          }
        }
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  @DisplayName("chunks add up, and a fault in a later one names its row and leaves the earlier ones")
  void chunks() throws Exception {
    final Object[][] rows = new Object[20_500][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Object[] {"ada", Examples.NOON - (i % 500) * Examples.DAY, i == 20_400 ? "much" : Integer.valueOf(i)};
    }
    final List<Column> columns = List.of(WHO, new Column("time", Types.BIGINT), new Column("amount", Types.JAVA_OBJECT));
    try (CustomerBase base = ada("UTC")) {
      assertFails(ErrorCode.BAD_RECORD, "purchases.amount[20400]: expected a number, not String", () -> base.addPurchases(query(columns, rows)));
      assertEquals(List.of(), base.rejected());
      rows[20_400][2] = 1;
      assertEquals(20_500, base.addPurchases(query(columns, rows)));
    }
  }

  @Test
  @DisplayName("an unknown column, one that comes twice, a missing one and a text as a time are refused by name")
  void refused() throws Exception {
    final Column time = new Column("time", Types.BIGINT);
    try (CustomerBase base = ada("UTC")) {
      assertFails(ErrorCode.BAD_RECORD, "purchases.price: expected each of the columns customer, time, amount, order",
          () -> base.addPurchases(query(List.of(WHO, time, AMOUNT, new Column("price", Types.DECIMAL)))));
      assertFails(ErrorCode.BAD_RECORD, "purchases.time: expected each", () -> base.addPurchases(query(List.of(WHO, time, time, AMOUNT))));
      assertFails(ErrorCode.BAD_RECORD, "purchases.amount: expected this column", () -> base.addPurchases(query(List.of(WHO, time))));
      assertFails(ErrorCode.BAD_RECORD, "purchases.time[0]: expected a date, a time or seconds since 1970-01-01 UTC, not String",
          () -> base.addPurchases(query(List.of(WHO, new Column("time", Types.VARCHAR), AMOUNT), new Object[] {"ada", "2026-11-20", BigDecimal.ONE})));
      assertEquals(1, base.addAttributes("territory", query(List.of(WHO, new Column("value", Types.VARCHAR)), new Object[] {"ada", "north"})));
      assertEquals(2, base.size());
    }
  }
}
