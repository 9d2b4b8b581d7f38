using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scvm;

namespace CrmScoring;

/// <summary>What is known of a customer, as in docs/records.md, but without the day of scoring.</summary>
/// <remarks>Immutable. <see cref="Text"/> is canonical: neither the order of keys and rows nor the spelling of a number or
/// of a time makes a difference to <see cref="Hash"/>.</remarks>
public sealed partial class CustomerRecord
{
    /// <summary>What of a record only the night knows: see <see cref="Place"/>.</summary>
    public static readonly string[] PlaceParts = ["equity", "network", "treatment"];

    private static readonly string[] Times = ["time", "expires", "end"];

    private CustomerRecord(string text) => Text = text;

    /// <summary>The record as JSON.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text, 64 hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>From a record that scvm has accepted, without the rows that it could not use.</summary>
    public static CustomerRecord From(JsonElement record, IReadOnlySet<(string Table, int Row)>? rejected = null)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (JsonProperty property in Sorted(record).Where(p => p.Name != "as_of"))
            {
                writer.WritePropertyName(property.Name);
                if (property.Value.ValueKind == JsonValueKind.Array)
                {
                    WriteRows(writer, property.Value.EnumerateArray().Where((_, row) => rejected?.Contains((property.Name, row)) != true));
                }
                else
                {
                    WriteCanonical(writer, property.Value);
                }
            }
            writer.WriteEndObject();
        }
        return new CustomerRecord(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <inheritdoc cref="From(JsonElement, IReadOnlySet{ValueTuple{string, int}}?)"/>
    public static CustomerRecord From(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <summary>From this class's own text.</summary>
    public static CustomerRecord Stored(string text) => new(text);

    /// <summary>The record that scvm scores.</summary>
    /// <param name="day">As of when.</param>
    /// <param name="place">The customer's place among others, as the night found it.</param>
    public string AsOf(DateOnly day, JsonObject? place = null)
    {
        JsonObject record = JsonNode.Parse(Text)!.AsObject();
        record["as_of"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach ((string part, JsonNode? value) in place ?? [])
        {
            record[part] = value?.DeepClone();
        }
        return record.ToJsonString();
    }

    /// <summary>The record of somebody who takes back what was agreed to for a purpose.</summary>
    public CustomerRecord Withdrawing(string purpose)
    {
        JsonObject record = JsonNode.Parse(Text)!.AsObject();
        if (record["consents"] is not JsonArray rows)
        {
            record["consents"] = rows = [];
        }
        var withdrawal = new JsonObject { ["purpose"] = purpose, ["state"] = "withdrawn", ["time"] = "1990-01-01" };
        return rows.Any(row => (string?)row?["purpose"] == purpose && (string?)row?["state"] == "withdrawn") ? this
            : Added(record, rows, withdrawal);
    }

    private static CustomerRecord Added(JsonObject record, JsonArray rows, JsonObject row)
    {
        rows.Add(row);
        return From(record.ToJsonString());
    }

    /// <summary>Seconds since 1970-01-01 UTC of a time as docs/records.md has it: a date, a time with its zone, or seconds.
    /// Fractions of a second are cut.</summary>
    /// <exception cref="Refusal">Anything else.</exception>
    public static long Seconds(JsonElement time, string name)
    {
        if (time.ValueKind == JsonValueKind.Number && time.TryGetDecimal(out decimal number) && number == decimal.Truncate(number)
            && number is > long.MinValue and < long.MaxValue)
        {
            return (long)number;
        }
        if (time.ValueKind == JsonValueKind.String && MomentText().Match(time.GetString()!) is { Success: true } text
            && DateTimeOffset.TryParse(text.Groups["date"].Value + text.Groups["time"].Value + text.Groups["zone"].Value,
                   CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment))
        {
            return moment.ToUnixTimeSeconds();
        }
        throw new Refusal(ScvmErrorCode.BadRecord,
            $"{name}: expected a time like \"2026-08-01\", \"2026-08-01T14:30:00Z\" or whole seconds since 1970-01-01 UTC");
    }

    private static IOrderedEnumerable<JsonProperty> Sorted(JsonElement value) =>
        value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal);

    private static void WriteCanonical(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in Sorted(value))
                {
                    writer.WritePropertyName(property.Name);
                    if (property.Value.ValueKind == JsonValueKind.String && Times.Contains(property.Name))
                    {
                        writer.WriteNumberValue(Seconds(property.Value, property.Name));
                    }
                    else
                    {
                        WriteCanonical(writer, property.Value);
                    }
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                WriteRows(writer, value.EnumerateArray());
                break;
            case JsonValueKind.Number when value.TryGetDecimal(out decimal number):
                writer.WriteNumberValue(number / 1.000000000000000000000000000000000m); // 480, 480.0 and 480.00 are one
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteRows(Utf8JsonWriter writer, IEnumerable<JsonElement> rows)
    {
        writer.WriteStartArray();
        foreach (string row in rows.Select(Canonical).Order(StringComparer.Ordinal))
        {
            writer.WriteRawValue(row);
        }
        writer.WriteEndArray();
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

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d)(?:(?<time>[T ]\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?<zone>Z|[+-]\d\d:\d\d))?$", RegexOptions.CultureInvariant)]
    private static partial Regex MomentText();
}
