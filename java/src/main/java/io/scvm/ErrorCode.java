// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

/** What went wrong. The numbers are the same in all languages, and never change. */
public enum ErrorCode {
  /** a value lies outside its documented range, or is not finite */
  DOMAIN(1),
  /** the columns of one batch differ in length */
  SIZE_MISMATCH(2),
  /** a model file is no JSON, or has an unknown, missing or mistyped key, or another version */
  BAD_MODEL(3),
  /** a record or a table in JSON is malformed */
  BAD_RECORD(4),
  /** an id or a column name that is not there */
  UNKNOWN_ID(5),
  /** the model lacks the parameters that the request needs, or they could not be estimated */
  NOT_FITTED(6),
  /** the object was closed or disposed before the call */
  CLOSED(7),
  /** the caller's buffer is too small for the result */
  BUFFER_SIZE(8),
  /** the host has no memory left */
  OUT_OF_MEMORY(9),
  /** none of the above: a defect of scvm, please report it */
  INTERNAL(10),
  /** the caller asked to stop: nothing was changed, there is no result */
  STOPPED(11),
  /** the call would take more time or memory than its limits allow */
  TOO_COSTLY(12);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  /**
   * The number that the C ABI, logs and documents carry.
   *
   * @return 1 or more
   */
  public int number() {
    return number;
  }

  static ErrorCode of(long number) {
    for (final ErrorCode each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    return INTERNAL;
  }
}
