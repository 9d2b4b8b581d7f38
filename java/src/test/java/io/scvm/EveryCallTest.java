package io.scvm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every public method and constructor of what is no value, found by reflection, with what does not belong there: a new one is
 * called too. A null is Java's NullPointerException, whose message is the parameter's name; everything else that is wrong
 * is a ScvmException.
 */
class EveryCallTest {
  private static final List<Class<?>> NOUNS =
      List.of(CustomerBase.class, ScoringModel.class, Scorer.class, ScoreTable.class, ScoreColumns.class, Stop.class, Scvm.class);
  private static final List<String> OF_EVERY_OBJECT =
      List.of("close", "equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");
  private static final Map<String, String> TEXTS =
      Map.of(
          "id", "fan", "asOf", Examples.AS_OF, "table", "customers", "column", "lifetime_value", "attribute", "territory", "name", "territory",
          "method", "wilson_interval", "arguments", "{\"k\":1,\"n\":2}", "timeZone", "Europe/Berlin", "record",
          "{\"id\":\"fan\",\"as_of\":\"2026-11-21\"}");

  /** A call, and what it is called on: null for a static method and a constructor. */
  private record Call(Executable what, Object on) {
    Class<?>[] types() {
      return what.getParameterTypes();
    }

    String name(int place) {
      final Parameter of = what.getParameters()[place];
      assertTrue(of.isNamePresent(), "the library is compiled with the names of its parameters");
      return of.getName();
    }

    /** What it throws; null where it gives a result. */
    Throwable thrown(Object[] arguments) throws Exception {
      try {
        final Object result =
            what instanceof Constructor<?> made ? made.newInstance(arguments) : ((Method) what).invoke(on, arguments);
        if (result instanceof AutoCloseable closeable) {
          closeable.close();
        }
        return null;
      } catch (InvocationTargetException e) {
        return e.getCause();
      }
    }

    @Override
    public String toString() {
      return what.getDeclaringClass().getSimpleName() + "." + what.getName() + Arrays.toString(types());
    }
  }

