using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CrmScoring;

/// <summary>What is known of a customer: the record, the day of its newest version, and the time of its newest event.</summary>
public sealed record StoredCustomer(CustomerRecord Record, DateOnly AsOf, long? EventTime);

/// <summary>What one person did to another's.</summary>
/// <param name="EventId">Of the event in its channel: one that comes twice is stored once.</param>
/// <param name="Actor">A customer or an employee.</param>
/// <param name="Target">The same, or an empty text: the brand.</param>
/// <param name="Sentiment">-1 to 1; null: not known.</param>
/// <param name="EventTime">When the sender says it last changed, in milliseconds; null: not told.</param>
public sealed record StoredInteraction(
    string EventId, string Actor, string Target, string Kind, long Time, string Channel, double? Sentiment, double Count,
    long? EventTime);

/// <summary>Who brought whom, and when, in seconds since 1970-01-01 UTC.</summary>
public sealed record StoredReferral(string Referrer, string Referred, long Time);

/// <summary>A night that has ended.</summary>
public sealed record StoredNight(DateOnly Day, DateTimeOffset? Finished, long? Customers, long? Changed);

/// <summary>An event that waits to be scored.</summary>
public sealed record QueuedEvent(long Number, string Payload);

/// <summary>The database. Thread-safe: each call is one transaction on a connection of its own.</summary>
public sealed class ScoreStore : IDisposable
{
    // In the order of Score's members.
    private static readonly string[] ScoreColumns =
    [
        "status", "reason", "segment", "satisfaction", "attachment", "revenue", "p_alive", "expected_purchases",
        "lifetime_value", "currency", "influence", "social_score", "network_value", "engagement_value", "value_tier",
        "treatment", "treatment_status",
    ];

    private const string ScoreTypes = """
        status TEXT NOT NULL, reason TEXT, segment TEXT, satisfaction REAL, attachment REAL, revenue TEXT, p_alive REAL,
        expected_purchases REAL, lifetime_value TEXT, currency TEXT, influence REAL, social_score REAL, network_value TEXT,
        engagement_value TEXT, value_tier TEXT, treatment TEXT, treatment_status TEXT
        """;

    private const string Schema = $"""
        CREATE TABLE IF NOT EXISTS customers (
            id TEXT PRIMARY KEY, record TEXT NOT NULL, as_of TEXT NOT NULL, event_time INTEGER);
        CREATE TABLE IF NOT EXISTS scores (
            id TEXT PRIMARY KEY, as_of TEXT NOT NULL,
            segment_override TEXT, -- set by hand; never written here
            {ScoreTypes},
            model_version TEXT NOT NULL, model_hash TEXT NOT NULL, input_hash TEXT NOT NULL, card TEXT NOT NULL,
            place TEXT); -- for machines: what an event hands back
        CREATE TABLE IF NOT EXISTS score_history (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, as_of TEXT NOT NULL, {ScoreTypes},
            model_version TEXT NOT NULL, model_hash TEXT NOT NULL, input_hash TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS score_history_id ON score_history (id);
        CREATE TABLE IF NOT EXISTS interactions (
            event_id TEXT PRIMARY KEY, actor TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, time INTEGER NOT NULL,
            channel TEXT NOT NULL, sentiment REAL, count REAL NOT NULL, event_time INTEGER);
        CREATE INDEX IF NOT EXISTS interactions_actor ON interactions (actor);
        CREATE INDEX IF NOT EXISTS interactions_target ON interactions (target);
        CREATE TABLE IF NOT EXISTS referrals (
            referred TEXT NOT NULL, referrer TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (referred, referrer));
        CREATE INDEX IF NOT EXISTS referrals_referrer ON referrals (referrer);
        CREATE TABLE IF NOT EXISTS employees (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS erased (id_hash TEXT PRIMARY KEY, time INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS wanted_nights (number INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS queue (
            number INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT NOT NULL, error_code INTEGER, error TEXT);
        CREATE TABLE IF NOT EXISTS nightly (
            day TEXT PRIMARY KEY, finished INTEGER NOT NULL, finished_at INTEGER, customers INTEGER, changed INTEGER);
        """;

