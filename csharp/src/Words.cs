// Rendered by describe/render.py from the descriptions in core/; do not edit.
#nullable enable
using System;
using System.Collections.Generic;

namespace Scvm;

/// <summary>What CardStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<CardStatus>))]
#endif
public enum CardStatus
{
    /// <summary>there is a group, a lifetime value or a social score</summary>
    Scored,

    /// <summary>there is none of them</summary>
    InsufficientData,

    /// <summary>nothing of the customer may be used</summary>
    Excluded,
}

/// <summary>What Segment says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<Segment>))]
#endif
public enum Segment
{
    /// <summary>no score, hence no group</summary>
    Unclassified,

    /// <summary>satisfied and closely attached</summary>
    Fan,

    /// <summary>satisfied and attached</summary>
    Sympathizer,

    /// <summary>satisfied, not attached</summary>
    Mercenary,

    /// <summary>dissatisfied, held by attachment or by barriers</summary>
    Captive,

    /// <summary>neither satisfied nor held</summary>
    Opponent,
}

/// <summary>What SurveyStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<SurveyStatus>))]
#endif
public enum SurveyStatus
{
    /// <summary><c>scored</c>.</summary>
    Scored,

    /// <summary>the model has no questionnaire</summary>
    NotAsked,

    /// <summary>no answer of this customer counts</summary>
    NoAnswers,

    /// <summary>of satisfaction or of attachment</summary>
    TooFewAnswers,

    /// <summary>an answer is off its scale, and the model's policy is to reject</summary>
    OutOfRange,

    /// <summary>the customer did not agree to it</summary>
    NoConsent,
}

/// <summary>What CaptiveKind says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<CaptiveKind>))]
#endif
public enum CaptiveKind
{
    /// <summary>no captive</summary>
    None,

    /// <summary>attachment alone</summary>
    Affective,

    /// <summary>barriers alone</summary>
    Calculative,

    /// <summary>attachment and barriers</summary>
    Both,
}

/// <summary>What ResponseMarks says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<ResponseMarks>))]
#endif
public enum ResponseMarks
{
    /// <summary>Every answer lies at an end of its scale: doubt the response.</summary>
    AllExtreme,

    /// <summary>Nothing is answered from some item on: doubt the response.</summary>
    BrokenOff,

    /// <summary>Dissatisfied, attached like a fan, not held: first in complaint handling.</summary>
    HurtFan,

    /// <summary>Satisfied, unattached, held by barriers.</summary>
    Latched,

    /// <summary>A score lies on a boundary that mattered.</summary>
    OnBoundary,

    /// <summary>One answer along a block with reversed items: doubt the response.</summary>
    StraightLining,
}

/// <summary>What ValueStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<ValueStatus>))]
#endif
public enum ValueStatus
{
    /// <summary>from the customer's own repeat purchases</summary>
    Scored,

    /// <summary>scored; without a repeat purchase, the mean spend of all customers stands in</summary>
    PopulationSpend,

    /// <summary>scored; the data alone do not determine the parameters: the model's purchasing_fit says more</summary>
    FromPrior,

    /// <summary>the model has no value rules</summary>
    NotAsked,

    /// <summary>the model lacks parameters of purchasing or of spending</summary>
    NotFitted,

    /// <summary>no purchase of this customer counts, or refunds have undone them all</summary>
    NoPurchases,

    /// <summary>the mean spend does not exist under the model's parameters</summary>
    NoSpending,

    /// <summary>the parameters allow no finite value for this customer</summary>
    Undefined,

    /// <summary>the customer did not agree to it</summary>
    NoConsent,
}

/// <summary>What TimeUnit says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<TimeUnit>))]
#endif
public enum TimeUnit
{
    /// <summary><c>hour</c>.</summary>
    Hour,

    /// <summary><c>day</c>.</summary>
    Day,

    /// <summary><c>week</c>.</summary>
    Week,

    /// <summary><c>month</c>.</summary>
    Month,
}

