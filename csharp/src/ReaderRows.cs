using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace Scvm;

/// <summary>The rows of a query, chunk by chunk, as columns of a table of a base; the query's columns are named after the table's.</summary>
internal sealed class ReaderRows
{
    private readonly DbDataReader rows;
    private readonly CustomerBase customers;
    private readonly string table;
    private readonly string[] names;
    private readonly int[] places;  // of the table's columns in the query; -1: not there
    private readonly List<object?[]> chunk = [];
    private long read;

    private ReaderRows(DbDataReader rows, CustomerBase customers, string table, int required, string[] names)
    {
        this.rows = Given.NotNull(rows, nameof(rows));
        this.customers = customers;
        _ = customers.Open;
        this.table = table;
        this.names = names;
        places = new int[names.Length];
        places.AsSpan().Fill(-1);
        for (int place = 0; place < rows.FieldCount; ++place)
        {
            string label = rows.GetName(place).ToLowerInvariant();
            int at = Array.IndexOf(names, label);
            if (at < 0 || places[at] >= 0)
            {
                throw new ScvmException(ScvmErrorCode.BadRecord,
                    $"{table}.{label}: expected each of the columns {string.Join(", ", names)} at most once");
            }
            places[at] = place;
        }
        int missing = Array.IndexOf(places, -1, 0, required);
        if (missing >= 0)
        {
            throw new ScvmException(ScvmErrorCode.BadRecord, $"{Name(missing)}: expected this column, the query has none");
        }
    }

    internal static long Add(DbDataReader rows, CustomerBase customers, string table, int required, string[] names, Func<ReaderRows, long> add)
    {
        var from = new ReaderRows(rows, customers, table, required, names);
        long taken = 0;
        for (bool more = true; more;)
        {
            while (from.chunk.Count < Rows.Chunk && (more = rows.Read()))
            {
                from.Keep();
            }
            taken += from.Hand(add);
        }
        return taken;
    }

    internal static async Task<long> AddAsync(
        DbDataReader rows, CustomerBase customers, string table, int required, string[] names, Func<ReaderRows, long> add, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var from = new ReaderRows(rows, customers, table, required, names);
        long taken = 0;
        for (bool more = true; more;)
        {
            while (from.chunk.Count < Rows.Chunk && (more = await rows.ReadAsync(cancellation).ConfigureAwait(false)))
            {
                from.Keep();
            }
            cancellation.ThrowIfCancellationRequested();
            taken += from.Hand(add);
        }
        return taken;
    }

    /// <summary>An absent text is empty: where there must be one, the row is rejected.</summary>
    internal string[] Texts(string name) => Cells(name, (_, _, cell) => cell is null ? "" : Convert.ToString(cell, CultureInfo.InvariantCulture)!);

    internal double[] Numbers(string name) => Cells(name, Number);

    internal int[] Wholes(string name) => Cells(name, (at, row, cell) =>
        cell is null ? 0
        : Number(at, row, cell) is var number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number
        : throw Refused(at, row, "a whole number of 32 bits"));

    internal long[] Moments(string name) => Cells(name, (at, row, cell) => Rows.MomentOrNone(cell switch
    {
        null => null,
        DateTimeOffset time => time,
        DateTime time => time,
#if NET
        DateOnly day => day,
#endif
        long seconds => seconds,
        int seconds => (long)seconds,
        _ => throw Refused(at, row, "a date, a time or seconds since 1970-01-01 UTC"),
    }, customers));

    private void Keep()
    {
        var row = new object?[places.Length];
        for (int at = 0; at < row.Length; ++at)
        {
            row[at] = places[at] < 0 || rows.IsDBNull(places[at]) ? null : rows.GetValue(places[at]);
        }
        chunk.Add(row);
    }

    private long Hand(Func<ReaderRows, long> add)
    {
        long taken = chunk.Count > 0 ? add(this) : 0;
        read += chunk.Count;
        chunk.Clear();
        return taken;
    }

    private T[] Cells<T>(string name, Func<int, int, object?, T> of)
    {
        int at = Array.IndexOf(names, name);
        var result = new T[places[at] < 0 ? 0 : chunk.Count];
        for (int row = 0; row < result.Length; ++row)
        {
            result[row] = of(at, row, chunk[row][at]);
        }
        return result;
    }

    private double Number(int at, int row, object? cell) => cell switch
    {
        null => double.NaN,
        bool flag => flag ? 1 : 0,
        double or float or decimal or long or int or short or sbyte or byte or ushort or uint or ulong => Convert.ToDouble(cell, CultureInfo.InvariantCulture),
        _ => throw Refused(at, row, "a number"),
    };

    private string Name(int at) => $"{table}.{names[at]}";

    private ScvmException Refused(int at, int row, string expected) =>
        new(ScvmErrorCode.BadRecord, $"{Name(at)}[{read + row}]: expected {expected}, not {chunk[row][at]!.GetType().Name}");
}
