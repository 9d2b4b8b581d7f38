// Rendered by describe/render.py from the descriptions in core/; do not edit.
#nullable enable
using System;
using System.Collections.Generic;

namespace Scvm;

public sealed partial class CustomerBase
{
    /// <summary>Everybody who is scored. Row i of each column is one row.</summary>
    /// <param name="id">Opaque: UTF-8 of 1 to 1,024 bytes. Each counts once.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddCustomers(
        IReadOnlyList<string> id) =>
        native.Open.AddCustomers(id);

    /// <summary>Who takes part in interactions and is never scored. Row i of each column is one row.</summary>
    /// <param name="id">Opaque, and no customer's.</param>
    /// <param name="department">A category, say <c>service</c>; empty: not known. Optional.</param>
    /// <param name="level">Of the hierarchy: a category, say <c>2</c> or <c>management</c>; empty: not known. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddEmployees(
        IReadOnlyList<string> id,
        IReadOnlyList<string>? department = null,
        IReadOnlyList<string>? level = null) =>
        native.Open.AddEmployees(id, department ?? [], level ?? []);

    /// <summary>People outside the base, one row each: prospects, and members of a community whom nobody knows. They are reached, refer and are referred; they are never scored. Row i of each column is one row.</summary>
    /// <param name="id">Opaque, and no employee's. Whoever has a customer's id is that customer.</param>
    /// <param name="since">Since when the company knows of the person; none: not known. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="became">The customer whom the person has become: what was done under this id is that customer's. Several may have become one customer. Empty: none yet, or the id says it. Optional.</param>
    /// <param name="converted">When, not before <c>since</c>; as of earlier days the person is still outside. None: the customer's first purchase. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddProspects(
        IReadOnlyList<string> id,
        ReadOnlySpan<long> since = default,
        IReadOnlyList<string>? became = null,
        ReadOnlySpan<long> converted = default) =>
        native.Open.AddProspects(id, since, became ?? [], converted);

    /// <summary>Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to several on a day, the newest counts. Row i of each column is one row.</summary>
    /// <param name="member">A customer, or an account to which others belong.</param>
    /// <param name="account">To what: a customer's id where the account itself buys, else any id that is no person's.</param>
    /// <param name="since">Since when; none: since ever. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="end">The first moment without it, after <c>since</c>; none, or after 2099: never. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddMemberships(
        IReadOnlyList<string> member,
        IReadOnlyList<string> account,
        ReadOnlySpan<long> since = default,
        ReadOnlySpan<long> end = default) =>
        native.Open.AddMemberships(member, account, since, end);

    /// <summary>What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal. Row i of each column is one row.</summary>
    /// <param name="customer">Who decided: a customer, or somebody outside the base.</param>
    /// <param name="purpose">What it is about, e.g. <c>scoring</c>; <c>*</c>: every purpose.</param>
    /// <param name="state"><c>granted</c>, <c>refused</c> or <c>withdrawn</c>, in any case; words of opt-in and opt-out forms, true and false are known, too. Any other is told, and counts as a refusal.</param>
    /// <param name="time">From when on it counts; none: a grant since ever, a refusal for ever. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="expires">The first second without it, after <c>time</c>; none, or after 2099: never. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="evidence">What proves it, e.g. a form's number. Shown in an export. Optional.</param>
    /// <param name="source">Where it was given, e.g. <c>web</c>. Shown in an export. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddConsents(
        IReadOnlyList<string> customer,
        IReadOnlyList<string> purpose,
        IReadOnlyList<string> state,
        ReadOnlySpan<long> time = default,
        ReadOnlySpan<long> expires = default,
        IReadOnlyList<string>? evidence = null,
        IReadOnlyList<string>? source = null) =>
        native.Open.AddConsents(customer, purpose, state, time, expires, evidence ?? [], source ?? []);

    /// <summary>Survey answers, one row an answer. Row i of each column is one row.</summary>
    /// <param name="customer">Who answered.</param>
    /// <param name="item">The item's id in the questionnaire of the model; others are counted, not read.</param>
    /// <param name="value">The raw answer; none: shown, but not answered.</param>
    /// <param name="time">When it was given. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="wave">Number of the survey wave; the newest answered one counts. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnswers(
        IReadOnlyList<string> customer,
        IReadOnlyList<string> item,
        ReadOnlySpan<double> value,
        ReadOnlySpan<long> time = default,
        ReadOnlySpan<int> wave = default) =>
        native.Open.AddAnswers(customer, item, value, time, wave);

    /// <summary>Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase. Row i of each column is one row.</summary>
    /// <param name="customer">Who bought.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <param name="amount">In the model's currency; negative: a refund.</param>
    /// <param name="order">The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPurchases(
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> time,
        ReadOnlySpan<double> amount,
        IReadOnlyList<string>? order = null) =>
        native.Open.AddPurchases(customer, time, amount, order ?? []);

    /// <summary>What customers are grouped by, one table an attribute, one row a customer; a second one is rejected. Row i of each column is one row.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="value">A category, say a territory; empty: none.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAttributes(
        string name,
        IReadOnlyList<string> customer,
        IReadOnlyList<string> value) =>
        native.Open.AddAttributes(name, customer, value);

    /// <summary>What holds who would leave, one row a contract. The one counts that holds longest. Row i of each column is one row.</summary>
    /// <param name="customer">Whom it holds.</param>
    /// <param name="end">The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full barrier. Seconds since 1970-01-01 UTC.</param>
    /// <param name="noticeDays">Between giving notice and leaving. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContracts(
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> end,
        ReadOnlySpan<double> noticeDays = default) =>
        native.Open.AddContracts(customer, end, noticeDays);

    /// <summary>Who did what to whom, one row an event. Row i of each column is one row.</summary>
    /// <param name="actor">Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.</param>
    /// <param name="target">To whom; empty: the brand, or nobody in particular.</param>
    /// <param name="kind">What was done. Whoever only follows carries no weight.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <param name="channel">The network it happened in; at most 255 different ones. Optional.</param>
    /// <param name="sentiment">-1 (against) to 1 (in favour); none: not known. Optional.</param>
    /// <param name="count">How many alike the row stands for. Optional.</param>
    /// <param name="eventId">Of rows with equal ids one counts. Optional.</param>
    /// <param name="fingerprint">The same for near-duplicate texts: of an actor's rows with one fingerprint one counts, and a post, answer or review that somebody else had posted before counts for nobody. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddInteractions(
        IReadOnlyList<string> actor,
        IReadOnlyList<string> target,
        IReadOnlyList<string> kind,
        ReadOnlySpan<long> time,
        IReadOnlyList<string>? channel = null,
        ReadOnlySpan<double> sentiment = default,
        ReadOnlySpan<double> count = default,
        IReadOnlyList<string>? eventId = null,
        IReadOnlyList<string>? fingerprint = null) =>
        native.Open.AddInteractions(actor, target, kind, time, channel ?? [], sentiment, count, eventId ?? [], fingerprint ?? []);

    /// <summary>Who brought whom, one row a referral. One counts for each customer. Row i of each column is one row.</summary>
    /// <param name="referrer">Who brought somebody: a customer or a prospect.</param>
    /// <param name="referred">Who was brought, likewise; nobody refers oneself.</param>
    /// <param name="time">When the referred came. Seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddReferrals(
        IReadOnlyList<string> referrer,
        IReadOnlyList<string> referred,
        ReadOnlySpan<long> time) =>
        native.Open.AddReferrals(referrer, referred, time);

    /// <summary>What customers shared with the company, one row a contribution. Row i of each column is one row.</summary>
    /// <param name="customer">Who shared.</param>
    /// <param name="kind">What was shared.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <param name="units">How much of it. Optional.</param>
    /// <param name="accepted">1: accepted, 0: not; none: not decided. Optional.</param>
    /// <param name="value">What it is worth in the model's currency, times <c>accepted</c>; none: the model's rate, else points. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContributions(
        IReadOnlyList<string> customer,
        IReadOnlyList<string> kind,
        ReadOnlySpan<long> time,
        ReadOnlySpan<double> units = default,
        ReadOnlySpan<double> accepted = default,
        ReadOnlySpan<double> value = default) =>
        native.Open.AddContributions(customer, kind, time, units, accepted, value);

    /// <summary>Answers under a promise of anonymity: they count in shares, and nowhere else. Row i of each column is one row.</summary>
    /// <param name="respondent">A key that tells respondents apart, and that nobody can trace to a person.</param>
    /// <param name="item">The item's id in the questionnaire of the model.</param>
    /// <param name="value">The raw answer; none: shown, but not answered.</param>
    /// <param name="time">When it was given. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="wave">Number of the survey wave. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnonymousAnswers(
        IReadOnlyList<string> respondent,
        IReadOnlyList<string> item,
        ReadOnlySpan<double> value,
        ReadOnlySpan<long> time = default,
        ReadOnlySpan<int> wave = default) =>
        native.Open.AddAnonymousAnswers(respondent, item, value, time, wave);

    /// <summary>The social scores that were published before, one row each. A customer's newest up to the day of scoring counts: from it the next one moves. Row i of each column is one row.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="socialScore">What the card called <c>published_score</c>.</param>
    /// <param name="time">As of when. Seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPublishedScores(
        IReadOnlyList<string> customer,
        ReadOnlySpan<double> socialScore,
        ReadOnlySpan<long> time) =>
        native.Open.AddPublishedScores(customer, socialScore, time);

    /// <summary>What customers complained about or praised, one row each, and when it was answered and closed. Row i of each column is one row.</summary>
    /// <param name="customer">Who complained or praised.</param>
    /// <param name="kind">Which of both.</param>
    /// <param name="opened">When it came in. Seconds since 1970-01-01 UTC.</param>
    /// <param name="answered">When it was first answered, not before it came in; none: not yet. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="closed">When it was settled, not before it came in; none: it is open. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="channel">How it came in: what is promised may depend on it. Optional.</param>
    /// <param name="sentiment">-1 (against) to 1 (in favour); none: not known. Optional.</param>
    /// <param name="topic">What it is about. Optional.</param>
    /// <param name="caseId">Of a customer's rows with one case, the one that came in first counts. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddComplaints(
        IReadOnlyList<string> customer,
        IReadOnlyList<string> kind,
        ReadOnlySpan<long> opened,
        ReadOnlySpan<long> answered = default,
        ReadOnlySpan<long> closed = default,
        IReadOnlyList<string>? channel = null,
        ReadOnlySpan<double> sentiment = default,
        IReadOnlyList<string>? topic = null,
        IReadOnlyList<string>? caseId = null) =>
        native.Open.AddComplaints(customer, kind, opened, answered, closed, channel ?? [], sentiment, topic ?? [], caseId ?? []);

    /// <summary>Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by the id alone. Row i of each column is one row.</summary>
    /// <param name="id">Who helps: a customer's id, or one that is no customer's and no employee's.</param>
    /// <param name="since">When the helper applied. Seconds since 1970-01-01 UTC.</param>
    /// <param name="vetted">1: checked by the company, 0: not; none: not yet. Optional.</param>
    /// <param name="price">Of a job, in the model's currency; none: not known. Optional.</param>
    /// <param name="skill">What the helper is good at. Optional.</param>
    /// <param name="latitude">Where the helper lives; none: not known. Optional.</param>
    /// <param name="longitude">The same, east of Greenwich. Optional.</param>
    /// <param name="fromHour">From when on in a day the helper comes; none: at any hour. Optional.</param>
    /// <param name="toHour">Until when; before from_hour: on the next day. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddHelpers(
        IReadOnlyList<string> id,
        ReadOnlySpan<long> since,
        ReadOnlySpan<double> vetted = default,
        ReadOnlySpan<double> price = default,
        IReadOnlyList<string>? skill = null,
        ReadOnlySpan<double> latitude = default,
        ReadOnlySpan<double> longitude = default,
        ReadOnlySpan<double> fromHour = default,
        ReadOnlySpan<double> toHour = default) =>
        native.Open.AddHelpers(id, since, vetted, price, skill ?? [], latitude, longitude, fromHour, toHour);

    /// <summary>What helpers were asked to do, one row a job, with what both sides say of each other. Row i of each column is one row.</summary>
    /// <param name="helper">Who was to help: an id of the helpers.</param>
    /// <param name="customer">Who seeks help.</param>
    /// <param name="asked">When. Seconds since 1970-01-01 UTC.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="done">When it ended, not before it was asked for; none: not known. Seconds since 1970-01-01 UTC. Optional.</param>
    /// <param name="skill">What was needed. Optional.</param>
    /// <param name="price">What was paid, in the model's currency; none: not known. Optional.</param>
    /// <param name="ratingOfHelper">What the seeker says of the helper; none: nothing. Optional.</param>
    /// <param name="ratingOfSeeker">The other way round. Optional.</param>
    /// <param name="job">Of a customer's rows with one job, the one that was asked for first counts. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddJobs(
        IReadOnlyList<string> helper,
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> asked,
        IReadOnlyList<string> outcome,
        ReadOnlySpan<long> done = default,
        IReadOnlyList<string>? skill = null,
        ReadOnlySpan<double> price = default,
        ReadOnlySpan<double> ratingOfHelper = default,
        ReadOnlySpan<double> ratingOfSeeker = default,
        IReadOnlyList<string>? job = null) =>
        native.Open.AddJobs(helper, customer, asked, outcome, done, skill ?? [], price, ratingOfHelper, ratingOfSeeker, job ?? []);

    /// <summary>What customers proposed, one row an idea. Row i of each column is one row.</summary>
    /// <param name="idea">The idea's id: each counts once.</param>
    /// <param name="customer">Who proposed it.</param>
    /// <param name="state">What the company says of it.</param>
    /// <param name="time">When it was proposed. Seconds since 1970-01-01 UTC.</param>
    /// <param name="value">What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points. Optional.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddIdeas(
        IReadOnlyList<string> idea,
        IReadOnlyList<string> customer,
        IReadOnlyList<string> state,
        ReadOnlySpan<long> time,
        ReadOnlySpan<double> value = default) =>
        native.Open.AddIdeas(idea, customer, state, time, value);

    /// <summary>Who voted for which idea, one row a vote. One counts for each customer and idea. Row i of each column is one row.</summary>
    /// <param name="idea">For which idea.</param>
    /// <param name="customer">Who voted.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddVotes(
        IReadOnlyList<string> idea,
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> time) =>
        native.Open.AddVotes(idea, customer, time);

    /// <summary>Who applied to test which product, one row an application. Row i of each column is one row.</summary>
    /// <param name="test">Of which product.</param>
    /// <param name="customer">Who applied.</param>
    /// <param name="time">When. Seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddTests(
        IReadOnlyList<string> test,
        IReadOnlyList<string> customer,
        ReadOnlySpan<long> time) =>
        native.Open.AddTests(test, customer, time);
}
