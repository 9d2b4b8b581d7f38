using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Scvm;

namespace CrmScoring.Tests;

/// <summary>Customers among others: network, equity and treatments by night, and the same by event.</summary>
public sealed class EverybodyTests : IDisposable
{
    private const int Customers = 30;
    private static readonly string[] Kinds = ["post", "comment", "like", "share", "mention", "answer", "review", "follow"];

    private readonly string folder = Directory.CreateTempSubdirectory("scvm-everybody-").FullName;
    private readonly Random random = new(7);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static string Id(int number) => $"c{number:D2}";

    private static JsonObject Record(int number, string asOf = "2026-11-21")
    {
        JsonObject record = JsonNode.Parse(Samples.Ada(Id(number), 1 + number % 5, asOf))!.AsObject();
        foreach (JsonNode? answer in record["answers"]!.AsArray().Where(a => (string?)a!["item"] == "att_trust"))
        {
            answer!["value"] = 1 + number / 5 % 5;
        }
        for (int i = 0; i < number % 4; ++i)
        {
            record["purchases"]!.AsArray().RemoveAt(0);
        }
        if (number % 3 == 0)
        {
            record["contributions"] = new JsonArray(new JsonObject
            {
                ["kind"] = "ideas", ["time"] = "2026-06-01T08:00:00.25+02:00", ["units"] = 1 + number % 2, ["accepted"] = number % 2,
                ["value"] = number % 6 == 0 ? 12.3 : null,
            });
        }
        if (number % 7 == 0)
        {
            record["contracts"] = new JsonArray(new JsonObject { ["end"] = "2027-01-31", ["notice_days"] = 30 });
        }
        return record;
    }