/// <summary>What NetworkScoreStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<NetworkScoreStatus>))]
#endif
public enum NetworkScoreStatus
{
    /// <summary><c>scored</c>.</summary>
    Scored,

    /// <summary>the model has no network rules</summary>
    NotAsked,

    /// <summary>nobody reacted and nothing was contributed, or it was hostile: nothing is known, which is not nothing</summary>
    NoInteractions,

    /// <summary>the customer did not agree to it</summary>
    NoConsent,

    /// <summary>a record of one customer, which brought no place in the network along</summary>
    NotCarried,
}

/// <summary>What ParticipationClass says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<ParticipationClass>))]
#endif
public enum ParticipationClass
{
    /// <summary><c>inactive</c>.</summary>
    Inactive,

    /// <summary><c>lurker</c>.</summary>
    Lurker,

    /// <summary><c>intermittent</c>.</summary>
    Intermittent,

    /// <summary><c>heavy</c>.</summary>
    Heavy,
}

/// <summary>What EquityStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<EquityStatus>))]
#endif
public enum EquityStatus
{
    /// <summary><c>scored</c>.</summary>
    Scored,

    /// <summary>the model has no equity rules</summary>
    NotAsked,

    /// <summary>there is no lifetime value to start from: unknown is not zero</summary>
    NoValue,

    /// <summary>the customer did not agree to it</summary>
    NoConsent,

    /// <summary>a record of one customer, which brought no credit along</summary>
    NotCarried,
}

/// <summary>What Stage says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<Stage>))]
#endif
public enum Stage
{
    /// <summary><c>none</c>.</summary>
    None,

    /// <summary><c>find</c>.</summary>
    Find,

    /// <summary><c>understand</c>.</summary>
    Understand,

    /// <summary><c>bind</c>.</summary>
    Bind,

    /// <summary><c>delight</c>.</summary>
    Delight,

    /// <summary><c>integrate</c>.</summary>
    Integrate,
}

/// <summary>What ComplaintStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<ComplaintStatus>))]
#endif
public enum ComplaintStatus
{
    /// <summary><c>scored</c>.</summary>
    Scored,

    /// <summary>the model has no service rules</summary>
    NotAsked,

    /// <summary>no complaint or praise of this customer counts</summary>
    None,

    /// <summary>the customer did not agree to it</summary>
    NoConsent,

    /// <summary>a record of one customer, which did not say who listens: the complaints count, and what is at risk is not known</summary>
    NotCarried,
}

/// <summary>What Recovery says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<Recovery>))]
#endif
public enum Recovery
{
    /// <summary>no complaint of this customer counts</summary>
    None,

    /// <summary>a complaint is not settled yet</summary>
    Open,

    /// <summary>settled, but nobody asked, or the answers after it are too few</summary>
    Unknown,

    /// <summary>satisfied in the survey after the complaint was settled</summary>
    Yes,

    /// <summary>not satisfied in it</summary>
    No,
}

/// <summary>What HelperStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<HelperStatus>))]
#endif
public enum HelperStatus
{
    /// <summary><c>scored</c>.</summary>
    Scored,

    /// <summary>the model has no service rules</summary>
    NotAsked,

    /// <summary>the customer is not among the helpers</summary>
    NoHelper,

    /// <summary>the customer did not agree to it</summary>
    NoConsent,

    /// <summary>a record of one customer, which did not say what helper the customer is</summary>
    NotCarried,
}

/// <summary>What HelperState says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<HelperState>))]
#endif
public enum HelperState
{
    /// <summary><c>applicant</c>.</summary>
    Applicant,

    /// <summary><c>vetted</c>.</summary>
    Vetted,

    /// <summary><c>helper</c>.</summary>
    Helper,

    /// <summary><c>friend</c>.</summary>
    Friend,
}

/// <summary>What TreatmentStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<TreatmentStatus>))]
#endif
public enum TreatmentStatus
{
    /// <summary><c>treated</c>.</summary>
    Treated,

