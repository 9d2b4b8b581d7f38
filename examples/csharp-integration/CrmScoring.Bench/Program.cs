// How long a night takes, with and without a network, and an event over HTTP: 50,000 customers with 250,000 purchases and
// 250,000 answers; then 500,000 interactions and 10,000 referrals besides. Run by hand; docs/integration-dotnet.md says how.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CrmScoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

const int customers = 50_000;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string examples = args.Length == 1 ? args[0] : throw new ArgumentException("expected one argument: the folder examples of scvm");
string folder = Directory.CreateTempSubdirectory("scvm-bench-").FullName;
var day = new DateOnly(2026, 11, 21);
try
{
    await using (WebApplication alone = Build(Path.Combine(examples, "quickstart/model.json")))
    {
        Fill(alone.Services.GetRequiredService<ScoreStore>());
        Night("alone, first night", alone);
        Night("alone, second night", alone);
    }
    await using WebApplication together = Build(Path.Combine(examples, "csharp-integration/model.json"));
    Connect(together.Services.GetRequiredService<ScoreStore>());
    Night("together, first night", together);
    Night("together, second night", together);
    await Events(together);
}
finally
{
    SqliteConnection.ClearAllPools();
    Directory.Delete(folder, recursive: true);
}

WebApplication Build(string model) => ScoringApp.Build(
    ["--urls=http://127.0.0.1:0", $"--Scoring:Model={model}", $"--Scoring:Database={folder}/scores.db", "--Scoring:ApiKey=a key for the bench only",
     "--Scoring:NightlyAt=23:59:59", "--Scoring:PollSeconds=3600"], builder => builder.Logging.ClearProviders());

static string Id(int number) => $"c{number:D6}";

static string Record(int number)
{
    string[] items = ["sat_overall", "sat_expectation", "att_trust", "att_recommend", "bar_contract"];
    var text = new StringBuilder($"{{\"id\":\"{Id(number)}\",\"answers\":[");
    text.AppendJoin(',', items.Select((item, i) => $"{{\"item\":\"{item}\",\"value\":{1 + number / (i + 1) % 5},\"time\":\"2026-09-15\"}}"));
    text.Append("],\"purchases\":[");
    text.AppendJoin(',', Enumerable.Range(0, 5).Select(i => $$"""{"time":"{{new DateOnly(2024, 1, 1).AddDays((number * 5 + i) * 7919 % 1000):yyyy-MM-dd}}","amount":{{10 + number * 31 % 190}}.50}"""));
    return text.Append("]}").ToString();
}

static void Fill(ScoreStore store) => store.Write(t =>
{
    for (int i = 0; i < customers; ++i)
    {
        t.PutCustomer(Id(i), new StoredCustomer(CustomerRecord.From(Record(i)), new DateOnly(2026, 11, 20), null));
    }
    return true;
});

// The smaller the number, the more popular: a long tail, as in every community.
static void Connect(ScoreStore store) => store.Write(t =>
{
    string[] kinds = ["comment", "like", "share", "answer", "post"];
    for (int i = 0; i < 500_000; ++i)
    {
        string target = Id((int)(customers * Math.Pow(i * 7919L % 100_003 / 100_003.0, 4)));
        long time = 1_795_000_000 - i * 13L % 400 * 86_400;
        t.PutInteraction(new StoredInteraction($"e{i:D6}", Id((int)(i * 31L % customers)), target, kinds[i % 5], time, "forum", null, 1, null));
    }
    for (int i = 0; i < 10_000; ++i)
    {
        t.PutReferral(new StoredReferral(Id(i % 500), Id(30_000 + i), 1_701_388_800));
    }
    return true;
});

void Night(string name, WebApplication app)
{
    var store = app.Services.GetRequiredService<ScoreStore>();
    var engine = app.Services.GetRequiredService<ScoringEngine>();
    var scoring = app.Services.GetRequiredService<CustomerScoring>();
    var watch = Stopwatch.StartNew();
    TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
    (int read, int changed) = (0, 0);
    using (Everybody? everybody = engine.LooksAtEverybody ? new Everybody(engine, store, day) : null)
    {
        string last = "";
        while (store.Read(t => t.IdsAfter(last, 500)) is { Length: > 0 } ids)
        {
            changed += scoring.ScoreAgain(ids, day, everybody).Changed;
            read += ids.Length;
            last = ids[^1];
        }
    }
    double seconds = watch.Elapsed.TotalSeconds;
    Console.WriteLine($"{name}: {seconds:F1} s, {read / seconds:F0} customers a second, {changed} changed; "
                      + $"processor time {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds:F1} s");
}

async Task Events(WebApplication app)
{
    await app.StartAsync();
    using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    client.DefaultRequestHeaders.Add(ApiKeyGate.Header, "a key for the bench only");
    const int events = 2_000;
    for (int round = 1; round <= 2; ++round)
    {
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < events; ++i)
        {
            string record = Record(i).Replace("{\"id\"", "{\"as_of\":\"2026-11-21\",\"id\"");
            using HttpResponseMessage response = await client.PostAsync("/score", new StringContent(record, Encoding.UTF8, "application/json"));
            response.EnsureSuccessStatusCode();
        }
        Console.WriteLine($"events, round {round}: {watch.Elapsed.TotalMilliseconds / events:F2} ms each");
    }
}
