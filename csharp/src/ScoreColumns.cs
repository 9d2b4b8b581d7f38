// Rendered by describe/render.py from the descriptions in core/; do not edit.
#nullable enable
using System;
using System.Collections.Generic;
#if NET
using Day = System.DateOnly;
#else
using Day = System.DateTime;
#endif

namespace Scvm;

/// <summary>The columns of a <see cref="ScoreTable"/> by name, each as an array of its own with one place a customer, in the
/// order of <see cref="ScoreTable.Ids"/>. A number that is absent is NaN, a day or a text that is absent is null.</summary>
public sealed class ScoreColumns
{
    private readonly ScoreTable table;

    internal ScoreColumns(ScoreTable table) => this.table = table;

    /// <summary>Group of the portfolio.</summary>
    public Segment[] Segment() => table.Words<Segment>("segment");

    /// <summary>Why there is a group, or none.</summary>
    public SurveyStatus[] SurveyStatus() => table.Words<SurveyStatus>("survey_status");

    /// <summary>The most probable group; unclassified without probabilities.</summary>
    public Segment[] ModalSegment() => table.Words<Segment>("modal_segment");

    /// <summary>The probability of the customer's group is 0.8 or more.</summary>
    public bool[] Stable() => table.Flags("stable");

    /// <summary>What holds a captive.</summary>
    public CaptiveKind[] CaptiveKind() => table.Words<CaptiveKind>("captive_kind");

    /// <summary>Every answer lies at an end of its scale: doubt the response.</summary>
    public bool[] AllExtreme() => table.Flags("all_extreme");

    /// <summary>Nothing is answered from some item on: doubt the response.</summary>
    public bool[] BrokenOff() => table.Flags("broken_off");

    /// <summary>Dissatisfied, attached like a fan, not held: first in complaint handling.</summary>
    public bool[] HurtFan() => table.Flags("hurt_fan");

    /// <summary>Satisfied, unattached, held by barriers.</summary>
    public bool[] Latched() => table.Flags("latched");

    /// <summary>A score lies on a boundary that mattered.</summary>
    public bool[] OnBoundary() => table.Flags("on_boundary");

    /// <summary>One answer along a block with reversed items: doubt the response.</summary>
    public bool[] StraightLining() => table.Flags("straight_lining");

    /// <summary>Why there is a lifetime value, or none.</summary>
    public ValueStatus[] ValueStatus() => table.Words<ValueStatus>("value_status");

    /// <summary>Why there is a social score, or none.</summary>
    public NetworkScoreStatus[] NetworkStatus() => table.Words<NetworkScoreStatus>("network_status");

    /// <summary>How much the customer contributes.</summary>
    public ParticipationClass[] Participation() => table.Words<ParticipationClass>("participation");

    /// <summary>The customer follows the brand: a follow without a target.</summary>
    public bool[] FollowsBrand() => table.Flags("follows_brand");

    /// <summary>Why there is a network value, or none.</summary>
    public EquityStatus[] EquityStatus() => table.Words<EquityStatus>("equity_status");

    /// <summary>The highest stage up to which none is missing.</summary>
    public Stage[] Stage() => table.Words<Stage>("stage");

    /// <summary>A higher stage is reached although a lower one is not.</summary>
    public bool[] StagePremature() => table.Flags("stage_premature");

    /// <summary>Whether anything is known of complaints.</summary>
    public ComplaintStatus[] ComplaintStatus() => table.Words<ComplaintStatus>("complaint_status");

    /// <summary>Whether the customer is satisfied again since the last complaint was settled.</summary>
    public Recovery[] Recovered() => table.Words<Recovery>("recovered");

    /// <summary>Whether the customer is a helper.</summary>
    public HelperStatus[] HelperStatus() => table.Words<HelperStatus>("helper_status");

    /// <summary>How far the helper has come.</summary>
    public HelperState[] HelperState() => table.Words<HelperState>("helper_state");

    /// <summary>Certified by several jobs that went well.</summary>
    public bool[] HelperBadge() => table.Flags("helper_badge");