    /// <summary>the model has no treatments</summary>
    NotAsked,

    /// <summary>the treatment would contact a customer who did not agree, or nothing of the customer may be used</summary>
    NoConsent,

    /// <summary>it would ask for a recommendation, and the customer is not surely satisfied and attached</summary>
    GateClosed,

    /// <summary>it would ask for a recommendation, and the model has no probabilities: see measurement_fit</summary>
    GateUnknown,

    /// <summary>others have a higher priority</summary>
    NoCapacity,
}

/// <summary>What MattersStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<MattersStatus>))]
#endif
public enum MattersStatus
{
    /// <summary><c>ranked</c>.</summary>
    Ranked,

    /// <summary>the model has no such section</summary>
    NotAsked,

    /// <summary>activity, influence or value is not above 0: what is missing is not made up for by the rest</summary>
    NotTogether,

    /// <summary>there is no value to compare: unknown is not zero</summary>
    NoValue,

    /// <summary>the customer did not agree to it</summary>
    NoConsent,

    /// <summary>a record of one customer, which brought no place among the others along</summary>
    NotCarried,
}

/// <summary>What AmbassadorStanding says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<AmbassadorStanding>))]
#endif
public enum AmbassadorStanding
{
    /// <summary><c>chosen</c>.</summary>
    Chosen,

    /// <summary>the model has no such section</summary>
    NotAsked,

    /// <summary>others reach more for the number and the budget that there is</summary>
    NotChosen,

    /// <summary>of another group, not surely enough a fan, or without a cost that can be read</summary>
    NotEligible,

    /// <summary>the customer may not be contacted, or the place in the network may not be used</summary>
    NoConsent,

    /// <summary>a record of one customer, which brought no plan along</summary>
    NotCarried,
}

/// <summary>What AccountStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<AccountStatus>))]
#endif
public enum AccountStatus
{
    /// <summary><c>scored</c>.</summary>
    Scored,

    /// <summary>the model has no such section</summary>
    NotAsked,

    /// <summary>the customer belongs to no account on the day, and is none</summary>
    NoAccount,

    /// <summary>money is left out, or means are hidden, since too few persons are behind them or answered too much alike, alone or beside the accounts below it</summary>
    TooFew,

    /// <summary>the customer did not agree to it</summary>
    NoConsent,

    /// <summary>a record of one customer, which brought no account along</summary>
    NotCarried,
}

/// <summary>What ConsentStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<ConsentStatus>))]
#endif
public enum ConsentStatus
{
    /// <summary><c>included</c>.</summary>
    Included,

    /// <summary><c>missing</c>.</summary>
    Missing,

    /// <summary><c>refused</c>.</summary>
    Refused,

    /// <summary><c>expired</c>.</summary>
    Expired,

    /// <summary><c>withdrawn</c>.</summary>
    Withdrawn,
}

/// <summary>What Table says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<Table>))]
#endif
public enum Table
{
    /// <summary><c>customers</c>.</summary>
    Customers,

    /// <summary><c>answers</c>.</summary>
    Answers,

    /// <summary><c>purchases</c>.</summary>
    Purchases,

    /// <summary><c>attributes</c>.</summary>
    Attributes,

    /// <summary><c>contracts</c>.</summary>
    Contracts,

    /// <summary><c>consents</c>.</summary>
    Consents,

    /// <summary><c>employees</c>.</summary>
    Employees,

    /// <summary><c>interactions</c>.</summary>
    Interactions,

    /// <summary><c>referrals</c>.</summary>
    Referrals,

    /// <summary><c>contributions</c>.</summary>
    Contributions,

    /// <summary><c>anonymous_answers</c>.</summary>
    AnonymousAnswers,

    /// <summary><c>published_scores</c>.</summary>
    PublishedScores,

    /// <summary><c>complaints</c>.</summary>
    Complaints,

