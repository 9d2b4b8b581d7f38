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
/// <para>Ids are opaque texts of 1 to 1,024 bytes in UTF-8. Times are seconds since 1970-01-01 UTC, from 1990 to
/// 2099; an end after that is never.</para>
/// </remarks>
public sealed partial class CustomerBase : IDisposable
{
    private readonly Native.CustomerBase native;

    /// <summary>An empty base, whose days are those of UTC.</summary>
    public CustomerBase() : this(new Native.CustomerBase())
    {
    }

    /// <summary>An empty base whose days are those of a place: that of the model which scores it.</summary>
    /// <param name="timeZone">Its IANA name, e.g. "Europe/Berlin": <see cref="ScoringModel.TimeZone"/>.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/> for an unknown name.</exception>
    /// <exception cref="ArgumentException"><paramref name="timeZone"/> is null or no Unicode text.</exception>
    public CustomerBase(string timeZone) : this(new Native.CustomerBase(timeZone))
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

    /// <summary>Reads a base by columns from a file of JSON (docs/records.md).</summary>
    /// <param name="path">Where it lies.</param>
    /// <returns>The base; rows that could not be used are in its <see cref="Rejected"/>.</returns>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    /// <exception cref="ScvmException">As of <see cref="FromJson"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or no path.</exception>
    public static CustomerBase FromFile(string path) => FromJson(Given.File(path));

    /// <summary>Where a day is a day, as an IANA name.</summary>
    /// <exception cref="ObjectDisposedException">The base was disposed.</exception>
    public string TimeZone => native.Open.TimeZone();

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
                .Select((table, i) => new RejectedRow((Table)Array.IndexOf(Words.Of<Table>(), table), rows[i], (ScvmErrorCode)codes[i], reasons[i])).ToArray());
        }
    }

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

    /// <summary>For a person who reads a log: the number of customers.</summary>
    public override string ToString() => Given.Told(nameof(CustomerBase), () => $"{Size} customers");

    /// <summary>Gives the native memory back. A second call does nothing; any other use afterwards throws.</summary>
    public void Dispose() => native.Dispose();

    internal Native.CustomerBase Open => native.Open;

    // For the attribute of rows, of which there may be none.
    private CustomerBase With(string name)
    {
        Given.NotNull(name, nameof(name));
        return this;
    }
}
