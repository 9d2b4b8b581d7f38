package org.example.scvm;

import io.scvm.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/** The maps that a service answers with, by the keys of OFBiz's {@code ServiceUtil} and {@code ModelService}. */
final class ServiceResult {
  static final String RESPONSE = "responseMessage";
  static final String ERROR_MESSAGE = "errorMessage";
  static final String ERROR_CODE = "scvmErrorCode";

  private ServiceResult() {}

  static Map<String, Object> success() {
    final Map<String, Object> result = new HashMap<>();
    result.put(RESPONSE, "success");
    return result;
  }

  /**
   * Why there is no result. "fail" and not "error": after an error the host would roll back the transaction of whoever
   * called, and an order must not be lost because its customer could not be scored.
   */
  static Map<String, Object> failure(ErrorCode code, String message) {
    final Map<String, Object> result = new HashMap<>();
    result.put(RESPONSE, "fail");
    result.put(ERROR_MESSAGE, message);
    result.put(ERROR_CODE, code.number());
    return result;
  }
}
