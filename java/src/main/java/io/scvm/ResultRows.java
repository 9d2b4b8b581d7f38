package io.scvm;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;

/** The rows of a query, chunk by chunk, as columns of a table of a base; the query's columns are named after the table's. */
final class ResultRows {
  private static final int CHUNK = 10_000;

  private final ResultSet rows;
  private final CustomerBase base;
  private final String table;
  private final List<String> names;
  private final int[] places; // of the table's columns in the query, from 1; 0: not there
  private final boolean[] shown; // as a clock shows it: a date and a time without a zone
  private final Calendar clock;
  private final List<Object[]> chunk = new ArrayList<>();
  private long read;

  ResultRows(ResultSet rows, CustomerBase base, String table, int required, String... names) throws SQLException {
    this.rows = Objects.requireNonNull(rows, "rows");
    this.base = base;
    this.table = table;
    this.names = List.of(names);
    this.places = new int[names.length];
    this.shown = new boolean[names.length];
    this.clock = new GregorianCalendar(TimeZone.getTimeZone(base.timeZone()), Locale.ROOT);
    final ResultSetMetaData columns = rows.getMetaData();
    for (int place = 1; place <= columns.getColumnCount(); place++) {
      final String label = columns.getColumnLabel(place).toLowerCase(Locale.ROOT);
      final int at = this.names.indexOf(label);
      if (at < 0 || places[at] != 0) {
        throw new ScvmException(
            ErrorCode.BAD_RECORD, table + "." + label + ": expected each of the columns " + String.join(", ", names) + " at most once");
      }
      places[at] = place;
      shown[at] = columns.getColumnType(place) == Types.TIMESTAMP;
    }
    for (int at = 0; at < required; at++) {
      if (places[at] == 0) {
        throw new ScvmException(ErrorCode.BAD_RECORD, table + "." + names[at] + ": expected this column, the query has none");
      }
    }
  }

  /** Reads on; false at the end. */
  boolean fill() throws SQLException {
    read += chunk.size();
    chunk.clear();
    while (chunk.size() < CHUNK && rows.next()) {
      final Object[] row = new Object[places.length];
      for (int at = 0; at < row.length; at++) {
        if (places[at] != 0) {
          row[at] = shown[at] ? rows.getTimestamp(places[at], clock) : rows.getObject(places[at]);
        }
      }
      chunk.add(row);
    }
    return !chunk.isEmpty();
  }

  /** An absent text is empty: where there must be one, the row is rejected. */
  String[] texts(String name) {
    final int at = names.indexOf(name);
    final String[] result = new String[size(at)];
    Arrays.setAll(result, row -> text(cell(at, row)));
    return result;
  }

  double[] numbers(String name) {
    final int at = names.indexOf(name);
    final double[] result = new double[size(at)];
    Arrays.setAll(result, row -> number(at, row));
    return result;
  }

  int[] wholes(String name) {
    final int at = names.indexOf(name);
    final int[] result = new int[size(at)];
    Arrays.setAll(result, row -> whole(at, row));
    return result;
  }

  long[] moments(String name) {
    final int at = names.indexOf(name);
    final long[] result = new long[size(at)];
    Arrays.setAll(result, row -> moment(at, row));
    return result;
  }

  private int size(int at) {
    return places[at] == 0 ? 0 : chunk.size();
  }

  private Object cell(int at, int row) {
    return chunk.get(row)[at];
  }

  private static String text(Object cell) {
    return cell == null ? "" : cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
  }

  private double number(int at, int row) {
    final Object cell = cell(at, row);
    if (cell == null) {
      return Double.NaN;
    }
    if (cell instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (cell instanceof Number number) {
      return number.doubleValue();
    }
    throw refused(at, row, "a number");
  }

  private int whole(int at, int row) {
    final Object cell = cell(at, row);
    if (cell == null) {
      return 0;
    }
    if (cell instanceof Number number && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    throw refused(at, row, "a whole number of 32 bits");
  }

  private long moment(int at, int row) {
    final Object cell = cell(at, row);
    if (cell == null) {
      return Cells.NO_TIME;
    }
    if (cell instanceof Timestamp moment) {
      return Math.floorDiv(moment.getTime(), 1000L);
    }
    if (cell instanceof Date day) {
      return Cells.moment(day.toLocalDate(), base, name(at));
    }
    if (cell instanceof Temporal time) {
      return Cells.moment(time, base, name(at));
    }
    if (cell instanceof Long || cell instanceof Integer) {
      return ((Number) cell).longValue();
    }
    throw refused(at, row, "a date, a time or seconds since 1970-01-01 UTC");
  }

  private String name(int at) {
    return table + "." + names.get(at);
  }

  private ScvmException refused(int at, int row, String expected) {
    final String type = cell(at, row).getClass().getSimpleName();
    return new ScvmException(ErrorCode.BAD_RECORD, name(at) + "[" + (read + row) + "]: expected " + expected + ", not " + type);
  }
}
