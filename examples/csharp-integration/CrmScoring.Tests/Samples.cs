using System.Globalization;
using System.Text.Json.Nodes;

namespace CrmScoring.Tests;

internal static class Samples
{
    /// <summary>Ada of the quickstart.</summary>
    public static string Ada(string id = "ada", int satOverall = 5, string asOf = "2026-11-21") => new JsonObject
    {
        ["id"] = id,
        ["as_of"] = asOf,
        ["answers"] = new JsonArray(
            Answer("sat_overall", satOverall), Answer("sat_expectation", 10), Answer("att_trust", 5), Answer("att_recommend", 9),
            Answer("bar_contract", 1)),
        ["purchases"] = new JsonArray(
            Purchase("2025-02-03", 48), Purchase("2025-06-20", 61.5), Purchase("2025-11-28", 75), Purchase("2026-04-02", 52),
            Purchase("2026-10-11", 66)),
    }.ToJsonString();

    public const string Contact = "5f0b7b8c-3b1e-4a52-9d2f-0c9a1e4d7a11";

    /// <summary>What a webhook posts: the shape of a RemoteExecutionContext, with what this service does not read left in.</summary>
    public static string Event(string message = "Update", string at = "2026-11-21T10:00:00Z", string attributes = "", string image = "",
                               string table = "contact", string id = Contact) => $$$"""
        {
          "BusinessUnitId": "e2b9dd65-8a12-ec11-b6e6-000d3a0b6b2f", "CorrelationId": "3f2d1c1a-95ab-4d1e-8c6f-d4a2a4f7c101",
          "Depth": 1, "InitiatingUserId": "75df116d-d9da-e711-a94b-000d3a34ed47", "IsInTransaction": false, "Mode": 1,
          "InputParameters": [
            {"key": "Target", "value": {
              "__type": "Entity:http://schemas.microsoft.com/xrm/2011/Contracts",
              "Attributes": [
                {"key": "lastname", "value": "Lovelace"},
                {"key": "ownerid", "value": {"__type": "EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts",
                                             "Id": "75df116d-d9da-e711-a94b-000d3a34ed47", "LogicalName": "systemuser", "Name": null}},
                {"key": "modifiedon", "value": "\/Date({{{Milliseconds(at)}}})\/"}{{{(attributes == "" ? "" : ", " + attributes)}}}],
              "EntityState": null, "FormattedValues": [], "Id": "{{{id}}}", "KeyAttributes": [], "LogicalName": "{{{table}}}",
              "RelatedEntities": [], "RowVersion": null}}],
          "MessageName": "{{{message}}}", "OperationCreatedOn": "\/Date({{{Milliseconds(at)}}}+0000)\/",
          "PrimaryEntityId": "{{{id}}}", "PrimaryEntityName": "{{{table}}}", "Stage": 40,
          "PostEntityImages": [{{{Image(image)}}}],
          "PreEntityImages": [], "OutputParameters": [], "SharedVariables": []
        }
        """;

    private static string Image(string attributes) =>
        attributes == "" ? "" : $$$"""{"key": "PostImage", "value": {"Attributes": [{{{attributes}}}]} }""";

    public static string Attribute(string name, string value) => $$$"""{"key": "{{{name}}}", "value": {{{value}}} }""";

    public static string Choice(int value) => $$$"""{"__type": "OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts", "Value": {{{value}}} }""";

    public static string Lookup(string table, string id) =>
        $$$"""{"__type": "EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts", "Id": "{{{id}}}", "LogicalName": "{{{table}}}", "Name": null, "KeyAttributes": []}""";

    /// <summary>A list of participants, as an activity has it.</summary>
    public static string Party(string table, string id) => $$$"""
        {"__type": "EntityCollection:http://schemas.microsoft.com/xrm/2011/Contracts", "EntityName": "activityparty", "MoreRecords": false,
         "Entities": [{"Attributes": [{"key": "participationtypemask", "value": {"Value": 1}}, {"key": "partyid", "value": {{{Lookup(table, id)}}} }],
                       "LogicalName": "activityparty"}]}
        """;

    public static string Moment(string at) => $"\"\\/Date({Milliseconds(at)})\\/\"";

    /// <summary>The four answers of somebody content.</summary>
    public static readonly string Answers = string.Join(", ",
        Attribute("new_satoverall", Choice(5)), Attribute("new_satexpectation", "10"), Attribute("new_atttrust", Choice(5)),
        Attribute("new_attrecommend", "9"), Attribute("new_surveyedon", Moment("2026-09-15T00:00:00Z")));

    private static long Milliseconds(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static JsonObject Answer(string item, double value) =>
        new() { ["item"] = item, ["value"] = value, ["time"] = "2026-09-15" };

    private static JsonObject Purchase(string time, double amount) => new() { ["time"] = time, ["amount"] = amount };
}