  private static ScoreTable scored() {
    try (CustomerBase base = Examples.base();
        ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model)) {
      return scorer.score(base, Examples.AS_OF);
    }
  }

  private static Object made(Class<?> type) {
    if (type == CustomerBase.class) {
      return Examples.base();
    }
    if (type == ScoringModel.class) {
      return Examples.model();
    }
    if (type == Scorer.class) {
      return new Scorer(Examples.model());
    }
    if (type == ScoreTable.class) {
      return scored();
    }
    if (type == ScoreColumns.class) {
      return scored().columns();
    }
    return type == Stop.class ? new Stop() : null;
  }

  private static List<Call> calls(Class<?> type, Object on) {
    final List<Call> result = new ArrayList<>();
    for (final Constructor<?> each : type.getConstructors()) {
      result.add(new Call(each, null));
    }
    for (final Method each : type.getMethods()) {
      if (!OF_EVERY_OBJECT.contains(each.getName())) {
        result.add(new Call(each, Modifier.isStatic(each.getModifiers()) ? null : on));
      }
    }
    return result;
  }

  /** An argument that is right, or could be. */
  private static Object right(Call call, int place) {
    final Class<?> type = call.types()[place];
    if (type == String.class) {
      final boolean model = call.what().getDeclaringClass() == ScoringModel.class;
      final String json = model ? Examples.MODEL : "{\"schema\":\"scvm-base/1\",\"customers\":{\"id\":[\"a\"]}}";
      return call.name(place).equals("json") ? json : TEXTS.get(call.name(place));
    }
    if (type == String[].class) {
      return new String[] {"fan", "fan"};
    }
    if (type == double[].class) {
      return new double[2];
    }
    if (type == long[].class) {
      return new long[] {Examples.NOON, Examples.NOON};
    }
    if (type == int[].class) {
      return new int[2];
    }
    final ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    if (type == DoubleBuffer.class) {
      return memory.asDoubleBuffer();
    }
    if (type == LongBuffer.class) {
      return memory.asLongBuffer();
    }
    if (type == IntBuffer.class) {
      return memory.limit(8).asIntBuffer();
    }
    if (type == long.class) {
      return 0L; // no address
    }
    if (type == Path.class) {
      return Path.of("no such file");
    }
    if (type == ResultSet.class) {
      return noRows(call.what().getName().replaceFirst("^add(\\w+)s$", "io.scvm.$1Columns"));
    }
    if (type.getSimpleName().endsWith("Columns") && type != ScoreColumns.class) {
      try {
        return type.getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return type == LocalDate.class ? LocalDate.of(2026, 11, 21) : made(type);
  }

  /** A query without rows, whose columns are those of a class of columns. */
  private static Object noRows(String columns) {
    try {
      final String[] labels =
          Arrays.stream(Class.forName(columns).getDeclaredFields())
              .map(each -> each.getName().replaceAll("[A-Z]", "_$0").toLowerCase(java.util.Locale.ROOT))
              .toArray(String[]::new);
      return Proxy.newProxyInstance(
          ResultSet.class.getClassLoader(),
          new Class<?>[] {ResultSet.class, ResultSetMetaData.class},
          (rows, called, given) ->
              switch (called.getName()) {
                case "getMetaData" -> rows;
                case "getColumnCount" -> labels.length;
                case "getColumnLabel" -> labels[(int) given[0] - 1];
                case "getColumnType" -> 0;
                default -> false; // next
              });
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Object[] arguments(Call call) {
    final Object[] result = new Object[call.types().length];
    Arrays.setAll(result, place -> right(call, place));
    for (int place = 0; place < result.length; place++) {
      assertTrue(result[place] != null, call + ": this test knows no " + call.name(place));
    }
    return result;
  }

  /** One call, of which only a result or an error that a user can act on may come. */
  private static void acceptable(Call call, String what, Object[] arguments) throws Exception {
    final Throwable thrown = call.thrown(arguments);
    if (thrown != null && !(thrown instanceof NoSuchFileException)) {
      assertEquals(ScvmException.class, thrown.getClass(), call + " with " + what + ": " + thrown);
      final ErrorCode code = ((ScvmException) thrown).code();
      assertFalse(code == ErrorCode.INTERNAL, call + " with " + what + ": " + thrown.getMessage());
      assertTrue(thrown.getMessage().length() > 12 && thrown.getMessage().indexOf('\0') < 0, call + ": " + thrown.getMessage());
    }
  }

  private interface Body {
    void of(Call call) throws Exception;
  }

  private static void forEvery(Body body) {
    for (final Class<?> type : NOUNS) {
      final Object on = made(type);
      assertAll(calls(type, on).stream().map(call -> () -> body.of(call)));
    }
  }

  @Test
  @DisplayName("null is refused by the parameter's name, in every place of every call")
  void nulls() {
    final int[] count = new int[1];
    forEvery(
        call -> {
          for (int place = 0; place < call.types().length; place++) {
            if (!call.types()[place].isPrimitive()) {
              final Object[] given = arguments(call);
              given[place] = null;
              final Throwable thrown = call.thrown(given);
              final String said = call + " with " + call.name(place) + " = null: " + thrown;
              assertTrue(thrown instanceof NullPointerException, said);
              assertEquals(call.name(place), thrown.getMessage(), said);
              count[0]++;
            }
            if (call.types()[place] == String[].class) {
              final Object[] given = arguments(call);
              given[place] = new String[] {"fan", null};
              final Throwable thrown = call.thrown(given);
              assertTrue(thrown instanceof NullPointerException, call + ": " + thrown);
              assertEquals(call.name(place) + "[1]", thrown.getMessage());
            }
          }
        });
    assertTrue(count[0] > 150, "only " + count[0] + " places");
  }

  @Test
  @DisplayName("a closed object is refused, as what a method is called on and as an argument")
  void closed() {
    final int[] count = new int[1];
    for (final Class<?> type : NOUNS) {
      final Object on = made(type);
      if (on == null) {
        continue;
      }
      assertAll(
          calls(type, on).stream()
              .filter(call -> call.on() != null && !call.what().getName().equals("columns"))
              .map(
                  call ->
                      () -> {
                        final Object[] given = arguments(call);
                        close(on);
                        isClosed(call, call.thrown(given));
                        count[0]++;
                      }));
    }
    forEvery(
        call -> {
          for (int place = 0; place < call.types().length; place++) {
            final Object[] given = arguments(call);
            if (given[place] instanceof AutoCloseable argument && !(argument instanceof ResultSet)) {
              argument.close();
              isClosed(call, call.thrown(given));
              count[0]++;
            }
          }
        });
    assertTrue(count[0] > 120, "only " + count[0] + " calls");
  }

  private static void close(Object on) throws Exception {
    if (on instanceof AutoCloseable closeable) {
      closeable.close();
    } else if (on instanceof ScoreColumns columns) {
      tableOf(columns).close();
    }
  }

  private static ScoreTable tableOf(ScoreColumns columns) throws Exception {
    final java.lang.reflect.Field table = ScoreColumns.class.getDeclaredField("table");
    table.setAccessible(true);
    return (ScoreTable) table.get(columns);
  }

  private static void isClosed(Call call, Throwable thrown) {
    assertTrue(thrown instanceof ScvmException, call + ": " + thrown);
    assertEquals(ErrorCode.CLOSED, ((ScvmException) thrown).code(), call + ": " + thrown);
    assertTrue(thrown.getMessage().endsWith(": closed before this call"), thrown.getMessage());
  }

  @Test
  @DisplayName("a NUL in a text, an empty text and half a character end in a result or one whole message")
  void texts() {
    forEvery(
        call -> {
          for (int place = 0; place < call.types().length; place++) {
            for (final String text : List.of("a\0b", "\0", "", "\ud800", "x".repeat(5000))) {
              final Object[] given = arguments(call);
              if (call.types()[place] == String.class) {
                given[place] = text;
                acceptable(call, "a text", given);
              } else if (call.types()[place] == String[].class) {
                given[place] = new String[] {"fan", text};
                acceptable(call, "texts", given);
              }
            }
          }
        });
    Examples.assertFails(ErrorCode.UNKNOWN_ID, "Mars\\0Olympus\": expected the name of an IANA", () -> new CustomerBase("Mars\0Olympus"));
  }

  @Test
  @DisplayName("empty arrays and buffers are no rows, and beside others a fault of their length or an absent column")
  void empty() {
    forEvery(
        call -> {
          final Object[] none = arguments(call);
          for (int place = 0; place < none.length; place++) {
            final Object[] given = arguments(call);
            none[place] = given[place] = emptied(given[place]);
            acceptable(call, "an empty " + call.name(place), given);
          }
          acceptable(call, "nothing but empty columns", none);
          if (call.what().getName().startsWith("add") && !call.what().getName().startsWith("addArrow")) {
            final Throwable thrown = call.thrown(none);
            assertEquals(null, thrown, call + ": " + thrown);
          }
        });
  }

  private static Object emptied(Object column) {
    if (column instanceof DoubleBuffer buffer) {
      return buffer.slice().limit(0);
    }
    if (column instanceof LongBuffer buffer) {
      return buffer.slice().limit(0);
    }
    if (column instanceof IntBuffer buffer) {
      return buffer.slice().limit(0);
    }
    return column.getClass().isArray() ? Array.newInstance(column.getClass().getComponentType(), 0) : column;
  }
}
