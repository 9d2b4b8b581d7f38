using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Xunit;

namespace Scvm.Tests;

/// <summary>Rows, streams of rows and queries give the base that columns give.</summary>
public class RowTests
{
    private static readonly long Noon = Samples.Seconds(2026, 6, 1) + 43_200;

    private static CustomerBase Ada(string zone = "UTC")
    {
        var result = new CustomerBase(zone);
        result.AddCustomers(["ada", "17"]);
        return result;
    }

    private static string Bought(Moment time)
    {
        using CustomerBase customers = Ada("Europe/Berlin");
        Assert.Equal(1, customers.AddPurchases([new PurchaseRow("ada", time, 52)]));
        return customers.ExportPerson("ada");
    }

    private static DbDataReader Query(string[] names, params object?[][] rows)
    {
        var table = new DataTable();
        foreach (string name in names)
        {
            table.Columns.Add(name, typeof(object));
        }
        foreach (object?[] row in rows)
        {
            table.Rows.Add(row);
        }
        return table.CreateDataReader();
    }

    private static async IAsyncEnumerable<PurchaseRow> Many(int count, Action<int>? at = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (int i = 0; i < count; ++i)
        {
            at?.Invoke(i);
            cancellation.ThrowIfCancellationRequested();
            yield return new PurchaseRow("ada", Noon - (i % 500) * 86_400L, i);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public void A_row_is_what_columns_say_and_what_is_left_out_is_the_default()
    {
        using CustomerBase rows = Ada();
        using CustomerBase columns = Ada();
        Assert.Equal(2, rows.AddInteractions([
            new InteractionRow("ada", null, InteractionKind.Post, Noon, Channel: "forum", Sentiment: 0.5),
            new InteractionRow("ada", "17", InteractionKind.Like, Noon)]));
        columns.AddInteractions(["ada", "ada"], ["", "17"], ["post", "like"], [Noon, Noon], ["forum", ""], [0.5, double.NaN]);
        Assert.Equal(1, rows.AddContributions([new ContributionRow("ada", SharingKind.Ideas, Noon, Accepted: true)]));
        columns.AddContributions(["ada"], ["ideas"], [Noon], [1], [1]);
        Assert.Empty(rows.Rejected);
        Assert.Contains("forum", columns.ExportPerson("ada"));
        Assert.Equal(columns.ExportPerson("ada"), rows.ExportPerson("ada"));
    }

    [Fact]
    public void A_moment_is_itself_in_every_type_and_what_has_no_offset_is_shown_at_the_place_of_the_base()
    {
        var there = new DateTimeOffset(2026, 7, 1, 0, 30, 0, TimeSpan.FromHours(2));  // still June in UTC
        string expected = Bought(there.ToUnixTimeSeconds());
        Assert.Equal(expected, Bought(there));
        Assert.Equal(expected, Bought(there.UtcDateTime));
        Assert.Equal(expected, Bought(there.LocalDateTime));
        Assert.Equal(expected, Bought(there.DateTime));
        Assert.Equal(Bought(there.AddMinutes(-30).ToUnixTimeSeconds()), Bought(new DateOnly(2026, 7, 1)));
    }

    [Fact]
    public void Clock_changes_are_those_of_the_runtime()
    {
        using CustomerBase customers = Ada("Europe/Berlin");
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        for (var shown = new DateTime(2026, 1, 1, 0, 30, 0); shown.Year == 2026; shown = shown.AddHours(1))
        {
            if (!berlin.IsInvalidTime(shown))
            {
                // Of two moments that clocks show, the first: that with the larger offset.
                TimeSpan ahead = berlin.IsAmbiguousTime(shown) ? berlin.GetAmbiguousTimeOffsets(shown).Max() : berlin.GetUtcOffset(shown);
                Assert.Equal(new DateTimeOffset(shown, ahead).ToUnixTimeSeconds(), ((Moment)shown).At(customers));
            }
        }
    }

    [Fact]
    public void A_query_is_read_by_its_labels_in_any_case_and_order()
    {
        using CustomerBase customers = Ada();
        using CustomerBase expected = Ada();
        var noon = DateTimeOffset.FromUnixTimeSeconds(Noon);
        using DbDataReader rows = Query(["AMOUNT", "Time", "customer"],
            [52.5m, noon, "ada"], [7, noon.UtcDateTime, 17L], [DBNull.Value, noon, "ada"], [1.0, DBNull.Value, "ada"], [1.0, noon, DBNull.Value]);
        Assert.Equal(2, customers.AddPurchases(rows));
        Assert.False(rows.Read());
        expected.AddPurchases(["ada", "17"], [Noon, Noon], [52.5, 7]);
        Assert.Equal(expected.ExportPerson("ada"), customers.ExportPerson("ada"));
        Assert.Equal(expected.ExportPerson("17"), customers.ExportPerson("17"));
        Assert.Equal([2L, 3L, 4L], customers.Rejected.Select(each => each.Row));
    }

    [Fact]
    public void Columns_and_cells_that_do_not_fit_are_refused_by_name()
    {
        using CustomerBase customers = Ada();
        Refused("purchases.price: expected each of the columns customer, time, amount, order at most once", ["customer", "time", "amount", "price"]);
        Refused("purchases.amount: expected this column, the query has none", ["customer", "time"]);
        Refused("purchases.time[1]: expected a date, a time or seconds since 1970-01-01 UTC, not String", ["customer", "time", "amount"],
                ["ada", Noon, 1], ["ada", "2026-06-01", 1]);
        Refused("purchases.amount[0]: expected a number, not String", ["customer", "time", "amount"], ["ada", Noon, "much"]);
        Assert.Equal(1, customers.AddAttributes("territory", Query(["customer", "value"], ["ada", "north"])));

        void Refused(string said, string[] names, params object?[][] rows)
        {
            var thrown = Assert.Throws<ScvmException>(() => customers.AddPurchases(Query(names, rows)));
            Assert.Equal(ScvmErrorCode.BadRecord, thrown.Code);
            Assert.Equal(said, thrown.Message);
        }
    }

    [Fact]
    public async Task A_stream_of_rows_adds_up_over_chunks()
    {
        using CustomerBase streamed = Ada();
        using CustomerBase columns = Ada();
        Assert.Equal(20_500, await streamed.AddPurchasesAsync(Many(20_500)));
        columns.AddPurchases(Enumerable.Repeat("ada", 20_500).ToArray(), Enumerable.Range(0, 20_500).Select(i => Noon - (i % 500) * 86_400L).ToArray(),
                             Enumerable.Range(0, 20_500).Select(i => (double)i).ToArray());
        Assert.Equal(columns.ExportPerson("ada"), streamed.ExportPerson("ada"));
        object?[][] rows = Enumerable.Range(0, 10_001).Select(i => new object?[] { "ada", Noon, i == 10_000 ? "much" : i }).ToArray();
        var thrown = await Assert.ThrowsAsync<ScvmException>(() => streamed.AddPurchasesAsync(Query(["customer", "time", "amount"], rows)));
        Assert.StartsWith("purchases.amount[10000]: expected a number", thrown.Message);
    }

    [Fact]
    public async Task A_stream_that_is_cancelled_leaves_the_chunks_before()
    {
        using CustomerBase customers = Ada();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => customers.AddPurchasesAsync(Many(30_000, i => { if (i == 15_000) source.Cancel(); }), source.Token));
        Assert.Equal(10_000, customers.ExportPerson("ada").Split("\"amount\"").Length - 1);
    }

    [Fact]
    public void A_row_that_is_null_is_refused()
    {
        using CustomerBase customers = Ada();
        Assert.Equal("rows", Assert.Throws<ArgumentException>(() => customers.AddPurchases([null!])).ParamName);
        Assert.Equal("customer", Assert.Throws<ArgumentException>(() => customers.AddPurchases([new PurchaseRow(null!, Noon, 1)])).ParamName);
    }
}