    /// <summary>The action, by its place in the model from 1; 0 for none.</summary>
    public string?[] Treatment() => table.Texts("treatment");

    /// <summary>The rule that decided, by its place in the model from 1.</summary>
    public string?[] TreatmentRule() => table.Texts("treatment_rule");

    /// <summary>By network value, else lifetime value, by its place in the model from 1.</summary>
    public string?[] ValueTier() => table.Texts("value_tier");

    /// <summary>Whether something is done, and why not.</summary>
    public TreatmentStatus[] TreatmentStatus() => table.Words<TreatmentStatus>("treatment_status");

    /// <summary>The recommendation gate is open, and contact is allowed.</summary>
    public bool[] MayAskReferral() => table.Flags("may_ask_referral");

    /// <summary>Heavy contributor, fan or sympathizer, contact allowed.</summary>
    public bool[] Integrable() => table.Flags("integrable");

    /// <summary>Why there is a place among those who matter, or none.</summary>
    public MattersStatus[] MattersStatus() => table.Words<MattersStatus>("matters_status");

    /// <summary>Among those who contribute most; copies of one text count once.</summary>
    public bool[] Active() => table.Flags("active");

    /// <summary>Among those who get most attention.</summary>
    public bool[] Influential() => table.Flags("influential");

    /// <summary>Among those of the highest network value, else lifetime value.</summary>
    public bool[] Valuable() => table.Flags("valuable");

    /// <summary>Among the 5 % with most ties and among the 5 % with the highest betweenness.</summary>
    public bool[] Hub() => table.Flags("hub");

    /// <summary>Joins parts that few others join: among the 5 % with most betweenness per tie, or at least 5 are cut off.</summary>
    public bool[] Bridge() => table.Flags("bridge");

    /// <summary>Has ties to an employee and to other customers.</summary>
    public bool[] Spanner() => table.Flags("spanner");

    /// <summary>Whether the customer is in the plan of ambassadors, and why not.</summary>
    public AmbassadorStanding[] AmbassadorStatus() => table.Words<AmbassadorStanding>("ambassador_status");

    /// <summary>In the plan of ambassadors.</summary>
    public bool[] Ambassador() => table.Flags("ambassador");

    /// <summary>Whether the account's figures are known.</summary>
    public AccountStatus[] AccountStatus() => table.Words<AccountStatus>("account_status");

    /// <summary>Group of the portfolio to which both means belong.</summary>
    public Segment[] AccountSegment() => table.Words<Segment>("account_segment");

    /// <summary>Included where any use that the model scores is; else why none is.</summary>
    public ConsentStatus[] ConsentStatus() => table.Words<ConsentStatus>("consent_status");

    /// <summary>Whether survey answers may be linked to the person.</summary>
    public ConsentStatus[] ConsentSurvey() => table.Words<ConsentStatus>("consent_survey");

    /// <summary>Whether purchases and contracts may be valued.</summary>
    public ConsentStatus[] ConsentValue() => table.Words<ConsentStatus>("consent_value");

    /// <summary>Whether interactions, referrals and contributions may be used.</summary>
    public ConsentStatus[] ConsentNetwork() => table.Words<ConsentStatus>("consent_network");

    /// <summary>Whether a treatment that approaches the person may be proposed.</summary>
    public ConsentStatus[] ConsentContact() => table.Words<ConsentStatus>("consent_contact");

    /// <summary>In percent of what could be reached. Unit: 0 to 100.</summary>
    public double[] Satisfaction() => table.Numbers("satisfaction");

    /// <summary>Answered part of the weights. Unit: share.</summary>
    public double[] SatisfactionCoverage() => table.Numbers("satisfaction_coverage");

    /// <summary>In percent of what could be reached. Unit: 0 to 100.</summary>
    public double[] Attachment() => table.Numbers("attachment");

    /// <summary>Answered part of the weights. Unit: share.</summary>
    public double[] AttachmentCoverage() => table.Numbers("attachment_coverage");

    /// <summary>What keeps the customer from leaving; a contract that holds makes it 100. Unit: 0 to 100.</summary>
    public double[] Barrier() => table.Numbers("barrier");

