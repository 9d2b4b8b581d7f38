using System.Text.Json;

namespace CrmScoring;

/// <summary>The fields of a score card that a CRM shows in its lists (docs/fields.md). Null is absent, never zero.</summary>
/// <param name="Status">scored, insufficient_data or excluded.</param>
/// <param name="Reason">Why, e.g. consent_withdrawn or survey_no_answers.</param>
/// <param name="Segment">fan, sympathizer, mercenary, captive, opponent or unclassified.</param>
/// <param name="Satisfaction">0 to 100.</param>
/// <param name="Attachment">0 to 100.</param>
/// <param name="Revenue">All purchases, refunds deducted.</param>
/// <param name="PAlive">Probability of still being a customer; 0.000001 to 0.999999, never sure.</param>
/// <param name="ExpectedPurchases">Within the model's horizon.</param>
/// <param name="LifetimeValue">Money.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Influence">Share of the attention in the network.</param>
/// <param name="SocialScore">0 to 100.</param>
/// <param name="NetworkEquity">What the customer is worth through others, in money.</param>
/// <param name="EngagementValue">Own value and value through others, in money.</param>
/// <param name="ValueTier">By the model's plan.</param>
/// <param name="Treatment">What is done for the customer; null where TreatmentStatus is not treated.</param>
/// <param name="TreatmentStatus">treated, no_capacity, gate_closed, no_consent or not_asked.</param>
public sealed record Score(
    string Status, string? Reason, string? Segment, double? Satisfaction, double? Attachment, decimal? Revenue, double? PAlive,
    double? ExpectedPurchases, decimal? LifetimeValue, string? Currency, double? Influence, double? SocialScore,
    decimal? NetworkEquity, decimal? EngagementValue, string? ValueTier, string? Treatment, string? TreatmentStatus)
{
    /// <summary>The status of whoever did not consent, or does no more.</summary>
    public const string Excluded = "excluded";

    private static readonly string[] Consent = ["included", "missing", "refused", "expired", "withdrawn"];

    /// <summary>Reads a card (docs/score-card.md).</summary>
    public static Score FromCard(JsonElement card) => card.GetProperty("status").GetString() == Excluded
        ? new Score(Excluded, $"consent_{WorstConsent(card)}", null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null) // yesterday's scores have to go
        : new Score(
            card.GetProperty("status").GetString()!, ReasonOf(Text(card, "survey", "status"), Text(card, "value", "status")),
            Text(card, "survey", "segment"), Number(card, "survey", "satisfaction"), Number(card, "survey", "attachment"),
            Money(card, "value", "revenue"), Unsure(Number(card, "value", "p_alive")), Number(card, "value", "expected_purchases"),
            Money(card, "value", "lifetime_value"), Text(card, "value", "currency"), Number(card, "network", "influence"),
            Number(card, "network", "social_score"), Money(card, "equity", "network_value"),
            Money(card, "equity", "engagement_value"), Text(card, "treatment", "value_tier"),
            Text(card, "treatment", "status") == "treated" ? Text(card, "treatment", "action") : null, Text(card, "treatment", "status"));

    // Nobody is a customer for sure.
    private static double? Unsure(double? probability) => probability is { } p ? Math.Clamp(p, 1e-6, 1 - 1e-6) : null;

    // The words of docs/fields.md.
    private static string? ReasonOf(string? survey, string? value)
    {
        string[] found =
        [
            .. survey is null or "scored" or "not_asked" ? (string[])[] : [$"survey_{survey}"],
            .. value is null or "scored" or "population_spend" or "not_asked" ? (string[])[] : [$"value_{value}"],
        ];
        return found.Length == 0 ? null : string.Join(',', found);
    }

    private static string WorstConsent(JsonElement card) => Consent[new[] { "survey", "value", "network" }
        .Max(use => Math.Max(1, Array.IndexOf(Consent, Text(card, "consent", use))))];

    private static JsonElement? Find(JsonElement card, string part, string field) =>
        card.TryGetProperty(part, out JsonElement found) && found.ValueKind == JsonValueKind.Object
        && found.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement card, string part, string field) => Find(card, part, field)?.GetString();

    private static double? Number(JsonElement card, string part, string field) => Find(card, part, field)?.GetDouble();

    private static decimal? Money(JsonElement card, string part, string field) =>
        Number(card, part, field) is { } value ? Math.Round((decimal)value, 2) + 0.00m : null; // always two decimals
}

/// <summary>A score with what made it: one row of the database.</summary>
/// <param name="Place">What an event hands back; null for whoever is excluded, and where the model looks at nobody else.</param>
public sealed record StoredScore(
    string Id, DateOnly AsOf, Score Score, string ModelVersion, string ModelHash, string InputHash, string Card, string? Place);

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

/// <summary>One change of a score, in full.</summary>
/// <param name="Number">Grows with each change.</param>
/// <param name="Id">The customer.</param>
/// <param name="AsOf">The day since which it holds.</param>
/// <param name="Score">The score from then on; a withdrawal has nulls, which are to be written as such.</param>
/// <param name="ModelVersion">The model's id.</param>
/// <param name="ModelHash">SHA-256 of the model.</param>
/// <param name="InputHash">SHA-256 of what was known of the customer.</param>
public sealed record ScoreChange(
    long Number, string Id, DateOnly AsOf, Score Score, string ModelVersion, string ModelHash, string InputHash);

/// <summary>Changes to be written back to the CRM.</summary>
/// <param name="Next">What to ask for next: the number of the last change here.</param>
/// <param name="Changes">In the order in which they happened; the last of a customer counts.</param>
public sealed record ChangesReply(long Next, IReadOnlyList<ScoreChange> Changes);
