using System.Diagnostics;
using Xunit;

namespace Scvm.Tests;

/// <summary>Disposal, threads and memory.</summary>
[Collection("measures the memory of this process")]
public class LifetimeTests
{
    [Fact]
    public void Disposing_twice_is_allowed_and_any_use_afterwards_throws()
    {
        ScoringModel model = Samples.ReadModel();
        CustomerBase customers = Samples.Base("a");
        Scorer scorer = Samples.Scorer();
        ScoreTable scores = scorer.Score(customers, Samples.Day);
        using ScoringModel openModel = Samples.ReadModel();
        using CustomerBase openBase = Samples.Base("a");
        using Scorer openScorer = Samples.Scorer();
        foreach (IDisposable each in new IDisposable[] { model, customers, scorer, scores })
        {
            each.Dispose();
            each.Dispose();
        }
        void Throws(string name, Action call) => Assert.Equal(name, Assert.Throws<ObjectDisposedException>(call).ObjectName);
        Throws("Scvm.CustomerBase", () => _ = customers.Size);
        Throws("Scvm.CustomerBase", () => _ = customers.Rejected);
        Throws("Scvm.CustomerBase", () => customers.AddCustomers(["b"]));
        Throws("Scvm.CustomerBase", () => customers.AddAnswers(["a"], ["sat"], [1]));
        Throws("Scvm.CustomerBase", () => customers.AddAnswers(["a"], ["sat"], [1], [0], [1]));
        Throws("Scvm.CustomerBase", () => customers.AddPurchases(["a"], [0], [1]));
        Throws("Scvm.CustomerBase", () => customers.AddAttributes("territory", ["a"], ["North"]));
        Throws("Scvm.CustomerBase", () => customers.AddContracts(["a"], [0], []));
        Throws("Scvm.ScoringModel", () => _ = model.Id);
        Throws("Scvm.ScoringModel", () => _ = model.Hash);
        Throws("Scvm.ScoringModel", () => model.ToJson());
        Throws("Scvm.ScoringModel", () => ScvmLibrary.Fit(openBase, model, Samples.Day));
        Throws("Scvm.CustomerBase", () => ScvmLibrary.Fit(customers, openModel, Samples.Day));
        Throws("Scvm.ScoringModel", () => new Scorer(model));
        Throws("Scvm.Scorer", () => scorer.Score(openBase, Samples.Day));
        Throws("Scvm.CustomerBase", () => openScorer.Score(customers, Samples.Day));
        Throws("Scvm.Scorer", () => scorer.ScoreCustomer(Samples.Record("a")));
        Throws("Scvm.ScoreTable", () => _ = scores.Size);
        Throws("Scvm.ScoreTable", () => scores.Ids());
        Throws("Scvm.ScoreTable", () => scores.Numbers("x"));
        Throws("Scvm.ScoreTable", () => scores.Numbers("x", new double[1]));
        Throws("Scvm.ScoreTable", () => scores.Codes("segment"));
        Throws("Scvm.ScoreTable", () => scores.Summary());
        Throws("Scvm.ScoreTable", () => scores.Explain("a"));
        Throws("Scvm.ScoreTable", () => scores.ToJson());
        Throws("Scvm.ScoreTable", () => scores.Analysis());
        Throws("Scvm.ScoreTable", () => scores.Breakdown("territory"));
        using ScoreTable openTable = openScorer.Score(openBase, Samples.Day);
        Throws("Scvm.ScoreTable", () => scores.Migration(openTable));
        Throws("Scvm.ScoreTable", () => openTable.Migration(scores));
    }

    [Fact]
    public void Eight_threads_share_one_scorer()
    {
        using Scorer scorer = Samples.Scorer();
        string[] records = Samples.Ids(64, "c").Select(Samples.Record).ToArray();
        string[] expected = records.Select(scorer.ScoreCustomer).ToArray();
        using CustomerBase customers = Samples.Base(Samples.Ids(64, "c"));
        using ScoreTable alone = scorer.Score(customers, Samples.Day);
        string expectedTable = alone.ToJson();
        Threads(8, () =>
        {
            for (int round = 0; round < 25; ++round)
            {
                Assert.Equal(expected, records.Select(scorer.ScoreCustomer));
                // Errors are per thread: one thread's failure is nobody else's.
                Assert.Throws<ScvmException>(() => scorer.ScoreCustomer("{"));
            }
            using ScoreTable shared = scorer.Score(customers, Samples.Day);
            Assert.Equal(expectedTable, shared.ToJson());
        });
    }

