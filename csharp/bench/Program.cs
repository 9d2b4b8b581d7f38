// What one call costs from C#. Run by hand: cmake --build --preset release --target csharp_bench
using System.Diagnostics;
using System.Text.Json;
using Scvm;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: Scvm.Bench PIPELINE_VECTOR (tests/vectors/pipeline.json)");
    return 2;
}
JsonElement vector = JsonDocument.Parse(File.ReadAllBytes(args[0])).RootElement;
using ScoringModel model = ScoringModel.FromJson(vector.GetProperty("model").GetRawText());
using var scorer = new Scorer(model);
string[] records = vector.GetProperty("records").EnumerateArray().Select(r => r.GetProperty("record").GetRawText()).ToArray();
string largest = records.MaxBy(r => r.Length)!;

Measure("Scorer.ScoreCustomer, mean of the vector's records", 20_000, i => scorer.ScoreCustomer(records[i % records.Length]));
Measure($"Scorer.ScoreCustomer, the largest record ({largest.Length} characters)", 20_000, _ => scorer.ScoreCustomer(largest));
using var nobody = new CustomerBase();
using ScoreTable scores = scorer.Score(nobody, "2026-11-21");
Measure("ScoreTable.Labels: what crossing alone costs", 200_000, _ => scores.Labels("segment"));

string[] ids = Enumerable.Range(0, 1_000_000).Select(i => $"customer-{i}").ToArray();
var amounts = new double[ids.Length];
var times = new long[ids.Length];
Measure("CustomerBase.AddCustomers, 1,000,000 ids", 3, _ =>
{
    using var customers = new CustomerBase();
    return customers.AddCustomers(ids);
});
using var known = new CustomerBase();
known.AddCustomers(ids);
Measure("CustomerBase.AddPurchases, 1,000,000 rows", 3, _ => known.AddPurchases(ids, times, amounts));
return 0;

// The best of five rounds, after one that warms up: the others measure what else the machine does. Processor time is of
// the whole process, garbage collection included.
static void Measure<T>(string what, int count, Func<int, T> call)
{
    using Process self = Process.GetCurrentProcess();
    (double wall, double processor) = (double.PositiveInfinity, double.PositiveInfinity);
    for (int round = 0; round < 6; ++round)
    {
        self.Refresh();
        TimeSpan busy = self.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; ++i)
        {
            call(i);
        }
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        self.Refresh();
        busy = self.TotalProcessorTime - busy;
        if (round > 0)
        {
            wall = Math.Min(wall, elapsed.TotalMicroseconds / count);
            processor = Math.Min(processor, busy.TotalMicroseconds / count);
        }
    }
    Console.WriteLine($"{what}: {wall:N1} µs, {processor:N1} µs of processor time");
}
