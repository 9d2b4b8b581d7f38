using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace CrmScoring.Tests;

public sealed class ScoreTests
{
    [Fact]
    public async Task A_record_is_scored_and_stored_with_what_made_it()
    {
        await using Service service = await Service.Start();
        JsonNode reply = await service.Scored(Samples.Ada());
        Assert.Equal("ada", (string?)reply["id"]);
        Assert.True((bool)reply["changed"]!);
        Assert.Equal("fan", (string?)reply["score"]!["segment"]);
        Assert.Equal(38.50m, (decimal)reply["score"]!["lifetimeValue"]!);
        Assert.Equal("EUR", (string?)reply["score"]!["currency"]);
        Assert.Equal(64, ((string)reply["inputHash"]!).Length);
        Assert.Equal((string?)(await service.Get("/health"))["modelHash"], (string?)reply["modelHash"]);
        Assert.Equal("38.50", service.Sql("SELECT lifetime_value FROM scores WHERE id = 'ada'"));

        JsonNode card = await service.Get("/customers/ada");
        Assert.NotEmpty(card["explanation"]!.AsArray());
    }

    [Fact]
    public async Task The_same_event_twice_makes_one_row_and_changes_nothing()
    {
        await using Service service = await Service.Start();
        Assert.True((bool)(await service.Scored(Samples.Ada()))["changed"]!);
        JsonObject shuffled = JsonNode.Parse(Samples.Ada())!.AsObject();
        JsonArray purchases = shuffled["purchases"]!.AsArray();
        JsonNode first = purchases[0]!;
        purchases.RemoveAt(0);
        purchases.Add(first);
        foreach (string again in new[] { Samples.Ada(), shuffled.ToJsonString(), Samples.Ada().Replace(":48,", ":48.00,").Replace(":48}", ":48.00}") })
        {
            JsonNode reply = await service.Scored(again);
            Assert.False((bool)reply["changed"]!);
        }
        Assert.Equal(1L, service.Sql("SELECT COUNT(*) FROM scores"));
        Assert.Equal(1L, service.Sql("SELECT COUNT(*) FROM score_history"));
        Assert.True((bool)(await service.Scored(Samples.Ada(satOverall: 1)))["changed"]!);
        Assert.Equal(1L, service.Sql("SELECT COUNT(*) FROM scores"));
        Assert.Equal(2L, service.Sql("SELECT COUNT(*) FROM score_history"));
    }

    [Fact]
    public async Task An_event_that_comes_late_does_not_undo_a_newer_one()
    {
        await using Service service = await Service.Start();
        await service.Scored(Samples.Ada(satOverall: 1, asOf: "2026-11-21"));
        JsonNode reply = await service.Scored(Samples.Ada(satOverall: 5, asOf: "2026-11-20"));
        Assert.True((bool)reply["superseded"]!);
        Assert.False((bool)reply["changed"]!);
        Assert.Equal("2026-11-21", (string?)reply["asOf"]);
        Assert.Equal("2026-11-21", service.Sql("SELECT as_of FROM scores"));
    }

    [Theory]
    [InlineData("{\"as_of\": \"2026-11-21\"}", 4, "id")]
    [InlineData("{\"id\": \"ada\"}", 4, "as_of")]
    [InlineData("{\"id\": \"\", \"as_of\": \"2026-11-21\"}", null, "id")]
    [InlineData("{\"id\": \"ada\", \"as_of\": \"2026-11-21\", \"answes\": []}", 4, "answes")]
    [InlineData("{\"id\": \"ada\", \"as_of\": \"someday\"}", null, "as_of")]
    [InlineData("{\"id\": \"ada\", \"as_of\": \"2999-01-01\"}", 4, "2999-01-01")]
    [InlineData("{\"id\": \"ada\", \"as_of\": \"2026-11-21\", \"purchases\": \"none\"}", 4, "purchases")]
    [InlineData("{\"id\": \"ada\", \"as_of\"", 4, "")]
    [InlineData("[]", 4, "")]
    [InlineData("", 4, "")]
    public async Task A_bad_record_is_a_problem_that_names_the_offender(string record, int? code, string offender)
    {
        await using Service service = await Service.Start();
        using HttpResponseMessage response = await service.Client.PostAsync("/score", Service.Json(record));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        JsonNode problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Contains(offender, (string)problem["detail"]!);
        Assert.True(code is null || (int)problem["code"]! == code, problem.ToString());
        Assert.NotEmpty((string)problem["codeName"]!);
        Assert.Equal(0L, service.Sql("SELECT COUNT(*) FROM customers"));
    }

