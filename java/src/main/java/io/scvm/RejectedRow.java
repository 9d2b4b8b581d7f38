// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

/**
 * Rows of the record that could not be used; left out in a list of cards.
 *
 * @param table The table, or the part of the record.
 * @param row Its place there, from 0.
 * @param code The stable number of the rule that it breaks.
 * @param reason Names the offender.
 */
public record RejectedRow(
    Table table,
    long row,
    ErrorCode code,
    String reason) {

  static RejectedRow of(Json from) {
    return new RejectedRow(
        from.need("table").word(Table.class),
        from.need("row").whole(),
        from.need("code").errorCode(),
        from.need("reason").text());
  }
}
