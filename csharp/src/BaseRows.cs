// Rendered by describe/render.py from the descriptions in core/; do not edit.
#nullable enable
using System;
using System.Collections.Generic;

namespace Scvm;

/// <summary>Everybody who is scored. A row of <c>CustomerBase.AddCustomers</c>.</summary>
/// <param name="Id">Opaque: UTF-8 of 1 to 1,024 bytes. Each counts once.</param>
public sealed record CustomerRow(
    string Id);

/// <summary>Who takes part in interactions and is never scored. A row of <c>CustomerBase.AddEmployees</c>.</summary>
/// <param name="Id">Opaque, and no customer's.</param>
/// <param name="Department">A category, say <c>service</c>; empty: not known. Null: none.</param>
/// <param name="Level">Of the hierarchy: a category, say <c>2</c> or <c>management</c>; empty: not known. Null: none.</param>
public sealed record EmployeeRow(
    string Id,
    string? Department = null,
    string? Level = null);

/// <summary>People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached, refer and are referred; they are never scored. A row of <c>CustomerBase.AddProspects</c>.</summary>
/// <param name="Id">Opaque, and no employee's. Whoever has a customer's id is that customer.</param>
/// <param name="Since">Since when the company knows of the person; none: not known. Null: none.</param>
/// <param name="Became">The customer whom the person has become: what was done under this id is that customer's. Several may have become one customer. Empty: none yet, or the id says it. Null: none.</param>
/// <param name="Converted">When, not before <c>since</c>; as of earlier days the person is still outside. None: the customer's first purchase. Null: none.</param>
public sealed record ProspectRow(
    string Id,
    Moment? Since = null,
    string? Became = null,
    Moment? Converted = null);

/// <summary>Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to several on a day, the newest counts. A row of <c>CustomerBase.AddMemberships</c>.</summary>
/// <param name="Member">A customer, or an account to which others belong.</param>
/// <param name="Account">To what: a customer's id where the account itself buys, else any id that is no person's.</param>
/// <param name="Since">Since when; none: since ever. Null: none.</param>
/// <param name="End">The first moment without it, after <c>since</c>; none, or after 2099: never. Null: none.</param>
public sealed record MembershipRow(
    string Member,
    string Account,
    Moment? Since = null,
    Moment? End = null);

/// <summary>What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal. A row of <c>CustomerBase.AddConsents</c>.</summary>
/// <param name="Customer">Who decided: a customer, or somebody outside the base.</param>
/// <param name="Purpose">What it is about, e.g. <c>scoring</c>; <c>*</c>: every purpose.</param>
/// <param name="State"><c>granted</c>, <c>refused</c> or <c>withdrawn</c>, in any case; words of opt-in and opt-out forms, true and false are known, too. Any other is told, and counts as a refusal.</param>
/// <param name="Time">From when on it counts; none: a grant since ever, a refusal for ever. Null: none.</param>
/// <param name="Expires">The first second without it, after <c>time</c>; none, or after 2099: never. Null: none.</param>
/// <param name="Evidence">What proves it, e.g. a form's number. Shown in an export. Null: none.</param>
/// <param name="Source">Where it was given, e.g. <c>web</c>. Shown in an export. Null: none.</param>
public sealed record ConsentRow(
    string Customer,
    string Purpose,
    string State,
    Moment? Time = null,
    Moment? Expires = null,
    string? Evidence = null,
    string? Source = null);

/// <summary>Survey answers, one row an answer. A row of <c>CustomerBase.AddAnswers</c>.</summary>
/// <param name="Customer">Who answered.</param>
/// <param name="Item">The item's id in the questionnaire of the model; others are counted, not read.</param>
/// <param name="Value">The raw answer; none: shown, but not answered. Unit: answer.</param>
/// <param name="Time">When it was given. Null: none.</param>
/// <param name="Wave">Number of the survey wave; the newest answered one counts. Unit: survey wave.</param>
public sealed record AnswerRow(
    string Customer,
    string Item,
    double Value,
    Moment? Time = null,
    int Wave = 0);

/// <summary>Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase. A row of <c>CustomerBase.AddPurchases</c>.</summary>
/// <param name="Customer">Who bought.</param>
/// <param name="Time">When.</param>
/// <param name="Amount">In the model's currency; negative: a refund. Unit: money.</param>
/// <param name="Order">The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it. Null: none.</param>
public sealed record PurchaseRow(
    string Customer,
    Moment Time,
    double Amount,
    string? Order = null);

