using System.Globalization;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Scvm.Tests;

/// <summary>Complaints, helpers, jobs, ideas, votes and tests: typed columns give what the shared vector says.</summary>
public class ServiceTests
{
    private static readonly JsonElement vector =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Places.Vectors, "service.json"))).RootElement;
    private static readonly string day = vector.GetProperty("as_of").GetString()!;

    private static JsonElement[] Cells(string table, string column) =>
        [.. vector.GetProperty("base").GetProperty(table).GetProperty(column).EnumerateArray()];

    private static string[] Texts(string table, string column) => [.. Cells(table, column).Select(each => each.GetString() ?? "")];

    private static double[] Numbers(string table, string column) =>
        [.. Cells(table, column).Select(each => each.ValueKind == JsonValueKind.Null ? double.NaN : each.GetDouble())];

    // 0: none.
    private static long[] Times(string table, string column) =>
        [.. Cells(table, column).Select(each => each.ValueKind == JsonValueKind.Null ? 0 : Seconds(each.GetString()!))];

    private static long Seconds(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();

    private static CustomerBase Typed()
    {
        var customers = new CustomerBase();
        Assert.Equal(3, customers.AddCustomers(Texts("customers", "id")));
        Assert.Equal(3, customers.AddPurchases(Texts("purchases", "customer"), Times("purchases", "time"), Numbers("purchases", "amount")));
        Assert.Equal(3, customers.AddComplaints(
            Texts("complaints", "customer"), Texts("complaints", "kind"), Times("complaints", "opened"), Times("complaints", "answered"),
            Times("complaints", "closed"), Texts("complaints", "channel"), Numbers("complaints", "sentiment"), Texts("complaints", "topic"),
            Texts("complaints", "case_id")));
        Assert.Equal(2, customers.AddHelpers(
            Texts("helpers", "id"), Times("helpers", "since"), Numbers("helpers", "vetted"), Numbers("helpers", "price"),
            Texts("helpers", "skill"), Numbers("helpers", "latitude"), Numbers("helpers", "longitude"), Numbers("helpers", "from_hour"),
            Numbers("helpers", "to_hour")));
        Assert.Equal(2, customers.AddJobs(
            Texts("jobs", "helper"), Texts("jobs", "customer"), Times("jobs", "asked"), Texts("jobs", "outcome"), Times("jobs", "done"),
            Texts("jobs", "skill"), Numbers("jobs", "price"), Numbers("jobs", "rating_of_helper"), Numbers("jobs", "rating_of_seeker"),
            Texts("jobs", "job")));
        Assert.Equal(2, customers.AddIdeas(
            Texts("ideas", "idea"), Texts("ideas", "customer"), Texts("ideas", "state"), Times("ideas", "time"), Numbers("ideas", "value")));
        Assert.Equal(3, customers.AddVotes(Texts("votes", "idea"), Texts("votes", "customer"), Times("votes", "time")));
        Assert.Equal(2, customers.AddTests(Texts("tests", "test"), Texts("tests", "customer"), Times("tests", "time")));
        Assert.Equal(3, customers.AddMemberships(
            Texts("memberships", "member"), Texts("memberships", "account"), Times("memberships", "since"), Times("memberships", "end")));
        Assert.Empty(customers.Rejected);
        return customers;
    }

    private static Scorer Scorer()
    {
        using ScoringModel model = ScoringModel.FromJson(vector.GetProperty("model").GetRawText());
        return new Scorer(model);
    }

    [Fact]
    public void Typed_columns_and_json_give_the_same_table_byte_for_byte()
    {
        using Scorer scorer = Scorer();
        using CustomerBase json = CustomerBase.FromJson(vector.GetProperty("base").GetRawText());
        using CustomerBase typed = Typed();
        using ScoreTable ofJson = scorer.Score(json, day);
        using ScoreTable ofTyped = scorer.Score(typed, day);
        string expected = vector.GetProperty("scores").GetString()!;
        Assert.Equal(expected, ofJson.ToJson());
        Assert.Equal(expected, ofTyped.ToJson());
        AccountList accounts = AccountList.Of(ofTyped.Accounts());
        Assert.Equal(["c", "group"], accounts.Accounts.Select(each => each.Id).Order());
        Assert.Equal(AccountStatus.TooFew, ScoreCard.Of(ofTyped.Explain("b")).Account!.Status);
    }

    [Fact]
    public void A_row_that_cannot_be_used_is_rejected_alone_by_its_table()
    {
        using CustomerBase customers = Typed();
        long[] when = [Seconds("2026-03-03")];
        Assert.Equal(0, customers.AddVotes(["i1"], ["stranger"], when));
        Assert.Equal(0, customers.AddJobs(["nobody"], ["a"], when, ["solved"]));
        Assert.Equal(0, customers.AddComplaints(["a"], ["complaint"], when, [Seconds("2026-03-02")]));
        Assert.Equal([Table.Votes, Table.Jobs, Table.Complaints], customers.Rejected.Select(row => row.Table));
    }
}
