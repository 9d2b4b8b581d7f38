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
    /// <param name="value">Its values; an empty text is none.</param>
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

    /// <summary>Gives the native memory back. A second call does nothing; any other use afterwards throws.</summary>
    public void Dispose() => native.Dispose();

    internal Native.CustomerBase Open => native.Open;
}