    /// <summary>P(satisfied) - P(dissatisfied): the sign that the customer's reach has. Unit: -1 to 1.</summary>
    public double[] Advocacy() => table.Numbers("advocacy");

    /// <summary>Of being one. Unit: probability.</summary>
    public double[] PFan() => table.Numbers("p_fan");

    /// <summary>Of being one. Unit: probability.</summary>
    public double[] PSympathizer() => table.Numbers("p_sympathizer");

    /// <summary>Of being one. Unit: probability.</summary>
    public double[] PMercenary() => table.Numbers("p_mercenary");

    /// <summary>Of being one. Unit: probability.</summary>
    public double[] PCaptive() => table.Numbers("p_captive");

    /// <summary>Of being one. Unit: probability.</summary>
    public double[] POpponent() => table.Numbers("p_opponent");

    /// <summary>Of the customer's group. Unit: probability.</summary>
    public double[] AssignedProbability() => table.Numbers("assigned_probability");

    /// <summary>To the nearest boundary that would change the group. Unit: standard errors of measurement.</summary>
    public double[] BoundaryDistance() => table.Numbers("boundary_distance");

    /// <summary>When a contract lets a held customer go.</summary>
    public Day?[] ReleaseDate() => table.Days("release_date");

    /// <summary>Of the response that was scored. Unit: survey wave.</summary>
    public double[] Wave() => table.Numbers("wave");

    /// <summary>Repeat purchases. Unit: purchases.</summary>
    public double[] X() => table.Numbers("x");

    /// <summary>From the first to the last purchase. Unit: model unit.</summary>
    public double[] TX() => table.Numbers("t_x");

    /// <summary>From the first purchase to the day of scoring. Unit: model unit.</summary>
    public double[] T() => table.Numbers("T");

    /// <summary>Mean repeat purchase. Unit: money.</summary>
    public double[] Monetary() => table.Numbers("monetary");

    /// <summary>Sum of all amounts, refunds deducted. Unit: money.</summary>
    public double[] Revenue() => table.Numbers("revenue");

    /// <summary>Of still being a customer. Unit: probability.</summary>
    public double[] PAlive() => table.Numbers("p_alive");

    /// <summary>Within the horizon. Unit: purchases.</summary>
    public double[] ExpectedPurchases() => table.Numbers("expected_purchases");

    /// <summary>Within the horizon, discounted to the day of scoring. Unit: purchases.</summary>
    public double[] DiscountedExpectedPurchases() => table.Numbers("discounted_expected_purchases");

    /// <summary>Per purchase. Unit: money.</summary>
    public double[] ExpectedSpend() => table.Numbers("expected_spend");

    /// <summary>Discounted purchases x spend x margin. Unit: money.</summary>
    public double[] LifetimeValue() => table.Numbers("lifetime_value");

    /// <summary>Lower end of the interval that the uncertainty of the parameters makes; it says nothing of how much single customers scatter. Unit: money.</summary>
    public double[] LifetimeValueLow() => table.Numbers("lifetime_value_low");

    /// <summary>Its upper end. Unit: money.</summary>
    public double[] LifetimeValueHigh() => table.Numbers("lifetime_value_high");

    /// <summary>An open formula of reach, amplification and reactor_influence; never exactly 0 or 100. Unit: 0 to 100.</summary>
    public double[] SocialScore() => table.Numbers("social_score");

    /// <summary>The social score to show and to act on: from what was published last it moves by the model's max_change_per_day at most, so that no burst of a day lifts anybody. Unit: 0 to 100.</summary>
    public double[] PublishedScore() => table.Numbers("published_score");

    /// <summary>Distinct reactors, faded. Unit: persons.</summary>
    public double[] Reach() => table.Numbers("reach");

    /// <summary>Reactions per own contribution, shrunk. Unit: reactions per contribution.</summary>
    public double[] Amplification() => table.Numbers("amplification");

    /// <summary>Influence of the reactors, added up. Unit: decayed interactions.</summary>
    public double[] ReactorInfluence() => table.Numbers("reactor_influence");

