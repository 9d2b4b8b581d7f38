using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Scvm;

namespace CrmScoring;

/// <summary>What customers and employees did to each other's, as docs/records.md has it, row by row.</summary>
/// <param name="Interactions">Each with an id: one that comes twice is stored once.</param>
/// <param name="Referrals">Who brought whom.</param>
/// <param name="Employees">Ids of the company's own people.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record InteractionsRequest(
    IReadOnlyList<InteractionsRequest.InteractionRow>? Interactions = null,
    IReadOnlyList<InteractionsRequest.ReferralRow>? Referrals = null, IReadOnlyList<string>? Employees = null)
{
    /// <param name="EventId">Of the event in its channel.</param>
    /// <param name="Actor">A customer or an employee.</param>
    /// <param name="Kind">post, comment, like, share, mention, answer, review, referral or follow.</param>
    /// <param name="Time">A date, a time with its zone, or seconds since 1970-01-01 UTC.</param>
    /// <param name="Target">A customer or an employee; null: the brand, or nobody.</param>
    /// <param name="Channel">The network.</param>
    /// <param name="Sentiment">-1 to 1; null: not known.</param>
    /// <param name="Count">How many the row stands for; null: one.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record InteractionRow(
        [property: JsonPropertyName("event_id")] string EventId, string Actor, string Kind, JsonElement Time, string? Target = null,
        string? Channel = null, double? Sentiment = null, double? Count = null);

    /// <param name="Referrer">The customer who recommended.</param>
    /// <param name="Referred">The customer who came.</param>
    /// <param name="Time">When.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record ReferralRow(string Referrer, string Referred, JsonElement Time);
}

/// <summary>The answer to interactions.</summary>
/// <param name="Received">How many rows came.</param>
/// <param name="Changed">How many of them changed what is stored.</param>
/// <param name="Superseded">How many were older than what is stored, or than the erasure of who is named.</param>
/// <param name="Rejected">Rows that cannot be used, and why; the others are stored.</param>
public sealed record InteractionsReply(int Received, int Changed, int Superseded, IReadOnlyList<string> Rejected);