    /// <summary><c>helpers</c>.</summary>
    Helpers,

    /// <summary><c>jobs</c>.</summary>
    Jobs,

    /// <summary><c>ideas</c>.</summary>
    Ideas,

    /// <summary><c>votes</c>.</summary>
    Votes,

    /// <summary><c>tests</c>.</summary>
    Tests,

    /// <summary><c>prospects</c>.</summary>
    Prospects,

    /// <summary><c>memberships</c>.</summary>
    Memberships,
}

/// <summary>What SuppressedFigures says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<SuppressedFigures>))]
#endif
public enum SuppressedFigures
{
    /// <summary><c>nothing</c>.</summary>
    Nothing,

    /// <summary><c>money</c>.</summary>
    Money,

    /// <summary><c>everything</c>.</summary>
    Everything,
}

/// <summary>What LeadStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<LeadStatus>))]
#endif
public enum LeadStatus
{
    /// <summary>more than chance and a course that both have in common give</summary>
    Leads,

    /// <summary>chance, or a course that both have in common, gives as much</summary>
    DoesNotLead,

    /// <summary>too few moments, or a series that does not vary</summary>
    NotIdentified,
}

/// <summary>What RecoveryStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<RecoveryStatus>))]
#endif
public enum RecoveryStatus
{
    /// <summary><c>identified</c>.</summary>
    Identified,

    /// <summary>fewer than the model's <c>fewest_recovered</c> were asked before and after: nothing is said</summary>
    TooFew,

    /// <summary>the model does not know how surely the scores are measured: the change stands without what asking again would have shown</summary>
    NoMeasurement,

    /// <summary>the model has no survey</summary>
    NoSurvey,
}

/// <summary>What RetaliationStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<RetaliationStatus>))]
#endif
public enum RetaliationStatus
{
    /// <summary>fewer than four jobs were rated by both sides, or by too few persons to be shown</summary>
    TooFew,

    /// <summary>the interval of the correlation holds 0</summary>
    NotFound,

    /// <summary>who is rated well rates well in return, more than chance would have it: retaliation, or favours</summary>
    Found,
}

/// <summary>What IdeaState says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<IdeaState>))]
#endif
public enum IdeaState
{
    /// <summary><c>open</c>.</summary>
    Open,

    /// <summary><c>accepted</c>.</summary>
    Accepted,

    /// <summary><c>declined</c>.</summary>
    Declined,
}

/// <summary>What ValidityStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<ValidityStatus>))]
#endif
public enum ValidityStatus
{
    /// <summary><c>tested</c>.</summary>
    Tested,

    /// <summary>fewer than ten complete customers, or no outcome of one kind</summary>
    TooFewRows,

    /// <summary>satisfaction, attachment or the outcome does not vary</summary>
    Constant,

    /// <summary>attachment is a function of satisfaction</summary>
    Collinear,

    /// <summary>satisfaction and attachment tell the outcome perfectly</summary>
    Separated,
}

/// <summary>What ReliabilityFlags says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<ReliabilityFlags>))]
#endif
public enum ReliabilityFlags
{
    /// <summary>Fewer than two items: there is no alpha.</summary>
    TooFewItems,

    /// <summary>Fewer than two respondents: nothing can be computed.</summary>
    TooFewRows,

    /// <summary>Fewer than 30 respondents.</summary>
    Unstable,

    /// <summary>Everybody gave the same answer to some item.</summary>
    ZeroVariance,

    /// <summary>No lambda 6 and no omega: an item repeats others, or pairs contradict.</summary>
    NotPositiveDefinite,

    /// <summary>An item points the wrong way: is it reversed?</summary>
    NegativeAlpha,

    /// <summary>The factor behind omega explains some item wholly.</summary>
    Heywood,

    /// <summary>No omega: two items leave the factor open, or the search found none.</summary>
    NoFactor,
}

/// <summary>What DriversStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<DriversStatus>))]
#endif
public enum DriversStatus
{
    /// <summary><c>fitted</c>.</summary>
    Fitted,