/// <summary>What customers are grouped by, one table an attribute, one row a customer; a second one is rejected. A row of <c>CustomerBase.AddAttributes</c>.</summary>
/// <param name="Customer">Whose.</param>
/// <param name="Value">A category, say a territory; empty: none. Null: none.</param>
public sealed record AttributeRow(
    string Customer,
    string? Value);

/// <summary>What holds who would leave, one row a contract. The one counts that holds longest. A row of <c>CustomerBase.AddContracts</c>.</summary>
/// <param name="Customer">Whom it holds.</param>
/// <param name="End">The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full barrier.</param>
/// <param name="NoticeDays">Between giving notice and leaving. Unit: days.</param>
public sealed record ContractRow(
    string Customer,
    Moment End,
    double NoticeDays = 0);

/// <summary>Who did what to whom, one row an event. A row of <c>CustomerBase.AddInteractions</c>.</summary>
/// <param name="Actor">Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.</param>
/// <param name="Target">To whom; empty: the brand, or nobody in particular. Null: none.</param>
/// <param name="Kind">What was done. Whoever only follows carries no weight.</param>
/// <param name="Time">When.</param>
/// <param name="Channel">The network it happened in; at most 255 different ones. Null: none.</param>
/// <param name="Sentiment">-1 (against) to 1 (in favour); none: not known. Null: none.</param>
/// <param name="Count">How many alike the row stands for.</param>
/// <param name="EventId">Of rows with equal ids one counts. Null: none.</param>
/// <param name="Fingerprint">The same for near-duplicate texts: of an actor's rows with one fingerprint one counts, and a post, answer or review that somebody else had posted before counts for nobody. Null: none.</param>
public sealed record InteractionRow(
    string Actor,
    string? Target,
    InteractionKind Kind,
    Moment Time,
    string? Channel = null,
    double? Sentiment = null,
    double Count = 1,
    string? EventId = null,
    string? Fingerprint = null);

/// <summary>Who brought whom, one row a referral. One counts for each customer. A row of <c>CustomerBase.AddReferrals</c>.</summary>
/// <param name="Referrer">Who brought somebody: a customer or a prospect.</param>
/// <param name="Referred">Who was brought, likewise; nobody refers oneself.</param>
/// <param name="Time">When the referred came.</param>
public sealed record ReferralRow(
    string Referrer,
    string Referred,
    Moment Time);

/// <summary>What customers shared with the company, one row a contribution. A row of <c>CustomerBase.AddContributions</c>.</summary>
/// <param name="Customer">Who shared.</param>
/// <param name="Kind">What was shared.</param>
/// <param name="Time">When.</param>
/// <param name="Units">How much of it. Unit: units.</param>
/// <param name="Accepted">1: accepted, 0: not; none: not decided. Null: none.</param>
/// <param name="Value">What it is worth in the model's currency, times <c>accepted</c>; none: the model's rate, else points. Unit: money. Null: none.</param>
public sealed record ContributionRow(
    string Customer,
    SharingKind Kind,
    Moment Time,
    double Units = 1,
    bool? Accepted = null,
    double? Value = null);

/// <summary>Answers under a promise of anonymity: they count in shares, and nowhere else. A row of <c>CustomerBase.AddAnonymousAnswers</c>.</summary>
/// <param name="Respondent">A key that tells respondents apart, and that nobody can trace to a person.</param>
/// <param name="Item">The item's id in the questionnaire of the model.</param>
/// <param name="Value">The raw answer; none: shown, but not answered. Unit: answer.</param>
/// <param name="Time">When it was given. Null: none.</param>
/// <param name="Wave">Number of the survey wave. Unit: survey wave.</param>
public sealed record AnonymousAnswerRow(
    string Respondent,
    string Item,
    double Value,
    Moment? Time = null,
    int Wave = 0);

/// <summary>The social scores that were published before, one row each. A customer's newest up to the day of scoring counts: from it the next one moves. A row of <c>CustomerBase.AddPublishedScores</c>.</summary>
/// <param name="Customer">Whose.</param>
/// <param name="SocialScore">What the card called <c>published_score</c>. Unit: points.</param>
/// <param name="Time">As of when.</param>
public sealed record PublishedScoreRow(
    string Customer,
    double SocialScore,
    Moment Time);

