using System.Collections;
using System.Reflection;
using System.Text.Json;
using Xunit;

namespace Scvm.Tests;

/// <summary>Results as values: they hold what their documents hold, key by key.</summary>
public class ResultTests
{
    private static readonly JsonElement vector =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Places.Vectors, "pipeline.json"))).RootElement;

    private static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    private static string Word(object of) => (string)typeof(Words).GetMethod("Word", [of.GetType()])!.Invoke(null, [of])!;

    // Everything that the document says is in the value, and the value says nothing else.
    private static void AssertSame(JsonElement? document, object? value, string path)
    {
        switch (value)
        {
            case null:
                Assert.True(document is null or { ValueKind: JsonValueKind.Null }, path);
                break;
            case string or DateOnly:
                Assert.Equal((path, document!.Value.GetString()), (path, value is DateOnly day ? day.ToString("yyyy-MM-dd") : value));
                break;
            case bool flag:
                Assert.Equal((path, document!.Value.GetBoolean()), (path, flag));
                break;
            case ScvmErrorCode or int or long or double:
                Assert.Equal((path, document!.Value.GetDouble()), (path, Convert.ToDouble(value)));
                break;
            case Enum:
                Assert.Equal((path, document!.Value.GetString()), (path, Word(value)));
                break;
            case IEnumerable entries when value.GetType().GetInterfaces().Any(i => i.Name.StartsWith("IReadOnlyDictionary")):
                int count = 0;
                foreach (object entry in entries)
                {
                    object key = entry.GetType().GetProperty("Key")!.GetValue(entry)!;
                    string name = key as string ?? Word(key);
                    AssertSame(document!.Value.GetProperty(name), entry.GetType().GetProperty("Value")!.GetValue(entry), $"{path}.{name}");
                    ++count;
                }
                Assert.Equal((path, document!.Value.EnumerateObject().Count()), (path, count));
                break;
            case IEnumerable elements:
                object?[] list = [.. elements.Cast<object?>()];
                Assert.Equal((path, document!.Value.GetArrayLength()), (path, list.Length));
                for (int i = 0; i < list.Length; ++i)
                {
                    AssertSame(document.Value[i], list[i], $"{path}[{i}]");
                }
                break;
            default:
                PropertyInfo[] properties = value.GetType().GetProperties();
                var keys = document!.Value.EnumerateObject().ToDictionary(each => Plain(each.Name), each => each.Value);
                Assert.All(keys.Keys, key => Assert.Contains(key, properties.Select(each => Plain(each.Name))));
                foreach (PropertyInfo each in properties)
                {
                    AssertSame(keys.TryGetValue(Plain(each.Name), out JsonElement found) ? found : null, each.GetValue(value), $"{path}.{each.Name}");
                }
                break;
        }
    }

    private static void AssertSame(string document, Func<string, object> read) =>
        AssertSame(JsonDocument.Parse(document).RootElement, read(document), "");

    [Fact]
    public void Every_result_of_the_pipeline_reads_key_by_key_as_its_document_says()
    {
        foreach (JsonProperty each in vector.GetProperty("explained").EnumerateObject())
        {
            AssertSame(each.Value.GetString()!, ScoreCard.Of);
        }
        foreach (JsonElement each in vector.GetProperty("records").EnumerateArray())
        {
            AssertSame(each.GetProperty("card").GetString()!, ScoreCard.Of);
        }
        JsonElement scores = JsonDocument.Parse(vector.GetProperty("scores").GetString()!).RootElement;
        AssertSame(scores.GetProperty("summary").GetRawText(), TableSummary.Of);
        AssertSame(vector.GetProperty("analysis").GetString()!, Analysis.Of);
        AssertSame(vector.GetProperty("breakdown").GetProperty("territory").GetString()!, Breakdown.Of);
        AssertSame(vector.GetProperty("migration").GetString()!, Migration.Of);
        AssertSame(vector.GetProperty("treatments").GetString()!, TreatmentList.Of);
    }

    [Fact]
    public void A_card_is_a_value_with_groups_statuses_and_days_as_what_they_are()
    {
        using CustomerBase customers = Samples.Base("a \"💙\"\n");
        customers.AddCustomers(["silent"]);
        using Scorer scorer = Samples.Scorer();
        using ScoreTable scores = scorer.Score(customers, Samples.Day);
        ScoreCard card = scores.Card("a \"💙\"\n");
        Assert.Equal("a \"💙\"\n", card.Id);
        Assert.Equal(Segment.Sympathizer, card.Survey.Segment);
        Assert.Equal(CardStatus.Scored, card.Status);
        Assert.Equal(new DateOnly(2026, 11, 21), card.AsOf);
        Assert.Equal(50, card.Value.Revenue);
        Assert.Null(card.Network);
        Assert.Equal(SurveyStatus.NoAnswers, scores.Card("silent").Survey.Status);
        Assert.Null(scores.Card("silent").Survey.Satisfaction);
        Assert.Equal(scorer.Card(Samples.Record("b")).Value, ScoreCard.Of(scorer.ScoreCustomer(Samples.Record("b"))).Value);
        Assert.Equal(ScvmErrorCode.UnknownId, Assert.Throws<ScvmException>(() => scores.Card("nobody")).Code);
    }

    [Fact]
    public void A_record_s_card_says_which_of_its_rows_could_not_be_used()
    {
        using Scorer scorer = Samples.Scorer();
        ScoreCard card = scorer.Card("""{"id": "a", "as_of": "2026-11-21", "purchases": [{"time": "soon", "amount": 10}]}""");
        RejectedRow row = Assert.Single(card.Rejected!);
        Assert.Equal((Table.Purchases, 0L), (row.Table, row.Row));
    }

    [Fact]
    public void The_columns_by_name_hold_what_the_table_holds()
    {
        using ScoringModel model = ScoringModel.FromJson(vector.GetProperty("model").GetRawText());
        using CustomerBase customers = CustomerBase.FromJson(vector.GetProperty("base").GetRawText());
        using var scorer = new Scorer(model);
        using ScoreTable scores = scorer.Score(customers, vector.GetProperty("as_of").GetString()!);
        ScoreColumns columns = scores.Columns;
        MethodInfo[] all = typeof(ScoreColumns).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        Assert.True(all.Length > 80);
        Assert.All(all, each => Assert.Equal(scores.Size, ((Array)each.Invoke(columns, null)!).Length));
        string[] ids = scores.Ids();
        for (int row = 0; row < ids.Length; ++row)
        {
            ScoreCard card = scores.Card(ids[row]);
            Assert.Equal(card.Survey.Segment, columns.Segment()[row]);
            Assert.Equal(card.Survey.ReleaseDate, columns.ReleaseDate()[row]);
            Assert.Equal(card.Survey.Flags.Contains(ResponseMarks.Latched), columns.Latched()[row]);
            Assert.Equal(card.Value.LifetimeValue ?? double.NaN, columns.LifetimeValue()[row]);
            if (card.Treatment!.Status == TreatmentStatus.Treated)
            {
                Assert.Equal(card.Treatment.Action, columns.Treatment()[row]);
            }
        }
        Assert.Equal(Enum.GetValues<ValueStatus>().Select(each => each.Word()), scores.Labels("value_status"));
        Assert.Equal(Enum.GetValues<TreatmentStatus>().Select(each => each.Word()), scores.Labels("treatment_status"));
        Assert.Equal(Enum.GetValues<ConsentStatus>().Select(each => each.Word()), scores.Labels("consent_status"));
    }

    [Fact]
    public void What_is_no_document_of_ours_is_refused_with_its_path()
    {
        string card = vector.GetProperty("explained").EnumerateObject().First().Value.GetString()!;
        Refused("no JSON", "");
        Refused("no JSON", card + "x");
        Refused("no JSON", card[..^1]);
        Refused("an escape of JSON", "{\"id\":\"\\");
        Refused("an escape of JSON", "{\"id\":\"\\x0041\"}");
        Refused("at most 100 levels", new string('[', 100_000));
        Refused("the document: expected an object", "[1]");
        Refused("id: expected something", "{}");
        Refused("as_of: expected a day", card.Replace("\"as_of\":\"2026", "\"as_of\":\"soon"));
        Refused("survey.segment: expected a word of Segment",
                System.Text.RegularExpressions.Regex.Replace(card, "\"segment\":\"[a-z]*\"", "\"segment\":\"friend\""));
        Assert.Throws<ArgumentNullException>(() => ScoreCard.Of((string)null!));

        static void Refused(string message, string document)
        {
            ScvmException refused = Assert.Throws<ScvmException>(() => ScoreCard.Of(document));
            Assert.Equal(ScvmErrorCode.BadRecord, refused.Code);
            Assert.Contains(message, refused.Message);
        }
    }
}