    private JsonObject Interactions()
    {
        var rows = new JsonArray();
        for (int i = 0; i < Customers * 6; ++i)
        {
            rows.Add(new JsonObject
            {
                ["event_id"] = $"e{i}",
                ["actor"] = random.Next(12) == 0 ? "agent" : Id(random.Next(Customers)),
                ["target"] = random.Next(6) == 0 ? null : Id((int)(Customers * Math.Pow(random.NextDouble(), 3))), // a few are popular
                ["kind"] = Kinds[random.Next(Kinds.Length)],
                ["time"] = new DateOnly(2026, 11, 20).AddDays(-random.Next(300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["sentiment"] = random.Next(2) == 0 ? null : 0.5,
                ["count"] = 1 + random.Next(3),
            });
        }
        var referrals = new JsonArray();
        for (int i = 5; i < Customers; i += 4)
        {
            referrals.Add(new JsonObject { ["referrer"] = Id(i % 5), ["referred"] = Id(i), ["time"] = "2025-02-01" });
        }
        return new JsonObject { ["interactions"] = rows, ["referrals"] = referrals, ["employees"] = new JsonArray("agent") };
    }

    private Task<Service> Day(string now = "2026-11-21T12:00:00Z", string? model = null) =>
        Service.Start(folder, now, $"--Scoring:Model={model ?? Service.NetworkModel}");

    private async Task<Service> Night(string now = "2026-11-22T02:31:00Z", string? model = null)
    {
        Service night = await Service.Start(folder, now, $"--Scoring:Model={model ?? Service.NetworkModel}", "--Scoring:NightlyAt=02:30:00");
        await Service.Until(async () => (string?)(await night.Get("/health"))["lastNight"] == now[..10]);
        return night;
    }

    private async Task<JsonObject> Community(int without = -1)
    {
        await using Service day = await Day();
        JsonObject interactions = Interactions();
        for (int i = 0; i < Customers; ++i)
        {
            if (i != without)
            {
                await day.Scored(Record(i).ToJsonString());
            }
        }
        (int status, JsonNode reply) = await day.Post("/interactions", interactions.ToJsonString());
        Assert.Equal(200, status);
        Assert.Equal(Customers * 6 + 8, (int)reply["received"]!); // 7 referrals and an employee
        Assert.Equal((int)reply["received"]!, (int)reply["changed"]! + reply["rejected"]!.AsArray().Count);
        day.Sql("UPDATE scores SET value_tier = NULL"); // no previous tier: by their own value alone
        return interactions;
    }

    private static async Task<string> Card(Service service, string id) => await service.Client.GetStringAsync($"/customers/{id}");

    private string Model(Action<JsonNode> change)
    {
        JsonNode model = JsonNode.Parse(File.ReadAllText(Service.NetworkModel))!;
        change(model);
        string file = Path.Combine(folder, "model.json");
        File.WriteAllText(file, model.ToJsonString());
        return file;
    }

    [Fact]
    public async Task The_night_scores_everybody_as_one_document_of_the_same_data_does()
    {
        JsonObject interactions = await Community();
        await using Service night = await Night();

        JsonObject columns = new() { ["schema"] = "scvm-base/1", ["employees"] = new JsonObject { ["id"] = new JsonArray("agent") } };
        columns["customers"] = new JsonObject { ["id"] = new JsonArray([.. Enumerable.Range(0, Customers).Select(i => (JsonNode)Id(i))]) };
        foreach ((string table, string[] fields) in new (string, string[])[]
                 {
                     ("answers", ["item", "value", "time"]), ("purchases", ["time", "amount"]), ("contracts", ["end", "notice_days"]),
                     ("contributions", ["kind", "time", "units", "accepted", "value"]),
                 })
        {
            (int Number, JsonNode Row)[] rows = [.. Enumerable.Range(0, Customers).SelectMany(
                i => (Record(i)[table] as JsonArray ?? []).Select(row => (i, row!)))];
            columns[table] = new JsonObject([
                new("customer", new JsonArray([.. rows.Select(r => (JsonNode)Id(r.Number))])),
                .. fields.Select(f => new KeyValuePair<string, JsonNode?>(f, new JsonArray([.. rows.Select(r => r.Row[f]?.DeepClone())])))]);
        }
        columns["interactions"] = Columns(interactions["interactions"]!, "actor", "target", "kind", "time", "sentiment", "count");
        columns["referrals"] = Columns(interactions["referrals"]!, "referrer", "referred", "time");

        using ScoringModel model = ScoringModel.FromJson(await File.ReadAllTextAsync(Service.NetworkModel));
        using CustomerBase customers = CustomerBase.FromJson(columns.ToJsonString());
        using var scorer = new Scorer(model);
        using ScoreTable scores = scorer.Score(customers, "2026-11-22");
        Assert.All(customers.Rejected, row => Assert.Equal(Table.Interactions, row.Table)); // none but those that /interactions rejected
        for (int i = 0; i < Customers; ++i)
        {
            Assert.Equal(scores.Explain(Id(i)), await Card(night, Id(i)));
        }
        Assert.True((long)night.Sql("SELECT COUNT(*) FROM scores WHERE network_value <> lifetime_value")! > 5);
        Assert.Equal((long)Customers, night.Sql("SELECT COUNT(*) FROM scores WHERE influence IS NOT NULL AND place LIKE '{\"equity\":{%'"));
        Assert.Equal(Customers, (int)(await night.Get("/health"))["lastNightCustomers"]!);
    }

    private static JsonObject Columns(JsonNode rows, params string[] fields) => new(fields.Select(f =>
        new KeyValuePair<string, JsonNode?>(f, new JsonArray([.. rows.AsArray().Select(row => row![f]?.DeepClone() ?? (f == "target" ? "" : null))]))));

    [Fact]
    public async Task An_event_without_news_gives_what_the_night_gave_to_the_byte_and_changes_nothing()
    {
        await Community();
        string model = Model(m => m["treatment"]!["actions"]![0]!["capacity"] = 2);
        await using Service night = await Night(model: model);
        Assert.True((long)night.Sql("SELECT COUNT(*) FROM scores WHERE treatment_status = 'no_capacity'")! > 0);
        long history = (long)night.Sql("SELECT COUNT(*) FROM score_history")!;
        for (int i = 0; i < Customers; ++i)
        {
            string before = await Card(night, Id(i));
            JsonNode reply = await night.Scored(Record(i, asOf: "2026-11-22").ToJsonString());
            Assert.False((bool)reply["changed"]!);
            Assert.Equal(before, await Card(night, Id(i)));
            JsonNode card = JsonNode.Parse(before)!;
            JsonNode score = reply["score"]!;
            Assert.Equal((double?)card["network"]!["influence"], (double?)score["influence"]);
            Assert.Equal((double?)card["network"]!["social_score"], (double?)score["socialScore"]);
            Assert.Equal((string?)card["treatment"]!["value_tier"], (string?)score["valueTier"]);
            string? status = (string?)card["treatment"]!["status"];
            Assert.Equal(status, (string?)score["treatmentStatus"]);
            Assert.Equal(status == "treated" ? (string?)card["treatment"]!["action"] : null, (string?)score["treatment"]);
            Assert.Equal(Math.Round((decimal)(double)card["equity"]!["network_value"]!, 2), (decimal)score["networkEquity"]!);
            Assert.Equal(Math.Round((decimal)(double)card["equity"]!["engagement_value"]!, 2), (decimal)score["engagementValue"]!);
        }
        Assert.Equal(history, night.Sql("SELECT COUNT(*) FROM score_history"));
    }

    [Fact]
    public async Task An_event_renews_what_rests_on_the_place_and_the_next_night_agrees()
    {
        await Community();
        JsonObject richer = Record(3, asOf: "2026-11-22");
        string byEvent;
        await using (Service night = await Night())
        {
            JsonNode reply = await night.Scored(Record(3, asOf: "2026-11-22").ToJsonString());
            Assert.False((bool)reply["changed"]!);
            JsonNode scoreBefore = reply["score"]!;
            richer["purchases"]!.AsArray().Add(new JsonObject { ["time"] = "2026-11-22", ["amount"] = 900 });
            JsonNode after = (await night.Scored(richer.ToJsonString()))["score"]!;
            Assert.True((decimal)after["networkEquity"]! > (decimal)scoreBefore["networkEquity"]!);
            Assert.True((decimal)after["engagementValue"]! > (decimal)scoreBefore["engagementValue"]!);
            Assert.Equal("gold", (string?)after["valueTier"]);
            Assert.NotEqual("gold", (string?)scoreBefore["valueTier"]);
            Assert.Equal((double)scoreBefore["influence"]!, (double)after["influence"]!);
            byEvent = await Card(night, Id(3));
            night.Sql("DELETE FROM nightly");
        }
        await using Service again = await Night();
        Assert.Equal(byEvent, await Card(again, Id(3))); // the credit that the purchase moves included
        Assert.False((bool)(await again.Scored(richer.ToJsonString()))["changed"]!);
    }

    [Theory]
    [InlineData("withdrawal")]
    [InlineData("erasure")]
    public async Task Whoever_withdraws_or_is_erased_vanishes_from_the_numbers_of_the_others_in_the_next_night(string how)
    {
        await Community();
        var before = new Dictionary<string, string>();
        await using (Service night = await Night())
        {
            foreach (int i in Enumerable.Range(0, Customers).Where(i => i != 1))
            {
                before[Id(i)] = await Card(night, Id(i));
            }
        }
        await using (Service day = await Day("2026-11-22T12:00:00Z"))
        {
            if (how == "erasure")
            {
                Assert.Equal(HttpStatusCode.NoContent, (await day.Client.DeleteAsync($"/customers/{Id(1)}")).StatusCode);
                Assert.Equal(0L, day.Sql("SELECT (SELECT COUNT(*) FROM interactions WHERE 'c01' IN (actor, target))"
                                         + " + (SELECT COUNT(*) FROM referrals WHERE 'c01' IN (referrer, referred))"));
            }
            else
            {
                JsonObject withdrawn = Record(1, asOf: "2026-11-22");
                withdrawn["consents"] = new JsonArray(new JsonObject { ["purpose"] = "scoring", ["state"] = "withdrawn", ["time"] = "2026-11-22" });
                Assert.Equal("excluded", (string?)(await day.Scored(withdrawn.ToJsonString()))["score"]!["status"]);
                foreach (string column in new[] { "segment", "influence", "social_score", "network_value", "engagement_value", "value_tier", "treatment", "place" })
                {
                    Assert.Null(day.Sql($"SELECT {column} FROM scores WHERE id = 'c01'"));
                }
                Assert.Equal("consent_withdrawn", day.Sql("SELECT reason FROM scores WHERE id = 'c01'"));
            }
            day.Sql("DELETE FROM nightly");
        }
        var after = new Dictionary<string, string>();
        await using (Service night = await Night())
        {
            foreach (string id in before.Keys)
            {
                after[id] = await Card(night, id);
            }
        }
        Assert.True(before.Keys.Count(id => before[id] != after[id]) > 5, "others listened to c01");

        // As if the person had never been there.
        foreach (string file in Directory.GetFiles(folder))
        {
            SqliteConnection.ClearAllPools();
            File.Delete(file);
        }
        var fresh = new EverybodyTests();
        try
        {
            await fresh.Community(without: 1);
            await using Service never = await fresh.Night();
            foreach (string id in after.Keys)
            {
                Assert.Equal(await Card(never, id), after[id]);
            }
        }
        finally
        {
            fresh.Dispose();
        }
    }

    private static string Activity(string message = "Create", string at = "2026-11-20T10:00:00Z", string actor = "contact", string target = "contact",
                                   string id = "0a0b7b8c-3b1e-4a52-9d2f-0c9a1e4d7a99", string table = "socialactivity") =>
        Samples.Event(message, at, table: table, id: id, attributes: string.Join(", ",
            Samples.Attribute("postauthor", Samples.Lookup(actor, Samples.Contact)),
            Samples.Attribute("regardingobjectid", Samples.Lookup(target, Other)), Samples.Attribute("postedon", Samples.Moment(at))));

    private const string Other = "7c1d7b8c-3b1e-4a52-9d2f-0c9a1e4d7a22";

    [Fact]
    public async Task An_activity_of_Dataverse_is_stored_once_however_often_it_comes()
    {
        await using (Service service = await Day())
        {
            await service.Scored(Samples.Ada(Samples.Contact)); // the reactions of who has bought count
            await service.Scored(Samples.Event("Create", attributes: Samples.Answers, id: Other));
            foreach (bool changes in new[] { true, false, false })
            {
                (int status, JsonNode reply) = await service.Post("/interactions", Activity());
                Assert.Equal(200, status);
                Assert.Equal(changes ? 1 : 0, (int)reply["changed"]!);
            }
            Assert.Equal(1L, service.Sql("SELECT COUNT(*) FROM interactions"));
            Assert.Equal($"{Samples.Contact} comment {Other} social",
                         service.Sql("SELECT actor || ' ' || kind || ' ' || target || ' ' || channel FROM interactions"));

            (_, JsonNode newer) = await service.Post("/interactions", Activity("Update", "2026-11-20T10:00:05Z", target: "campaign"));
            Assert.Equal(1, (int)newer["changed"]!);
            Assert.Equal("", service.Sql("SELECT target FROM interactions")); // a campaign is nobody
            (_, JsonNode late) = await service.Post("/interactions", Activity("Update", "2026-11-20T10:00:01Z"));
            Assert.Equal(1, (int)late["superseded"]!);
            Assert.Equal("", service.Sql("SELECT target FROM interactions"));
            (_, JsonNode back) = await service.Post("/interactions", Activity("Update", "2026-11-20T10:01:00Z"));
            Assert.Equal(1, (int)back["changed"]!);

            (_, JsonNode user) = await service.Post("/interactions", Activity(actor: "systemuser", id: "0b0b7b8c-3b1e-4a52-9d2f-0c9a1e4d7a99"));
            Assert.Equal(1, (int)user["changed"]!);
            Assert.Equal(Samples.Contact, service.Sql("SELECT id FROM employees"));
            service.Sql("DELETE FROM employees");
            (_, JsonNode lead) = await service.Post("/interactions", Activity(actor: "lead", id: "0c0b7b8c-3b1e-4a52-9d2f-0c9a1e4d7a99"));
            Assert.Equal(0, (int)lead["changed"]!);
            Assert.Contains("postauthor", (string?)lead["rejected"]![0]);
        }
        await using Service night = await Night();
        Assert.True((double)night.Sql($"SELECT social_score FROM scores WHERE id = '{Other}'")! > 0);
        JsonNode card = JsonNode.Parse(await Card(night, Other))!;
        Assert.Equal(1, Math.Ceiling((double)card["network"]!["reach"]!));

        (_, JsonNode removed) = await night.Post("/interactions", Activity("Delete"));
        Assert.Equal(1, (int)removed["changed"]!);
        (_, JsonNode nothing) = await night.Post("/interactions", Activity("Delete"));
        Assert.Equal(0, (int)nothing["changed"]!);
    }

    [Fact]
    public async Task A_telephone_call_has_lists_of_participants()
    {
        await using Service service = await Day();
        string call = Samples.Event("Create", table: "phonecall", id: "0d0b7b8c-3b1e-4a52-9d2f-0c9a1e4d7a99", attributes: string.Join(", ",
            Samples.Attribute("from", Samples.Party("systemuser", Other)), Samples.Attribute("to", Samples.Party("contact", Samples.Contact)),
            Samples.Attribute("actualend", Samples.Moment("2026-11-20T09:00:00Z"))));
        Assert.Equal(1, (int)(await service.Post("/interactions", call)).Body["changed"]!);
        Assert.Equal($"{Other} answer {Samples.Contact} telephone",
                     service.Sql("SELECT actor || ' ' || kind || ' ' || target || ' ' || channel FROM interactions"));
        Assert.Equal(Other, service.Sql("SELECT id FROM employees"));
    }

    [Fact]
    public async Task A_lookup_says_on_whose_word_a_contact_came()
    {
        await using Service service = await Day();
        string Came(string at, string lookup) => Samples.Event(at: at, attributes: Samples.Answers + ", " + Samples.Attribute("new_referredby", lookup));
        Assert.True((bool)(await service.Scored(Came("2026-11-20T10:00:00Z", Samples.Lookup("contact", Other))))["changed"]!);
        Assert.Equal(Other, service.Sql($"SELECT referrer FROM referrals WHERE referred = '{Samples.Contact}'"));
        object? time = service.Sql("SELECT time FROM referrals");
        Assert.False((bool)(await service.Scored(Came("2026-11-20T11:00:00Z", Samples.Lookup("contact", Other))))["changed"]!);
        Assert.Equal(time, service.Sql("SELECT time FROM referrals"));
        Assert.True((bool)(await service.Scored(Came("2026-11-20T12:00:00Z", "null")))["changed"]!);
        Assert.Equal(0L, service.Sql("SELECT COUNT(*) FROM referrals"));
    }

    [Fact]
    public async Task A_row_that_cannot_be_used_is_told_with_its_reason_and_the_others_are_stored()
    {
        await using Service service = await Day();
        (int status, JsonNode reply) = await service.Post("/interactions", """
            {"interactions": [
               {"event_id": "e1", "actor": "a", "target": "b", "kind": "like", "time": "2026-11-20"},
               {"event_id": "e2", "actor": "a", "target": "b", "kind": "wink", "time": "2026-11-20"},
               {"event_id": "e3", "actor": "a", "target": "b", "kind": "like", "time": "yesterday"},
               {"event_id": "e4", "actor": "a", "target": "b", "kind": "like", "time": 1795000000000},
               {"event_id": "e5", "actor": "a", "target": "b", "kind": "like", "time": "2026-11-20", "sentiment": 7},
               {"actor": "a", "target": "b", "kind": "like", "time": "2026-11-20"},
               {"event_id": "e7", "actor": "a", "kind": "post", "time": 1795000000}, null, {"event_id": "e9", "actor": "a", "kind": "post"}],
             "referrals": [{"referrer": "a", "referred": "a", "time": "2026-11-20"}, {"referrer": "a", "referred": "b", "time": "2026-11-20"}]}
            """);
        Assert.Equal(200, status);
        string rejected = string.Join("\n", reply["rejected"]!.AsArray().Select(r => (string)r!));
        Assert.Equal(3, (int)reply["changed"]!);
        foreach (string told in new[] { "interactions[1]: kind \"wink\"", "interactions[2]: time: expected", "interactions[3]: time", "interactions[4]: sentiment",
                                        "interactions[5]: event_id: is missing", "interactions[7]: expected an object", "interactions[8]: time: expected", "referrals[0]: " })
        {
            Assert.Contains(told, rejected);
        }
        foreach ((string bad, string offender) in new[]
                 {
                     ("{\"interactionz\": []}", "interactionz"), ("[]", ""), ("{\"interactions\": 7}", "interactions"), ("{", ""),
                     ("{\"interactions\": [{\"event_id\": \"e\", \"actr\": \"a\"}]}", "actr"),
                     ("{\"interactions\": [{\"event_id\": \"\\ud83d\", \"actor\": \"a\", \"kind\": \"post\", \"time\": 1}]}", ""),
                 })
        {
            (status, JsonNode problem) = await service.Post("/interactions", bad);
            Assert.Equal(400, status);
            Assert.Contains(offender, (string)problem["detail"]!);
            Assert.Equal(4, (int)problem["code"]!);
        }
        Assert.Equal(2L, service.Sql("SELECT COUNT(*) FROM interactions"));
    }

    [Fact]
    public async Task The_queue_takes_interactions_too()
    {
        await using Service service = await Day();
        Assert.Equal(202, (await service.Post("/queue", Activity())).Status);
        Assert.Equal(202, (await service.Post("/queue", "{\"employees\": [\"agent\"]}")).Status);
        await Service.Until(async () => (int)(await service.Get("/health"))["queued"]! == 0);
        Assert.Equal(1L, service.Sql("SELECT COUNT(*) FROM interactions"));
        Assert.Equal("agent", service.Sql("SELECT id FROM employees"));
        Assert.Equal(0, (int)(await service.Get("/health"))["refused"]!);
    }

    [Fact]
    public async Task What_overtakes_an_erasure_does_not_bring_the_person_back()
    {
        await using Service service = await Day();
        await service.Scored(Samples.Event("Create", "2026-11-20T09:00:00Z", Samples.Answers));
        await service.Post("/interactions", Activity());
        Assert.True((bool)(await service.Scored(Samples.Event("Delete", "2026-11-20T11:00:00Z")))["erased"]!);
        JsonNode late = await service.Scored(Samples.Event("Update", "2026-11-20T10:30:00Z", Samples.Answers));
        Assert.True((bool)late["superseded"]!);
        Assert.Null(late["score"]);
        Assert.Equal(1, (int)(await service.Post("/interactions", Activity("Update", "2026-11-20T10:45:00Z"))).Body["superseded"]!);
        foreach (string table in new[] { "customers", "scores", "score_history", "interactions", "employees" })
        {
            Assert.Equal(0L, service.Sql($"SELECT COUNT(*) FROM {table}"));
        }
    }

    [Fact]
    public async Task A_record_that_changes_while_the_night_goes_on_counts_as_it_is_then()
    {
        await Community();
        await using Service service = await Day("2026-11-22T01:00:00Z");
        var store = service.Services.GetRequiredService<ScoreStore>();
        var engine = service.Services.GetRequiredService<ScoringEngine>();
        var scoring = service.Services.GetRequiredService<CustomerScoring>();
        var day = new DateOnly(2026, 11, 22);
        using (var everybody = new Everybody(engine, store, day))
        {
            await service.Scored(Record(8, "2026-11-22").ToJsonString().Replace("\"amount\":66", "\"amount\":660"));
            await service.Scored(Record(99, "2026-11-22").ToJsonString());
            await service.Client.DeleteAsync($"/customers/{Id(9)}");
            scoring.ScoreAgain([Id(7), Id(8), Id(9), Id(99)], day, everybody);
        }
        JsonNode changed = JsonNode.Parse(await Card(service, Id(8)))!;
        Assert.True((double)changed["value"]!["revenue"]! > 660);
        Assert.NotNull(changed["equity"]!["network_value"]); // with the place that the night found
        Assert.Equal("not_carried", (string?)JsonNode.Parse(await Card(service, Id(99)))!["equity"]!["status"]);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync($"/customers/{Id(9)}")).StatusCode);
        Assert.NotNull(service.Sql("SELECT network_value FROM scores WHERE id = 'c07'"));
    }

