using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmScoring.Tests;

/// <summary>A clock that stands still; its timers run.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>The service on a free loopback port, with a database file of its own.</summary>
internal sealed class Service : IAsyncDisposable
{
    public const string Key = "a key for the tests only";
    public static readonly string Model = Metadata("Model");
    public static readonly string NetworkModel = Metadata("NetworkModel");

    private readonly WebApplication app;
    private readonly string folder;
    private readonly bool ownFolder;

    private Service(WebApplication app, string folder, bool ownFolder)
    {
        (this.app, this.folder, this.ownFolder) = (app, folder, ownFolder);
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
        Client.DefaultRequestHeaders.Add(ApiKeyGate.Header, Key);
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public string Database => Path.Combine(folder, "scores.db");

    public static async Task<Service> Start(string? inFolder = null, string now = "2026-11-21T12:00:00Z", params string[] settings)
    {
        string folder = inFolder ?? Directory.CreateTempSubdirectory("scvm-service-").FullName;
        try
        {
            WebApplication app = Build(folder, now, settings);
            await app.StartAsync();
            return new Service(app, folder, inFolder is null);
        }
        catch when (inFolder is null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static string Metadata(string key) =>
        typeof(Service).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static WebApplication Build(string folder, string now, string[] settings) => ScoringApp.Build(
            ["--urls=http://127.0.0.1:0", $"--Scoring:Model={Model}", $"--Scoring:Database={Path.Combine(folder, "scores.db")}",
             $"--Scoring:ApiKey={Key}", "--Scoring:NightlyAt=23:59:59", "--Scoring:PollSeconds=0.1",
             "--Scoring:DatabaseSeconds=1", .. settings],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<TimeProvider>(new StandingClock(DateTimeOffset.Parse(now)));
            });

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>Posts, and reads the answer as JSON.</summary>
    public async Task<(int Status, JsonNode Body)> Post(string path, string body)
    {
        using HttpResponseMessage response = await Client.PostAsync(path, Json(body));
        string text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    public async Task<JsonNode> Scored(string body)
    {
        (int status, JsonNode reply) = await Post("/score", body);
        Assert.True(status == 200, $"{status}: {reply}");
        return reply;
    }

    public async Task<JsonNode> Get(string path) => JsonNode.Parse(await Client.GetStringAsync(path))!;

    /// <summary>The first value of the first row.</summary>
    public object? Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        object? value = command.ExecuteScalar();
        return value is DBNull ? null : value;
    }

    public static async Task Until(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 200; ++i)
        {
            if (await condition())
            {
                return;
            }
            await Task.Delay(50);
        }
        Assert.Fail("waited ten seconds in vain");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (ownFolder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
