package io.scvm;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Stands between the threads and one native object: calls that read run side by side, calls that change it run alone,
 * and the memory is freed when nobody is inside.
 *
 * <p>The lock is one under which a waiting close() gets its turn even if readers never cease; StampedLock, which would be
 * faster, lets them barge past it for minutes.
 */
final class Guard {
  private static final AtomicLong GUARDS = new AtomicLong();

  private final long number = GUARDS.getAndIncrement();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
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

  void enter() {
    lock.readLock().lock();
    if (!open) {
      lock.readLock().unlock();
      throw closed();
    }
  }

  void leave() {
    lock.readLock().unlock();
  }

  /** Enters both, in an order that is the same for all threads: so that they never wait for each other in a circle. */
  void enterWith(Guard other) {
    final Guard first = number < other.number ? this : other;
    final Guard second = first == this ? other : this;
    first.enter();
    try {
      second.enter();
    } catch (ScvmException e) {
      first.leave();
      throw e;
    }
  }

  void leaveWith(Guard other) {
    leave();
    other.leave();
  }

  void enterAlone() {
    lock.writeLock().lock();
    if (!open) {
      lock.writeLock().unlock();
      throw closed();
    }
  }

  void leaveAlone() {
    lock.writeLock().unlock();
  }

  /** Calls from where no try statement can stand: in front of a constructor's body. */
  long fetch(LongSupplier call) {
    enter();
    try {
      return call.getAsLong();
    } finally {
      leave();
    }
  }

  void close() {
    lock.writeLock().lock();
    try {
      if (open) {
        open = false;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** For a person who reads a log: what the object is, and what it holds unless it is closed. */
  String describe(Supplier<String> content) {
    try {
      return owner + "(" + content.get() + ")";
    } catch (ScvmException e) {
      return owner + "(closed)";
    }
  }

  private ScvmException closed() {
    return new ScvmException(ErrorCode.CLOSED, owner + ": closed before this call");
  }
}
