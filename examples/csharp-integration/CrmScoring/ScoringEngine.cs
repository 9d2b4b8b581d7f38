using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scvm;

namespace CrmScoring;

/// <summary>A record that scvm has accepted.</summary>
/// <param name="Rejected">Rows of it that could not be used, and why; they are not in the record any more.</param>
public sealed record AcceptedRecord(string Id, DateOnly AsOf, CustomerRecord Record, IReadOnlyList<string> Rejected);

/// <summary>The model, ready to score. Immutable, hence thread-safe: one for the whole service.</summary>
public sealed class ScoringEngine : IDisposable
{
    private readonly Scorer scorer;

    public ScoringEngine(IOptions<ScoringSettings> settings)
    {
        using ScoringModel model = ScoringModel.FromJson(File.ReadAllText(settings.Value.Model));
        ModelVersion = model.Id;
        ModelHash = model.Hash;
        JsonNode rules = JsonNode.Parse(model.ToJson())!;
        TimeZone = model.TimeZone;
        LooksAtEverybody = CustomerRecord.PlaceParts.Any(part => rules[part] is not null);
        PreviousTier = (string?)rules["treatment"]?["previous_tier"] ?? "";
        scorer = new Scorer(model);
    }

    public string ModelVersion { get; }

    public string ModelHash { get; }

    /// <summary>Where the customers live, as an IANA name.</summary>
    public string TimeZone { get; }

    /// <summary>Whether one customer's record is not enough: there is a network, credit among customers, or room for some
    /// only.</summary>
    public bool LooksAtEverybody { get; }

    /// <summary>The attribute with the previous tier, or an empty text where the model keeps no tiers.</summary>
    public string PreviousTier { get; }

    /// <summary>Checks a record as it came, so that a message about it names places that its sender knows.</summary>
    /// <exception cref="ScvmException">The record is refused; the message names the offender.</exception>
    public AcceptedRecord Accept(string json)
    {
        ScoreCard card = scorer.Card(json);
        using JsonDocument record = JsonDocument.Parse(json);
        if (CustomerRecord.PlaceParts.FirstOrDefault(part => record.RootElement.TryGetProperty(part, out _)) is { } part)
        {
            throw new Refusal(ScvmErrorCode.BadRecord, $"record.{part}: leave it out, this service keeps the place that its night found");
        }
        var rows = (card.Rejected ?? []).Select(row => (row.Table.Word(), (int)row.Row)).ToHashSet();
        return new AcceptedRecord(card.Id, card.AsOf, CustomerRecord.From(record.RootElement, rows), Rejected(card));
    }

    /// <summary>The score of a record as of a day, and the rows that could not be used.</summary>
    /// <param name="record">What is known of the customer.</param>
    /// <param name="day">As of when.</param>
    /// <param name="last">The score before it, whose place among others is handed back.</param>
    public (StoredScore Score, IReadOnlyList<string> Rejected) Score(CustomerRecord record, DateOnly day, StoredScore? last)
    {
        return Read(scorer.ScoreCustomer(record.AsOf(day, Place.Parse(last?.Place))), record.Hash);
    }

    /// <summary>The scores of everybody; to be disposed.</summary>
    public ScoreTable Score(CustomerBase customers, DateOnly day) => scorer.Score(customers, day);

    /// <summary>The score that a card tells.</summary>
    public (StoredScore Score, IReadOnlyList<string> Rejected) Read(string text, string inputHash)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        ScoreCard card = ScoreCard.Of(text);
        return (new StoredScore(card.Id, card.AsOf, CrmScoring.Score.FromCard(card), ModelVersion, ModelHash, inputHash, text,
                                card.Status == CardStatus.Excluded ? null : Place.FromCard(document.RootElement)), Rejected(card));
    }

    public void Dispose() => scorer.Dispose();

    private static IReadOnlyList<string> Rejected(ScoreCard card) =>
        [.. (card.Rejected ?? []).Select(row => $"{row.Table.Word()}[{row.Row}]: {row.Reason}")];
}
