using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scvm;

namespace CrmScoring;

/// <summary>A row that is a person.</summary>
public sealed record Person(string Table, string Id)
{
    /// <summary>Users of Dataverse are the company's own people.</summary>
    public bool IsEmployee => Table == "systemuser";
}

/// <summary>
/// What a webhook of Dataverse posts: a RemoteExecutionContext, written as JSON by its DataContractJsonSerializer.
/// </summary>
/// <remarks>
/// <para>Attributes are pairs of key and value in a list; a choice or an amount is an object with a "Value"; a time is
/// "/Date(milliseconds)/". The target of an update holds only what changed, so it is laid over a post image, where one is
/// registered, and over what is known of the customer already.</para>
/// <para>Source: Microsoft, "Use webhooks to create external handlers for server events", and the reference of
/// Microsoft.Xrm.Sdk.RemoteExecutionContext.</para>
/// </remarks>
public sealed partial class DataverseEvent
{
    private readonly Dictionary<string, JsonElement> attributes;

    private DataverseEvent(string table, string id, bool deletes, DateTimeOffset time, Dictionary<string, JsonElement> attributes)
    {
        Table = table;
        Id = id;
        Deletes = deletes;
        Time = time;
        this.attributes = attributes;
    }

    /// <summary>The logical name of the row's table.</summary>
    public string Table { get; }

    /// <summary>The row, as a lower-case GUID.</summary>
    public string Id { get; }

    /// <summary>Whether the row was deleted.</summary>
    public bool Deletes { get; }

    /// <summary>When it happened in Dataverse.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The day of scoring: that of the event, so that a second delivery gives the same.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Time.UtcDateTime);

