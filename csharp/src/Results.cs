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

/// <summary>One customer's score card: what <see cref="ScoreTable.Explain"/> says, as a value.</summary>
/// <param name="Id">The customer.</param>
/// <param name="AsOf">The day of scoring.</param>
/// <param name="Model">Which model, by name and by content.</param>
/// <param name="Status">Whether the card says anything.</param>
/// <param name="Survey">The place in the portfolio.</param>
/// <param name="Value">The customer value.</param>
/// <param name="Network">The place in the network; left out without network rules. Null when absent.</param>
/// <param name="Equity">The value in the network; left out without equity rules. Null when absent.</param>
/// <param name="Sharing">What the customer shared with the company; left out without equity rules. Null when absent.</param>
/// <param name="Service">What the customer complained about, and what is at risk; left out without service rules. Null when absent.</param>
/// <param name="Helper">The customer as somebody who helps customers; left out without service rules. Null when absent.</param>
/// <param name="Treatment">What is done for the customer; left out without treatment rules. Null when absent.</param>
/// <param name="Matters">Whether the customer matters to the others; left out without rules of who matters or of ambassadors. Null when absent.</param>
/// <param name="Account">The account that the customer belongs to, or is; left out without a section of accounts. Null when absent.</param>
/// <param name="Consent">What may be done with the customer's data, use by use.</param>
/// <param name="Explanation">The reasons, one entry a score; left out in a list of cards. Null when absent.</param>
/// <param name="Rejected">Rows of the record that could not be used; left out in a list of cards. Null when absent.</param>
public sealed record ScoreCard(
    string Id,
    Day AsOf,
    ModelName Model,
    CardStatus Status,
    SurveyScores Survey,
    ValueScores Value,
    NetworkScores? Network,
    EquityScores? Equity,
    SharingScores? Sharing,
    ComplaintScores? Service,
    HelperScores? Helper,
    TreatmentScores? Treatment,
    MattersScores? Matters,
    AccountScores? Account,
    ConsentScores Consent,
    IReadOnlyList<Explanation>? Explanation,
    IReadOnlyList<RejectedRow>? Rejected)
{
    /// <summary>Reads the document.</summary>
    /// <param name="json">What <see cref="ScoreTable.Explain"/> gave.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>
    public static ScoreCard Of(string json) => Of(Json.Read(json));

    internal static ScoreCard Of(Json from) => new(
        from.Need("id").Text(),
        from.Need("as_of").Day(),
        ModelName.Of(from.Need("model")),
        from.Need("status").Word<CardStatus>(),
        SurveyScores.Of(from.Need("survey")),
        ValueScores.Of(from.Need("value")),
        from.At("network") is { } ofNetwork ? NetworkScores.Of(ofNetwork) : null,
        from.At("equity") is { } ofEquity ? EquityScores.Of(ofEquity) : null,
        from.At("sharing") is { } ofSharing ? SharingScores.Of(ofSharing) : null,
        from.At("service") is { } ofService ? ComplaintScores.Of(ofService) : null,
        from.At("helper") is { } ofHelper ? HelperScores.Of(ofHelper) : null,
        from.At("treatment") is { } ofTreatment ? TreatmentScores.Of(ofTreatment) : null,
        from.At("matters") is { } ofMatters ? MattersScores.Of(ofMatters) : null,
        from.At("account") is { } ofAccount ? AccountScores.Of(ofAccount) : null,
        ConsentScores.Of(from.Need("consent")),
        from.At("explanation")?.List(Scvm.Explanation.Of),
        from.At("rejected")?.List(Scvm.RejectedRow.Of));
}

/// <summary>Which model, by name and by content.</summary>
/// <param name="Id">The vendor's name.</param>
/// <param name="Hash">SHA-256 of the model's canonical form, in hexadecimal; null for one that was never written.</param>
public sealed record ModelName(
    string Id,
    string? Hash)
{
    internal static ModelName Of(Json from) => new(
        from.Need("id").Text(),
        from.At("hash")?.Text());
}

/// <summary>The place in the portfolio.</summary>
/// <param name="Segment">Group of the portfolio.</param>
/// <param name="Status">Why there is a group, or none.</param>
/// <param name="Label">What the customer's group is called: the model's label, else its neutral name in the model's language. Null when absent.</param>
/// <param name="Rule">The id of the rule that placed the customer. Null when absent.</param>
/// <param name="Satisfaction">In percent of what could be reached. Unit: 0 to 100. Null when absent.</param>
/// <param name="SatisfactionCoverage">Answered part of the weights. Unit: share. Null when absent.</param>
/// <param name="Attachment">In percent of what could be reached. Unit: 0 to 100. Null when absent.</param>
/// <param name="AttachmentCoverage">Answered part of the weights. Unit: share. Null when absent.</param>
/// <param name="Barrier">What keeps the customer from leaving; a contract that holds makes it 100. Unit: 0 to 100. Null when absent.</param>
/// <param name="Advocacy">P(satisfied) - P(dissatisfied): the sign that the customer's reach has. Unit: -1 to 1. Null when absent.</param>
/// <param name="Probabilities">Of each group for the true scores, given how surely they are measured; null without a measurement.</param>
/// <param name="CaptiveKind">What holds a captive.</param>
/// <param name="Flags">What is special about the response.</param>
/// <param name="ReleaseDate">When a contract lets a held customer go. Null when absent.</param>
/// <param name="Wave">Of the response that was scored. Unit: survey wave. Null when absent.</param>
public sealed record SurveyScores(
    Segment Segment,
    SurveyStatus Status,
    string? Label,
    string? Rule,
    double? Satisfaction,
    double? SatisfactionCoverage,
    double? Attachment,
    double? AttachmentCoverage,
    double? Barrier,
    double? Advocacy,
    SegmentProbabilities? Probabilities,
    CaptiveKind CaptiveKind,
    IReadOnlyList<ResponseMarks> Flags,
    Day? ReleaseDate,
    int? Wave)
{
    internal static SurveyScores Of(Json from) => new(
        from.Need("segment").Word<Segment>(),
        from.Need("status").Word<SurveyStatus>(),
        from.At("label")?.Text(),
        from.At("rule")?.Text(),
        from.At("satisfaction")?.Number(),
        from.At("satisfaction_coverage")?.Number(),
        from.At("attachment")?.Number(),
        from.At("attachment_coverage")?.Number(),
        from.At("barrier")?.Number(),
        from.At("advocacy")?.Number(),
        from.At("probabilities") is { } ofProbabilities ? SegmentProbabilities.Of(ofProbabilities) : null,
        from.Need("captive_kind").Word<CaptiveKind>(),
        from.Need("flags").List(each => each.Word<ResponseMarks>()),
        from.At("release_date")?.Day(),
        from.At("wave")?.Integer());
}

/// <summary>Of each group for the true scores, given how surely they are measured; null without a measurement.</summary>
/// <param name="Fan">Of being one. Unit: probability. Null when absent.</param>
/// <param name="Sympathizer">Of being one. Unit: probability. Null when absent.</param>
/// <param name="Mercenary">Of being one. Unit: probability. Null when absent.</param>
/// <param name="Captive">Of being one. Unit: probability. Null when absent.</param>
/// <param name="Opponent">Of being one. Unit: probability. Null when absent.</param>
/// <param name="Assigned">Of the customer's group. Unit: probability. Null when absent.</param>
/// <param name="Modal">The most probable group; unclassified without probabilities.</param>
/// <param name="Stable">The probability of the customer's group is 0.8 or more.</param>
/// <param name="BoundaryDistance">To the nearest boundary that would change the group. Unit: standard errors of measurement. Null when absent.</param>
public sealed record SegmentProbabilities(
    double? Fan,
    double? Sympathizer,
    double? Mercenary,
    double? Captive,
    double? Opponent,
    double? Assigned,
    Segment Modal,
    bool Stable,
    double? BoundaryDistance)
{
    internal static SegmentProbabilities Of(Json from) => new(
        from.At("fan")?.Number(),
        from.At("sympathizer")?.Number(),
        from.At("mercenary")?.Number(),
        from.At("captive")?.Number(),
        from.At("opponent")?.Number(),
        from.At("assigned")?.Number(),
        from.Need("modal").Word<Segment>(),
        from.Need("stable").Flag(),
        from.At("boundary_distance")?.Number());
}

/// <summary>The customer value.</summary>
/// <param name="Status">Why there is a lifetime value, or none.</param>
/// <param name="X">Repeat purchases. Unit: purchases. Null when absent.</param>
/// <param name="TX">From the first to the last purchase. Unit: model unit. Null when absent.</param>
/// <param name="T">From the first purchase to the day of scoring. Unit: model unit. Null when absent.</param>
/// <param name="Monetary">Mean repeat purchase. Unit: money. Null when absent.</param>
/// <param name="Revenue">Sum of all amounts, refunds deducted. Unit: money. Null when absent.</param>
/// <param name="PAlive">Of still being a customer. Unit: probability. Null when absent.</param>
/// <param name="ExpectedPurchases">Within the horizon. Unit: purchases. Null when absent.</param>
/// <param name="DiscountedExpectedPurchases">Within the horizon, discounted to the day of scoring. Unit: purchases. Null when absent.</param>
/// <param name="ExpectedSpend">Per purchase. Unit: money. Null when absent.</param>
/// <param name="LifetimeValue">Discounted purchases x spend x margin. Unit: money. Null when absent.</param>
/// <param name="LifetimeValueLow">Lower end of the interval that the uncertainty of the parameters makes; it says nothing of how much single customers scatter. Unit: money. Null when absent.</param>
/// <param name="LifetimeValueHigh">Its upper end. Unit: money. Null when absent.</param>
/// <param name="Confidence">Of the interval. Unit: probability. Null when absent.</param>
/// <param name="Horizon">How far ahead purchases count. Unit: model unit. Null when absent.</param>
/// <param name="Unit">The model unit: of t_x, T and horizon. Null when absent.</param>
/// <param name="Currency">Of all amounts. Null when absent.</param>
/// <param name="Rule">What made the value. Null when absent.</param>
public sealed record ValueScores(
    ValueStatus Status,
    double? X,
    [property: System.Text.Json.Serialization.JsonPropertyName("t_x")] double? TX,
    [property: System.Text.Json.Serialization.JsonPropertyName("T")] double? T,
    double? Monetary,
    double? Revenue,
    double? PAlive,
    double? ExpectedPurchases,
    double? DiscountedExpectedPurchases,
    double? ExpectedSpend,
    double? LifetimeValue,
    double? LifetimeValueLow,
    double? LifetimeValueHigh,
    double? Confidence,
    double? Horizon,
    TimeUnit? Unit,
    string? Currency,
    string? Rule)
{
    internal static ValueScores Of(Json from) => new(
        from.Need("status").Word<ValueStatus>(),
        from.At("x")?.Number(),
        from.At("t_x")?.Number(),
        from.At("T")?.Number(),
        from.At("monetary")?.Number(),
        from.At("revenue")?.Number(),
        from.At("p_alive")?.Number(),
        from.At("expected_purchases")?.Number(),
        from.At("discounted_expected_purchases")?.Number(),
        from.At("expected_spend")?.Number(),
        from.At("lifetime_value")?.Number(),
        from.At("lifetime_value_low")?.Number(),
        from.At("lifetime_value_high")?.Number(),
        from.At("confidence")?.Number(),
        from.At("horizon")?.Number(),
        from.At("unit")?.Word<TimeUnit>(),
        from.At("currency")?.Text(),
        from.At("rule")?.Text());
}

/// <summary>The place in the network; left out without network rules.</summary>
/// <param name="Status">Why there is a social score, or none.</param>
/// <param name="Participation">How much the customer contributes.</param>
/// <param name="SocialScore">An open formula of reach, amplification and reactor_influence; never exactly 0 or 100. Unit: 0 to 100. Null when absent.</param>
/// <param name="PublishedScore">The social score to show and to act on: from what was published last it moves by the model's max_change_per_day at most, so that no burst of a day lifts anybody. Unit: 0 to 100. Null when absent.</param>
/// <param name="Reach">Distinct reactors, faded. Unit: persons. Null when absent.</param>
/// <param name="Amplification">Reactions per own contribution, shrunk. Unit: reactions per contribution. Null when absent.</param>
/// <param name="ReactorInfluence">Influence of the reactors, added up. Unit: decayed interactions. Null when absent.</param>
/// <param name="Contributions">Own posts, answers and reviews. Unit: decayed contributions. Null when absent.</param>
/// <param name="Influence">Of the attention that comes from accounts with a standing; sums to 1 over the customers. Unit: share. Null when absent.</param>
/// <param name="Followers">Who follow the customer. Unit: persons. Null when absent.</param>
/// <param name="EngagedFollowers">Of these, who reacted. Unit: persons. Null when absent.</param>
/// <param name="EffectiveFollowers">Persons who answer for those followers who act, look like persons and have a standing: whoever others vouch for counts as these, and whom only the customer vouches for not at all. Unit: persons. Null when absent.</param>
/// <param name="EngagementRate">Engaged followers / followers: a number of followers never stands without what it is worth. Unit: share. Null when absent.</param>
/// <param name="AudienceValue">What those are worth who listen to the customer, in any tone, each times the part of attention that goes to the customer: what talk puts at risk, and no worth of the customer. Where complaints, or a treatment by damage, ask for it. Unit: money. Null when absent.</param>
/// <param name="CommunityPoints">For being recognised by different others with a standing, by likes, comments, shares and mentions; they cannot be farmed. Unit: points. Null when absent.</param>
/// <param name="CommunityOthers">Different others with a standing who reacted. Unit: persons. Null when absent.</param>
/// <param name="CommunityBadge">What points and others come to, 1 to 3; 0: no badge yet. Unit: level. Null when absent.</param>
/// <param name="FollowsBrand">The customer follows the brand: a follow without a target.</param>
public sealed record NetworkScores(
    NetworkScoreStatus Status,
    ParticipationClass Participation,
    double? SocialScore,
    double? PublishedScore,
    double? Reach,
    double? Amplification,
    double? ReactorInfluence,
    double? Contributions,
    double? Influence,
    double? Followers,
    double? EngagedFollowers,
    double? EffectiveFollowers,
    double? EngagementRate,
    double? AudienceValue,
    double? CommunityPoints,
    double? CommunityOthers,
    double? CommunityBadge,
    bool FollowsBrand)
{
    internal static NetworkScores Of(Json from) => new(
        from.Need("status").Word<NetworkScoreStatus>(),
        from.Need("participation").Word<ParticipationClass>(),
        from.At("social_score")?.Number(),
        from.At("published_score")?.Number(),
        from.At("reach")?.Number(),
        from.At("amplification")?.Number(),
        from.At("reactor_influence")?.Number(),
        from.At("contributions")?.Number(),
        from.At("influence")?.Number(),
        from.At("followers")?.Number(),
        from.At("engaged_followers")?.Number(),
        from.At("effective_followers")?.Number(),
        from.At("engagement_rate")?.Number(),
        from.At("audience_value")?.Number(),
        from.At("community_points")?.Number(),
        from.At("community_others")?.Number(),
        from.At("community_badge")?.Number(),
        from.Need("follows_brand").Flag());
}

/// <summary>The value in the network; left out without equity rules.</summary>
/// <param name="Status">Why there is a network value, or none.</param>
/// <param name="Stage">The highest stage up to which none is missing.</param>
/// <param name="StagePremature">A higher stage is reached although a lower one is not.</param>
/// <param name="ReferralValue">Credit received for those whom the customer brought. Unit: money. Null when absent.</param>
/// <param name="InfluenceValue">Credit received for those whom the customer influences. Unit: money. Null when absent.</param>
/// <param name="CreditReceived">Referral value + influence value. Unit: money. Null when absent.</param>
/// <param name="CreditGiven">Part of the own value that is credited to others. Unit: money. Null when absent.</param>
/// <param name="NetworkValue">Lifetime value - credit given + credit received; the sum over all customers is that of the lifetime values. Unit: money. Null when absent.</param>
/// <param name="KnowledgeValue">What contributions are worth. Unit: money. Null when absent.</param>
/// <param name="EngagementValue">Network value + knowledge value. Unit: money. Null when absent.</param>
/// <param name="GivenShare">Of the own value that is credited to others. Unit: share. Null when absent.</param>
/// <param name="OwedForReferral">Of the own value for who brought the customer, were all of it borne out by purchases. Unit: share. Null when absent.</param>
/// <param name="OwedForInfluence">The same for those who influence the customer. Unit: share. Null when absent.</param>
/// <param name="Contacts">Interactions that the customer took part in. Unit: interactions. Null when absent.</param>
/// <param name="Answered">Utterances of the customer that an employee answered. Unit: utterances. Null when absent.</param>
/// <param name="Recommendations">Customers who came on the customer's word. Unit: customers. Null when absent.</param>
/// <param name="Helped">Answers to other customers. Unit: answers. Null when absent.</param>
/// <param name="OpenReferrals">People outside the base whom the customer brought first, and who are no customers yet. Unit: persons. Null when absent.</param>
public sealed record EquityScores(
    EquityStatus Status,
    Stage Stage,
    bool StagePremature,
    double? ReferralValue,
    double? InfluenceValue,
    double? CreditReceived,
    double? CreditGiven,
    double? NetworkValue,
    double? KnowledgeValue,
    double? EngagementValue,
    double? GivenShare,
    double? OwedForReferral,
    double? OwedForInfluence,
    double? Contacts,
    double? Answered,
    double? Recommendations,
    double? Helped,
    double? OpenReferrals)
{
    internal static EquityScores Of(Json from) => new(
        from.Need("status").Word<EquityStatus>(),
        from.Need("stage").Word<Stage>(),
        from.Need("stage_premature").Flag(),
        from.At("referral_value")?.Number(),
        from.At("influence_value")?.Number(),
        from.At("credit_received")?.Number(),
        from.At("credit_given")?.Number(),
        from.At("network_value")?.Number(),
        from.At("knowledge_value")?.Number(),
        from.At("engagement_value")?.Number(),
        from.At("given_share")?.Number(),
        from.At("owed_for_referral")?.Number(),
        from.At("owed_for_influence")?.Number(),
        from.At("contacts")?.Number(),
        from.At("answered")?.Number(),
        from.At("recommendations")?.Number(),
        from.At("helped")?.Number(),
        from.At("open_referrals")?.Number());
}