/// <summary>What customers complained about or praised, one row each, and when it was answered and closed. A row of <c>CustomerBase.AddComplaints</c>.</summary>
/// <param name="Customer">Who complained or praised.</param>
/// <param name="Kind">Which of both.</param>
/// <param name="Opened">When it came in.</param>
/// <param name="Answered">When it was first answered, not before it came in; none: not yet. Null: none.</param>
/// <param name="Closed">When it was settled, not before it came in; none: it is open. Null: none.</param>
/// <param name="Channel">How it came in: what is promised may depend on it. Null: none.</param>
/// <param name="Sentiment">-1 (against) to 1 (in favour); none: not known. Null: none.</param>
/// <param name="Topic">What it is about. Null: none.</param>
/// <param name="CaseId">Of a customer's rows with one case, the one that came in first counts. Null: none.</param>
public sealed record ComplaintRow(
    string Customer,
    ComplaintKind Kind,
    Moment Opened,
    Moment? Answered = null,
    Moment? Closed = null,
    string? Channel = null,
    double? Sentiment = null,
    string? Topic = null,
    string? CaseId = null);

/// <summary>Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the id alone. A row of <c>CustomerBase.AddHelpers</c>.</summary>
/// <param name="Id">Who helps: a customer's id, or one that is no customer's and no employee's.</param>
/// <param name="Since">When the helper applied.</param>
/// <param name="Vetted">1: checked by the company, 0: not; none: not yet. Null: none.</param>
/// <param name="Price">Of a job, in the model's currency; none: not known. Unit: money. Null: none.</param>
/// <param name="Skill">What the helper is good at. Null: none.</param>
/// <param name="Latitude">Where the helper lives; none: not known. Unit: degrees. Null: none.</param>
/// <param name="Longitude">The same, east of Greenwich. Unit: degrees. Null: none.</param>
/// <param name="FromHour">From when on in a day the helper comes; none: at any hour. Unit: hours. Null: none.</param>
/// <param name="ToHour">Until when; before from_hour: on the next day. Unit: hours. Null: none.</param>
public sealed record HelperRow(
    string Id,
    Moment Since,
    bool? Vetted = null,
    double? Price = null,
    string? Skill = null,
    double? Latitude = null,
    double? Longitude = null,
    double? FromHour = null,
    double? ToHour = null);

/// <summary>What helpers were asked to do, one row a job, with what both sides say of each other. A row of <c>CustomerBase.AddJobs</c>.</summary>
/// <param name="Helper">Who was to help: an id of the helpers.</param>
/// <param name="Customer">Who seeks help.</param>
/// <param name="Asked">When.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Done">When it ended, not before it was asked for; none: not known. Null: none.</param>
/// <param name="Skill">What was needed. Null: none.</param>
/// <param name="Price">What was paid, in the model's currency; none: not known. Unit: money. Null: none.</param>
/// <param name="RatingOfHelper">What the seeker says of the helper; none: nothing. Unit: stars. Null: none.</param>
/// <param name="RatingOfSeeker">The other way round. Unit: stars. Null: none.</param>
/// <param name="Job">Of a customer's rows with one job, the one that was asked for first counts. Null: none.</param>
public sealed record JobRow(
    string Helper,
    string Customer,
    Moment Asked,
    JobOutcome Outcome,
    Moment? Done = null,
    string? Skill = null,
    double? Price = null,
    double? RatingOfHelper = null,
    double? RatingOfSeeker = null,
    string? Job = null);

/// <summary>What customers proposed, one row an idea. A row of <c>CustomerBase.AddIdeas</c>.</summary>
/// <param name="Idea">The idea's id: each counts once.</param>
/// <param name="Customer">Who proposed it.</param>
/// <param name="State">What the company says of it.</param>
/// <param name="Time">When it was proposed.</param>
/// <param name="Value">What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points. Unit: money. Null: none.</param>
public sealed record IdeaRow(
    string Idea,
    string Customer,
    IdeaState State,
    Moment Time,
    double? Value = null);

/// <summary>Who voted for which idea, one row a vote. One counts for each customer and idea. A row of <c>CustomerBase.AddVotes</c>.</summary>
/// <param name="Idea">For which idea.</param>
/// <param name="Customer">Who voted.</param>
/// <param name="Time">When.</param>
public sealed record VoteRow(
    string Idea,
    string Customer,
    Moment Time);

/// <summary>Who applied to test which product, one row an application. A row of <c>CustomerBase.AddTests</c>.</summary>
/// <param name="Test">Of which product.</param>
/// <param name="Customer">Who applied.</param>
/// <param name="Time">When.</param>
public sealed record TestRow(
    string Test,
    string Customer,
    Moment Time);