    /// <summary>fewer complete respondents than drivers + 2</summary>
    TooFewRows,

    /// <summary>a driver or the outcome does not vary</summary>
    Constant,

    /// <summary>a driver repeats others</summary>
    Collinear,
}

/// <summary>What PurchasingKind says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<PurchasingKind>))]
#endif
public enum PurchasingKind
{
    /// <summary><c>bg_nbd</c>.</summary>
    BgNbd,

    /// <summary><c>mbg_nbd</c>.</summary>
    MbgNbd,

    /// <summary><c>pareto_nbd</c>.</summary>
    ParetoNbd,
}

/// <summary>What MovementShown says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<MovementShown>))]
#endif
public enum MovementShown
{
    /// <summary><c>nothing</c>.</summary>
    Nothing,

    /// <summary><c>table</c>.</summary>
    Table,

    /// <summary><c>movement</c>.</summary>
    Movement,
}

/// <summary>What PriorityRule says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<PriorityRule>))]
#endif
public enum PriorityRule
{
    /// <summary><c>value</c>.</summary>
    Value,

    /// <summary><c>damage</c>.</summary>
    Damage,

    /// <summary><c>release</c>.</summary>
    Release,

    /// <summary><c>activation</c>.</summary>
    Activation,
}

/// <summary>What MattersOrder says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<MattersOrder>))]
#endif
public enum MattersOrder
{
    /// <summary>Pareto layers: the first holds those whom nobody equals in everything and exceeds in something</summary>
    Layers,

    /// <summary>a weighted geometric mean of percentile ranks</summary>
    Weights,
}

/// <summary>What AmbassadorStatus says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<AmbassadorStatus>))]
#endif
public enum AmbassadorStatus
{
    /// <summary><c>complete</c>.</summary>
    Complete,

    /// <summary><c>set_limit</c>.</summary>
    SetLimit,

    /// <summary><c>memory_limit</c>.</summary>
    MemoryLimit,

    /// <summary><c>stopped</c>.</summary>
    Stopped,

    /// <summary><c>nothing_to_reach</c>.</summary>
    NothingToReach,

    /// <summary><c>nobody_eligible</c>.</summary>
    NobodyEligible,

    /// <summary><c>nothing_affordable</c>.</summary>
    NothingAffordable,
}

/// <summary>What AmbassadorObjective says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<AmbassadorObjective>))]
#endif
public enum AmbassadorObjective
{
    /// <summary>the network value, else the lifetime value, of the customers whom they reach</summary>
    Value,

    /// <summary>the customers whom they reach, each by the standing of the account</summary>
    Persons,
}

/// <summary>What InteractionKind says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<InteractionKind>))]
#endif
public enum InteractionKind
{
    /// <summary><c>post</c>.</summary>
    Post,

    /// <summary><c>comment</c>.</summary>
    Comment,

    /// <summary><c>like</c>.</summary>
    Like,

    /// <summary><c>share</c>.</summary>
    Share,

    /// <summary><c>mention</c>.</summary>
    Mention,

    /// <summary><c>answer</c>.</summary>
    Answer,

    /// <summary><c>review</c>.</summary>
    Review,

    /// <summary><c>referral</c>.</summary>
    Referral,

    /// <summary><c>follow</c>.</summary>
    Follow,
}

/// <summary>What SharingKind says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<SharingKind>))]
#endif
public enum SharingKind
{
    /// <summary><c>products</c>.</summary>
    Products,

    /// <summary><c>ideas</c>.</summary>
    Ideas,

    /// <summary><c>know_how</c>.</summary>
    KnowHow,

    /// <summary><c>capital</c>.</summary>
    Capital,

    /// <summary><c>content</c>.</summary>
    Content,

    /// <summary><c>experience</c>.</summary>
    Experience,

    /// <summary><c>trends</c>.</summary>
    Trends,
}

