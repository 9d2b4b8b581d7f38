package io.scvm;

import static io.scvm.Examples.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Columns in Arrow's C data interface, by address: what {@code ArrowSchema.memoryAddress()} and {@code
 * ArrowArray.memoryAddress()} of Apache Arrow give. Its structures are read here byte by byte, on 64 bits.
 */
class ArrowTest {
  // https://arrow.apache.org/docs/format/CDataInterface.html: the offsets of the members that are read.
  private static final int SCHEMA = 72;
  private static final int NAME = 8;
  private static final int SCHEMA_CHILDREN_COUNT = 32;
  private static final int SCHEMA_CHILDREN = 40;
  private static final int SCHEMA_RELEASE = 56;
  private static final int ARRAY = 80;
  private static final int NULL_COUNT = 8;
  private static final int BUFFERS = 40;
  private static final int ARRAY_CHILDREN = 48;
  private static final int ARRAY_RELEASE = 64;

  private static Object unsafe; // sun.misc.Unsafe, which javac warns of when it is named
  private long schema;
  private long array;

  private static Object call(String method, Class<?>[] types, Object... given) {
    try {
      if (unsafe == null) {
        final Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        field.setAccessible(true);
        unsafe = field.get(null);
      }
      return unsafe.getClass().getMethod(method, types).invoke(unsafe, given);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static long address(long at) {
    return (Long) call("getLong", new Class<?>[] {long.class}, at);
  }

  private static double number(long at) {
    return (Double) call("getDouble", new Class<?>[] {long.class}, at);
  }

  private static byte octet(long at) {
    return (Byte) call("getByte", new Class<?>[] {long.class}, at);
  }

  private static String text(long at) {
    final StringBuilder result = new StringBuilder();
    for (long i = at; octet(i) != 0; i++) {
      result.append((char) octet(i));
    }
    return result.toString();
  }

  private static long room(long size) {
    final long result = (Long) call("allocateMemory", new Class<?>[] {long.class}, size);
    call("setMemory", new Class<?>[] {long.class, long.class, byte.class}, result, size, (byte) 0);
    return result;
  }

  @BeforeEach
  void allocate() {
    schema = room(SCHEMA);
    array = room(ARRAY);
  }

  @AfterEach
  void free() {
    call("freeMemory", new Class<?>[] {long.class}, schema);
    call("freeMemory", new Class<?>[] {long.class}, array);
  }

  @Test
  @DisplayName("a table fills the structures, which outlive it; a base that takes them releases them, whatever happens")
  void table() {
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        CustomerBase base = Examples.base()) {
      final double[] expected;
      try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
        scores.arrow(schema, array);
        expected = scores.columns().satisfaction();
      }
      assertEquals("+s", text(address(schema)));
      assertEquals(expected.length, address(array));
      int at = 0;
      final long children = address(schema + SCHEMA_CHILDREN);
      while (!text(address(address(children + 8L * at) + NAME)).equals("satisfaction")) {
        at++;
        assertTrue(at < address(schema + SCHEMA_CHILDREN_COUNT));
      }
      assertEquals("g", text(address(address(children + 8L * at))));
      final long column = address(address(array + ARRAY_CHILDREN) + 8L * at);
      assertEquals(1, address(column + NULL_COUNT)); // the silent customer
      final long validity = address(address(column + BUFFERS));
      final long values = address(address(column + BUFFERS) + 8);
      for (int row = 0; row < expected.length; row++) {
        final boolean valid = (octet(validity) >> row & 1) == 1;
        assertEquals(!Double.isNaN(expected[row]), valid);
        if (valid) {
          assertEquals(expected[row], number(values + 8L * row));
        }
      }
      assertNotEquals(0, address(array + ARRAY_RELEASE));
      assertFails(ErrorCode.BAD_RECORD, "customers", () -> base.addArrow("customers", schema, array));
      assertEquals(0, address(schema + SCHEMA_RELEASE));
      assertEquals(0, address(array + ARRAY_RELEASE));
    }
  }

  @Test
  @DisplayName("an address of 0 and structures that were released are refused")
  void nothingThere() {
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        CustomerBase base = Examples.base();
        ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      assertFails(ErrorCode.CLOSED, "schema", () -> scores.arrow(0, array));
      assertFails(ErrorCode.CLOSED, "array", () -> scores.arrow(schema, 0));
      assertFails(ErrorCode.CLOSED, "", () -> base.addArrow("customers", 0, 0));
      assertFails(ErrorCode.CLOSED, "", () -> base.addArrow("customers", schema, array));
    }
  }
}
