// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

/**
 * Of the customers who are placed, with Wilson's interval.
 *
 * @param value The estimate. Null when absent.
 * @param low The lower end of its interval. Null when absent.
 * @param high The upper end. Null when absent.
 */
public record Interval(
    Double value,
    Double low,
    Double high) {

  static Interval of(Json from) {
    return new Interval(
        from.at("value").number(),
        from.at("low").number(),
        from.at("high").number());
  }
}
