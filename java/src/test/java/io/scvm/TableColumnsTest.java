package io.scvm;

import static io.scvm.Examples.assertFails;
import static io.scvm.Examples.assertNull;
import static io.scvm.Examples.assertSameText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Columns by name: lists, java.time, and what is left out. */
class TableColumnsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static String exported(CustomerBase base) {
    return base.exportPerson("ada");
  }

  /** What a base of Berlin holds of a purchase at this time. */
  private static String bought(Temporal time) {
    try (CustomerBase base = new CustomerBase("Europe/Berlin")) {
      base.addCustomers(new CustomerColumns().id(List.of("ada")));
      final PurchaseColumns columns = new PurchaseColumns().customer(List.of("ada")).time(List.of(time)).amount(List.of(52));
      assertEquals(1, base.addPurchases(columns), () -> base.rejected().toString());
      return exported(base);
    }
  }

  private static String bought(long seconds) {
    return bought(Instant.ofEpochSecond(seconds));
  }

  @Test
  @DisplayName("lists, arrays and the long form of a call give the same base")
  void forms() {
    final String[] who = {"ada", "ada"};
    final long[] when = {Examples.NOON, Examples.NOON + 10 * Examples.DAY};
    try (CustomerBase plain = new CustomerBase();
        CustomerBase arrays = new CustomerBase();
        CustomerBase lists = new CustomerBase()) {
      for (final CustomerBase base : List.of(plain, arrays, lists)) {
        base.addCustomers(new String[] {"ada"});
      }
      plain.addInteractions(who, new String[] {"", ""}, new String[] {"post", "like"}, when, new String[] {"forum", ""}, new double[] {0.5, Double.NaN});
      arrays.addInteractions(
          new InteractionColumns()
              .actor(who)
              .target(new String[] {"", ""})
              .kind(new InteractionKind[] {InteractionKind.POST, InteractionKind.LIKE})
              .time(when)
              .channel(new String[] {"forum", ""})
              .sentiment(new double[] {0.5, Double.NaN}));
      lists.addInteractions(
          new InteractionColumns()
              .sentiment(Arrays.asList(new BigDecimal("0.5"), null))
              .channel(Arrays.asList("forum", null))
              .time(List.of(Instant.ofEpochSecond(when[0]), Instant.ofEpochSecond(when[1])))
              .kind(List.of("post", "like"))
              .target(Arrays.asList(null, null))
              .actor(List.of(who)));
      assertEquals(List.of(), plain.rejected());
      assertTrue(exported(plain).contains("forum"), exported(plain));
      assertSameText(exported(plain), exported(arrays));
      assertSameText(exported(plain), exported(lists));
    }
  }

  @Test
  @DisplayName("a moment is itself in every type of java.time, and a local time is one of the base's place")
  void times() {
    final ZonedDateTime there = ZonedDateTime.of(2026, 7, 1, 0, 30, 0, 0, BERLIN); // still June in UTC
    final String expected = bought(there.toEpochSecond());
    for (final Temporal same : List.of(there, there.toInstant(), there.toOffsetDateTime(), there.toLocalDateTime(), there.withZoneSameInstant(ZoneId.of("Asia/Tokyo")))) {
      assertSameText(expected, bought(same));
    }
    assertSameText(bought(there.withMinute(0).toEpochSecond()), bought(LocalDate.of(2026, 7, 1)));
  }

  @Test
  @DisplayName("local times are the same moments as the JDK says, also where clocks were changed")
  void clockChanges() {
    try (CustomerBase base = new CustomerBase("Europe/Berlin")) {
      // 2026-03-29 02:30 was shown by no clock in Berlin, 2026-10-25 02:30 twice: the first counts, as in java.time.
      for (LocalDateTime local = LocalDateTime.of(2026, 1, 1, 0, 30); local.getYear() == 2026; local = local.plusHours(1)) {
        assertEquals(local.atZone(BERLIN).toEpochSecond(), Cells.moment(local, base, "time"), local.toString());
      }
      assertEquals(Cells.NO_TIME, Cells.moment(null, base, "time"));
    }
  }

  @Test
  @DisplayName("a column of another length, a time without a day and a null where something must be are told")
  void refused() {
    try (CustomerBase base = new CustomerBase()) {
      base.addCustomers(new String[] {"ada"});
      final PurchaseColumns columns = new PurchaseColumns().customer(List.of("ada")).amount(List.of(52.0));
      assertFails(ErrorCode.SIZE_MISMATCH, "time", () -> base.addPurchases(columns));
      assertFails(ErrorCode.DOMAIN, "time: expected Instant", () -> base.addPurchases(columns.time(List.of(LocalTime.NOON))));
      assertNull("customer[0]", () -> base.addPurchases(columns.time(List.of(Instant.now())).customer(Arrays.asList((String) null))));
      assertNull("amount", () -> columns.amount((List<Double>) null));
      assertEquals(List.of(), base.rejected());
      final PurchaseColumns absent = new PurchaseColumns().customer(List.of("ada")).time(Arrays.asList((OffsetDateTime) null)).amount(Arrays.asList((Double) null));
      assertEquals(0, base.addPurchases(absent));
      assertEquals(1, base.rejected().size());
    }
  }

  @Test
  @DisplayName("every table has a class of columns, whose every column takes an array and a list, and gives itself")
  void classes() throws Exception {
    int columns = 0;
    for (final Method add : CustomerBase.class.getMethods()) {
      final Class<?> type = add.getParameterCount() == 0 ? null : add.getParameterTypes()[add.getParameterCount() - 1];
      if (!add.getName().startsWith("add") || !type.getSimpleName().endsWith("Columns")) {
        continue;
      }
      for (final Method column : type.getDeclaredMethods()) {
        if (java.lang.reflect.Modifier.isPublic(column.getModifiers())) {
          final Class<?> taken = column.getParameterTypes()[0];
          final Object none = taken.isArray() ? java.lang.reflect.Array.newInstance(taken.getComponentType(), 0) : List.of();
          final Object made = type.getConstructor().newInstance();
          assertTrue(column.invoke(made, none) == made, column.toString());
          columns++;
        }
      }
      try (CustomerBase base = new CustomerBase()) {
        final Object made = type.getConstructor().newInstance();
        assertEquals(0L, add.getParameterCount() == 1 ? add.invoke(base, made) : add.invoke(base, "territory", made));
      }
    }
    assertTrue(columns > 200, "only " + columns);
  }
}
