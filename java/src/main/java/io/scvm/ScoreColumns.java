// Rendered by describe/render.py from the descriptions in core/; do not edit.
package io.scvm;

import java.time.LocalDate;

/**
 * The columns of a {@link ScoreTable} by name, each as an array of its own with one place a customer, in the order of
 * {@link ScoreTable#ids}: {@code scores.columns().segment()}.
 *
 * <p>A number that is absent is NaN, a day that is absent is null.
 */
public final class ScoreColumns {
  private final ScoreTable table;

  ScoreColumns(ScoreTable table) {
    this.table = table;
  }

  /**
   * Group of the portfolio.
   *
   * @return one place a customer
   */
  public Segment[] segment() {
    return table.words("segment", Segment.values());
  }

  /**
   * Why there is a group, or none.
   *
   * @return one place a customer
   */
  public SurveyStatus[] surveyStatus() {
    return table.words("survey_status", SurveyStatus.values());
  }

  /**
   * The most probable group; unclassified without probabilities.
   *
   * @return one place a customer
   */
  public Segment[] modalSegment() {
    return table.words("modal_segment", Segment.values());
  }

  /**
   * The probability of the customer's group is 0.8 or more.
   *
   * @return one place a customer
   */
  public boolean[] stable() {
    return table.flags("stable");
  }

  /**
   * What holds a captive.
   *
   * @return one place a customer
   */
  public CaptiveKind[] captiveKind() {
    return table.words("captive_kind", CaptiveKind.values());
  }

  /**
   * Every answer lies at an end of its scale: doubt the response.
   *
   * @return one place a customer
   */
  public boolean[] allExtreme() {
    return table.flags("all_extreme");
  }

  /**
   * Nothing is answered from some item on: doubt the response.
   *
   * @return one place a customer
   */
  public boolean[] brokenOff() {
    return table.flags("broken_off");
  }

  /**
   * Dissatisfied, attached like a fan, not held: first in complaint handling.
   *
   * @return one place a customer
   */
  public boolean[] hurtFan() {
    return table.flags("hurt_fan");
  }

  /**
   * Satisfied, unattached, held by barriers.
   *
   * @return one place a customer
   */
  public boolean[] latched() {
    return table.flags("latched");
  }

  /**
   * A score lies on a boundary that mattered.
   *
   * @return one place a customer
   */
  public boolean[] onBoundary() {
    return table.flags("on_boundary");
  }

  /**
   * One answer along a block with reversed items: doubt the response.
   *
   * @return one place a customer
   */
  public boolean[] straightLining() {
    return table.flags("straight_lining");
  }

  /**
   * Why there is a lifetime value, or none.
   *
   * @return one place a customer
   */
  public ValueStatus[] valueStatus() {
    return table.words("value_status", ValueStatus.values());
  }

  /**
   * Why there is a social score, or none.
   *
   * @return one place a customer
   */
  public NetworkScoreStatus[] networkStatus() {
    return table.words("network_status", NetworkScoreStatus.values());
  }

  /**
   * How much the customer contributes.
   *
   * @return one place a customer
   */
  public ParticipationClass[] participation() {
    return table.words("participation", ParticipationClass.values());
  }

  /**
   * The customer follows the brand: a follow without a target.
   *
   * @return one place a customer
   */
  public boolean[] followsBrand() {
    return table.flags("follows_brand");
  }

  /**
   * Why there is a network value, or none.
   *
   * @return one place a customer
   */
  public EquityStatus[] equityStatus() {
    return table.words("equity_status", EquityStatus.values());
  }

  /**
   * The highest stage up to which none is missing.
   *
   * @return one place a customer
   */
  public Stage[] stage() {
    return table.words("stage", Stage.values());
  }

  /**
   * A higher stage is reached although a lower one is not.
   *
   * @return one place a customer
   */
  public boolean[] stagePremature() {
    return table.flags("stage_premature");
  }

  /**
   * Whether anything is known of complaints.
   *
   * @return one place a customer
   */
  public ComplaintStatus[] complaintStatus() {
    return table.words("complaint_status", ComplaintStatus.values());
  }