    /// <summary>Own posts, answers and reviews. Unit: decayed contributions.</summary>
    public double[] Contributions() => table.Numbers("contributions");

    /// <summary>Of the attention that comes from accounts with a standing; sums to 1 over the customers. Unit: share.</summary>
    public double[] Influence() => table.Numbers("influence");

    /// <summary>Who follow the customer. Unit: persons.</summary>
    public double[] Followers() => table.Numbers("followers");

    /// <summary>Of these, who reacted. Unit: persons.</summary>
    public double[] EngagedFollowers() => table.Numbers("engaged_followers");

    /// <summary>Persons who answer for those followers who act, look like persons and have a standing: whoever others vouch for counts as these, and whom only the customer vouches for not at all. Unit: persons.</summary>
    public double[] EffectiveFollowers() => table.Numbers("effective_followers");

    /// <summary>What those are worth who listen to the customer, in any tone, each times the part of attention that goes to the customer: what talk puts at risk, and no worth of the customer. Where complaints, or a treatment by damage, ask for it. Unit: money.</summary>
    public double[] AudienceValue() => table.Numbers("audience_value");

    /// <summary>For being recognised by different others with a standing, by likes, comments, shares and mentions; they cannot be farmed. Unit: points.</summary>
    public double[] CommunityPoints() => table.Numbers("community_points");

    /// <summary>Different others with a standing who reacted. Unit: persons.</summary>
    public double[] CommunityOthers() => table.Numbers("community_others");

    /// <summary>What points and others come to, 1 to 3; 0: no badge yet. Unit: level.</summary>
    public double[] CommunityBadge() => table.Numbers("community_badge");

    /// <summary>Credit received for those whom the customer brought. Unit: money.</summary>
    public double[] ReferralValue() => table.Numbers("referral_value");

    /// <summary>Credit received for those whom the customer influences. Unit: money.</summary>
    public double[] InfluenceValue() => table.Numbers("influence_value");

    /// <summary>Referral value + influence value. Unit: money.</summary>
    public double[] CreditReceived() => table.Numbers("credit_received");

    /// <summary>Part of the own value that is credited to others. Unit: money.</summary>
    public double[] CreditGiven() => table.Numbers("credit_given");

    /// <summary>Lifetime value - credit given + credit received; the sum over all customers is that of the lifetime values. Unit: money.</summary>
    public double[] NetworkValue() => table.Numbers("network_value");

    /// <summary>What contributions are worth. Unit: money.</summary>
    public double[] KnowledgeValue() => table.Numbers("knowledge_value");

    /// <summary>Network value + knowledge value. Unit: money.</summary>
    public double[] EngagementValue() => table.Numbers("engagement_value");

    /// <summary>Of the own value that is credited to others. Unit: share.</summary>
    public double[] GivenShare() => table.Numbers("given_share");

    /// <summary>Of the own value for who brought the customer, were all of it borne out by purchases. Unit: share.</summary>
    public double[] OwedForReferral() => table.Numbers("owed_for_referral");

    /// <summary>The same for those who influence the customer. Unit: share.</summary>
    public double[] OwedForInfluence() => table.Numbers("owed_for_influence");

    /// <summary>Interactions that the customer took part in. Unit: interactions.</summary>
    public double[] Contacts() => table.Numbers("contacts");

    /// <summary>Utterances of the customer that an employee answered. Unit: utterances.</summary>
    public double[] Answered() => table.Numbers("answered");

    /// <summary>Customers who came on the customer's word. Unit: customers.</summary>
    public double[] Recommendations() => table.Numbers("recommendations");

    /// <summary>Answers to other customers. Unit: answers.</summary>
    public double[] Helped() => table.Numbers("helped");

    /// <summary>People outside the base whom the customer brought first, and who are no customers yet. Unit: persons.</summary>
    public double[] OpenReferrals() => table.Numbers("open_referrals");

    /// <summary>What no formula turns into money; never added to money. Unit: points.</summary>
    public double[] SharingPoints() => table.Numbers("sharing_points");

    /// <summary>Of what is shared. Unit: effective kinds, 1 to 7.</summary>
    public double[] SharingDiversity() => table.Numbers("sharing_diversity");