/// <summary>What ComplaintKind says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<ComplaintKind>))]
#endif
public enum ComplaintKind
{
    /// <summary><c>complaint</c>.</summary>
    Complaint,

    /// <summary><c>praise</c>.</summary>
    Praise,
}

/// <summary>What JobOutcome says; in documents and columns its word.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(WordConverter<JobOutcome>))]
#endif
public enum JobOutcome
{
    /// <summary><c>solved</c>.</summary>
    Solved,

    /// <summary><c>failed</c>.</summary>
    Failed,

    /// <summary><c>open</c>.</summary>
    Open,
}

/// <summary>The words that stand for enums in documents, columns and labels.</summary>
public static class Words
{
    /// <summary>The word of a CardStatus.</summary>
    public static string Word(this CardStatus of) => At(Of<CardStatus>(), (int)of);

    /// <summary>The word of a Segment.</summary>
    public static string Word(this Segment of) => At(Of<Segment>(), (int)of);

    /// <summary>The word of a SurveyStatus.</summary>
    public static string Word(this SurveyStatus of) => At(Of<SurveyStatus>(), (int)of);

    /// <summary>The word of a CaptiveKind.</summary>
    public static string Word(this CaptiveKind of) => At(Of<CaptiveKind>(), (int)of);

    /// <summary>The word of a ResponseMarks.</summary>
    public static string Word(this ResponseMarks of) => At(Of<ResponseMarks>(), (int)of);

    /// <summary>The word of a ValueStatus.</summary>
    public static string Word(this ValueStatus of) => At(Of<ValueStatus>(), (int)of);

    /// <summary>The word of a TimeUnit.</summary>
    public static string Word(this TimeUnit of) => At(Of<TimeUnit>(), (int)of);

    /// <summary>The word of a NetworkScoreStatus.</summary>
    public static string Word(this NetworkScoreStatus of) => At(Of<NetworkScoreStatus>(), (int)of);

    /// <summary>The word of a ParticipationClass.</summary>
    public static string Word(this ParticipationClass of) => At(Of<ParticipationClass>(), (int)of);

    /// <summary>The word of a EquityStatus.</summary>
    public static string Word(this EquityStatus of) => At(Of<EquityStatus>(), (int)of);

    /// <summary>The word of a Stage.</summary>
    public static string Word(this Stage of) => At(Of<Stage>(), (int)of);

    /// <summary>The word of a ComplaintStatus.</summary>
    public static string Word(this ComplaintStatus of) => At(Of<ComplaintStatus>(), (int)of);

    /// <summary>The word of a Recovery.</summary>
    public static string Word(this Recovery of) => At(Of<Recovery>(), (int)of);

    /// <summary>The word of a HelperStatus.</summary>
    public static string Word(this HelperStatus of) => At(Of<HelperStatus>(), (int)of);

    /// <summary>The word of a HelperState.</summary>
    public static string Word(this HelperState of) => At(Of<HelperState>(), (int)of);

    /// <summary>The word of a TreatmentStatus.</summary>
    public static string Word(this TreatmentStatus of) => At(Of<TreatmentStatus>(), (int)of);

    /// <summary>The word of a MattersStatus.</summary>
    public static string Word(this MattersStatus of) => At(Of<MattersStatus>(), (int)of);

    /// <summary>The word of a AmbassadorStanding.</summary>
    public static string Word(this AmbassadorStanding of) => At(Of<AmbassadorStanding>(), (int)of);

    /// <summary>The word of a AccountStatus.</summary>
    public static string Word(this AccountStatus of) => At(Of<AccountStatus>(), (int)of);

    /// <summary>The word of a ConsentStatus.</summary>
    public static string Word(this ConsentStatus of) => At(Of<ConsentStatus>(), (int)of);

    /// <summary>The word of a Table.</summary>
    public static string Word(this Table of) => At(Of<Table>(), (int)of);

    /// <summary>The word of a SuppressedFigures.</summary>
    public static string Word(this SuppressedFigures of) => At(Of<SuppressedFigures>(), (int)of);

