using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Scvm;

namespace CrmScoring;

/// <summary>Empties the queue, and scores everybody again once a night: what expires does so without an event.</summary>
public sealed partial class ScoringWorker(
    CustomerScoring scoring, InteractionIntake intake, ScoringEngine engine, ScoreStore store, IOptions<ScoringSettings> settings, TimeProvider clock,
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
            catch (ScvmException e)
            {
                LogNight((int)e.Code); // the scores stay as they are, and /health tells their age
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
        long? wanted = store.Read(t => t.WantedNight());
        if (wanted is not null || now.TimeOfDay >= settings.Value.NightlyAt && store.Read(t => t.LastNight())?.Day != today)
        {
            ScoreEverybody(today, wanted ?? 0, stopping);
        }
    }

    // Scored, then taken out: after a crash in between, the event is scored again, which changes nothing.
    private void HandleQueued(QueuedEvent next)
    {
        try
        {
            if (intake.Takes(next.Payload))
            {
                intake.Handle(next.Payload);
            }
            else
            {
                scoring.Handle(next.Payload);
            }
            store.Write(t => { t.Dequeue(next); return true; });
        }
        catch (Exception e) when (Problems.Refuses(e))
        {
            store.Write(t => { t.Refuse(next, (int)Problems.Code(e), e.Message); return true; });
        }
    }

    // One transaction a chunk: killed in between, the next start goes through everybody again, which changes nothing twice.
    private void ScoreEverybody(DateOnly day, long wanted, CancellationToken stopping)
    {
        (int read, int changed) = (0, 0);
        string last = "";
        using Everybody? everybody = engine.LooksAtEverybody ? new Everybody(engine, store, day) : null;
        while (store.Read(t => t.IdsAfter(last, ChunkSize)) is { Length: > 0 } ids)
        {
            if (stopping.IsCancellationRequested)
            {
                return; // the day is not noted as done
            }
            (int changedHere, IReadOnlyList<Exception> refused) = scoring.ScoreAgain(ids, day, everybody);
            foreach (Exception e in refused)
            {
                LogRefused((int)Problems.Code(e));
            }
            changed += changedHere;
            read += ids.Length;
            last = ids[^1];
        }
        store.Write(t =>
        {
            t.PutNight(new StoredNight(day, clock.GetUtcNow(), read, changed));
            t.GrantNight(wanted);
            return true;
        });
        LogNightly(day, read, changed);
        if (everybody is { Rejected: > 0 } or { Strangers: > 0 })
        {
            LogLeftOut(everybody.Rejected, everybody.Strangers);
        }
    }

    [LoggerMessage(LogLevel.Information, "The night of {Day:yyyy-MM-dd}: {Read} customers, {Changed} changed")]
    private partial void LogNightly(DateOnly day, int read, int changed);

    [LoggerMessage(LogLevel.Warning, "{Rejected} stored rows could not be used; {Strangers} interactions and referrals name somebody unknown")]
    private partial void LogLeftOut(int rejected, int strangers);

    [LoggerMessage(LogLevel.Warning, "A stored record was refused with code {Code}")]
    private partial void LogRefused(int code);

    [LoggerMessage(LogLevel.Error, "The night could not be scored: code {Code}")]
    private partial void LogNight(int code);

    [LoggerMessage(LogLevel.Error, "The database does not answer: {Reason}")]
    private partial void LogDatabase(string reason);
}