/// <summary>What the customer shared with the company; left out without equity rules.</summary>
/// <param name="Points">What no formula turns into money; never added to money. Unit: points. Null when absent.</param>
/// <param name="Diversity">Of what is shared. Unit: effective kinds, 1 to 7. Null when absent.</param>
/// <param name="Accepted">That were accepted. Unit: contributions. Null when absent.</param>
/// <param name="Money">What contributions are worth. Unit: money. Null when absent.</param>
/// <param name="Units">Units shared of each kind, times acceptance. Unit: units.</param>
public sealed record SharingScores(
    double? Points,
    double? Diversity,
    double? Accepted,
    double? Money,
    IReadOnlyDictionary<SharingKind, double?> Units)
{
    internal static SharingScores Of(Json from) => new(
        from.At("points")?.Number(),
        from.At("diversity")?.Number(),
        from.At("accepted")?.Number(),
        from.At("money")?.Number(),
        from.Need("units").Map<SharingKind, double?>(each => each.OrNull()?.Number()));
}

/// <summary>What the customer complained about, and what is at risk; left out without service rules.</summary>
/// <param name="Status">Whether anything is known of complaints.</param>
/// <param name="Open">That are not settled. Unit: complaints. Null when absent.</param>
/// <param name="Complaints">In the model's window, and those that are open. Unit: complaints. Null when absent.</param>
/// <param name="Praises">Praise in the model's window. Unit: rows. Null when absent.</param>
/// <param name="OpenHours">Since the oldest open one came in, up to the end of the day. Unit: hours. Null when absent.</param>
/// <param name="PromisedHours">Within which the open one is to be answered that is latest, or has least time left. Unit: hours. Null when absent.</param>
/// <param name="MissedHours">By which that promise was missed, or is by now; 0: kept so far. Unit: hours. Null when absent.</param>
/// <param name="DamageAtRisk">The own lifetime value and the audience's, while a complaint is open. Unit: money. Null when absent.</param>
/// <param name="POpponent">That the customer is an opponent; of who was never asked, the model's assumption. Unit: probability. Null when absent.</param>
/// <param name="Priority">Damage x P(opponent): higher first. Unit: money. Null when absent.</param>
/// <param name="QueuePlace">Among those with an open complaint, from 1. Unit: place. Null when absent.</param>
/// <param name="Recovered">Whether the customer is satisfied again since the last complaint was settled.</param>
/// <param name="SatisfactionBefore">In the last survey before the last complaint that was settled. Unit: 0 to 100. Null when absent.</param>
/// <param name="SatisfactionAfter">In the last survey after it was settled. Unit: 0 to 100. Null when absent.</param>
public sealed record ComplaintScores(
    ComplaintStatus Status,
    double? Open,
    double? Complaints,
    double? Praises,
    double? OpenHours,
    double? PromisedHours,
    double? MissedHours,
    double? DamageAtRisk,
    double? POpponent,
    double? Priority,
    double? QueuePlace,
    Recovery Recovered,
    double? SatisfactionBefore,
    double? SatisfactionAfter)
{
    internal static ComplaintScores Of(Json from) => new(
        from.Need("status").Word<ComplaintStatus>(),
        from.At("open")?.Number(),
        from.At("complaints")?.Number(),
        from.At("praises")?.Number(),
        from.At("open_hours")?.Number(),
        from.At("promised_hours")?.Number(),
        from.At("missed_hours")?.Number(),
        from.At("damage_at_risk")?.Number(),
        from.At("p_opponent")?.Number(),
        from.At("priority")?.Number(),
        from.At("queue_place")?.Number(),
        from.Need("recovered").Word<Recovery>(),
        from.At("satisfaction_before")?.Number(),
        from.At("satisfaction_after")?.Number());
}

/// <summary>The customer as somebody who helps customers; left out without service rules.</summary>
/// <param name="Status">Whether the customer is a helper.</param>
/// <param name="State">How far the helper has come.</param>
/// <param name="Badge">Certified by several jobs that went well.</param>
/// <param name="Jobs">That ended. Unit: jobs. Null when absent.</param>
/// <param name="Solved">Of these, that went well. Unit: jobs. Null when absent.</param>
/// <param name="Trust">That the next job goes well. Unit: probability. Null when absent.</param>
/// <param name="TrustLow">The lower end of its interval. Unit: probability. Null when absent.</param>
/// <param name="TrustHigh">Its upper end. Unit: probability. Null when absent.</param>
/// <param name="Rating">Mean of the ratings that count, drawn to the usual one. Unit: stars. Null when absent.</param>
/// <param name="Ratings">That count. Unit: ratings. Null when absent.</param>
public sealed record HelperScores(
    HelperStatus Status,
    HelperState State,
    bool Badge,
    double? Jobs,
    double? Solved,
    double? Trust,
    double? TrustLow,
    double? TrustHigh,
    double? Rating,
    double? Ratings)
{
    internal static HelperScores Of(Json from) => new(
        from.Need("status").Word<HelperStatus>(),
        from.Need("state").Word<HelperState>(),
        from.Need("badge").Flag(),
        from.At("jobs")?.Number(),
        from.At("solved")?.Number(),
        from.At("trust")?.Number(),
        from.At("trust_low")?.Number(),
        from.At("trust_high")?.Number(),
        from.At("rating")?.Number(),
        from.At("ratings")?.Number());
}

/// <summary>What is done for the customer; left out without treatment rules.</summary>
/// <param name="Status">Whether something is done, and why not.</param>
/// <param name="Action">The id of the action. Null when absent.</param>
/// <param name="Reason">Of the rule that decided. Null when absent.</param>
/// <param name="ValueTier">By network value, else lifetime value. Null when absent.</param>
/// <param name="MayAskReferral">The recommendation gate is open, and contact is allowed.</param>
/// <param name="Integrable">Heavy contributor, fan or sympathizer, contact allowed.</param>
/// <param name="Priority">Among those who get the same action; higher first. Unit: of the action. Null when absent.</param>
public sealed record TreatmentScores(
    TreatmentStatus Status,
    string? Action,
    string? Reason,
    string? ValueTier,
    bool MayAskReferral,
    bool Integrable,
    double? Priority)
{
    internal static TreatmentScores Of(Json from) => new(
        from.Need("status").Word<TreatmentStatus>(),
        from.At("action")?.Text(),
        from.At("reason")?.Text(),
        from.At("value_tier")?.Text(),
        from.Need("may_ask_referral").Flag(),
        from.Need("integrable").Flag(),
        from.At("priority")?.Number());
}

/// <summary>Whether the customer matters to the others; left out without rules of who matters or of ambassadors.</summary>
/// <param name="Status">Why there is a place among those who matter, or none.</param>
/// <param name="Layer">Pareto layer of activity, influence and value: 1 holds those before whom there is nobody. Unit: layer. Null when absent.</param>
/// <param name="Place">1 more than the number of those who are before; equal ones share a place. Unit: place. Null when absent.</param>
/// <param name="SharedBy">How many have that place; 1: the customer alone. Unit: customers. Null when absent.</param>
/// <param name="Index">Weighted geometric mean of percentile ranks; decides the place by the order weights. Unit: 0 to 100. Null when absent.</param>
/// <param name="FirstLayer">Of being in the first layer, as far as the parameters of the lifetime values are known; absent without a fit. Unit: probability.</param>
/// <param name="LayerLow">The best layer that the same uncertainty leaves, at the model's confidence. Unit: layer. Null when absent.</param>
/// <param name="LayerHigh">The worst one. Unit: layer. Null when absent.</param>
/// <param name="Active">Among those who contribute most; copies of one text count once.</param>
/// <param name="Influential">Among those who get most attention.</param>
/// <param name="Valuable">Among those of the highest network value, else lifetime value.</param>
/// <param name="Betweenness">Of the pairs of other customers with ties, the part whose shortest way runs through the customer. Unit: share. Null when absent.</param>
/// <param name="CutOff">Who could not reach the largest rest of the customer's part of the network if the customer left. Unit: customers. Null when absent.</param>
/// <param name="Spans">Without a tie to an employee of their own, who have one to this customer, who has one. Unit: customers. Null when absent.</param>
/// <param name="Hub">Among the 5 % with most ties and among the 5 % with the highest betweenness.</param>
/// <param name="Bridge">Joins parts that few others join: among the 5 % with most betweenness per tie, or at least 5 are cut off.</param>
/// <param name="Spanner">Has ties to an employee and to other customers.</param>
/// <param name="AmbassadorStatus">Whether the customer is in the plan of ambassadors, and why not.</param>
/// <param name="Ambassador">In the plan of ambassadors.</param>
/// <param name="AmbassadorPlace">In the order of the plan. Unit: place. Null when absent.</param>
/// <param name="AmbassadorGain">What the customer adds to those before in the plan: money, or persons. Unit: of the plan. Null when absent.</param>
public sealed record MattersScores(
    MattersStatus Status,
    double? Layer,
    double? Place,
    double? SharedBy,
    double? Index,
    double? FirstLayer,
    double? LayerLow,
    double? LayerHigh,
    bool Active,
    bool Influential,
    bool Valuable,
    double? Betweenness,
    double? CutOff,
    double? Spans,
    bool Hub,
    bool Bridge,
    bool Spanner,
    AmbassadorStanding AmbassadorStatus,
    bool Ambassador,
    double? AmbassadorPlace,
    double? AmbassadorGain)
{
    internal static MattersScores Of(Json from) => new(
        from.Need("status").Word<MattersStatus>(),
        from.At("layer")?.Number(),
        from.At("place")?.Number(),
        from.At("shared_by")?.Number(),
        from.At("index")?.Number(),
        from.At("first_layer")?.Number(),
        from.At("layer_low")?.Number(),
        from.At("layer_high")?.Number(),
        from.Need("active").Flag(),
        from.Need("influential").Flag(),
        from.Need("valuable").Flag(),
        from.At("betweenness")?.Number(),
        from.At("cut_off")?.Number(),
        from.At("spans")?.Number(),
        from.Need("hub").Flag(),
        from.Need("bridge").Flag(),
        from.Need("spanner").Flag(),
        from.Need("ambassador_status").Word<AmbassadorStanding>(),
        from.Need("ambassador").Flag(),
        from.At("ambassador_place")?.Number(),
        from.At("ambassador_gain")?.Number());
}

/// <summary>The account that the customer belongs to, or is; left out without a section of accounts.</summary>
/// <param name="Status">Whether the account's figures are known.</param>
/// <param name="Members">Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the accounts below it. Unit: customers. Null when absent.</param>
/// <param name="Respondents">Of these, who have a group. Null, as all that follows of answers: too few, or the mean would tell an answer. Unit: customers. Null when absent.</param>
/// <param name="Satisfaction">Mean of the respondents', weighted as the model says. Unit: 0 to 100. Null when absent.</param>
/// <param name="SatisfactionLow">The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's, made of the mean and their number alone, and so rather wide. Unit: 0 to 100. Null when absent.</param>
/// <param name="SatisfactionHigh">Its upper end. Unit: 0 to 100. Null when absent.</param>
/// <param name="Attachment">The same of their attachment. Unit: 0 to 100. Null when absent.</param>
/// <param name="AttachmentLow">The lower end of its interval. Unit: 0 to 100. Null when absent.</param>
/// <param name="AttachmentHigh">Its upper end. Unit: 0 to 100. Null when absent.</param>
/// <param name="Segment">Group of the portfolio to which both means belong.</param>
/// <param name="Revenue">Of the accounts, and of those of their persons whose sum may be told. Unit: money. Null when absent.</param>
/// <param name="LifetimeValue">The same. Unit: money. Null when absent.</param>
/// <param name="NetworkValue">The same. Unit: money. Null when absent.</param>
public sealed record AccountScores(
    AccountStatus Status,
    double? Members,
    double? Respondents,
    double? Satisfaction,
    double? SatisfactionLow,
    double? SatisfactionHigh,
    double? Attachment,
    double? AttachmentLow,
    double? AttachmentHigh,
    Segment Segment,
    double? Revenue,
    double? LifetimeValue,
    double? NetworkValue)
{
    internal static AccountScores Of(Json from) => new(
        from.Need("status").Word<AccountStatus>(),
        from.At("members")?.Number(),
        from.At("respondents")?.Number(),
        from.At("satisfaction")?.Number(),
        from.At("satisfaction_low")?.Number(),
        from.At("satisfaction_high")?.Number(),
        from.At("attachment")?.Number(),
        from.At("attachment_low")?.Number(),
        from.At("attachment_high")?.Number(),
        from.Need("segment").Word<Segment>(),
        from.At("revenue")?.Number(),
        from.At("lifetime_value")?.Number(),
        from.At("network_value")?.Number());
}

/// <summary>What may be done with the customer's data, use by use.</summary>
/// <param name="Survey">Whether survey answers may be linked to the person.</param>
/// <param name="Value">Whether purchases and contracts may be valued.</param>
/// <param name="Network">Whether interactions, referrals and contributions may be used.</param>
/// <param name="Contact">Whether a treatment that approaches the person may be proposed.</param>
public sealed record ConsentScores(
    ConsentStatus Survey,
    ConsentStatus Value,
    ConsentStatus Network,
    ConsentStatus Contact)
{
    internal static ConsentScores Of(Json from) => new(
        from.Need("survey").Word<ConsentStatus>(),
        from.Need("value").Word<ConsentStatus>(),
        from.Need("network").Word<ConsentStatus>(),
        from.Need("contact").Word<ConsentStatus>());
}

/// <summary>The reasons, one entry a score; left out in a list of cards.</summary>
/// <param name="Score">Which score.</param>
/// <param name="Value">The score, the word of a group or of a treatment, or null where it is absent.</param>
/// <param name="Unit">The unit of the value. Null when absent.</param>
/// <param name="Status">Why there is no value; of a treatment, what became of it. Null when absent.</param>
/// <param name="Rule">The id of the rule that placed the customer in a group. Null when absent.</param>
/// <param name="Parts">Contributions that sum, or factors that multiply, to the value, or what was compared.</param>
/// <param name="Missing">The items that were not answered.</param>
/// <param name="Evidence">Of a lifetime value: what it rests on. Null when absent.</param>
/// <param name="Contributions">Of a lifetime value: Shapley values against a newcomer; null where there is none to compare with.</param>
/// <param name="Sentence">For the person, in English.</param>
/// <param name="SentenceDe">For the person, in the language that the key names.</param>
public sealed record Explanation(
    string Score,
    object? Value,
    string? Unit,
    string? Status,
    string? Rule,
    IReadOnlyList<ExplainedPart> Parts,
    IReadOnlyList<string> Missing,
    PurchaseEvidence? Evidence,
    DifferenceFromNewcomer? Contributions,
    string Sentence,
    string SentenceDe)
{
    internal static Explanation Of(Json from) => new(
        from.Need("score").Text(),
        from.At("value")?.Any(),
        from.At("unit")?.Text(),
        from.At("status")?.Text(),
        from.At("rule")?.Text(),
        from.Need("parts").List(Scvm.ExplainedPart.Of),
        from.Need("missing").List(each => each.Text()),
        from.At("evidence") is { } ofEvidence ? PurchaseEvidence.Of(ofEvidence) : null,
        from.At("contributions") is { } ofContributions ? DifferenceFromNewcomer.Of(ofContributions) : null,
        from.Need("sentence").Text(),
        from.Need("sentence_de").Text());
}

/// <summary>Contributions that sum, or factors that multiply, to the value, or what was compared.</summary>
/// <param name="Name">What it is: the id of an item, a column of the score table, a factor.</param>
/// <param name="Contribution">What it adds, in the unit of the score. Null when absent.</param>
/// <param name="Factor">By what it multiplies. Null when absent.</param>
/// <param name="Evidence">What was observed; null for a constant.</param>
/// <param name="At">Where the boundary lies. Null when absent.</param>
/// <param name="Boundary">The boundary that the evidence was compared with. Null when absent.</param>
/// <param name="Unit">The unit of the factor. Null when absent.</param>
public sealed record ExplainedPart(
    string Name,
    double? Contribution,
    double? Factor,
    double? Evidence,
    double? At,
    string? Boundary,
    string? Unit)
{
    internal static ExplainedPart Of(Json from) => new(
        from.Need("name").Text(),
        from.At("contribution")?.Number(),
        from.At("factor")?.Number(),
        from.At("evidence")?.Number(),
        from.At("at")?.Number(),
        from.At("boundary")?.Text(),
        from.At("unit")?.Text());
}

/// <summary>Of a lifetime value: what it rests on.</summary>
/// <param name="X">Repeat purchases. Unit: purchases. Null when absent.</param>
/// <param name="TX">From the first to the last purchase. Unit: model unit. Null when absent.</param>
/// <param name="T">From the first purchase to the day of scoring. Unit: model unit. Null when absent.</param>
/// <param name="PAlive">Of still being a customer. Unit: probability. Null when absent.</param>
public sealed record PurchaseEvidence(
    double? X,
    [property: System.Text.Json.Serialization.JsonPropertyName("t_x")] double? TX,
    [property: System.Text.Json.Serialization.JsonPropertyName("T")] double? T,
    double? PAlive)
{
    internal static PurchaseEvidence Of(Json from) => new(
        from.At("x")?.Number(),
        from.At("t_x")?.Number(),
        from.At("T")?.Number(),
        from.At("p_alive")?.Number());
}

/// <summary>Of a lifetime value: Shapley values against a newcomer; null where there is none to compare with.</summary>
/// <param name="Baseline">The lifetime value of the newcomer. Unit: money. Null when absent.</param>
/// <param name="BaselineIs">Who the newcomer is.</param>
/// <param name="Parts">What the difference of each factor adds.</param>
public sealed record DifferenceFromNewcomer(
    double? Baseline,
    string BaselineIs,
    IReadOnlyList<ExplainedPart> Parts)
{
    internal static DifferenceFromNewcomer Of(Json from) => new(
        from.At("baseline")?.Number(),
        from.Need("baseline_is").Text(),
        from.Need("parts").List(Scvm.ExplainedPart.Of));
}

/// <summary>Rows of the record that could not be used; left out in a list of cards.</summary>
/// <param name="Table">The table, or the part of the record.</param>
/// <param name="Row">Its place there, from 0.</param>
/// <param name="Code">The stable number of the rule that it breaks.</param>
/// <param name="Reason">Names the offender.</param>
public sealed record RejectedRow(
    Table Table,
    long Row,
    ScvmErrorCode Code,
    string Reason)
{
    internal static RejectedRow Of(Json from) => new(
        from.Need("table").Word<Table>(),
        from.Need("row").Whole(),
        from.Need("code").ErrorCode(),
        from.Need("reason").Text());
}