    /// <summary>The word of a LeadStatus.</summary>
    public static string Word(this LeadStatus of) => At(Of<LeadStatus>(), (int)of);

    /// <summary>The word of a RecoveryStatus.</summary>
    public static string Word(this RecoveryStatus of) => At(Of<RecoveryStatus>(), (int)of);

    /// <summary>The word of a RetaliationStatus.</summary>
    public static string Word(this RetaliationStatus of) => At(Of<RetaliationStatus>(), (int)of);

    /// <summary>The word of a IdeaState.</summary>
    public static string Word(this IdeaState of) => At(Of<IdeaState>(), (int)of);

    /// <summary>The word of a ValidityStatus.</summary>
    public static string Word(this ValidityStatus of) => At(Of<ValidityStatus>(), (int)of);

    /// <summary>The word of a ReliabilityFlags.</summary>
    public static string Word(this ReliabilityFlags of) => At(Of<ReliabilityFlags>(), (int)of);

    /// <summary>The word of a DriversStatus.</summary>
    public static string Word(this DriversStatus of) => At(Of<DriversStatus>(), (int)of);

    /// <summary>The word of a PurchasingKind.</summary>
    public static string Word(this PurchasingKind of) => At(Of<PurchasingKind>(), (int)of);

    /// <summary>The word of a MovementShown.</summary>
    public static string Word(this MovementShown of) => At(Of<MovementShown>(), (int)of);

    /// <summary>The word of a PriorityRule.</summary>
    public static string Word(this PriorityRule of) => At(Of<PriorityRule>(), (int)of);

    /// <summary>The word of a MattersOrder.</summary>
    public static string Word(this MattersOrder of) => At(Of<MattersOrder>(), (int)of);

    /// <summary>The word of a AmbassadorStatus.</summary>
    public static string Word(this AmbassadorStatus of) => At(Of<AmbassadorStatus>(), (int)of);

    /// <summary>The word of a AmbassadorObjective.</summary>
    public static string Word(this AmbassadorObjective of) => At(Of<AmbassadorObjective>(), (int)of);

    /// <summary>The word of a InteractionKind.</summary>
    public static string Word(this InteractionKind of) => At(Of<InteractionKind>(), (int)of);

    /// <summary>The word of a SharingKind.</summary>
    public static string Word(this SharingKind of) => At(Of<SharingKind>(), (int)of);

    /// <summary>The word of a ComplaintKind.</summary>
    public static string Word(this ComplaintKind of) => At(Of<ComplaintKind>(), (int)of);

    /// <summary>The word of a JobOutcome.</summary>
    public static string Word(this JobOutcome of) => At(Of<JobOutcome>(), (int)of);

    /// <summary>The words of an enum, in the order of its values.</summary>
    internal static string[] Of<E>() where E : struct, Enum => (string[])all[typeof(E)];

    private static string At(string[] words, int of) =>
        of >= 0 && of < words.Length ? words[of] : throw new ArgumentOutOfRangeException(nameof(of), of, "no value of the enum");