  /**
   * Whether the customer is satisfied again since the last complaint was settled.
   *
   * @return one place a customer
   */
  public Recovery[] recovered() {
    return table.words("recovered", Recovery.values());
  }

  /**
   * Whether the customer is a helper.
   *
   * @return one place a customer
   */
  public HelperStatus[] helperStatus() {
    return table.words("helper_status", HelperStatus.values());
  }

  /**
   * How far the helper has come.
   *
   * @return one place a customer
   */
  public HelperState[] helperState() {
    return table.words("helper_state", HelperState.values());
  }

  /**
   * Certified by several jobs that went well.
   *
   * @return one place a customer
   */
  public boolean[] helperBadge() {
    return table.flags("helper_badge");
  }

  /**
   * The action, by its place in the model from 1; 0 for none.
   *
   * @return one place a customer
   */
  public String[] treatment() {
    return table.texts("treatment");
  }

  /**
   * The rule that decided, by its place in the model from 1.
   *
   * @return one place a customer
   */
  public String[] treatmentRule() {
    return table.texts("treatment_rule");
  }

  /**
   * By network value, else lifetime value, by its place in the model from 1.
   *
   * @return one place a customer
   */
  public String[] valueTier() {
    return table.texts("value_tier");
  }

  /**
   * Whether something is done, and why not.
   *
   * @return one place a customer
   */
  public TreatmentStatus[] treatmentStatus() {
    return table.words("treatment_status", TreatmentStatus.values());
  }

  /**
   * The recommendation gate is open, and contact is allowed.
   *
   * @return one place a customer
   */
  public boolean[] mayAskReferral() {
    return table.flags("may_ask_referral");
  }

  /**
   * Heavy contributor, fan or sympathizer, contact allowed.
   *
   * @return one place a customer
   */
  public boolean[] integrable() {
    return table.flags("integrable");
  }

  /**
   * Why there is a place among those who matter, or none.
   *
   * @return one place a customer
   */
  public MattersStatus[] mattersStatus() {
    return table.words("matters_status", MattersStatus.values());
  }

  /**
   * Among those who contribute most; copies of one text count once.
   *
   * @return one place a customer
   */
  public boolean[] active() {
    return table.flags("active");
  }

  /**
   * Among those who get most attention.
   *
   * @return one place a customer
   */
  public boolean[] influential() {
    return table.flags("influential");
  }

  /**
   * Among those of the highest network value, else lifetime value.
   *
   * @return one place a customer
   */
  public boolean[] valuable() {
    return table.flags("valuable");
  }

  /**
   * Among the 5 % with most ties and among the 5 % with the highest betweenness.
   *
   * @return one place a customer
   */
  public boolean[] hub() {
    return table.flags("hub");
  }

  /**
   * Joins parts that few others join: among the 5 % with most betweenness per tie, or at least 5 are cut off.
   *
   * @return one place a customer
   */
  public boolean[] bridge() {
    return table.flags("bridge");
  }

  /**
   * Has ties to an employee and to other customers.
   *
   * @return one place a customer
   */
  public boolean[] spanner() {
    return table.flags("spanner");
  }

  /**
   * Whether the customer is in the plan of ambassadors, and why not.
   *
   * @return one place a customer
   */
  public AmbassadorStanding[] ambassadorStatus() {
    return table.words("ambassador_status", AmbassadorStanding.values());
  }

  /**
   * In the plan of ambassadors.
   *
   * @return one place a customer
   */
  public boolean[] ambassador() {
    return table.flags("ambassador");
  }

  /**
   * Whether the account's figures are known.
   *
   * @return one place a customer
   */
  public AccountStatus[] accountStatus() {
    return table.words("account_status", AccountStatus.values());
  }

  /**
   * Group of the portfolio to which both means belong.
   *
   * @return one place a customer
   */
  public Segment[] accountSegment() {
    return table.words("account_segment", Segment.values());
  }

  /**
   * Included where any use that the model scores is; else why none is.
   *
   * @return one place a customer
   */
  public ConsentStatus[] consentStatus() {
    return table.words("consent_status", ConsentStatus.values());
  }