/// <summary>The company's figures: what <see cref="ScoreTable.Summary"/> says, as a value.</summary>
/// <param name="AsOf">The day of scoring.</param>
/// <param name="Model">Which model.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Rule">The rule that places customers into groups; absent without a questionnaire.</param>
/// <param name="Customers">In the base.</param>
/// <param name="Classified">Customers with a group.</param>
/// <param name="Valued">Customers with a lifetime value.</param>
/// <param name="Revenue">Of its customers who bought. Unit: money. Null when absent.</param>
/// <param name="CustomerEquity">Sum of the lifetime values. Unit: money. Null when absent.</param>
/// <param name="Segments">The five groups, fans first, then the customers without one.</param>
/// <param name="Hidden">What is suppressed, together: with what is shown it adds up to the totals; absent where nothing is.</param>
/// <param name="SurveyStatus">Customers by why they have a group, or none; null where these are few, or others that would follow.</param>
/// <param name="ValueStatus">Customers by why they have a lifetime value, or none; likewise.</param>
/// <param name="Consent">Customers by consent to the uses that are scored; likewise, and all null where few refuse the same uses.</param>
/// <param name="AnswerRows">Where every answer went.</param>
/// <param name="PurchaseRows">Where every purchase went.</param>
/// <param name="RejectedRows">Rows of all tables that were not taken.</param>
/// <param name="Anonymous">Answers under a promise of anonymity; absent without any.</param>
/// <param name="Network">How the customers take part; absent without network rules.</param>
/// <param name="Equity">Customer Network Equity; absent without equity rules.</param>
/// <param name="Employees">How the staff takes part; its activity is in no customer's score. Absent without network rules, or without employees. Null when absent.</param>
/// <param name="Complaints">Complaints and praise; absent without service rules.</param>
/// <param name="Helpers">What helpers do; absent without service rules.</param>
/// <param name="Cocreation">Ideas, votes, tests and capital; absent without cocreation rules.</param>
/// <param name="Outside">People outside the base; absent without network and equity rules, or where nobody is named.</param>
/// <param name="Treatment">Customers by why they are treated, or not; absent without treatments.</param>
public sealed record TableSummary(
    Day AsOf,
    ModelName Model,
    string Currency,
    string? Rule,
    long Customers,
    long Classified,
    long Valued,
    double? Revenue,
    double? CustomerEquity,
    IReadOnlyList<SegmentFigures> Segments,
    HiddenFigures? Hidden,
    IReadOnlyDictionary<SurveyStatus, long?> SurveyStatus,
    IReadOnlyDictionary<ValueStatus, long?> ValueStatus,
    IReadOnlyDictionary<ConsentStatus, long?> Consent,
    AnswerRows AnswerRows,
    PurchaseRows PurchaseRows,
    long RejectedRows,
    AnonymousFigures? Anonymous,
    NetworkFigures? Network,
    EquityFigures? Equity,
    EmployeeFigures? Employees,
    ComplaintFigures? Complaints,
    HelperFigures? Helpers,
    CocreationFigures? Cocreation,
    OutsideFigures? Outside,
    TreatmentCounts? Treatment)
{
    /// <summary>Reads the document.</summary>
    /// <param name="json">What <see cref="ScoreTable.Summary"/> gave.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>
    public static TableSummary Of(string json) => Of(Json.Read(json));

    internal static TableSummary Of(Json from) => new(
        from.Need("as_of").Day(),
        ModelName.Of(from.Need("model")),
        from.Need("currency").Text(),
        from.At("rule")?.Text(),
        from.Need("customers").Whole(),
        from.Need("classified").Whole(),
        from.Need("valued").Whole(),
        from.At("revenue")?.Number(),
        from.At("customer_equity")?.Number(),
        from.Need("segments").List(Scvm.SegmentFigures.Of),
        from.At("hidden") is { } ofHidden ? HiddenFigures.Of(ofHidden) : null,
        from.Need("survey_status").Map<SurveyStatus, long?>(each => each.OrNull()?.Whole()),
        from.Need("value_status").Map<ValueStatus, long?>(each => each.OrNull()?.Whole()),
        from.Need("consent").Map<ConsentStatus, long?>(each => each.OrNull()?.Whole()),
        AnswerRows.Of(from.Need("answer_rows")),
        PurchaseRows.Of(from.Need("purchase_rows")),
        from.Need("rejected_rows").Whole(),
        from.At("anonymous") is { } ofAnonymous ? AnonymousFigures.Of(ofAnonymous) : null,
        from.At("network") is { } ofNetwork ? NetworkFigures.Of(ofNetwork) : null,
        from.At("equity") is { } ofEquity ? EquityFigures.Of(ofEquity) : null,
        from.At("employees") is { } ofEmployees ? EmployeeFigures.Of(ofEmployees) : null,
        from.At("complaints") is { } ofComplaints ? ComplaintFigures.Of(ofComplaints) : null,
        from.At("helpers") is { } ofHelpers ? HelperFigures.Of(ofHelpers) : null,
        from.At("cocreation") is { } ofCocreation ? CocreationFigures.Of(ofCocreation) : null,
        from.At("outside") is { } ofOutside ? OutsideFigures.Of(ofOutside) : null,
        from.At("treatment") is { } ofTreatment ? TreatmentCounts.Of(ofTreatment) : null);
}

/// <summary>The five groups, fans first, then the customers without one.</summary>
/// <param name="Segment">The group.</param>
/// <param name="Suppressed">What is null since too few customers are behind it, or behind what could be worked out from it: nothing, the money (revenue and all that follows), or everything.</param>
/// <param name="Customers">Customers in the group. Null when absent.</param>
/// <param name="Share">Of all with a group; null for those without one, and where there is none.</param>
/// <param name="Revenue">Of its customers who bought. Unit: money. Null when absent.</param>
/// <param name="LifetimeValue">Sum over its customers. Unit: money. Null when absent.</param>
/// <param name="Valued">Customers with a lifetime value. Null when absent.</param>
/// <param name="MeanLifetimeValue">Per valued customer. Unit: money. Null when absent.</param>
public sealed record SegmentFigures(
    Segment Segment,
    SuppressedFigures Suppressed,
    long? Customers,
    SegmentShare? Share,
    double? Revenue,
    double? LifetimeValue,
    long? Valued,
    double? MeanLifetimeValue)
{
    internal static SegmentFigures Of(Json from) => new(
        from.Need("segment").Word<Segment>(),
        from.Need("suppressed").Word<SuppressedFigures>(),
        from.At("customers")?.Whole(),
        from.At("share") is { } ofShare ? SegmentShare.Of(ofShare) : null,
        from.At("revenue")?.Number(),
        from.At("lifetime_value")?.Number(),
        from.At("valued")?.Whole(),
        from.At("mean_lifetime_value")?.Number());
}

/// <summary>Of all with a group; null for those without one, and where there is none.</summary>
/// <param name="Value">The share, 0 to 1. Null when absent.</param>
/// <param name="Low">The lower end of its interval. Null when absent.</param>
/// <param name="High">The upper end. Null when absent.</param>
/// <param name="Confidence">Level of the interval. Null when absent.</param>
/// <param name="N">Customers with a group.</param>
public sealed record SegmentShare(
    double? Value,
    double? Low,
    double? High,
    double? Confidence,
    long N)
{
    internal static SegmentShare Of(Json from) => new(
        from.At("value")?.Number(),
        from.At("low")?.Number(),
        from.At("high")?.Number(),
        from.At("confidence")?.Number(),
        from.Need("n").Whole());
}

/// <summary>What is suppressed, together: with what is shown it adds up to the totals; absent where nothing is.</summary>
/// <param name="Customers">In groups whose number is not shown.</param>
/// <param name="Revenue">Of groups whose money is not shown. Unit: money. Null when absent.</param>
/// <param name="LifetimeValue">Of the same. Unit: money. Null when absent.</param>
/// <param name="Valued">Customers with a lifetime value among them.</param>
public sealed record HiddenFigures(
    long Customers,
    double? Revenue,
    double? LifetimeValue,
    long Valued)
{
    internal static HiddenFigures Of(Json from) => new(
        from.Need("customers").Whole(),
        from.At("revenue")?.Number(),
        from.At("lifetime_value")?.Number(),
        from.Need("valued").Whole());
}

/// <summary>Where every answer went.</summary>
/// <param name="Rows">Rows of the table; the others add up to it.</param>
/// <param name="Used">Rows in the newest response of their customer.</param>
/// <param name="Superseded">Rows of an older wave, or answered again later in the same one.</param>
/// <param name="NotAnswered">Rows that were shown, but left empty.</param>
/// <param name="AfterAsOf">Rows later than the day of scoring; null together with no_consent.</param>
/// <param name="OtherItems">Rows of items that the model's questionnaire does not have.</param>
/// <param name="NoConsent">Rows of customers who did not agree to be linked with their answers; null where few refuse the same uses.</param>
/// <param name="Rejected">Rows that were not taken into the base.</param>
public sealed record AnswerRows(
    long Rows,
    long Used,
    long Superseded,
    long NotAnswered,
    long? AfterAsOf,
    long OtherItems,
    long? NoConsent,
    long Rejected)
{
    internal static AnswerRows Of(Json from) => new(
        from.Need("rows").Whole(),
        from.Need("used").Whole(),
        from.Need("superseded").Whole(),
        from.Need("not_answered").Whole(),
        from.At("after_as_of")?.Whole(),
        from.Need("other_items").Whole(),
        from.At("no_consent")?.Whole(),
        from.Need("rejected").Whole());
}

/// <summary>Where every purchase went.</summary>
/// <param name="Rows">Rows of the table; the others add up to it.</param>
/// <param name="Used">Rows that opened a purchase occasion of their own.</param>
/// <param name="Merged">Rows that joined the occasion of the same customer and day.</param>
/// <param name="Refunds">Rows with a negative amount, netted or ignored.</param>
/// <param name="ZerosIgnored">Rows of amount 0 that the model's policy leaves out.</param>
/// <param name="AfterAsOf">Rows later than the day of scoring; null together with no_consent.</param>
/// <param name="NoConsent">Rows of customers who did not agree; null where few refuse the same uses.</param>
/// <param name="Rejected">Rows that were not taken into the base.</param>
public sealed record PurchaseRows(
    long Rows,
    long Used,
    long Merged,
    long Refunds,
    long ZerosIgnored,
    long? AfterAsOf,
    long? NoConsent,
    long Rejected)
{
    internal static PurchaseRows Of(Json from) => new(
        from.Need("rows").Whole(),
        from.Need("used").Whole(),
        from.Need("merged").Whole(),
        from.Need("refunds").Whole(),
        from.Need("zeros_ignored").Whole(),
        from.At("after_as_of")?.Whole(),
        from.At("no_consent")?.Whole(),
        from.Need("rejected").Whole());
}

/// <summary>Answers under a promise of anonymity; absent without any.</summary>
/// <param name="Respondents">Persons who answered anonymously.</param>
/// <param name="Classified">Of them with a group. Null when absent.</param>
/// <param name="MinimumCell">Respondents below which a group is not shown. Null when absent.</param>
/// <param name="Segments">The five groups, fans first.</param>
public sealed record AnonymousFigures(
    long Respondents,
    double? Classified,
    double? MinimumCell,
    IReadOnlyList<AnonymousGroup> Segments)
{
    internal static AnonymousFigures Of(Json from) => new(
        from.Need("respondents").Whole(),
        from.At("classified")?.Number(),
        from.At("minimum_cell")?.Number(),
        from.Need("segments").List(Scvm.AnonymousGroup.Of));
}

/// <summary>The five groups, fans first.</summary>
/// <param name="Segment">The group.</param>
/// <param name="Respondents">Anonymous ones in it; null where they are too few to be shown.</param>
/// <param name="ShareOfAll">Of customers and anonymous respondents together; null where one of both is suppressed.</param>
public sealed record AnonymousGroup(
    Segment Segment,
    long? Respondents,
    AnonymousShare? ShareOfAll)
{
    internal static AnonymousGroup Of(Json from) => new(
        from.Need("segment").Word<Segment>(),
        from.At("respondents")?.Whole(),
        from.At("share_of_all") is { } ofShareOfAll ? AnonymousShare.Of(ofShareOfAll) : null);
}

/// <summary>Of customers and anonymous respondents together; null where one of both is suppressed.</summary>
/// <param name="Value">The share, 0 to 1. Null when absent.</param>
/// <param name="Low">The lower end of its interval. Null when absent.</param>
/// <param name="High">The upper end. Null when absent.</param>
/// <param name="Confidence">Level of the interval. Null when absent.</param>
/// <param name="N">Customers and anonymous respondents with a group. Null when absent.</param>
public sealed record AnonymousShare(
    double? Value,
    double? Low,
    double? High,
    double? Confidence,
    double? N)
{
    internal static AnonymousShare Of(Json from) => new(
        from.At("value")?.Number(),
        from.At("low")?.Number(),
        from.At("high")?.Number(),
        from.At("confidence")?.Number(),
        from.At("n")?.Number());
}

/// <summary>How the customers take part; absent without network rules.</summary>
/// <param name="Participation">How the customers take part.</param>
/// <param name="Scored">Customers with a social score; null, as are the next numbers, where they or the other customers are few.</param>
/// <param name="FollowerCorrelation">Of the social score with the logarithm of 1 + followers. Null when absent.</param>
/// <param name="EmployeeContacts">Customers who interact with an employee. Null when absent.</param>
/// <param name="BrandFollowers">Customers who follow the brand: a follow without a target. Null when absent.</param>
/// <param name="BrandFollowersHeard">Of these, whose account has a standing. Null when absent.</param>
/// <param name="InteractionRows">Where every interaction went.</param>
public sealed record NetworkFigures(
    ParticipationFigures Participation,
    long? Scored,
    double? FollowerCorrelation,
    long? EmployeeContacts,
    long? BrandFollowers,
    long? BrandFollowersHeard,
    InteractionRows InteractionRows)
{
    internal static NetworkFigures Of(Json from) => new(
        ParticipationFigures.Of(from.Need("participation")),
        from.At("scored")?.Whole(),
        from.At("follower_correlation")?.Number(),
        from.At("employee_contacts")?.Whole(),
        from.At("brand_followers")?.Whole(),
        from.At("brand_followers_heard")?.Whole(),
        InteractionRows.Of(from.Need("interaction_rows")));
}

/// <summary>How the customers take part.</summary>
/// <param name="Members">Customers whose place in the network may be used; null, as is the rest, where they are few. Where few refuse the same uses, these count among the lurkers.</param>
/// <param name="Contributions">Of members in the window. Null when absent.</param>
/// <param name="Classes">The members by class.</param>
/// <param name="Against90_9_1">Do the classes differ from 90-9-1? Null, as are the two numbers below, where a class is hidden.</param>
/// <param name="Gini">Of the members' contributions: 0 all contribute the same, 1 one does all; null of fewer than four times as many members as a figure needs.</param>
/// <param name="Top1Percent">Part of the contributions made by the 1 percent who made most; null where these are few.</param>
/// <param name="IntermittentFrom">Contributions that make an intermittent contributor. Null when absent.</param>
/// <param name="HeavyFrom">Contributions that make a heavy contributor; null, too: nobody's do.</param>
public sealed record ParticipationFigures(
    long? Members,
    double? Contributions,
    ParticipationClasses Classes,
    [property: System.Text.Json.Serialization.JsonPropertyName("against_90_9_1")] ParticipationTest Against90_9_1,
    double? Gini,
    [property: System.Text.Json.Serialization.JsonPropertyName("top_1_percent")] double? Top1Percent,
    double? IntermittentFrom,
    double? HeavyFrom)
{
    internal static ParticipationFigures Of(Json from) => new(
        from.At("members")?.Whole(),
        from.At("contributions")?.Number(),
        ParticipationClasses.Of(from.Need("classes")),
        ParticipationTest.Of(from.Need("against_90_9_1")),
        from.At("gini")?.Number(),
        from.At("top_1_percent")?.Number(),
        from.At("intermittent_from")?.Number(),
        from.At("heavy_from")?.Number());
}

/// <summary>The members by class.</summary>
/// <param name="Lurker">Members who read.</param>
/// <param name="Intermittent">Members who contribute now and then.</param>
/// <param name="Heavy">Members who contribute most.</param>
public sealed record ParticipationClasses(
    ClassFigures Lurker,
    ClassFigures Intermittent,
    ClassFigures Heavy)
{
    internal static ParticipationClasses Of(Json from) => new(
        ClassFigures.Of(from.Need("lurker")),
        ClassFigures.Of(from.Need("intermittent")),
        ClassFigures.Of(from.Need("heavy")));
}

/// <summary>Members who read.</summary>
/// <param name="Members">How many belong to this class; null, as is the rest, where neighbouring classes are told together, since one of them has few.</param>
/// <param name="Share">Of all members. Null when absent.</param>
/// <param name="Low">Lower confidence limit, of three shares at once. Null when absent.</param>
/// <param name="High">Upper one. Null when absent.</param>
/// <param name="Effort">The part of all contributions that this class made. Null when absent.</param>
public sealed record ClassFigures(
    long? Members,
    double? Share,
    double? Low,
    double? High,
    double? Effort)
{
    internal static ClassFigures Of(Json from) => new(
        from.At("members")?.Whole(),
        from.At("share")?.Number(),
        from.At("low")?.Number(),
        from.At("high")?.Number(),
        from.At("effort")?.Number());
}

/// <summary>Do the classes differ from 90-9-1? Null, as are the two numbers below, where a class is hidden.</summary>
/// <param name="G">The G statistic of the three counts against 90-9-1. Null when absent.</param>
/// <param name="PValue">Of g, with 2 degrees of freedom. Null when absent.</param>
public sealed record ParticipationTest(
    double? G,
    double? PValue)
{
    internal static ParticipationTest Of(Json from) => new(
        from.At("g")?.Number(),
        from.At("p_value")?.Number());
}

