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
Measure("ScoreTable.Labels: what crossing alone costs", 200_000, _ => ScoreTable.Labels("segment"));

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

// The best of five rounds, after one that warms up: the others measure what else the machine does.
static void Measure<T>(string what, int count, Func<int, T> call)
{
    double best = double.PositiveInfinity;
    for (int round = 0; round < 6; ++round)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; ++i)
        {
            call(i);
        }
        double microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
        best = round == 0 ? best : Math.Min(best, microseconds);
    }
    Console.WriteLine($"{what}: {best:N1} µs");
}
