package io.scvm;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Java's cells as the columns of a base have them: an absent number is NaN, an absent time {@link #NO_TIME}. */
final class Cells {
  static final long NO_TIME = Long.MIN_VALUE;

  private Cells() {}

  static String[] texts(List<String> cells, String name) {
    return Objects.requireNonNull(cells, name).toArray(new String[0]);
  }

  /** The same of a column in which a text may be absent. */
  static String[] textsOrNone(List<String> cells, String name) {
    final String[] result = texts(cells, name);
    Arrays.setAll(result, row -> result[row] == null ? "" : result[row]);
    return result;
  }

  static double[] numbers(List<? extends Number> cells, String name) {
    return Objects.requireNonNull(cells, name).stream().mapToDouble(each -> each == null ? Double.NaN : each.doubleValue()).toArray();
  }

  static int[] wholes(List<Integer> cells, String name) {
    return Objects.requireNonNull(cells, name).stream().mapToInt(each -> each == null ? 0 : each).toArray();
  }

  /** A column of times, which the base's place turns into moments: an array of seconds, or a list. */
  static long[] moments(Object column, CustomerBase base, String name) {
    return column instanceof long[] seconds
        ? seconds
        : ((List<?>) column).stream().mapToLong(each -> moment((Temporal) each, base, name)).toArray();
  }

  static long moment(Temporal time, CustomerBase base, String name) {
    if (time == null) {
      return NO_TIME;
    }
    if (time instanceof Instant instant) {
      return instant.getEpochSecond();
    }
    if (time instanceof OffsetDateTime moment) {
      return moment.toEpochSecond();
    }
    if (time instanceof ZonedDateTime moment) {
      return moment.toEpochSecond();
    }
    if (time instanceof LocalDateTime local) {
      return base.moment(local.toEpochSecond(ZoneOffset.UTC));
    }
    if (time instanceof LocalDate day) {
      return base.moment(day.toEpochDay() * 86400);
    }
    throw new ScvmException(
        ErrorCode.DOMAIN,
        name + ": expected Instant, OffsetDateTime, ZonedDateTime, LocalDateTime or LocalDate, not " + time.getClass().getSimpleName());
  }
}
