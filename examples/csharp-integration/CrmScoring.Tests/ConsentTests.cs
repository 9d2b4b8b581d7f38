using System.Text.Json.Nodes;
using static CrmScoring.Tests.Samples;

namespace CrmScoring.Tests;

public sealed class ConsentTests
{
    private static string AdaWith(params (string State, string Time, string? Expires)[] consents)
    {
        JsonObject record = JsonNode.Parse(Ada())!.AsObject();
        var rows = new JsonArray();
        foreach ((string state, string time, string? expires) in consents)
        {
            var row = new JsonObject { ["purpose"] = "scoring", ["state"] = state, ["time"] = time };
            if (expires is not null)
            {
                row["expires"] = expires;
            }
            rows.Add(row);
        }
        record["consents"] = rows;
        return record.ToJsonString();
    }

    private static void AssertNulls(Service service)
    {
        Assert.Equal("excluded", service.Sql("SELECT status FROM scores"));
        foreach (string column in new[] { "segment", "satisfaction", "attachment", "p_alive", "lifetime_value", "currency" })
        {
            Assert.Null(service.Sql($"SELECT {column} FROM scores"));
        }
    }

    [Fact]
    public async Task A_withdrawal_nulls_every_score_whatever_its_date()
    {
        await using Service service = await Service.Start();
        Assert.NotNull((await service.Scored(Ada()))["score"]!["segment"]);
        JsonNode reply = await service.Scored(AdaWith(("granted", "2026-02-01", null), ("withdrawn", "2026-01-01", null)));
        Assert.True((bool)reply["changed"]!);
        Assert.Equal("excluded", (string?)reply["score"]!["status"]);
        AssertNulls(service);
        Assert.Equal(1L, service.Sql("SELECT COUNT(*) FROM scores"));
    }

    [Fact]
    public async Task A_consent_that_cannot_be_read_is_refused()
    {
        await using Service service = await Service.Start();
        (int status, JsonNode problem) = await service.Post("/score", AdaWith(("perhaps", "2026-01-01", null)));
        Assert.Equal(400, status);
        Assert.Contains("consents[0]", (string)problem["detail"]!);
        Assert.Contains("perhaps", (string)problem["detail"]!);
        Assert.Equal(0L, service.Sql("SELECT COUNT(*) FROM scores"));
    }

    [Theory]
    [InlineData("perhaps", "2026-01-01")]
    [InlineData("granted", "01.05.2025")]
    [InlineData("withdrawn", "once")]
    public async Task Whoever_was_scored_is_excluded_by_a_consent_that_cannot_be_read(string state, string time)
    {
        await using Service service = await Service.Start();
        await service.Scored(Ada());
        Assert.Equal(400, (await service.Post("/score", AdaWith((state, time, null)))).Status);
        AssertNulls(service);
        Assert.Equal(400, (await service.Post("/score", AdaWith((state, time, null)))).Status);
        AssertNulls(service);
        await service.Scored(AdaWith(("granted", "2026-01-01", null)));
        Assert.Equal("scored", service.Sql("SELECT status FROM scores"));
    }

    [Fact]
    public async Task A_choice_in_Dataverse_that_means_nothing_excludes_until_it_means_something()
    {
        await using Service service = await Service.Start();
        await service.Scored(Event("Create", attributes: Answers));
        string unknown = Event(at: "2026-11-21T10:01:00Z", attributes: Attribute("new_scoringconsent", Choice(7)));
        Assert.Equal(400, (await service.Post("/score", unknown)).Status);
        AssertNulls(service);
        JsonNode again = await service.Scored(Event(at: "2026-11-21T10:03:00Z", attributes: Attribute("new_scoringconsent", Choice(100000000))));
        Assert.Equal("fan", (string?)again["score"]!["segment"]);
    }

    [Fact]
    public async Task A_choice_in_Dataverse_withdraws_and_gives_again()
    {
        await using Service service = await Service.Start();
        await service.Scored(Event("Create", attributes: Answers));
        string withdrawn = Event(at: "2026-11-21T10:01:00Z", attributes: Attribute("new_scoringconsent", Choice(100000002)));
        Assert.Equal("excluded", (string?)(await service.Scored(withdrawn))["score"]!["status"]);
        AssertNulls(service);
        Assert.False((bool)(await service.Scored(withdrawn))["changed"]!);
        // Another change of the contact is no new decision.
        await service.Scored(Event(at: "2026-11-21T10:02:00Z", attributes: Attribute("new_satoverall", Choice(4))));
        AssertNulls(service);
        JsonNode again = await service.Scored(Event(at: "2026-11-21T10:03:00Z", attributes: Attribute("new_scoringconsent", Choice(100000000))));
        Assert.Equal("fan", (string?)again["score"]!["segment"]);
    }

    [Fact]
    public async Task A_consent_expires_in_the_night_without_an_event()
    {
        string folder = Directory.CreateTempSubdirectory("scvm-expiry-").FullName;
        try
        {
            string model = Path.Combine(folder, "model.json");
            JsonObject rules = JsonNode.Parse(await File.ReadAllTextAsync(Service.Model))!.AsObject();
            rules["consent"] = new JsonObject { ["missing"] = "exclude" };
            await File.WriteAllTextAsync(model, rules.ToJsonString());
            await using (Service evening = await Service.Start(folder, settings: $"--Scoring:Model={model}"))
            {
                Assert.Equal("excluded", (string?)(await evening.Scored(Ada("silent")))["score"]!["status"]);
                await evening.Client.DeleteAsync("/customers/silent");
                JsonNode reply = await evening.Scored(AdaWith(("granted", "2026-01-01", "2026-11-22T00:00:00Z")));
                Assert.Equal("fan", (string?)reply["score"]!["segment"]);
            }
            await using Service night = await Service.Start(
                folder, "2026-11-22T02:31:00Z", $"--Scoring:Model={model}", "--Scoring:NightlyAt=02:30:00");
            await Service.Until(async () => (string?)(await night.Get("/health"))["lastNight"] == "2026-11-22");
            AssertNulls(night);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
