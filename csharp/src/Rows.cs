using System;
using System.Collections.Generic;
using System.Linq;

#if NET
using System.Threading;
using System.Threading.Tasks;
#endif

namespace Scvm;

/// <summary>Rows, chunk by chunk, as columns.</summary>
internal static class Rows
{
    internal const int Chunk = 10_000;

    private const long NoTime = long.MinValue;

    internal static long Add<R>(CustomerBase customers, IEnumerable<R> rows, Func<List<R>, long> add)
    {
        _ = customers.Open;
        var chunk = new List<R>();
        long taken = 0;
        foreach (R row in Given.NotNull(rows, nameof(rows)))
        {
            chunk.Add(row ?? throw Null());
            taken += AddIf(chunk.Count == Chunk, chunk, add);
        }
        return taken + AddIf(chunk.Count > 0, chunk, add);
    }

#if NET
    internal static async Task<long> AddAsync<R>(CustomerBase customers, IAsyncEnumerable<R> rows, Func<List<R>, long> add, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _ = customers.Open;
        var chunk = new List<R>();
        long taken = 0;
        await foreach (R row in rows.WithCancellation(cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            chunk.Add(row ?? throw Null());
            taken += AddIf(chunk.Count == Chunk, chunk, add);
        }
        return taken + AddIf(chunk.Count > 0, chunk, add);
    }
#endif

    internal static string[] Texts<R>(List<R> rows, Func<R, string> of) => rows.Select(of).ToArray();

    internal static double[] Numbers<R>(List<R> rows, Func<R, double?> of) => rows.Select(row => of(row) ?? double.NaN).ToArray();

    internal static int[] Wholes<R>(List<R> rows, Func<R, int> of) => rows.Select(of).ToArray();

    internal static double[] Flags<R>(List<R> rows, Func<R, bool?> of) => Numbers(rows, row => of(row) is bool flag ? flag ? 1 : 0 : (double?)null);

    internal static long[] Moments<R>(List<R> rows, Func<R, Moment?> of, CustomerBase customers) =>
        rows.Select(row => of(row)?.At(customers) ?? NoTime).ToArray();

    internal static long MomentOrNone(Moment? of, CustomerBase customers) => of?.At(customers) ?? NoTime;

    private static long AddIf<R>(bool full, List<R> chunk, Func<List<R>, long> add)
    {
        if (!full)
        {
            return 0;
        }
        long taken = add(chunk);
        chunk.Clear();
        return taken;
    }

    private static ArgumentException Null() => new("rows: a row is null", "rows");
}
