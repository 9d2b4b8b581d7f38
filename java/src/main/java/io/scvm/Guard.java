package io.scvm;

import java.util.Objects;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Stands between the threads and one native object: calls that read run side by side, calls that change it run alone,
 * and the memory is freed when nobody is inside. Costs two atomic operations a call. Not reentrant; nothing native ever
 * calls back into Java.
 */
final class Guard {
  private final StampedLock lock = new StampedLock();
  private final String owner;
  private final Runnable free;
  private boolean open = true; // read and written inside the lock only

  Guard(String owner, Runnable free) {
    this.owner = owner;
    this.free = free;
  }

  /** The guard of an argument. */
  static <T> Guard of(T argument, String name, Function<T, Guard> guard) {
    return guard.apply(Objects.requireNonNull(argument, name));
  }

  /** Returns the stamp that {@link #leave} wants back. */
  long enter() {
    return ifOpen(lock.readLock());
  }

  long enterAlone() {
    return ifOpen(lock.writeLock());
  }

  void leave(long stamp) {
    lock.unlock(stamp);
  }

  /** Calls from where no try statement can stand: in front of a constructor's body. */
  long fetch(LongSupplier call) {
    final long stamp = enter();
    try {
      return call.getAsLong();
    } finally {
      leave(stamp);
    }
  }

  void close() {
    final long stamp = lock.writeLock();
    try {
      if (open) {
        open = false;
        free.run();
      }
    } finally {
      lock.unlock(stamp);
    }
  }

  private long ifOpen(long stamp) {
    if (!open) {
      lock.unlock(stamp);
      throw new ScvmException(ErrorCode.CLOSED, owner + ": closed before this call");
    }
    return stamp;
  }
}
