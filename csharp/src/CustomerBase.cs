using System;
using System.Collections.Generic;
using System.Linq;

namespace Scvm;

/// <summary>The data that a CRM holds of its customers, by columns.</summary>
/// <remarks>
/// <para>Not thread-safe while rows are added; afterwards any number of threads may score it. Dispose it to give its
/// native memory back at once.</para>
/// <para>Columns of unequal length throw and change nothing. A row that cannot be used (an unknown, empty or duplicate
/// id, an infinite amount, a time stamp in the wrong unit) is rejected alone: see <see cref="Rejected"/>.</para>
/// <para>Ids are opaque texts of 1 to 1,024 bytes in UTF-8. Times are seconds since 1970-01-01 UTC.</para>
/// </remarks>
public sealed class CustomerBase : IDisposable
{
    private readonly Native.CustomerBase native;

    /// <summary>An empty base.</summary>
    public CustomerBase() : this(new Native.CustomerBase())
    {
    }

    private CustomerBase(Native.CustomerBase native) => this.native = native;

    /// <summary>Reads a base by columns from JSON (docs/records.md).</summary>
    /// <param name="json">The document, of schema "scvm-base/1".</param>
    /// <returns>The base; rows that could not be used are in its <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of the offender, or
    /// <see cref="ScvmErrorCode.SizeMismatch"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="json"/> is null or no Unicode text.</exception>
    public static CustomerBase FromJson(string json) => new(Native.CustomerBase.FromJson(json));

    /// <summary>The number of customers.</summary>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long Size => native.Open.Size();

    /// <summary>Every row that was not taken, in the order in which they came.</summary>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public IReadOnlyList<RejectedRow> Rejected
    {
        get
        {
            Native.CustomerBase open = native.Open;
            string[] tables = open.RejectedTables();
            long[] rows = open.RejectedRows();
            int[] codes = open.RejectedCodes();
            string[] reasons = open.RejectedReasons();
            return Array.AsReadOnly(tables
                .Select((table, i) => new RejectedRow(table, rows[i], (ScvmErrorCode)codes[i], reasons[i])).ToArray());
        }
    }

    /// <summary>Adds customers, each once.</summary>
    /// <param name="ids">Their ids.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddCustomers(IReadOnlyList<string> ids) => native.Open.AddCustomers(ids);