    // What a database of an earlier version lacks.
    private static readonly (string Table, string Columns)[] Additions =
    [
        ("scores", ScoreTypes + ", place TEXT"), ("score_history", ScoreTypes),
        ("nightly", "finished_at INTEGER, customers INTEGER, changed INTEGER"),
    ];

    private readonly string connection;
    private readonly SemaphoreSlim writer = new(1); // SQLite has one writer: waiting in line beats polling for the lock

    public ScoreStore(IOptions<ScoringSettings> settings)
    {
        connection = new SqliteConnectionStringBuilder
        {
            DataSource = settings.Value.Database,
            DefaultTimeout = settings.Value.DatabaseSeconds,
        }.ConnectionString;
        using SqliteConnection open = Open();
        Execute(open, "PRAGMA journal_mode = WAL");
        Execute(open, Schema);
        foreach ((string table, string columns) in Additions)
        {
            AddMissing(open, table, columns);
        }
    }

    /// <summary>Runs a body as one transaction, alone; whatever it throws undoes it.</summary>
    public T Write<T>(Func<Transaction, T> body)
    {
        writer.Wait();
        try
        {
            using SqliteConnection open = Open();
            using SqliteTransaction transaction = open.BeginTransaction(deferred: false);
            T result = body(new Transaction(open));
            transaction.Commit();
            return result;
        }
        finally
        {
            writer.Release();
        }
    }

    /// <summary>Runs a body that reads; any number of them at once. All that it reads is of one moment.</summary>
    public T Read<T>(Func<Transaction, T> body)
    {
        using SqliteConnection open = Open();
        using SqliteTransaction transaction = open.BeginTransaction(deferred: true);
        return body(new Transaction(open));
    }

    public void Dispose() => writer.Dispose();

    private SqliteConnection Open()
    {
        var open = new SqliteConnection(connection);
        open.Open();
        return open;
    }

