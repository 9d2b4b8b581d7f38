package io.scvm;

import static io.scvm.Examples.assertSameText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ThreadsTest {
  private static final int THREADS = 8;
  private static final String ENDLESS =
      "{\"graph\":{\"source\":[0,1],\"target\":[1,0]},\"seeds\":[0],\"simulations\":10000000,"
          + "\"limits\":{\"seconds\":1e6,\"bytes\":1e12}}";

  private static void inAllThreads(Callable<Void> each, Callable<Void> meanwhile) throws Exception {
    final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      final List<Future<Void>> done = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        done.add(threads.submit(each));
      }
      meanwhile.call();
      for (final Future<Void> one : done) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("another thread stops a call, which then has no result")
  void stopped() throws Exception {
    try (Stop stop = new Stop()) {
      final Thread other =
          new Thread(
              () -> {
                try {
                  Thread.sleep(100);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                stop.request();
              });
      other.start();
      final ScvmException e = assertThrows(ScvmException.class, () -> Scvm.call("spread", ENDLESS, stop));
      assertEquals(ErrorCode.STOPPED, e.code());
      other.join();
    }
  }

  @Test
  @DisplayName("an interrupt ends a call, which then has no result, and the thread stays interrupted")
  void interrupted() throws Exception {
    final boolean[] still = new boolean[1];
    final ScvmException[] thrown = new ScvmException[1];
    final CountDownLatch begun = new CountDownLatch(1);
    final Thread working =
        new Thread(
            () -> {
              begun.countDown();
              thrown[0] = assertThrows(ScvmException.class, () -> Scvm.call("spread", ENDLESS));
              still[0] = Thread.currentThread().isInterrupted();
            });
    working.start();
    begun.await();
    Thread.sleep(100);
    working.interrupt();
    working.join(10_000);
    assertTrue(!working.isAlive(), "the call goes on");
    assertEquals(ErrorCode.STOPPED, thrown[0].code());
    assertTrue(still[0]);
  }

  @Test
  @DisplayName("a thread that is interrupted begins nothing long, and an interrupt is not lost")
  void interruptedBefore() {
    try (CustomerBase base = Examples.base();
        ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model)) {
      for (final Callable<AutoCloseable> each :
          List.<Callable<AutoCloseable>>of(
              () -> scorer.score(base, Examples.AS_OF),
              () -> Scvm.fit(base, model, Examples.AS_OF),
              () -> {
                scorer.erasureEffect(base, "fan", Examples.AS_OF);
                return null;
              })) {
        Thread.currentThread().interrupt();
        Examples.assertFails(ErrorCode.STOPPED, "stopped", each::call);
        assertTrue(Thread.interrupted());
      }
      scorer.score(base, Examples.AS_OF).close();
    }
  }

  @Test
  @DisplayName("eight threads share one scorer and one base, and get the same bytes")
  void shared() throws Exception {
    final JsonObject vector = Examples.vector("pipeline.json");
    final JsonArray records = vector.getAsJsonArray("records");
    try (ScoringModel model = ScoringModel.fromJson(vector.get("model").toString());
        CustomerBase base = CustomerBase.fromJson(vector.get("base").toString());
        Scorer scorer = new Scorer(model)) {
      inAllThreads(
          () -> {
            for (int i = 0; i < 100; i++) {
              final JsonObject record = records.get(i % records.size()).getAsJsonObject();
              assertSameText(record.get("card").getAsString(), scorer.scoreCustomer(record.get("record").toString()));
              try (ScoreTable scores = scorer.score(base, vector.get("as_of").getAsString())) {
                assertSameText(vector.get("scores").getAsString(), scores.toJson());
              }
            }
            return null;
          },
          () -> null);
    }
  }

  // Runs the call in all threads, closes the object in the middle of it, and waits until every thread was told so.
  private static void closeInTheMiddle(AutoCloseable object, Runnable call) throws Exception {
    final CountDownLatch inside = new CountDownLatch(THREADS);
    inAllThreads(
        () -> {
          final ScvmException e =
              assertThrows(
                  ScvmException.class,
                  () -> {
                    while (true) {
                      call.run();
                      inside.countDown();
                    }
                  });
          assertEquals(ErrorCode.CLOSED, e.code());
          return null;
        },
        () -> {
          assertTrue(inside.await(30, TimeUnit.SECONDS));
          object.close();
          object.close();
          return null;
        });
  }

  @Test
  @DisplayName("closing an object while eight threads are inside it ends them with an exception, not the JVM")
  void closeInUse() throws Exception {
    final String record = "{\"id\":\"a\",\"as_of\":\"2026-11-21\",\"answers\":[{\"item\":\"sat\",\"value\":90}]}";
    for (int i = 0; i < 20; i++) {
      try (ScoringModel model = Examples.model();
          Scorer scorer = new Scorer(model);
          CustomerBase base = Examples.base();
          Scorer other = new Scorer(model);
          ScoreTable scores = other.score(base, Examples.AS_OF)) {
        closeInTheMiddle(scorer, () -> scorer.scoreCustomer(record));
        closeInTheMiddle(scores, scores::toJson);
        closeInTheMiddle(base, () -> other.score(base, Examples.AS_OF).close());
        closeInTheMiddle(model, () -> new Scorer(model).close());
      }
    }
  }

  @Test
  @DisplayName("rows may be added while others score: each table holds what was there when it began")
  void addWhileScoring() throws Exception {
    try (ScoringModel model = Examples.model();
        Scorer scorer = new Scorer(model);
        CustomerBase base = Examples.base()) {
      inAllThreads(
          () -> {
            long before = 0;
            for (int i = 0; i < 200; i++) {
              try (ScoreTable scores = scorer.score(base, Examples.AS_OF)) {
                assertTrue(scores.size() >= before);
                before = scores.size();
                assertEquals(before, scores.ids().length);
              }
              base.addCustomers(new String[] {"new " + Thread.currentThread().getId() + " " + i});
              base.rejected();
            }
            return null;
          },
          () -> null);
      assertEquals(3 + THREADS * 200, base.size());
    }
  }
}
