using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CrmScoring;

/// <summary>Empties the queue, and scores everybody again once a night: what expires does so without an event.</summary>
public sealed partial class ScoringWorker(
    CustomerScoring scoring, ScoreStore store, IOptions<ScoringSettings> settings, TimeProvider clock,
    ILogger<ScoringWorker> log) : BackgroundService
{
    private const int ChunkSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.Value.PollSeconds), clock);
        do
        {
            try
            {
                await Task.Run(() => Work(stopping), stopping);
            }
            catch (SqliteException e)
            {
                LogDatabase(e.Message); // tried again at the next tick
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private void Work(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && store.Read(t => t.NextQueued()) is { } next)
        {
            HandleQueued(next);
        }
        DateTime now = clock.GetUtcNow().UtcDateTime;
        DateOnly today = DateOnly.FromDateTime(now);
        if (now.TimeOfDay >= settings.Value.NightlyAt && store.Read(t => t.LastNightly()) != today)
        {
            ScoreEverybody(today, stopping);
        }
    }

    // Scored, then taken out: after a crash in between, the event is scored again, which changes nothing.
    private void HandleQueued(QueuedEvent next)
    {
        try
        {
            scoring.Handle(next.Payload);
            store.Write(t => { t.Dequeue(next); return true; });
        }
        catch (Exception e) when (Problems.Refuses(e))
        {
            store.Write(t => { t.Refuse(next, (int)Problems.Code(e), e.Message); return true; });
        }
    }

    private void ScoreEverybody(DateOnly day, CancellationToken stopping)
    {
        (int read, int changed) = (0, 0);
        string last = "";
        for (string[] ids = store.Read(t => t.IdsAfter("", ChunkSize)); ids.Length > 0; ids = store.Read(t => t.IdsAfter(last, ChunkSize)))
        {
            foreach (string id in ids)
            {
                if (stopping.IsCancellationRequested)
                {
                    return; // the next start goes on: the day is not noted as done
                }
                changed += ScoreNightly(id, day) ? 1 : 0;
                ++read;
            }
            last = ids[^1];
        }
        store.Write(t => { t.PutNightly(day); return true; });
        LogNightly(day, read, changed);
    }

    // A record that an upgraded scvm refuses keeps its score, and keeps nobody else from theirs.
    private bool ScoreNightly(string id, DateOnly day)
    {
        try
        {
            return scoring.ScoreAgain(id, day);
        }
        catch (Exception e) when (Problems.Refuses(e))
        {
            LogRefused((int)Problems.Code(e));
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The night of {Day:yyyy-MM-dd}: {Read} customers, {Changed} changed")]
    private partial void LogNightly(DateOnly day, int read, int changed);

    [LoggerMessage(LogLevel.Warning, "A stored record was refused with code {Code}")]
    private partial void LogRefused(int code);

    [LoggerMessage(LogLevel.Error, "The database does not answer: {Reason}")]
    private partial void LogDatabase(string reason);
}
