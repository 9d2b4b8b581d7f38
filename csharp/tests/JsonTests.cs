using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace Scvm.Tests;

/// <summary>System.Text.Json writes results as scvm itself does, without reflection.</summary>
public class JsonTests
{
    private static readonly JsonNode Vector = JsonNode.Parse(File.ReadAllText(Path.Combine(Places.Sources, "tests", "vectors", "pipeline.json")))!;

    private static ScoreTable Scored()
    {
        using CustomerBase customers = CustomerBase.FromJson(Vector["base"]!.ToJsonString());
        using ScoringModel model = ScoringModel.FromJson(Vector["model"]!.ToJsonString());
        using var scorer = new Scorer(model);
        return scorer.Score(customers, Vector["as_of"]!.GetValue<string>());
    }

    /// <summary>Without what is null: a result does not tell a null from what was left out.</summary>
    private static JsonNode? Bare(JsonNode? of) => of switch
    {
        JsonObject o => new JsonObject(o.Where(each => each.Value is not null).Select(each => KeyValuePair.Create(each.Key, Bare(each.Value)))),
        JsonArray a => new JsonArray(a.Select(Bare).ToArray()),
        null => null,
        _ => of.GetValueKind() == JsonValueKind.Number ? JsonValue.Create(of.GetValue<double>()) : of.DeepClone(),
    };

    private static void Same(string document, object result)
    {
        string written = JsonSerializer.Serialize(result, result.GetType(), ScvmJson.Results);
        JsonNode expected = Bare(JsonNode.Parse(document))!;
        JsonNode found = Bare(JsonNode.Parse(written))!;
        Assert.True(JsonNode.DeepEquals(expected, found), $"{expected.ToJsonString()}\n{found.ToJsonString()}");
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize(written, result.GetType(), ScvmJson.Results), result.GetType(), ScvmJson.Results));
    }

    [Fact]
    public void Every_card_and_the_summary_are_written_as_the_core_writes_them()
    {
        using ScoreTable table = Scored();
        foreach (string id in table.Ids())
        {
            Same(table.Explain(id), table.Card(id));
        }
        Same(table.Summary(), TableSummary.Of(table.Summary()));
        Same(table.Analysis(), Analysis.Of(table.Analysis()));
    }

    [Fact]
    public void Other_options_take_the_words_of_enums_too_and_refuse_others()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine(ScvmJson.Results) };
        Assert.Equal("\"fan\"", JsonSerializer.Serialize(Segment.Fan, options));
        Assert.Equal(Segment.Fan, JsonSerializer.Deserialize<Segment>("\"fan\"", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Segment>("\"fans\"", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Segment>("1", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize((Segment)77, options));
    }
}
