package io.scvm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** What the tests share: a small model, a small base, the shared vectors. */
final class Examples {
  static final String SURVEY =
      "\"survey\":{\"items\":["
          + "{\"id\":\"sat\",\"dimension\":\"satisfaction\",\"lowest\":0,\"highest\":100},"
          + "{\"id\":\"att\",\"dimension\":\"attachment\",\"lowest\":0,\"highest\":100}]}";
  static final String PARAMETERS =
      "\"bg_nbd\":{\"r\":0.24,\"alpha\":4.4,\"a\":0.79,\"b\":2.4},\"gamma_gamma\":{\"p\":6.25,\"q\":3.74,\"v\":15.4}";
  static final String MODEL =
      "{\"schema\":\"scvm-model/1\",\"id\":\"test\",\"currency\":\"EUR\"," + SURVEY + ",\"value\":{" + PARAMETERS + "}}";
  static final String UNFITTED = "{\"schema\":\"scvm-model/1\",\"id\":\"test\",\"value\":{\"unit\":\"week\"}}";

  static final String AS_OF = "2026-11-21";
  static final long DAY = 86_400;
  static final long NOON = 1_795_176_000; // 2026-11-20

  private Examples() {}

  /** "fan" answers 100 and 100 and buys, "opponent" answers 0 and 0, "silent" does nothing. */
  static CustomerBase base() {
    final CustomerBase base = new CustomerBase();
    base.addCustomers(new String[] {"fan", "opponent", "silent"});
    base.addAnswers(
        new String[] {"fan", "fan", "opponent", "opponent"},
        new String[] {"sat", "att", "sat", "att"},
        new double[] {100, 100, 0, 0});
    base.addPurchases(
        new String[] {"fan", "fan", "fan"},
        new long[] {NOON - 200 * DAY, NOON - 100 * DAY, NOON - DAY},
        new double[] {40, 50, 60});
    return base;
  }

  static ScoringModel model() {
    return ScoringModel.fromJson(MODEL);
  }

  /** The call fails with the code, and the message names the offender. */
  static void assertFails(ErrorCode code, String offender, Executable call) {
    final ScvmException e = Assertions.assertThrows(ScvmException.class, call);
    Assertions.assertEquals(code, e.code(), e.getMessage());
    Assertions.assertTrue(e.getMessage().contains(offender), e.getMessage());
  }

  /** The texts are equal; else the message shows where they part, not all of both. */
  static void assertSameText(String expected, String found) {
    int at = 0;
    while (at < expected.length() && at < found.length() && expected.charAt(at) == found.charAt(at)) {
      at++;
    }
    if (at < expected.length() || at < found.length()) {
      Assertions.fail("from character " + at + " on: expected " + excerpt(expected, at) + ", found " + excerpt(found, at));
    }
  }

  private static String excerpt(String text, int at) {
    return "…" + text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60)) + "…";
  }

  static void assertNull(String argument, Executable call) {
    final NullPointerException e = Assertions.assertThrows(NullPointerException.class, call);
    Assertions.assertEquals(argument, e.getMessage());
  }

  static Path vectors() {
    return Paths.get(System.getProperty("scvm.vectors"));
  }

  static JsonObject vector(String file) {
    try {
      return JsonParser.parseString(Files.readString(vectors().resolve(file))).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonObject> allVectors() {
    try (Stream<Path> files = Files.list(vectors())) {
      final List<JsonObject> result = new ArrayList<>();
      files.filter(f -> f.toString().endsWith(".json")).sorted().forEach(f -> result.add(vector(f.getFileName().toString())));
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number of a vector; JSON has no NaN and no infinity, so those are texts there. */
  static double number(JsonElement value) {
    switch (value.getAsString()) {
      case "nan":
        return Double.NaN;
      case "inf":
        return Double.POSITIVE_INFINITY;
      case "-inf":
        return Double.NEGATIVE_INFINITY;
      default:
        return value.getAsDouble();
    }
  }
}