    /// <summary>Adds survey answers of customers that were added before; row i of each column is one answer.</summary>
    /// <param name="customer">Ids of customers.</param>
    /// <param name="item">Ids of items in the model's questionnaire.</param>
    /// <param name="value">Raw answers; NaN: shown, but not answered.</param>
    /// <param name="time">Seconds since 1970-01-01 UTC; empty: every answer is of time 0.</param>
    /// <param name="wave">Numbers of survey waves; empty: every answer is of wave 0.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnswers(IReadOnlyList<string> customer, IReadOnlyList<string> item, ReadOnlySpan<double> value,
                           ReadOnlySpan<long> time, ReadOnlySpan<int> wave) =>
        native.Open.AddAnswers(customer, item, value, time, wave);

    /// <summary>Adds survey answers of one wave, at no known time.</summary>
    /// <inheritdoc cref="AddAnswers(IReadOnlyList{string}, IReadOnlyList{string}, ReadOnlySpan{double}, ReadOnlySpan{long}, ReadOnlySpan{int})"/>
    public long AddAnswers(IReadOnlyList<string> customer, IReadOnlyList<string> item, ReadOnlySpan<double> value) =>
        native.Open.AddAnswers(customer, item, value);

    /// <summary>Adds purchases of customers that were added before; row i of each column is one purchase.</summary>
    /// <param name="customer">Ids of customers.</param>
    /// <param name="time">Seconds since 1970-01-01 UTC.</param>
    /// <param name="amount">Money in the model's currency; negative: a refund.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddPurchases(IReadOnlyList<string> customer, ReadOnlySpan<long> time, ReadOnlySpan<double> amount) =>
        native.Open.AddPurchases(customer, time, amount);

    /// <summary>Adds an attribute of customers for breakdowns, e.g. their territory; row i is one customer.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="customer">Ids of customers.</param>
    /// <param name="value">Its values; an empty text means no value.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length;
    /// <see cref="ScvmErrorCode.Domain"/>: an empty name.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAttributes(string name, IReadOnlyList<string> customer, IReadOnlyList<string> value) =>
        native.Open.AddAttributes(name, customer, value);

    /// <summary>Adds contracts, which hold who would leave; of several of a customer, the one counts that holds
    /// longest.</summary>
    /// <param name="customer">Ids of customers.</param>
    /// <param name="end">Seconds since 1970-01-01 UTC: the first moment without contract.</param>
    /// <param name="noticeDays">Days between giving notice and leaving, 0 or more; empty: none.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContracts(IReadOnlyList<string> customer, ReadOnlySpan<long> end, ReadOnlySpan<double> noticeDays) =>
        native.Open.AddContracts(customer, end, noticeDays);

    /// <summary>Adds what customers agreed to, refused or withdrew; row i of each column is one decision. A withdrawal
    /// beats everything else, whatever the dates.</summary>
    /// <param name="customer">Ids of customers.</param>
    /// <param name="purpose">Names that the model's consent section uses; "*": every purpose.</param>
    /// <param name="state">"granted", "refused" or "withdrawn".</param>
    /// <param name="time">Seconds since 1970-01-01 UTC; empty: since ever.</param>
    /// <param name="expires">The first second without it; <see cref="long.MaxValue"/> or empty: never.</param>
    /// <param name="evidence">What proves it, shown in an export; null: none.</param>
    /// <param name="source">Where it was given, shown in an export; null: none.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddConsents(IReadOnlyList<string> customer, IReadOnlyList<string> purpose, IReadOnlyList<string> state,
                            ReadOnlySpan<long> time = default, ReadOnlySpan<long> expires = default,
                            IReadOnlyList<string>? evidence = null, IReadOnlyList<string>? source = null) =>
        native.Open.AddConsents(customer, purpose, state, time, expires, evidence ?? [], source ?? []);

    /// <summary>Adds employees: a layer of their own, that takes part in interactions and is never scored.</summary>
    /// <param name="ids">Their ids.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddEmployees(IReadOnlyList<string> ids) => native.Open.AddEmployees(ids);

    /// <summary>Adds interactions between customers, employees and the brand; row i of each column is one event.</summary>
    /// <param name="actor">Ids of customers or employees.</param>
    /// <param name="target">Ids of others; an empty text: the brand, or nobody.</param>
    /// <param name="kind">"post", "comment", "like", "share", "mention", "answer", "review", "referral" or "follow".</param>
    /// <param name="time">Seconds since 1970-01-01 UTC.</param>
    /// <param name="channel">The network that each happened in; null: not told.</param>
    /// <param name="sentiment">-1 to 1; NaN: not known; empty: for none.</param>
    /// <param name="count">How many alike a row stands for; empty: 1.</param>
    /// <param name="eventId">Ids of events, of which equal ones count once; null: none.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddInteractions(IReadOnlyList<string> actor, IReadOnlyList<string> target, IReadOnlyList<string> kind,
                                ReadOnlySpan<long> time, IReadOnlyList<string>? channel = null,
                                ReadOnlySpan<double> sentiment = default, ReadOnlySpan<double> count = default,
                                IReadOnlyList<string>? eventId = null) =>
        native.Open.AddInteractions(actor, target, kind, time, channel ?? [], sentiment, count, eventId ?? []);

    /// <summary>Adds referrals among customers: who brought whom.</summary>
    /// <param name="referrer">Ids of those who recommended.</param>
    /// <param name="referred">Ids of those who came.</param>
    /// <param name="time">When they came, seconds since 1970-01-01 UTC.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddReferrals(IReadOnlyList<string> referrer, IReadOnlyList<string> referred, ReadOnlySpan<long> time) =>
        native.Open.AddReferrals(referrer, referred, time);

    /// <summary>Adds contributions of customers to the company; row i of each column is one.</summary>
    /// <param name="customer">Ids of customers.</param>
    /// <param name="kind">"products", "ideas", "know_how", "capital", "content", "experience" or "trends".</param>
    /// <param name="time">Seconds since 1970-01-01 UTC.</param>
    /// <param name="units">How much of it; empty: 1 each.</param>
    /// <param name="accepted">1 or 0; NaN: not decided; empty: none is.</param>
    /// <param name="value">Money that it is worth; NaN: nobody knows; empty: for none.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddContributions(IReadOnlyList<string> customer, IReadOnlyList<string> kind, ReadOnlySpan<long> time,
                                 ReadOnlySpan<double> units = default, ReadOnlySpan<double> accepted = default,
                                 ReadOnlySpan<double> value = default) =>
        native.Open.AddContributions(customer, kind, time, units, accepted, value);

    /// <summary>Adds answers given under a promise of anonymity: they count in shares and nowhere else.</summary>
    /// <param name="respondent">Keys that tell the respondents apart, and that nobody can trace to a customer.</param>
    /// <param name="item">Ids of items in the model's questionnaire.</param>
    /// <param name="value">Raw answers; NaN: shown, but not answered.</param>
    /// <param name="time">Seconds since 1970-01-01 UTC; empty: every answer is of time 0.</param>
    /// <param name="wave">Numbers of survey waves; empty: every answer is of wave 0.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.SizeMismatch"/>: columns of unequal length.</exception>
    /// <exception cref="ArgumentException">An argument or one of its elements is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddAnonymousAnswers(IReadOnlyList<string> respondent, IReadOnlyList<string> item,
                                    ReadOnlySpan<double> value, ReadOnlySpan<long> time = default,
                                    ReadOnlySpan<int> wave = default) =>
        native.Open.AddAnonymousAnswers(respondent, item, value, time, wave);

    /// <summary>Adds a record batch of Arrow's C data interface to a table, without a copy of what need not be copied.</summary>
    /// <param name="table">"purchases", "answers", …, or "attributes.territory"; docs/reference/records.md lists the tables and
    /// their columns, after which the batch's are named.</param>
    /// <param name="schema">Address of an ArrowSchema, which is released, whatever happens.</param>
    /// <param name="array">Address of an ArrowArray, likewise.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/>: a column that the table does not take, or
    /// structures that contradict themselves; <see cref="ScvmErrorCode.UnknownId"/>: no such table;
    /// <see cref="ScvmErrorCode.Closed"/>: an address is 0.</exception>
    /// <exception cref="ArgumentException"><paramref name="table"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddArrow(string table, IntPtr schema, IntPtr array) =>
        native.Open.AddArrow(table, schema.ToInt64(), array.ToInt64());

    /// <summary>The same for all batches of a stream.</summary>
    /// <param name="table">As above.</param>
    /// <param name="stream">Address of an ArrowArrayStream, which is released, whatever happens.</param>
    /// <returns>The number of rows that were taken; the others are in <see cref="Rejected"/>.</returns>
    /// <exception cref="ScvmException">As above; where the stream fails, <see cref="ScvmErrorCode.BadRecord"/> with its own
    /// words, and the batches before that stay.</exception>
    /// <exception cref="ArgumentException"><paramref name="table"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public long AddArrowStream(string table, IntPtr stream) => native.Open.AddArrowStream(table, stream.ToInt64());

    /// <summary>Everything held about one customer or employee, as JSON (docs/records.md).</summary>
    /// <param name="id">The person.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such person.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public string ExportPerson(string id) => native.Open.ExportPerson(id);

    /// <summary>Forgets a customer or an employee: the id and every row that names it.</summary>
    /// <param name="id">The person.</param>
    /// <returns>The number of rows removed from each table, as JSON.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such person.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public string ErasePerson(string id) => native.Open.ErasePerson(id);

    /// <summary>Gives the native memory back. A second call does nothing; any other use afterwards throws.</summary>
    public void Dispose() => native.Dispose();

    internal Native.CustomerBase Open => native.Open;
}