    /// <summary>That were accepted. Unit: contributions.</summary>
    public double[] AcceptedContributions() => table.Numbers("accepted_contributions");

    /// <summary>Units shared of each kind, times acceptance. Unit: units.</summary>
    public double[] SharedProducts() => table.Numbers("shared_products");

    /// <summary>Units shared of each kind, times acceptance. Unit: units.</summary>
    public double[] SharedIdeas() => table.Numbers("shared_ideas");

    /// <summary>Units shared of each kind, times acceptance. Unit: units.</summary>
    public double[] SharedKnowHow() => table.Numbers("shared_know_how");

    /// <summary>Units shared of each kind, times acceptance. Unit: units.</summary>
    public double[] SharedCapital() => table.Numbers("shared_capital");

    /// <summary>Units shared of each kind, times acceptance. Unit: units.</summary>
    public double[] SharedContent() => table.Numbers("shared_content");

    /// <summary>Units shared of each kind, times acceptance. Unit: units.</summary>
    public double[] SharedExperience() => table.Numbers("shared_experience");

    /// <summary>Units shared of each kind, times acceptance. Unit: units.</summary>
    public double[] SharedTrends() => table.Numbers("shared_trends");

    /// <summary>That are not settled. Unit: complaints.</summary>
    public double[] OpenComplaints() => table.Numbers("open_complaints");

    /// <summary>In the model's window, and those that are open. Unit: complaints.</summary>
    public double[] Complaints() => table.Numbers("complaints");

    /// <summary>Praise in the model's window. Unit: rows.</summary>
    public double[] Praises() => table.Numbers("praises");

    /// <summary>Since the oldest open one came in, up to the end of the day. Unit: hours.</summary>
    public double[] OpenHours() => table.Numbers("open_hours");

    /// <summary>Within which the open one is to be answered that is latest, or has least time left. Unit: hours.</summary>
    public double[] PromisedHours() => table.Numbers("promised_hours");

    /// <summary>By which that promise was missed, or is by now; 0: kept so far. Unit: hours.</summary>
    public double[] MissedHours() => table.Numbers("missed_hours");

    /// <summary>The own lifetime value and the audience's, while a complaint is open. Unit: money.</summary>
    public double[] DamageAtRisk() => table.Numbers("damage_at_risk");

    /// <summary>That the customer is an opponent; of who was never asked, the model's assumption. Unit: probability.</summary>
    public double[] ComplaintPOpponent() => table.Numbers("complaint_p_opponent");

    /// <summary>Damage x P(opponent): higher first. Unit: money.</summary>
    public double[] ComplaintPriority() => table.Numbers("complaint_priority");

    /// <summary>Among those with an open complaint, from 1. Unit: place.</summary>
    public double[] QueuePlace() => table.Numbers("queue_place");

    /// <summary>In the last survey before the last complaint that was settled. Unit: 0 to 100.</summary>
    public double[] SatisfactionBefore() => table.Numbers("satisfaction_before");

    /// <summary>In the last survey after it was settled. Unit: 0 to 100.</summary>
    public double[] SatisfactionAfter() => table.Numbers("satisfaction_after");

    /// <summary>That ended. Unit: jobs.</summary>
    public double[] HelperJobs() => table.Numbers("helper_jobs");

    /// <summary>Of these, that went well. Unit: jobs.</summary>
    public double[] HelperSolved() => table.Numbers("helper_solved");

    /// <summary>That the next job goes well. Unit: probability.</summary>
    public double[] HelperTrust() => table.Numbers("helper_trust");

    /// <summary>The lower end of its interval. Unit: probability.</summary>
    public double[] HelperTrustLow() => table.Numbers("helper_trust_low");

    /// <summary>Its upper end. Unit: probability.</summary>
    public double[] HelperTrustHigh() => table.Numbers("helper_trust_high");

    /// <summary>Mean of the ratings that count, drawn to the usual one. Unit: stars.</summary>
    public double[] HelperRating() => table.Numbers("helper_rating");

    /// <summary>That count. Unit: ratings.</summary>
    public double[] HelperRatings() => table.Numbers("helper_ratings");

