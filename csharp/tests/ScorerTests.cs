using System.Text.Json;
using Xunit;

namespace Scvm.Tests;

public class ScorerTests
{
    [Fact]
    public void A_scorer_and_a_table_outlive_what_they_were_made_from()
    {
        Scorer scorer;
        using (ScoringModel model = Samples.ReadModel())
        {
            scorer = new Scorer(model);
        }
        ScoreTable scores;
        using (CustomerBase customers = Samples.Base("a", "b"))
        {
            scores = scorer.Score(customers, Samples.Day);
        }
        scorer.Dispose();
        Assert.Equal(2, scores.Size);
        Assert.Equal(["a", "b"], scores.Ids());
        Assert.Contains("\"id\":\"b\"", scores.Explain("b"));
        scores.Dispose();
    }

    [Fact]
    public void Columns_come_out_by_name()
    {
        using CustomerBase customers = Samples.Base("a", "b");
        customers.AddCustomers(["silent"]);
        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        Assert.Equal([100.0, 100.0, double.NaN], scores.Numbers("satisfaction"));
        Assert.Equal([50.0, 50.0], scores.Numbers("revenue").Take(2));
        string[] labels = scores.Labels("segment");
        Assert.Equal("sympathizer", labels[scores.Codes("segment")[0]]);
        Assert.Equal("unclassified", labels[scores.Codes("segment")[2]]);

        var memory = new double[5];
        scores.Numbers("lifetime_value", memory.AsSpan(1, 3));
        Assert.Equal(scores.Numbers("lifetime_value"), memory[1..4]);
        Assert.Equal((0.0, 0.0), (memory[0], memory[4]));
    }

    [Fact]
    public void The_summary_counts_every_customer()
    {
        using CustomerBase customers = Samples.Base("a", "b");
        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        JsonElement summary = JsonDocument.Parse(scores.Summary()).RootElement;
        Assert.Equal(2, summary.GetProperty("customers").GetInt32());
        Assert.Equal(100, summary.GetProperty("revenue").GetDouble());
    }

    [Fact]
    public void An_empty_base_has_an_empty_table()
    {
        using var customers = new CustomerBase();
        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        Assert.Equal(0, scores.Size);
        Assert.Empty(scores.Ids());
        Assert.Empty(scores.Numbers("lifetime_value"));
        Assert.Empty(scores.Codes("segment"));
        scores.Numbers("lifetime_value", Span<double>.Empty);
        Assert.NotEmpty(scores.ToJson());
    }

    [Fact]
    public void One_customer_scores_alike_in_a_base_and_in_a_save_hook()
    {
        using CustomerBase customers = Samples.Base("a");
        using Scorer scorer = Samples.Scorer();
        using ScoreTable scores = scorer.Score(customers, Samples.Day);
        Assert.Equal(scores.Explain("a"), scorer.ScoreCustomer(Samples.Record("a")));
    }

