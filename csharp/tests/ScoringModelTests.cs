using System.Globalization;
using System.Text;
using Xunit;

namespace Scvm.Tests;

public class ScoringModelTests
{
    private static ScvmException Refused(string json)
    {
        ScvmException e = Assert.Throws<ScvmException>(() => ScoringModel.FromJson(json));
        Assert.Equal(ScvmErrorCode.BadModel, e.Code);
        return e;
    }

    [Fact]
    public void The_canonical_form_reads_back_as_the_same_model()
    {
        using ScoringModel model = Samples.ReadModel();
        using ScoringModel again = ScoringModel.FromJson(model.ToJson());
        Assert.Equal("sample", model.Id);
        Assert.Matches("^[0-9a-f]{64}$", model.Hash);
        Assert.Equal(model.Hash, again.Hash);
        Assert.Equal(model.ToJson(), again.ToJson());
    }

    [Fact]
    public void The_id_may_hold_any_character()
    {
        using ScoringModel model = ScoringModel.FromJson(Samples.Model.Replace("\"sample\"", "\"💙 Müller 名前\""));
        Assert.Equal("💙 Müller 名前", model.Id);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("survey: yes", "not JSON")]
    [InlineData("{\"schema\": \"scvm-model/1\"", "not JSON")]
    [InlineData("null", "model")]
    [InlineData("{}", "model.schema")]
    public void What_is_no_model_is_one_error(string json, string offender) => Assert.Contains(offender, Refused(json).Message);

    [Fact]
    public void A_misspelt_key_is_named_with_its_path() =>
        Assert.Contains("model.value.horizont", Refused(Samples.Model.Replace("\"horizon\"", "\"horizont\"")).Message);

    [Fact]
    public void Another_version_of_the_schema_is_refused() =>
        Assert.Contains("scvm-model/2", Refused(Samples.Model.Replace("scvm-model/1", "scvm-model/2")).Message);

    [Theory]
    [InlineData("NaN", "not JSON")]
    [InlineData("\"nan\"", "model.value.bg_nbd.r")]
    [InlineData("-1", "model.value.bg_nbd.r")]
    [InlineData("1e999", "too large")]
    public void A_parameter_that_is_no_number_is_refused(string value, string offender) =>
        Assert.Contains(offender, Refused(Samples.Model.Replace("0.2426", value)).Message);

    [Fact]
    public void A_thousand_nested_arrays_are_one_error() =>
        Assert.Contains("nested deeper", Refused(new string('[', 1000) + new string(']', 1000)).Message);

    [Fact]
    public void A_hundred_megabytes_of_garbage_are_one_error() => Refused(new string('x', 100_000_000));

    [Fact]
    public void A_hundred_megabytes_of_brackets_are_one_error() => Refused(new string('[', 100_000_000));

    [Fact]
    public void Null_and_half_of_a_surrogate_pair_are_refused_by_name()
    {
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => ScoringModel.FromJson(null!)).ParamName);
        Assert.Equal("json", Assert.Throws<ArgumentException>(() => ScoringModel.FromJson("\ud83d")).ParamName);
        using ScoringModel model = Samples.ReadModel();
        using var customers = new CustomerBase();
        Assert.Equal("customers", Assert.Throws<ArgumentNullException>(() => ScvmLibrary.Fit(null!, model, Samples.Day)).ParamName);
        Assert.Equal("asOf", Assert.Throws<ArgumentNullException>(() => ScvmLibrary.Fit(customers, model, null!)).ParamName);
    }

    [Fact]
    public void A_base_that_says_nothing_cannot_be_fitted()
    {
        using ScoringModel model = Samples.ReadModel();
        using var nobody = new CustomerBase();
        using CustomerBase one = Samples.Base("a");
        Assert.Equal(ScvmErrorCode.NotFitted, Assert.Throws<ScvmException>(() => ScvmLibrary.Fit(nobody, model, Samples.Day)).Code);
        using ScoringModel few = ScvmLibrary.Fit(one, model, Samples.Day);
        Assert.Contains("\"purchasing_fit\":{", few.ToJson());
    }

    [Fact]
    public void A_fit_makes_a_new_model_and_leaves_the_old_one()
    {
        using ScoringModel model = Samples.ReadModel();
        string before = model.ToJson();
        using CustomerBase customers = Shoppers(500);
        using ScoringModel fitted = ScvmLibrary.Fit(customers, model, Samples.Day);
        Assert.Equal(before, model.ToJson());
        Assert.NotEqual(model.Hash, fitted.Hash);
        Assert.Contains("\"fit\":{\"as_of\":\"2026-11-21\"", fitted.ToJson());

        using ScoringModel byDate = ScvmLibrary.Fit(customers, model, new DateOnly(2026, 11, 21));
        using ScoringModel byTime = ScvmLibrary.Fit(customers, model, new DateTime(2026, 11, 21, 23, 59, 59));
        Assert.Equal(fitted.ToJson(), byDate.ToJson());
        Assert.Equal(fitted.ToJson(), byTime.ToJson());
    }

    [Fact]
    public void Days_and_numbers_do_not_depend_on_the_culture()
    {
        using ScoringModel model = Samples.ReadModel();
        using CustomerBase customers = Samples.Base("a");
        using var scorer = new Scorer(model);
        using ScoreTable expected = scorer.Score(customers, Samples.Day);
        CultureInfo usual = CultureInfo.CurrentCulture;
        try
        {
            // A decimal comma, and a calendar in which this is the year 2569.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.DateTimeFormat.Calendar = culture.OptionalCalendars.OfType<ThaiBuddhistCalendar>().FirstOrDefault()
                                              ?? culture.DateTimeFormat.Calendar;
            CultureInfo.CurrentCulture = culture;
            using ScoreTable scores = scorer.Score(customers, new DateOnly(2026, 11, 21));
            Assert.Equal(expected.ToJson(), scores.ToJson());
        }
        finally
        {
            CultureInfo.CurrentCulture = usual;
        }
    }

    // Customers that buy at their own pace and then drop out, from a fixed seed: what BG/NBD and Gamma-Gamma describe.
    private static CustomerBase Shoppers(int count)
    {
        var random = new Random(7);
        double Draw(double mean) => -Math.Log(1 - random.NextDouble()) * mean;
        long end = Samples.Seconds(2026, 11, 21);
        var ids = new List<string>();
        var time = new List<long>();
        var amount = new List<double>();
        string[] customers = Samples.Ids(count, "c");
        foreach (string id in customers)
        {
            double gap = 86400 * (10 + Draw(60));
            double spend = 5 + Draw(40);
            double dropout = 0.5 * random.NextDouble();
            double at = end - 86400.0 * random.Next(200, 700);
            do
            {
                ids.Add(id);
                time.Add((long)at);
                amount.Add(spend * (0.5 + random.NextDouble()));
                at += Draw(gap);
            } while (at < end && random.NextDouble() > dropout);
        }
        var result = new CustomerBase();
        result.AddCustomers(customers);
        result.AddPurchases(ids, time.ToArray(), amount.ToArray());
        return result;
    }
}
