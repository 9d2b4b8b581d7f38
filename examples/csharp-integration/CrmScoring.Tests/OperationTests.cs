using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CrmScoring.Tests;

public sealed class OperationTests
{
    [Fact]
    public async Task Health_tells_the_model_the_library_and_the_queue()
    {
        await using Service service = await Service.Start();
        JsonNode health = await service.Get("/health");
        Assert.Equal("ok", (string?)health["status"]);
        Assert.Equal("quickstart", (string?)health["modelVersion"]);
        Assert.Equal(Scvm.ScvmLibrary.Version, (string?)health["library"]);
        Assert.Equal(0, (int)health["queued"]!);

        service.Sql("DROP TABLE queue");
        using HttpResponseMessage sick = await service.Client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, sick.StatusCode);
        Assert.Equal("unavailable", (string?)JsonNode.Parse(await sick.Content.ReadAsStringAsync())!["status"]);
    }

    [Fact]
    public async Task The_open_api_document_lists_every_path()
    {
        await using Service service = await Service.Start();
        JsonNode document = await service.Get("/openapi/v1.json");
        JsonObject paths = document["paths"]!.AsObject();
        Assert.Equal(["/changes", "/customers/{id}", "/health", "/interactions", "/night", "/queue", "/score"], paths.Select(p => p.Key).Order());
        JsonObject responses = paths["/score"]!["post"]!["responses"]!.AsObject();
        Assert.Equal(["200", "400", "401", "413", "415", "503"], responses.Select(r => r.Key).Order());
        JsonObject schemas = document["components"]!["schemas"]!.AsObject();
        Assert.Contains("changed", schemas["ScoreReply"]!["properties"]!.AsObject().Select(p => p.Key));
        JsonObject score = schemas["Score"]!["properties"]!.AsObject();
        foreach ((string field, string type) in new[]
                 {
                     ("influence", "number"), ("socialScore", "number"), ("networkEquity", "number"), ("engagementValue", "number"),
                     ("valueTier", "string"), ("treatment", "string"), ("treatmentStatus", "string"), ("reason", "string"),
                 })
        {
            Assert.Equal(["null", type], score[field]!["type"]!.AsArray().Select(t => (string)t!).Order()); // absent is null
            Assert.NotEmpty((string)score[field]!["description"]!);
        }
        Assert.Equal("string", (string?)score["status"]!["type"]); // there always is one
        Assert.Equal(["actor", "event_id", "kind", "time"], schemas["InteractionRow"]!["required"]!.AsArray().Select(r => (string)r!).Order());
        Assert.Contains("event_id", schemas["InteractionRow"]!["properties"]!.AsObject().Select(p => p.Key));
        Assert.Contains("lastNightAgeSeconds", schemas["HealthReply"]!["properties"]!.AsObject().Select(p => p.Key));
        Assert.NotNull(paths["/customers/{id}"]!["delete"]);
    }

    [Fact]
    public async Task A_queued_event_is_scored_later_and_a_refused_one_waits_for_somebody()
    {
        await using Service service = await Service.Start();
        Assert.Equal(202, (await service.Post("/queue", Samples.Ada("ada"))).Status);
        Assert.Equal(202, (await service.Post("/queue", "{\"id\": \"grace\"}")).Status);
        Assert.Equal(202, (await service.Post("/queue", Samples.Event("Create", attributes: Samples.Answers))).Status);
        Assert.Equal(400, (await service.Post("/queue", "{")).Status);
        await Service.Until(async () => (int)(await service.Get("/health"))["queued"]! == 0);
        Assert.Equal(2L, service.Sql("SELECT COUNT(*) FROM scores WHERE segment = 'fan'"));
        Assert.Equal(1, (int)(await service.Get("/health"))["refused"]!);
        Assert.Equal(4L, service.Sql("SELECT error_code FROM queue"));
        Assert.Contains("as_of", (string)service.Sql("SELECT error FROM queue")!);
    }

    [Fact]
    public async Task The_night_scores_everybody_as_of_today_once()
    {
        string folder = Directory.CreateTempSubdirectory("scvm-night-").FullName;
        try
        {
            await using (Service evening = await Service.Start(folder))
            {
                await evening.Scored(Samples.Ada("ada", asOf: "2026-08-01"));
                await evening.Scored(Samples.Ada("grace", asOf: "2026-11-21"));
            }
            await using Service night = await Service.Start(folder, "2026-11-22T02:31:00Z", "--Scoring:NightlyAt=02:30:00");
            await Service.Until(async () => (string?)(await night.Get("/health"))["lastNight"] == "2026-11-22");
            Assert.Equal(2L, night.Sql("SELECT COUNT(*) FROM scores WHERE as_of = '2026-11-22'"));
            Assert.Equal(4L, night.Sql("SELECT COUNT(*) FROM score_history")); // one day more is a little less alive
            Assert.Equal("2026-08-01", night.Sql("SELECT as_of FROM customers WHERE id = 'ada'"));

            // An event of yesterday that comes after the night counts, as of today.
            JsonNode late = await night.Scored(Samples.Ada("grace", satOverall: 1));
            Assert.True((bool)late["changed"]!);
            Assert.Equal("2026-11-22", (string?)late["asOf"]);
            await Task.Delay(500);
            Assert.Equal(5L, night.Sql("SELECT COUNT(*) FROM score_history")); // the night does not come twice
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("--Scoring:ApiKey=", "ApiKey")]
    [InlineData("--Scoring:ApiKey=short", "ApiKey")]
    [InlineData("--Scoring:PollSeconds=0", "PollSeconds")]
    [InlineData("--Dataverse:Consents:0:States:100000001=no", "granted, refused or withdrawn")]
    public async Task A_wrong_configuration_stops_the_start(string setting, string offender)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => Service.Start(settings: setting));
        Assert.Contains(offender, failure.Message);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_stops_the_start()
    {
        await Assert.ThrowsAsync<SqliteException>(() => Service.Start(settings: "--Scoring:Database=/nowhere/scores.db"));
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 5000)); // somebody else's file: it is left as it is
        await Assert.ThrowsAsync<SqliteException>(() => Service.Start(settings: $"--Scoring:Database={file}"));
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(file));
        File.Delete(file);
    }

    [Fact]
    public async Task A_model_that_is_none_stops_the_start()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => Service.Start(settings: "--Scoring:Model=/nowhere/model.json"));
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Service.Model)).Replace("\"margin\"", "\"margn\""));
        var failure = await Assert.ThrowsAsync<Scvm.ScvmException>(() => Service.Start(settings: $"--Scoring:Model={file}"));
        Assert.Contains("margn", failure.Message);
        File.Delete(file);
    }

    [Fact]
    public async Task A_process_that_is_killed_loses_no_event()
    {
        string folder = Directory.CreateTempSubdirectory("scvm-killed-").FullName;
        try
        {
            (Process process, HttpClient client) = await StartProcess(folder);
            await Service.Until(async () => (int)(await client.GetAsync("/health")).StatusCode == 200);
            for (int i = 0; i < 5; ++i)
            {
                using HttpResponseMessage taken = await client.PostAsync("/queue", Service.Json(Samples.Ada($"c{i}")));
                Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
            }
            process.Kill();
            await process.WaitForExitAsync();
            await using Service again = await Service.Start(folder);
            await Service.Until(async () => (int)(await again.Get("/health"))["queued"]! == 0);
            Assert.Equal(5L, again.Sql("SELECT COUNT(*) FROM scores WHERE segment = 'fan'"));
            client.Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The worker looks once an hour here: what is queued stays so until the process is killed.
    private static async Task<(Process, HttpClient)> StartProcess(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (string argument in new[]
                 {
                     typeof(ScoringApp).Assembly.Location, "--urls=http://127.0.0.1:0", $"--Scoring:Model={Service.Model}",
                     $"--Scoring:Database={folder}/scores.db", "--Scoring:PollSeconds=3600", "--Scoring:NightlyAt=23:59:59",
                     "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
                 })
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["Scoring__ApiKey"] = Service.Key;
        Process process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            int at = line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal);
            if (at >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                await Task.Delay(500); // the worker's first look
                var client = new HttpClient { BaseAddress = new Uri(line[at..].Trim()) };
                client.DefaultRequestHeaders.Add(ApiKeyGate.Header, Service.Key);
                return (process, client);
            }
        }
        throw new InvalidOperationException("the service did not start");
    }
}