  /**
   * Whether survey answers may be linked to the person.
   *
   * @return one place a customer
   */
  public ConsentStatus[] consentSurvey() {
    return table.words("consent_survey", ConsentStatus.values());
  }

  /**
   * Whether purchases and contracts may be valued.
   *
   * @return one place a customer
   */
  public ConsentStatus[] consentValue() {
    return table.words("consent_value", ConsentStatus.values());
  }

  /**
   * Whether interactions, referrals and contributions may be used.
   *
   * @return one place a customer
   */
  public ConsentStatus[] consentNetwork() {
    return table.words("consent_network", ConsentStatus.values());
  }

  /**
   * Whether a treatment that approaches the person may be proposed.
   *
   * @return one place a customer
   */
  public ConsentStatus[] consentContact() {
    return table.words("consent_contact", ConsentStatus.values());
  }

  /**
   * In percent of what could be reached. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] satisfaction() {
    return table.numbers("satisfaction");
  }

  /**
   * Answered part of the weights. Unit: share.
   *
   * @return one place a customer
   */
  public double[] satisfactionCoverage() {
    return table.numbers("satisfaction_coverage");
  }

  /**
   * In percent of what could be reached. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] attachment() {
    return table.numbers("attachment");
  }

  /**
   * Answered part of the weights. Unit: share.
   *
   * @return one place a customer
   */
  public double[] attachmentCoverage() {
    return table.numbers("attachment_coverage");
  }

  /**
   * What keeps the customer from leaving; a contract that holds makes it 100. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] barrier() {
    return table.numbers("barrier");
  }

  /**
   * P(satisfied) - P(dissatisfied): the sign that the customer's reach has. Unit: -1 to 1.
   *
   * @return one place a customer
   */
  public double[] advocacy() {
    return table.numbers("advocacy");
  }

  /**
   * Of being one. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] pFan() {
    return table.numbers("p_fan");
  }

  /**
   * Of being one. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] pSympathizer() {
    return table.numbers("p_sympathizer");
  }

  /**
   * Of being one. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] pMercenary() {
    return table.numbers("p_mercenary");
  }

  /**
   * Of being one. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] pCaptive() {
    return table.numbers("p_captive");
  }

  /**
   * Of being one. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] pOpponent() {
    return table.numbers("p_opponent");
  }

  /**
   * Of the customer's group. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] assignedProbability() {
    return table.numbers("assigned_probability");
  }

  /**
   * To the nearest boundary that would change the group. Unit: standard errors of measurement.
   *
   * @return one place a customer
   */
  public double[] boundaryDistance() {
    return table.numbers("boundary_distance");
  }

  /**
   * When a contract lets a held customer go.
   *
   * @return one place a customer
   */
  public LocalDate[] releaseDate() {
    return table.days("release_date");
  }

  /**
   * Of the response that was scored. Unit: survey wave.
   *
   * @return one place a customer
   */
  public double[] wave() {
    return table.numbers("wave");
  }

  /**
   * Repeat purchases. Unit: purchases.
   *
   * @return one place a customer
   */
  public double[] x() {
    return table.numbers("x");
  }

  /**
   * From the first to the last purchase. Unit: model unit.
   *
   * @return one place a customer
   */
  public double[] tX() {
    return table.numbers("t_x");
  }

  /**
   * From the first purchase to the day of scoring. Unit: model unit.
   *
   * @return one place a customer
   */
  public double[] T() {
    return table.numbers("T");
  }

  /**
   * Mean repeat purchase. Unit: money.
   *
   * @return one place a customer
   */
  public double[] monetary() {
    return table.numbers("monetary");
  }

  /**
   * Sum of all amounts, refunds deducted. Unit: money.
   *
   * @return one place a customer
   */
  public double[] revenue() {
    return table.numbers("revenue");
  }

  /**
   * Of still being a customer. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] pAlive() {
    return table.numbers("p_alive");
  }

  /**
   * Within the horizon. Unit: purchases.
   *
   * @return one place a customer
   */
  public double[] expectedPurchases() {
    return table.numbers("expected_purchases");
  }

