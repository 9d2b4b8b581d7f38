package io.scvm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Calls that fail, and objects that are closed, leave nothing behind. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
  private static final long MEGABYTE = 1 << 20;

  private static long residentBytes() throws IOException {
    return Files.readAllLines(Paths.get("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  private static void assertFlat(int calls, Runnable call) throws IOException {
    for (int i = 0; i < 40; i++) {  // until the virtual machine has the heap that it wants
      call.run();
    }
    System.gc();
    final long before = residentBytes();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    System.gc();
    final long grown = residentBytes() - before;
    // A call that kept what it was given would add 900 MB and more; the heap itself moves by a hundred.
    assertTrue(grown < 300 * MEGABYTE, "grew by " + grown / MEGABYTE + " MB in " + calls + " calls");
  }

  @Test
  @DisplayName("200 failing calls with arrays of 8 MB leave nothing behind")
  void failingCalls() throws IOException {
    final double[] value = new double[1 << 20];
    final long[] time = new long[1 << 20];
    final String[] none = {};
    try (CustomerBase base = new CustomerBase();
        ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
      assertFlat(200, () -> assertThrows(ScvmException.class, () -> base.addAnswers(none, none, value)));
      assertFlat(200, () -> assertThrows(ScvmException.class, () -> base.addPurchases(none, time, value)));
      assertFlat(200, () -> assertThrows(ScvmException.class, () -> scores.numbers("x", value)));
    }
  }

  @Test
  @DisplayName("200 invalid models of 8 MB leave nothing behind")
  void failingTexts() throws IOException {
    final String garbage = "x".repeat(8 << 20);
    assertFlat(200, () -> assertThrows(ScvmException.class, () -> ScoringModel.fromJson(garbage)));
  }

  @Test
  @DisplayName("60 bases of 16 MB that were closed leave nothing behind")
  void closedObjects() throws IOException {
    final String[] ids = new String[50_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i + "i".repeat(200);
    }
    assertFlat(
        60,
        () -> {
          try (CustomerBase base = new CustomerBase()) {
            base.addCustomers(ids);
          }
        });
  }
}
