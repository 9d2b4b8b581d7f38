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
        using var customers = new CustomerBase(engine.TimeZone);
        store.Read(transaction =>
        {
            AddCustomers(customers, transaction);
            customers.AddEmployees(transaction.Employees());
            AddInteractions(customers, transaction);
            AddReferrals(customers, transaction);
            return true;
        });
        IReadOnlyList<RejectedRow> rejected = customers.Rejected;
        Strangers = rejected.Count(row => row is { Table: Table.Interactions or Table.Referrals, Code: ScvmErrorCode.UnknownId });
        Rejected += rejected.Count - Strangers;
        table = engine.Score(customers, day);
    }

    /// <summary>How many rows could not be used.</summary>
    public int Rejected { get; private set; }

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
            Rejected += rows.Unreadable;
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

        /// <summary>How many rows could not even be read.</summary>
        public int Unreadable { get; private set; }

        public void Take(string id, JsonElement record)
        {
            Each(record, "answers", row =>
            {
                (string of, double value, long time, double number) =
                    (Text(row, "item"), Number(row, "value") ?? double.NaN, Time(row, "time") ?? 0, Number(row, "wave") ?? 0);
                answering.Add(id);
                item.Add(of);
                answer.Add(value);
                answered.Add(time);
                wave.Add((int)number);
            });
            Each(record, "purchases", row =>
            {
                (long time, double money) = (Time(row, "time") ?? 0, Number(row, "amount") ?? double.NaN);
                buying.Add(id);
                bought.Add(time);
                amount.Add(money);
            });
            Each(record, "contracts", row =>
            {
                (long until, double days) = (Time(row, "end") ?? 0, Number(row, "notice_days") ?? 0);
                bound.Add(id);
                end.Add(until);
                notice.Add(days);
            });
            Each(record, "consents", row => Decide(id, Text(row, "purpose"), Text(row, "state"), Time(row, "time") ?? 0, Time(row, "expires")),
                 () => Decide(id, "*", "withdrawn", 0, null)); // what cannot be read may be a withdrawal
            Each(record, "contributions", row =>
            {
                (string of, long time, double many, double taken, double money) =
                    (Text(row, "kind"), Time(row, "time") ?? 0, Number(row, "units") ?? 1, Number(row, "accepted") ?? double.NaN,
                     Number(row, "value") ?? double.NaN);
                sharing.Add(id);
                kind.Add(of);
                shared.Add(time);
                units.Add(many);
                accepted.Add(taken);
                worth.Add(money);
            });
        }

        private void Decide(string id, string of, string what, long time, long? until)
        {
            deciding.Add(id);
            purpose.Add(of);
            state.Add(what);
            decided.Add(time);
            expires.Add(until ?? long.MaxValue);
        }

        // Each row is read whole before it joins the columns.
        private void Each(JsonElement record, string table, Action<JsonElement> take, Action? otherwise = null)
        {
            foreach (JsonElement row in Table(record, table))
            {
                try
                {
                    take(row);
                }
                catch (Exception e) when (e is Refusal or InvalidOperationException or FormatException)
                {
                    Unreadable++;
                    otherwise?.Invoke();
                }
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