  /**
   * Within the horizon, discounted to the day of scoring. Unit: purchases.
   *
   * @return one place a customer
   */
  public double[] discountedExpectedPurchases() {
    return table.numbers("discounted_expected_purchases");
  }

  /**
   * Per purchase. Unit: money.
   *
   * @return one place a customer
   */
  public double[] expectedSpend() {
    return table.numbers("expected_spend");
  }

  /**
   * Discounted purchases x spend x margin. Unit: money.
   *
   * @return one place a customer
   */
  public double[] lifetimeValue() {
    return table.numbers("lifetime_value");
  }

  /**
   * Lower end of the interval that the uncertainty of the parameters makes; it says nothing of how much single
   * customers scatter. Unit: money.
   *
   * @return one place a customer
   */
  public double[] lifetimeValueLow() {
    return table.numbers("lifetime_value_low");
  }

  /**
   * Its upper end. Unit: money.
   *
   * @return one place a customer
   */
  public double[] lifetimeValueHigh() {
    return table.numbers("lifetime_value_high");
  }

  /**
   * An open formula of reach, amplification and reactor_influence; never exactly 0 or 100. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] socialScore() {
    return table.numbers("social_score");
  }

  /**
   * The social score to show and to act on: from what was published last it moves by the model's max_change_per_day at
   * most, so that no burst of a day lifts anybody. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] publishedScore() {
    return table.numbers("published_score");
  }

  /**
   * Distinct reactors, faded. Unit: persons.
   *
   * @return one place a customer
   */
  public double[] reach() {
    return table.numbers("reach");
  }

  /**
   * Reactions per own contribution, shrunk. Unit: reactions per contribution.
   *
   * @return one place a customer
   */
  public double[] amplification() {
    return table.numbers("amplification");
  }

  /**
   * Influence of the reactors, added up. Unit: decayed interactions.
   *
   * @return one place a customer
   */
  public double[] reactorInfluence() {
    return table.numbers("reactor_influence");
  }

  /**
   * Own posts, answers and reviews. Unit: decayed contributions.
   *
   * @return one place a customer
   */
  public double[] contributions() {
    return table.numbers("contributions");
  }

  /**
   * Of the attention that comes from accounts with a standing; sums to 1 over the customers. Unit: share.
   *
   * @return one place a customer
   */
  public double[] influence() {
    return table.numbers("influence");
  }

  /**
   * Who follow the customer. Unit: persons.
   *
   * @return one place a customer
   */
  public double[] followers() {
    return table.numbers("followers");
  }

  /**
   * Of these, who reacted. Unit: persons.
   *
   * @return one place a customer
   */
  public double[] engagedFollowers() {
    return table.numbers("engaged_followers");
  }

  /**
   * Persons who answer for those followers who act, look like persons and have a standing: whoever others vouch for
   * counts as these, and whom only the customer vouches for not at all. Unit: persons.
   *
   * @return one place a customer
   */
  public double[] effectiveFollowers() {
    return table.numbers("effective_followers");
  }

  /**
   * What those are worth who listen to the customer, in any tone, each times the part of attention that goes to the
   * customer: what talk puts at risk, and no worth of the customer. Where complaints, or a treatment by damage, ask
   * for it. Unit: money.
   *
   * @return one place a customer
   */
  public double[] audienceValue() {
    return table.numbers("audience_value");
  }

  /**
   * For being recognised by different others with a standing, by likes, comments, shares and mentions; they cannot be
   * farmed. Unit: points.
   *
   * @return one place a customer
   */
  public double[] communityPoints() {
    return table.numbers("community_points");
  }

  /**
   * Different others with a standing who reacted. Unit: persons.
   *
   * @return one place a customer
   */
  public double[] communityOthers() {
    return table.numbers("community_others");
  }

  /**
   * What points and others come to, 1 to 3; 0: no badge yet. Unit: level.
   *
   * @return one place a customer
   */
  public double[] communityBadge() {
    return table.numbers("community_badge");
  }

  /**
   * Credit received for those whom the customer brought. Unit: money.
   *
   * @return one place a customer
   */
  public double[] referralValue() {
    return table.numbers("referral_value");
  }

