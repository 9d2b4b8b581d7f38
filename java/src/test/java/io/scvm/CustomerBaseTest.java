package io.scvm;

import static io.scvm.Examples.assertFails;
import static io.scvm.Examples.assertNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerBaseTest {
  private final CustomerBase base = new CustomerBase();

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  @DisplayName("an empty base has no customers and no rejected rows")
  void empty() {
    assertEquals(0, base.size());
    assertTrue(base.rejected().isEmpty());
    assertEquals(0, base.addCustomers(new String[0]));
    assertEquals(0, base.addPurchases(new String[0], new long[0], new double[0]));
    assertEquals(0, base.addAnswers(new String[0], new String[0], new double[0]));
  }

  @Test
  @DisplayName("duplicate, empty and too long ids are rejected one by one, with row, code and reason")
  void badIds() {
    final String tooLong = "k".repeat(1025);
    assertEquals(2, base.addCustomers(new String[] {"a", "a", "", tooLong, "b"}));
    final List<RejectedRow> rejected = base.rejected();
    assertEquals(3, rejected.size());
    assertEquals(Table.CUSTOMERS, rejected.get(0).table());
    assertEquals(1, rejected.get(0).row());
    assertEquals(ErrorCode.DOMAIN, rejected.get(0).code());
    assertTrue(rejected.get(0).reason().contains("\"a\""), rejected.get(0).reason());
    assertEquals(List.of(1L, 2L, 3L), rejected.stream().map(RejectedRow::row).toList());
    assertThrows(UnsupportedOperationException.class, () -> rejected.remove(0));
  }

  @Test
  @DisplayName("the rejected rows of a base do not change with rows that come later")
  void rejectedIsACopy() {
    base.addCustomers(new String[] {""});
    final List<RejectedRow> before = base.rejected();
    base.addCustomers(new String[] {""});
    assertEquals(1, before.size());
    assertEquals(2, base.rejected().size());
  }

  @Test
  @DisplayName("rows of unknown customers, NaN and infinite amounts, and milliseconds are rejected one by one")
  void badPurchases() {
    base.addCustomers(new String[] {"a"});
    final String[] customer = {"a", "stranger", "a", "a", "a", "a", "a", "a"};
    final long now = Examples.NOON;
    final long[] time = {now, now, now, now, now, now * 1000, Long.MIN_VALUE, Long.MAX_VALUE};
    final double[] amount = {
      -10, 10, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 10, 10, 10
    };
    assertEquals(1, base.addPurchases(customer, time, amount));
    final List<RejectedRow> rejected = base.rejected();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), rejected.stream().map(RejectedRow::row).toList());
    assertEquals(ErrorCode.UNKNOWN_ID, rejected.get(0).code());
    assertTrue(rejected.get(0).reason().contains("stranger"));
    assertTrue(rejected.stream().skip(1).allMatch(r -> r.code() == ErrorCode.DOMAIN));
    assertTrue(rejected.stream().allMatch(r -> r.table() == Table.PURCHASES));
  }

  @Test
  @DisplayName("an answer may be missing, but not infinite")
  void badAnswers() {
    base.addCustomers(new String[] {"a"});
    final String[] customer = {"a", "a", "a", "a", "b"};
    final String[] item = {"q", "q", "q", "", "q"};
    final double[] value = {1, Double.NaN, Double.POSITIVE_INFINITY, 1, 1};
    assertEquals(2, base.addAnswers(customer, item, value, new long[5], new int[] {0, 1, 2, 3, Integer.MIN_VALUE}));
    assertEquals(List.of(2L, 3L, 4L), base.rejected().stream().map(RejectedRow::row).toList());
  }

  @Test
  @DisplayName("columns of unequal lengths are refused as a whole, with the column's name")
  void unequalLengths() {
    base.addCustomers(new String[] {"a"});
    final String[] one = {"a"};
    assertFails(ErrorCode.SIZE_MISMATCH, "time has 2 rows", () -> base.addPurchases(one, new long[2], new double[1]));
    assertFails(ErrorCode.SIZE_MISMATCH, "amount has 0 rows", () -> base.addPurchases(one, new long[1], new double[0]));
    assertFails(ErrorCode.SIZE_MISMATCH, "item has 2 rows", () -> base.addAnswers(one, new String[] {"q", "q"}, new double[1]));
    assertFails(ErrorCode.SIZE_MISMATCH, "value has 3 rows", () -> base.addAnswers(one, one, new double[3]));
    assertFails(
        ErrorCode.SIZE_MISMATCH, "wave has 2 rows", () -> base.addAnswers(one, one, new double[1], new long[1], new int[2]));
    assertTrue(base.rejected().isEmpty());
  }

  @Test
  @DisplayName("null arguments throw with the argument's name, null elements with their index")
  void nulls() {
    final String[] one = {"a"};
    assertNull("id", () -> base.addCustomers((String[]) null));
    assertNull("id[1]", () -> base.addCustomers(new String[] {"a", null}));
    assertNull("customer", () -> base.addAnswers(null, one, new double[1]));
    assertNull("item[0]", () -> base.addAnswers(one, new String[1], new double[1]));
    assertNull("value", () -> base.addAnswers(one, one, (double[]) null));
    assertNull("time", () -> base.addAnswers(one, one, new double[1], null, new int[1]));
    assertNull("wave", () -> base.addAnswers(one, one, new double[1], new long[1], null));
    assertNull("customer[0]", () -> base.addPurchases(new String[1], new long[1], new double[1]));
    assertNull("time", () -> base.addPurchases(one, null, new double[1]));
    assertNull("amount", () -> base.addPurchases(one, new long[1], null));
    assertNull("json", () -> CustomerBase.fromJson(null));
    assertEquals(0, base.size());
    assertEquals(1, base.addCustomers(one));
  }

  @Test
  @DisplayName("emoji, 255 characters of four bytes and NUL characters survive as ids")
  void unusualIds() {
    final String[] ids = {"💙 Müller", "🧑‍🤝‍🧑".repeat(20), "𝄞".repeat(255), "k".repeat(255), "a\u0000b", "日本", "\u00e4"};
    assertEquals(ids.length, base.addCustomers(ids));
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      assertArrayEquals(ids, scores.ids());
      assertTrue(scores.explain("💙 Müller").contains("\"id\":\"💙 Müller\""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDC99", "a\uD83D", "\uDC99\uD83D", "\uD83Db"})
  @DisplayName("half a surrogate pair is refused, not turned into a question mark")
  void loneSurrogates(String id) {
    assertFails(ErrorCode.DOMAIN, "id[1]", () -> base.addCustomers(new String[] {"a", id}));
    assertFails(ErrorCode.DOMAIN, "json", () -> CustomerBase.fromJson(id));
    assertEquals(0, base.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "nonsense", "{", "[]", "null", "{}", "{\"schema\":\"scvm-base/2\"}", "{\"schema\":\"scvm-base/1\",\"custmers\":{}}",
        "{\"schema\":\"scvm-base/1\",\"customers\":{\"id\":7}}", "{\"schema\":\"scvm-base/1\",\"schema\":\"scvm-base/1\"}"
      })
  @DisplayName("a base that is no JSON, or of another shape, is refused")
  void badJson(String json) {
    assertFails(ErrorCode.BAD_RECORD, "base", () -> CustomerBase.fromJson(json));
  }

  @Test
  @DisplayName("a base of unequal columns in JSON is refused with the column's name")
  void badJsonColumns() {
    assertFails(
        ErrorCode.SIZE_MISMATCH,
        "base.purchases.time",
        () -> CustomerBase.fromJson("{\"schema\":\"scvm-base/1\",\"purchases\":{\"customer\":[\"a\"],\"time\":[],\"amount\":[1]}}"));
  }

  @Test
  @DisplayName("a closed base throws, whatever is asked of it, and may be closed again")
  void closed() {
    base.close();
    base.close();
    final String[] none = {};
    assertFails(ErrorCode.CLOSED, "CustomerBase", base::size);
    assertFails(ErrorCode.CLOSED, "CustomerBase", base::rejected);
    assertFails(ErrorCode.CLOSED, "CustomerBase", () -> base.addAttributes("a", none, none));
    assertFails(ErrorCode.CLOSED, "CustomerBase", () -> base.addContracts(none, new long[0], new double[0]));
    assertFails(ErrorCode.CLOSED, "CustomerBase", () -> base.addCustomers(none));
    assertFails(ErrorCode.CLOSED, "CustomerBase", () -> base.addAnswers(none, none, new double[0]));
    assertFails(ErrorCode.CLOSED, "CustomerBase", () -> base.addPurchases(none, new long[0], new double[0]));
  }

  @Test
  @DisplayName("a million ids cross in one call")
  void manyIds() {
    final String[] ids = new String[1_000_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "customer-" + i;
    }
    assertEquals(ids.length, base.addCustomers(ids));
    assertEquals(ids.length, base.size());
    final String[] again = Arrays.copyOf(ids, 100_000);
    assertEquals(0, base.addCustomers(again));
    assertEquals(again.length, base.rejected().size());
  }

  @Test
  @DisplayName("consents, interactions, referrals, contributions and anonymous answers are taken row by row")
  void peopleAmongOthers() {
    try (CustomerBase base = new CustomerBase()) {
      final String[] none = {};
      final double[] noNumbers = {};
      final long[] day = {Examples.NOON};
      assertEquals(2, base.addCustomers(new String[] {"a", "b \uD83D\uDC99"}));
      assertEquals(1, base.addEmployees(new String[] {"staff", "a"}));
      assertEquals(1, base.addConsents(new String[] {"a", "x"}, new String[] {"*", "*"},
          new String[] {"granted", "granted"}, new long[] {0, 0}, new long[] {Long.MAX_VALUE, Long.MAX_VALUE},
          new String[] {"form 1", ""}, new String[] {"web", ""}));
      assertEquals(1, base.addConsents(new String[] {"a"}, new String[] {"contact"}, new String[] {"refused"},
          new long[] {}, new long[] {}, none, none));
      assertEquals(1, base.addInteractions(new String[] {"a", "a"}, new String[] {"b \uD83D\uDC99", ""},
          new String[] {"like", "wink"}, new long[] {Examples.NOON, Examples.NOON}, new String[] {"forum", ""},
          new double[] {0.5, Double.NaN}, new double[] {1, 1}, new String[] {"e1", ""}));
      assertEquals(1, base.addInteractions(
          new String[] {"a"}, new String[] {""}, new String[] {"post"}, day, none, noNumbers, noNumbers, none));
      assertEquals(1, base.addReferrals(
          new String[] {"a", "a"}, new String[] {"b \uD83D\uDC99", "a"}, new long[] {Examples.NOON, Examples.NOON}));
      assertEquals(1, base.addContributions(
          new String[] {"a"}, new String[] {"ideas"}, day, new double[] {2}, new double[] {1}, noNumbers));
      assertEquals(1, base.addAnonymousAnswers(new String[] {"r1", "a"}, new String[] {"s", "s"},
          new double[] {5, 5}, new long[] {}, new int[] {}));
      assertEquals(5, base.rejected().size());
      // Optional columns may be left out at the end; the last one tells near-duplicates apart.
      assertEquals(1, base.addInteractions(new String[] {"a"}, new String[] {""}, new String[] {"post"}, day));
      assertEquals(1, base.addInteractions(new String[] {"a"}, new String[] {""}, new String[] {"post"}, day, none,
          noNumbers, noNumbers, none, new String[] {"f1"}));
      assertEquals(1, base.addContributions(new String[] {"a"}, new String[] {"ideas"}, day));
      assertTrue(base.exportPerson("a").contains("form 1"));
      assertTrue(base.erasePerson("a").contains("\"referrals\":1"));
      assertEquals(1, base.size());
    }
  }
}
