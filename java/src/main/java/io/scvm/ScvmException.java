package io.scvm;

/**
 * The one exception of scvm. Its message names the offender and the rule, for example {@code retention[17] = 1.2:
 * expected 0 <= retention <= 1}.
 */
public final class ScvmException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One of {@link ErrorCode}. */
  private final int code;

  ScvmException(int code, String message) {
    super(message);
    this.code = code;
  }

  // Called from scvm_jni.hpp.
  ScvmException(int code, byte[] utf8) {
    this(code, Text.decode(utf8));
  }

  /**
   * What went wrong, as a number that never changes.
   *
   * @return one of {@link ErrorCode}
   */
  public int code() {
    return code;
  }
}