    [Fact]
    public async Task A_customer_whom_no_night_has_seen_has_no_place_however_many_events_there_were()
    {
        await using Service service = await Day();
        for (int i = 0; i < 2; ++i)
        {
            await service.Scored(Record(1).ToJsonString().Replace("\"amount\":66", $"\"amount\":{66 + i}"));
            JsonNode card = JsonNode.Parse(await Card(service, Id(1)))!;
            Assert.Equal("not_carried", (string?)card["network"]!["status"]);
            Assert.Equal("not_carried", (string?)card["equity"]!["status"]);
            Assert.Null(service.Sql("SELECT network_value FROM scores"));
        }
    }

    [Fact]
    public async Task A_night_may_be_asked_for_by_day()
    {
        await Community();
        await using Service day = await Day();
        Assert.Null((await day.Get("/health"))["lastNight"]);
        Assert.Equal(202, (await day.Post("/night", "")).Status);
        await Service.Until(async () => (string?)(await day.Get("/health"))["lastNight"] == "2026-11-21");
        Assert.True((long)day.Sql("SELECT COUNT(*) FROM scores WHERE network_value IS NOT NULL")! > 20);
        Assert.Equal(0L, day.Sql("SELECT COUNT(*) FROM wanted_nights"));
        long history = (long)day.Sql("SELECT COUNT(*) FROM score_history")!;
        Assert.Equal(202, (await day.Post("/night", "")).Status);
        await Service.Until(() => Task.FromResult((long)day.Sql("SELECT COUNT(*) FROM wanted_nights")! == 0));
        Assert.Equal(history, day.Sql("SELECT COUNT(*) FROM score_history")); // the same data give the same
        using var stranger = new HttpClient { BaseAddress = day.Client.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/night", null)).StatusCode);
    }

    [Fact]
    public async Task Whoever_writes_back_gets_every_change_once_and_ends_with_what_is_stored()
    {
        await Community();
        await using Service night = await Night();
        JsonObject withdrawn = Record(1, asOf: "2026-11-22");
        withdrawn["consents"] = new JsonArray(new JsonObject { ["purpose"] = "scoring", ["state"] = "withdrawn", ["time"] = "2026-11-22" });
        await night.Scored(withdrawn.ToJsonString());
        var crm = new Dictionary<string, JsonNode>();
        long next = 0;
        int rows = 0;
        while (await night.Get($"/changes?after={next}&limit=7") is { } page && page["changes"]!.AsArray() is { Count: > 0 } changes)
        {
            foreach (JsonNode? change in changes)
            {
                crm[(string)change!["id"]!] = change["score"]!;
                Assert.True((long)change["number"]! > next);
            }
            rows += changes.Count;
            next = (long)page["next"]!;
        }
        Assert.Equal((long)rows, night.Sql("SELECT COUNT(*) FROM score_history"));
        Assert.Equal(Customers, crm.Count);
        Assert.Equal("excluded", (string?)crm[Id(1)]["status"]);
        Assert.Null(crm[Id(1)]["networkEquity"]);
        foreach (int i in Enumerable.Range(0, Customers).Where(i => i != 1))
        {
            JsonNode stored = (await night.Scored(Record(i, asOf: "2026-11-22").ToJsonString()))["score"]!;
            Assert.Equal(stored.ToJsonString(), crm[Id(i)].ToJsonString());
        }
        Assert.Equal(next, (long)(await night.Get($"/changes?after={next}"))["next"]!);
        foreach (string bad in new[] { "after=-1", "limit=0", "limit=1001", "after=x" })
        {
            using HttpResponseMessage refused = await night.Client.GetAsync($"/changes?{bad}");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
        using var stranger = new HttpClient { BaseAddress = night.Client.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/changes")).StatusCode);
    }

    [Fact]
    public async Task Eight_clients_at_once_get_what_one_gets_while_a_night_goes_on()
    {
        await Community();
        await using Service night = await Night();
        var expected = new Dictionary<int, string>();
        for (int i = 0; i < Customers; ++i)
        {
            expected[i] = (await night.Scored(Record(i, asOf: "2026-11-22").ToJsonString())).ToJsonString();
        }
        Assert.Equal(202, (await night.Post("/night", "")).Status);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
        {
            for (int i = 0; i < Customers; ++i)
            {
                int which = (client * 4 + i) % Customers;
                Assert.Equal(expected[which], (await night.Scored(Record(which, asOf: "2026-11-22").ToJsonString())).ToJsonString());
            }
        })));
        await Service.Until(() => Task.FromResult((long)night.Sql("SELECT COUNT(*) FROM wanted_nights")! == 0));
    }