    [Fact]
    public async Task A_row_that_cannot_be_used_is_told_and_the_rest_is_scored()
    {
        await using Service service = await Service.Start();
        JsonObject record = JsonNode.Parse(Samples.Ada())!.AsObject();
        record["purchases"]!.AsArray().Add(new JsonObject { ["time"] = "2026-01-01", ["amount"] = 1e30 });
        record["purchases"]!.AsArray().Add(new JsonObject { ["time"] = "2026-01-02", ["amount"] = "twelve" });
        JsonNode reply = await service.Scored(record.ToJsonString());
        Assert.Equal(38.50m, (decimal)reply["score"]!["lifetimeValue"]!);
        JsonArray rejected = reply["rejected"]!.AsArray();
        Assert.Equal(2, rejected.Count);
        Assert.StartsWith("purchases[5]: ", (string?)rejected[0]);
        Assert.StartsWith("purchases[6]: ", (string?)rejected[1]);
    }

    [Fact]
    public async Task Nobody_comes_in_without_the_key()
    {
        await using Service service = await Service.Start();
        foreach (string? key in new[] { null, "", "wrong", Service.Key[..^1], Service.Key + "x", Service.Key.ToUpperInvariant() })
        {
            foreach ((HttpMethod method, string path) in new[]
                     { (HttpMethod.Post, "/score"), (HttpMethod.Post, "/queue"), (HttpMethod.Get, "/customers/ada"), (HttpMethod.Delete, "/customers/ada") })
            {
                using var client = new HttpClient { BaseAddress = service.Client.BaseAddress };
                using var request = new HttpRequestMessage(method, path);
                request.Content = method == HttpMethod.Post ? Service.Json(Samples.Ada()) : null;
                if (key is not null)
                {
                    request.Headers.TryAddWithoutValidation(ApiKeyGate.Header, key);
                }
                using HttpResponseMessage response = await client.SendAsync(request);
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            }
        }
        Assert.Equal(0L, service.Sql("SELECT (SELECT COUNT(*) FROM scores) + (SELECT COUNT(*) FROM queue)"));
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_json_or_no_utf8_is_refused()
    {
        await using Service service = await Service.Start(settings: "--Scoring:MaxBodyBytes=20000");
        (int status, JsonNode problem) = await service.Post("/score", Samples.Ada() + new string(' ', 20_000));
        Assert.Equal(413, status);
        Assert.Equal(413, (int)problem["status"]!);

        using var chunked = new StreamContent(new MemoryStream(new byte[50_000]));
        chunked.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/score") { Content = chunked };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage tooLong = await service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);

        using HttpResponseMessage xml = await service.Client.PostAsync("/score", new StringContent("<a/>", Encoding.UTF8, "application/xml"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, xml.StatusCode);

        using var latin = new ByteArrayContent(Encoding.Latin1.GetBytes(Samples.Ada().Replace("\"ada\"", "\"Zoë\"")));
        latin.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage notUtf8 = await service.Client.PostAsync("/score", latin);
        Assert.Equal(HttpStatusCode.BadRequest, notUtf8.StatusCode);
        Assert.Contains("no UTF-8", await notUtf8.Content.ReadAsStringAsync());

        (status, _) = await service.Post("/score", string.Concat(Enumerable.Repeat("[", 9_000)));
        Assert.Equal(400, status);
        Assert.Equal("fan", (string?)(await service.Scored(Samples.Ada()))["score"]!["segment"]);
    }

    [Fact]
    public async Task Ids_are_opaque_also_those_that_look_like_sql()
    {
        await using Service service = await Service.Start();
        string[] ids = ["'; DROP TABLE scores; --", "x' OR '1'='1", "\\", "%", "$id", "a/b?c=d#e", "Zoë 😀", "\"quoted\""];
        foreach (string id in ids)
        {
            Assert.Equal(id, (string?)(await service.Scored(Samples.Ada(id)))["id"]);
        }
        Assert.Equal((long)ids.Length, service.Sql("SELECT COUNT(*) FROM scores WHERE segment = 'fan'"));
        using HttpResponseMessage erased = await service.Client.DeleteAsync("/customers/" + Uri.EscapeDataString("x' OR '1'='1"));
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal((long)ids.Length - 1, service.Sql("SELECT COUNT(*) FROM scores"));
    }

    [Fact]
    public async Task Eight_clients_at_once_get_what_one_gets()
    {
        await using Service service = await Service.Start(settings: "--Scoring:DatabaseSeconds=30");
        var expected = new Dictionary<int, string>();
        for (int sat = 1; sat <= 5; ++sat)
        {
            expected[sat] = (await service.Scored(Samples.Ada($"one-{sat}", sat)))["score"]!.ToJsonString();
        }
        await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
        {
            for (int i = 0; i < 40; ++i)
            {
                int sat = 1 + i % 5;
                JsonNode reply = await service.Scored(Samples.Ada($"shared-{i % 20}", sat));
                Assert.Equal(expected[sat], reply["score"]!.ToJsonString());
            }
        })));
        Assert.Equal(25L, service.Sql("SELECT COUNT(*) FROM scores"));
        Assert.Equal(25L, service.Sql("SELECT COUNT(*) FROM score_history")); // whoever came second changed nothing
    }

    [Fact]
    public async Task A_segment_that_people_set_by_hand_stays()
    {
        await using Service service = await Service.Start();
        await service.Scored(Samples.Ada());
        service.Sql("UPDATE scores SET segment_override = 'captive' WHERE id = 'ada'");
        Assert.True((bool)(await service.Scored(Samples.Ada(satOverall: 1)))["changed"]!);
        Assert.Equal("captive", service.Sql("SELECT segment_override FROM scores"));
    }

    [Fact]
    public async Task A_database_that_fails_in_the_middle_holds_nothing_half_written_and_the_sender_is_told_to_come_again()
    {
        await using Service service = await Service.Start();
        await service.Scored(Samples.Ada());
        service.Sql("CREATE TRIGGER fails BEFORE INSERT ON score_history BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        using (HttpResponseMessage response = await service.Client.PostAsync("/score", Service.Json(Samples.Ada(satOverall: 1))))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(30), response.Headers.RetryAfter!.Delta);
            Assert.DoesNotContain("disk full", await response.Content.ReadAsStringAsync());
        }
        Assert.Equal("fan", service.Sql("SELECT segment FROM scores"));
        Assert.Contains("\"value\":5", (string)service.Sql("SELECT record FROM customers")!);
        service.Sql("DROP TRIGGER fails");

        using (var other = new SqliteConnection($"Data Source={service.Database};Pooling=False"))
        {
            other.Open();
            using SqliteTransaction locked = other.BeginTransaction(deferred: false);
            (int status, _) = await service.Post("/score", Samples.Ada(satOverall: 1));
            Assert.Equal(503, status);
        }
        Assert.True((bool)(await service.Scored(Samples.Ada(satOverall: 1)))["changed"]!);
        Assert.Equal(2L, service.Sql("SELECT COUNT(*) FROM score_history"));
    }

    [Fact]
    public async Task Erasing_removes_the_record_the_score_and_the_history()
    {
        await using Service service = await Service.Start();
        await service.Scored(Samples.Ada());
        Assert.Equal(HttpStatusCode.NoContent, (await service.Client.DeleteAsync("/customers/ada")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.DeleteAsync("/customers/ada")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync("/customers/ada")).StatusCode);
        foreach (string table in new[] { "customers", "scores", "score_history" })
        {
            Assert.Equal(0L, service.Sql($"SELECT COUNT(*) FROM {table}"));
        }
    }
}