    [Fact]
    public void A_day_is_a_text_or_a_date()
    {
        using CustomerBase customers = Samples.Base("a");
        using Scorer scorer = Samples.Scorer();
        using ScoreTable text = scorer.Score(customers, "2026-11-21");
        using ScoreTable date = scorer.Score(customers, new DateOnly(2026, 11, 21));
        using ScoreTable time = scorer.Score(customers, new DateTime(2026, 11, 21, 17, 30, 0, DateTimeKind.Local));
        Assert.Equal(text.ToJson(), date.ToJson());
        Assert.Equal(text.ToJson(), time.ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("21.11.2026")]
    public void A_text_that_is_no_date_is_one_error(string asOf)
    {
        using var customers = new CustomerBase();
        using Scorer scorer = Samples.Scorer();
        ScvmException e = Assert.Throws<ScvmException>(() => scorer.Score(customers, asOf));
        Assert.Equal(ScvmErrorCode.Domain, e.Code);
        Assert.Contains("as_of", e.Message);
    }

    [Fact]
    public void An_unknown_name_is_one_error_that_names_it()
    {
        using CustomerBase customers = Samples.Base("a");
        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        foreach (Action call in new Action[]
                 {
                     () => scores.Numbers("💙"), () => scores.Numbers("💙", new double[1]), () => scores.Codes("💙"),
                     () => scores.Labels("💙"), () => scores.Explain("💙"),
                 })
        {
            ScvmException e = Assert.Throws<ScvmException>(call);
            Assert.Equal(ScvmErrorCode.UnknownId, e.Code);
            Assert.Contains("💙", e.Message);
        }
    }

    [Fact]
    public void Memory_of_another_length_is_refused_and_left_alone()
    {
        using CustomerBase customers = Samples.Base("a");
        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        double[] memory = [7, 7];
        ScvmException e = Assert.Throws<ScvmException>(() => scores.Numbers("revenue", memory));
        Assert.Equal(ScvmErrorCode.SizeMismatch, e.Code);
        Assert.Equal([7.0, 7.0], memory);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2]")]
    [InlineData("{\"id\": \"a\"}")]
    [InlineData("{\"id\": \"a\", \"as_of\": \"never\"}")]
    [InlineData("{\"id\": \"a\", \"as_of\": \"2026-11-21\", \"purchase\": []}")]
    [InlineData("{\"id\": null, \"as_of\": \"2026-11-21\"}")]
    public void A_malformed_record_is_one_error(string record)
    {
        using Scorer scorer = Samples.Scorer();
        Assert.Equal(ScvmErrorCode.BadRecord, Assert.Throws<ScvmException>(() => scorer.ScoreCustomer(record)).Code);
    }

    [Fact]
    public void A_bad_row_of_a_record_is_rejected_alone()
    {
        using Scorer scorer = Samples.Scorer();
        string card = scorer.ScoreCustomer("""
            {"id": "a", "as_of": "2026-11-21", "purchases": [{"time": "2026-01-05", "amount": 20}, {"time": "soon", "amount": 1},
             {"time": "2026-01-05", "amount": 1e300}, {"time": "2026-02-05", "amount": "much"}]}
            """);
        JsonElement rejected = JsonDocument.Parse(card).RootElement.GetProperty("rejected");
        Assert.Equal([1, 2, 3], rejected.EnumerateArray().Select(r => r.GetProperty("row").GetInt32()));
    }

    [Fact]
    public void A_hostile_record_is_one_error()
    {
        using Scorer scorer = Samples.Scorer();
        foreach (string record in new[] { new string('[', 1000), new string('x', 100_000_000), "{\"id\": \"\0\"}" })
        {
            Assert.Equal(ScvmErrorCode.BadRecord, Assert.Throws<ScvmException>(() => scorer.ScoreCustomer(record)).Code);
        }
    }

    [Fact]
    public void Null_and_half_of_a_surrogate_pair_are_refused_by_name()
    {
        using CustomerBase customers = Samples.Base("a");
        using Scorer scorer = Samples.Scorer();
        using ScoreTable scores = scorer.Score(customers, Samples.Day);
        void Refuses(string name, Action call) => Assert.Equal(name, Assert.Throws<ArgumentNullException>(call).ParamName);
        Refuses("model", () => new Scorer(null!));
        Refuses("customers", () => scorer.Score(null!, Samples.Day));
        Refuses("asOf", () => scorer.Score(customers, null!));
        Refuses("record", () => scorer.ScoreCustomer(null!));
        Refuses("column", () => scores.Numbers(null!));
        Refuses("column", () => scores.Numbers(null!, new double[1]));
        Refuses("column", () => scores.Codes(null!));
        Refuses("column", () => scores.Labels(null!));
        Refuses("id", () => scores.Explain(null!));
        Assert.Equal("record", Assert.Throws<ArgumentException>(() => scorer.ScoreCustomer("\ud83d")).ParamName);
        Assert.Equal("id", Assert.Throws<ArgumentException>(() => scores.Explain("\udc99")).ParamName);
    }
}
