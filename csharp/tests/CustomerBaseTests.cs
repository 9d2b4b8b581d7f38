using System.Linq;
using Xunit;

namespace Scvm.Tests;

public class CustomerBaseTests
{
    private const string Emoji = "💙 Müller";
    private static readonly string Long = new('k', 255);
    private static readonly string LongEmoji = string.Concat(Enumerable.Repeat("💙", 255));

    private static ScvmErrorCode[] Codes(CustomerBase customers) => customers.Rejected.Select(r => r.Code).ToArray();

    [Fact]
    public void An_empty_base_has_no_customers_and_no_rejected_rows()
    {
        using var customers = new CustomerBase();
        Assert.Equal(0, customers.AddCustomers([]));
        Assert.Equal(0, customers.AddAnswers([], [], []));
        Assert.Equal(0, customers.AddPurchases([], [], []));
        Assert.Equal(0, customers.Size);
        Assert.Empty(customers.Rejected);
    }

    [Fact]
    public void Ids_of_any_script_come_back_as_they_went_in()
    {
        string[] ids = [Emoji, Long, LongEmoji, "a\0b", "  ", "Ω≈ç√", "名前"];
        using CustomerBase customers = Samples.Base(ids);
        using Scorer scorer = Samples.Scorer();
        using ScoreTable scores = scorer.Score(customers, Samples.Day);
        Assert.Equal(ids, scores.Ids());
        Assert.Empty(customers.Rejected);
        foreach (string id in ids)
        {
            Assert.Equal(scorer.ScoreCustomer(Samples.Record(id)), scores.Explain(id));
        }
    }

    [Fact]
    public void Any_list_of_texts_is_a_column()
    {
        using var customers = new CustomerBase();
        Assert.Equal(2, customers.AddCustomers(new List<string> { "a", "b" }));
        Assert.Equal(1, customers.AddCustomers(Array.AsReadOnly(new[] { "c" })));
        Assert.Equal(3, customers.Size);
    }

    [Fact]
    public void A_slice_and_the_stack_are_columns_too()
    {
        using var customers = new CustomerBase();
        customers.AddCustomers(["a"]);
        Span<long> time = stackalloc long[] { 0, Samples.Seconds(2026, 1, 5), 0 };
        double[] amount = [double.NaN, 12.5, double.NaN];
        Assert.Equal(1, customers.AddPurchases(["a"], time.Slice(1, 1), amount.AsSpan(1, 1)));
        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        Assert.Equal([12.5], scores.Numbers("revenue"));
    }

    [Fact]
    public void Columns_and_json_make_the_same_base()
    {
        using CustomerBase columns = Samples.Base("a", Emoji);
        using CustomerBase json = CustomerBase.FromJson("""
            {"schema": "scvm-base/1", "customers": {"id": ["a", "💙 Müller"]},
             "answers": {"customer": ["a", "a", "💙 Müller", "💙 Müller"], "item": ["sat", "att", "sat", "att"],
                         "value": [5, 4, 5, 4], "time": ["2026-03-01", "2026-03-01", "2026-03-01", "2026-03-01"], "wave": [2, 2, 2, 2]},
             "purchases": {"customer": ["a", "a", "💙 Müller", "💙 Müller"],
                           "time": ["2026-01-05", "2026-06-01", "2026-01-05", "2026-06-01"], "amount": [20, 30, 20, 30]}}
            """);
        using Scorer scorer = Samples.Scorer();
        using ScoreTable ofColumns = scorer.Score(columns, Samples.Day);
        using ScoreTable ofJson = scorer.Score(json, Samples.Day);
        Assert.Equal(ofJson.ToJson(), ofColumns.ToJson());
    }

    [Fact]
    public void Bad_customers_are_rejected_alone_and_named()
    {
        using var customers = new CustomerBase();
        Assert.Equal(2, customers.AddCustomers(["a", "", "a", new string('x', 1025), "b"]));
        Assert.Equal(2, customers.Size);
        Assert.Equal(
            [(Table.Customers, 1L), (Table.Customers, 2L), (Table.Customers, 3L)],
            customers.Rejected.Select(r => (r.Table, r.Row)));
        Assert.All(customers.Rejected, r => Assert.Equal(ScvmErrorCode.Domain, r.Code));
        Assert.Contains("\"a\"", customers.Rejected[1].Reason);
        Assert.Contains("duplicate", customers.Rejected[1].Reason);
    }

    [Fact]
    public void Bad_answers_are_rejected_alone_and_a_nan_is_none()
    {
        using var customers = new CustomerBase();
        customers.AddCustomers(["a"]);
        Assert.Equal(1, customers.AddAnswers(["a", "a", "a", Emoji, "a"], ["sat", "sat", "sat", "sat", ""],
                                             [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 3, 3]));
        Assert.Equal([ScvmErrorCode.Domain, ScvmErrorCode.Domain, ScvmErrorCode.UnknownId, ScvmErrorCode.Domain], Codes(customers));
        Assert.Contains(Emoji, customers.Rejected[2].Reason);
    }