/// <summary>Where every interaction went.</summary>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Events">Interactions that the rows stand for; what follows adds up to it.</param>
/// <param name="Used">Interactions that made a weight, an activity or a follower; null together with hostile.</param>
/// <param name="Retries">Interactions with the id, or the text, of an event that was there already.</param>
/// <param name="UponOneself">Interactions of a person with herself.</param>
/// <param name="AfterAsOf">Interactions later than the day of scoring; null together with no_consent.</param>
/// <param name="TooOld">Interactions before the window.</param>
/// <param name="NoConsent">Interactions between persons of whom one did not agree; null where few refuse the same uses.</param>
/// <param name="Hostile">Interactions against somebody, and those of or upon a dissatisfied customer in no known tone: they spread damage, and make nobody valuable. Null where a group is hidden. Null when absent.</param>
/// <param name="OutOfRange">Interactions of a time that none can have.</param>
/// <param name="Rejected">Rows that were not taken into the base; one interaction each.</param>
public sealed record InteractionRows(
    long Rows,
    long Events,
    long? Used,
    long Retries,
    long UponOneself,
    long? AfterAsOf,
    long TooOld,
    long? NoConsent,
    long? Hostile,
    long OutOfRange,
    long Rejected)
{
    internal static InteractionRows Of(Json from) => new(
        from.Need("rows").Whole(),
        from.Need("events").Whole(),
        from.At("used")?.Whole(),
        from.Need("retries").Whole(),
        from.Need("upon_oneself").Whole(),
        from.At("after_as_of")?.Whole(),
        from.Need("too_old").Whole(),
        from.At("no_consent")?.Whole(),
        from.At("hostile")?.Whole(),
        from.Need("out_of_range").Whole(),
        from.Need("rejected").Whole());
}

/// <summary>Customer Network Equity; absent without equity rules.</summary>
/// <param name="Counted">Customers with a lifetime value whose place in the network may be used; null where those whose may not are few.</param>
/// <param name="LifetimeValue">These customers alone; null, as is the next, where customer_equity less this would tell what few are worth. Unit: money.</param>
/// <param name="CustomerNetworkEquity">Sum of the network values, which equals lifetime_value to the last cent. Unit: money. Null when absent.</param>
/// <param name="Credited">Value that changes hands. Unit: money. Null when absent.</param>
/// <param name="KnowledgeValue">What accepted contributions are worth; null where they, or a part that is published as well, are of few. Unit: money.</param>
/// <param name="KnowledgeValueApart">Of it, what those contributed who have no network value: it is in no engagement value. Null like the next one. Unit: money. Null when absent.</param>
/// <param name="EngagementValue">Customer Network Equity and knowledge value, less the knowledge value apart; null where that would tell what few contributed. Unit: money.</param>
/// <param name="External">New customers whom today's would bring; never part of the sums above.</param>
/// <param name="Ranks">Lifetime value against network value.</param>
/// <param name="Stages">How far customers have come.</param>
/// <param name="Sharing">Kind by kind.</param>
/// <param name="Sharers">Customers who shared anything; null where they, or those of a kind, are few.</param>
/// <param name="Gini">Of the network values above 0. Null when absent.</param>
/// <param name="Referrals">Where every referral went.</param>
public sealed record EquityFigures(
    long? Counted,
    double? LifetimeValue,
    double? CustomerNetworkEquity,
    double? Credited,
    double? KnowledgeValue,
    double? KnowledgeValueApart,
    double? EngagementValue,
    ExpectedNewcomers External,
    RankFigures Ranks,
    FunnelFigures Stages,
    IReadOnlyDictionary<SharingKind, SharingFigures> Sharing,
    long? Sharers,
    double? Gini,
    ReferralRows Referrals)
{
    internal static EquityFigures Of(Json from) => new(
        from.At("counted")?.Whole(),
        from.At("lifetime_value")?.Number(),
        from.At("customer_network_equity")?.Number(),
        from.At("credited")?.Number(),
        from.At("knowledge_value")?.Number(),
        from.At("knowledge_value_apart")?.Number(),
        from.At("engagement_value")?.Number(),
        ExpectedNewcomers.Of(from.Need("external")),
        RankFigures.Of(from.Need("ranks")),
        FunnelFigures.Of(from.Need("stages")),
        from.Need("sharing").Map<SharingKind, SharingFigures>(Scvm.SharingFigures.Of),
        from.At("sharers")?.Whole(),
        from.At("gini")?.Number(),
        ReferralRows.Of(from.Need("referrals")));
}

/// <summary>New customers whom today's would bring; never part of the sums above.</summary>
/// <param name="ExpectedCustomers">New customers within the horizon if referrals went on as in the year before. Null when absent.</param>
/// <param name="Value">What they would be worth. Unit: money. Null when absent.</param>
public sealed record ExpectedNewcomers(
    double? ExpectedCustomers,
    double? Value)
{
    internal static ExpectedNewcomers Of(Json from) => new(
        from.At("expected_customers")?.Number(),
        from.At("value")?.Number());
}

/// <summary>Lifetime value against network value.</summary>
/// <param name="Spearman">Rank correlation, ties averaged. Null when absent.</param>
/// <param name="Kendall">Tau-b. Null when absent.</param>
/// <param name="TopDecile">How many enter and leave it.</param>
public sealed record RankFigures(
    double? Spearman,
    double? Kendall,
    TopDecileChange TopDecile)
{
    internal static RankFigures Of(Json from) => new(
        from.At("spearman")?.Number(),
        from.At("kendall")?.Number(),
        TopDecileChange.Of(from.Need("top_decile")));
}

/// <summary>How many enter and leave it.</summary>
/// <param name="Stayed">Customers in the top decile by either; null where they, or those who entered or left it, are few.</param>
/// <param name="MovedShare">Of those in it by lifetime value, who are not by network value; likewise. Null when absent.</param>
public sealed record TopDecileChange(
    long? Stayed,
    double? MovedShare)
{
    internal static TopDecileChange Of(Json from) => new(
        from.At("stayed")?.Whole(),
        from.At("moved_share")?.Number());
}

/// <summary>How far customers have come.</summary>
/// <param name="Customers">Who are placed, on a stage or on none: those whose place in the network may be used; null, as are the shares of them, where they are few, or those who did not agree to it.</param>
/// <param name="Funnel">Stage by stage.</param>
/// <param name="Scaled">Customers of whom every step is known: the n of what follows; null where they, or the others, are few.</param>
/// <param name="Errors">Steps that differ from the ideal pattern of the same number of steps; null, as is what follows, where that or a stage would tell of few.</param>
/// <param name="Reproducibility">Guttman's coefficient: a scale from 0.9. Null when absent.</param>
/// <param name="MinimalReproducibility">What the marginals alone would give. Null when absent.</param>
/// <param name="Scalability">Menzel's coefficient: good from 0.6. Null when absent.</param>
public sealed record FunnelFigures(
    long? Customers,
    IReadOnlyList<StageFigures> Funnel,
    long? Scaled,
    long? Errors,
    double? Reproducibility,
    double? MinimalReproducibility,
    double? Scalability)
{
    internal static FunnelFigures Of(Json from) => new(
        from.At("customers")?.Whole(),
        from.Need("funnel").List(Scvm.StageFigures.Of),
        from.At("scaled")?.Whole(),
        from.At("errors")?.Whole(),
        from.At("reproducibility")?.Number(),
        from.At("minimal_reproducibility")?.Number(),
        from.At("scalability")?.Number());
}

/// <summary>Stage by stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Reached">Customers who stand here or higher; null where those of neighbouring stages are told together, since they are few.</param>
/// <param name="Share">Of the customers who are placed, with Wilson's interval.</param>
/// <param name="Conversion">Of those at the stage before, with Wilson's interval.</param>
public sealed record StageFigures(
    Stage Stage,
    long? Reached,
    Interval Share,
    Interval Conversion)
{
    internal static StageFigures Of(Json from) => new(
        from.Need("stage").Word<Stage>(),
        from.At("reached")?.Whole(),
        Interval.Of(from.Need("share")),
        Interval.Of(from.Need("conversion")));
}

/// <summary>Of the customers who are placed, with Wilson's interval.</summary>
/// <param name="Value">The estimate. Null when absent.</param>
/// <param name="Low">The lower end of its interval. Null when absent.</param>
/// <param name="High">The upper end. Null when absent.</param>
public sealed record Interval(
    double? Value,
    double? Low,
    double? High)
{
    internal static Interval Of(Json from) => new(
        from.At("value")?.Number(),
        from.At("low")?.Number(),
        from.At("high")?.Number());
}

/// <summary>Kind by kind.</summary>
/// <param name="Events">Contributions of this kind; null, as is the rest, of few sharers.</param>
/// <param name="Sharers">Customers with at least one. Null when absent.</param>
/// <param name="Decided">Contributions that were accepted or refused; null, as is acceptance, where few were accepted, refused or are open.</param>
/// <param name="Acceptance">Accepted share of the decided, with Wilson's interval.</param>
public sealed record SharingFigures(
    long? Events,
    long? Sharers,
    long? Decided,
    Interval Acceptance)
{
    internal static SharingFigures Of(Json from) => new(
        from.At("events")?.Whole(),
        from.At("sharers")?.Whole(),
        from.At("decided")?.Whole(),
        Interval.Of(from.Need("acceptance")));
}

/// <summary>Where every referral went.</summary>
/// <param name="Rows">Usable rows.</param>
/// <param name="Rejected">Rows that gave no credit, by reason.</param>
public sealed record ReferralRows(
    long Rows,
    IReadOnlyDictionary<string, long> Rejected)
{
    internal static ReferralRows Of(Json from) => new(
        from.Need("rows").Whole(),
        from.Need("rejected").Map(each => each.Whole()));
}

/// <summary>How the staff takes part; its activity is in no customer's score. Absent without network rules, or without employees.</summary>
/// <param name="Employees">In the base; null, as is the rest but for coverage, where they are few.</param>
/// <param name="TakingPart">Employees who did anything but follow in the window; absent where they are few.</param>
/// <param name="Bridging">Employees with ties to other employees and to customers; absent where they are few.</param>
/// <param name="Coverage">Customers two steps or less from an employee; absent where they, or the others, are few.</param>
/// <param name="Pairs">Ordered pairs of employees with a tie; null where they are few.</param>
/// <param name="Returned">Of these, those with a tie in both directions; null where they, or the others, are few. Unit: share.</param>
/// <param name="Departments">Ties across departments; absent where none are known, or those that cross, or do not, are few.</param>
/// <param name="Levels">The same of levels of the hierarchy. Null when absent.</param>
/// <param name="Maturity">Maturity of internal use; absent where employees, or their ties, are few. Its index is null where a part is that would tell of few.</param>
/// <param name="Lead">Whether acts among employees go before acts between employees and customers, in weeks; no proof of a cause.</param>
public sealed record EmployeeFigures(
    long? Employees,
    CountedShare? TakingPart,
    CountedShare? Bridging,
    CountedShare? Coverage,
    long? Pairs,
    double? Returned,
    CrossingFigures? Departments,
    CrossingFigures? Levels,
    MaturityResult? Maturity,
    LeadLagResult Lead)
{
    internal static EmployeeFigures Of(Json from) => new(
        from.At("employees")?.Whole(),
        from.At("taking_part") is { } ofTakingPart ? CountedShare.Of(ofTakingPart) : null,
        from.At("bridging") is { } ofBridging ? CountedShare.Of(ofBridging) : null,
        from.At("coverage") is { } ofCoverage ? CountedShare.Of(ofCoverage) : null,
        from.At("pairs")?.Whole(),
        from.At("returned")?.Number(),
        from.At("departments") is { } ofDepartments ? CrossingFigures.Of(ofDepartments) : null,
        from.At("levels") is { } ofLevels ? CrossingFigures.Of(ofLevels) : null,
        from.At("maturity") is { } ofMaturity ? MaturityResult.Of(ofMaturity) : null,
        LeadLagResult.Of(from.Need("lead")));
}

/// <summary>Employees who did anything but follow in the window; absent where they are few.</summary>
/// <param name="N">Of how many.</param>
/// <param name="Count">How many.</param>
/// <param name="Share">With Wilson's interval.</param>
public sealed record CountedShare(
    long N,
    long Count,
    Interval Share)
{
    internal static CountedShare Of(Json from) => new(
        from.Need("n").Whole(),
        from.Need("count").Whole(),
        Interval.Of(from.Need("share")));
}

/// <summary>Ties across departments; absent where none are known, or those that cross, or do not, are few.</summary>
/// <param name="Ties">Ordered pairs of employees with a tie whose groups are known.</param>
/// <param name="Crossed">Share of them between different groups, with Wilson's interval.</param>
/// <param name="EiIndex">Between less inside, by both together: -1 closed, 1 open. Unit: -1 to 1. Null when absent.</param>
/// <param name="AgainstChance">That share, by the one that ties without regard to groups would have; 1: groups do not matter. Unit: ratio. Null when absent.</param>
public sealed record CrossingFigures(
    long Ties,
    Interval Crossed,
    double? EiIndex,
    double? AgainstChance)
{
    internal static CrossingFigures Of(Json from) => new(
        from.Need("ties").Whole(),
        Interval.Of(from.Need("crossed")),
        from.At("ei_index")?.Number(),
        from.At("against_chance")?.Number());
}

/// <summary>Maturity of internal use; absent where employees, or their ties, are few. Its index is null where a part is that would tell of few.</summary>
/// <param name="Index">5 times the geometric mean of the parts that are known. Unit: 0 to 5. Null when absent.</param>
/// <param name="Low">Lower end of the interval from employees drawn anew. Unit: 0 to 5. Null when absent.</param>
/// <param name="High">Its upper end. Unit: 0 to 5. Null when absent.</param>
/// <param name="Employees">The n of it all.</param>
/// <param name="Ties">Ordered pairs of employees with a tie.</param>
/// <param name="Parts">What it is made of.</param>
public sealed record MaturityResult(
    double? Index,
    double? Low,
    double? High,
    long Employees,
    long Ties,
    MaturityParts Parts)
{
    internal static MaturityResult Of(Json from) => new(
        from.At("index")?.Number(),
        from.At("low")?.Number(),
        from.At("high")?.Number(),
        from.Need("employees").Whole(),
        from.Need("ties").Whole(),
        MaturityParts.Of(from.Need("parts")));
}

/// <summary>What it is made of.</summary>
/// <param name="TakingPart">Of all employees, those who did anything but follow. Unit: share. Null when absent.</param>
/// <param name="Returned">Of the ordered pairs of employees with a tie, those with one in both directions. Unit: share. Null when absent.</param>
/// <param name="AcrossDepartments">Ties between departments, as a part of those that ties without regard to departments would give; at most 1. Unit: share. Null when absent.</param>
/// <param name="AcrossLevels">The same of levels of the hierarchy. Unit: share. Null when absent.</param>
public sealed record MaturityParts(
    double? TakingPart,
    double? Returned,
    double? AcrossDepartments,
    double? AcrossLevels)
{
    internal static MaturityParts Of(Json from) => new(
        from.At("taking_part")?.Number(),
        from.At("returned")?.Number(),
        from.At("across_departments")?.Number(),
        from.At("across_levels")?.Number());
}

/// <summary>Whether acts among employees go before acts between employees and customers, in weeks; no proof of a cause.</summary>
/// <param name="Status">Whether the one goes before the other.</param>
/// <param name="Steps">How long both series are.</param>
/// <param name="Lag">How much later the other follows, by the rises or the correlation. Unit: steps. Null when absent.</param>
/// <param name="Correlation">The highest one. Null when absent.</param>
/// <param name="WithoutLead">The highest one at the same moment or the other way round. Null when absent.</param>
/// <param name="PValue">Part of what chance gives that leads as much. Null when absent.</param>
public sealed record LeadLagResult(
    LeadStatus Status,
    long Steps,
    double? Lag,
    double? Correlation,
    double? WithoutLead,
    double? PValue)
{
    internal static LeadLagResult Of(Json from) => new(
        from.Need("status").Word<LeadStatus>(),
        from.Need("steps").Whole(),
        from.At("lag")?.Number(),
        from.At("correlation")?.Number(),
        from.At("without_lead")?.Number(),
        from.At("p_value")?.Number());
}

/// <summary>Complaints and praise; absent without service rules.</summary>
/// <param name="Rows">Rows of the table that were taken; the next six but <c>open</c> and <c>overdue</c> add up to it.</param>
/// <param name="NoConsent">Rows of customers who did not agree; null where few refuse the same uses. Unit: rows.</param>
/// <param name="AfterAsOf">Rows later than the day of scoring; null together with no_consent. Unit: rows.</param>
/// <param name="Repeated">Rows with the case of another row of the same customer.</param>
/// <param name="TooOld">Settled rows, or praise, before the window.</param>
/// <param name="Complaints">Complaints that count.</param>
/// <param name="Praises">Praise that counts.</param>
/// <param name="Open">Complaints that are not settled; null where the customers with one, or with a settled one, are few. Unit: complaints.</param>
/// <param name="Overdue">Of these, not answered within the time promised; null where the customers with such a one, or with another open one, are few. Unit: complaints.</param>
/// <param name="DamageAtRisk">Of all in the queue together; null where they are few, or one of them could be told from it. Unit: money.</param>
/// <param name="PromiseKept">Complaints of the window that were answered in time, of those whose time is over or that were answered, with Wilson's interval; null where few customers were answered in time, or few were not. Unit: share.</param>
/// <param name="Promises">How many it is of; null, as is the share, where few wait longer than promised, or wait and may. Unit: promises.</param>
/// <param name="Response">From coming in to the first answer; complaints of the window.</param>
/// <param name="Resolution">From coming in to the settlement; complaints of the window.</param>
/// <param name="Topics">Praise against complaints by topic.</param>
/// <param name="Attributes">The same by what the base knows of the customers.</param>
/// <param name="Recovery">Whether customers are satisfied again afterwards.</param>
public sealed record ComplaintFigures(
    long Rows,
    double? NoConsent,
    double? AfterAsOf,
    long Repeated,
    long TooOld,
    long Complaints,
    long Praises,
    double? Open,
    double? Overdue,
    double? DamageAtRisk,
    Interval PromiseKept,
    double? Promises,
    TimeFigures Response,
    TimeFigures Resolution,
    IReadOnlyList<PraiseRatio> Topics,
    IReadOnlyList<PraiseByAttribute> Attributes,
    RecoveryFigures Recovery)
{
    internal static ComplaintFigures Of(Json from) => new(
        from.Need("rows").Whole(),
        from.At("no_consent")?.Number(),
        from.At("after_as_of")?.Number(),
        from.Need("repeated").Whole(),
        from.Need("too_old").Whole(),
        from.Need("complaints").Whole(),
        from.Need("praises").Whole(),
        from.At("open")?.Number(),
        from.At("overdue")?.Number(),
        from.At("damage_at_risk")?.Number(),
        Interval.Of(from.Need("promise_kept")),
        from.At("promises")?.Number(),
        TimeFigures.Of(from.Need("response")),
        TimeFigures.Of(from.Need("resolution")),
        from.Need("topics").List(Scvm.PraiseRatio.Of),
        from.Need("attributes").List(Scvm.PraiseByAttribute.Of),
        RecoveryFigures.Of(from.Need("recovery")));
}

