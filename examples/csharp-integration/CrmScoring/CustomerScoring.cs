using System.Text.Json;
using Microsoft.Extensions.Options;
using Scvm;

namespace CrmScoring;

/// <summary>What the service does, whoever asks: the webhook, the queue or the night. Thread-safe.</summary>
public sealed class CustomerScoring(
    ScoringEngine engine, ScoreStore store, IOptions<DataverseSettings> dataverse, TimeProvider clock)
{
    /// <summary>Scores an event: a record of ours, or an execution context of Dataverse.</summary>
    /// <exception cref="ScvmException">scvm refuses the record; the message names the offender.</exception>
    /// <exception cref="Refusal">The service refuses it.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public ScoreReply Handle(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return DataverseEvent.Is(document.RootElement)
            ? Handle(DataverseEvent.Read(document.RootElement, dataverse.Value)) : HandleRecord(body);
    }

    /// <summary>Scores customers again as of a day, with what is known already, in one transaction.</summary>
    /// <returns>How many scores changed, and why stored records were refused; those keep their scores.</returns>
    public (int Changed, IReadOnlyList<Exception> Refused) ScoreAgain(IReadOnlyList<string> ids, DateOnly day) => store.Write(transaction =>
    {
        int changed = 0;
        var refused = new List<Exception>();
        foreach (string id in ids)
        {
            if (transaction.Customer(id) is not { } known || transaction.Score(id) is { } stored && stored.AsOf > day)
            {
                continue; // erased, or scored for a later day, while the night went on
            }
            try
            {
                changed += Put(transaction, engine.Score(known.Record, day).Score) ? 1 : 0;
            }
            catch (Exception e) when (Problems.Refuses(e))
            {
                refused.Add(e);
            }
        }
        return (changed, (IReadOnlyList<Exception>)refused);
    });

    /// <summary>Removes everything of a person; false where nothing was there.</summary>
    public bool Erase(string id) => store.Write(transaction => transaction.Erase(id));

    private ScoreReply HandleRecord(string body)
    {
        (StoredScore score, IReadOnlyList<string> rejected, CustomerRecord record) = engine.Score(body);
        DateOnly tomorrow = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1);
        if (score.AsOf > tomorrow)
        {
            throw new Refusal(ScvmErrorCode.Domain, $"as_of = {score.AsOf:yyyy-MM-dd}: expected a day up to {tomorrow:yyyy-MM-dd}");
        }
        if (rejected.FirstOrDefault(r => r.StartsWith("consents[", StringComparison.Ordinal)) is { } consent)
        {
            throw new Refusal(ScvmErrorCode.Domain, $"{consent}: what cannot be read may be a withdrawal");
        }
        return store.Write(transaction =>
        {
            StoredCustomer? known = transaction.Customer(score.Id);
            if (known is not null && known.AsOf > score.AsOf)
            {
                return Reply(transaction.Score(score.Id)!, changed: false, superseded: known.Record.Hash != record.Hash, rejected);
            }
            transaction.PutCustomer(score.Id, new StoredCustomer(record, score.AsOf, known?.EventTime));
            return PutNewest(transaction, score, record, rejected);
        });
    }

    private ScoreReply Handle(DataverseEvent happened) => store.Write(transaction =>
    {
        if (happened.Deletes)
        {
            bool erased = transaction.Erase(happened.Id);
            return new ScoreReply(happened.Id, erased, false, true, null, null, null, null, null, []);
        }
        long time = happened.Time.ToUnixTimeMilliseconds();
        StoredCustomer? known = transaction.Customer(happened.Id);
        if (known?.EventTime > time)
        {
            return Reply(transaction.Score(happened.Id)!, changed: false, superseded: true, []);
        }
        CustomerRecord record = happened.Merge(known?.Record, dataverse.Value);
        (StoredScore score, IReadOnlyList<string> rejected) = engine.Score(record, happened.Day);
        transaction.PutCustomer(happened.Id, new StoredCustomer(record, Latest(happened.Day, known?.AsOf), time));
        return PutNewest(transaction, score, record, rejected);
    });

    // The night may have scored for a later day than the event is of: then the event counts as of that day.
    private ScoreReply PutNewest(ScoreStore.Transaction transaction, StoredScore score, CustomerRecord record,
                                 IReadOnlyList<string> rejected)
    {
        if (transaction.Score(score.Id) is { } stored && stored.AsOf > score.AsOf)
        {
            (score, rejected) = engine.Score(record, stored.AsOf);
        }
        bool changed = Put(transaction, score);
        return Reply(score, changed, superseded: false, rejected);
    }

    // A score that only grew a day older is stored, so that its day is right, but is no change.
    private static bool Put(ScoreStore.Transaction transaction, StoredScore score)
    {
        StoredScore? before = transaction.Score(score.Id);
        bool changed = before is null || before.Score != score.Score || before.InputHash != score.InputHash
            || before.ModelHash != score.ModelHash || before.ModelVersion != score.ModelVersion;
        if (changed || before!.AsOf != score.AsOf)
        {
            transaction.PutScore(score);
        }
        if (changed)
        {
            transaction.AppendHistory(score);
        }
        return changed;
    }

    private static DateOnly Latest(DateOnly day, DateOnly? other) => other > day ? other.Value : day;

    private static ScoreReply Reply(StoredScore score, bool changed, bool superseded, IReadOnlyList<string> rejected) =>
        new(score.Id, changed, superseded, false, score.AsOf, score.Score, score.ModelVersion, score.ModelHash, score.InputHash, rejected);
}
