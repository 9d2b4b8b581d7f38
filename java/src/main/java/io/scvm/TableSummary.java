// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The company's figures: what {@link ScoreTable#summary} says, as a value.
 *
 * @param asOf The day of scoring.
 * @param model Which model.
 * @param currency Of all amounts.
 * @param rule The rule that places customers into groups; absent without a questionnaire.
 * @param customers In the base.
 * @param classified Customers with a group.
 * @param valued Customers with a lifetime value.
 * @param revenue Of its customers who bought. Unit: money. Null when absent.
 * @param customerEquity Sum of the lifetime values. Unit: money. Null when absent.
 * @param segments The five groups, fans first, then the customers without one.
 * @param hidden What is suppressed, together: with what is shown it adds up to the totals; absent where nothing is.
 * @param surveyStatus Customers by why they have a group, or none; null where these are few, or others that would
 *     follow.
 * @param valueStatus Customers by why they have a lifetime value, or none; likewise.
 * @param consent Customers by consent to the uses that are scored; likewise, and all null where few refuse the same
 *     uses.
 * @param answerRows Where every answer went.
 * @param purchaseRows Where every purchase went.
 * @param rejectedRows Rows of all tables that were not taken.
 * @param anonymous Answers under a promise of anonymity; absent without any.
 * @param network How the customers take part; absent without network rules.
 * @param equity Customer Network Equity; absent without equity rules.
 * @param employees How the staff takes part; its activity is in no customer's score. Absent without network rules, or
 *     without employees. Null when absent.
 * @param complaints Complaints and praise; absent without service rules.
 * @param helpers What helpers do; absent without service rules.
 * @param cocreation Ideas, votes, tests and capital; absent without cocreation rules.
 * @param outside People outside the base; absent without network and equity rules, or where nobody is named.
 * @param treatment Customers by why they are treated, or not; absent without treatments.
 */
