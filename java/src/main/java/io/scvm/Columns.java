package io.scvm;

import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Objects;

/** Direct buffers as native code can use them: from position to limit, or refused with the argument's name. */
final class Columns {
  private Columns() {}

  static DoubleBuffer readable(DoubleBuffer buffer, String name) {
    requireNative(buffer, name);
    requireOrder(buffer.order(), name);
    return buffer.slice();
  }

  static LongBuffer readable(LongBuffer buffer, String name) {
    requireNative(buffer, name);
    requireOrder(buffer.order(), name);
    return buffer.slice();
  }

  static IntBuffer readable(IntBuffer buffer, String name) {
    requireNative(buffer, name);
    requireOrder(buffer.order(), name);
    return buffer.slice();
  }

  static DoubleBuffer writable(DoubleBuffer buffer, String name) {
    final DoubleBuffer result = readable(buffer, name);
    if (buffer.isReadOnly()) {
      throw refused(name, "a buffer that can be written, this one is read-only");
    }
    return result;
  }

  private static void requireNative(Buffer buffer, String name) {
    if (!Objects.requireNonNull(buffer, name).isDirect()) {
      throw refused(name, "a direct buffer, this one lies on the heap: ByteBuffer.allocateDirect makes direct ones");
    }
  }

  private static void requireOrder(ByteOrder order, String name) {
    if (order != ByteOrder.nativeOrder()) {
      throw refused(name, "native byte order, this buffer is " + order + ": see ByteBuffer.order");
    }
  }

  private static ScvmException refused(String name, String rule) {
    return new ScvmException(ErrorCode.DOMAIN, name + ": expected " + rule);
  }
}