    /// <summary>Whether a body is an execution context, and not a record of ours.</summary>
    public static bool Is(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("PrimaryEntityName", out _)
        && body.TryGetProperty("MessageName", out _);

    /// <exception cref="Refusal">Something is missing or of another shape; the message names it.</exception>
    public static DataverseEvent Read(JsonElement body, params IReadOnlyCollection<string> tables)
    {
        string table = Text(body, "PrimaryEntityName");
        if (!tables.Contains(table))
        {
            throw new Refusal(ScvmErrorCode.BadRecord,
                              $"PrimaryEntityName = \"{table}\": expected {string.Join(" or ", tables.Select(t => $"\"{t}\""))}");
        }
        string message = Text(body, "MessageName");
        if (message is not ("Create" or "Update" or "Delete"))
        {
            throw new Refusal(ScvmErrorCode.BadRecord, $"MessageName = \"{message}\": expected Create, Update or Delete");
        }
        if (!Guid.TryParse(Text(body, "PrimaryEntityId"), out Guid id) || id == Guid.Empty)
        {
            throw new Refusal(ScvmErrorCode.BadRecord, "PrimaryEntityId: expected a GUID other than zero");
        }
        DateTimeOffset time = Moment(Member(body, "OperationCreatedOn"), "OperationCreatedOn")
            ?? throw new Refusal(ScvmErrorCode.BadRecord, "OperationCreatedOn: missing");
        var attributes = new Dictionary<string, JsonElement>();
        if (message != "Delete")
        {
            foreach ((string _, JsonElement image) in Pairs(body, "PostEntityImages"))
            {
                Lay(image, "PostEntityImages", attributes);
            }
            JsonElement target = Pairs(body, "InputParameters").FirstOrDefault(p => p.Key == "Target").Value;
            if (target.ValueKind != JsonValueKind.Object)
            {
                throw new Refusal(ScvmErrorCode.BadRecord,
                    "InputParameters: no Target. Dataverse leaves it out where a message exceeds 256 KB: register the step " +
                    "for the mapped attributes only");
            }
            Lay(target, "Target", attributes);
        }
        return new DataverseEvent(table, id.ToString("D"), message == "Delete", time, attributes);
    }

    /// <summary>What is known of the customer after this event.</summary>
    public CustomerRecord Merge(CustomerRecord? known, DataverseSettings settings)
    {
        JsonObject record = known is null ? new JsonObject { ["id"] = Id } : JsonNode.Parse(known.Text)!.AsObject();
        MergeAnswers(record, settings);
        MergeConsents(record, settings);
        if (settings.ContractEnd is { } end && attributes.TryGetValue(end, out JsonElement value))
        {
            record.Remove("contracts");
            if (Moment(value, end) is { } moment)
            {
                record["contracts"] = new JsonArray(new JsonObject { ["end"] = moment.ToUnixTimeSeconds() });
            }
        }
        return CustomerRecord.From(record.ToJsonString());
    }

    /// <summary>Who brought the customer, where this event tells: null is nobody.</summary>
    public bool TellsReferrer(DataverseSettings settings, out Person? referrer, out long time)
    {
        (referrer, time) = (null, Time.ToUnixTimeSeconds());
        if (settings.ReferredBy is not { } attribute || !attributes.TryGetValue(attribute, out JsonElement value))
        {
            return false;
        }
        referrer = PersonIn(value, attribute);
        if (settings.ReferredOn is { } on && attributes.TryGetValue(on, out JsonElement at) && Moment(at, on) is { } moment)
        {
            time = moment.ToUnixTimeSeconds();
        }
        return true;
    }

    /// <summary>What an activity means as an interaction; null where it joins no two people we know of.</summary>
    /// <param name="settings">What its attributes mean.</param>
    /// <param name="customers">The logical name of the table whose rows are customers.</param>
    public (StoredInteraction Interaction, IReadOnlyList<Person> People)? Interaction(ActivitySettings settings, string customers)
    {
        Person? actor = PersonOf(settings.Actor);
        if (actor is null || actor.Table != customers && !actor.IsEmployee)
        {
            return null;
        }
        Person? target = settings.Target is { } attribute ? PersonOf(attribute) : null;
        if (target is not null && target.Table != customers && !target.IsEmployee)
        {
            target = null; // a campaign, a case: it addresses nobody
        }
        long time = (settings.Time is { } on && attributes.TryGetValue(on, out JsonElement at) ? Moment(at, on) : null)?.ToUnixTimeSeconds()
            ?? Time.ToUnixTimeSeconds();
        double? sentiment = settings.Sentiment is { } tone && attributes.TryGetValue(tone, out JsonElement felt) ? (double?)Number(felt, tone) : null;
        var interaction = new StoredInteraction(
            Id, actor.Id, target?.Id ?? "", Kind(settings), time, settings.Channel ?? "", sentiment, 1, Time.ToUnixTimeMilliseconds());
        return (interaction, target is null ? [actor] : [actor, target]);
    }

    private string Kind(ActivitySettings settings)
    {
        if (settings.KindAttribute is not { } attribute || !attributes.TryGetValue(attribute, out JsonElement raw)
            || Number(raw, attribute) is not { } choice)
        {
            return settings.Kind;
        }
        string key = choice.ToString(CultureInfo.InvariantCulture);
        return settings.Kinds.GetValueOrDefault(key) ?? throw new Refusal(
            ScvmErrorCode.Domain, $"{attribute} = {key}: expected {string.Join(", ", settings.Kinds.Keys)}");
    }

    private Person? PersonOf(string attribute) =>
        attributes.TryGetValue(attribute, out JsonElement value) ? PersonIn(value, attribute) : null;

    // A lookup is an EntityReference; a list of participants is an EntityCollection of rows with a partyid, of which the
    // first counts.
    private static Person? PersonIn(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        if (Member(value, "Entities") is { ValueKind: JsonValueKind.Array } rows)
        {
            return rows.EnumerateArray().SelectMany(row => Pairs(row, "Attributes", name)).Where(pair => pair.Key == "partyid")
                .Select(pair => PersonIn(pair.Value, name)).FirstOrDefault();
        }
        if (Member(value, "LogicalName") is { ValueKind: JsonValueKind.String } table && Member(value, "Id") is { ValueKind: JsonValueKind.String } id
            && Guid.TryParse(id.GetString(), out Guid guid) && guid != Guid.Empty)
        {
            return new Person(table.GetString()!, guid.ToString("D"));
        }
        throw new Refusal(ScvmErrorCode.BadRecord, $"{name}: expected a lookup, a list of participants or null");
    }

    // A contact holds one answer an item. One that did not change keeps its time: a new telephone number is no new answer.
    private void MergeAnswers(JsonObject record, DataverseSettings settings)
    {
        JsonArray rows = Rows(record, "answers");
        int wave = rows.Select(row => (int?)row!["wave"] ?? 0).DefaultIfEmpty(0).Max();
        long time = (settings.AnsweredOn is { } on && attributes.TryGetValue(on, out JsonElement given) ? Moment(given, on) : null)
            is { } moment ? moment.ToUnixTimeSeconds() : Time.ToUnixTimeSeconds();
        foreach ((string attribute, string item) in settings.Items)
        {
            if (!attributes.TryGetValue(attribute, out JsonElement raw))
            {
                continue;
            }
            decimal? value = Number(raw, attribute);
            if (Member(raw, "Value") is not null && value >= settings.ChoiceOffset)
            {
                value -= settings.ChoiceOffset;
            }
            JsonObject[] old = [.. rows.OfType<JsonObject>().Where(row => (string?)row["item"] == item && ((int?)row["wave"] ?? 0) == wave)];
            if (old.Length == 1 && value is not null && (decimal?)old[0]["value"] == value)
            {
                continue;
            }
            foreach (JsonObject row in old)
            {
                rows.Remove(row);
            }
            if (value is not null)
            {
                rows.Add(new JsonObject { ["item"] = item, ["value"] = value, ["time"] = time, ["wave"] = wave });
            }
        }
    }

    // A choice holds the present state only, so it replaces what was known of its purpose: whoever consents again after a
    // withdrawal would otherwise stay excluded for ever.
    private void MergeConsents(JsonObject record, DataverseSettings settings)
    {
        foreach (ConsentSettings consent in settings.Consents)
        {
            if (!attributes.TryGetValue(consent.Attribute, out JsonElement raw))
            {
                continue;
            }
            JsonArray rows = Rows(record, "consents");
            string? state = null;
            if (Number(raw, consent.Attribute) is { } choice)
            {
                string key = choice.ToString(CultureInfo.InvariantCulture);
                state = consent.States.GetValueOrDefault(key) ?? throw new ConsentRefusal(
                    $"{consent.Attribute} = {key}: expected {string.Join(", ", consent.States.Keys)}", consent.Purpose);
            }
            JsonObject[] old = [.. rows.OfType<JsonObject>().Where(row => (string?)row["purpose"] == consent.Purpose)];
            bool dated = consent.GivenOn is not null && attributes.ContainsKey(consent.GivenOn);
            if (old.Length == 1 && state is not null && (string?)old[0]["state"] == state && !dated)
            {
                continue;
            }
            foreach (JsonObject row in old)
            {
                rows.Remove(row);
            }
            if (state is not null)
            {
                DateTimeOffset time = (dated ? Moment(attributes[consent.GivenOn!], consent.GivenOn!) : null) ?? Time;
                rows.Add(new JsonObject { ["purpose"] = consent.Purpose, ["state"] = state, ["time"] = time.ToUnixTimeSeconds() });
            }
            if (rows.Count == 0)
            {
                record.Remove("consents");
            }
        }
    }

    private static JsonArray Rows(JsonObject record, string table)
    {
        if (record[table] is not JsonArray rows)
        {
            record[table] = rows = [];
        }
        return rows;
    }

    private static void Lay(JsonElement entity, string name, Dictionary<string, JsonElement> over)
    {
        foreach ((string key, JsonElement value) in Pairs(entity, "Attributes", name))
        {
            over[key] = value;
        }
    }

    private static List<(string Key, JsonElement Value)> Pairs(JsonElement parent, string name, string? path = null)
    {
        var result = new List<(string, JsonElement)>();
        if (Member(parent, name) is not { ValueKind: JsonValueKind.Array } list)
        {
            return result;
        }
        foreach (JsonElement pair in list.EnumerateArray())
        {
            if (Member(pair, "key") is not { ValueKind: JsonValueKind.String } key || Member(pair, "value") is not { } value)
            {
                throw new Refusal(ScvmErrorCode.BadRecord, $"{(path is null ? "" : path + ".")}{name}: expected pairs of key and value");
            }
            result.Add((key.GetString()!, value));
        }
        return result;
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement found) ? found : null;

    private static string Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } found
            ? found.GetString()! : throw new Refusal(ScvmErrorCode.BadRecord, $"{name}: expected a text");

    private static decimal? Number(JsonElement value, string name)
    {
        JsonElement plain = Member(value, "Value") ?? value;
        return plain.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number when plain.TryGetDecimal(out decimal number) => number,
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => throw new Refusal(ScvmErrorCode.BadRecord, $"{name}: expected a number, a choice or null"),
        };
    }

    private static DateTimeOffset? Moment(JsonElement? value, string name)
    {
        if (value is null or { ValueKind: JsonValueKind.Null })
        {
            return null;
        }
        if (value.Value.ValueKind == JsonValueKind.String)
        {
            string text = value.Value.GetString()!;
            if (DateText().Match(text) is { Success: true } found
                && long.TryParse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out long milliseconds)
                && milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999)
            {
                return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            }
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment))
            {
                return moment;
            }
        }
        throw new Refusal(ScvmErrorCode.BadRecord, $"{name}: expected a time like /Date(1785542400000)/");
    }

    [GeneratedRegex(@"^/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/$")]
    private static partial Regex DateText();
}
