using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmScoring;

/// <summary>A customer's place among others: the objects equity, network and treatment of a card, as one text. Only the
/// night sees everybody, so it stores the place, and an event hands it back in the customer's record.</summary>
public static class Place
{
    // The core writes letters as they are.
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The place that a card tells, its keys in their order; null where it tells none. What a record did not bring
    /// along is no place either.</summary>
    public static string? FromCard(JsonElement card)
    {
        string parts = string.Join(',', CustomerRecord.PlaceParts
            .Where(part => card.TryGetProperty(part, out JsonElement told) && told.GetProperty("status").GetString() != "not_carried")
            .Select(part => $"\"{part}\":{card.GetProperty(part).GetRawText()}"));
        return parts == "" ? null : "{" + parts + "}";
    }

    /// <summary>The same, to be handed back.</summary>
    public static JsonObject? Parse(string? place) => place is null ? null : JsonNode.Parse(place)!.AsObject();

    /// <summary>Who waits for an action that cannot reach everybody goes on waiting for it: one record alone does not know
    /// that others come first.</summary>
    /// <param name="card">What the record alone gave.</param>
    /// <param name="last">The card before it, with the explanation that then holds on.</param>
    public static string KeepWaiting(string card, string last)
    {
        JsonObject now = JsonNode.Parse(card)!.AsObject();
        JsonObject before = JsonNode.Parse(last)!.AsObject();
        if (now["treatment"] is not JsonObject treatment || (string?)treatment["status"] != "treated"
            || before["treatment"] is not JsonObject waiting || (string?)waiting["status"] != "no_capacity"
            || (string?)waiting["action"] != (string?)treatment["action"])
        {
            return card;
        }
        treatment["status"] = "no_capacity";
        JsonArray told = now["explanation"]!.AsArray();
        JsonNode? words = before["explanation"]!.AsArray().FirstOrDefault(IsOfTreatment);
        if (words is not null && told.FirstOrDefault(IsOfTreatment) is { } entry)
        {
            told[told.IndexOf(entry)] = words.DeepClone();
        }
        return now.ToJsonString(AsWritten);
    }

    private static bool IsOfTreatment(JsonNode? entry) => (string?)entry!["score"] == "treatment";
}