/// <summary>Takes interactions in; the next night scores with them. Thread-safe.</summary>
public sealed class InteractionIntake(ScoreStore store, IOptions<DataverseSettings> dataverse)
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Whether a body is one of these, and not about one customer.</summary>
    public bool Takes(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object && (DataverseEvent.Is(root)
            ? Activities.ContainsKey(root.GetProperty("PrimaryEntityName").ToString())
            : new[] { "interactions", "referrals", "employees" }.Any(key => root.TryGetProperty(key, out _)));
    }

    /// <summary>Stores rows of ours, or an activity of Dataverse.</summary>
    /// <exception cref="Refusal">The service refuses it.</exception>
    /// <exception cref="JsonException">The text is no JSON, or of another shape; the message names the path.</exception>
    public InteractionsReply Handle(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        if (DataverseEvent.Is(document.RootElement))
        {
            return Handle(DataverseEvent.Read(document.RootElement, Activities.Keys));
        }
        InteractionsRequest request = document.Deserialize<InteractionsRequest>(Shape)
            ?? throw new Refusal(ScvmErrorCode.BadRecord, "expected an object with interactions, referrals or employees");
        var rejected = new List<string>();
        StoredInteraction?[] interactions =
            [.. (request.Interactions ?? []).Select((row, i) => Try(() => Interaction(Row(row)), $"interactions[{i}]", rejected))];
        StoredReferral?[] referrals =
            [.. (request.Referrals ?? []).Select((row, i) => Try(() => Referral(Row(row)), $"referrals[{i}]", rejected))];
        string[] employees =
            [.. (request.Employees ?? []).Where((id, i) => Try(() => Id(id, "id"), $"employees[{i}]", rejected) is not null)];
        return store.Write(transaction =>
        {
            int changed = employees.Count(transaction.AddEmployee), superseded = 0;
            foreach (StoredInteraction row in interactions.OfType<StoredInteraction>())
            {
                Count(Put(transaction, row), ref changed, ref superseded);
            }
            foreach (StoredReferral row in referrals.OfType<StoredReferral>())
            {
                Count(Put(transaction, row), ref changed, ref superseded);
            }
            return new InteractionsReply(interactions.Length + referrals.Length + (request.Employees?.Count ?? 0), changed, superseded, rejected);
        });
    }

    private Dictionary<string, ActivitySettings> Activities => dataverse.Value.Activities.ToDictionary(a => a.Table);

    private InteractionsReply Handle(DataverseEvent happened)
    {
        ActivitySettings settings = Activities[happened.Table];
        return store.Write(transaction =>
        {
            if (happened.Deletes)
            {
                return new InteractionsReply(1, transaction.RemoveInteraction(happened.Id) ? 1 : 0, 0, []);
            }
            if (happened.Interaction(settings, dataverse.Value.Table) is not var (row, people))
            {
                return new InteractionsReply(1, 0, 0, [$"{settings.Actor}: expected a {dataverse.Value.Table} or a systemuser"]);
            }
            int changed = 0, superseded = 0;
            Count(Put(transaction, Checked(row)), ref changed, ref superseded);
            if (superseded == 0)
            {
                foreach (Person employee in people.Where(p => p.IsEmployee))
                {
                    transaction.AddEmployee(employee.Id);
                }
            }
            return new InteractionsReply(1, changed, superseded, []);
        });
    }

    private static void Count(bool? stored, ref int changed, ref int superseded)
    {
        changed += stored == true ? 1 : 0;
        superseded += stored is null ? 1 : 0;
    }

    // Whether it changed what is stored; null: something newer is.
    private static bool? Put(ScoreStore.Transaction transaction, StoredInteraction row)
    {
        StoredInteraction? known = transaction.Interaction(row.EventId);
        if (known?.EventTime > row.EventTime || IsErased(transaction, row.Actor, row.Time) || IsErased(transaction, row.Target, row.Time))
        {
            return null;
        }
        if (known is not null && known with { EventTime = row.EventTime } == row)
        {
            return false;
        }
        transaction.PutInteraction(row);
        return true;
    }

    private static bool? Put(ScoreStore.Transaction transaction, StoredReferral row)
    {
        if (IsErased(transaction, row.Referrer, row.Time) || IsErased(transaction, row.Referred, row.Time))
        {
            return null;
        }
        if (transaction.Referrals(of: row.Referred).Contains(row))
        {
            return false;
        }
        transaction.PutReferral(row);
        return true;
    }

    private static bool IsErased(ScoreStore.Transaction transaction, string id, long time) =>
        id != "" && transaction.Erased(id) is { } erased && time * 1000 <= erased;

    private static T? Try<T>(Func<T> row, string path, List<string> rejected) where T : class
    {
        try
        {
            return row();
        }
        catch (Exception e) when (e is Refusal or ScvmException)
        {
            rejected.Add($"{path}: {e.Message}");
            return null;
        }
    }

    private static T Row<T>(T? row) where T : class => row ?? throw new Refusal(ScvmErrorCode.BadRecord, "expected an object");

    private static string Id(string id, string name) =>
        id is not null && id != "" ? id : throw new Refusal(ScvmErrorCode.BadRecord, $"{name}: is missing");

    private static StoredInteraction Interaction(InteractionsRequest.InteractionRow row) => Checked(new StoredInteraction(
        Id(row.EventId, "event_id"), Id(row.Actor, "actor"), row.Target ?? "", Id(row.Kind, "kind"), CustomerRecord.Seconds(row.Time, "time"),
        row.Channel ?? "", row.Sentiment, row.Count ?? 1, null));

    // Refused now, by the rules of the night.
    private static StoredInteraction Checked(StoredInteraction row)
    {
        using var people = new CustomerBase();
        people.AddCustomers(row.Target == "" || row.Target == row.Actor ? [row.Actor] : [row.Actor, row.Target]);
        people.AddInteractions([row.Actor], [row.Target], [row.Kind], [row.Time], [row.Channel], [row.Sentiment ?? double.NaN], [row.Count]);
        return Accepted(people, row);
    }

    private static StoredReferral Referral(InteractionsRequest.ReferralRow of)
    {
        var row = new StoredReferral(Id(of.Referrer, "referrer"), Id(of.Referred, "referred"), CustomerRecord.Seconds(of.Time, "time"));
        using var people = new CustomerBase();
        people.AddCustomers(row.Referrer == row.Referred ? [row.Referrer] : [row.Referrer, row.Referred]);
        people.AddReferrals([row.Referrer], [row.Referred], [row.Time]);
        return Accepted(people, row);
    }

    private static T Accepted<T>(CustomerBase people, T row) =>
        people.Rejected is { Count: > 0 } rejected ? throw new Refusal(rejected[0].Code, rejected[0].Reason) : row;
}
