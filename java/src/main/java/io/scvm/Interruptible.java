package io.scvm;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.function.Function;

/**
 * Native work that {@link Thread#interrupt} ends. The JDK tells a channel on whose behalf a thread waits when somebody
 * interrupts it, on the interrupting thread: so no thread of ours has to watch.
 */
final class Interruptible extends AbstractInterruptibleChannel {
  private final Stop stop;

  private Interruptible(Stop stop) {
    this.stop = stop;
  }

  @Override
  protected void implCloseChannel() {
    stop.request();
  }

  /** Runs the work with a stop that an interrupt requests; the thread stays interrupted. */
  static <T> T run(Function<Stop, T> work) {
    try (Stop stop = new Stop()) {
      final Interruptible heard = new Interruptible(stop);
      heard.begin();
      try {
        return work.apply(stop);
      } finally {
        heard.finish();
      }
    }
  }

  // What came too late to stop the work does not take its result away.
  private void finish() {
    try {
      end(true);
    } catch (AsynchronousCloseException e) {
      assert Thread.currentThread().isInterrupted();
    }
  }
}
