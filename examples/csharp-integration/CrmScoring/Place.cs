using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmScoring;

/// <summary>A customer's place among others: the objects equity, network and treatment of a card, as one text. Only the
/// night sees everybody, so it stores the place, and an event hands it back in the customer's record.</summary>
public static class Place
{
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
}
