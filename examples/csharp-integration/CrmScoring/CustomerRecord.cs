using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmScoring;

/// <summary>What is known of a customer, as in docs/records.md, but without the day of scoring.</summary>
/// <remarks>Immutable. <see cref="Text"/> is canonical: neither the order of keys and rows nor the spelling of a number
/// makes a difference to <see cref="Hash"/>.</remarks>
public sealed class CustomerRecord
{
    private CustomerRecord(string text) => Text = text;

    /// <summary>The record as JSON.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text, 64 hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>From a record that scvm has accepted, or from this class's own text.</summary>
    public static CustomerRecord From(JsonElement record)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteCanonical(writer, record, leaveOut: "as_of");
        }
        return new CustomerRecord(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <inheritdoc cref="From(JsonElement)"/>
    public static CustomerRecord From(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <summary>The record that scvm scores.</summary>
    public string AsOf(DateOnly day)
    {
        JsonObject record = JsonNode.Parse(Text)!.AsObject();
        record["as_of"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return record.ToJsonString();
    }

    private static void WriteCanonical(Utf8JsonWriter writer, JsonElement value, string? leaveOut = null)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (property.Name != leaveOut)
                    {
                        writer.WritePropertyName(property.Name);
                        WriteCanonical(writer, property.Value);
                    }
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (string row in value.EnumerateArray().Select(Canonical).Order(StringComparer.Ordinal))
                {
                    writer.WriteRawValue(row);
                }
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when value.TryGetDecimal(out decimal number):
                writer.WriteNumberValue(number / 1.000000000000000000000000000000000m); // 480, 480.0 and 480.00 are one
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string Canonical(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteCanonical(writer, value);
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
