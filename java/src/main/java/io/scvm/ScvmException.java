package io.scvm;

/**
 * The one exception of scvm. Its message names the offender and the rule, for example {@code retention[17] = 1.2:
 * expected 0 <= retention <= 1}.
 */
public final class ScvmException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  private final ErrorCode code;

  ScvmException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  // Called from scvm_jni.hpp.
  ScvmException(int code, byte[] utf8) {
    this(ErrorCode.of(code), Text.decode(utf8));
  }

  /**
   * What went wrong.
   *
   * @return its code; {@link ErrorCode#number} is the same in all languages
   */
  public ErrorCode code() {
    return code;
  }
}
