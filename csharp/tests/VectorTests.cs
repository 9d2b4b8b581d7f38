using System.Text.Json;
using Xunit;

namespace Scvm.Tests;

/// <summary>The golden vectors that every language reads.</summary>
public class VectorTests
{
    // Vectors of the whole pipeline; those of single methods are called by name, below.
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

    [Fact]
    public void Methods_called_by_name_give_the_shared_vectors()
    {
        var called = new HashSet<string>();
        foreach (JsonElement vector in Directory.GetFiles(Places.Vectors, "*.json").Select(Read))
        {
            if (!vector.TryGetProperty("cases", out JsonElement cases))
            {
                continue;
            }
            foreach (JsonElement each in cases.EnumerateArray().Where(c => c.TryGetProperty("call", out _)))
            {
                if (each.TryGetProperty("arguments", out _))
                {
                    called.Add(each.GetProperty("call").GetString()!);
                    CheckWholeResult(vector, each);
                    continue;
                }
                string method = $"{vector.GetProperty("function").GetString()}.{each.GetProperty("call").GetString()}";
                called.Add(method);
                CheckCall(method, each, vector.GetProperty("tolerance"));
            }
        }
        Assert.Superset(new HashSet<string> { "bg_nbd.p_alive", "pareto_nbd.log_likelihood", "bg_bb.expected_purchases",
                                              "beta_geometric.survival", "gamma_gamma.expected_spend", "purchase_summary",
                                              "fit_bg_nbd", "fit_pareto_nbd", "lifetime_value", "check_forecast", "pagerank",
                                              "ambassadors", "social_score", "network_value", "reference_value", "treat" }, called);
    }

    // Cases with arguments of their own, and a result that is an object.
    private static void CheckWholeResult(JsonElement vector, JsonElement item)
    {
        string name = item.GetProperty("name").GetString()!;
        string method = item.GetProperty("call").GetString()!;
        List<JsonProperty> own = item.GetProperty("arguments").EnumerateObject().ToList();
        List<JsonProperty> shared =
            vector.TryGetProperty("arguments", out JsonElement all) ? all.EnumerateObject().ToList() : new();
        string arguments = "{" + string.Join(",", shared.Where(s => own.All(o => o.Name != s.Name)).Concat(own)
            .Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}")) + "}";
        if (item.TryGetProperty("error", out JsonElement code))
        {
            Assert.Equal(code.GetInt32(), (int)Assert.Throws<ScvmException>(() => ScvmLibrary.Call(method, arguments)).Code);
            return;
        }
        JsonElement tolerance = (item.TryGetProperty("tolerance", out _) ? item : vector).GetProperty("tolerance");
        CheckContains(JsonDocument.Parse(ScvmLibrary.Call(method, arguments)).RootElement, item.GetProperty("result"),
                      tolerance, name);
    }

    // What is wanted is there: some keys of an object, whole arrays, numbers within the tolerance.
    private static void CheckContains(JsonElement got, JsonElement want, JsonElement tolerance, string path)
    {
        switch (want.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty each in want.EnumerateObject())
                {
                    Assert.True(got.TryGetProperty(each.Name, out JsonElement found), $"{path}.{each.Name}");
                    CheckContains(found, each.Value, tolerance, $"{path}.{each.Name}");
                }
                return;
            case JsonValueKind.Array:
                Assert.Equal(want.GetArrayLength(), got.GetArrayLength());
                for (int i = 0; i < want.GetArrayLength(); i++)
                {
                    CheckContains(got[i], want[i], tolerance, $"{path}[{i}]");
                }
                return;
            case JsonValueKind.Number:
                double expected = want.GetDouble();
                double allowed = tolerance.GetProperty("relative").GetDouble() * Math.Abs(expected)
                    + tolerance.GetProperty("absolute").GetDouble();
                Assert.True(got.ValueKind == JsonValueKind.Number && Math.Abs(got.GetDouble() - expected) <= allowed,
                            $"{path}: {got} for {expected}");
                return;
            case JsonValueKind.String:
                Assert.True(got.ValueKind == JsonValueKind.String && got.GetString() == want.GetString(),
                            $"{path}: {got} for {want}");
                return;
            default:
                Assert.True(got.ValueKind == want.ValueKind, $"{path}: {got} for {want}");
                return;
        }
    }

    private static void CheckCall(string method, JsonElement item, JsonElement tolerance)
    {
        string arguments = "{" + string.Join(",", item.EnumerateObject()
            .Where(p => p.Name is not ("name" or "call" or "value" or "error"))
            .Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}")) + "}";
        if (item.TryGetProperty("error", out JsonElement code))
        {
            Assert.Equal(code.GetInt32(), (int)Assert.Throws<ScvmException>(() => ScvmLibrary.Call(method, arguments)).Code);
            return;
        }
        JsonElement got = JsonDocument.Parse(ScvmLibrary.Call(method, arguments)).RootElement.GetProperty("value");
        JsonElement want = item.GetProperty("value");
        if (want.ValueKind == JsonValueKind.String)
        {
            Assert.Equal(JsonValueKind.Null, got.ValueKind);
            return;
        }
        double expected = want.GetDouble();
        double allowed = tolerance.GetProperty("relative").GetDouble() * Math.Abs(expected)
            + tolerance.GetProperty("absolute").GetDouble();
        Assert.True(Math.Abs(got.GetDouble() - expected) <= allowed, $"{item.GetProperty("name")}: {got} for {expected}");
    }

    [Fact]
    public void A_method_that_there_is_not_is_named()
    {
        ScvmException e = Assert.Throws<ScvmException>(() => ScvmLibrary.Call("wilson", "{}"));
        Assert.Equal(ScvmErrorCode.UnknownId, e.Code);
        Assert.Contains("\"wilson\"", e.Message);
        Assert.Equal(ScvmErrorCode.BadRecord,
                     Assert.Throws<ScvmException>(() => ScvmLibrary.Call("wilson_interval", "no json")).Code);
        Assert.Equal("method", Assert.Throws<ArgumentNullException>(() => ScvmLibrary.Call(null!, "{}")).ParamName);
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
        Assert.Equal(vector.GetProperty("treatments").GetString(), scores.Treatments());
        foreach (JsonProperty held in vector.GetProperty("exported").EnumerateObject())
        {
            Assert.Equal(held.Value.GetString(), customers.ExportPerson(held.Name));
        }
        foreach (JsonProperty effect in vector.GetProperty("erasure_effect").EnumerateObject())
        {
            Assert.Equal(effect.Value.GetString(),
                         scorer.ErasureEffect(customers, effect.Name, vector.GetProperty("as_of").GetString()!));
        }
        foreach (JsonElement each in vector.GetProperty("records").EnumerateArray())
        {
            Assert.Equal(each.GetProperty("card").GetString(), scorer.ScoreCustomer(each.GetProperty("record").GetRawText()));
        }
        Assert.NotEqual(0, vector.GetProperty("records").GetArrayLength());
    }
}