/// <summary>From coming in to the first answer; complaints of the window.</summary>
/// <param name="Suppressed">Whether too few customers are behind it to be shown.</param>
/// <param name="N">How many waited, or still wait. Null when absent.</param>
/// <param name="Over">Of these, for whom it has happened; the others count for as long as they wait. Null where either are of few persons. Null when absent.</param>
/// <param name="Median">Until it has happened to half, by Kaplan and Meier with the log-log interval; null: it has not, by now. Unit: hours.</param>
/// <param name="P90">Until it has happened to nine of ten. Unit: hours.</param>
public sealed record TimeFigures(
    bool Suppressed,
    long? N,
    long? Over,
    Interval Median,
    Interval P90)
{
    internal static TimeFigures Of(Json from) => new(
        from.Need("suppressed").Flag(),
        from.At("n")?.Whole(),
        from.At("over")?.Whole(),
        Interval.Of(from.Need("median")),
        Interval.Of(from.Need("p90")));
}

/// <summary>Praise against complaints by topic.</summary>
/// <param name="Name">The topic or the category; null: none named.</param>
/// <param name="Suppressed">Whether a number is not shown, as it is of too few, or would betray one that is.</param>
/// <param name="Complained">Customers who complained; null where hidden.</param>
/// <param name="Praised">Customers who praised; null where hidden.</param>
/// <param name="Ratio">Who praised for each who complained, with the interval that Wilson's of their share makes; null where one of both is hidden, or nobody complained.</param>
public sealed record PraiseRatio(
    string? Name,
    bool Suppressed,
    long? Complained,
    long? Praised,
    Interval Ratio)
{
    internal static PraiseRatio Of(Json from) => new(
        from.At("name")?.Text(),
        from.Need("suppressed").Flag(),
        from.At("complained")?.Whole(),
        from.At("praised")?.Whole(),
        Interval.Of(from.Need("ratio")));
}

/// <summary>The same by what the base knows of the customers.</summary>
/// <param name="Attribute">Say <c>territory</c>.</param>
/// <param name="Categories">In the order of their names.</param>
public sealed record PraiseByAttribute(
    string Attribute,
    IReadOnlyList<PraiseRatio> Categories)
{
    internal static PraiseByAttribute Of(Json from) => new(
        from.Need("attribute").Text(),
        from.Need("categories").List(Scvm.PraiseRatio.Of));
}

/// <summary>Whether customers are satisfied again afterwards.</summary>
/// <param name="Status">Whether anything can be said.</param>
/// <param name="N">Customers with a settled complaint who were asked before and after; null where they are too few.</param>
/// <param name="Recovered">Satisfied afterwards, with Wilson's interval. Unit: share.</param>
/// <param name="Change">Mean satisfaction after less before, with Student's interval. Unit: points.</param>
/// <param name="BeyondNoise">Mean satisfaction after less what it would be if nothing had changed, which lies nearer to everybody's mean than what was measured before. Unit: points.</param>
/// <param name="MovedShare">In another group of the portfolio than before. Unit: share. Null when absent.</param>
/// <param name="NoiseShare">The same if nobody had changed and all were asked again. Unit: share. Null when absent.</param>
/// <param name="ExcessShare">The difference. Unit: share. Null when absent.</param>
/// <param name="ExcessP">Of so much movement or more by noise. Unit: probability. Null when absent.</param>
public sealed record RecoveryFigures(
    RecoveryStatus Status,
    long? N,
    Interval Recovered,
    Interval Change,
    Interval BeyondNoise,
    double? MovedShare,
    double? NoiseShare,
    double? ExcessShare,
    double? ExcessP)
{
    internal static RecoveryFigures Of(Json from) => new(
        from.Need("status").Word<RecoveryStatus>(),
        from.At("n")?.Whole(),
        Interval.Of(from.Need("recovered")),
        Interval.Of(from.Need("change")),
        Interval.Of(from.Need("beyond_noise")),
        from.At("moved_share")?.Number(),
        from.At("noise_share")?.Number(),
        from.At("excess_share")?.Number(),
        from.At("excess_p")?.Number());
}

/// <summary>What helpers do; absent without service rules.</summary>
/// <param name="Rows">Rows of the table of jobs that were taken; the next four add up to it.</param>
/// <param name="NoConsent">Jobs of persons who did not agree; null where few refuse the same uses. Unit: rows.</param>
/// <param name="AfterAsOf">Jobs later than the day of scoring; null together with no_consent. Unit: rows.</param>
/// <param name="Repeated">Rows with the job of another row of the same customer.</param>
/// <param name="Jobs">Jobs that count.</param>
/// <param name="Solved">Of these, that went well.</param>
/// <param name="Failed">That went badly.</param>
/// <param name="Open">That have not ended.</param>
/// <param name="FillRate">Solved of all that was asked for, with Wilson's interval. Unit: share.</param>
/// <param name="OffHours">Of the solved, what was asked for while the company's own service was closed, with Wilson's interval. Unit: share.</param>
/// <param name="Solution">From asking to a solution; what failed counts for as long as it was tried.</param>
/// <param name="Pairs">Jobs that both sides have rated.</param>
/// <param name="Answering">Of the two ratings, each less what its person usually gets, by Fisher's z; null below four pairs. Unit: correlation.</param>
/// <param name="Retaliation">Whether ratings answer one another.</param>
/// <param name="States">Helpers by how far they have come; null where these are few, or others that would follow.</param>
public sealed record HelperFigures(
    long Rows,
    double? NoConsent,
    double? AfterAsOf,
    long Repeated,
    long Jobs,
    long Solved,
    long Failed,
    long Open,
    Interval FillRate,
    Interval OffHours,
    TimeFigures Solution,
    long Pairs,
    Interval Answering,
    RetaliationStatus Retaliation,
    IReadOnlyDictionary<HelperState, long?> States)
{
    internal static HelperFigures Of(Json from) => new(
        from.Need("rows").Whole(),
        from.At("no_consent")?.Number(),
        from.At("after_as_of")?.Number(),
        from.Need("repeated").Whole(),
        from.Need("jobs").Whole(),
        from.Need("solved").Whole(),
        from.Need("failed").Whole(),
        from.Need("open").Whole(),
        Interval.Of(from.Need("fill_rate")),
        Interval.Of(from.Need("off_hours")),
        TimeFigures.Of(from.Need("solution")),
        from.Need("pairs").Whole(),
        Interval.Of(from.Need("answering")),
        from.Need("retaliation").Word<RetaliationStatus>(),
        from.Need("states").Map<HelperState, long?>(each => each.OrNull()?.Whole()));
}

/// <summary>Ideas, votes, tests and capital; absent without cocreation rules.</summary>
/// <param name="Ideas">Ideas up to the day of scoring.</param>
/// <param name="Accepted">Of these.</param>
/// <param name="Declined">Of these.</param>
/// <param name="Adoption">Accepted share of what was decided, with Wilson's interval.</param>
/// <param name="AcceptedValue">What accepted ideas say that they are worth: it is in the knowledge value of who had them, once; null where one of them could be told from it, or they are of few. Unit: money.</param>
/// <param name="Voters">Customers whose votes count; null, as is the next, where they are few.</param>
/// <param name="Votes">Votes that count. Null when absent.</param>
/// <param name="RejectedVotes">Votes that do not, by reason: no_idea, before_idea, after_end, second_vote, and no_standing, of customers who have hardly bought and whom hardly anybody regards.</param>
/// <param name="Ranking">The ideas, the most surely wanted one first.</param>
/// <param name="Tests">Draws of testers, in the order of the model.</param>
/// <param name="Capital">What customers gave of their money.</param>
public sealed record CocreationFigures(
    long Ideas,
    long Accepted,
    long Declined,
    Interval Adoption,
    double? AcceptedValue,
    long? Voters,
    long? Votes,
    IReadOnlyDictionary<string, long> RejectedVotes,
    IReadOnlyList<IdeaFigure> Ranking,
    IReadOnlyList<TesterDraw> Tests,
    CapitalFigures Capital)
{
    internal static CocreationFigures Of(Json from) => new(
        from.Need("ideas").Whole(),
        from.Need("accepted").Whole(),
        from.Need("declined").Whole(),
        Interval.Of(from.Need("adoption")),
        from.At("accepted_value")?.Number(),
        from.At("voters")?.Whole(),
        from.At("votes")?.Whole(),
        from.Need("rejected_votes").Map(each => each.Whole()),
        from.Need("ranking").List(Scvm.IdeaFigure.Of),
        from.Need("tests").List(Scvm.TesterDraw.Of),
        CapitalFigures.Of(from.Need("capital")));
}

/// <summary>The ideas, the most surely wanted one first.</summary>
/// <param name="Idea">Its id.</param>
/// <param name="Suppressed">Whether its votes are too few to be shown, or would betray others that are.</param>
/// <param name="Place">By the lower end of the interval, from 1; equal ones share a place. Null where suppressed. Null when absent.</param>
/// <param name="State">What the company says of it.</param>
/// <param name="Votes">Customers who voted for it and have a standing; one counts for each. Null when absent.</param>
/// <param name="Share">Of all customers whose votes count, with Wilson's interval.</param>
public sealed record IdeaFigure(
    string Idea,
    bool Suppressed,
    long? Place,
    IdeaState State,
    long? Votes,
    Interval Share)
{
    internal static IdeaFigure Of(Json from) => new(
        from.Need("idea").Text(),
        from.Need("suppressed").Flag(),
        from.At("place")?.Whole(),
        from.Need("state").Word<IdeaState>(),
        from.At("votes")?.Whole(),
        Interval.Of(from.Need("share")));
}

/// <summary>Draws of testers, in the order of the model.</summary>
/// <param name="Test">Of which product.</param>
/// <param name="Applied">Customers who applied; the next four but <c>repeated</c> are not eligible, in this order. Null, here and there, where that would tell of few, or a part of a group or a territory that is hidden elsewhere. Null when absent.</param>
/// <param name="Repeated">Applications of who had applied before.</param>
/// <param name="NoContact">Who may not be contacted. Null when absent.</param>
/// <param name="WrongSegment">Whose group may not test. Null when absent.</param>
/// <param name="WrongTier">Whose value tier may not test. Null when absent.</param>
/// <param name="NoQuota">Whose value of the attribute has no places. Null when absent.</param>
/// <param name="Seed">Of the draw.</param>
/// <param name="Fingerprint">Of the set of eligible ids, 16 hexadecimal digits: publish it before the seed. Empty where their number is hidden.</param>
/// <param name="Quotas">Places by value of the attribute.</param>
public sealed record TesterDraw(
    string Test,
    long? Applied,
    long Repeated,
    long? NoContact,
    long? WrongSegment,
    long? WrongTier,
    long? NoQuota,
    long Seed,
    string Fingerprint,
    IReadOnlyList<QuotaFigure> Quotas)
{
    internal static TesterDraw Of(Json from) => new(
        from.Need("test").Text(),
        from.At("applied")?.Whole(),
        from.Need("repeated").Whole(),
        from.At("no_contact")?.Whole(),
        from.At("wrong_segment")?.Whole(),
        from.At("wrong_tier")?.Whole(),
        from.At("no_quota")?.Whole(),
        from.Need("seed").Whole(),
        from.Need("fingerprint").Text(),
        from.Need("quotas").List(Scvm.QuotaFigure.Of));
}

/// <summary>Places by value of the attribute.</summary>
/// <param name="Value">Of the attribute; empty: without quotas, everybody.</param>
/// <param name="Places">That were to be given.</param>
/// <param name="Eligible">Who could get one; null where suppressed.</param>
/// <param name="Drawn">Who got one; null where <c>eligible</c> is, since where there are places for all both are the same.</param>
public sealed record QuotaFigure(
    string Value,
    long Places,
    long? Eligible,
    long? Drawn)
{
    internal static QuotaFigure Of(Json from) => new(
        from.Need("value").Text(),
        from.Need("places").Whole(),
        from.At("eligible")?.Whole(),
        from.At("drawn")?.Whole());
}

/// <summary>What customers gave of their money.</summary>
/// <param name="Backers">Customers whose stake was accepted; null where they are too few, or those whose stake was not.</param>
/// <param name="Amount">Together; null where one of them could be told from it. Unit: money.</param>
/// <param name="Concentration">Herfindahl's and Hirschman's index, the sum of the squared shares: 1 is one backer alone; null where it would tell how many backers there are, or what one of them gave. Unit: share.</param>
public sealed record CapitalFigures(
    long? Backers,
    double? Amount,
    double? Concentration)
{
    internal static CapitalFigures Of(Json from) => new(
        from.At("backers")?.Whole(),
        from.At("amount")?.Number(),
        from.At("concentration")?.Number());
}

/// <summary>People outside the base; absent without network and equity rules, or where nobody is named.</summary>
/// <param name="Prospects">In the base by the day of scoring, customers of today among them; without those who refused. Null when absent.</param>
/// <param name="Audience">Of all who react to customers, those who are outside the base. Null when absent.</param>
/// <param name="Regarded">Of these, to whom customers who have bought pay attention: their reactions count. Null when absent.</param>
/// <param name="OpenReferrals">People outside whom a customer brought first, and who are no customers yet. Null when absent.</param>
/// <param name="Bringing">Customers who brought them. Null when absent.</param>
/// <param name="Converted">Of the prospects, those who became customers. Null when absent.</param>
/// <param name="Undated">Of these, of whom nobody knows when: they are in none of the groups that follow. Null when absent.</param>
/// <param name="ByApproach">The same by what went before; no proof of a cause. Null when absent.</param>
public sealed record OutsideFigures(
    long? Prospects,
    CountedShare? Audience,
    long? Regarded,
    long? OpenReferrals,
    long? Bringing,
    CountedShare? Converted,
    long? Undated,
    ApproachFigures? ByApproach)
{
    internal static OutsideFigures Of(Json from) => new(
        from.At("prospects")?.Whole(),
        from.At("audience") is { } ofAudience ? CountedShare.Of(ofAudience) : null,
        from.At("regarded")?.Whole(),
        from.At("open_referrals")?.Whole(),
        from.At("bringing")?.Whole(),
        from.At("converted") is { } ofConverted ? CountedShare.Of(ofConverted) : null,
        from.At("undated")?.Whole(),
        from.At("by_approach") is { } ofByApproach ? ApproachFigures.Of(ofByApproach) : null);
}

/// <summary>The same by what went before; no proof of a cause.</summary>
/// <param name="Referral">Of those whom somebody had referred, who became customers.</param>
/// <param name="Touch">Of the others who took part in the networks, who became customers afterwards.</param>
/// <param name="Neither">Of those who did nothing of the kind, or only as customers.</param>
public sealed record ApproachFigures(
    CountedShare Referral,
    CountedShare Touch,
    CountedShare Neither)
{
    internal static ApproachFigures Of(Json from) => new(
        CountedShare.Of(from.Need("referral")),
        CountedShare.Of(from.Need("touch")),
        CountedShare.Of(from.Need("neither")));
}

/// <summary>Customers by why they are treated, or not; absent without treatments.</summary>
/// <param name="Treated">Customers; null where these or others are few, and all where few refuse the same uses.</param>
/// <param name="NotAsked">Customers; null where these or others are few, and all where few refuse the same uses.</param>
/// <param name="NoConsent">Customers; null where these or others are few, and all where few refuse the same uses.</param>
/// <param name="GateClosed">Customers; null where these or others are few, and all where few refuse the same uses.</param>
/// <param name="GateUnknown">Customers; null where these or others are few, and all where few refuse the same uses.</param>
/// <param name="NoCapacity">Customers; null where these or others are few, and all where few refuse the same uses.</param>
public sealed record TreatmentCounts(
    long? Treated,
    long? NotAsked,
    long? NoConsent,
    long? GateClosed,
    long? GateUnknown,
    long? NoCapacity)
{
    internal static TreatmentCounts Of(Json from) => new(
        from.At("treated")?.Whole(),
        from.At("not_asked")?.Whole(),
        from.At("no_consent")?.Whole(),
        from.At("gate_closed")?.Whole(),
        from.At("gate_unknown")?.Whole(),
        from.At("no_capacity")?.Whole());
}

/// <summary>What an analyst asks of a table: what <see cref="ScoreTable.Analysis"/> says, as a value.</summary>
/// <param name="AsOf">The day of scoring.</param>
/// <param name="Survey">What the answers say; null for a model without a questionnaire.</param>
/// <param name="Value">What the purchases say; null for a model without value rules.</param>
public sealed record Analysis(
    Day AsOf,
    SurveyAnalysis? Survey,
    ValueAnalysis? Value)
{
    /// <summary>Reads the document.</summary>
    /// <param name="json">What <see cref="ScoreTable.Analysis"/> gave.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>
    public static Analysis Of(string json) => Of(Json.Read(json));

    internal static Analysis Of(Json from) => new(
        from.Need("as_of").Day(),
        from.At("survey") is { } ofSurvey ? SurveyAnalysis.Of(ofSurvey) : null,
        from.At("value") is { } ofValue ? ValueAnalysis.Of(ofValue) : null);
}

/// <summary>What the answers say; null for a model without a questionnaire.</summary>
/// <param name="Rule">What made the shares: they compare only where rule, boundaries and questionnaire agree.</param>
/// <param name="Shares">The five groups, with everything that doubts their shares.</param>
/// <param name="Conformance">Do captives feel less attached than sympathizers, and those less than fans?</param>
/// <param name="IncrementalValidity">Does attachment explain revenue beyond satisfaction? It may not: then the theory fails on these data.</param>
/// <param name="RevenueBySegment">What each group spends.</param>
/// <param name="Reliability">How surely each dimension is measured.</param>
/// <param name="Drivers">What moves satisfaction and attachment; empty for a questionnaire without sub-scales or with more than 15.</param>
/// <param name="Recommendation">Willingness to recommend; null where the model has no item for it on a scale of 0 to 10, and where promoters, passives, detractors or those who did not answer are few.</param>
/// <param name="Classification">How surely customers are placed; null without a measurement.</param>
public sealed record SurveyAnalysis(
    RuleOrigin Rule,
    PortfolioAnalysis Shares,
    AttachmentOrder Conformance,
    AttachmentValidity IncrementalValidity,
    RevenueAnalysis RevenueBySegment,
    IReadOnlyList<ScaleAnalysis> Reliability,
    IReadOnlyList<OutcomeAnalysis> Drivers,
    RecommendationAnalysis? Recommendation,
    ClassificationQuality? Classification)
{
    internal static SurveyAnalysis Of(Json from) => new(
        RuleOrigin.Of(from.Need("rule")),
        PortfolioAnalysis.Of(from.Need("shares")),
        AttachmentOrder.Of(from.Need("conformance")),
        AttachmentValidity.Of(from.Need("incremental_validity")),
        RevenueAnalysis.Of(from.Need("revenue_by_segment")),
        from.Need("reliability").List(Scvm.ScaleAnalysis.Of),
        from.Need("drivers").List(Scvm.OutcomeAnalysis.Of),
        from.At("recommendation") is { } ofRecommendation ? RecommendationAnalysis.Of(ofRecommendation) : null,
        from.At("classification") is { } ofClassification ? ClassificationQuality.Of(ofClassification) : null);
}

