// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.time.LocalDate;
import java.util.List;

/**
 * Who moved between two tables: what {@link ScoreTable#migration} says, as a value.
 *
 * @param from The day of the earlier table.
 * @param to The day of the later table.
 * @param n Customers with a group in both, asked again in between. Null when absent.
 * @param joiners Customers with a group in the later table only.
 * @param leavers Customers with a group in the earlier table only, those not asked again left out.
 * @param notAskedAgain Customers with the same response in both tables.
 * @param suppressed What is too small to be shown, or would betray what is: nothing, the table with all that depends
 *     on its cells, or all of the movement.
 * @param movedShare Share of n that changed the group; null where the movement is suppressed.
 * @param table Customers by group before and group after, fans first; null where suppressed.
 * @param segments Who won and who lost, fans first.
 * @param stuartMaxwell Did the shares change? Degrees of freedom: groups that anybody left.
 * @param stuartMaxwellFull The same statistic with all degrees of freedom.
 * @param bhapkar The same question, a little more powerful.
 * @param bowker Is the flow one-sided? Degrees of freedom: pairs with any movement.
 * @param bowkerFull The same statistic with all degrees of freedom.
 * @param noise What asking the same people again would have produced; null without a measurement, and where the
 *     movement is suppressed.
 */
public record Migration(
    LocalDate from,
    LocalDate to,
    Double n,
    long joiners,
    long leavers,
    long notAskedAgain,
    MovementShown suppressed,
    Double movedShare,
    List<List<Double>> table,
    List<SegmentChange> segments,
    ChiSquaredTest stuartMaxwell,
    ChiSquaredTest stuartMaxwellFull,
    ChiSquaredTest bhapkar,
    ChiSquaredTest bowker,
    ChiSquaredTest bowkerFull,
    MigrationBaseline noise) {

  /**
   * Reads the document.
   *
   * @param json what {@link ScoreTable#migration} gave
   * @return the same as a value
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be
   */
  public static Migration of(String json) {
    return of(Json.read(json));
  }

  static Migration of(Json from) {
    return new Migration(
        from.need("from").day(),
        from.need("to").day(),
        from.at("n").number(),
        from.need("joiners").whole(),
        from.need("leavers").whole(),
        from.need("not_asked_again").whole(),
        from.need("suppressed").word(MovementShown.class),
        from.at("moved_share").number(),
        from.need("table").list(each -> each.list(Json::number)),
        from.need("segments").list(SegmentChange::of),
        from.need("stuart_maxwell").part(ChiSquaredTest::of),
        from.need("stuart_maxwell_full").part(ChiSquaredTest::of),
        from.need("bhapkar").part(ChiSquaredTest::of),
        from.need("bowker").part(ChiSquaredTest::of),
        from.need("bowker_full").part(ChiSquaredTest::of),
        from.at("noise").part(MigrationBaseline::of));
  }

  /**
   * Who won and who lost, fans first.
   *
   * @param segment The group.
   * @param change Share after less share before, -1 to 1; null where the movement is suppressed.
   * @param joined Customers who came from another group; it and what follows are null where the table is.
   * @param left Customers who went to another group. Null when absent.
   * @param pValue Of McNemar's exact test, two-sided. Null when absent.
   * @param holmP The same, adjusted by Holm for asking about every group. Null when absent.
   */
  public record SegmentChange(
      Segment segment,
      Double change,
      Double joined,
      Double left,
      Double pValue,
      Double holmP) {

    static SegmentChange of(Json from) {
      return new SegmentChange(
          from.need("segment").word(Segment.class),
          from.at("change").number(),
          from.at("joined").number(),
          from.at("left").number(),
          from.at("p_value").number(),
          from.at("holm_p").number());
    }
  }

  /**
   * Did the shares change? Degrees of freedom: groups that anybody left.
   *
   * @param statistic Chi-squared; null with a p-value of 0: infinite.
   * @param degreesOfFreedom Its degrees of freedom. Null when absent.
   * @param pValue Probability of so large a statistic if there were no change. Null when absent.
   */
  public record ChiSquaredTest(
      Double statistic,
      Double degreesOfFreedom,
      Double pValue) {

    static ChiSquaredTest of(Json from) {
      return new ChiSquaredTest(
          from.at("statistic").number(),
          from.at("degrees_of_freedom").number(),
          from.at("p_value").number());
    }
  }

  /**
   * What asking the same people again would have produced; null without a measurement, and where the movement is
   * suppressed.
   *
   * @param headline The finding as an English sentence.
   * @param noiseShare Share of customers who would move if nobody's mind had changed. Null when absent.
   * @param excessShare Share who moved beyond that; may be negative. Null when absent.
   * @param excessZ The same in standard deviations of the noise. Null when absent.
   * @param excessP Probability of so much movement or more by noise. Null when absent.
   * @param expected Customers by group before and group if asked again, fans first; null where the table is.
   */
  public record MigrationBaseline(
      String headline,
      Double noiseShare,
      Double excessShare,
      Double excessZ,
      Double excessP,
      List<List<Double>> expected) {

    static MigrationBaseline of(Json from) {
      return new MigrationBaseline(
          from.need("headline").text(),
          from.at("noise_share").number(),
          from.at("excess_share").number(),
          from.at("excess_z").number(),
          from.at("excess_p").number(),
          from.need("expected").list(each -> each.list(Json::number)));
    }
  }
}
