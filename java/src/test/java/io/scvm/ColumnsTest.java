package io.scvm;

import static io.scvm.Examples.assertFails;
import static io.scvm.Examples.assertNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Direct buffers give the same as arrays, or are refused with their name. */
class ColumnsTest {
  private static final String[] CUSTOMER = {"a", "a"};
  private static final String[] ITEM = {"sat", "att"};

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  private static DoubleBuffer doubles(double... values) {
    return bytes(8 * values.length).asDoubleBuffer().put(values).flip();
  }

  private static LongBuffer longs(long... values) {
    return bytes(8 * values.length).asLongBuffer().put(values).flip();
  }

  private static IntBuffer ints(int... values) {
    return bytes(4 * values.length).asIntBuffer().put(values).flip();
  }

  private static CustomerBase one() {
    final CustomerBase base = new CustomerBase();
    base.addCustomers(new String[] {"a"});
    return base;
  }

  @Test
  @DisplayName("buffers and arrays make the same scores")
  void sameAsArrays() {
    final long time = Examples.NOON - Examples.DAY;
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        CustomerBase arrays = one();
        CustomerBase buffers = one()) {
      arrays.addAnswers(CUSTOMER, ITEM, new double[] {80, 70}, new long[] {time, time}, new int[] {1, 1});
      arrays.addPurchases(CUSTOMER, new long[] {time, time - 90 * Examples.DAY}, new double[] {10, 20});
      assertEquals(2, buffers.addAnswers(CUSTOMER, ITEM, doubles(80, 70), longs(time, time), ints(1, 1)));
      assertEquals(2, buffers.addPurchases(CUSTOMER, longs(time, time - 90 * Examples.DAY), doubles(10, 20)));
      try (ScoreTable expected = scorer.score(arrays, Examples.AS_OF);
          ScoreTable scores = scorer.score(buffers, Examples.AS_OF)) {
        assertEquals(expected.toJson(), scores.toJson());
      }
    }
  }

  @Test
  @DisplayName("a buffer counts from its position to its limit, and keeps both")
  void slices() {
    final DoubleBuffer value = doubles(-1, 80, 70, -1);
    value.position(1).limit(3);
    try (CustomerBase base = one()) {
      assertEquals(2, base.addAnswers(CUSTOMER, ITEM, value));
      assertEquals(1, value.position());
      assertEquals(3, value.limit());
      try (ScoringModel model = Examples.model();
          Scorer scorer = new Scorer(model);
          ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
        assertArrayEquals(new double[] {80}, scores.numbers("satisfaction"));
        assertArrayEquals(new double[] {70}, scores.numbers("attachment"));

        final DoubleBuffer result = doubles(1, 2, 3);
        result.position(1).limit(2);
        scores.numbers("satisfaction", result);
        assertEquals(1, result.position());
        assertEquals(1, result.get(0));
        assertEquals(80, result.get(1));
        assertEquals(3, result.limit(3).get(2));
      }
    }
  }

  @Test
  @DisplayName("an input may be a read-only buffer")
  void readOnlyInput() {
    try (CustomerBase base = one()) {
      assertEquals(2, base.addAnswers(CUSTOMER, ITEM, doubles(80, 70).asReadOnlyBuffer()));
    }
  }

  @Test
  @DisplayName("empty buffers are empty columns")
  void emptyBuffers() {
    final String[] none = {};
    try (CustomerBase base = one()) {
      assertEquals(0, base.addAnswers(none, none, doubles(), longs(), ints()));
      assertEquals(0, base.addPurchases(none, longs(), doubles()));
    }
  }

  @Test
  @DisplayName("buffers of unequal lengths are refused with the column's name")
  void unequalLengths() {
    try (CustomerBase base = one()) {
      assertFails(ErrorCode.SIZE_MISMATCH, "value has 1 rows", () -> base.addAnswers(CUSTOMER, ITEM, doubles(1)));
      assertFails(ErrorCode.SIZE_MISMATCH, "time has 3 rows", () -> base.addPurchases(CUSTOMER, longs(1, 2, 3), doubles(1, 2)));
    }
  }

  @Test
  @DisplayName("heap buffers, the wrong byte order, read-only results and odd addresses are refused, and null")
  void refused() {
    final DoubleBuffer big = ByteBuffer.allocateDirect(16).order(ByteOrder.BIG_ENDIAN).asDoubleBuffer();
    final DoubleBuffer odd = bytes(25).position(1).slice().order(ByteOrder.nativeOrder()).asDoubleBuffer().limit(2);
    try (CustomerBase base = one()) {
      assertFails(ErrorCode.DOMAIN, "value: expected a direct", () -> base.addAnswers(CUSTOMER, ITEM, DoubleBuffer.allocate(2)));
      assertFails(ErrorCode.DOMAIN, "value: expected native byte order", () -> base.addAnswers(CUSTOMER, ITEM, big));
      assertFails(ErrorCode.DOMAIN, "value: expected a buffer that starts", () -> base.addAnswers(CUSTOMER, ITEM, odd));
      assertFails(
          ErrorCode.DOMAIN, "time: expected a direct", () -> base.addPurchases(CUSTOMER, LongBuffer.allocate(2), doubles(1, 2)));
      assertFails(
          ErrorCode.DOMAIN,
          "wave: expected a direct",
          () -> base.addAnswers(CUSTOMER, ITEM, doubles(1, 2), longs(1, 2), IntBuffer.allocate(2)));
      assertNull("value", () -> base.addAnswers(CUSTOMER, ITEM, (DoubleBuffer) null));
      assertNull("time", () -> base.addPurchases(CUSTOMER, null, doubles(1, 2)));
      assertEquals(0, base.rejected().size());
    }
  }

  @Test
  @DisplayName("a result buffer must be writable and as long as the table")
  void results() {
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        CustomerBase base = one();
        ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      assertFails(ErrorCode.DOMAIN, "read-only", () -> scores.numbers("x", doubles(0).asReadOnlyBuffer()));
      assertFails(ErrorCode.SIZE_MISMATCH, "result has 2 rows", () -> scores.numbers("x", doubles(0, 0)));
      assertFails(ErrorCode.SIZE_MISMATCH, "result has 2 rows", () -> scores.numbers("x", new double[2]));
      assertNull("result", () -> scores.numbers("x", (double[]) null));
      assertNull("result", () -> scores.numbers("x", (DoubleBuffer) null));
      final double[] array = {1};
      scores.numbers("x", array);
      assertArrayEquals(scores.numbers("x"), array);
    }
  }
}