    private static void AddMissing(SqliteConnection open, string table, string columns)
    {
        var present = new HashSet<string>();
        using (SqliteCommand command = open.CreateCommand())
        {
            command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                present.Add(reader.GetString(0));
            }
        }
        foreach (string column in columns.Split(',', StringSplitOptions.TrimEntries).Where(c => !present.Contains(c.Split(' ')[0])))
        {
            Execute(open, $"ALTER TABLE {table} ADD COLUMN {column}");
        }
    }

    private static void Execute(SqliteConnection open, string sql)
    {
        using SqliteCommand command = open.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The statements. Values are parameters, never part of a text.</summary>
    public sealed class Transaction(SqliteConnection open)
    {
        public StoredCustomer? Customer(string id) =>
            Rows("SELECT record, as_of, event_time FROM customers WHERE id = $id", ("$id", id))
                .Select(row => new StoredCustomer(CustomerRecord.Stored((string)row[0]!), Day(row[1]), (long?)row[2]))
                .SingleOrDefault();

        public void PutCustomer(string id, StoredCustomer customer) => Execute(
            """
            INSERT INTO customers (id, record, as_of, event_time) VALUES ($id, $record, $as_of, $event_time)
            ON CONFLICT (id) DO UPDATE SET record = excluded.record, as_of = excluded.as_of, event_time = excluded.event_time
            """,
            ("$id", id), ("$record", customer.Record.Text), ("$as_of", Text(customer.AsOf)), ("$event_time", customer.EventTime));

        public StoredScore? Score(string id) => Rows(
            $"SELECT {string.Join(", ", ScoreColumns)}, as_of, model_version, model_hash, input_hash, card, place FROM scores WHERE id = $id",
            ("$id", id))
            .Select(row => new StoredScore(
                id, Day(row[17]), ScoreOf(row), (string)row[18]!, (string)row[19]!, (string)row[20]!, (string)row[21]!, (string?)row[22]))
            .SingleOrDefault();

        public void PutScore(StoredScore score)
        {
            (string Name, object? Value)[] values = [.. Fields(score), ("card", score.Card), ("place", score.Place)];
            Execute(
                $"{Insert("scores", values)} ON CONFLICT (id) DO UPDATE SET "
                + string.Join(", ", values.Where(v => v.Name != "id").Select(v => $"{v.Name} = excluded.{v.Name}")), Parameters(values));
        }

        public void AppendHistory(StoredScore score)
        {
            (string Name, object? Value)[] values = [.. Fields(score)];
            Execute(Insert("score_history", values), Parameters(values));
        }

        /// <summary>The changes after one, in their order.</summary>
        public IReadOnlyList<ScoreChange> ChangesAfter(long number, int count) =>
        [
            .. Rows($"SELECT {string.Join(", ", ScoreColumns)}, as_of, model_version, model_hash, input_hash, number, id FROM score_history"
                    + " WHERE number > $number ORDER BY number LIMIT $count", ("$number", number), ("$count", count))
                .Select(row => new ScoreChange((long)row[21]!, (string)row[22]!, Day(row[17]), ScoreOf(row), (string)row[18]!,
                                               (string)row[19]!, (string)row[20]!)),
        ];

        /// <summary>The tiers of everybody who has one.</summary>
        public IReadOnlyList<(string Id, string Tier)> Tiers() =>
            [.. Rows("SELECT id, value_tier FROM scores WHERE value_tier IS NOT NULL").Select(row => ((string)row[0]!, (string)row[1]!))];

        public StoredInteraction? Interaction(string eventId) =>
            Interactions("WHERE event_id = $event_id", ("$event_id", eventId)).SingleOrDefault();

        /// <summary>The next interactions after one, in the order of their ids.</summary>
        public IReadOnlyList<StoredInteraction> InteractionsAfter(string eventId, int count) =>
            Interactions("WHERE event_id > $event_id ORDER BY event_id LIMIT $count", ("$event_id", eventId), ("$count", count));

        public void PutInteraction(StoredInteraction of) => Execute(
            """
            INSERT INTO interactions (event_id, actor, target, kind, time, channel, sentiment, count, event_time)
            VALUES ($event_id, $actor, $target, $kind, $time, $channel, $sentiment, $count, $event_time)
            ON CONFLICT (event_id) DO UPDATE SET actor = excluded.actor, target = excluded.target, kind = excluded.kind,
                time = excluded.time, channel = excluded.channel, sentiment = excluded.sentiment, count = excluded.count,
                event_time = excluded.event_time
            """,
            ("$event_id", of.EventId), ("$actor", of.Actor), ("$target", of.Target), ("$kind", of.Kind), ("$time", of.Time),
            ("$channel", of.Channel), ("$sentiment", of.Sentiment), ("$count", of.Count), ("$event_time", of.EventTime));

        public bool RemoveInteraction(string eventId) =>
            Execute("DELETE FROM interactions WHERE event_id = $event_id", ("$event_id", eventId)) > 0;

        public IReadOnlyList<StoredReferral> Referrals(string? of = null) =>
        [
            .. Rows("SELECT referrer, referred, time FROM referrals WHERE $of IS NULL OR referred = $of ORDER BY referred, referrer", ("$of", of))
                .Select(row => new StoredReferral((string)row[0]!, (string)row[1]!, (long)row[2]!)),
        ];

        public void PutReferral(StoredReferral of) => Execute(
            """
            INSERT INTO referrals (referred, referrer, time) VALUES ($referred, $referrer, $time)
            ON CONFLICT (referred, referrer) DO UPDATE SET time = excluded.time
            """,
            ("$referred", of.Referred), ("$referrer", of.Referrer), ("$time", of.Time));

        public void RemoveReferrals(string referred) =>
            Execute("DELETE FROM referrals WHERE referred = $referred", ("$referred", referred));

        public bool AddEmployee(string id) =>
            Execute("INSERT INTO employees (id) VALUES ($id) ON CONFLICT (id) DO NOTHING", ("$id", id)) > 0;

        public IReadOnlyList<string> Employees() => [.. Rows("SELECT id FROM employees ORDER BY id").Select(row => (string)row[0]!)];

        /// <summary>When somebody was erased, in milliseconds, or null. What is older must not bring the id back.</summary>
        public long? Erased(string id) =>
            Rows("SELECT time FROM erased WHERE id_hash = $hash", ("$hash", Hash(id))).Select(row => (long?)row[0]).SingleOrDefault();

        /// <summary>Removes everything of one person, as of a moment in milliseconds; false where nothing was there. What stays
        /// is a hash of the id.</summary>
        public bool Erase(string id, long time)
        {
            int rows = 0;
            foreach ((string table, string column) in new[]
                     {
                         ("customers", "id"), ("scores", "id"), ("score_history", "id"), ("employees", "id"), ("interactions", "actor"),
                         ("interactions", "target"), ("referrals", "referrer"), ("referrals", "referred"),
                     })
            {
                rows += Execute($"DELETE FROM {table} WHERE {column} = $id", ("$id", id));
            }
            Execute(
                "INSERT INTO erased (id_hash, time) VALUES ($hash, $time) ON CONFLICT (id_hash) DO UPDATE SET time = MAX(time, excluded.time)",
                ("$hash", Hash(id)), ("$time", time));
            return rows > 0;
        }

        /// <summary>The next ids after one, in order.</summary>
        public string[] IdsAfter(string id, int count) =>
            [.. Rows("SELECT id FROM customers WHERE id > $id ORDER BY id LIMIT $count", ("$id", id), ("$count", count))
                .Select(row => (string)row[0]!)];

        /// <summary>The same with their records.</summary>
        public IReadOnlyList<(string Id, CustomerRecord Record)> CustomersAfter(string id, int count) =>
        [
            .. Rows("SELECT id, record FROM customers WHERE id > $id ORDER BY id LIMIT $count", ("$id", id), ("$count", count))
                .Select(row => ((string)row[0]!, CustomerRecord.Stored((string)row[1]!))),
        ];

        public void Enqueue(string payload) =>
            Execute("INSERT INTO queue (payload) VALUES ($payload)", ("$payload", payload));

        /// <summary>The event that has waited longest, or null.</summary>
        public QueuedEvent? NextQueued() =>
            Rows("SELECT number, payload FROM queue WHERE error IS NULL ORDER BY number LIMIT 1")
                .Select(row => new QueuedEvent((long)row[0]!, (string)row[1]!)).SingleOrDefault();

        public void Dequeue(QueuedEvent done) => Execute("DELETE FROM queue WHERE number = $number", ("$number", done.Number));

        /// <summary>Leaves an event that was refused in the queue, with the reason: somebody has to look at it.</summary>
        public void Refuse(QueuedEvent refused, int code, string reason) => Execute(
            "UPDATE queue SET error_code = $code, error = $reason WHERE number = $number",
            ("$code", code), ("$reason", reason), ("$number", refused.Number));

        /// <summary>How many events wait, and how many were refused.</summary>
        public (long Waiting, long Refused) QueueLength()
        {
            object?[] row = Rows("SELECT COALESCE(SUM(error IS NULL), 0), COALESCE(SUM(error IS NOT NULL), 0) FROM queue").Single();
            return ((long)row[0]!, (long)row[1]!);
        }

        /// <summary>The last night that has ended, or null.</summary>
        public StoredNight? LastNight() =>
            Rows("SELECT day, finished_at, customers, changed FROM nightly WHERE finished = 1 ORDER BY day DESC LIMIT 1")
                .Select(row => new StoredNight(Day(row[0]), row[1] is long at ? DateTimeOffset.FromUnixTimeSeconds(at) : null,
                                               (long?)row[2], (long?)row[3]))
                .SingleOrDefault();

        /// <summary>Notes that somebody does not want to wait for the next night.</summary>
        public void WantNight(DateOnly day) => Execute("INSERT INTO wanted_nights (day) VALUES ($day)", ("$day", Text(day)));

        /// <summary>The number of the last such wish, or null.</summary>
        public long? WantedNight() => (long?)Rows("SELECT MAX(number) FROM wanted_nights").Single()[0];

        /// <summary>Forgets the wishes up to a number: later ones are for another night.</summary>
        public void GrantNight(long number) => Execute("DELETE FROM wanted_nights WHERE number <= $number", ("$number", number));

        public void PutNight(StoredNight night) => Execute(
            """
            INSERT INTO nightly (day, finished, finished_at, customers, changed) VALUES ($day, 1, $finished_at, $customers, $changed)
            ON CONFLICT (day) DO UPDATE SET finished = 1, finished_at = excluded.finished_at, customers = excluded.customers,
                changed = excluded.changed
            """,
            ("$day", Text(night.Day)), ("$finished_at", night.Finished?.ToUnixTimeSeconds()), ("$customers", night.Customers),
            ("$changed", night.Changed));

        private List<StoredInteraction> Interactions(string where, params (string, object?)[] parameters) =>
        [
            .. Rows($"SELECT event_id, actor, target, kind, time, channel, sentiment, count, event_time FROM interactions {where}", parameters)
                .Select(row => new StoredInteraction(
                    (string)row[0]!, (string)row[1]!, (string)row[2]!, (string)row[3]!, (long)row[4]!, (string)row[5]!, (double?)row[6],
                    (double)row[7]!, (long?)row[8])),
        ];

        private static Score ScoreOf(object?[] row) => new(
            (string)row[0]!, (string?)row[1], (string?)row[2], (double?)row[3], (double?)row[4], Money(row[5]), (double?)row[6],
            (double?)row[7], Money(row[8]), (string?)row[9], (double?)row[10], (double?)row[11], Money(row[12]), Money(row[13]),
            (string?)row[14], (string?)row[15], (string?)row[16]);

        private static (string, object?)[] Fields(StoredScore of)
        {
            Score score = of.Score;
            object?[] scores =
            [
                score.Status, score.Reason, score.Segment, score.Satisfaction, score.Attachment, Text(score.Revenue), score.PAlive,
                score.ExpectedPurchases, Text(score.LifetimeValue), score.Currency, score.Influence, score.SocialScore,
                Text(score.NetworkEquity), Text(score.EngagementValue), score.ValueTier, score.Treatment, score.TreatmentStatus,
            ];
            return
            [
                ("id", of.Id), ("as_of", Text(of.AsOf)), .. ScoreColumns.Zip(scores), ("model_version", of.ModelVersion),
                ("model_hash", of.ModelHash), ("input_hash", of.InputHash),
            ];
        }

        private static string Insert(string table, (string Name, object? Value)[] values) =>
            $"INSERT INTO {table} ({string.Join(", ", values.Select(v => v.Name))}) VALUES ({string.Join(", ", values.Select(v => "$" + v.Name))})";

        private static (string, object?)[] Parameters((string Name, object? Value)[] values) =>
            [.. values.Select(v => ("$" + v.Name, v.Value))];

        private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

        private static string? Text(decimal? money) => money?.ToString("F2", CultureInfo.InvariantCulture);

        private static decimal? Money(object? text) => text is string money ? decimal.Parse(money, CultureInfo.InvariantCulture) : null;

        private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static DateOnly Day(object? text) => DateOnly.ParseExact((string)text!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        private int Execute(string sql, params (string Name, object? Value)[] parameters)
        {
            using SqliteCommand command = Command(sql, parameters);
            return command.ExecuteNonQuery();
        }

        private List<object?[]> Rows(string sql, params (string Name, object? Value)[] parameters)
        {
            using SqliteCommand command = Command(sql, parameters);
            using SqliteDataReader reader = command.ExecuteReader();
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
            }
            return rows;
        }

        private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
        {
            SqliteCommand command = open.CreateCommand();
            command.CommandText = sql;
            foreach ((string name, object? value) in parameters)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }
            return command;
        }
    }
}