    /// <summary>Among those who get the same action; higher first. Unit: of the action.</summary>
    public double[] Priority() => table.Numbers("priority");

    /// <summary>Pareto layer of activity, influence and value: 1 holds those before whom there is nobody. Unit: layer.</summary>
    public double[] MattersLayer() => table.Numbers("matters_layer");

    /// <summary>1 more than the number of those who are before; equal ones share a place. Unit: place.</summary>
    public double[] MattersPlace() => table.Numbers("matters_place");

    /// <summary>How many have that place; 1: the customer alone. Unit: customers.</summary>
    public double[] MattersSharedBy() => table.Numbers("matters_shared_by");

    /// <summary>Weighted geometric mean of percentile ranks; decides the place by the order weights. Unit: 0 to 100.</summary>
    public double[] MattersIndex() => table.Numbers("matters_index");

    /// <summary>Of being in the first layer, as far as the parameters of the lifetime values are known; absent without a fit. Unit: probability.</summary>
    public double[] MattersFirstLayer() => table.Numbers("matters_first_layer");

    /// <summary>The best layer that the same uncertainty leaves, at the model's confidence. Unit: layer.</summary>
    public double[] MattersLayerLow() => table.Numbers("matters_layer_low");

    /// <summary>The worst one. Unit: layer.</summary>
    public double[] MattersLayerHigh() => table.Numbers("matters_layer_high");

    /// <summary>Of the pairs of other customers with ties, the part whose shortest way runs through the customer. Unit: share.</summary>
    public double[] Betweenness() => table.Numbers("betweenness");

    /// <summary>Who could not reach the largest rest of the customer's part of the network if the customer left. Unit: customers.</summary>
    public double[] CutOff() => table.Numbers("cut_off");

    /// <summary>Without a tie to an employee of their own, who have one to this customer, who has one. Unit: customers.</summary>
    public double[] Spans() => table.Numbers("spans");

    /// <summary>In the order of the plan. Unit: place.</summary>
    public double[] AmbassadorPlace() => table.Numbers("ambassador_place");

    /// <summary>What the customer adds to those before in the plan: money, or persons. Unit: of the plan.</summary>
    public double[] AmbassadorGain() => table.Numbers("ambassador_gain");

    /// <summary>Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the accounts below it. Unit: customers.</summary>
    public double[] AccountMembers() => table.Numbers("account_members");

    /// <summary>Of these, who have a group. Null, as all that follows of answers: too few, or the mean would tell an answer. Unit: customers.</summary>
    public double[] AccountRespondents() => table.Numbers("account_respondents");

    /// <summary>Mean of the respondents', weighted as the model says. Unit: 0 to 100.</summary>
    public double[] AccountSatisfaction() => table.Numbers("account_satisfaction");

    /// <summary>The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's, made of the mean and their number alone, and so rather wide. Unit: 0 to 100.</summary>
    public double[] AccountSatisfactionLow() => table.Numbers("account_satisfaction_low");

    /// <summary>Its upper end. Unit: 0 to 100.</summary>
    public double[] AccountSatisfactionHigh() => table.Numbers("account_satisfaction_high");

    /// <summary>The same of their attachment. Unit: 0 to 100.</summary>
    public double[] AccountAttachment() => table.Numbers("account_attachment");

    /// <summary>The lower end of its interval. Unit: 0 to 100.</summary>
    public double[] AccountAttachmentLow() => table.Numbers("account_attachment_low");

    /// <summary>Its upper end. Unit: 0 to 100.</summary>
    public double[] AccountAttachmentHigh() => table.Numbers("account_attachment_high");

    /// <summary>Of the accounts, and of those of their persons whose sum may be told. Unit: money.</summary>
    public double[] AccountRevenue() => table.Numbers("account_revenue");

    /// <summary>The same. Unit: money.</summary>
    public double[] AccountLifetimeValue() => table.Numbers("account_lifetime_value");

    /// <summary>The same. Unit: money.</summary>
    public double[] AccountNetworkValue() => table.Numbers("account_network_value");
}
