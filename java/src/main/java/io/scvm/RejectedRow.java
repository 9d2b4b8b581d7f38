package io.scvm;

/**
 * A row that a {@link CustomerBase} did not take, and why.
 *
 * @param table "customers", "answers" or "purchases"
 * @param row its number from 0, counted over all calls that added to the table
 * @param code the rule that it broke, one of {@link ErrorCode}
 * @param reason names the offender and the rule
 */
public record RejectedRow(String table, long row, int code, String reason) {}