    private static readonly Dictionary<Type, object> all = new()
    {
        [typeof(CardStatus)] = new[] { "scored", "insufficient_data", "excluded" },
        [typeof(Segment)] = new[] { "unclassified", "fan", "sympathizer", "mercenary", "captive", "opponent" },
        [typeof(SurveyStatus)] = new[] { "scored", "not_asked", "no_answers", "too_few_answers", "out_of_range", "no_consent" },
        [typeof(CaptiveKind)] = new[] { "none", "affective", "calculative", "both" },
        [typeof(ResponseMarks)] = new[] { "all_extreme", "broken_off", "hurt_fan", "latched", "on_boundary", "straight_lining" },
        [typeof(ValueStatus)] = new[] { "scored", "population_spend", "from_prior", "not_asked", "not_fitted", "no_purchases", "no_spending", "undefined", "no_consent" },
        [typeof(TimeUnit)] = new[] { "hour", "day", "week", "month" },
        [typeof(NetworkScoreStatus)] = new[] { "scored", "not_asked", "no_interactions", "no_consent", "not_carried" },
        [typeof(ParticipationClass)] = new[] { "inactive", "lurker", "intermittent", "heavy" },
        [typeof(EquityStatus)] = new[] { "scored", "not_asked", "no_value", "no_consent", "not_carried" },
        [typeof(Stage)] = new[] { "none", "find", "understand", "bind", "delight", "integrate" },
        [typeof(ComplaintStatus)] = new[] { "scored", "not_asked", "none", "no_consent", "not_carried" },
        [typeof(Recovery)] = new[] { "none", "open", "unknown", "yes", "no" },
        [typeof(HelperStatus)] = new[] { "scored", "not_asked", "no_helper", "no_consent", "not_carried" },
        [typeof(HelperState)] = new[] { "applicant", "vetted", "helper", "friend" },
        [typeof(TreatmentStatus)] = new[] { "treated", "not_asked", "no_consent", "gate_closed", "gate_unknown", "no_capacity" },
        [typeof(MattersStatus)] = new[] { "ranked", "not_asked", "not_together", "no_value", "no_consent", "not_carried" },
        [typeof(AmbassadorStanding)] = new[] { "chosen", "not_asked", "not_chosen", "not_eligible", "no_consent", "not_carried" },
        [typeof(AccountStatus)] = new[] { "scored", "not_asked", "no_account", "too_few", "no_consent", "not_carried" },
        [typeof(ConsentStatus)] = new[] { "included", "missing", "refused", "expired", "withdrawn" },
        [typeof(Table)] = new[] { "customers", "answers", "purchases", "attributes", "contracts", "consents", "employees", "interactions", "referrals", "contributions", "anonymous_answers", "published_scores", "complaints", "helpers", "jobs", "ideas", "votes", "tests", "prospects", "memberships" },
        [typeof(SuppressedFigures)] = new[] { "nothing", "money", "everything" },
        [typeof(LeadStatus)] = new[] { "leads", "does_not_lead", "not_identified" },
        [typeof(RecoveryStatus)] = new[] { "identified", "too_few", "no_measurement", "no_survey" },
        [typeof(RetaliationStatus)] = new[] { "too_few", "not_found", "found" },
        [typeof(IdeaState)] = new[] { "open", "accepted", "declined" },
        [typeof(ValidityStatus)] = new[] { "tested", "too_few_rows", "constant", "collinear", "separated" },
        [typeof(ReliabilityFlags)] = new[] { "too_few_items", "too_few_rows", "unstable", "zero_variance", "not_positive_definite", "negative_alpha", "heywood", "no_factor" },
        [typeof(DriversStatus)] = new[] { "fitted", "too_few_rows", "constant", "collinear" },
        [typeof(PurchasingKind)] = new[] { "bg_nbd", "mbg_nbd", "pareto_nbd" },
        [typeof(MovementShown)] = new[] { "nothing", "table", "movement" },
        [typeof(PriorityRule)] = new[] { "value", "damage", "release", "activation" },
        [typeof(MattersOrder)] = new[] { "layers", "weights" },
        [typeof(AmbassadorStatus)] = new[] { "complete", "set_limit", "memory_limit", "stopped", "nothing_to_reach", "nobody_eligible", "nothing_affordable" },
        [typeof(AmbassadorObjective)] = new[] { "value", "persons" },
        [typeof(InteractionKind)] = new[] { "post", "comment", "like", "share", "mention", "answer", "review", "referral", "follow" },
        [typeof(SharingKind)] = new[] { "products", "ideas", "know_how", "capital", "content", "experience", "trends" },
        [typeof(ComplaintKind)] = new[] { "complaint", "praise" },
        [typeof(JobOutcome)] = new[] { "solved", "failed", "open" },
    };
}