    [Fact]
    public async Task The_place_is_the_services_own()
    {
        await using Service service = await Day();
        JsonObject record = Record(1);
        record["network"] = new JsonObject { ["influence"] = 0.9 };
        (int status, JsonNode problem) = await service.Post("/score", record.ToJsonString());
        Assert.Equal(400, status);
        Assert.Contains("record.network", (string)problem["detail"]!);
    }

    [Fact]
    public async Task Health_tells_how_old_the_last_night_is()
    {
        await using (Service day = await Day())
        {
            JsonNode health = await day.Get("/health");
            Assert.Equal("ok", (string?)health["status"]);
            Assert.Null(health["lastNightAgeSeconds"]);
            await day.Scored(Record(1).ToJsonString());
        }
        await (await Night()).DisposeAsync();
        await using (Service noon = await Day("2026-11-22T12:31:00Z"))
        {
            JsonNode health = await noon.Get("/health");
            Assert.Equal("ok", (string?)health["status"]);
            Assert.Equal(36_000, (long)health["lastNightAgeSeconds"]!);
            Assert.Equal(1, (long)health["lastNightCustomers"]!);
        }
        await using Service later = await Day("2026-11-23T15:00:00Z");
        Assert.Equal("stale", (string?)(await later.Get("/health"))["status"]);
    }