    [Fact]
    public void Bad_purchases_are_rejected_alone_and_a_refund_is_none()
    {
        using var customers = new CustomerBase();
        customers.AddCustomers(["a"]);
        long day = Samples.Seconds(2026, 1, 5);
        Assert.Equal(2, customers.AddPurchases(
            ["a", "a", "a", "a", "nobody", "a", "a"],
            [day, day + 86400, day, day, day, long.MaxValue, day * 1000],
            [20, -5, double.NaN, double.NegativeInfinity, 1, 1, 1]));
        Assert.Equal([ScvmErrorCode.Domain, ScvmErrorCode.Domain, ScvmErrorCode.UnknownId, ScvmErrorCode.Domain, ScvmErrorCode.Domain],
                     Codes(customers));
        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        Assert.Equal([15.0], scores.Numbers("revenue"));
    }

    [Fact]
    public void Purchases_after_the_day_of_scoring_do_not_count()
    {
        using CustomerBase customers = Samples.Base("a");
        using Scorer scorer = Samples.Scorer();
        using ScoreTable before = scorer.Score(customers, "2025-12-31");
        using ScoreTable between = scorer.Score(customers, "2026-03-01");
        Assert.Equal([double.NaN], before.Numbers("x"));
        Assert.Equal("no_purchases", before.Labels("value_status")[before.Codes("value_status")[0]]);
        Assert.Equal([0.0], between.Numbers("x"));
    }

    [Fact]
    public void Columns_of_unequal_length_throw_and_change_nothing()
    {
        using CustomerBase customers = Samples.Base("a");
        using Scorer scorer = Samples.Scorer();
        string Scores()
        {
            using ScoreTable scores = scorer.Score(customers, Samples.Day);
            return scores.ToJson();
        }
        string before = Scores();
        Action[] calls =
        [
            () => customers.AddAnswers(["a", "a"], ["sat"], [1, 2]),
            () => customers.AddAnswers(["a"], ["sat"], [1, 2]),
            () => customers.AddAnswers(["a"], ["sat"], [1], [0, 1], [1]),
            () => customers.AddAnswers(["a"], ["sat"], [1], [0], [1, 2]),
            () => customers.AddPurchases(["a"], [], [1]),
            () => customers.AddPurchases(["a"], [0], [1, 2]),
        ];
        foreach (Action call in calls)
        {
            ScvmException e = Assert.Throws<ScvmException>(call);
            Assert.Equal(ScvmErrorCode.SizeMismatch, e.Code);
            Assert.Contains("rows: expected", e.Message);
        }
        Assert.Equal(before, Scores());
    }