/// <summary>What made the shares: they compare only where rule, boundaries and questionnaire agree.</summary>
/// <param name="Id">The rule that places customers into groups.</param>
/// <param name="Boundaries">Fingerprint of the rule's boundaries.</param>
/// <param name="Questionnaire">Fingerprint of the questions.</param>
public sealed record RuleOrigin(
    string Id,
    string Boundaries,
    string Questionnaire)
{
    internal static RuleOrigin Of(Json from) => new(
        from.Need("id").Text(),
        from.Need("boundaries").Text(),
        from.Need("questionnaire").Text());
}

/// <summary>The five groups, with everything that doubts their shares.</summary>
/// <param name="N">Customers with a group.</param>
/// <param name="Unclassified">Customers without one, who are no part of any share.</param>
/// <param name="Confidence">Level of the intervals. Null when absent.</param>
/// <param name="Groups">The five groups, fans first.</param>
/// <param name="NetFanBalance">Fans less opponents, as a share of the classified; null without any, and where one of them is suppressed.</param>
public sealed record PortfolioAnalysis(
    long N,
    long Unclassified,
    double? Confidence,
    IReadOnlyList<GroupAnalysis> Groups,
    Interval? NetFanBalance)
{
    internal static PortfolioAnalysis Of(Json from) => new(
        from.Need("n").Whole(),
        from.Need("unclassified").Whole(),
        from.At("confidence")?.Number(),
        from.Need("groups").List(Scvm.GroupAnalysis.Of),
        from.At("net_fan_balance") is { } ofNetFanBalance ? Interval.Of(ofNetFanBalance) : null);
}

/// <summary>The five groups, fans first.</summary>
/// <param name="Segment">The group.</param>
/// <param name="Suppressed">Whether the group is too small to be shown, or would betray one that is.</param>
/// <param name="N">Customers in it; null where suppressed.</param>
/// <param name="Share">Of the classified, with Wilson's interval; null where suppressed.</param>
/// <param name="Simultaneous">The same with Goodman's interval, which holds for all five at once; null where suppressed.</param>
/// <param name="ExpectedShare">The mean of the probabilities, unbiased where counting is not; null without a measurement, and where suppressed.</param>
public sealed record GroupAnalysis(
    Segment Segment,
    bool Suppressed,
    long? N,
    Interval? Share,
    Interval? Simultaneous,
    double? ExpectedShare)
{
    internal static GroupAnalysis Of(Json from) => new(
        from.Need("segment").Word<Segment>(),
        from.Need("suppressed").Flag(),
        from.At("n")?.Whole(),
        from.At("share") is { } ofShare ? Interval.Of(ofShare) : null,
        from.At("simultaneous") is { } ofSimultaneous ? Interval.Of(ofSimultaneous) : null,
        from.At("expected_share")?.Number());
}

/// <summary>Do captives feel less attached than sympathizers, and those less than fans?</summary>
/// <param name="Known">Whether captives, sympathizers and fans all have members, and none is suppressed.</param>
/// <param name="CaptivesWeaker">Whether captives feel less attached than sympathizers, and those less than fans; says something only if known.</param>
/// <param name="CaptivesWeakerThanAttached">The weaker claim: captives feel less attached than sympathizers and fans together.</param>
/// <param name="CaptiveMean">Mean attachment of captives, 0 to 100. Null when absent.</param>
/// <param name="SympathizerMean">Mean attachment of sympathizers, 0 to 100. Null when absent.</param>
/// <param name="FanMean">Mean attachment of fans, 0 to 100; each is null where its group is suppressed.</param>
public sealed record AttachmentOrder(
    bool Known,
    bool CaptivesWeaker,
    bool CaptivesWeakerThanAttached,
    double? CaptiveMean,
    double? SympathizerMean,
    double? FanMean)
{
    internal static AttachmentOrder Of(Json from) => new(
        from.Need("known").Flag(),
        from.Need("captives_weaker").Flag(),
        from.Need("captives_weaker_than_attached").Flag(),
        from.At("captive_mean")?.Number(),
        from.At("sympathizer_mean")?.Number(),
        from.At("fan_mean")?.Number());
}

/// <summary>Does attachment explain revenue beyond satisfaction? It may not: then the theory fails on these data.</summary>
/// <param name="Outcome">What is to be explained.</param>
/// <param name="Status">Whether it could be tested, or why not.</param>
/// <param name="N">Customers with satisfaction, attachment and the outcome.</param>
/// <param name="RSquaredSatisfaction">Share of the variance that satisfaction alone explains. Null when absent.</param>
/// <param name="RSquaredBoth">Share of the variance that satisfaction and attachment explain. Null when absent.</param>
/// <param name="Gain">The difference: what attachment adds. Null when absent.</param>
/// <param name="PValue">Of "attachment adds nothing". Null when absent.</param>
public sealed record AttachmentValidity(
    string Outcome,
    ValidityStatus Status,
    long N,
    double? RSquaredSatisfaction,
    double? RSquaredBoth,
    double? Gain,
    double? PValue)
{
    internal static AttachmentValidity Of(Json from) => new(
        from.Need("outcome").Text(),
        from.Need("status").Word<ValidityStatus>(),
        from.Need("n").Whole(),
        from.At("r_squared_satisfaction")?.Number(),
        from.At("r_squared_both")?.Number(),
        from.At("gain")?.Number(),
        from.At("p_value")?.Number());
}

/// <summary>What each group spends.</summary>
/// <param name="BootstrapSamples">Samples behind the intervals and probabilities.</param>
/// <param name="Groups">The five groups, fans first.</param>
public sealed record RevenueAnalysis(
    long BootstrapSamples,
    IReadOnlyList<SegmentRevenue> Groups)
{
    internal static RevenueAnalysis Of(Json from) => new(
        from.Need("bootstrap_samples").Whole(),
        from.Need("groups").List(Scvm.SegmentRevenue.Of));
}

/// <summary>The five groups, fans first.</summary>
/// <param name="Segment">The group.</param>
/// <param name="Suppressed">Whether too few customers are behind the amounts, or would be behind those that can be worked out from them.</param>
/// <param name="N">Customers with a known revenue; null, as all that follows, where suppressed.</param>
/// <param name="Sum">Of all its customers. Unit: money. Null when absent.</param>
/// <param name="Mean">Per customer, with its bootstrap interval. Unit: money.</param>
/// <param name="Median">Per customer. Unit: money. Null when absent.</param>
/// <param name="Share">Of the revenue of all five groups, with its bootstrap interval.</param>
/// <param name="TopByMean">Probability that no group spends more per customer; those whose amounts are suppressed are one group. Null when absent.</param>
/// <param name="TopBySum">Probability that no group spends more together. Null when absent.</param>
public sealed record SegmentRevenue(
    Segment Segment,
    bool Suppressed,
    long? N,
    double? Sum,
    Interval Mean,
    double? Median,
    Interval Share,
    double? TopByMean,
    double? TopBySum)
{
    internal static SegmentRevenue Of(Json from) => new(
        from.Need("segment").Word<Segment>(),
        from.Need("suppressed").Flag(),
        from.At("n")?.Whole(),
        from.At("sum")?.Number(),
        Interval.Of(from.Need("mean")),
        from.At("median")?.Number(),
        Interval.Of(from.Need("share")),
        from.At("top_by_mean")?.Number(),
        from.At("top_by_sum")?.Number());
}

/// <summary>How surely each dimension is measured.</summary>
/// <param name="Dimension">What its items measure.</param>
/// <param name="N">Complete responses.</param>
/// <param name="Alpha">Cronbach's alpha with Feldt's interval.</param>
/// <param name="StandardisedAlpha">Alpha of items of equal variance. Null when absent.</param>
/// <param name="MeanCorrelation">Of the pairs of items. Null when absent.</param>
/// <param name="Lambda6">Guttman's lambda 6. Null when absent.</param>
/// <param name="OmegaTotal">McDonald's omega of one factor. Null when absent.</param>
/// <param name="Mean">Of the weighted mean of the items, in their unit; null, as sd, where a group of the portfolio is suppressed.</param>
/// <param name="Sd">Standard deviation of the same. Null when absent.</param>
/// <param name="StandardErrorOfMeasurement">In the unit of sd. Null when absent.</param>
/// <param name="Items">Item by item.</param>
/// <param name="Flags">What to know before believing the figures.</param>
public sealed record ScaleAnalysis(
    string Dimension,
    long N,
    Interval Alpha,
    double? StandardisedAlpha,
    double? MeanCorrelation,
    double? Lambda6,
    double? OmegaTotal,
    double? Mean,
    double? Sd,
    double? StandardErrorOfMeasurement,
    IReadOnlyList<ItemAnalysis> Items,
    IReadOnlyList<ReliabilityFlags> Flags)
{
    internal static ScaleAnalysis Of(Json from) => new(
        from.Need("dimension").Text(),
        from.Need("n").Whole(),
        Interval.Of(from.Need("alpha")),
        from.At("standardised_alpha")?.Number(),
        from.At("mean_correlation")?.Number(),
        from.At("lambda6")?.Number(),
        from.At("omega_total")?.Number(),
        from.At("mean")?.Number(),
        from.At("sd")?.Number(),
        from.At("standard_error_of_measurement")?.Number(),
        from.Need("items").List(Scvm.ItemAnalysis.Of),
        from.Need("flags").List(each => each.Word<ReliabilityFlags>()));
}

/// <summary>Item by item.</summary>
/// <param name="Item">The question.</param>
/// <param name="Mean">Of the answers, in the unit of the item. It and sd are null where a group of the portfolio is suppressed: they tell how many gave extreme answers.</param>
/// <param name="Sd">Standard deviation of the answers, in the unit of the item. Null when absent.</param>
/// <param name="CorrectedItemTotal">Correlation with the weighted sum of the other items. Null when absent.</param>
/// <param name="AlphaIfDeleted">Alpha of the other items. Null when absent.</param>
/// <param name="Loading">On the one factor behind omega. Null when absent.</param>
public sealed record ItemAnalysis(
    string Item,
    double? Mean,
    double? Sd,
    double? CorrectedItemTotal,
    double? AlphaIfDeleted,
    double? Loading)
{
    internal static ItemAnalysis Of(Json from) => new(
        from.Need("item").Text(),
        from.At("mean")?.Number(),
        from.At("sd")?.Number(),
        from.At("corrected_item_total")?.Number(),
        from.At("alpha_if_deleted")?.Number(),
        from.At("loading")?.Number());
}

/// <summary>What moves satisfaction and attachment; empty for a questionnaire without sub-scales or with more than 15.</summary>
/// <param name="Outcome">The dimension that is driven.</param>
/// <param name="Status">Whether it could be fitted, or why not.</param>
/// <param name="N">Complete responses.</param>
/// <param name="RSquared">Share of the variance that the drivers explain. Null when absent.</param>
/// <param name="Drivers">The sub-scales, in the order of the questionnaire.</param>
public sealed record OutcomeAnalysis(
    string Outcome,
    DriversStatus Status,
    long N,
    double? RSquared,
    IReadOnlyList<DriverAnalysis> Drivers)
{
    internal static OutcomeAnalysis Of(Json from) => new(
        from.Need("outcome").Text(),
        from.Need("status").Word<DriversStatus>(),
        from.Need("n").Whole(),
        from.At("r_squared")?.Number(),
        from.Need("drivers").List(Scvm.DriverAnalysis.Of));
}

/// <summary>The sub-scales, in the order of the questionnaire.</summary>
/// <param name="Dimension">The sub-scale of the questionnaire.</param>
/// <param name="Correlation">With the outcome. Null when absent.</param>
/// <param name="Beta">Standardised regression coefficient. Null when absent.</param>
/// <param name="LmgShare">Shapley's (LMG) part of the explained variance, 0 to 1. Null when absent.</param>
/// <param name="JohnsonShare">Johnson's relative weight, as a part of the explained variance, 0 to 1. Null when absent.</param>
public sealed record DriverAnalysis(
    string Dimension,
    double? Correlation,
    double? Beta,
    double? LmgShare,
    double? JohnsonShare)
{
    internal static DriverAnalysis Of(Json from) => new(
        from.Need("dimension").Text(),
        from.At("correlation")?.Number(),
        from.At("beta")?.Number(),
        from.At("lmg_share")?.Number(),
        from.At("johnson_share")?.Number());
}

/// <summary>Willingness to recommend; null where the model has no item for it on a scale of 0 to 10, and where promoters, passives, detractors or those who did not answer are few.</summary>
/// <param name="Item">The question that asks for it.</param>
/// <param name="N">Answers. Null when absent.</param>
/// <param name="Score">Promoters less detractors, as a share of the answers, -1 to 1. Null when absent.</param>
/// <param name="Wald">The score with Wald's interval, which collapses where all answers agree.</param>
/// <param name="AdjustedWald">The score with the interval after adding three answers.</param>
/// <param name="ScoreInterval">The score with the interval of the score test: the one to show.</param>
public sealed record RecommendationAnalysis(
    string Item,
    double? N,
    double? Score,
    Interval Wald,
    Interval AdjustedWald,
    Interval ScoreInterval)
{
    internal static RecommendationAnalysis Of(Json from) => new(
        from.Need("item").Text(),
        from.At("n")?.Number(),
        from.At("score")?.Number(),
        Interval.Of(from.Need("wald")),
        Interval.Of(from.Need("adjusted_wald")),
        Interval.Of(from.Need("score_interval")));
}

/// <summary>How surely customers are placed; null without a measurement.</summary>
/// <param name="Accuracy">Mean probability of the assigned group. Null when absent.</param>
/// <param name="Consistency">Expected share of the same group if everybody were asked again. Null when absent.</param>
/// <param name="N">Customers with a group.</param>
public sealed record ClassificationQuality(
    double? Accuracy,
    double? Consistency,
    long N)
{
    internal static ClassificationQuality Of(Json from) => new(
        from.At("accuracy")?.Number(),
        from.At("consistency")?.Number(),
        from.Need("n").Whole());
}

/// <summary>What the purchases say; null for a model without value rules.</summary>
/// <param name="Model">The model of purchasing.</param>
/// <param name="Unit">Of time.</param>
/// <param name="LifetimeValueConcentration">How unequal the lifetime values are.</param>
/// <param name="RevenueConcentration">How unequal the revenues are.</param>
/// <param name="SpendIndependence">Correlation of frequency and amount, which Gamma-Gamma takes as 0.</param>
/// <param name="RepeatPurchases">Customers by number of repeat purchases, against the model; null until it is fitted. Numbers of few are null, as is the test where it would tell them.</param>
public sealed record ValueAnalysis(
    PurchasingKind Model,
    TimeUnit Unit,
    Concentration LifetimeValueConcentration,
    Concentration RevenueConcentration,
    IndependenceAnalysis SpendIndependence,
    FrequencyCheck? RepeatPurchases)
{
    internal static ValueAnalysis Of(Json from) => new(
        from.Need("model").Word<PurchasingKind>(),
        from.Need("unit").Word<TimeUnit>(),
        Concentration.Of(from.Need("lifetime_value_concentration")),
        Concentration.Of(from.Need("revenue_concentration")),
        IndependenceAnalysis.Of(from.Need("spend_independence")),
        from.At("repeat_purchases") is { } ofRepeatPurchases ? FrequencyCheck.Of(ofRepeatPurchases) : null);
}

/// <summary>How unequal the lifetime values are.</summary>
/// <param name="N">Customers with a value of 0 or more, and all others where these are few: they count as 0. Null where n is few. Null when absent.</param>
/// <param name="Gini">Gini's coefficient: 0 all hold the same, 1 one holds all. Null when absent.</param>
/// <param name="Top1Percent">Part of the sum that the top 1 percent hold. Null when absent.</param>
/// <param name="Top10Percent">Part of the sum that the top 10 percent hold. Null when absent.</param>
/// <param name="Top20Percent">Part of the sum that the top 20 percent hold. Null when absent.</param>
public sealed record Concentration(
    long? N,
    double? Gini,
    [property: System.Text.Json.Serialization.JsonPropertyName("top_1_percent")] double? Top1Percent,
    [property: System.Text.Json.Serialization.JsonPropertyName("top_10_percent")] double? Top10Percent,
    [property: System.Text.Json.Serialization.JsonPropertyName("top_20_percent")] double? Top20Percent)
{
    internal static Concentration Of(Json from) => new(
        from.At("n")?.Whole(),
        from.At("gini")?.Number(),
        from.At("top_1_percent")?.Number(),
        from.At("top_10_percent")?.Number(),
        from.At("top_20_percent")?.Number());
}

/// <summary>Correlation of frequency and amount, which Gamma-Gamma takes as 0.</summary>
/// <param name="Correlation">Of the number of repeat purchases with their mean amount. Null when absent.</param>
/// <param name="Low">Of the 95 % interval by Fisher's z; null where n is, which it tells.</param>
/// <param name="High">Of the 95 % interval by Fisher's z. Null when absent.</param>
/// <param name="N">Customers with a repeat purchase and an amount; null where they, or those with a history and none, are few.</param>
/// <param name="Plausible">Whether Gamma-Gamma may take it as 0.</param>
public sealed record IndependenceAnalysis(
    double? Correlation,
    double? Low,
    double? High,
    double? N,
    bool Plausible)
{
    internal static IndependenceAnalysis Of(Json from) => new(
        from.At("correlation")?.Number(),
        from.At("low")?.Number(),
        from.At("high")?.Number(),
        from.At("n")?.Number(),
        from.Need("plausible").Flag());
}