  /**
   * Credit received for those whom the customer influences. Unit: money.
   *
   * @return one place a customer
   */
  public double[] influenceValue() {
    return table.numbers("influence_value");
  }

  /**
   * Referral value + influence value. Unit: money.
   *
   * @return one place a customer
   */
  public double[] creditReceived() {
    return table.numbers("credit_received");
  }

  /**
   * Part of the own value that is credited to others. Unit: money.
   *
   * @return one place a customer
   */
  public double[] creditGiven() {
    return table.numbers("credit_given");
  }

  /**
   * Lifetime value - credit given + credit received; the sum over all customers is that of the lifetime values. Unit:
   * money.
   *
   * @return one place a customer
   */
  public double[] networkValue() {
    return table.numbers("network_value");
  }

  /**
   * What contributions are worth. Unit: money.
   *
   * @return one place a customer
   */
  public double[] knowledgeValue() {
    return table.numbers("knowledge_value");
  }

  /**
   * Network value + knowledge value. Unit: money.
   *
   * @return one place a customer
   */
  public double[] engagementValue() {
    return table.numbers("engagement_value");
  }

  /**
   * Of the own value that is credited to others. Unit: share.
   *
   * @return one place a customer
   */
  public double[] givenShare() {
    return table.numbers("given_share");
  }

  /**
   * Of the own value for who brought the customer, were all of it borne out by purchases. Unit: share.
   *
   * @return one place a customer
   */
  public double[] owedForReferral() {
    return table.numbers("owed_for_referral");
  }

  /**
   * The same for those who influence the customer. Unit: share.
   *
   * @return one place a customer
   */
  public double[] owedForInfluence() {
    return table.numbers("owed_for_influence");
  }

  /**
   * Interactions that the customer took part in. Unit: interactions.
   *
   * @return one place a customer
   */
  public double[] contacts() {
    return table.numbers("contacts");
  }

  /**
   * Utterances of the customer that an employee answered. Unit: utterances.
   *
   * @return one place a customer
   */
  public double[] answered() {
    return table.numbers("answered");
  }

  /**
   * Customers who came on the customer's word. Unit: customers.
   *
   * @return one place a customer
   */
  public double[] recommendations() {
    return table.numbers("recommendations");
  }

  /**
   * Answers to other customers. Unit: answers.
   *
   * @return one place a customer
   */
  public double[] helped() {
    return table.numbers("helped");
  }

  /**
   * People outside the base whom the customer brought first, and who are no customers yet. Unit: persons.
   *
   * @return one place a customer
   */
  public double[] openReferrals() {
    return table.numbers("open_referrals");
  }

  /**
   * What no formula turns into money; never added to money. Unit: points.
   *
   * @return one place a customer
   */
  public double[] sharingPoints() {
    return table.numbers("sharing_points");
  }

  /**
   * Of what is shared. Unit: effective kinds, 1 to 7.
   *
   * @return one place a customer
   */
  public double[] sharingDiversity() {
    return table.numbers("sharing_diversity");
  }

  /**
   * That were accepted. Unit: contributions.
   *
   * @return one place a customer
   */
  public double[] acceptedContributions() {
    return table.numbers("accepted_contributions");
  }

  /**
   * Units shared of each kind, times acceptance. Unit: units.
   *
   * @return one place a customer
   */
  public double[] sharedProducts() {
    return table.numbers("shared_products");
  }

  /**
   * Units shared of each kind, times acceptance. Unit: units.
   *
   * @return one place a customer
   */
  public double[] sharedIdeas() {
    return table.numbers("shared_ideas");
  }

  /**
   * Units shared of each kind, times acceptance. Unit: units.
   *
   * @return one place a customer
   */
  public double[] sharedKnowHow() {
    return table.numbers("shared_know_how");
  }

  /**
   * Units shared of each kind, times acceptance. Unit: units.
   *
   * @return one place a customer
   */
  public double[] sharedCapital() {
    return table.numbers("shared_capital");
  }

  /**
   * Units shared of each kind, times acceptance. Unit: units.
   *
   * @return one place a customer
   */
  public double[] sharedContent() {
    return table.numbers("shared_content");
  }