    [Fact]
    public void Disposing_while_other_threads_are_inside_a_call_is_safe()
    {
        string record = Samples.Record("a");
        using CustomerBase customers = Samples.Base(Samples.Ids(2000, "c"));
        for (int round = 0; round < 40; ++round)
        {
            Scorer scorer = Samples.Scorer();
            ScoreTable scores = scorer.Score(customers, Samples.Day);
            string card = scorer.ScoreCustomer(record);
            double[] column = scores.Numbers("lifetime_value");
            int ready = 0;
            var disposer = new Thread(() =>
            {
                SpinWait.SpinUntil(() => Volatile.Read(ref ready) == 4);
                Thread.SpinWait(round * 500);
                scores.Dispose();
                scorer.Dispose();
            });
            disposer.Start();
            Threads(4, () =>
            {
                Interlocked.Increment(ref ready);
                try
                {
                    while (true)
                    {
                        Assert.Equal(card, scorer.ScoreCustomer(record));
                        Assert.Equal(column, scores.Numbers("lifetime_value"));
                    }
                }
                catch (ObjectDisposedException)
                {
                    // The only way in which it may end.
                }
            });
            disposer.Join();
        }
    }

    [Fact]
    public void What_nobody_disposes_the_garbage_collector_gives_back()
    {
        long before = Resident();
        for (int i = 0; i < 60; ++i)
        {
            Abandon();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.InRange(Resident() - before, long.MinValue, 150 << 20);

        static void Abandon() => new CustomerBase().AddCustomers(Samples.Ids(100_000, "customer-"));
    }

    [Fact]
    public void Failing_calls_leave_memory_flat()
    {
        using CustomerBase customers = Samples.Base("a");
        string[] one = ["a"];
        string[] ids = Samples.Ids(100_000, "customer-");
        var megabytes = new double[1_000_000];
        var times = new long[1_000_000];
        string garbage = new('x', 8_000_000);

        Fail(5);
        long before = Resident();
        Fail(200);
        Assert.InRange(Resident() - before, long.MinValue, 60 << 20);

        void Fail(int count)
        {
            for (int i = 0; i < count; ++i)
            {
                Assert.Throws<ScvmException>(() => customers.AddAnswers(one, one, megabytes, times, []));
                Assert.Throws<ScvmException>(() => customers.AddPurchases(ids, times, megabytes));
                Assert.Throws<ScvmException>(() => ScoringModel.FromJson(garbage));
                ids[^1] = null!;
                Assert.Throws<ArgumentException>(() => customers.AddCustomers(ids));
                ids[^1] = "customer";
            }
        }
    }

    [Fact]
    public void Calls_that_succeed_leave_memory_flat()
    {
        using CustomerBase customers = Samples.Base("a");
        customers.AddCustomers(Samples.Ids(20_000, "customer-"));
        customers.AddCustomers(Samples.Ids(20_000, "customer-"));
        using Scorer scorer = Samples.Scorer();
        using ScoreTable scores = scorer.Score(customers, Samples.Day);

        Call(3);
        long before = Resident();
        Call(40);
        Assert.InRange(Resident() - before, long.MinValue, 40 << 20);

        void Call(int count)
        {
            for (int i = 0; i < count; ++i)
            {
                Assert.Equal(20_001, scores.Ids().Length);
                Assert.Equal(20_001, scores.Numbers("revenue").Length);
                Assert.Equal(20_001, scores.Codes("segment").Length);
                Assert.Equal(20_000, customers.Rejected.Count);
                for (int again = 0; again < 20; ++again)
                {
                    // Alone too: beside the texts, an array that is not given back would hardly show.
                    Assert.Equal(20_000, customers.Open.RejectedRows().Length);
                }
                Assert.NotEmpty(scores.ToJson());
            }
        }
    }

    // Aggressive: the collector gives its own free memory back too, so that what stays is really held.
    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    private static void Threads(int count, Action body)
    {
        Exception? failure = null;
        Thread[] threads = Enumerable.Range(0, count).Select(_ => new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        })).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        if (failure is not null)
        {
            throw new InvalidOperationException("a thread failed", failure);
        }
    }
}

[CollectionDefinition("measures the memory of this process", DisableParallelization = true)]
public class MemoryMeasurement
{
}