/// <summary>Customers by number of repeat purchases, against the model; null until it is fitted. Numbers of few are null, as is the test where it would tell them.</summary>
/// <param name="Actual">Customers by number of repeat purchases from 0; the last: that many or more.</param>
/// <param name="Expected">The same, from the model.</param>
/// <param name="ChiSquare">How far the two are apart. Null when absent.</param>
/// <param name="DegreesOfFreedom">Of chi_square. Null when absent.</param>
/// <param name="PValue">Of chi_square; null without a degree of freedom.</param>
public sealed record FrequencyCheck(
    IReadOnlyList<double?> Actual,
    IReadOnlyList<double?> Expected,
    double? ChiSquare,
    double? DegreesOfFreedom,
    double? PValue)
{
    internal static FrequencyCheck Of(Json from) => new(
        from.Need("actual").List(each => each.OrNull()?.Number()),
        from.Need("expected").List(each => each.OrNull()?.Number()),
        from.At("chi_square")?.Number(),
        from.At("degrees_of_freedom")?.Number(),
        from.At("p_value")?.Number());
}

/// <summary>The groups by category of an attribute: what <see cref="ScoreTable.Breakdown"/> says, as a value.</summary>
/// <param name="Attribute">What the customers are broken down by.</param>
/// <param name="Rows">The categories, ranked by the lower bound of the fan quota; those without one follow by name.</param>
/// <param name="TooSmall">The suppressed categories together; null if there are none.</param>
/// <param name="Unknown">Customers of whom the attribute is not known; null where they are among the suppressed, or few.</param>
/// <param name="ChiSquared">Statistic of "the categories do not differ"; it and what follows are null where any cell is suppressed, which could be worked out from them.</param>
/// <param name="DegreesOfFreedom">Of chi_squared. Null when absent.</param>
/// <param name="PValue">Of chi_squared. Null when absent.</param>
/// <param name="FewestExpected">Customers expected in the smallest cell; below 5 the p-value is rough. Null when absent.</param>
/// <param name="Rule">The rule that places customers into groups.</param>
public sealed record Breakdown(
    string Attribute,
    IReadOnlyList<BreakdownRow> Rows,
    SmallCategories? TooSmall,
    long? Unknown,
    double? ChiSquared,
    double? DegreesOfFreedom,
    double? PValue,
    double? FewestExpected,
    string Rule)
{
    /// <summary>Reads the document.</summary>
    /// <param name="json">What <see cref="ScoreTable.Breakdown"/> gave.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>
    public static Breakdown Of(string json) => Of(Json.Read(json));

    internal static Breakdown Of(Json from) => new(
        from.Need("attribute").Text(),
        from.Need("rows").List(Scvm.BreakdownRow.Of),
        from.At("too_small") is { } ofTooSmall ? SmallCategories.Of(ofTooSmall) : null,
        from.At("unknown")?.Whole(),
        from.At("chi_squared")?.Number(),
        from.At("degrees_of_freedom")?.Number(),
        from.At("p_value")?.Number(),
        from.At("fewest_expected")?.Number(),
        from.Need("rule").Text());
}

/// <summary>The categories, ranked by the lower bound of the fan quota; those without one follow by name.</summary>
/// <param name="Category">The attribute's value.</param>
/// <param name="Suppressed">Whether the category is too small to show anything of it.</param>
/// <param name="N">Customers with a group; null where suppressed.</param>
/// <param name="Unclassified">Customers without one; null where suppressed.</param>
/// <param name="Hidden">Customers in the groups that are not shown: with those that are, they add up to n. Null when absent.</param>
/// <param name="FanQuota">Share of fans with Wilson's interval; null where suppressed.</param>
/// <param name="Segments">The five groups, fans first.</param>
public sealed record BreakdownRow(
    string Category,
    bool Suppressed,
    long? N,
    long? Unclassified,
    long? Hidden,
    Interval? FanQuota,
    IReadOnlyList<BreakdownCell> Segments)
{
    internal static BreakdownRow Of(Json from) => new(
        from.Need("category").Text(),
        from.Need("suppressed").Flag(),
        from.At("n")?.Whole(),
        from.At("unclassified")?.Whole(),
        from.At("hidden")?.Whole(),
        from.At("fan_quota") is { } ofFanQuota ? Interval.Of(ofFanQuota) : null,
        from.Need("segments").List(Scvm.BreakdownCell.Of));
}

/// <summary>The five groups, fans first.</summary>
/// <param name="Segment">The group.</param>
/// <param name="Suppressed">Whether the count may not be shown.</param>
/// <param name="Count">Customers; null where suppressed.</param>
/// <param name="Share">Of the category's classified customers; null where suppressed.</param>
/// <param name="ShrunkShare">The share drawn to that of all, the more the fewer customers; null where suppressed.</param>
/// <param name="AdjustedResidual">How far the count stands out, in standard errors: beyond -2 or 2 it does; null where suppressed. Where any cell is, these two compare with the shares of all customers, of unknown category as well.</param>
public sealed record BreakdownCell(
    Segment Segment,
    bool Suppressed,
    double? Count,
    double? Share,
    double? ShrunkShare,
    double? AdjustedResidual)
{
    internal static BreakdownCell Of(Json from) => new(
        from.Need("segment").Word<Segment>(),
        from.Need("suppressed").Flag(),
        from.At("count")?.Number(),
        from.At("share")?.Number(),
        from.At("shrunk_share")?.Number(),
        from.At("adjusted_residual")?.Number());
}

/// <summary>The suppressed categories together; null if there are none.</summary>
/// <param name="Categories">How many; customers of an unknown one may be one more.</param>
/// <param name="N">Their customers with a group.</param>
/// <param name="Unclassified">Their customers without one.</param>
public sealed record SmallCategories(
    long Categories,
    long N,
    long Unclassified)
{
    internal static SmallCategories Of(Json from) => new(
        from.Need("categories").Whole(),
        from.Need("n").Whole(),
        from.Need("unclassified").Whole());
}

/// <summary>Who moved between two tables: what <see cref="ScoreTable.Migration"/> says, as a value.</summary>
/// <param name="From">The day of the earlier table.</param>
/// <param name="To">The day of the later table.</param>
/// <param name="N">Customers with a group in both, asked again in between. Null when absent.</param>
/// <param name="Joiners">Customers with a group in the later table only.</param>
/// <param name="Leavers">Customers with a group in the earlier table only, those not asked again left out.</param>
/// <param name="NotAskedAgain">Customers with the same response in both tables.</param>
/// <param name="Suppressed">What is too small to be shown, or would betray what is: nothing, the table with all that depends on its cells, or all of the movement.</param>
/// <param name="MovedShare">Share of n that changed the group; null where the movement is suppressed.</param>
/// <param name="Table">Customers by group before and group after, fans first; null where suppressed.</param>
/// <param name="Segments">Who won and who lost, fans first.</param>
/// <param name="StuartMaxwell">Did the shares change? Degrees of freedom: groups that anybody left.</param>
/// <param name="StuartMaxwellFull">The same statistic with all degrees of freedom.</param>
/// <param name="Bhapkar">The same question, a little more powerful.</param>
/// <param name="Bowker">Is the flow one-sided? Degrees of freedom: pairs with any movement.</param>
/// <param name="BowkerFull">The same statistic with all degrees of freedom.</param>
/// <param name="Noise">What asking the same people again would have produced; null without a measurement, and where the movement is suppressed.</param>
public sealed record Migration(
    Day From,
    Day To,
    double? N,
    long Joiners,
    long Leavers,
    long NotAskedAgain,
    MovementShown Suppressed,
    double? MovedShare,
    IReadOnlyList<IReadOnlyList<double?>> Table,
    IReadOnlyList<SegmentChange> Segments,
    ChiSquaredTest StuartMaxwell,
    ChiSquaredTest StuartMaxwellFull,
    ChiSquaredTest Bhapkar,
    ChiSquaredTest Bowker,
    ChiSquaredTest BowkerFull,
    MigrationBaseline? Noise)
{
    /// <summary>Reads the document.</summary>
    /// <param name="json">What <see cref="ScoreTable.Migration"/> gave.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>
    public static Migration Of(string json) => Of(Json.Read(json));

    internal static Migration Of(Json from) => new(
        from.Need("from").Day(),
        from.Need("to").Day(),
        from.At("n")?.Number(),
        from.Need("joiners").Whole(),
        from.Need("leavers").Whole(),
        from.Need("not_asked_again").Whole(),
        from.Need("suppressed").Word<MovementShown>(),
        from.At("moved_share")?.Number(),
        from.Need("table").List(one => one.List(each => each.OrNull()?.Number())),
        from.Need("segments").List(Scvm.SegmentChange.Of),
        ChiSquaredTest.Of(from.Need("stuart_maxwell")),
        ChiSquaredTest.Of(from.Need("stuart_maxwell_full")),
        ChiSquaredTest.Of(from.Need("bhapkar")),
        ChiSquaredTest.Of(from.Need("bowker")),
        ChiSquaredTest.Of(from.Need("bowker_full")),
        from.At("noise") is { } ofNoise ? MigrationBaseline.Of(ofNoise) : null);
}

/// <summary>Who won and who lost, fans first.</summary>
/// <param name="Segment">The group.</param>
/// <param name="Change">Share after less share before, -1 to 1; null where the movement is suppressed.</param>
/// <param name="Joined">Customers who came from another group; it and what follows are null where the table is.</param>
/// <param name="Left">Customers who went to another group. Null when absent.</param>
/// <param name="PValue">Of McNemar's exact test, two-sided. Null when absent.</param>
/// <param name="HolmP">The same, adjusted by Holm for asking about every group. Null when absent.</param>
public sealed record SegmentChange(
    Segment Segment,
    double? Change,
    double? Joined,
    double? Left,
    double? PValue,
    double? HolmP)
{
    internal static SegmentChange Of(Json from) => new(
        from.Need("segment").Word<Segment>(),
        from.At("change")?.Number(),
        from.At("joined")?.Number(),
        from.At("left")?.Number(),
        from.At("p_value")?.Number(),
        from.At("holm_p")?.Number());
}

/// <summary>Did the shares change? Degrees of freedom: groups that anybody left.</summary>
/// <param name="Statistic">Chi-squared; null with a p-value of 0: infinite.</param>
/// <param name="DegreesOfFreedom">Its degrees of freedom. Null when absent.</param>
/// <param name="PValue">Probability of so large a statistic if there were no change. Null when absent.</param>
public sealed record ChiSquaredTest(
    double? Statistic,
    double? DegreesOfFreedom,
    double? PValue)
{
    internal static ChiSquaredTest Of(Json from) => new(
        from.At("statistic")?.Number(),
        from.At("degrees_of_freedom")?.Number(),
        from.At("p_value")?.Number());
}

/// <summary>What asking the same people again would have produced; null without a measurement, and where the movement is suppressed.</summary>
/// <param name="Headline">The finding as an English sentence.</param>
/// <param name="NoiseShare">Share of customers who would move if nobody's mind had changed. Null when absent.</param>
/// <param name="ExcessShare">Share who moved beyond that; may be negative. Null when absent.</param>
/// <param name="ExcessZ">The same in standard deviations of the noise. Null when absent.</param>
/// <param name="ExcessP">Probability of so much movement or more by noise. Null when absent.</param>
/// <param name="Expected">Customers by group before and group if asked again, fans first; null where the table is.</param>
public sealed record MigrationBaseline(
    string Headline,
    double? NoiseShare,
    double? ExcessShare,
    double? ExcessZ,
    double? ExcessP,
    IReadOnlyList<IReadOnlyList<double?>> Expected)
{
    internal static MigrationBaseline Of(Json from) => new(
        from.Need("headline").Text(),
        from.At("noise_share")?.Number(),
        from.At("excess_share")?.Number(),
        from.At("excess_z")?.Number(),
        from.At("excess_p")?.Number(),
        from.Need("expected").List(one => one.List(each => each.OrNull()?.Number())));
}

/// <summary>What is done for whom: what <see cref="ScoreTable.Treatments"/> says, as a value.</summary>
/// <param name="AsOf">The day of scoring.</param>
/// <param name="Model">Which model.</param>
/// <param name="Actions">In the order of the model.</param>
/// <param name="Attention">The first by participation class, then influence, then value; ties by id; only who may be contacted.</param>
/// <param name="Releases">The earliest month first.</param>
/// <param name="Activation">What sympathizers could add.</param>
public sealed record TreatmentList(
    Day AsOf,
    ModelName Model,
    IReadOnlyList<ListedAction> Actions,
    IReadOnlyList<AttentionEntry> Attention,
    IReadOnlyList<ReleaseEntry> Releases,
    ActivationEstimate Activation)
{
    /// <summary>Reads the document.</summary>
    /// <param name="json">What <see cref="ScoreTable.Treatments"/> gave.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>
    public static TreatmentList Of(string json) => Of(Json.Read(json));

    internal static TreatmentList Of(Json from) => new(
        from.Need("as_of").Day(),
        ModelName.Of(from.Need("model")),
        from.Need("actions").List(Scvm.ListedAction.Of),
        from.Need("attention").List(Scvm.AttentionEntry.Of),
        from.Need("releases").List(Scvm.ReleaseEntry.Of),
        ActivationEstimate.Of(from.Need("activation")));
}

/// <summary>In the order of the model.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Capacity">Customers whom it can reach; null: everybody.</param>
/// <param name="Priority">What decides who comes first.</param>
/// <param name="Customers">Who gets it, the most urgent first; equal priorities by id.</param>
/// <param name="Waiting">Customers who would get it if the capacity were larger.</param>
public sealed record ListedAction(
    string Action,
    long? Capacity,
    PriorityRule Priority,
    IReadOnlyList<ListedCustomer> Customers,
    long Waiting)
{
    internal static ListedAction Of(Json from) => new(
        from.Need("action").Text(),
        from.At("capacity")?.Whole(),
        from.Need("priority").Word<PriorityRule>(),
        from.Need("customers").List(Scvm.ListedCustomer.Of),
        from.Need("waiting").Whole());
}

/// <summary>Who gets it, the most urgent first; equal priorities by id.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Priority">Higher comes first; compares within one action only. Null when absent.</param>
/// <param name="Reason">Why this rule applies, in the words of the model.</param>
public sealed record ListedCustomer(
    string Id,
    double? Priority,
    string Reason)
{
    internal static ListedCustomer Of(Json from) => new(
        from.Need("id").Text(),
        from.At("priority")?.Number(),
        from.Need("reason").Text());
}

/// <summary>The first by participation class, then influence, then value; ties by id; only who may be contacted.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Participation">How much the customer contributes.</param>
/// <param name="Influence">Share of all attention. Null when absent.</param>
/// <param name="Value">Network value, or lifetime value for a model without equity rules. Unit: money. Null when absent.</param>
public sealed record AttentionEntry(
    string Id,
    ParticipationClass Participation,
    double? Influence,
    double? Value)
{
    internal static AttentionEntry Of(Json from) => new(
        from.Need("id").Text(),
        from.Need("participation").Word<ParticipationClass>(),
        from.At("influence")?.Number(),
        from.At("value")?.Number());
}

/// <summary>The earliest month first.</summary>
/// <param name="Month">In which contracts let captives go, e.g. "2027-01".</param>
/// <param name="Customers">Who may then leave; null where they are too few to be shown.</param>
/// <param name="Revenue">What may leave with them: revenue times the probability of being a captive; null where they are too few. Unit: money.</param>
public sealed record ReleaseEntry(
    string Month,
    long? Customers,
    double? Revenue)
{
    internal static ReleaseEntry Of(Json from) => new(
        from.Need("month").Text(),
        from.At("customers")?.Whole(),
        from.At("revenue")?.Number());
}

/// <summary>What sympathizers could add.</summary>
/// <param name="RecommendationsPerFan">Recommendations; mean of the fans, null where they are suppressed or too few of them are known.</param>
/// <param name="RecommendationsPerSympathizer">Recommendations; mean of the sympathizers, null in the same cases.</param>
/// <param name="Potential">Recommendations more if sympathizers spoke up like fans. Null when absent.</param>
public sealed record ActivationEstimate(
    double? RecommendationsPerFan,
    double? RecommendationsPerSympathizer,
    double? Potential)
{
    internal static ActivationEstimate Of(Json from) => new(
        from.At("recommendations_per_fan")?.Number(),
        from.At("recommendations_per_sympathizer")?.Number(),
        from.At("potential")?.Number());
}

/// <summary>Who matters, and whom to win: what <see cref="ScoreTable.Matters"/> says, as a value.</summary>
/// <param name="AsOf">The day of scoring.</param>
/// <param name="Model">Which model.</param>
/// <param name="Matters">Who is active and influential and valuable; absent without such a section.</param>
/// <param name="Ambassadors">Whom to win; absent without such a section.</param>
/// <param name="Employees">Employees with ties inside and outside; those with most ties on the side where they have fewer, first.</param>
/// <param name="Tests">Who was drawn to test, in the order of the model's tests.</param>
/// <param name="TopDecile">Who enters and who leaves it where the network counts.</param>
/// <param name="Queue">Who waits with a complaint, in the order in which to turn to them.</param>
/// <param name="Helpers">Every helper by name, the most surely good one first: for those who send them, not to be passed on.</param>
public sealed record MatterList(
    Day AsOf,
    ModelName Model,
    MattersList? Matters,
    AmbassadorPlan? Ambassadors,
    IReadOnlyList<BridgingEmployee> Employees,
    IReadOnlyList<TesterList> Tests,
    TopDecileMovers TopDecile,
    IReadOnlyList<QueueEntry> Queue,
    IReadOnlyList<HelperFigure> Helpers)
{
    /// <summary>Reads the document.</summary>
    /// <param name="json">What <see cref="ScoreTable.Matters"/> gave.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>
    public static MatterList Of(string json) => Of(Json.Read(json));

    internal static MatterList Of(Json from) => new(
        from.Need("as_of").Day(),
        ModelName.Of(from.Need("model")),
        from.At("matters") is { } ofMatters ? MattersList.Of(ofMatters) : null,
        from.At("ambassadors") is { } ofAmbassadors ? AmbassadorPlan.Of(ofAmbassadors) : null,
        from.Need("employees").List(Scvm.BridgingEmployee.Of),
        from.Need("tests").List(Scvm.TesterList.Of),
        TopDecileMovers.Of(from.Need("top_decile")),
        from.Need("queue").List(Scvm.QueueEntry.Of),
        from.Need("helpers").List(Scvm.HelperFigure.Of));
}