  /**
   * Units shared of each kind, times acceptance. Unit: units.
   *
   * @return one place a customer
   */
  public double[] sharedExperience() {
    return table.numbers("shared_experience");
  }

  /**
   * Units shared of each kind, times acceptance. Unit: units.
   *
   * @return one place a customer
   */
  public double[] sharedTrends() {
    return table.numbers("shared_trends");
  }

  /**
   * That are not settled. Unit: complaints.
   *
   * @return one place a customer
   */
  public double[] openComplaints() {
    return table.numbers("open_complaints");
  }

  /**
   * In the model's window, and those that are open. Unit: complaints.
   *
   * @return one place a customer
   */
  public double[] complaints() {
    return table.numbers("complaints");
  }

  /**
   * Praise in the model's window. Unit: rows.
   *
   * @return one place a customer
   */
  public double[] praises() {
    return table.numbers("praises");
  }

  /**
   * Since the oldest open one came in, up to the end of the day. Unit: hours.
   *
   * @return one place a customer
   */
  public double[] openHours() {
    return table.numbers("open_hours");
  }

  /**
   * Within which the open one is to be answered that is latest, or has least time left. Unit: hours.
   *
   * @return one place a customer
   */
  public double[] promisedHours() {
    return table.numbers("promised_hours");
  }

  /**
   * By which that promise was missed, or is by now; 0: kept so far. Unit: hours.
   *
   * @return one place a customer
   */
  public double[] missedHours() {
    return table.numbers("missed_hours");
  }

  /**
   * The own lifetime value and the audience's, while a complaint is open. Unit: money.
   *
   * @return one place a customer
   */
  public double[] damageAtRisk() {
    return table.numbers("damage_at_risk");
  }

  /**
   * That the customer is an opponent; of who was never asked, the model's assumption. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] complaintPOpponent() {
    return table.numbers("complaint_p_opponent");
  }

  /**
   * Damage x P(opponent): higher first. Unit: money.
   *
   * @return one place a customer
   */
  public double[] complaintPriority() {
    return table.numbers("complaint_priority");
  }

  /**
   * Among those with an open complaint, from 1. Unit: place.
   *
   * @return one place a customer
   */
  public double[] queuePlace() {
    return table.numbers("queue_place");
  }

  /**
   * In the last survey before the last complaint that was settled. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] satisfactionBefore() {
    return table.numbers("satisfaction_before");
  }

  /**
   * In the last survey after it was settled. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] satisfactionAfter() {
    return table.numbers("satisfaction_after");
  }

  /**
   * That ended. Unit: jobs.
   *
   * @return one place a customer
   */
  public double[] helperJobs() {
    return table.numbers("helper_jobs");
  }

  /**
   * Of these, that went well. Unit: jobs.
   *
   * @return one place a customer
   */
  public double[] helperSolved() {
    return table.numbers("helper_solved");
  }

  /**
   * That the next job goes well. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] helperTrust() {
    return table.numbers("helper_trust");
  }

  /**
   * The lower end of its interval. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] helperTrustLow() {
    return table.numbers("helper_trust_low");
  }

  /**
   * Its upper end. Unit: probability.
   *
   * @return one place a customer
   */
  public double[] helperTrustHigh() {
    return table.numbers("helper_trust_high");
  }

  /**
   * Mean of the ratings that count, drawn to the usual one. Unit: stars.
   *
   * @return one place a customer
   */
  public double[] helperRating() {
    return table.numbers("helper_rating");
  }

  /**
   * That count. Unit: ratings.
   *
   * @return one place a customer
   */
  public double[] helperRatings() {
    return table.numbers("helper_ratings");
  }

  /**
   * Among those who get the same action; higher first. Unit: of the action.
   *
   * @return one place a customer
   */
  public double[] priority() {
    return table.numbers("priority");
  }

  /**
   * Pareto layer of activity, influence and value: 1 holds those before whom there is nobody. Unit: layer.
   *
   * @return one place a customer
   */
  public double[] mattersLayer() {
    return table.numbers("matters_layer");
  }

