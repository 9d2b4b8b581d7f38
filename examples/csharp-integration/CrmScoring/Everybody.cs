using System.Runtime.InteropServices;
using System.Text.Json;
using Scvm;

namespace CrmScoring;

/// <summary>All customers, scored together from one base: what a model asks for that looks at a network, at credit among
/// customers, or at actions that cannot reach everybody.</summary>
/// <remarks>Rows cross into the base by columns, as spans. What stays here of a customer is the id and the hash of the
/// record. Thread-safe; dispose it to give the native memory back.</remarks>
public sealed class Everybody : IDisposable
{
    private const int CustomersAtOnce = 5_000;
    private const int InteractionsAtOnce = 50_000;

    private readonly ScoringEngine engine;
    private readonly DateOnly day;
    private readonly Dictionary<string, string> hashes = [];
    private readonly ScoreTable table;

    /// <summary>Reads everybody in one transaction, so that all rows are of the same moment, and scores them as of a
    /// day.</summary>
    public Everybody(ScoringEngine engine, ScoreStore store, DateOnly day)
    {
        (this.engine, this.day) = (engine, day);
        using var customers = new CustomerBase();
        store.Read(transaction =>
        {
            AddCustomers(customers, transaction);
            customers.AddEmployees(transaction.Employees());
            AddInteractions(customers, transaction);
            AddReferrals(customers, transaction);
            return true;
        });
        IReadOnlyList<RejectedRow> rejected = customers.Rejected;
        Strangers = rejected.Count(row => row is { Table: "interactions" or "referrals", Code: ScvmErrorCode.UnknownId });
        Rejected = rejected.Count - Strangers;
        table = engine.Score(customers, day);
    }

    /// <summary>How many rows could not be used.</summary>
    public int Rejected { get; }

    /// <summary>How many interactions and referrals name somebody who is neither customer nor employee; they count for
    /// nobody.</summary>
    public int Strangers { get; }

    /// <summary>The score of a customer among all others. Where an event has changed the record since it was read, or the
    /// customer is new, the record as it is now counts.</summary>
    public StoredScore Score(string id, CustomerRecord record)
    {
        string hash = record.Hash;
        if (!hashes.TryGetValue(id, out string? read))
        {
            return engine.Score(record, day, last: null).Score;
        }
        StoredScore found = engine.Read(table.Explain(id), hash).Score;
        return read == hash ? found : engine.Score(record, day, found).Score;
    }

    public void Dispose() => table.Dispose();

    private void AddCustomers(CustomerBase customers, ScoreStore.Transaction transaction)
    {
        string last = "";
        while (transaction.CustomersAfter(last, CustomersAtOnce) is { Count: > 0 } chunk)
        {
            customers.AddCustomers([.. chunk.Select(c => c.Id)]);
            var rows = new Rows();
            foreach ((string id, CustomerRecord record) in chunk)
            {
                hashes[id] = record.Hash;
                using JsonDocument document = JsonDocument.Parse(record.Text);
                rows.Take(id, document.RootElement);
            }
            rows.AddTo(customers);
            last = chunk[^1].Id;
        }
        if (engine.PreviousTier != "")
        {
            (string Id, string Tier)[] tiers = [.. transaction.Tiers().Where(t => hashes.ContainsKey(t.Id))];
            customers.AddAttributes(engine.PreviousTier, [.. tiers.Select(t => t.Id)], [.. tiers.Select(t => t.Tier)]);
        }
    }

    private static void AddInteractions(CustomerBase customers, ScoreStore.Transaction transaction)
    {
        string last = "";
        while (transaction.InteractionsAfter(last, InteractionsAtOnce) is { Count: > 0 } rows)
        {
            customers.AddInteractions(
                [.. rows.Select(r => r.Actor)], [.. rows.Select(r => r.Target)], [.. rows.Select(r => r.Kind)],
                (long[])[.. rows.Select(r => r.Time)], [.. rows.Select(r => r.Channel)],
                (double[])[.. rows.Select(r => r.Sentiment ?? double.NaN)], (double[])[.. rows.Select(r => r.Count)]);
            last = rows[^1].EventId;
        }
    }

    private static void AddReferrals(CustomerBase customers, ScoreStore.Transaction transaction)
    {
        IReadOnlyList<StoredReferral> rows = transaction.Referrals();
        customers.AddReferrals(
            [.. rows.Select(r => r.Referrer)], [.. rows.Select(r => r.Referred)], (long[])[.. rows.Select(r => r.Time)]);
    }

    /// <summary>The tables of some records, by columns.</summary>
    private sealed class Rows
    {
        private readonly List<string> answering = [], item = [], buying = [], bound = [], deciding = [], purpose = [], state = [], sharing = [], kind = [];
        private readonly List<double> answer = [], amount = [], notice = [], units = [], accepted = [], worth = [];
        private readonly List<long> answered = [], bought = [], end = [], decided = [], expires = [], shared = [];
        private readonly List<int> wave = [];

        public void Take(string id, JsonElement record)
        {
            foreach (JsonElement row in Table(record, "answers"))
            {
                answering.Add(id);
                item.Add(Text(row, "item"));
                answer.Add(Number(row, "value") ?? double.NaN);
                answered.Add(Time(row, "time") ?? 0);
                wave.Add((int)(Number(row, "wave") ?? 0));
            }
            foreach (JsonElement row in Table(record, "purchases"))
            {
                buying.Add(id);
                bought.Add(Time(row, "time") ?? 0);
                amount.Add(Number(row, "amount") ?? double.NaN);
            }
            foreach (JsonElement row in Table(record, "contracts"))
            {
                bound.Add(id);
                end.Add(Time(row, "end") ?? 0);
                notice.Add(Number(row, "notice_days") ?? 0);
            }
            foreach (JsonElement row in Table(record, "consents"))
            {
                deciding.Add(id);
                purpose.Add(Text(row, "purpose"));
                state.Add(Text(row, "state"));
                decided.Add(Time(row, "time") ?? 0);
                expires.Add(Time(row, "expires") ?? long.MaxValue);
            }
            foreach (JsonElement row in Table(record, "contributions"))
            {
                sharing.Add(id);
                kind.Add(Text(row, "kind"));
                shared.Add(Time(row, "time") ?? 0);
                units.Add(Number(row, "units") ?? 1);
                accepted.Add(Number(row, "accepted") ?? double.NaN);
                worth.Add(Number(row, "value") ?? double.NaN);
            }
        }

        public void AddTo(CustomerBase customers)
        {
            customers.AddAnswers(answering, item, Span(answer), Span(answered), Span(wave));
            customers.AddPurchases(buying, Span(bought), Span(amount));
            customers.AddContracts(bound, Span(end), Span(notice));
            customers.AddConsents(deciding, purpose, state, Span(decided), Span(expires));
            customers.AddContributions(sharing, kind, Span(shared), Span(units), Span(accepted), Span(worth));
        }

        private static ReadOnlySpan<T> Span<T>(List<T> column) => CollectionsMarshal.AsSpan(column);

        private static IEnumerable<JsonElement> Table(JsonElement record, string name) =>
            record.TryGetProperty(name, out JsonElement rows) && rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray() : [];

        private static JsonElement? Cell(JsonElement row, string name) =>
            row.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

        // Ids that are whole numbers are read as their digits.
        private static string Text(JsonElement row, string name) =>
            Cell(row, name) is { } value ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText() : "";

        private static double? Number(JsonElement row, string name) => Cell(row, name)?.GetDouble();

        private static long? Time(JsonElement row, string name) => Cell(row, name) is { } value ? CustomerRecord.Seconds(value, name) : null;
    }
}