    [Fact]
    public async Task A_database_of_the_version_before_gets_the_columns_that_it_lacks()
    {
        using (var old = new SqliteConnection($"Data Source={folder}/scores.db;Pooling=False"))
        {
            old.Open();
            using SqliteCommand make = old.CreateCommand();
            make.CommandText = """
                CREATE TABLE customers (id TEXT PRIMARY KEY, record TEXT NOT NULL, as_of TEXT NOT NULL, event_time INTEGER);
                CREATE TABLE scores (
                    id TEXT PRIMARY KEY, as_of TEXT NOT NULL, status TEXT NOT NULL, segment TEXT, segment_override TEXT,
                    satisfaction REAL, attachment REAL, p_alive REAL, lifetime_value TEXT, currency TEXT,
                    model_version TEXT NOT NULL, model_hash TEXT NOT NULL, input_hash TEXT NOT NULL, card TEXT NOT NULL);
                CREATE TABLE score_history (
                    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, as_of TEXT NOT NULL, status TEXT NOT NULL,
                    segment TEXT, satisfaction REAL, attachment REAL, p_alive REAL, lifetime_value TEXT, currency TEXT,
                    model_version TEXT NOT NULL, model_hash TEXT NOT NULL, input_hash TEXT NOT NULL);
                CREATE TABLE nightly (day TEXT PRIMARY KEY, finished INTEGER NOT NULL);
                INSERT INTO nightly VALUES ('2026-11-20', 1);
                INSERT INTO customers VALUES ('ada', '{"answers":[{"item":"sat_overall","time":"2026-09-15","value":5},{"item":"att_trust","time":"2026-09-15","value":5}],"id":"ada","purchases":[{"amount":48,"time":"2026-02-03"},{"amount":"twelve","time":"2026-02-03"},{"amount":5,"time":"someday"}]}', '2026-11-20', NULL),
                    ('bob', '{"answers":[7],"id":"bob","consents":[{"purpose":"scoring","state":"granted","time":"once"}],"purchases":[{"amount":48,"time":"2026-02-03"}]}', '2026-11-20', NULL);
                INSERT INTO scores VALUES ('ada', '2026-11-20', 'scored', 'fan', 'captive', 1, 1, 0.5, '1.00', 'EUR', 'old', 'h', 'i', '{}');
                """;
            make.ExecuteNonQuery();
        }
        await using (Service first = await Day())
        {
            JsonNode health = await first.Get("/health");
            Assert.Equal("2026-11-20", (string?)health["lastNight"]);
            Assert.Null(health["lastNightAgeSeconds"]); // nobody had noted it
        }
        await using Service night = await Night();
        Assert.Equal("captive", night.Sql("SELECT segment_override FROM scores WHERE id = 'ada'"));
        Assert.Equal("fan", night.Sql("SELECT segment FROM scores WHERE id = 'ada'"));
        Assert.Equal("48.00", night.Sql("SELECT revenue FROM scores WHERE id = 'ada'")); // rows that nobody can read are left out
        Assert.NotNull(night.Sql("SELECT network_value FROM scores WHERE id = 'ada'"));
        Assert.NotNull(night.Sql("SELECT place FROM scores WHERE id = 'ada'"));
        Assert.Equal(1L, night.Sql("SELECT COUNT(*) FROM score_history WHERE network_value IS NOT NULL"));
        Assert.Equal("excluded", night.Sql("SELECT status FROM scores WHERE id = 'bob'")); // it may have been a withdrawal
    }
}