  /**
   * 1 more than the number of those who are before; equal ones share a place. Unit: place.
   *
   * @return one place a customer
   */
  public double[] mattersPlace() {
    return table.numbers("matters_place");
  }

  /**
   * How many have that place; 1: the customer alone. Unit: customers.
   *
   * @return one place a customer
   */
  public double[] mattersSharedBy() {
    return table.numbers("matters_shared_by");
  }

  /**
   * Weighted geometric mean of percentile ranks; decides the place by the order weights. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] mattersIndex() {
    return table.numbers("matters_index");
  }

  /**
   * Of being in the first layer, as far as the parameters of the lifetime values are known; absent without a fit.
   * Unit: probability.
   *
   * @return one place a customer
   */
  public double[] mattersFirstLayer() {
    return table.numbers("matters_first_layer");
  }

  /**
   * The best layer that the same uncertainty leaves, at the model's confidence. Unit: layer.
   *
   * @return one place a customer
   */
  public double[] mattersLayerLow() {
    return table.numbers("matters_layer_low");
  }

  /**
   * The worst one. Unit: layer.
   *
   * @return one place a customer
   */
  public double[] mattersLayerHigh() {
    return table.numbers("matters_layer_high");
  }

  /**
   * Of the pairs of other customers with ties, the part whose shortest way runs through the customer. Unit: share.
   *
   * @return one place a customer
   */
  public double[] betweenness() {
    return table.numbers("betweenness");
  }

  /**
   * Who could not reach the largest rest of the customer's part of the network if the customer left. Unit: customers.
   *
   * @return one place a customer
   */
  public double[] cutOff() {
    return table.numbers("cut_off");
  }

  /**
   * Without a tie to an employee of their own, who have one to this customer, who has one. Unit: customers.
   *
   * @return one place a customer
   */
  public double[] spans() {
    return table.numbers("spans");
  }

  /**
   * In the order of the plan. Unit: place.
   *
   * @return one place a customer
   */
  public double[] ambassadorPlace() {
    return table.numbers("ambassador_place");
  }

  /**
   * What the customer adds to those before in the plan: money, or persons. Unit: of the plan.
   *
   * @return one place a customer
   */
  public double[] ambassadorGain() {
    return table.numbers("ambassador_gain");
  }

  /**
   * Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the accounts below
   * it. Unit: customers.
   *
   * @return one place a customer
   */
  public double[] accountMembers() {
    return table.numbers("account_members");
  }

  /**
   * Of these, who have a group. Null, as all that follows of answers: too few, or the mean would tell an answer. Unit:
   * customers.
   *
   * @return one place a customer
   */
  public double[] accountRespondents() {
    return table.numbers("account_respondents");
  }

  /**
   * Mean of the respondents', weighted as the model says. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] accountSatisfaction() {
    return table.numbers("account_satisfaction");
  }

  /**
   * The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's, made of the mean and
   * their number alone, and so rather wide. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] accountSatisfactionLow() {
    return table.numbers("account_satisfaction_low");
  }

  /**
   * Its upper end. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] accountSatisfactionHigh() {
    return table.numbers("account_satisfaction_high");
  }

  /**
   * The same of their attachment. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] accountAttachment() {
    return table.numbers("account_attachment");
  }

  /**
   * The lower end of its interval. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] accountAttachmentLow() {
    return table.numbers("account_attachment_low");
  }

  /**
   * Its upper end. Unit: 0 to 100.
   *
   * @return one place a customer
   */
  public double[] accountAttachmentHigh() {
    return table.numbers("account_attachment_high");
  }

  /**
   * Of the accounts, and of those of their persons whose sum may be told. Unit: money.
   *
   * @return one place a customer
   */
  public double[] accountRevenue() {
    return table.numbers("account_revenue");
  }

  /**
   * The same. Unit: money.
   *
   * @return one place a customer
   */
  public double[] accountLifetimeValue() {
    return table.numbers("account_lifetime_value");
  }

  /**
   * The same. Unit: money.
   *
   * @return one place a customer
   */
  public double[] accountNetworkValue() {
    return table.numbers("account_network_value");
  }
}
