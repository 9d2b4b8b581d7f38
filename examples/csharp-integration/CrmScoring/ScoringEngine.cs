using System.Text.Json;
using Microsoft.Extensions.Options;
using Scvm;

namespace CrmScoring;

/// <summary>The model, ready to score. Immutable, hence thread-safe: one for the whole service.</summary>
public sealed class ScoringEngine : IDisposable
{
    private readonly Scorer scorer;

    public ScoringEngine(IOptions<ScoringSettings> settings)
    {
        using ScoringModel model = ScoringModel.FromJson(File.ReadAllText(settings.Value.Model));
        ModelVersion = model.Id;
        ModelHash = model.Hash;
        scorer = new Scorer(model);
    }

    public string ModelVersion { get; }

    public string ModelHash { get; }

    /// <summary>The score of a record as of a day, and the rows that could not be used.</summary>
    /// <exception cref="ScvmException">The record is refused; the message names the offender.</exception>
    public (StoredScore Score, IReadOnlyList<string> Rejected) Score(CustomerRecord record, DateOnly day) =>
        Read(scorer.ScoreCustomer(record.AsOf(day)), record);

    /// <summary>The same for a record as it came, so that a message about it names places that its sender knows.</summary>
    public (StoredScore Score, IReadOnlyList<string> Rejected, CustomerRecord Record) Score(string json)
    {
        string card = scorer.ScoreCustomer(json);
        CustomerRecord record = CustomerRecord.From(json);
        (StoredScore score, IReadOnlyList<string> rejected) = Read(card, record);
        return (score, rejected, record);
    }

    public void Dispose() => scorer.Dispose();

    private (StoredScore, IReadOnlyList<string>) Read(string text, CustomerRecord record)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement card = document.RootElement;
        DateOnly day = DateOnly.ParseExact(card.GetProperty("as_of").GetString()!, "yyyy-MM-dd");
        var score = new StoredScore(card.GetProperty("id").GetString()!, day, CrmScoring.Score.FromCard(card), ModelVersion,
                                    ModelHash, record.Hash, text);
        return (score, card.TryGetProperty("rejected", out JsonElement rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray().Select(Reason)] : []);
    }

    private static string Reason(JsonElement row) =>
        $"{row.GetProperty("table").GetString()}[{row.GetProperty("row")}]: {row.GetProperty("reason").GetString()}";
}
