using System.Text.Json;

namespace CrmScoring;

/// <summary>The fields of a score card that a CRM shows in its lists. Null is absent, never zero.</summary>
public sealed record Score(
    string Status, string? Segment, double? Satisfaction, double? Attachment, double? PAlive, decimal? LifetimeValue,
    string? Currency)
{
    /// <summary>The status of whoever did not consent, or does no more.</summary>
    public const string Excluded = "excluded";

    /// <summary>Reads a card (docs/score-card.md).</summary>
    public static Score FromCard(JsonElement card) => card.GetProperty("status").GetString() == Excluded
        ? new Score(Excluded, null, null, null, null, null, null) // yesterday's scores have to go
        : new Score(
        card.GetProperty("status").GetString()!, Text(card, "survey", "segment"), Number(card, "survey", "satisfaction"),
        Number(card, "survey", "attachment"), Number(card, "value", "p_alive"),
        Number(card, "value", "lifetime_value") is { } value ? Math.Round((decimal)value, 2) : null,
        Text(card, "value", "currency"));

    private static JsonElement? Find(JsonElement card, string part, string field) =>
        card.TryGetProperty(part, out JsonElement found) && found.ValueKind == JsonValueKind.Object
        && found.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement card, string part, string field) => Find(card, part, field)?.GetString();

    private static double? Number(JsonElement card, string part, string field) => Find(card, part, field)?.GetDouble();
}

/// <summary>A score with what made it: one row of the database.</summary>
public sealed record StoredScore(
    string Id, DateOnly AsOf, Score Score, string ModelVersion, string ModelHash, string InputHash, string Card);

/// <summary>The answer to an event.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Changed">Whether the event changed what is stored.</param>
/// <param name="Superseded">Whether a newer event had been stored before; this one changed nothing.</param>
/// <param name="Erased">Whether everything of the customer was removed.</param>
/// <param name="AsOf">The day of scoring.</param>
/// <param name="Score">The score that is stored now; null after an erasure.</param>
/// <param name="ModelVersion">The model's id.</param>
/// <param name="ModelHash">SHA-256 of the model.</param>
/// <param name="InputHash">SHA-256 of what was known of the customer.</param>
/// <param name="Rejected">Rows of the record that could not be used, and why.</param>
public sealed record ScoreReply(
    string Id, bool Changed, bool Superseded, bool Erased, DateOnly? AsOf, Score? Score, string? ModelVersion,
    string? ModelHash, string? InputHash, IReadOnlyList<string> Rejected);
