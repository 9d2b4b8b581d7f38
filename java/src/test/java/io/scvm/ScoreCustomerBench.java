package io.scvm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a call takes, by hand, never as a test: {@code java -cp scvm.jar:test-classes io.scvm.ScoreCustomerBench}.
 */
final class ScoreCustomerBench {
  private static final String RECORD =
      "{\"id\":\"c17\",\"as_of\":\"2026-11-21\",\"answers\":["
          + "{\"item\":\"sat\",\"value\":80,\"time\":\"2026-03-01\",\"wave\":2},"
          + "{\"item\":\"att\",\"value\":70,\"time\":\"2026-03-01\",\"wave\":2}],\"purchases\":["
          + "{\"time\":\"2025-08-01\",\"amount\":480},{\"time\":\"2026-02-11\",\"amount\":35.5},"
          + "{\"time\":\"2026-09-30\",\"amount\":120}]}";

  private ScoreCustomerBench() {}

  public static void main(String[] args) {
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model)) {
      report("scorer.scoreCustomer(json)", 20_000, () -> scorer.scoreCustomer(RECORD));
      report("model.id(): the border alone", 200_000, model::id);
      report("base.size(): the guard and a call", 1_000_000, baseSize());
    }
    final String[] ids = new String[1_000_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "customer-" + i;
    }
    report("Text.pack of 1,000,000 ids", 1, () -> Text.pack(ids, "ids"));
    report(
        "addCustomers of 1,000,000 ids",
        1,
        () -> {
          try (CustomerBase base = new CustomerBase()) {
            base.addCustomers(ids);
          }
        });
  }

  private static Runnable baseSize() {
    final CustomerBase base = Examples.base();
    return base::size;
  }

  // The medians of eleven rounds, after three to warm up. On a busy machine the processor's time is the one to read.
  private static void report(String name, int calls, Runnable call) {
    final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    final double[] wall = new double[14];
    final double[] processor = new double[14];
    for (int round = 0; round < wall.length; round++) {
      final long cpu = clock.getCurrentThreadCpuTime();
      final long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      wall[round] = (System.nanoTime() - start) / 1e3 / calls;
      processor[round] = (clock.getCurrentThreadCpuTime() - cpu) / 1e3 / calls;
    }
    System.out.printf(
        Locale.ROOT, "%-36s %12.3f us a call, %12.3f us of processor%n", name, warmMedian(wall), warmMedian(processor));
  }

  private static double warmMedian(double[] rounds) {
    final double[] warm = Arrays.copyOfRange(rounds, 3, rounds.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }
}