/// <summary>Who is active and influential and valuable; absent without such a section.</summary>
/// <param name="Order">What decides who is before whom.</param>
/// <param name="Ranked">Customers in the order: active and influential and valuable, each above 0; null where they, or the others, are too few to be shown.</param>
/// <param name="Draws">Of lifetime values, behind the probabilities of the first layer; 0: none are told.</param>
/// <param name="Customers">The first of them; those who share a place stand side by side, by falling index, then by id.</param>
/// <param name="Profiles">All customers whose place may be used, by what they are among the most of.</param>
/// <param name="Between">Who stands between others.</param>
public sealed record MattersList(
    MattersOrder Order,
    long? Ranked,
    long Draws,
    IReadOnlyList<MatteringCustomer> Customers,
    IReadOnlyList<ProfileCell> Profiles,
    PlacesBetween Between)
{
    internal static MattersList Of(Json from) => new(
        from.Need("order").Word<MattersOrder>(),
        from.At("ranked")?.Whole(),
        from.Need("draws").Whole(),
        from.Need("customers").List(Scvm.MatteringCustomer.Of),
        from.Need("profiles").List(Scvm.ProfileCell.Of),
        PlacesBetween.Of(from.Need("between")));
}

/// <summary>The first of them; those who share a place stand side by side, by falling index, then by id.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Place">1 more than the number of those who are before; equal ones share it. Unit: place. Null when absent.</param>
/// <param name="SharedBy">How many have that place. Unit: customers. Null when absent.</param>
/// <param name="Layer">Pareto layer of activity, influence and value. Unit: layer. Null when absent.</param>
/// <param name="FirstLayer">Of being in the first layer, as far as the lifetime values are known; null where the model has no fit. Unit: probability.</param>
/// <param name="LayerLow">The best layer that this leaves, at the model's confidence. Unit: layer. Null when absent.</param>
/// <param name="LayerHigh">The worst one. Unit: layer. Null when absent.</param>
/// <param name="Index">Weighted geometric mean of percentile ranks. Unit: 0 to 100. Null when absent.</param>
/// <param name="Activity">Own posts, answers and reviews, copies counted once. Unit: decayed contributions. Null when absent.</param>
/// <param name="Influence">Of the attention that comes from accounts with a standing. Unit: share. Null when absent.</param>
/// <param name="Value">Network value, or lifetime value for a model without equity rules. Unit: money. Null when absent.</param>
/// <param name="Active">Among the most active.</param>
/// <param name="Influential">Among the most influential.</param>
/// <param name="Valuable">Among the most valuable.</param>
public sealed record MatteringCustomer(
    string Id,
    double? Place,
    double? SharedBy,
    double? Layer,
    double? FirstLayer,
    double? LayerLow,
    double? LayerHigh,
    double? Index,
    double? Activity,
    double? Influence,
    double? Value,
    bool Active,
    bool Influential,
    bool Valuable)
{
    internal static MatteringCustomer Of(Json from) => new(
        from.Need("id").Text(),
        from.At("place")?.Number(),
        from.At("shared_by")?.Number(),
        from.At("layer")?.Number(),
        from.At("first_layer")?.Number(),
        from.At("layer_low")?.Number(),
        from.At("layer_high")?.Number(),
        from.At("index")?.Number(),
        from.At("activity")?.Number(),
        from.At("influence")?.Number(),
        from.At("value")?.Number(),
        from.Need("active").Flag(),
        from.Need("influential").Flag(),
        from.Need("valuable").Flag());
}

/// <summary>All customers whose place may be used, by what they are among the most of.</summary>
/// <param name="Active">Among the most active.</param>
/// <param name="Influential">Among the most influential.</param>
/// <param name="Valuable">Among the most valuable.</param>
/// <param name="Customers">How many; null where they are too few to be shown.</param>
/// <param name="Value">Of them together; null where it is not shown. Unit: money.</param>
public sealed record ProfileCell(
    bool Active,
    bool Influential,
    bool Valuable,
    long? Customers,
    double? Value)
{
    internal static ProfileCell Of(Json from) => new(
        from.Need("active").Flag(),
        from.Need("influential").Flag(),
        from.Need("valuable").Flag(),
        from.At("customers")?.Whole(),
        from.At("value")?.Number());
}

/// <summary>Who stands between others.</summary>
/// <param name="Tied">Customers with ties among each other; null where they, or the others, are too few to be shown.</param>
/// <param name="Sources">From how many of them shortest ways were looked for; null where that is all, and their number is not shown.</param>
/// <param name="Exact">Whether that is all of them; else betweenness is an estimate.</param>
/// <param name="Error">With probability 0.95 no betweenness is further from the exact one; 0 if exact. Unit: share. Null when absent.</param>
/// <param name="Hubs">The highest betweenness first; equal ones by id.</param>
/// <param name="Bridges">The highest betweenness first; equal ones by id.</param>
/// <param name="Spanners">Those who span most first; then by betweenness and id.</param>
public sealed record PlacesBetween(
    long? Tied,
    long? Sources,
    bool Exact,
    double? Error,
    IReadOnlyList<CustomerBetween> Hubs,
    IReadOnlyList<CustomerBetween> Bridges,
    IReadOnlyList<CustomerBetween> Spanners)
{
    internal static PlacesBetween Of(Json from) => new(
        from.At("tied")?.Whole(),
        from.At("sources")?.Whole(),
        from.Need("exact").Flag(),
        from.At("error")?.Number(),
        from.Need("hubs").List(Scvm.CustomerBetween.Of),
        from.Need("bridges").List(Scvm.CustomerBetween.Of),
        from.Need("spanners").List(Scvm.CustomerBetween.Of));
}

/// <summary>The highest betweenness first; equal ones by id.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Betweenness">Of the shortest ways between others, those that run here. Unit: share. Null when absent.</param>
/// <param name="CutOff">Who could not reach the rest without the customer. Unit: customers. Null when absent.</param>
/// <param name="Spans">Without a tie to an employee of their own, tied to this one, who has one. Unit: customers. Null when absent.</param>
public sealed record CustomerBetween(
    string Id,
    double? Betweenness,
    double? CutOff,
    double? Spans)
{
    internal static CustomerBetween Of(Json from) => new(
        from.Need("id").Text(),
        from.At("betweenness")?.Number(),
        from.At("cut_off")?.Number(),
        from.At("spans")?.Number());
}

/// <summary>Whom to win; absent without such a section.</summary>
/// <param name="Status">How far the search went.</param>
/// <param name="Objective">What they are to bring.</param>
/// <param name="Eligible">Customers who could be chosen; null where they, or the others of their groups, are too few to be shown, or where some of the groups that are hidden are among them and some are not.</param>
/// <param name="Count">How many at most. Unit: customers. Null when absent.</param>
/// <param name="Budget">The costs together; null: no limit.</param>
/// <param name="Spent">The costs of the plan. Null when absent.</param>
/// <param name="Reached">Expected, by all together; nobody counts as reached by himself. Unit: of the objective. Null when absent.</param>
/// <param name="ReachedLow">Lower end of the 95 % interval of the simulation; it says nothing of how well the model of spread fits. Unit: of the objective. Null when absent.</param>
/// <param name="ReachedHigh">Its upper end. Unit: of the objective. Null when absent.</param>
/// <param name="AtLeast">What the plan brings at least, nearly for sure. Unit: of the objective. Null when absent.</param>
/// <param name="Proven">So much of the best possible is proven for this plan. Unit: share. Null when absent.</param>
/// <param name="Persons">Expected to be reached, each by the standing of the account. Unit: customers. Null when absent.</param>
/// <param name="PersonsLow">Lower end of the interval of the simulation. Unit: customers. Null when absent.</param>
/// <param name="PersonsHigh">Its upper end. Unit: customers. Null when absent.</param>
/// <param name="Customers">The plan, the first one first.</param>
public sealed record AmbassadorPlan(
    AmbassadorStatus Status,
    AmbassadorObjective Objective,
    long? Eligible,
    double? Count,
    double? Budget,
    double? Spent,
    double? Reached,
    double? ReachedLow,
    double? ReachedHigh,
    double? AtLeast,
    double? Proven,
    double? Persons,
    double? PersonsLow,
    double? PersonsHigh,
    IReadOnlyList<AmbassadorEntry> Customers)
{
    internal static AmbassadorPlan Of(Json from) => new(
        from.Need("status").Word<AmbassadorStatus>(),
        from.Need("objective").Word<AmbassadorObjective>(),
        from.At("eligible")?.Whole(),
        from.At("count")?.Number(),
        from.At("budget")?.Number(),
        from.At("spent")?.Number(),
        from.At("reached")?.Number(),
        from.At("reached_low")?.Number(),
        from.At("reached_high")?.Number(),
        from.At("at_least")?.Number(),
        from.At("proven")?.Number(),
        from.At("persons")?.Number(),
        from.At("persons_low")?.Number(),
        from.At("persons_high")?.Number(),
        from.Need("customers").List(Scvm.AmbassadorEntry.Of));
}

/// <summary>The plan, the first one first.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Place">In the order of choice. Unit: place. Null when absent.</param>
/// <param name="Gain">What the customer adds to those before. Unit: of the objective. Null when absent.</param>
/// <param name="PFan">Of being a fan, which is taken as that of acting; null: not known. Unit: probability.</param>
/// <param name="Influence">Of all attention. Unit: share. Null when absent.</param>
/// <param name="Value">The own value, which counts for nothing here: it is there already. Unit: money. Null when absent.</param>
public sealed record AmbassadorEntry(
    string Id,
    double? Place,
    double? Gain,
    double? PFan,
    double? Influence,
    double? Value)
{
    internal static AmbassadorEntry Of(Json from) => new(
        from.Need("id").Text(),
        from.At("place")?.Number(),
        from.At("gain")?.Number(),
        from.At("p_fan")?.Number(),
        from.At("influence")?.Number(),
        from.At("value")?.Number());
}

/// <summary>Employees with ties inside and outside; those with most ties on the side where they have fewer, first.</summary>
/// <param name="Id">The employee.</param>
/// <param name="Inside">Employees with a tie.</param>
/// <param name="Outside">Customers with a tie.</param>
public sealed record BridgingEmployee(
    string Id,
    long Inside,
    long Outside)
{
    internal static BridgingEmployee Of(Json from) => new(
        from.Need("id").Text(),
        from.Need("inside").Whole(),
        from.Need("outside").Whole());
}

/// <summary>Who was drawn to test, in the order of the model's tests.</summary>
/// <param name="Test">Of which product.</param>
/// <param name="Testers">Who was drawn, quota by quota in the order of the draw.</param>
public sealed record TesterList(
    string Test,
    IReadOnlyList<string> Testers)
{
    internal static TesterList Of(Json from) => new(
        from.Need("test").Text(),
        from.Need("testers").List(each => each.Text()));
}

/// <summary>Who enters and who leaves it where the network counts.</summary>
/// <param name="Entered">Customers in the top decile by network value only.</param>
/// <param name="Left">Customers in the top decile by lifetime value only.</param>
public sealed record TopDecileMovers(
    IReadOnlyList<string> Entered,
    IReadOnlyList<string> Left)
{
    internal static TopDecileMovers Of(Json from) => new(
        from.Need("entered").List(each => each.Text()),
        from.Need("left").List(each => each.Text()));
}

/// <summary>Who waits with a complaint, in the order in which to turn to them.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Place">In the queue, from 1.</param>
/// <param name="Open">That are not settled. Unit: complaints. Null when absent.</param>
/// <param name="OpenHours">Since the oldest one came in. Unit: hours. Null when absent.</param>
/// <param name="PromisedHours">Within which the most urgent one is to be answered. Unit: hours. Null when absent.</param>
/// <param name="MissedHours">By which that was missed; 0: kept so far. Unit: hours. Null when absent.</param>
/// <param name="DamageAtRisk">The own lifetime value and the audience's. Unit: money. Null when absent.</param>
/// <param name="POpponent">That the customer is an opponent. Unit: probability. Null when absent.</param>
/// <param name="Priority">Damage x P(opponent). Unit: money. Null when absent.</param>
public sealed record QueueEntry(
    string Id,
    long Place,
    double? Open,
    double? OpenHours,
    double? PromisedHours,
    double? MissedHours,
    double? DamageAtRisk,
    double? POpponent,
    double? Priority)
{
    internal static QueueEntry Of(Json from) => new(
        from.Need("id").Text(),
        from.Need("place").Whole(),
        from.At("open")?.Number(),
        from.At("open_hours")?.Number(),
        from.At("promised_hours")?.Number(),
        from.At("missed_hours")?.Number(),
        from.At("damage_at_risk")?.Number(),
        from.At("p_opponent")?.Number(),
        from.At("priority")?.Number());
}

/// <summary>Every helper by name, the most surely good one first: for those who send them, not to be passed on.</summary>
/// <param name="Id">The helper.</param>
/// <param name="Customer">Whether the helper is a customer.</param>
/// <param name="State">How far the helper has come.</param>
/// <param name="Badge">Certified by several jobs that went well.</param>
/// <param name="Jobs">That ended. Unit: jobs. Null when absent.</param>
/// <param name="Solved">Of these, that went well. Unit: jobs. Null when absent.</param>
/// <param name="Trust">That the next job goes well, with its interval; who is at least how good orders the list. Unit: probability.</param>
/// <param name="Rating">Mean of the ratings that count, drawn to the usual one. Unit: stars. Null when absent.</param>
/// <param name="Ratings">That count. Unit: ratings. Null when absent.</param>
public sealed record HelperFigure(
    string Id,
    bool Customer,
    HelperState State,
    bool Badge,
    double? Jobs,
    double? Solved,
    Interval Trust,
    double? Rating,
    double? Ratings)
{
    internal static HelperFigure Of(Json from) => new(
        from.Need("id").Text(),
        from.Need("customer").Flag(),
        from.Need("state").Word<HelperState>(),
        from.Need("badge").Flag(),
        from.At("jobs")?.Number(),
        from.At("solved")?.Number(),
        Interval.Of(from.Need("trust")),
        from.At("rating")?.Number(),
        from.At("ratings")?.Number());
}

/// <summary>What accounts are worth: what <see cref="ScoreTable.Accounts"/> says, as a value.</summary>
/// <param name="AsOf">The day of scoring.</param>
/// <param name="Model">Which model.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Accounts">The highest lifetime value first, then those of which it is not told; equal ones by id.</param>
/// <param name="Rest">Of customers in no account, or in none of which money is told; null: it would tell of few, and no money is told but the total.</param>
/// <param name="Total">Of all customers.</param>
/// <param name="Superseded">Memberships of the day that count for nothing, since the same member has a newer one.</param>
public sealed record AccountList(
    Day AsOf,
    ModelName Model,
    string Currency,
    IReadOnlyList<ListedAccount> Accounts,
    AccountMoney Rest,
    AccountMoney Total,
    long Superseded)
{
    /// <summary>Reads the document.</summary>
    /// <param name="json">What <see cref="ScoreTable.Accounts"/> gave.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of what is not as it should be.</exception>
    public static AccountList Of(string json) => Of(Json.Read(json));

    internal static AccountList Of(Json from) => new(
        from.Need("as_of").Day(),
        ModelName.Of(from.Need("model")),
        from.Need("currency").Text(),
        from.Need("accounts").List(Scvm.ListedAccount.Of),
        AccountMoney.Of(from.Need("rest")),
        AccountMoney.Of(from.Need("total")),
        from.Need("superseded").Whole());
}

/// <summary>The highest lifetime value first, then those of which it is not told; equal ones by id.</summary>
/// <param name="Id">The account.</param>
/// <param name="Above">The account that it belongs to; null: none.</param>
/// <param name="Status">Whether all figures are told.</param>
/// <param name="Members">Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the accounts below it. Unit: customers. Null when absent.</param>
/// <param name="Respondents">Of these, who have a group. Null, as all that follows of answers: too few, or the mean would tell an answer. Unit: customers. Null when absent.</param>
/// <param name="Satisfaction">Mean of the respondents', weighted as the model says. Unit: 0 to 100. Null when absent.</param>
/// <param name="SatisfactionLow">The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's, made of the mean and their number alone, and so rather wide. Unit: 0 to 100. Null when absent.</param>
/// <param name="SatisfactionHigh">Its upper end. Unit: 0 to 100. Null when absent.</param>
/// <param name="Attachment">The same of their attachment. Unit: 0 to 100. Null when absent.</param>
/// <param name="AttachmentLow">The lower end of its interval. Unit: 0 to 100. Null when absent.</param>
/// <param name="AttachmentHigh">Its upper end. Unit: 0 to 100. Null when absent.</param>
/// <param name="Segment">Group of the portfolio to which both means belong.</param>
/// <param name="Revenue">Of the accounts, and of those of their persons whose sum may be told. Unit: money. Null when absent.</param>
/// <param name="LifetimeValue">The same. Unit: money. Null when absent.</param>
/// <param name="NetworkValue">The same. Unit: money. Null when absent.</param>
public sealed record ListedAccount(
    string Id,
    string? Above,
    AccountStatus Status,
    double? Members,
    double? Respondents,
    double? Satisfaction,
    double? SatisfactionLow,
    double? SatisfactionHigh,
    double? Attachment,
    double? AttachmentLow,
    double? AttachmentHigh,
    Segment Segment,
    double? Revenue,
    double? LifetimeValue,
    double? NetworkValue)
{
    internal static ListedAccount Of(Json from) => new(
        from.Need("id").Text(),
        from.At("above")?.Text(),
        from.Need("status").Word<AccountStatus>(),
        from.At("members")?.Number(),
        from.At("respondents")?.Number(),
        from.At("satisfaction")?.Number(),
        from.At("satisfaction_low")?.Number(),
        from.At("satisfaction_high")?.Number(),
        from.At("attachment")?.Number(),
        from.At("attachment_low")?.Number(),
        from.At("attachment_high")?.Number(),
        from.Need("segment").Word<Segment>(),
        from.At("revenue")?.Number(),
        from.At("lifetime_value")?.Number(),
        from.At("network_value")?.Number());
}

/// <summary>Of customers in no account, or in none of which money is told; null: it would tell of few, and no money is told but the total.</summary>
/// <param name="Revenue">Revenue. Unit: money. Null when absent.</param>
/// <param name="LifetimeValue">Lifetime values. Unit: money. Null when absent.</param>
/// <param name="NetworkValue">Network values; null without equity rules. Unit: money.</param>
public sealed record AccountMoney(
    double? Revenue,
    double? LifetimeValue,
    double? NetworkValue)
{
    internal static AccountMoney Of(Json from) => new(
        from.At("revenue")?.Number(),
        from.At("lifetime_value")?.Number(),
        from.At("network_value")?.Number());
}
