package io.scvm;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A value of a document that scvm wrote, and its path there: what results read themselves from. A value that is null or
 * not there is read as null; one of another kind throws {@link ScvmException} with {@link ErrorCode#BAD_RECORD}.
 */
final class Json {
  private final Object value; // null, Boolean, Double, String, List<Object> or Map<String, Object>
  private final String path;

  private Json(Object value, String path) {
    this.value = value;
    this.path = path;
  }

  static Json read(String text) {
    return new Json(new Parser(Objects.requireNonNull(text, "json")).document(), "");
  }

  /** What stands under a key. */
  Json at(String key) {
    return new Json(as(Map.class, "an object").get(key), path.isEmpty() ? key : path + "." + key);
  }

  /** The same, which must be there. */
  Json need(String key) {
    final Json found = at(key);
    if (found.value == null) {
      throw refused(found.path, "something, nothing is there");
    }
    return found;
  }

  Object any() {
    return value;
  }

  String text() {
    return as(String.class, "text");
  }

  Double number() {
    return as(Double.class, "a number");
  }

  Boolean flag() {
    return as(Boolean.class, "true or false");
  }

  Long whole() {
    final Double number = number();
    if (number == null) {
      return null;
    }
    if (number != Math.rint(number) || Math.abs(number) > 0x1p53) {
      throw refused(path, "a whole number");
    }
    return number.longValue();
  }

  Integer integer() {
    final Long number = whole();
    if (number != null && number != number.intValue()) {
      throw refused(path, "a whole number of 32 bits");
    }
    return number == null ? null : Integer.valueOf(number.intValue());
  }

  ErrorCode errorCode() {
    final Long number = whole();
    return number == null ? null : ErrorCode.of(number);
  }

  LocalDate day() {
    try {
      return value == null ? null : LocalDate.parse(text());
    } catch (DateTimeException e) {
      throw refused(path, "a day like 2026-11-21");
    }
  }

  <E extends Enum<E>> E word(Class<E> of) {
    return value == null ? null : wordOf(text(), of);
  }

  <T> T part(Function<Json, T> read) {
    return value == null ? null : read.apply(this);
  }

  <T> List<T> list(Function<Json, T> read) {
    final List<?> values = as(List.class, "an array");
    if (values == null) {
      return null;
    }
    final List<T> result = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      result.add(read.apply(new Json(values.get(i), path + "[" + i + "]")));
    }
    return Collections.unmodifiableList(result);
  }

  <T> Map<String, T> map(Function<Json, T> read) {
    return entries(new LinkedHashMap<>(), key -> key, read);
  }

  <E extends Enum<E>, T> Map<E, T> map(Class<E> of, Function<Json, T> read) {
    return entries(new EnumMap<>(of), key -> wordOf(key, of), read);
  }

  private <K, T> Map<K, T> entries(Map<K, T> result, Function<String, K> key, Function<Json, T> read) {
    final Map<?, ?> values = as(Map.class, "an object");
    if (values == null) {
      return null;
    }
    for (final Object each : values.keySet()) {
      result.put(key.apply((String) each), read.apply(at((String) each)));
    }
    return Collections.unmodifiableMap(result);
  }

  private <E extends Enum<E>> E wordOf(String word, Class<E> of) {
    for (final E each : of.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    throw refused(path, "a word of " + of.getSimpleName() + ", this one is \"" + word + "\"");
  }

  private <T> T as(Class<T> type, String called) {
    if (value != null && !type.isInstance(value)) {
      throw refused(path, called);
    }
    return type.cast(value);
  }

  private static ScvmException refused(String path, String expected) {
    return new ScvmException(ErrorCode.BAD_RECORD, (path.isEmpty() ? "the document" : path) + ": expected " + expected);
  }

  /** Reads RFC 8259. */
  private static final class Parser {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    Parser(String text) {
      this.text = text;
    }

    Object document() {
      final Object result = value();
      if (peek() != '\0') {
        throw failed("the end");
      }
      return result;
    }

    private Object value() {
      switch (peek()) {
        case '{':
          return object();
        case '[':
          return array();
        case '"':
          return string();
        case 't':
          return literal("true", Boolean.TRUE);
        case 'f':
          return literal("false", Boolean.FALSE);
        case 'n':
          return literal("null", null);
        default:
          return number();
      }
    }

    private Map<String, Object> object() {
      final Map<String, Object> result = new LinkedHashMap<>();
      for (boolean more = open('}'); more; more = next('}')) {
        if (peek() != '"') {
          throw failed("a key");
        }
        final String key = string();
        take(':');
        result.put(key, value());
      }
      return result;
    }

    private List<Object> array() {
      final List<Object> result = new ArrayList<>();
      for (boolean more = open(']'); more; more = next(']')) {
        result.add(value());
      }
      return result;
    }

    /** Takes the opening bracket; false where the closing one follows at once. */
    private boolean open(char end) {
      at++;
      if (++depth > DEEPEST) {
        throw failed("at most " + DEEPEST + " levels");
      }
      return !closed(end);
    }

    private boolean next(char end) {
      if (closed(end)) {
        return false;
      }
      take(',');
      return true;
    }

    private boolean closed(char end) {
      if (peek() != end) {
        return false;
      }
      at++;
      depth--;
      return true;
    }

    private void take(char expected) {
      if (peek() != expected) {
        throw failed("'" + expected + "'");
      }
      at++;
    }

    private Object literal(String word, Object meaning) {
      if (!text.startsWith(word, at)) {
        throw failed("a value");
      }
      at += word.length();
      return meaning;
    }

    private Double number() {
      final int begin = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      try {
        return Double.valueOf(text.substring(begin, at));
      } catch (NumberFormatException e) {
        at = begin;
        throw failed("a value");
      }
    }

    private String string() {
      final StringBuilder result = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        final char c = text.charAt(at);
        result.append(c == '\\' ? escaped() : c);
      }
      if (at == text.length()) {
        throw failed("the end of a text");
      }
      at++;
      return result.toString();
    }

    private char escaped() {
      at++;
      final int known = at < text.length() ? "\"\\/bfnrt".indexOf(text.charAt(at)) : -1;
      if (known >= 0) {
        return "\"\\/\b\f\n\r\t".charAt(known);
      }
      int code = 0;
      for (int i = 1; i <= 4; i++) {
        final int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
        if (digit < 0 || text.charAt(at) != 'u') {
          throw failed("an escape of JSON");
        }
        code = 16 * code + digit;
      }
      at += 4;
      return (char) code;
    }

    /** The next character that is no space; NUL at the end. */
    private char peek() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private ScvmException failed(String expected) {
      return new ScvmException(ErrorCode.BAD_RECORD, "no JSON: expected " + expected + " at character " + at);
    }
  }
}
