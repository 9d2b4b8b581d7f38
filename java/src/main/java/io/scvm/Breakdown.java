// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.util.List;

/**
 * The groups by category of an attribute: what {@link ScoreTable#breakdown} says, as a value.
 *
 * @param attribute What the customers are broken down by.
 * @param rows The categories, ranked by the lower bound of the fan quota; those without one follow by name.
 * @param tooSmall The suppressed categories together; null if there are none.
 * @param unknown Customers of whom the attribute is not known; null where they are among the suppressed, or few.
 * @param chiSquared Statistic of "the categories do not differ"; it and what follows are null where any cell is
 *     suppressed, which could be worked out from them.
 * @param degreesOfFreedom Of chi_squared. Null when absent.
 * @param pValue Of chi_squared. Null when absent.
 * @param fewestExpected Customers expected in the smallest cell; below 5 the p-value is rough. Null when absent.
 * @param rule The rule that places customers into groups.
 */
public record Breakdown(
    String attribute,
    List<BreakdownRow> rows,
    SmallCategories tooSmall,
    Long unknown,
    Double chiSquared,
    Double degreesOfFreedom,
    Double pValue,
    Double fewestExpected,
    String rule) {

  /**
   * Reads the document.
   *
   * @param json what {@link ScoreTable#breakdown} gave
   * @return the same as a value
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be
   */
  public static Breakdown of(String json) {
    return of(Json.read(json));
  }

  static Breakdown of(Json from) {
    return new Breakdown(
        from.need("attribute").text(),
        from.need("rows").list(BreakdownRow::of),
        from.at("too_small").part(SmallCategories::of),
        from.at("unknown").whole(),
        from.at("chi_squared").number(),
        from.at("degrees_of_freedom").number(),
        from.at("p_value").number(),
        from.at("fewest_expected").number(),
        from.need("rule").text());
  }

  /**
   * The categories, ranked by the lower bound of the fan quota; those without one follow by name.
   *
   * @param category The attribute's value.
   * @param suppressed Whether the category is too small to show anything of it.
   * @param n Customers with a group; null where suppressed.
   * @param unclassified Customers without one; null where suppressed.
   * @param hidden Customers in the groups that are not shown: with those that are, they add up to n. Null when absent.
   * @param fanQuota Share of fans with Wilson's interval; null where suppressed.
   * @param segments The five groups, fans first.
   */
  public record BreakdownRow(
      String category,
      boolean suppressed,
      Long n,
      Long unclassified,
      Long hidden,
      Interval fanQuota,
      List<BreakdownCell> segments) {

    static BreakdownRow of(Json from) {
      return new BreakdownRow(
          from.need("category").text(),
          from.need("suppressed").flag(),
          from.at("n").whole(),
          from.at("unclassified").whole(),
          from.at("hidden").whole(),
          from.at("fan_quota").part(Interval::of),
          from.need("segments").list(BreakdownCell::of));
    }
  }

  /**
   * The five groups, fans first.
   *
   * @param segment The group.
   * @param suppressed Whether the count may not be shown.
   * @param count Customers; null where suppressed.
   * @param share Of the category's classified customers; null where suppressed.
   * @param shrunkShare The share drawn to that of all, the more the fewer customers; null where suppressed.
   * @param adjustedResidual How far the count stands out, in standard errors: beyond -2 or 2 it does; null where
   *     suppressed. Where any cell is, these two compare with the shares of all customers, of unknown category as
   *     well.
   */
  public record BreakdownCell(
      Segment segment,
      boolean suppressed,
      Double count,
      Double share,
      Double shrunkShare,
      Double adjustedResidual) {

    static BreakdownCell of(Json from) {
      return new BreakdownCell(
          from.need("segment").word(Segment.class),
          from.need("suppressed").flag(),
          from.at("count").number(),
          from.at("share").number(),
          from.at("shrunk_share").number(),
          from.at("adjusted_residual").number());
    }
  }

  /**
   * The suppressed categories together; null if there are none.
   *
   * @param categories How many; customers of an unknown one may be one more.
   * @param n Their customers with a group.
   * @param unclassified Their customers without one.
   */
  public record SmallCategories(
      long categories,
      long n,
      long unclassified) {

    static SmallCategories of(Json from) {
      return new SmallCategories(
          from.need("categories").whole(),
          from.need("n").whole(),
          from.need("unclassified").whole());
    }
  }
}