public record TableSummary(
    LocalDate asOf,
    ModelName model,
    String currency,
    String rule,
    long customers,
    long classified,
    long valued,
    Double revenue,
    Double customerEquity,
    List<SegmentFigures> segments,
    HiddenFigures hidden,
    Map<SurveyStatus, Long> surveyStatus,
    Map<ValueStatus, Long> valueStatus,
    Map<ConsentStatus, Long> consent,
    AnswerRows answerRows,
    PurchaseRows purchaseRows,
    long rejectedRows,
    AnonymousFigures anonymous,
    NetworkFigures network,
    EquityFigures equity,
    EmployeeFigures employees,
    ComplaintFigures complaints,
    HelperFigures helpers,
    CocreationFigures cocreation,
    OutsideFigures outside,
    TreatmentCounts treatment) {

  /**
   * Reads the document.
   *
   * @param json what {@link ScoreTable#summary} gave
   * @return the same as a value
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be
   */
  public static TableSummary of(String json) {
    return of(Json.read(json));
  }

  static TableSummary of(Json from) {
    return new TableSummary(
        from.need("as_of").day(),
        from.need("model").part(ModelName::of),
        from.need("currency").text(),
        from.at("rule").text(),
        from.need("customers").whole(),
        from.need("classified").whole(),
        from.need("valued").whole(),
        from.at("revenue").number(),
        from.at("customer_equity").number(),
        from.need("segments").list(SegmentFigures::of),
        from.at("hidden").part(HiddenFigures::of),
        from.need("survey_status").map(SurveyStatus.class, Json::whole),
        from.need("value_status").map(ValueStatus.class, Json::whole),
        from.need("consent").map(ConsentStatus.class, Json::whole),
        from.need("answer_rows").part(AnswerRows::of),
        from.need("purchase_rows").part(PurchaseRows::of),
        from.need("rejected_rows").whole(),
        from.at("anonymous").part(AnonymousFigures::of),
        from.at("network").part(NetworkFigures::of),
        from.at("equity").part(EquityFigures::of),
        from.at("employees").part(EmployeeFigures::of),
        from.at("complaints").part(ComplaintFigures::of),
        from.at("helpers").part(HelperFigures::of),
        from.at("cocreation").part(CocreationFigures::of),
        from.at("outside").part(OutsideFigures::of),
        from.at("treatment").part(TreatmentCounts::of));
  }

  /**
   * The five groups, fans first, then the customers without one.
   *
   * @param segment The group.
   * @param suppressed What is null since too few customers are behind it, or behind what could be worked out from it:
   *     nothing, the money (revenue and all that follows), or everything.
   * @param customers Customers in the group. Null when absent.
   * @param share Of all with a group; null for those without one, and where there is none.
   * @param revenue Of its customers who bought. Unit: money. Null when absent.
   * @param lifetimeValue Sum over its customers. Unit: money. Null when absent.
   * @param valued Customers with a lifetime value. Null when absent.
   * @param meanLifetimeValue Per valued customer. Unit: money. Null when absent.
   */
  public record SegmentFigures(
      Segment segment,
      SuppressedFigures suppressed,
      Long customers,
      SegmentShare share,
      Double revenue,
      Double lifetimeValue,
      Long valued,
      Double meanLifetimeValue) {

    static SegmentFigures of(Json from) {
      return new SegmentFigures(
          from.need("segment").word(Segment.class),
          from.need("suppressed").word(SuppressedFigures.class),
          from.at("customers").whole(),
          from.at("share").part(SegmentShare::of),
          from.at("revenue").number(),
          from.at("lifetime_value").number(),
          from.at("valued").whole(),
          from.at("mean_lifetime_value").number());
    }
  }

  /**
   * Of all with a group; null for those without one, and where there is none.
   *
   * @param value The share, 0 to 1. Null when absent.
   * @param low The lower end of its interval. Null when absent.
   * @param high The upper end. Null when absent.
   * @param confidence Level of the interval. Null when absent.
   * @param n Customers with a group.
   */
  public record SegmentShare(
      Double value,
      Double low,
      Double high,
      Double confidence,
      long n) {

    static SegmentShare of(Json from) {
      return new SegmentShare(
          from.at("value").number(),
          from.at("low").number(),
          from.at("high").number(),
          from.at("confidence").number(),
          from.need("n").whole());
    }
  }

  /**
   * What is suppressed, together: with what is shown it adds up to the totals; absent where nothing is.
   *
   * @param customers In groups whose number is not shown.
   * @param revenue Of groups whose money is not shown. Unit: money. Null when absent.
   * @param lifetimeValue Of the same. Unit: money. Null when absent.
   * @param valued Customers with a lifetime value among them.
   */
  public record HiddenFigures(
      long customers,
      Double revenue,
      Double lifetimeValue,
      long valued) {

    static HiddenFigures of(Json from) {
      return new HiddenFigures(
          from.need("customers").whole(),
          from.at("revenue").number(),
          from.at("lifetime_value").number(),
          from.need("valued").whole());
    }
  }

  /**
   * Where every answer went.
   *
   * @param rows Rows of the table; the others add up to it.
   * @param used Rows in the newest response of their customer.
   * @param superseded Rows of an older wave, or answered again later in the same one.
   * @param notAnswered Rows that were shown, but left empty.
   * @param afterAsOf Rows later than the day of scoring; null together with no_consent.
   * @param otherItems Rows of items that the model's questionnaire does not have.
   * @param noConsent Rows of customers who did not agree to be linked with their answers; null where few refuse the
   *     same uses.
   * @param rejected Rows that were not taken into the base.
   */
  public record AnswerRows(
      long rows,
      long used,
      long superseded,
      long notAnswered,
      Long afterAsOf,
      long otherItems,
      Long noConsent,
      long rejected) {

    static AnswerRows of(Json from) {
      return new AnswerRows(
          from.need("rows").whole(),
          from.need("used").whole(),
          from.need("superseded").whole(),
          from.need("not_answered").whole(),
          from.at("after_as_of").whole(),
          from.need("other_items").whole(),
          from.at("no_consent").whole(),
          from.need("rejected").whole());
    }
  }

  /**
   * Where every purchase went.
   *
   * @param rows Rows of the table; the others add up to it.
   * @param used Rows that opened a purchase occasion of their own.
   * @param merged Rows that joined the occasion of the same customer and day.
   * @param refunds Rows with a negative amount, netted or ignored.
   * @param zerosIgnored Rows of amount 0 that the model's policy leaves out.
   * @param afterAsOf Rows later than the day of scoring; null together with no_consent.
   * @param noConsent Rows of customers who did not agree; null where few refuse the same uses.
   * @param rejected Rows that were not taken into the base.
   */
  public record PurchaseRows(
      long rows,
      long used,
      long merged,
      long refunds,
      long zerosIgnored,
      Long afterAsOf,
      Long noConsent,
      long rejected) {

    static PurchaseRows of(Json from) {
      return new PurchaseRows(
          from.need("rows").whole(),
          from.need("used").whole(),
          from.need("merged").whole(),
          from.need("refunds").whole(),
          from.need("zeros_ignored").whole(),
          from.at("after_as_of").whole(),
          from.at("no_consent").whole(),
          from.need("rejected").whole());
    }
  }

  /**
   * Answers under a promise of anonymity; absent without any.
   *
   * @param respondents Persons who answered anonymously.
   * @param classified Of them with a group. Null when absent.
   * @param minimumCell Respondents below which a group is not shown. Null when absent.
   * @param segments The five groups, fans first.
   */
  public record AnonymousFigures(
      long respondents,
      Double classified,
      Double minimumCell,
      List<AnonymousGroup> segments) {

    static AnonymousFigures of(Json from) {
      return new AnonymousFigures(
          from.need("respondents").whole(),
          from.at("classified").number(),
          from.at("minimum_cell").number(),
          from.need("segments").list(AnonymousGroup::of));
    }
  }

  /**
   * The five groups, fans first.
   *
   * @param segment The group.
   * @param respondents Anonymous ones in it; null where they are too few to be shown.
   * @param shareOfAll Of customers and anonymous respondents together; null where one of both is suppressed.
   */
  public record AnonymousGroup(
      Segment segment,
      Long respondents,
      AnonymousShare shareOfAll) {

    static AnonymousGroup of(Json from) {
      return new AnonymousGroup(
          from.need("segment").word(Segment.class),
          from.at("respondents").whole(),
          from.at("share_of_all").part(AnonymousShare::of));
    }
  }

  /**
   * Of customers and anonymous respondents together; null where one of both is suppressed.
   *
   * @param value The share, 0 to 1. Null when absent.
   * @param low The lower end of its interval. Null when absent.
   * @param high The upper end. Null when absent.
   * @param confidence Level of the interval. Null when absent.
   * @param n Customers and anonymous respondents with a group. Null when absent.
   */
  public record AnonymousShare(
      Double value,
      Double low,
      Double high,
      Double confidence,
      Double n) {

    static AnonymousShare of(Json from) {
      return new AnonymousShare(
          from.at("value").number(),
          from.at("low").number(),
          from.at("high").number(),
          from.at("confidence").number(),
          from.at("n").number());
    }
  }

  /**
   * How the customers take part; absent without network rules.
   *
   * @param participation How the customers take part.
   * @param scored Customers with a social score; null, as are the next numbers, where they or the other customers are
   *     few.
   * @param followerCorrelation Of the social score with the logarithm of 1 + followers. Null when absent.
   * @param employeeContacts Customers who interact with an employee. Null when absent.
   * @param brandFollowers Customers who follow the brand: a follow without a target. Null when absent.
   * @param brandFollowersHeard Of these, whose account has a standing. Null when absent.
   * @param interactionRows Where every interaction went.
   */
  public record NetworkFigures(
      ParticipationFigures participation,
      Long scored,
      Double followerCorrelation,
      Long employeeContacts,
      Long brandFollowers,
      Long brandFollowersHeard,
      InteractionRows interactionRows) {

    static NetworkFigures of(Json from) {
      return new NetworkFigures(
          from.need("participation").part(ParticipationFigures::of),
          from.at("scored").whole(),
          from.at("follower_correlation").number(),
          from.at("employee_contacts").whole(),
          from.at("brand_followers").whole(),
          from.at("brand_followers_heard").whole(),
          from.need("interaction_rows").part(InteractionRows::of));
    }
  }

  /**
   * How the customers take part.
   *
   * @param members Customers whose place in the network may be used; null, as is the rest, where they are few. Where
   *     few refuse the same uses, these count among the lurkers.
   * @param contributions Of members in the window. Null when absent.
   * @param classes The members by class.
   * @param against90_9_1 Do the classes differ from 90-9-1? Null, as are the two numbers below, where a class is
   *     hidden.
   * @param gini Of the members' contributions: 0 all contribute the same, 1 one does all; null of fewer than four
   *     times as many members as a figure needs.
   * @param top1Percent Part of the contributions made by the 1 percent who made most; null where these are few.
   * @param intermittentFrom Contributions that make an intermittent contributor. Null when absent.
   * @param heavyFrom Contributions that make a heavy contributor; null, too: nobody's do.
   */
  public record ParticipationFigures(
      Long members,
      Double contributions,
      ParticipationClasses classes,
      ParticipationTest against90_9_1,
      Double gini,
      Double top1Percent,
      Double intermittentFrom,
      Double heavyFrom) {

    static ParticipationFigures of(Json from) {
      return new ParticipationFigures(
          from.at("members").whole(),
          from.at("contributions").number(),
          from.need("classes").part(ParticipationClasses::of),
          from.need("against_90_9_1").part(ParticipationTest::of),
          from.at("gini").number(),
          from.at("top_1_percent").number(),
          from.at("intermittent_from").number(),
          from.at("heavy_from").number());
    }
  }

  /**
   * The members by class.
   *
   * @param lurker Members who read.
   * @param intermittent Members who contribute now and then.
   * @param heavy Members who contribute most.
   */
  public record ParticipationClasses(
      ClassFigures lurker,
      ClassFigures intermittent,
      ClassFigures heavy) {

    static ParticipationClasses of(Json from) {
      return new ParticipationClasses(
          from.need("lurker").part(ClassFigures::of),
          from.need("intermittent").part(ClassFigures::of),
          from.need("heavy").part(ClassFigures::of));
    }
  }

  /**
   * Members who read.
   *
   * @param members How many belong to this class; null, as is the rest, where neighbouring classes are told together,
   *     since one of them has few.
   * @param share Of all members. Null when absent.
   * @param low Lower confidence limit, of three shares at once. Null when absent.
   * @param high Upper one. Null when absent.
   * @param effort The part of all contributions that this class made. Null when absent.
   */
  public record ClassFigures(
      Long members,
      Double share,
      Double low,
      Double high,
      Double effort) {

    static ClassFigures of(Json from) {
      return new ClassFigures(
          from.at("members").whole(),
          from.at("share").number(),
          from.at("low").number(),
          from.at("high").number(),
          from.at("effort").number());
    }
  }

  /**
   * Do the classes differ from 90-9-1? Null, as are the two numbers below, where a class is hidden.
   *
   * @param g The G statistic of the three counts against 90-9-1. Null when absent.
   * @param pValue Of g, with 2 degrees of freedom. Null when absent.
   */
  public record ParticipationTest(
      Double g,
      Double pValue) {

    static ParticipationTest of(Json from) {
      return new ParticipationTest(
          from.at("g").number(),
          from.at("p_value").number());
    }
  }

  /**
   * Where every interaction went.
   *
   * @param rows Rows of the table.
   * @param events Interactions that the rows stand for; what follows adds up to it.
   * @param used Interactions that made a weight, an activity or a follower; null together with hostile.
   * @param retries Interactions with the id, or the text, of an event that was there already.
   * @param uponOneself Interactions of a person with herself.
   * @param afterAsOf Interactions later than the day of scoring; null together with no_consent.
   * @param tooOld Interactions before the window.
   * @param noConsent Interactions between persons of whom one did not agree; null where few refuse the same uses.
   * @param hostile Interactions against somebody, and those of or upon a dissatisfied customer in no known tone: they
   *     spread damage, and make nobody valuable. Null where a group is hidden. Null when absent.
   * @param outOfRange Interactions of a time that none can have.
   * @param rejected Rows that were not taken into the base; one interaction each.
   */
  public record InteractionRows(
      long rows,
      long events,
      Long used,
      long retries,
      long uponOneself,
      Long afterAsOf,
      long tooOld,
      Long noConsent,
      Long hostile,
      long outOfRange,
      long rejected) {

    static InteractionRows of(Json from) {
      return new InteractionRows(
          from.need("rows").whole(),
          from.need("events").whole(),
          from.at("used").whole(),
          from.need("retries").whole(),
          from.need("upon_oneself").whole(),
          from.at("after_as_of").whole(),
          from.need("too_old").whole(),
          from.at("no_consent").whole(),
          from.at("hostile").whole(),
          from.need("out_of_range").whole(),
          from.need("rejected").whole());
    }
  }

  /**
   * Customer Network Equity; absent without equity rules.
   *
   * @param counted Customers with a lifetime value whose place in the network may be used; null where those whose may
   *     not are few.
   * @param lifetimeValue These customers alone; null, as is the next, where customer_equity less this would tell what
   *     few are worth. Unit: money.
   * @param customerNetworkEquity Sum of the network values, which equals lifetime_value to the last cent. Unit: money.
   *     Null when absent.
   * @param credited Value that changes hands. Unit: money. Null when absent.
   * @param knowledgeValue What accepted contributions are worth; null where they, or a part that is published as well,
   *     are of few. Unit: money.
   * @param knowledgeValueApart Of it, what those contributed who have no network value: it is in no engagement value.
   *     Null like the next one. Unit: money. Null when absent.
   * @param engagementValue Customer Network Equity and knowledge value, less the knowledge value apart; null where
   *     that would tell what few contributed. Unit: money.
   * @param external New customers whom today's would bring; never part of the sums above.
   * @param ranks Lifetime value against network value.
   * @param stages How far customers have come.
   * @param sharing Kind by kind.
   * @param sharers Customers who shared anything; null where they, or those of a kind, are few.
   * @param gini Of the network values above 0. Null when absent.
   * @param referrals Where every referral went.
   */
  public record EquityFigures(
      Long counted,
      Double lifetimeValue,
      Double customerNetworkEquity,
      Double credited,
      Double knowledgeValue,
      Double knowledgeValueApart,
      Double engagementValue,
      ExpectedNewcomers external,
      RankFigures ranks,
      FunnelFigures stages,
      Map<SharingKind, SharingFigures> sharing,
      Long sharers,
      Double gini,
      ReferralRows referrals) {

    static EquityFigures of(Json from) {
      return new EquityFigures(
          from.at("counted").whole(),
          from.at("lifetime_value").number(),
          from.at("customer_network_equity").number(),
          from.at("credited").number(),
          from.at("knowledge_value").number(),
          from.at("knowledge_value_apart").number(),
          from.at("engagement_value").number(),
          from.need("external").part(ExpectedNewcomers::of),
          from.need("ranks").part(RankFigures::of),
          from.need("stages").part(FunnelFigures::of),
          from.need("sharing").map(SharingKind.class, SharingFigures::of),
          from.at("sharers").whole(),
          from.at("gini").number(),
          from.need("referrals").part(ReferralRows::of));
    }
  }

  /**
   * New customers whom today's would bring; never part of the sums above.
   *
   * @param expectedCustomers New customers within the horizon if referrals went on as in the year before. Null when
   *     absent.
   * @param value What they would be worth. Unit: money. Null when absent.
   */
  public record ExpectedNewcomers(
      Double expectedCustomers,
      Double value) {

    static ExpectedNewcomers of(Json from) {
      return new ExpectedNewcomers(
          from.at("expected_customers").number(),
          from.at("value").number());
    }
  }

  /**
   * Lifetime value against network value.
   *
   * @param spearman Rank correlation, ties averaged. Null when absent.
   * @param kendall Tau-b. Null when absent.
   * @param topDecile How many enter and leave it.
   */
  public record RankFigures(
      Double spearman,
      Double kendall,
      TopDecileChange topDecile) {

    static RankFigures of(Json from) {
      return new RankFigures(
          from.at("spearman").number(),
          from.at("kendall").number(),
          from.need("top_decile").part(TopDecileChange::of));
    }
  }

  /**
   * How many enter and leave it.
   *
   * @param stayed Customers in the top decile by either; null where they, or those who entered or left it, are few.
   * @param movedShare Of those in it by lifetime value, who are not by network value; likewise. Null when absent.
   */
  public record TopDecileChange(
      Long stayed,
      Double movedShare) {

    static TopDecileChange of(Json from) {
      return new TopDecileChange(
          from.at("stayed").whole(),
          from.at("moved_share").number());
    }
  }

  /**
   * How far customers have come.
   *
   * @param customers Who are placed, on a stage or on none: those whose place in the network may be used; null, as are
   *     the shares of them, where they are few, or those who did not agree to it.
   * @param funnel Stage by stage.
   * @param scaled Customers of whom every step is known: the n of what follows; null where they, or the others, are
   *     few.
   * @param errors Steps that differ from the ideal pattern of the same number of steps; null, as is what follows,
   *     where that or a stage would tell of few.
   * @param reproducibility Guttman's coefficient: a scale from 0.9. Null when absent.
   * @param minimalReproducibility What the marginals alone would give. Null when absent.
   * @param scalability Menzel's coefficient: good from 0.6. Null when absent.
   */
  public record FunnelFigures(
      Long customers,
      List<StageFigures> funnel,
      Long scaled,
      Long errors,
      Double reproducibility,
      Double minimalReproducibility,
      Double scalability) {

    static FunnelFigures of(Json from) {
      return new FunnelFigures(
          from.at("customers").whole(),
          from.need("funnel").list(StageFigures::of),
          from.at("scaled").whole(),
          from.at("errors").whole(),
          from.at("reproducibility").number(),
          from.at("minimal_reproducibility").number(),
          from.at("scalability").number());
    }
  }

  /**
   * Stage by stage.
   *
   * @param stage The stage.
   * @param reached Customers who stand here or higher; null where those of neighbouring stages are told together,
   *     since they are few.
   * @param share Of the customers who are placed, with Wilson's interval.
   * @param conversion Of those at the stage before, with Wilson's interval.
   */
  public record StageFigures(
      Stage stage,
      Long reached,
      Interval share,
      Interval conversion) {

    static StageFigures of(Json from) {
      return new StageFigures(
          from.need("stage").word(Stage.class),
          from.at("reached").whole(),
          from.need("share").part(Interval::of),
          from.need("conversion").part(Interval::of));
    }
  }

  /**
   * Kind by kind.
   *
   * @param events Contributions of this kind; null, as is the rest, of few sharers.
   * @param sharers Customers with at least one. Null when absent.
   * @param decided Contributions that were accepted or refused; null, as is acceptance, where few were accepted,
   *     refused or are open.
   * @param acceptance Accepted share of the decided, with Wilson's interval.
   */
  public record SharingFigures(
      Long events,
      Long sharers,
      Long decided,
      Interval acceptance) {

    static SharingFigures of(Json from) {
      return new SharingFigures(
          from.at("events").whole(),
          from.at("sharers").whole(),
          from.at("decided").whole(),
          from.need("acceptance").part(Interval::of));
    }
  }

  /**
   * Where every referral went.
   *
   * @param rows Usable rows.
   * @param rejected Rows that gave no credit, by reason.
   */
  public record ReferralRows(
      long rows,
      Map<String, Long> rejected) {

    static ReferralRows of(Json from) {
      return new ReferralRows(
          from.need("rows").whole(),
          from.need("rejected").map(Json::whole));
    }
  }

  /**
   * How the staff takes part; its activity is in no customer's score. Absent without network rules, or without
   * employees.
   *
   * @param employees In the base; null, as is the rest but for coverage, where they are few.
   * @param takingPart Employees who did anything but follow in the window; absent where they are few.
   * @param bridging Employees with ties to other employees and to customers; absent where they are few.
   * @param coverage Customers two steps or less from an employee; absent where they, or the others, are few.
   * @param pairs Ordered pairs of employees with a tie; null where they are few.
   * @param returned Of these, those with a tie in both directions; null where they, or the others, are few. Unit:
   *     share.
   * @param departments Ties across departments; absent where none are known, or those that cross, or do not, are few.
   * @param levels The same of levels of the hierarchy. Null when absent.
   * @param maturity Maturity of internal use; absent where employees, or their ties, are few. Its index is null where
   *     a part is that would tell of few.
   * @param lead Whether acts among employees go before acts between employees and customers, in weeks; no proof of a
   *     cause.
   */
  public record EmployeeFigures(
      Long employees,
      CountedShare takingPart,
      CountedShare bridging,
      CountedShare coverage,
      Long pairs,
      Double returned,
      CrossingFigures departments,
      CrossingFigures levels,
      MaturityResult maturity,
      LeadLagResult lead) {

    static EmployeeFigures of(Json from) {
      return new EmployeeFigures(
          from.at("employees").whole(),
          from.at("taking_part").part(CountedShare::of),
          from.at("bridging").part(CountedShare::of),
          from.at("coverage").part(CountedShare::of),
          from.at("pairs").whole(),
          from.at("returned").number(),
          from.at("departments").part(CrossingFigures::of),
          from.at("levels").part(CrossingFigures::of),
          from.at("maturity").part(MaturityResult::of),
          from.need("lead").part(LeadLagResult::of));
    }
  }

  /**
   * Employees who did anything but follow in the window; absent where they are few.
   *
   * @param n Of how many.
   * @param count How many.
   * @param share With Wilson's interval.
   */
  public record CountedShare(
      long n,
      long count,
      Interval share) {

    static CountedShare of(Json from) {
      return new CountedShare(
          from.need("n").whole(),
          from.need("count").whole(),
          from.need("share").part(Interval::of));
    }
  }

  /**
   * Ties across departments; absent where none are known, or those that cross, or do not, are few.
   *
   * @param ties Ordered pairs of employees with a tie whose groups are known.
   * @param crossed Share of them between different groups, with Wilson's interval.
   * @param eiIndex Between less inside, by both together: -1 closed, 1 open. Unit: -1 to 1. Null when absent.
   * @param againstChance That share, by the one that ties without regard to groups would have; 1: groups do not
   *     matter. Unit: ratio. Null when absent.
   */
  public record CrossingFigures(
      long ties,
      Interval crossed,
      Double eiIndex,
      Double againstChance) {

    static CrossingFigures of(Json from) {
      return new CrossingFigures(
          from.need("ties").whole(),
          from.need("crossed").part(Interval::of),
          from.at("ei_index").number(),
          from.at("against_chance").number());
    }
  }

  /**
   * Maturity of internal use; absent where employees, or their ties, are few. Its index is null where a part is that
   * would tell of few.
   *
   * @param index 5 times the geometric mean of the parts that are known. Unit: 0 to 5. Null when absent.
   * @param low Lower end of the interval from employees drawn anew. Unit: 0 to 5. Null when absent.
   * @param high Its upper end. Unit: 0 to 5. Null when absent.
   * @param employees The n of it all.
   * @param ties Ordered pairs of employees with a tie.
   * @param parts What it is made of.
   */
  public record MaturityResult(
      Double index,
      Double low,
      Double high,
      long employees,
      long ties,
      MaturityParts parts) {

    static MaturityResult of(Json from) {
      return new MaturityResult(
          from.at("index").number(),
          from.at("low").number(),
          from.at("high").number(),
          from.need("employees").whole(),
          from.need("ties").whole(),
          from.need("parts").part(MaturityParts::of));
    }
  }

  /**
   * What it is made of.
   *
   * @param takingPart Of all employees, those who did anything but follow. Unit: share. Null when absent.
   * @param returned Of the ordered pairs of employees with a tie, those with one in both directions. Unit: share. Null
   *     when absent.
   * @param acrossDepartments Ties between departments, as a part of those that ties without regard to departments
   *     would give; at most 1. Unit: share. Null when absent.
   * @param acrossLevels The same of levels of the hierarchy. Unit: share. Null when absent.
   */
  public record MaturityParts(
      Double takingPart,
      Double returned,
      Double acrossDepartments,
      Double acrossLevels) {

    static MaturityParts of(Json from) {
      return new MaturityParts(
          from.at("taking_part").number(),
          from.at("returned").number(),
          from.at("across_departments").number(),
          from.at("across_levels").number());
    }
  }

  /**
   * Whether acts among employees go before acts between employees and customers, in weeks; no proof of a cause.
   *
   * @param status Whether the one goes before the other.
   * @param steps How long both series are.
   * @param lag How much later the other follows, by the rises or the correlation. Unit: steps. Null when absent.
   * @param correlation The highest one. Null when absent.
   * @param withoutLead The highest one at the same moment or the other way round. Null when absent.
   * @param pValue Part of what chance gives that leads as much. Null when absent.
   */
  public record LeadLagResult(
      LeadStatus status,
      long steps,
      Double lag,
      Double correlation,
      Double withoutLead,
      Double pValue) {

    static LeadLagResult of(Json from) {
      return new LeadLagResult(
          from.need("status").word(LeadStatus.class),
          from.need("steps").whole(),
          from.at("lag").number(),
          from.at("correlation").number(),
          from.at("without_lead").number(),
          from.at("p_value").number());
    }
  }

  /**
   * Complaints and praise; absent without service rules.
   *
   * @param rows Rows of the table that were taken; the next six but {@code open} and {@code overdue} add up to it.
   * @param noConsent Rows of customers who did not agree; null where few refuse the same uses. Unit: rows.
   * @param afterAsOf Rows later than the day of scoring; null together with no_consent. Unit: rows.
   * @param repeated Rows with the case of another row of the same customer.
   * @param tooOld Settled rows, or praise, before the window.
   * @param complaints Complaints that count.
   * @param praises Praise that counts.
   * @param open Complaints that are not settled; null where the customers with one, or with a settled one, are few.
   *     Unit: complaints.
   * @param overdue Of these, not answered within the time promised; null where the customers with such a one, or with
   *     another open one, are few. Unit: complaints.
   * @param damageAtRisk Of all in the queue together; null where they are few, or one of them could be told from it.
   *     Unit: money.
   * @param promiseKept Complaints of the window that were answered in time, of those whose time is over or that were
   *     answered, with Wilson's interval; null where few customers were answered in time, or few were not. Unit:
   *     share.
   * @param promises How many it is of; null, as is the share, where few wait longer than promised, or wait and may.
   *     Unit: promises.
   * @param response From coming in to the first answer; complaints of the window.
   * @param resolution From coming in to the settlement; complaints of the window.
   * @param topics Praise against complaints by topic.
   * @param attributes The same by what the base knows of the customers.
   * @param recovery Whether customers are satisfied again afterwards.
   */
  public record ComplaintFigures(
      long rows,
      Double noConsent,
      Double afterAsOf,
      long repeated,
      long tooOld,
      long complaints,
      long praises,
      Double open,
      Double overdue,
      Double damageAtRisk,
      Interval promiseKept,
      Double promises,
      TimeFigures response,
      TimeFigures resolution,
      List<PraiseRatio> topics,
      List<PraiseByAttribute> attributes,
      RecoveryFigures recovery) {

    static ComplaintFigures of(Json from) {
      return new ComplaintFigures(
          from.need("rows").whole(),
          from.at("no_consent").number(),
          from.at("after_as_of").number(),
          from.need("repeated").whole(),
          from.need("too_old").whole(),
          from.need("complaints").whole(),
          from.need("praises").whole(),
          from.at("open").number(),
          from.at("overdue").number(),
          from.at("damage_at_risk").number(),
          from.need("promise_kept").part(Interval::of),
          from.at("promises").number(),
          from.need("response").part(TimeFigures::of),
          from.need("resolution").part(TimeFigures::of),
          from.need("topics").list(PraiseRatio::of),
          from.need("attributes").list(PraiseByAttribute::of),
          from.need("recovery").part(RecoveryFigures::of));
    }
  }

  /**
   * From coming in to the first answer; complaints of the window.
   *
   * @param suppressed Whether too few customers are behind it to be shown.
   * @param n How many waited, or still wait. Null when absent.
   * @param over Of these, for whom it has happened; the others count for as long as they wait. Null where either are
   *     of few persons. Null when absent.
   * @param median Until it has happened to half, by Kaplan and Meier with the log-log interval; null: it has not, by
   *     now. Unit: hours.
   * @param p90 Until it has happened to nine of ten. Unit: hours.
   */
  public record TimeFigures(
      boolean suppressed,
      Long n,
      Long over,
      Interval median,
      Interval p90) {

    static TimeFigures of(Json from) {
      return new TimeFigures(
          from.need("suppressed").flag(),
          from.at("n").whole(),
          from.at("over").whole(),
          from.need("median").part(Interval::of),
          from.need("p90").part(Interval::of));
    }
  }

  /**
   * Praise against complaints by topic.
   *
   * @param name The topic or the category; null: none named.
   * @param suppressed Whether a number is not shown, as it is of too few, or would betray one that is.
   * @param complained Customers who complained; null where hidden.
   * @param praised Customers who praised; null where hidden.
   * @param ratio Who praised for each who complained, with the interval that Wilson's of their share makes; null where
   *     one of both is hidden, or nobody complained.
   */
  public record PraiseRatio(
      String name,
      boolean suppressed,
      Long complained,
      Long praised,
      Interval ratio) {

    static PraiseRatio of(Json from) {
      return new PraiseRatio(
          from.at("name").text(),
          from.need("suppressed").flag(),
          from.at("complained").whole(),
          from.at("praised").whole(),
          from.need("ratio").part(Interval::of));
    }
  }

  /**
   * The same by what the base knows of the customers.
   *
   * @param attribute Say {@code territory}.
   * @param categories In the order of their names.
   */
  public record PraiseByAttribute(
      String attribute,
      List<PraiseRatio> categories) {

    static PraiseByAttribute of(Json from) {
      return new PraiseByAttribute(
          from.need("attribute").text(),
          from.need("categories").list(PraiseRatio::of));
    }
  }

  /**
   * Whether customers are satisfied again afterwards.
   *
   * @param status Whether anything can be said.
   * @param n Customers with a settled complaint who were asked before and after; null where they are too few.
   * @param recovered Satisfied afterwards, with Wilson's interval. Unit: share.
   * @param change Mean satisfaction after less before, with Student's interval. Unit: points.
   * @param beyondNoise Mean satisfaction after less what it would be if nothing had changed, which lies nearer to
   *     everybody's mean than what was measured before. Unit: points.
   * @param movedShare In another group of the portfolio than before. Unit: share. Null when absent.
   * @param noiseShare The same if nobody had changed and all were asked again. Unit: share. Null when absent.
   * @param excessShare The difference. Unit: share. Null when absent.
   * @param excessP Of so much movement or more by noise. Unit: probability. Null when absent.
   */
  public record RecoveryFigures(
      RecoveryStatus status,
      Long n,
      Interval recovered,
      Interval change,
      Interval beyondNoise,
      Double movedShare,
      Double noiseShare,
      Double excessShare,
      Double excessP) {

    static RecoveryFigures of(Json from) {
      return new RecoveryFigures(
          from.need("status").word(RecoveryStatus.class),
          from.at("n").whole(),
          from.need("recovered").part(Interval::of),
          from.need("change").part(Interval::of),
          from.need("beyond_noise").part(Interval::of),
          from.at("moved_share").number(),
          from.at("noise_share").number(),
          from.at("excess_share").number(),
          from.at("excess_p").number());
    }
  }

  /**
   * What helpers do; absent without service rules.
   *
   * @param rows Rows of the table of jobs that were taken; the next four add up to it.
   * @param noConsent Jobs of persons who did not agree; null where few refuse the same uses. Unit: rows.
   * @param afterAsOf Jobs later than the day of scoring; null together with no_consent. Unit: rows.
   * @param repeated Rows with the job of another row of the same customer.
   * @param jobs Jobs that count.
   * @param solved Of these, that went well.
   * @param failed That went badly.
   * @param open That have not ended.
   * @param fillRate Solved of all that was asked for, with Wilson's interval. Unit: share.
   * @param offHours Of the solved, what was asked for while the company's own service was closed, with Wilson's
   *     interval. Unit: share.
   * @param solution From asking to a solution; what failed counts for as long as it was tried.
   * @param pairs Jobs that both sides have rated.
   * @param answering Of the two ratings, each less what its person usually gets, by Fisher's z; null below four pairs.
   *     Unit: correlation.
   * @param retaliation Whether ratings answer one another.
   * @param states Helpers by how far they have come; null where these are few, or others that would follow.
   */
  public record HelperFigures(
      long rows,
      Double noConsent,
      Double afterAsOf,
      long repeated,
      long jobs,
      long solved,
      long failed,
      long open,
      Interval fillRate,
      Interval offHours,
      TimeFigures solution,
      long pairs,
      Interval answering,
      RetaliationStatus retaliation,
      Map<HelperState, Long> states) {

    static HelperFigures of(Json from) {
      return new HelperFigures(
          from.need("rows").whole(),
          from.at("no_consent").number(),
          from.at("after_as_of").number(),
          from.need("repeated").whole(),
          from.need("jobs").whole(),
          from.need("solved").whole(),
          from.need("failed").whole(),
          from.need("open").whole(),
          from.need("fill_rate").part(Interval::of),
          from.need("off_hours").part(Interval::of),
          from.need("solution").part(TimeFigures::of),
          from.need("pairs").whole(),
          from.need("answering").part(Interval::of),
          from.need("retaliation").word(RetaliationStatus.class),
          from.need("states").map(HelperState.class, Json::whole));
    }
  }

  /**
   * Ideas, votes, tests and capital; absent without cocreation rules.
   *
   * @param ideas Ideas up to the day of scoring.
   * @param accepted Of these.
   * @param declined Of these.
   * @param adoption Accepted share of what was decided, with Wilson's interval.
   * @param acceptedValue What accepted ideas say that they are worth: it is in the knowledge value of who had them,
   *     once; null where one of them could be told from it, or they are of few. Unit: money.
   * @param voters Customers whose votes count; null, as is the next, where they are few.
   * @param votes Votes that count. Null when absent.
   * @param rejectedVotes Votes that do not, by reason: no_idea, before_idea, after_end, second_vote, and no_standing,
   *     of customers who have hardly bought and whom hardly anybody regards.
   * @param ranking The ideas, the most surely wanted one first.
   * @param tests Draws of testers, in the order of the model.
   * @param capital What customers gave of their money.
   */
  public record CocreationFigures(
      long ideas,
      long accepted,
      long declined,
      Interval adoption,
      Double acceptedValue,
      Long voters,
      Long votes,
      Map<String, Long> rejectedVotes,
      List<IdeaFigure> ranking,
      List<TesterDraw> tests,
      CapitalFigures capital) {

    static CocreationFigures of(Json from) {
      return new CocreationFigures(
          from.need("ideas").whole(),
          from.need("accepted").whole(),
          from.need("declined").whole(),
          from.need("adoption").part(Interval::of),
          from.at("accepted_value").number(),
          from.at("voters").whole(),
          from.at("votes").whole(),
          from.need("rejected_votes").map(Json::whole),
          from.need("ranking").list(IdeaFigure::of),
          from.need("tests").list(TesterDraw::of),
          from.need("capital").part(CapitalFigures::of));
    }
  }

  /**
   * The ideas, the most surely wanted one first.
   *
   * @param idea Its id.
   * @param suppressed Whether its votes are too few to be shown, or would betray others that are.
   * @param place By the lower end of the interval, from 1; equal ones share a place. Null where suppressed. Null when
   *     absent.
   * @param state What the company says of it.
   * @param votes Customers who voted for it and have a standing; one counts for each. Null when absent.
   * @param share Of all customers whose votes count, with Wilson's interval.
   */
  public record IdeaFigure(
      String idea,
      boolean suppressed,
      Long place,
      IdeaState state,
      Long votes,
      Interval share) {

    static IdeaFigure of(Json from) {
      return new IdeaFigure(
          from.need("idea").text(),
          from.need("suppressed").flag(),
          from.at("place").whole(),
          from.need("state").word(IdeaState.class),
          from.at("votes").whole(),
          from.need("share").part(Interval::of));
    }
  }

  /**
   * Draws of testers, in the order of the model.
   *
   * @param test Of which product.
   * @param applied Customers who applied; the next four but {@code repeated} are not eligible, in this order. Null,
   *     here and there, where that would tell of few, or a part of a group or a territory that is hidden elsewhere.
   *     Null when absent.
   * @param repeated Applications of who had applied before.
   * @param noContact Who may not be contacted. Null when absent.
   * @param wrongSegment Whose group may not test. Null when absent.
   * @param wrongTier Whose value tier may not test. Null when absent.
   * @param noQuota Whose value of the attribute has no places. Null when absent.
   * @param seed Of the draw.
   * @param fingerprint Of the set of eligible ids, 16 hexadecimal digits: publish it before the seed. Empty where
   *     their number is hidden.
   * @param quotas Places by value of the attribute.
   */
  public record TesterDraw(
      String test,
      Long applied,
      long repeated,
      Long noContact,
      Long wrongSegment,
      Long wrongTier,
      Long noQuota,
      long seed,
      String fingerprint,
      List<QuotaFigure> quotas) {

    static TesterDraw of(Json from) {
      return new TesterDraw(
          from.need("test").text(),
          from.at("applied").whole(),
          from.need("repeated").whole(),
          from.at("no_contact").whole(),
          from.at("wrong_segment").whole(),
          from.at("wrong_tier").whole(),
          from.at("no_quota").whole(),
          from.need("seed").whole(),
          from.need("fingerprint").text(),
          from.need("quotas").list(QuotaFigure::of));
    }
  }

  /**
   * Places by value of the attribute.
   *
   * @param value Of the attribute; empty: without quotas, everybody.
   * @param places That were to be given.
   * @param eligible Who could get one; null where suppressed.
   * @param drawn Who got one; null where {@code eligible} is, since where there are places for all both are the same.
   */
  public record QuotaFigure(
      String value,
      long places,
      Long eligible,
      Long drawn) {

    static QuotaFigure of(Json from) {
      return new QuotaFigure(
          from.need("value").text(),
          from.need("places").whole(),
          from.at("eligible").whole(),
          from.at("drawn").whole());
    }
  }

  /**
   * What customers gave of their money.
   *
   * @param backers Customers whose stake was accepted; null where they are too few, or those whose stake was not.
   * @param amount Together; null where one of them could be told from it. Unit: money.
   * @param concentration Herfindahl's and Hirschman's index, the sum of the squared shares: 1 is one backer alone;
   *     null where it would tell how many backers there are, or what one of them gave. Unit: share.
   */
  public record CapitalFigures(
      Long backers,
      Double amount,
      Double concentration) {

    static CapitalFigures of(Json from) {
      return new CapitalFigures(
          from.at("backers").whole(),
          from.at("amount").number(),
          from.at("concentration").number());
    }
  }

  /**
   * People outside the base; absent without network and equity rules, or where nobody is named.
   *
   * @param prospects In the base by the day of scoring, customers of today among them; without those who refused. Null
   *     when absent.
   * @param audience Of all who react to customers, those who are outside the base. Null when absent.
   * @param regarded Of these, to whom customers who have bought pay attention: their reactions count. Null when
   *     absent.
   * @param openReferrals People outside whom a customer brought first, and who are no customers yet. Null when absent.
   * @param bringing Customers who brought them. Null when absent.
   * @param converted Of the prospects, those who became customers. Null when absent.
   * @param undated Of these, of whom nobody knows when: they are in none of the groups that follow. Null when absent.
   * @param byApproach The same by what went before; no proof of a cause. Null when absent.
   */
  public record OutsideFigures(
      Long prospects,
      CountedShare audience,
      Long regarded,
      Long openReferrals,
      Long bringing,
      CountedShare converted,
      Long undated,
      ApproachFigures byApproach) {

    static OutsideFigures of(Json from) {
      return new OutsideFigures(
          from.at("prospects").whole(),
          from.at("audience").part(CountedShare::of),
          from.at("regarded").whole(),
          from.at("open_referrals").whole(),
          from.at("bringing").whole(),
          from.at("converted").part(CountedShare::of),
          from.at("undated").whole(),
          from.at("by_approach").part(ApproachFigures::of));
    }
  }

  /**
   * The same by what went before; no proof of a cause.
   *
   * @param referral Of those whom somebody had referred, who became customers.
   * @param touch Of the others who took part in the networks, who became customers afterwards.
   * @param neither Of those who did nothing of the kind, or only as customers.
   */
  public record ApproachFigures(
      CountedShare referral,
      CountedShare touch,
      CountedShare neither) {

    static ApproachFigures of(Json from) {
      return new ApproachFigures(
          from.need("referral").part(CountedShare::of),
          from.need("touch").part(CountedShare::of),
          from.need("neither").part(CountedShare::of));
    }
  }

  /**
   * Customers by why they are treated, or not; absent without treatments.
   *
   * @param treated Customers; null where these or others are few, and all where few refuse the same uses.
   * @param notAsked Customers; null where these or others are few, and all where few refuse the same uses.
   * @param noConsent Customers; null where these or others are few, and all where few refuse the same uses.
   * @param gateClosed Customers; null where these or others are few, and all where few refuse the same uses.
   * @param gateUnknown Customers; null where these or others are few, and all where few refuse the same uses.
   * @param noCapacity Customers; null where these or others are few, and all where few refuse the same uses.
   */
  public record TreatmentCounts(
      Long treated,
      Long notAsked,
      Long noConsent,
      Long gateClosed,
      Long gateUnknown,
      Long noCapacity) {

    static TreatmentCounts of(Json from) {
      return new TreatmentCounts(
          from.at("treated").whole(),
          from.at("not_asked").whole(),
          from.at("no_consent").whole(),
          from.at("gate_closed").whole(),
          from.at("gate_unknown").whole(),
          from.at("no_capacity").whole());
    }
  }
}
