using System.Text.Json;
using Xunit;

namespace Scvm.Tests;

/// <summary>The golden vectors that every language reads.</summary>
public class VectorTests
{
    // The nouns are what C# shows; vectors of the methods below them are read by C++ and Python.
    private static readonly Dictionary<string, Action<JsonElement>> reachable = new() { ["score"] = CheckPipeline };

    private static IEnumerable<string> Reachable() =>
        Directory.GetFiles(Places.Vectors, "*.json").Order(StringComparer.Ordinal)
            .Where(path => reachable.ContainsKey(Read(path).GetProperty("function").GetString()!))
            .Select(path => Path.GetFileName(path));

    public static TheoryData<string> ReachableFiles() => new(Reachable());

    [Fact]
    public void The_pipeline_vector_is_there() => Assert.Contains("pipeline.json", Reachable());

    [Theory]
    [MemberData(nameof(ReachableFiles))]
    public void A_shared_vector_comes_out_byte_for_byte(string file)
    {
        JsonElement vector = Read(Path.Combine(Places.Vectors, file));
        reachable[vector.GetProperty("function").GetString()!](vector);
    }

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private static void CheckPipeline(JsonElement vector)
    {
        using ScoringModel model = ScoringModel.FromJson(vector.GetProperty("model").GetRawText());
        Assert.Equal(vector.GetProperty("model_hash").GetString(), model.Hash);

        using CustomerBase customers = CustomerBase.FromJson(vector.GetProperty("base").GetRawText());
        using var scorer = new Scorer(model);
        using ScoreTable scores = scorer.Score(customers, vector.GetProperty("as_of").GetString()!);
        Assert.Equal(vector.GetProperty("scores").GetString(), scores.ToJson());

        foreach (JsonProperty card in vector.GetProperty("explained").EnumerateObject())
        {
            Assert.Equal(card.Value.GetString(), scores.Explain(card.Name));
        }
        Assert.Equal(vector.GetProperty("analysis").GetString(), scores.Analysis());
        foreach (JsonProperty rows in vector.GetProperty("breakdown").EnumerateObject())
        {
            Assert.Equal(rows.Value.GetString(), scores.Breakdown(rows.Name));
        }
        using ScoreTable before = scorer.Score(customers, vector.GetProperty("earlier").GetString()!);
        Assert.Equal(vector.GetProperty("migration").GetString(), scores.Migration(before));
        foreach (JsonElement each in vector.GetProperty("records").EnumerateArray())
        {
            Assert.Equal(each.GetProperty("card").GetString(), scorer.ScoreCustomer(each.GetProperty("record").GetRawText()));
        }
        Assert.NotEqual(0, vector.GetProperty("records").GetArrayLength());
    }
}