    [Fact]
    public void Null_is_refused_by_name_and_index()
    {
        using var customers = new CustomerBase();
        Assert.Equal("id", Assert.Throws<ArgumentNullException>(() => customers.AddCustomers((IReadOnlyList<string>)null!)).ParamName);
        Assert.Equal("customer", Assert.Throws<ArgumentNullException>(() => customers.AddAnswers(null!, [], [])).ParamName);
        Assert.Equal("item", Assert.Throws<ArgumentNullException>(() => customers.AddAnswers([], null!, [])).ParamName);
        Assert.Equal("customer", Assert.Throws<ArgumentNullException>(() => customers.AddPurchases(null!, [], [])).ParamName);
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => CustomerBase.FromJson(null!)).ParamName);

        ArgumentException e = Assert.Throws<ArgumentException>(() => customers.AddCustomers(["a", null!]));
        Assert.Equal("id", e.ParamName);
        Assert.Contains("id[1] is null", e.Message);
        e = Assert.Throws<ArgumentException>(() => customers.AddAnswers(["a"], [null!], [1]));
        Assert.Contains("item[0] is null", e.Message);
        Assert.Equal(0, customers.Size);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_by_name_and_index()
    {
        using var customers = new CustomerBase();
        ArgumentException e = Assert.Throws<ArgumentException>(() => customers.AddCustomers(["a", "b\ud83d"]));
        Assert.Equal("id", e.ParamName);
        Assert.Contains("id[1]", e.Message);
        Assert.Equal("json", Assert.Throws<ArgumentException>(() => CustomerBase.FromJson("\udc99")).ParamName);
        Assert.Equal(0, customers.Size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{\"schema\": \"scvm-base/9\"}")]
    [InlineData("{\"schema\": \"scvm-base/1\", \"custommers\": {}}")]
    [InlineData("{\"schema\": \"scvm-base/1\", \"customers\": {\"id\": 5}}")]
    public void A_malformed_base_is_one_error(string json) =>
        Assert.Equal(ScvmErrorCode.BadRecord, Assert.Throws<ScvmException>(() => CustomerBase.FromJson(json)).Code);

    [Fact]
    public void Columns_of_json_must_be_equally_long()
    {
        const string json = """{"schema": "scvm-base/1", "customers": {"id": ["a"]}, "purchases": {"customer": ["a"], "time": [], "amount": [1]}}""";
        Assert.Equal(ScvmErrorCode.SizeMismatch, Assert.Throws<ScvmException>(() => CustomerBase.FromJson(json)).Code);
    }

    [Fact]
    public void A_million_ids_go_in_and_come_out()
    {
        string[] ids = Samples.Ids(1_000_000, "customer-");
        using var customers = new CustomerBase();
        Assert.Equal(ids.Length, customers.AddCustomers(ids));
        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        Assert.Equal(ids, scores.Ids());
    }

    [Fact]
    public void Attributes_and_contracts_are_added_and_their_bad_rows_rejected()
    {
        using CustomerBase customers = Samples.Base("a", "b");
        Assert.Equal(2, customers.AddAttributes("territory", ["a", "b", "x", "a"], ["North 💙", "", "South", "West"]));
        // A notice of NaN is none at all, one below 0 cannot be.
        long end = Samples.Seconds(2027, 1, 31);
        Assert.Equal(2, customers.AddContracts(["a", "b", "b"], [end, end, end], [30, double.NaN, -1]));
        Assert.Equal(0, customers.AddContracts([], [], []));
        Assert.Equal([Table.Attributes, Table.Attributes, Table.Contracts], customers.Rejected.Select(row => row.Table));
        Assert.Equal([2L, 3L, 2L], customers.Rejected.Select(row => row.Row));

        using Scorer scorer = Samples.Scorer();
        using ScoreTable scores = scorer.Score(customers, Samples.Day);
        Assert.Contains("\"category\":\"North 💙\"", scores.Breakdown("territory"));
        Assert.Equal(ScvmErrorCode.UnknownId, Assert.Throws<ScvmException>(() => scores.Breakdown("region")).Code);
        Assert.Equal(ScvmErrorCode.SizeMismatch,
                     Assert.Throws<ScvmException>(() => customers.AddContracts(["a"], [], [])).Code);
        Assert.Equal(ScvmErrorCode.Domain,
                     Assert.Throws<ScvmException>(() => customers.AddAttributes("", ["a"], ["b"])).Code);
    }

    [Fact]
    public void Consents_interactions_referrals_contributions_and_anonymous_answers_are_taken_row_by_row()
    {
        using var customers = new CustomerBase();
        Assert.Equal(2, customers.AddCustomers(["a", "b 💙"]));
        Assert.Equal(1, customers.AddEmployees(["staff", "a"]));
        Assert.Equal(2, customers.AddConsents(["a", "b 💙", "x"], ["*", "scoring", "*"], ["granted", "withdrawn", "granted"],
                                              [0, 0, 0], [long.MaxValue, long.MaxValue, long.MaxValue],
                                              ["form 1", "", ""], ["web", "", ""]));
        Assert.Equal(1, customers.AddConsents(["a"], ["contact"], ["refused"]));
        Assert.Equal(2, customers.AddInteractions(["a", "staff", "a"], ["b 💙", "a", ""], ["like", "answer", "wink"],
                                                  [1767225600, 1767225600, 1767225600], ["forum", "", ""], [0.5, double.NaN, 0],
                                                  [1, 1, 1], ["e1", "", ""]));
        Assert.Equal(1, customers.AddInteractions(["a"], [""], ["post"], [1767225600]));
        Assert.Equal(1, customers.AddInteractions(["a"], [""], ["post"], [1767225600], fingerprint: ["f1"]));
        Assert.Equal(1, customers.AddReferrals(["a", "a"], ["b 💙", "a"], [1767225600, 1767225600]));
        Assert.Equal(1, customers.AddContributions(["a"], ["ideas"], [1767225600], [2], [1], [double.NaN]));
        Assert.Equal(1, customers.AddContributions(["a"], ["trends"], [1767225600]));
        Assert.Equal(1, customers.AddAnonymousAnswers(["r1", "a"], ["s", "s"], [5, 5]));
        Assert.Equal([Table.Employees, Table.Consents, Table.Interactions, Table.Referrals, Table.AnonymousAnswers],
                     customers.Rejected.Select(row => row.Table));
        Assert.Contains("form 1", customers.ExportPerson("a"));
        Assert.Contains("\"referrals\":1", customers.ErasePerson("a"));
        Assert.Equal(1, customers.Size);
        Assert.Throws<ScvmException>(() => customers.ExportPerson("a"));
    }
}
