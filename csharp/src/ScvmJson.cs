// Rendered by describe/render.py from the descriptions in core/; do not edit.
#nullable enable
#if NET
using System.Text.Json.Serialization;

namespace Scvm;

/// <summary>The results as System.Text.Json writes and reads them without reflection, by the keys and words of scvm's own documents.</summary>
public static class ScvmJson
{
    /// <summary>For <c>JsonSerializer.Serialize(card, typeof(ScoreCard), ScvmJson.Results)</c>, and for the chain of resolvers of
    /// <c>JsonSerializerOptions</c>, e.g. of a web service.</summary>
    public static JsonSerializerContext Results => ResultContext.Default;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScoreCard))]
[JsonSerializable(typeof(TableSummary))]
[JsonSerializable(typeof(Analysis))]
[JsonSerializable(typeof(Breakdown))]
[JsonSerializable(typeof(Migration))]
[JsonSerializable(typeof(TreatmentList))]
[JsonSerializable(typeof(MatterList))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]  // as which a text, a number or a flag is read
internal sealed partial class ResultContext : JsonSerializerContext;
#endif
