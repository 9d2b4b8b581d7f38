// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.time.LocalDate;
import java.util.List;

/**
 * What an analyst asks of a table: what {@link ScoreTable#analysis} says, as a value.
 *
 * @param asOf The day of scoring.
 * @param survey What the answers say; null for a model without a questionnaire.
 * @param value What the purchases say; null for a model without value rules.
 */
public record Analysis(
    LocalDate asOf,
    SurveyAnalysis survey,
    ValueAnalysis value) {

  /**
   * Reads the document.
   *
   * @param json what {@link ScoreTable#analysis} gave
   * @return the same as a value
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be
   */
  public static Analysis of(String json) {
    return of(Json.read(json));
  }

  static Analysis of(Json from) {
    return new Analysis(
        from.need("as_of").day(),
        from.at("survey").part(SurveyAnalysis::of),
        from.at("value").part(ValueAnalysis::of));
  }

  /**
   * What the answers say; null for a model without a questionnaire.
   *
   * @param rule What made the shares: they compare only where rule, boundaries and questionnaire agree.
   * @param shares The five groups, with everything that doubts their shares.
   * @param conformance Do captives feel less attached than sympathizers, and those less than fans?
   * @param incrementalValidity Does attachment explain revenue beyond satisfaction? It may not: then the theory fails
   *     on these data.
   * @param revenueBySegment What each group spends.
   * @param reliability How surely each dimension is measured.
   * @param drivers What moves satisfaction and attachment; empty for a questionnaire without sub-scales or with more
   *     than 15.
   * @param recommendation Willingness to recommend; null where the model has no item for it on a scale of 0 to 10, and
   *     where promoters, passives, detractors or those who did not answer are few.
   * @param classification How surely customers are placed; null without a measurement.
   */
  public record SurveyAnalysis(
      RuleOrigin rule,
      PortfolioAnalysis shares,
      AttachmentOrder conformance,
      AttachmentValidity incrementalValidity,
      RevenueAnalysis revenueBySegment,
      List<ScaleAnalysis> reliability,
      List<OutcomeAnalysis> drivers,
      RecommendationAnalysis recommendation,
      ClassificationQuality classification) {

    static SurveyAnalysis of(Json from) {
      return new SurveyAnalysis(
          from.need("rule").part(RuleOrigin::of),
          from.need("shares").part(PortfolioAnalysis::of),
          from.need("conformance").part(AttachmentOrder::of),
          from.need("incremental_validity").part(AttachmentValidity::of),
          from.need("revenue_by_segment").part(RevenueAnalysis::of),
          from.need("reliability").list(ScaleAnalysis::of),
          from.need("drivers").list(OutcomeAnalysis::of),
          from.at("recommendation").part(RecommendationAnalysis::of),
          from.at("classification").part(ClassificationQuality::of));
    }
  }

  /**
   * What made the shares: they compare only where rule, boundaries and questionnaire agree.
   *
   * @param id The rule that places customers into groups.
   * @param boundaries Fingerprint of the rule's boundaries.
   * @param questionnaire Fingerprint of the questions.
   */
  public record RuleOrigin(
      String id,
      String boundaries,
      String questionnaire) {

    static RuleOrigin of(Json from) {
      return new RuleOrigin(
          from.need("id").text(),
          from.need("boundaries").text(),
          from.need("questionnaire").text());
    }
  }

  /**
   * The five groups, with everything that doubts their shares.
   *
   * @param n Customers with a group.
   * @param unclassified Customers without one, who are no part of any share.
   * @param confidence Level of the intervals. Null when absent.
   * @param groups The five groups, fans first.
   * @param netFanBalance Fans less opponents, as a share of the classified; null without any, and where one of them is
   *     suppressed.
   */
  public record PortfolioAnalysis(
      long n,
      long unclassified,
      Double confidence,
      List<GroupAnalysis> groups,
      Interval netFanBalance) {

    static PortfolioAnalysis of(Json from) {
      return new PortfolioAnalysis(
          from.need("n").whole(),
          from.need("unclassified").whole(),
          from.at("confidence").number(),
          from.need("groups").list(GroupAnalysis::of),
          from.at("net_fan_balance").part(Interval::of));
    }
  }

  /**
   * The five groups, fans first.
   *
   * @param segment The group.
   * @param suppressed Whether the group is too small to be shown, or would betray one that is.
   * @param n Customers in it; null where suppressed.
   * @param share Of the classified, with Wilson's interval; null where suppressed.
   * @param simultaneous The same with Goodman's interval, which holds for all five at once; null where suppressed.
   * @param expectedShare The mean of the probabilities, unbiased where counting is not; null without a measurement,
   *     and where suppressed.
   */
  public record GroupAnalysis(
      Segment segment,
      boolean suppressed,
      Long n,
      Interval share,
      Interval simultaneous,
      Double expectedShare) {

    static GroupAnalysis of(Json from) {
      return new GroupAnalysis(
          from.need("segment").word(Segment.class),
          from.need("suppressed").flag(),
          from.at("n").whole(),
          from.at("share").part(Interval::of),
          from.at("simultaneous").part(Interval::of),
          from.at("expected_share").number());
    }
  }

  /**
   * Do captives feel less attached than sympathizers, and those less than fans?
   *
   * @param known Whether captives, sympathizers and fans all have members, and none is suppressed.
   * @param captivesWeaker Whether captives feel less attached than sympathizers, and those less than fans; says
   *     something only if known.
   * @param captivesWeakerThanAttached The weaker claim: captives feel less attached than sympathizers and fans
   *     together.
   * @param captiveMean Mean attachment of captives, 0 to 100. Null when absent.
   * @param sympathizerMean Mean attachment of sympathizers, 0 to 100. Null when absent.
   * @param fanMean Mean attachment of fans, 0 to 100; each is null where its group is suppressed.
   */
  public record AttachmentOrder(
      boolean known,
      boolean captivesWeaker,
      boolean captivesWeakerThanAttached,
      Double captiveMean,
      Double sympathizerMean,
      Double fanMean) {

    static AttachmentOrder of(Json from) {
      return new AttachmentOrder(
          from.need("known").flag(),
          from.need("captives_weaker").flag(),
          from.need("captives_weaker_than_attached").flag(),
          from.at("captive_mean").number(),
          from.at("sympathizer_mean").number(),
          from.at("fan_mean").number());
    }
  }

  /**
   * Does attachment explain revenue beyond satisfaction? It may not: then the theory fails on these data.
   *
   * @param outcome What is to be explained.
   * @param status Whether it could be tested, or why not.
   * @param n Customers with satisfaction, attachment and the outcome.
   * @param rSquaredSatisfaction Share of the variance that satisfaction alone explains. Null when absent.
   * @param rSquaredBoth Share of the variance that satisfaction and attachment explain. Null when absent.
   * @param gain The difference: what attachment adds. Null when absent.
   * @param pValue Of "attachment adds nothing". Null when absent.
   */
  public record AttachmentValidity(
      String outcome,
      ValidityStatus status,
      long n,
      Double rSquaredSatisfaction,
      Double rSquaredBoth,
      Double gain,
      Double pValue) {

    static AttachmentValidity of(Json from) {
      return new AttachmentValidity(
          from.need("outcome").text(),
          from.need("status").word(ValidityStatus.class),
          from.need("n").whole(),
          from.at("r_squared_satisfaction").number(),
          from.at("r_squared_both").number(),
          from.at("gain").number(),
          from.at("p_value").number());
    }
  }

  /**
   * What each group spends.
   *
   * @param bootstrapSamples Samples behind the intervals and probabilities.
   * @param groups The five groups, fans first.
   */
  public record RevenueAnalysis(
      long bootstrapSamples,
      List<SegmentRevenue> groups) {

    static RevenueAnalysis of(Json from) {
      return new RevenueAnalysis(
          from.need("bootstrap_samples").whole(),
          from.need("groups").list(SegmentRevenue::of));
    }
  }

  /**
   * The five groups, fans first.
   *
   * @param segment The group.
   * @param suppressed Whether too few customers are behind the amounts, or would be behind those that can be worked
   *     out from them.
   * @param n Customers with a known revenue; null, as all that follows, where suppressed.
   * @param sum Of all its customers. Unit: money. Null when absent.
   * @param mean Per customer, with its bootstrap interval. Unit: money.
   * @param median Per customer. Unit: money. Null when absent.
   * @param share Of the revenue of all five groups, with its bootstrap interval.
   * @param topByMean Probability that no group spends more per customer; those whose amounts are suppressed are one
   *     group. Null when absent.
   * @param topBySum Probability that no group spends more together. Null when absent.
   */
  public record SegmentRevenue(
      Segment segment,
      boolean suppressed,
      Long n,
      Double sum,
      Interval mean,
      Double median,
      Interval share,
      Double topByMean,
      Double topBySum) {

    static SegmentRevenue of(Json from) {
      return new SegmentRevenue(
          from.need("segment").word(Segment.class),
          from.need("suppressed").flag(),
          from.at("n").whole(),
          from.at("sum").number(),
          from.need("mean").part(Interval::of),
          from.at("median").number(),
          from.need("share").part(Interval::of),
          from.at("top_by_mean").number(),
          from.at("top_by_sum").number());
    }
  }

  /**
   * How surely each dimension is measured.
   *
   * @param dimension What its items measure.
   * @param n Complete responses.
   * @param alpha Cronbach's alpha with Feldt's interval.
   * @param standardisedAlpha Alpha of items of equal variance. Null when absent.
   * @param meanCorrelation Of the pairs of items. Null when absent.
   * @param lambda6 Guttman's lambda 6. Null when absent.
   * @param omegaTotal McDonald's omega of one factor. Null when absent.
   * @param mean Of the weighted mean of the items, in their unit; null, as sd, where a group of the portfolio is
   *     suppressed.
   * @param sd Standard deviation of the same. Null when absent.
   * @param standardErrorOfMeasurement In the unit of sd. Null when absent.
   * @param items Item by item.
   * @param flags What to know before believing the figures.
   */
  public record ScaleAnalysis(
      String dimension,
      long n,
      Interval alpha,
      Double standardisedAlpha,
      Double meanCorrelation,
      Double lambda6,
      Double omegaTotal,
      Double mean,
      Double sd,
      Double standardErrorOfMeasurement,
      List<ItemAnalysis> items,
      List<ReliabilityFlags> flags) {

    static ScaleAnalysis of(Json from) {
      return new ScaleAnalysis(
          from.need("dimension").text(),
          from.need("n").whole(),
          from.need("alpha").part(Interval::of),
          from.at("standardised_alpha").number(),
          from.at("mean_correlation").number(),
          from.at("lambda6").number(),
          from.at("omega_total").number(),
          from.at("mean").number(),
          from.at("sd").number(),
          from.at("standard_error_of_measurement").number(),
          from.need("items").list(ItemAnalysis::of),
          from.need("flags").list(each -> each.word(ReliabilityFlags.class)));
    }
  }

  /**
   * Item by item.
   *
   * @param item The question.
   * @param mean Of the answers, in the unit of the item. It and sd are null where a group of the portfolio is
   *     suppressed: they tell how many gave extreme answers.
   * @param sd Standard deviation of the answers, in the unit of the item. Null when absent.
   * @param correctedItemTotal Correlation with the weighted sum of the other items. Null when absent.
   * @param alphaIfDeleted Alpha of the other items. Null when absent.
   * @param loading On the one factor behind omega. Null when absent.
   */
  public record ItemAnalysis(
      String item,
      Double mean,
      Double sd,
      Double correctedItemTotal,
      Double alphaIfDeleted,
      Double loading) {

    static ItemAnalysis of(Json from) {
      return new ItemAnalysis(
          from.need("item").text(),
          from.at("mean").number(),
          from.at("sd").number(),
          from.at("corrected_item_total").number(),
          from.at("alpha_if_deleted").number(),
          from.at("loading").number());
    }
  }

  /**
   * What moves satisfaction and attachment; empty for a questionnaire without sub-scales or with more than 15.
   *
   * @param outcome The dimension that is driven.
   * @param status Whether it could be fitted, or why not.
   * @param n Complete responses.
   * @param rSquared Share of the variance that the drivers explain. Null when absent.
   * @param drivers The sub-scales, in the order of the questionnaire.
   */
  public record OutcomeAnalysis(
      String outcome,
      DriversStatus status,
      long n,
      Double rSquared,
      List<DriverAnalysis> drivers) {

    static OutcomeAnalysis of(Json from) {
      return new OutcomeAnalysis(
          from.need("outcome").text(),
          from.need("status").word(DriversStatus.class),
          from.need("n").whole(),
          from.at("r_squared").number(),
          from.need("drivers").list(DriverAnalysis::of));
    }
  }

  /**
   * The sub-scales, in the order of the questionnaire.
   *
   * @param dimension The sub-scale of the questionnaire.
   * @param correlation With the outcome. Null when absent.
   * @param beta Standardised regression coefficient. Null when absent.
   * @param lmgShare Shapley's (LMG) part of the explained variance, 0 to 1. Null when absent.
   * @param johnsonShare Johnson's relative weight, as a part of the explained variance, 0 to 1. Null when absent.
   */
  public record DriverAnalysis(
      String dimension,
      Double correlation,
      Double beta,
      Double lmgShare,
      Double johnsonShare) {

    static DriverAnalysis of(Json from) {
      return new DriverAnalysis(
          from.need("dimension").text(),
          from.at("correlation").number(),
          from.at("beta").number(),
          from.at("lmg_share").number(),
          from.at("johnson_share").number());
    }
  }

  /**
   * Willingness to recommend; null where the model has no item for it on a scale of 0 to 10, and where promoters,
   * passives, detractors or those who did not answer are few.
   *
   * @param item The question that asks for it.
   * @param n Answers. Null when absent.
   * @param score Promoters less detractors, as a share of the answers, -1 to 1. Null when absent.
   * @param wald The score with Wald's interval, which collapses where all answers agree.
   * @param adjustedWald The score with the interval after adding three answers.
   * @param scoreInterval The score with the interval of the score test: the one to show.
   */
  public record RecommendationAnalysis(
      String item,
      Double n,
      Double score,
      Interval wald,
      Interval adjustedWald,
      Interval scoreInterval) {

    static RecommendationAnalysis of(Json from) {
      return new RecommendationAnalysis(
          from.need("item").text(),
          from.at("n").number(),
          from.at("score").number(),
          from.need("wald").part(Interval::of),
          from.need("adjusted_wald").part(Interval::of),
          from.need("score_interval").part(Interval::of));
    }
  }

  /**
   * How surely customers are placed; null without a measurement.
   *
   * @param accuracy Mean probability of the assigned group. Null when absent.
   * @param consistency Expected share of the same group if everybody were asked again. Null when absent.
   * @param n Customers with a group.
   */
  public record ClassificationQuality(
      Double accuracy,
      Double consistency,
      long n) {

    static ClassificationQuality of(Json from) {
      return new ClassificationQuality(
          from.at("accuracy").number(),
          from.at("consistency").number(),
          from.need("n").whole());
    }
  }

  /**
   * What the purchases say; null for a model without value rules.
   *
   * @param model The model of purchasing.
   * @param unit Of time.
   * @param lifetimeValueConcentration How unequal the lifetime values are.
   * @param revenueConcentration How unequal the revenues are.
   * @param spendIndependence Correlation of frequency and amount, which Gamma-Gamma takes as 0.
   * @param repeatPurchases Customers by number of repeat purchases, against the model; null until it is fitted.
   *     Numbers of few are null, as is the test where it would tell them.
   */
  public record ValueAnalysis(
      PurchasingKind model,
      TimeUnit unit,
      Concentration lifetimeValueConcentration,
      Concentration revenueConcentration,
      IndependenceAnalysis spendIndependence,
      FrequencyCheck repeatPurchases) {

    static ValueAnalysis of(Json from) {
      return new ValueAnalysis(
          from.need("model").word(PurchasingKind.class),
          from.need("unit").word(TimeUnit.class),
          from.need("lifetime_value_concentration").part(Concentration::of),
          from.need("revenue_concentration").part(Concentration::of),
          from.need("spend_independence").part(IndependenceAnalysis::of),
          from.at("repeat_purchases").part(FrequencyCheck::of));
    }
  }

  /**
   * How unequal the lifetime values are.
   *
   * @param n Customers with a value of 0 or more, and all others where these are few: they count as 0. Null where n is
   *     few. Null when absent.
   * @param gini Gini's coefficient: 0 all hold the same, 1 one holds all. Null when absent.
   * @param top1Percent Part of the sum that the top 1 percent hold. Null when absent.
   * @param top10Percent Part of the sum that the top 10 percent hold. Null when absent.
   * @param top20Percent Part of the sum that the top 20 percent hold. Null when absent.
   */
  public record Concentration(
      Long n,
      Double gini,
      Double top1Percent,
      Double top10Percent,
      Double top20Percent) {

    static Concentration of(Json from) {
      return new Concentration(
          from.at("n").whole(),
          from.at("gini").number(),
          from.at("top_1_percent").number(),
          from.at("top_10_percent").number(),
          from.at("top_20_percent").number());
    }
  }

  /**
   * Correlation of frequency and amount, which Gamma-Gamma takes as 0.
   *
   * @param correlation Of the number of repeat purchases with their mean amount. Null when absent.
   * @param low Of the 95 % interval by Fisher's z; null where n is, which it tells.
   * @param high Of the 95 % interval by Fisher's z. Null when absent.
   * @param n Customers with a repeat purchase and an amount; null where they, or those with a history and none, are
   *     few.
   * @param plausible Whether Gamma-Gamma may take it as 0.
   */
  public record IndependenceAnalysis(
      Double correlation,
      Double low,
      Double high,
      Double n,
      boolean plausible) {

    static IndependenceAnalysis of(Json from) {
      return new IndependenceAnalysis(
          from.at("correlation").number(),
          from.at("low").number(),
          from.at("high").number(),
          from.at("n").number(),
          from.need("plausible").flag());
    }
  }

  /**
   * Customers by number of repeat purchases, against the model; null until it is fitted. Numbers of few are null, as
   * is the test where it would tell them.
   *
   * @param actual Customers by number of repeat purchases from 0; the last: that many or more.
   * @param expected The same, from the model.
   * @param chiSquare How far the two are apart. Null when absent.
   * @param degreesOfFreedom Of chi_square. Null when absent.
   * @param pValue Of chi_square; null without a degree of freedom.
   */
  public record FrequencyCheck(
      List<Double> actual,
      List<Double> expected,
      Double chiSquare,
      Double degreesOfFreedom,
      Double pValue) {

    static FrequencyCheck of(Json from) {
      return new FrequencyCheck(
          from.need("actual").list(Json::number),
          from.need("expected").list(Json::number),
          from.at("chi_square").number(),
          from.at("degrees_of_freedom").number(),
          from.at("p_value").number());
    }
  }
}
