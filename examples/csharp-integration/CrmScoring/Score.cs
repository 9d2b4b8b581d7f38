using Scvm;

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

    /// <summary>Reads a card.</summary>
    public static Score FromCard(ScoreCard card) => card.Status == CardStatus.Excluded
        ? new Score(Excluded, $"consent_{WorstConsent(card.Consent)}", null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, null) // yesterday's scores have to go
        : new Score(
            card.Status.Word(), ReasonOf(card.Survey.Status, card.Value.Status), card.Survey.Segment.Word(),
            card.Survey.Satisfaction, card.Survey.Attachment, Money(card.Value.Revenue), Unsure(card.Value.PAlive),
            card.Value.ExpectedPurchases, Money(card.Value.LifetimeValue), card.Value.Currency, card.Network?.Influence,
            card.Network?.SocialScore, Money(card.Equity?.NetworkValue), Money(card.Equity?.EngagementValue),
            card.Treatment?.ValueTier, card.Treatment?.Status == Scvm.TreatmentStatus.Treated ? card.Treatment.Action : null,
            card.Treatment?.Status.Word());

    // Nobody is a customer for sure.
    private static double? Unsure(double? probability) => probability is { } p ? Math.Clamp(p, 1e-6, 1 - 1e-6) : null;

    // The words of docs/fields.md.
    private static string? ReasonOf(SurveyStatus survey, ValueStatus value)
    {
        string[] found =
        [
            .. survey is SurveyStatus.Scored or SurveyStatus.NotAsked ? (string[])[] : [$"survey_{survey.Word()}"],
            .. value is ValueStatus.Scored or ValueStatus.PopulationSpend or ValueStatus.NotAsked ? (string[])[] : [$"value_{value.Word()}"],
        ];
        return found.Length == 0 ? null : string.Join(',', found);
    }

    // The words of a consent stand in the order of what they weigh.
    private static string WorstConsent(ConsentScores of) =>
        new[] { ConsentStatus.Missing, of.Survey, of.Value, of.Network }.Max().Word();

    private static decimal? Money(double? value) => value is { } money ? Math.Round((decimal)money, 2) + 0.00m : null; // always two decimals
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
