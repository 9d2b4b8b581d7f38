package io.scvm;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Java's texts as UTF-8, alone or many in one array, as scvm_jni.hpp reads and writes them. */
final class Text {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private Text() {}

  static byte[] encode(String text, String name) {
    Objects.requireNonNull(text, name);
    if (hasLoneSurrogate(text)) {
      throw loneSurrogate(name);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String decode(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  static String date(LocalDate date, String name) {
    return Objects.requireNonNull(date, name).toString();
  }

  /** For each text its length in bytes (4, little-endian), then its UTF-8. */
  static byte[] pack(String[] texts, String name) {
    Objects.requireNonNull(texts, name);
    byte[] packed = new byte[(int) Math.min(MAX_ARRAY, 16 + 16L * texts.length)];
    int size = 0;
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] == null) {
        throw new NullPointerException(name + "[" + i + "]");
      }
      if (hasLoneSurrogate(texts[i])) {
        throw loneSurrogate(name + "[" + i + "]");
      }
      final byte[] utf8 = texts[i].getBytes(StandardCharsets.UTF_8);
      packed = withRoom(packed, size + 4L + utf8.length, name);
      for (int shift = 0; shift < 32; shift += 8) {
        packed[size++] = (byte) (utf8.length >> shift);
      }
      System.arraycopy(utf8, 0, packed, size, utf8.length);
      size += utf8.length;
    }
    return Arrays.copyOf(packed, size);
  }

  static String[] unpack(byte[] packed) {
    final List<String> texts = new ArrayList<>();
    for (int at = 0; at < packed.length; ) {
      int length = 0;
      for (int shift = 0; shift < 32; shift += 8) {
        length |= (packed[at++] & 0xFF) << shift;
      }
      texts.add(new String(packed, at, length, StandardCharsets.UTF_8));
      at += length;
    }
    return texts.toArray(new String[0]);
  }

  private static byte[] withRoom(byte[] packed, long size, String name) {
    if (size > MAX_ARRAY) {
      throw new ScvmException(ErrorCode.SIZE_MISMATCH, name + ": more than 2 GB of text in one call, add it in parts");
    }
    if (size <= packed.length) {
      return packed;
    }
    return Arrays.copyOf(packed, (int) Math.min(MAX_ARRAY, Math.max(size, 2L * packed.length)));
  }

  // String.getBytes writes a question mark for half an emoji: two different ids would become one.
  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        final boolean pair =
            Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static ScvmException loneSurrogate(String name) {
    return new ScvmException(ErrorCode.DOMAIN, name + ": half a surrogate pair, expected Unicode text");
  }
}
