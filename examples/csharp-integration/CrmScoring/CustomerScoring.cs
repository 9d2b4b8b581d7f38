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
            ? Handle(DataverseEvent.Read(document.RootElement, dataverse.Value.Table)) : HandleRecord(body);
    }

    /// <summary>Scores customers again as of a day, with what is known already, in one transaction.</summary>
    /// <param name="ids">The customers.</param>
    /// <param name="day">As of when.</param>
    /// <param name="everybody">Where they were scored together with all others; null: each alone.</param>
    /// <returns>How many scores changed, and why stored records were refused; those keep their scores.</returns>
    public (int Changed, IReadOnlyList<Exception> Refused) ScoreAgain(
        IReadOnlyList<string> ids, DateOnly day, Everybody? everybody = null) => store.Write(transaction =>
    {
        int changed = 0;
        var refused = new List<Exception>();
        foreach (string id in ids)
        {
            StoredScore? stored = transaction.Score(id);
            if (transaction.Customer(id) is not { } known || stored?.AsOf > day)
            {
                continue; // erased, or scored for a later day, while the night went on
            }
            try
            {
                changed += Put(transaction, everybody is null
                    ? engine.Score(known.Record, day, stored).Score : everybody.Score(id, known.Record)) ? 1 : 0;
            }
            catch (Exception e) when (Problems.Refuses(e))
            {
                refused.Add(e);
            }
        }
        return (changed, (IReadOnlyList<Exception>)refused);
    });

    /// <summary>Removes everything of a person; false where nothing was there. The numbers of others follow in the next
    /// night.</summary>
    public bool Erase(string id) => store.Write(transaction => transaction.Erase(id, clock.GetUtcNow().ToUnixTimeMilliseconds()));

    private ScoreReply HandleRecord(string body)
    {
        (string id, DateOnly day, CustomerRecord record, IReadOnlyList<string> rejected) = engine.Accept(body);
        DateOnly tomorrow = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1);
        if (day > tomorrow)
        {
            throw new Refusal(ScvmErrorCode.Domain, $"as_of = {day:yyyy-MM-dd}: expected a day up to {tomorrow:yyyy-MM-dd}");
        }
        if (rejected.FirstOrDefault(r => r.StartsWith("consents[", StringComparison.Ordinal)) is { } consent)
        {
            Exclude(id, "*", known => known.AsOf <= day, day);
            throw new ConsentRefusal($"{consent}: what cannot be read may be a withdrawal", "*");
        }
        return store.Write(transaction =>
        {
            StoredCustomer? known = transaction.Customer(id);
            if (known is not null && known.AsOf > day)
            {
                return Reply(transaction.Score(id)!, changed: false, superseded: known.Record.Hash != record.Hash, rejected);
            }
            transaction.PutCustomer(id, new StoredCustomer(record, day, known?.EventTime));
            (StoredScore score, bool changed, IReadOnlyList<string> _) = PutNewest(transaction, id, record, day);
            return Reply(score, changed, superseded: false, rejected);
        });
    }

    private ScoreReply Handle(DataverseEvent happened)
    {
        try
        {
            return Take(happened);
        }
        catch (ConsentRefusal refusal)
        {
            Exclude(happened.Id, refusal.Purpose, known => !(known.EventTime > happened.Time.ToUnixTimeMilliseconds()), happened.Day);
            throw;
        }
    }

    // Whoever is refused a consent that cannot be read must not keep the scores of before. Whoever is not known has none.
    private void Exclude(string id, string purpose, Func<StoredCustomer, bool> concerns, DateOnly day) => store.Write(transaction =>
    {
        if (transaction.Customer(id) is { } known && concerns(known))
        {
            CustomerRecord record = known.Record.Withdrawing(purpose);
            transaction.PutCustomer(id, new StoredCustomer(record, Latest(day, known.AsOf), known.EventTime));
            PutNewest(transaction, id, record, day);
        }
        return true;
    });

    private ScoreReply Take(DataverseEvent happened) => store.Write(transaction =>
    {
        long time = happened.Time.ToUnixTimeMilliseconds();
        if (happened.Deletes)
        {
            bool erased = transaction.Erase(happened.Id, time);
            return new ScoreReply(happened.Id, erased, false, true, null, null, null, null, null, []);
        }
        StoredCustomer? known = transaction.Customer(happened.Id);
        if (known?.EventTime > time)
        {
            return Reply(transaction.Score(happened.Id)!, changed: false, superseded: true, []);
        }
        if (known is null && transaction.Erased(happened.Id) >= time)
        {
            return new ScoreReply(happened.Id, false, true, true, null, null, null, null, null, []); // overtaken by the erasure
        }
        CustomerRecord record = happened.Merge(known?.Record, dataverse.Value);
        transaction.PutCustomer(happened.Id, new StoredCustomer(record, Latest(happened.Day, known?.AsOf), time));
        bool referral = PutReferrer(transaction, happened);
        (StoredScore score, bool changed, IReadOnlyList<string> rejected) = PutNewest(transaction, happened.Id, record, happened.Day);
        return Reply(score, changed || referral, superseded: false, rejected);
    });

    // A lookup holds the present referrer only. One that did not change keeps its time.
    private bool PutReferrer(ScoreStore.Transaction transaction, DataverseEvent happened)
    {
        if (!happened.TellsReferrer(dataverse.Value, out Person? referrer, out long time))
        {
            return false;
        }
        IReadOnlyList<StoredReferral> before = transaction.Referrals(of: happened.Id);
        if (referrer is null || referrer.Table != dataverse.Value.Table || transaction.Erased(referrer.Id) is not null)
        {
            transaction.RemoveReferrals(happened.Id);
            return before.Count > 0;
        }
        if (before.Count == 1 && before[0].Referrer == referrer.Id)
        {
            return false;
        }
        transaction.RemoveReferrals(happened.Id);
        transaction.PutReferral(new StoredReferral(referrer.Id, happened.Id, time));
        return true;
    }

    // The night may have scored for a later day than the event is of: then the event counts as of that day.
    private (StoredScore Score, bool Changed, IReadOnlyList<string> Rejected) PutNewest(
        ScoreStore.Transaction transaction, string id, CustomerRecord record, DateOnly day)
    {
        StoredScore? stored = transaction.Score(id);
        (StoredScore score, IReadOnlyList<string> rejected) = engine.Score(record, Latest(day, stored?.AsOf), stored);
        return (score, Put(transaction, score), rejected);
    }

    // A score that only grew a day older, or rests on another place, is stored, but is no change that anybody sees.
    private static bool Put(ScoreStore.Transaction transaction, StoredScore score)
    {
        StoredScore? before = transaction.Score(score.Id);
        bool changed = before is null || before.Score != score.Score || before.InputHash != score.InputHash
            || before.ModelHash != score.ModelHash || before.ModelVersion != score.ModelVersion;
        if (changed || before!.AsOf != score.AsOf || before.Place != score.Place)
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
