using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CrmScoring;

/// <summary>What is known of a customer: the record, the day of its newest version, and the time of its newest event.</summary>
public sealed record StoredCustomer(CustomerRecord Record, DateOnly AsOf, long? EventTime);

/// <summary>An event that waits to be scored.</summary>
public sealed record QueuedEvent(long Number, string Payload);

/// <summary>The database. Thread-safe: each call is one transaction on a connection of its own.</summary>
public sealed class ScoreStore : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS customers (
            id TEXT PRIMARY KEY, record TEXT NOT NULL, as_of TEXT NOT NULL, event_time INTEGER);
        CREATE TABLE IF NOT EXISTS scores (
            id TEXT PRIMARY KEY, as_of TEXT NOT NULL, status TEXT NOT NULL, segment TEXT,
            segment_override TEXT, -- set by hand; never written here
            satisfaction REAL, attachment REAL, p_alive REAL, lifetime_value TEXT, currency TEXT,
            model_version TEXT NOT NULL, model_hash TEXT NOT NULL, input_hash TEXT NOT NULL, card TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS score_history (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, as_of TEXT NOT NULL, status TEXT NOT NULL,
            segment TEXT, satisfaction REAL, attachment REAL, p_alive REAL, lifetime_value TEXT, currency TEXT,
            model_version TEXT NOT NULL, model_hash TEXT NOT NULL, input_hash TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS score_history_id ON score_history (id);
        CREATE TABLE IF NOT EXISTS queue (
            number INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT NOT NULL, error_code INTEGER, error TEXT);
        CREATE TABLE IF NOT EXISTS nightly (day TEXT PRIMARY KEY, finished INTEGER NOT NULL);
        """;

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

    /// <summary>Runs a body that reads; any number of them at once.</summary>
    public T Read<T>(Func<Transaction, T> body)
    {
        using SqliteConnection open = Open();
        return body(new Transaction(open));
    }

    public void Dispose() => writer.Dispose();

    private SqliteConnection Open()
    {
        var open = new SqliteConnection(connection);
        open.Open();
        return open;
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
                .Select(row => new StoredCustomer(CustomerRecord.From((string)row[0]!), Day(row[1]), (long?)row[2]))
                .SingleOrDefault();

        public void PutCustomer(string id, StoredCustomer customer) => Execute(
            """
            INSERT INTO customers (id, record, as_of, event_time) VALUES ($id, $record, $as_of, $event_time)
            ON CONFLICT (id) DO UPDATE SET record = excluded.record, as_of = excluded.as_of, event_time = excluded.event_time
            """,
            ("$id", id), ("$record", customer.Record.Text), ("$as_of", Text(customer.AsOf)), ("$event_time", customer.EventTime));

        public StoredScore? Score(string id) => Rows(
            """
            SELECT as_of, status, segment, satisfaction, attachment, p_alive, lifetime_value, currency, model_version,
                   model_hash, input_hash, card
            FROM scores WHERE id = $id
            """, ("$id", id))
            .Select(row => new StoredScore(
                id, Day(row[0]),
                new Score((string)row[1]!, (string?)row[2], (double?)row[3], (double?)row[4], (double?)row[5],
                          row[6] is string money ? decimal.Parse(money, CultureInfo.InvariantCulture) : null, (string?)row[7]),
                (string)row[8]!, (string)row[9]!, (string)row[10]!, (string)row[11]!))
            .SingleOrDefault();

        public void PutScore(StoredScore score) => Execute(
            """
            INSERT INTO scores (id, as_of, status, segment, satisfaction, attachment, p_alive, lifetime_value, currency,
                                model_version, model_hash, input_hash, card)
            VALUES ($id, $as_of, $status, $segment, $satisfaction, $attachment, $p_alive, $lifetime_value, $currency,
                    $model_version, $model_hash, $input_hash, $card)
            ON CONFLICT (id) DO UPDATE SET as_of = excluded.as_of, status = excluded.status, segment = excluded.segment,
                satisfaction = excluded.satisfaction, attachment = excluded.attachment, p_alive = excluded.p_alive,
                lifetime_value = excluded.lifetime_value, currency = excluded.currency,
                model_version = excluded.model_version, model_hash = excluded.model_hash,
                input_hash = excluded.input_hash, card = excluded.card
            """, [.. Fields(score), ("$card", score.Card)]);

        public void AppendHistory(StoredScore score) => Execute(
            """
            INSERT INTO score_history (id, as_of, status, segment, satisfaction, attachment, p_alive, lifetime_value,
                                       currency, model_version, model_hash, input_hash)
            VALUES ($id, $as_of, $status, $segment, $satisfaction, $attachment, $p_alive, $lifetime_value,
                    $currency, $model_version, $model_hash, $input_hash)
            """, [.. Fields(score)]);

        /// <summary>Removes everything of one person; false where nothing was there.</summary>
        public bool Erase(string id)
        {
            int rows = 0;
            foreach (string table in new[] { "customers", "scores", "score_history" })
            {
                rows += Execute($"DELETE FROM {table} WHERE id = $id", ("$id", id));
            }
            return rows > 0;
        }

        /// <summary>The next ids after one, in order.</summary>
        public string[] IdsAfter(string id, int count) =>
            [.. Rows("SELECT id FROM customers WHERE id > $id ORDER BY id LIMIT $count", ("$id", id), ("$count", count))
                .Select(row => (string)row[0]!)];

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

        public DateOnly? LastNightly() =>
            Rows("SELECT MAX(day) FROM nightly WHERE finished = 1").Single()[0] is string day ? Day(day) : null;

        public void PutNightly(DateOnly day) =>
            Execute("INSERT INTO nightly (day, finished) VALUES ($day, 1) ON CONFLICT (day) DO NOTHING", ("$day", Text(day)));

        private static IEnumerable<(string, object?)> Fields(StoredScore score) =>
        [
            ("$id", score.Id), ("$as_of", Text(score.AsOf)), ("$status", score.Score.Status), ("$segment", score.Score.Segment),
            ("$satisfaction", score.Score.Satisfaction), ("$attachment", score.Score.Attachment), ("$p_alive", score.Score.PAlive),
            ("$lifetime_value", score.Score.LifetimeValue?.ToString("F2", CultureInfo.InvariantCulture)),
            ("$currency", score.Score.Currency), ("$model_version", score.ModelVersion), ("$model_hash", score.ModelHash),
            ("$input_hash", score.InputHash),
        ];

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
