// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * One customer's score card: what {@link ScoreTable#explain} says, as a value.
 *
 * @param id The customer.
 * @param asOf The day of scoring.
 * @param model Which model, by name and by content.
 * @param status Whether the card says anything.
 * @param survey The place in the portfolio.
 * @param value The customer value.
 * @param network The place in the network; left out without network rules. Null when absent.
 * @param equity The value in the network; left out without equity rules. Null when absent.
 * @param sharing What the customer shared with the company; left out without equity rules. Null when absent.
 * @param service What the customer complained about, and what is at risk; left out without service rules. Null when
 *     absent.
 * @param helper The customer as somebody who helps customers; left out without service rules. Null when absent.
 * @param treatment What is done for the customer; left out without treatment rules. Null when absent.
 * @param matters Whether the customer matters to the others; left out without rules of who matters or of ambassadors.
 *     Null when absent.
 * @param account The account that the customer belongs to, or is; left out without a section of accounts. Null when
 *     absent.
 * @param consent What may be done with the customer's data, use by use.
 * @param explanation The reasons, one entry a score; left out in a list of cards. Null when absent.
 * @param rejected Rows of the record that could not be used; left out in a list of cards. Null when absent.
 */
public record ScoreCard(
    String id,
    LocalDate asOf,
    ModelName model,
    CardStatus status,
    SurveyScores survey,
    ValueScores value,
    NetworkScores network,
    EquityScores equity,
    SharingScores sharing,
    ComplaintScores service,
    HelperScores helper,
    TreatmentScores treatment,
    MattersScores matters,
    AccountScores account,
    ConsentScores consent,
    List<Explanation> explanation,
    List<RejectedRow> rejected) {

  /**
   * Reads the document.
   *
   * @param json what {@link ScoreTable#explain} gave
   * @return the same as a value
   * @throws ScvmException {@link ErrorCode#BAD_RECORD} with the path of what is not as it should be
   */
  public static ScoreCard of(String json) {
    return of(Json.read(json));
  }

  static ScoreCard of(Json from) {
    return new ScoreCard(
        from.need("id").text(),
        from.need("as_of").day(),
        from.need("model").part(ModelName::of),
        from.need("status").word(CardStatus.class),
        from.need("survey").part(SurveyScores::of),
        from.need("value").part(ValueScores::of),
        from.at("network").part(NetworkScores::of),
        from.at("equity").part(EquityScores::of),
        from.at("sharing").part(SharingScores::of),
        from.at("service").part(ComplaintScores::of),
        from.at("helper").part(HelperScores::of),
        from.at("treatment").part(TreatmentScores::of),
        from.at("matters").part(MattersScores::of),
        from.at("account").part(AccountScores::of),
        from.need("consent").part(ConsentScores::of),
        from.at("explanation").list(Explanation::of),
        from.at("rejected").list(RejectedRow::of));
  }

  /**
   * The place in the portfolio.
   *
   * @param segment Group of the portfolio.
   * @param status Why there is a group, or none.
   * @param label What the customer's group is called: the model's label, else its neutral name in the model's
   *     language. Null when absent.
   * @param rule The id of the rule that placed the customer. Null when absent.
   * @param satisfaction In percent of what could be reached. Unit: 0 to 100. Null when absent.
   * @param satisfactionCoverage Answered part of the weights. Unit: share. Null when absent.
   * @param attachment In percent of what could be reached. Unit: 0 to 100. Null when absent.
   * @param attachmentCoverage Answered part of the weights. Unit: share. Null when absent.
   * @param barrier What keeps the customer from leaving; a contract that holds makes it 100. Unit: 0 to 100. Null when
   *     absent.
   * @param advocacy P(satisfied) - P(dissatisfied): the sign that the customer's reach has. Unit: -1 to 1. Null when
   *     absent.
   * @param probabilities Of each group for the true scores, given how surely they are measured; null without a
   *     measurement.
   * @param captiveKind What holds a captive.
   * @param flags What is special about the response.
   * @param releaseDate When a contract lets a held customer go. Null when absent.
   * @param wave Of the response that was scored. Unit: survey wave. Null when absent.
   */
  public record SurveyScores(
      Segment segment,
      SurveyStatus status,
      String label,
      String rule,
      Double satisfaction,
      Double satisfactionCoverage,
      Double attachment,
      Double attachmentCoverage,
      Double barrier,
      Double advocacy,
      SegmentProbabilities probabilities,
      CaptiveKind captiveKind,
      List<ResponseMarks> flags,
      LocalDate releaseDate,
      Integer wave) {

    static SurveyScores of(Json from) {
      return new SurveyScores(
          from.need("segment").word(Segment.class),
          from.need("status").word(SurveyStatus.class),
          from.at("label").text(),
          from.at("rule").text(),
          from.at("satisfaction").number(),
          from.at("satisfaction_coverage").number(),
          from.at("attachment").number(),
          from.at("attachment_coverage").number(),
          from.at("barrier").number(),
          from.at("advocacy").number(),
          from.at("probabilities").part(SegmentProbabilities::of),
          from.need("captive_kind").word(CaptiveKind.class),
          from.need("flags").list(each -> each.word(ResponseMarks.class)),
          from.at("release_date").day(),
          from.at("wave").integer());
    }
  }

  /**
   * Of each group for the true scores, given how surely they are measured; null without a measurement.
   *
   * @param fan Of being one. Unit: probability. Null when absent.
   * @param sympathizer Of being one. Unit: probability. Null when absent.
   * @param mercenary Of being one. Unit: probability. Null when absent.
   * @param captive Of being one. Unit: probability. Null when absent.
   * @param opponent Of being one. Unit: probability. Null when absent.
   * @param assigned Of the customer's group. Unit: probability. Null when absent.
   * @param modal The most probable group; unclassified without probabilities.
   * @param stable The probability of the customer's group is 0.8 or more.
   * @param boundaryDistance To the nearest boundary that would change the group. Unit: standard errors of measurement.
   *     Null when absent.
   */
  public record SegmentProbabilities(
      Double fan,
      Double sympathizer,
      Double mercenary,
      Double captive,
      Double opponent,
      Double assigned,
      Segment modal,
      boolean stable,
      Double boundaryDistance) {

    static SegmentProbabilities of(Json from) {
      return new SegmentProbabilities(
          from.at("fan").number(),
          from.at("sympathizer").number(),
          from.at("mercenary").number(),
          from.at("captive").number(),
          from.at("opponent").number(),
          from.at("assigned").number(),
          from.need("modal").word(Segment.class),
          from.need("stable").flag(),
          from.at("boundary_distance").number());
    }
  }

  /**
   * The customer value.
   *
   * @param status Why there is a lifetime value, or none.
   * @param x Repeat purchases. Unit: purchases. Null when absent.
   * @param tX From the first to the last purchase. Unit: model unit. Null when absent.
   * @param T From the first purchase to the day of scoring. Unit: model unit. Null when absent.
   * @param monetary Mean repeat purchase. Unit: money. Null when absent.
   * @param revenue Sum of all amounts, refunds deducted. Unit: money. Null when absent.
   * @param pAlive Of still being a customer. Unit: probability. Null when absent.
   * @param expectedPurchases Within the horizon. Unit: purchases. Null when absent.
   * @param discountedExpectedPurchases Within the horizon, discounted to the day of scoring. Unit: purchases. Null
   *     when absent.
   * @param expectedSpend Per purchase. Unit: money. Null when absent.
   * @param lifetimeValue Discounted purchases x spend x margin. Unit: money. Null when absent.
   * @param lifetimeValueLow Lower end of the interval that the uncertainty of the parameters makes; it says nothing of
   *     how much single customers scatter. Unit: money. Null when absent.
   * @param lifetimeValueHigh Its upper end. Unit: money. Null when absent.
   * @param confidence Of the interval. Unit: probability. Null when absent.
   * @param horizon How far ahead purchases count. Unit: model unit. Null when absent.
   * @param unit The model unit: of t_x, T and horizon. Null when absent.
   * @param currency Of all amounts. Null when absent.
   * @param rule What made the value. Null when absent.
   */
  public record ValueScores(
      ValueStatus status,
      Double x,
      Double tX,
      Double T,
      Double monetary,
      Double revenue,
      Double pAlive,
      Double expectedPurchases,
      Double discountedExpectedPurchases,
      Double expectedSpend,
      Double lifetimeValue,
      Double lifetimeValueLow,
      Double lifetimeValueHigh,
      Double confidence,
      Double horizon,
      TimeUnit unit,
      String currency,
      String rule) {

    static ValueScores of(Json from) {
      return new ValueScores(
          from.need("status").word(ValueStatus.class),
          from.at("x").number(),
          from.at("t_x").number(),
          from.at("T").number(),
          from.at("monetary").number(),
          from.at("revenue").number(),
          from.at("p_alive").number(),
          from.at("expected_purchases").number(),
          from.at("discounted_expected_purchases").number(),
          from.at("expected_spend").number(),
          from.at("lifetime_value").number(),
          from.at("lifetime_value_low").number(),
          from.at("lifetime_value_high").number(),
          from.at("confidence").number(),
          from.at("horizon").number(),
          from.at("unit").word(TimeUnit.class),
          from.at("currency").text(),
          from.at("rule").text());
    }
  }

  /**
   * The place in the network; left out without network rules.
   *
   * @param status Why there is a social score, or none.
   * @param participation How much the customer contributes.
   * @param socialScore An open formula of reach, amplification and reactor_influence; never exactly 0 or 100. Unit: 0
   *     to 100. Null when absent.
   * @param publishedScore The social score to show and to act on: from what was published last it moves by the model's
   *     max_change_per_day at most, so that no burst of a day lifts anybody. Unit: 0 to 100. Null when absent.
   * @param reach Distinct reactors, faded. Unit: persons. Null when absent.
   * @param amplification Reactions per own contribution, shrunk. Unit: reactions per contribution. Null when absent.
   * @param reactorInfluence Influence of the reactors, added up. Unit: decayed interactions. Null when absent.
   * @param contributions Own posts, answers and reviews. Unit: decayed contributions. Null when absent.
   * @param influence Of the attention that comes from accounts with a standing; sums to 1 over the customers. Unit:
   *     share. Null when absent.
   * @param followers Who follow the customer. Unit: persons. Null when absent.
   * @param engagedFollowers Of these, who reacted. Unit: persons. Null when absent.
   * @param effectiveFollowers Persons who answer for those followers who act, look like persons and have a standing:
   *     whoever others vouch for counts as these, and whom only the customer vouches for not at all. Unit: persons.
   *     Null when absent.
   * @param engagementRate Engaged followers / followers: a number of followers never stands without what it is worth.
   *     Unit: share. Null when absent.
   * @param audienceValue What those are worth who listen to the customer, in any tone, each times the part of
   *     attention that goes to the customer: what talk puts at risk, and no worth of the customer. Where complaints,
   *     or a treatment by damage, ask for it. Unit: money. Null when absent.
   * @param communityPoints For being recognised by different others with a standing, by likes, comments, shares and
   *     mentions; they cannot be farmed. Unit: points. Null when absent.
   * @param communityOthers Different others with a standing who reacted. Unit: persons. Null when absent.
   * @param communityBadge What points and others come to, 1 to 3; 0: no badge yet. Unit: level. Null when absent.
   * @param followsBrand The customer follows the brand: a follow without a target.
   */
  public record NetworkScores(
      NetworkScoreStatus status,
      ParticipationClass participation,
      Double socialScore,
      Double publishedScore,
      Double reach,
      Double amplification,
      Double reactorInfluence,
      Double contributions,
      Double influence,
      Double followers,
      Double engagedFollowers,
      Double effectiveFollowers,
      Double engagementRate,
      Double audienceValue,
      Double communityPoints,
      Double communityOthers,
      Double communityBadge,
      boolean followsBrand) {

    static NetworkScores of(Json from) {
      return new NetworkScores(
          from.need("status").word(NetworkScoreStatus.class),
          from.need("participation").word(ParticipationClass.class),
          from.at("social_score").number(),
          from.at("published_score").number(),
          from.at("reach").number(),
          from.at("amplification").number(),
          from.at("reactor_influence").number(),
          from.at("contributions").number(),
          from.at("influence").number(),
          from.at("followers").number(),
          from.at("engaged_followers").number(),
          from.at("effective_followers").number(),
          from.at("engagement_rate").number(),
          from.at("audience_value").number(),
          from.at("community_points").number(),
          from.at("community_others").number(),
          from.at("community_badge").number(),
          from.need("follows_brand").flag());
    }
  }

  /**
   * The value in the network; left out without equity rules.
   *
   * @param status Why there is a network value, or none.
   * @param stage The highest stage up to which none is missing.
   * @param stagePremature A higher stage is reached although a lower one is not.
   * @param referralValue Credit received for those whom the customer brought. Unit: money. Null when absent.
   * @param influenceValue Credit received for those whom the customer influences. Unit: money. Null when absent.
   * @param creditReceived Referral value + influence value. Unit: money. Null when absent.
   * @param creditGiven Part of the own value that is credited to others. Unit: money. Null when absent.
   * @param networkValue Lifetime value - credit given + credit received; the sum over all customers is that of the
   *     lifetime values. Unit: money. Null when absent.
   * @param knowledgeValue What contributions are worth. Unit: money. Null when absent.
   * @param engagementValue Network value + knowledge value. Unit: money. Null when absent.
   * @param givenShare Of the own value that is credited to others. Unit: share. Null when absent.
   * @param owedForReferral Of the own value for who brought the customer, were all of it borne out by purchases. Unit:
   *     share. Null when absent.
   * @param owedForInfluence The same for those who influence the customer. Unit: share. Null when absent.
   * @param contacts Interactions that the customer took part in. Unit: interactions. Null when absent.
   * @param answered Utterances of the customer that an employee answered. Unit: utterances. Null when absent.
   * @param recommendations Customers who came on the customer's word. Unit: customers. Null when absent.
   * @param helped Answers to other customers. Unit: answers. Null when absent.
   * @param openReferrals People outside the base whom the customer brought first, and who are no customers yet. Unit:
   *     persons. Null when absent.
   */
  public record EquityScores(
      EquityStatus status,
      Stage stage,
      boolean stagePremature,
      Double referralValue,
      Double influenceValue,
      Double creditReceived,
      Double creditGiven,
      Double networkValue,
      Double knowledgeValue,
      Double engagementValue,
      Double givenShare,
      Double owedForReferral,
      Double owedForInfluence,
      Double contacts,
      Double answered,
      Double recommendations,
      Double helped,
      Double openReferrals) {

    static EquityScores of(Json from) {
      return new EquityScores(
          from.need("status").word(EquityStatus.class),
          from.need("stage").word(Stage.class),
          from.need("stage_premature").flag(),
          from.at("referral_value").number(),
          from.at("influence_value").number(),
          from.at("credit_received").number(),
          from.at("credit_given").number(),
          from.at("network_value").number(),
          from.at("knowledge_value").number(),
          from.at("engagement_value").number(),
          from.at("given_share").number(),
          from.at("owed_for_referral").number(),
          from.at("owed_for_influence").number(),
          from.at("contacts").number(),
          from.at("answered").number(),
          from.at("recommendations").number(),
          from.at("helped").number(),
          from.at("open_referrals").number());
    }
  }

  /**
   * What the customer shared with the company; left out without equity rules.
   *
   * @param points What no formula turns into money; never added to money. Unit: points. Null when absent.
   * @param diversity Of what is shared. Unit: effective kinds, 1 to 7. Null when absent.
   * @param accepted That were accepted. Unit: contributions. Null when absent.
   * @param money What contributions are worth. Unit: money. Null when absent.
   * @param units Units shared of each kind, times acceptance. Unit: units.
   */
  public record SharingScores(
      Double points,
      Double diversity,
      Double accepted,
      Double money,
      Map<SharingKind, Double> units) {

    static SharingScores of(Json from) {
      return new SharingScores(
          from.at("points").number(),
          from.at("diversity").number(),
          from.at("accepted").number(),
          from.at("money").number(),
          from.need("units").map(SharingKind.class, Json::number));
    }
  }

  /**
   * What the customer complained about, and what is at risk; left out without service rules.
   *
   * @param status Whether anything is known of complaints.
   * @param open That are not settled. Unit: complaints. Null when absent.
   * @param complaints In the model's window, and those that are open. Unit: complaints. Null when absent.
   * @param praises Praise in the model's window. Unit: rows. Null when absent.
   * @param openHours Since the oldest open one came in, up to the end of the day. Unit: hours. Null when absent.
   * @param promisedHours Within which the open one is to be answered that is latest, or has least time left. Unit:
   *     hours. Null when absent.
   * @param missedHours By which that promise was missed, or is by now; 0: kept so far. Unit: hours. Null when absent.
   * @param damageAtRisk The own lifetime value and the audience's, while a complaint is open. Unit: money. Null when
   *     absent.
   * @param pOpponent That the customer is an opponent; of who was never asked, the model's assumption. Unit:
   *     probability. Null when absent.
   * @param priority Damage x P(opponent): higher first. Unit: money. Null when absent.
   * @param queuePlace Among those with an open complaint, from 1. Unit: place. Null when absent.
   * @param recovered Whether the customer is satisfied again since the last complaint was settled.
   * @param satisfactionBefore In the last survey before the last complaint that was settled. Unit: 0 to 100. Null when
   *     absent.
   * @param satisfactionAfter In the last survey after it was settled. Unit: 0 to 100. Null when absent.
   */
  public record ComplaintScores(
      ComplaintStatus status,
      Double open,
      Double complaints,
      Double praises,
      Double openHours,
      Double promisedHours,
      Double missedHours,
      Double damageAtRisk,
      Double pOpponent,
      Double priority,
      Double queuePlace,
      Recovery recovered,
      Double satisfactionBefore,
      Double satisfactionAfter) {

    static ComplaintScores of(Json from) {
      return new ComplaintScores(
          from.need("status").word(ComplaintStatus.class),
          from.at("open").number(),
          from.at("complaints").number(),
          from.at("praises").number(),
          from.at("open_hours").number(),
          from.at("promised_hours").number(),
          from.at("missed_hours").number(),
          from.at("damage_at_risk").number(),
          from.at("p_opponent").number(),
          from.at("priority").number(),
          from.at("queue_place").number(),
          from.need("recovered").word(Recovery.class),
          from.at("satisfaction_before").number(),
          from.at("satisfaction_after").number());
    }
  }

  /**
   * The customer as somebody who helps customers; left out without service rules.
   *
   * @param status Whether the customer is a helper.
   * @param state How far the helper has come.
   * @param badge Certified by several jobs that went well.
   * @param jobs That ended. Unit: jobs. Null when absent.
   * @param solved Of these, that went well. Unit: jobs. Null when absent.
   * @param trust That the next job goes well. Unit: probability. Null when absent.
   * @param trustLow The lower end of its interval. Unit: probability. Null when absent.
   * @param trustHigh Its upper end. Unit: probability. Null when absent.
   * @param rating Mean of the ratings that count, drawn to the usual one. Unit: stars. Null when absent.
   * @param ratings That count. Unit: ratings. Null when absent.
   */
  public record HelperScores(
      HelperStatus status,
      HelperState state,
      boolean badge,
      Double jobs,
      Double solved,
      Double trust,
      Double trustLow,
      Double trustHigh,
      Double rating,
      Double ratings) {

    static HelperScores of(Json from) {
      return new HelperScores(
          from.need("status").word(HelperStatus.class),
          from.need("state").word(HelperState.class),
          from.need("badge").flag(),
          from.at("jobs").number(),
          from.at("solved").number(),
          from.at("trust").number(),
          from.at("trust_low").number(),
          from.at("trust_high").number(),
          from.at("rating").number(),
          from.at("ratings").number());
    }
  }

  /**
   * What is done for the customer; left out without treatment rules.
   *
   * @param status Whether something is done, and why not.
   * @param action The id of the action. Null when absent.
   * @param reason Of the rule that decided. Null when absent.
   * @param valueTier By network value, else lifetime value. Null when absent.
   * @param mayAskReferral The recommendation gate is open, and contact is allowed.
   * @param integrable Heavy contributor, fan or sympathizer, contact allowed.
   * @param priority Among those who get the same action; higher first. Unit: of the action. Null when absent.
   */
  public record TreatmentScores(
      TreatmentStatus status,
      String action,
      String reason,
      String valueTier,
      boolean mayAskReferral,
      boolean integrable,
      Double priority) {

    static TreatmentScores of(Json from) {
      return new TreatmentScores(
          from.need("status").word(TreatmentStatus.class),
          from.at("action").text(),
          from.at("reason").text(),
          from.at("value_tier").text(),
          from.need("may_ask_referral").flag(),
          from.need("integrable").flag(),
          from.at("priority").number());
    }
  }

  /**
   * Whether the customer matters to the others; left out without rules of who matters or of ambassadors.
   *
   * @param status Why there is a place among those who matter, or none.
   * @param layer Pareto layer of activity, influence and value: 1 holds those before whom there is nobody. Unit:
   *     layer. Null when absent.
   * @param place 1 more than the number of those who are before; equal ones share a place. Unit: place. Null when
   *     absent.
   * @param sharedBy How many have that place; 1: the customer alone. Unit: customers. Null when absent.
   * @param index Weighted geometric mean of percentile ranks; decides the place by the order weights. Unit: 0 to 100.
   *     Null when absent.
   * @param firstLayer Of being in the first layer, as far as the parameters of the lifetime values are known; absent
   *     without a fit. Unit: probability.
   * @param layerLow The best layer that the same uncertainty leaves, at the model's confidence. Unit: layer. Null when
   *     absent.
   * @param layerHigh The worst one. Unit: layer. Null when absent.
   * @param active Among those who contribute most; copies of one text count once.
   * @param influential Among those who get most attention.
   * @param valuable Among those of the highest network value, else lifetime value.
   * @param betweenness Of the pairs of other customers with ties, the part whose shortest way runs through the
   *     customer. Unit: share. Null when absent.
   * @param cutOff Who could not reach the largest rest of the customer's part of the network if the customer left.
   *     Unit: customers. Null when absent.
   * @param spans Without a tie to an employee of their own, who have one to this customer, who has one. Unit:
   *     customers. Null when absent.
   * @param hub Among the 5 % with most ties and among the 5 % with the highest betweenness.
   * @param bridge Joins parts that few others join: among the 5 % with most betweenness per tie, or at least 5 are cut
   *     off.
   * @param spanner Has ties to an employee and to other customers.
   * @param ambassadorStatus Whether the customer is in the plan of ambassadors, and why not.
   * @param ambassador In the plan of ambassadors.
   * @param ambassadorPlace In the order of the plan. Unit: place. Null when absent.
   * @param ambassadorGain What the customer adds to those before in the plan: money, or persons. Unit: of the plan.
   *     Null when absent.
   */
  public record MattersScores(
      MattersStatus status,
      Double layer,
      Double place,
      Double sharedBy,
      Double index,
      Double firstLayer,
      Double layerLow,
      Double layerHigh,
      boolean active,
      boolean influential,
      boolean valuable,
      Double betweenness,
      Double cutOff,
      Double spans,
      boolean hub,
      boolean bridge,
      boolean spanner,
      AmbassadorStanding ambassadorStatus,
      boolean ambassador,
      Double ambassadorPlace,
      Double ambassadorGain) {

    static MattersScores of(Json from) {
      return new MattersScores(
          from.need("status").word(MattersStatus.class),
          from.at("layer").number(),
          from.at("place").number(),
          from.at("shared_by").number(),
          from.at("index").number(),
          from.at("first_layer").number(),
          from.at("layer_low").number(),
          from.at("layer_high").number(),
          from.need("active").flag(),
          from.need("influential").flag(),
          from.need("valuable").flag(),
          from.at("betweenness").number(),
          from.at("cut_off").number(),
          from.at("spans").number(),
          from.need("hub").flag(),
          from.need("bridge").flag(),
          from.need("spanner").flag(),
          from.need("ambassador_status").word(AmbassadorStanding.class),
          from.need("ambassador").flag(),
          from.at("ambassador_place").number(),
          from.at("ambassador_gain").number());
    }
  }

  /**
   * The account that the customer belongs to, or is; left out without a section of accounts.
   *
   * @param status Whether the account's figures are known.
   * @param members Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the
   *     accounts below it. Unit: customers. Null when absent.
   * @param respondents Of these, who have a group. Null, as all that follows of answers: too few, or the mean would
   *     tell an answer. Unit: customers. Null when absent.
   * @param satisfaction Mean of the respondents', weighted as the model says. Unit: 0 to 100. Null when absent.
   * @param satisfactionLow The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's,
   *     made of the mean and their number alone, and so rather wide. Unit: 0 to 100. Null when absent.
   * @param satisfactionHigh Its upper end. Unit: 0 to 100. Null when absent.
   * @param attachment The same of their attachment. Unit: 0 to 100. Null when absent.
   * @param attachmentLow The lower end of its interval. Unit: 0 to 100. Null when absent.
   * @param attachmentHigh Its upper end. Unit: 0 to 100. Null when absent.
   * @param segment Group of the portfolio to which both means belong.
   * @param revenue Of the accounts, and of those of their persons whose sum may be told. Unit: money. Null when
   *     absent.
   * @param lifetimeValue The same. Unit: money. Null when absent.
   * @param networkValue The same. Unit: money. Null when absent.
   */
  public record AccountScores(
      AccountStatus status,
      Double members,
      Double respondents,
      Double satisfaction,
      Double satisfactionLow,
      Double satisfactionHigh,
      Double attachment,
      Double attachmentLow,
      Double attachmentHigh,
      Segment segment,
      Double revenue,
      Double lifetimeValue,
      Double networkValue) {

    static AccountScores of(Json from) {
      return new AccountScores(
          from.need("status").word(AccountStatus.class),
          from.at("members").number(),
          from.at("respondents").number(),
          from.at("satisfaction").number(),
          from.at("satisfaction_low").number(),
          from.at("satisfaction_high").number(),
          from.at("attachment").number(),
          from.at("attachment_low").number(),
          from.at("attachment_high").number(),
          from.need("segment").word(Segment.class),
          from.at("revenue").number(),
          from.at("lifetime_value").number(),
          from.at("network_value").number());
    }
  }

  /**
   * What may be done with the customer's data, use by use.
   *
   * @param survey Whether survey answers may be linked to the person.
   * @param value Whether purchases and contracts may be valued.
   * @param network Whether interactions, referrals and contributions may be used.
   * @param contact Whether a treatment that approaches the person may be proposed.
   */
  public record ConsentScores(
      ConsentStatus survey,
      ConsentStatus value,
      ConsentStatus network,
      ConsentStatus contact) {

    static ConsentScores of(Json from) {
      return new ConsentScores(
          from.need("survey").word(ConsentStatus.class),
          from.need("value").word(ConsentStatus.class),
          from.need("network").word(ConsentStatus.class),
          from.need("contact").word(ConsentStatus.class));
    }
  }

  /**
   * The reasons, one entry a score; left out in a list of cards.
   *
   * @param score Which score.
   * @param value The score, the word of a group or of a treatment, or null where it is absent.
   * @param unit The unit of the value. Null when absent.
   * @param status Why there is no value; of a treatment, what became of it. Null when absent.
   * @param rule The id of the rule that placed the customer in a group. Null when absent.
   * @param parts Contributions that sum, or factors that multiply, to the value, or what was compared.
   * @param missing The items that were not answered.
   * @param evidence Of a lifetime value: what it rests on. Null when absent.
   * @param contributions Of a lifetime value: Shapley values against a newcomer; null where there is none to compare
   *     with.
   * @param sentence For the person, in English.
   * @param sentenceDe For the person, in the language that the key names.
   */
  public record Explanation(
      String score,
      Object value,
      String unit,
      String status,
      String rule,
      List<ExplainedPart> parts,
      List<String> missing,
      PurchaseEvidence evidence,
      DifferenceFromNewcomer contributions,
      String sentence,
      String sentenceDe) {

    static Explanation of(Json from) {
      return new Explanation(
          from.need("score").text(),
          from.at("value").any(),
          from.at("unit").text(),
          from.at("status").text(),
          from.at("rule").text(),
          from.need("parts").list(ExplainedPart::of),
          from.need("missing").list(Json::text),
          from.at("evidence").part(PurchaseEvidence::of),
          from.at("contributions").part(DifferenceFromNewcomer::of),
          from.need("sentence").text(),
          from.need("sentence_de").text());
    }
  }

  /**
   * Contributions that sum, or factors that multiply, to the value, or what was compared.
   *
   * @param name What it is: the id of an item, a column of the score table, a factor.
   * @param contribution What it adds, in the unit of the score. Null when absent.
   * @param factor By what it multiplies. Null when absent.
   * @param evidence What was observed; null for a constant.
   * @param at Where the boundary lies. Null when absent.
   * @param boundary The boundary that the evidence was compared with. Null when absent.
   * @param unit The unit of the factor. Null when absent.
   */
  public record ExplainedPart(
      String name,
      Double contribution,
      Double factor,
      Double evidence,
      Double at,
      String boundary,
      String unit) {

    static ExplainedPart of(Json from) {
      return new ExplainedPart(
          from.need("name").text(),
          from.at("contribution").number(),
          from.at("factor").number(),
          from.at("evidence").number(),
          from.at("at").number(),
          from.at("boundary").text(),
          from.at("unit").text());
    }
  }

  /**
   * Of a lifetime value: what it rests on.
   *
   * @param x Repeat purchases. Unit: purchases. Null when absent.
   * @param tX From the first to the last purchase. Unit: model unit. Null when absent.
   * @param T From the first purchase to the day of scoring. Unit: model unit. Null when absent.
   * @param pAlive Of still being a customer. Unit: probability. Null when absent.
   */
  public record PurchaseEvidence(
      Double x,
      Double tX,
      Double T,
      Double pAlive) {

    static PurchaseEvidence of(Json from) {
      return new PurchaseEvidence(
          from.at("x").number(),
          from.at("t_x").number(),
          from.at("T").number(),
          from.at("p_alive").number());
    }
  }

  /**
   * Of a lifetime value: Shapley values against a newcomer; null where there is none to compare with.
   *
   * @param baseline The lifetime value of the newcomer. Unit: money. Null when absent.
   * @param baselineIs Who the newcomer is.
   * @param parts What the difference of each factor adds.
   */
  public record DifferenceFromNewcomer(
      Double baseline,
      String baselineIs,
      List<ExplainedPart> parts) {

    static DifferenceFromNewcomer of(Json from) {
      return new DifferenceFromNewcomer(
          from.at("baseline").number(),
          from.need("baseline_is").text(),
          from.need("parts").list(ExplainedPart::of));
    }
  }
}
