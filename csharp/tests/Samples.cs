using System.Text.Json;

namespace Scvm.Tests;

/// <summary>A small model and small bases, for tests that are about something else.</summary>
internal static class Samples
{
    internal const string Model = """
        {"schema": "scvm-model/1", "id": "sample", "currency": "EUR",
         "survey": {"items": [
           {"id": "sat", "dimension": "satisfaction", "lowest": 1, "highest": 5},
           {"id": "att", "dimension": "attachment", "lowest": 1, "highest": 5}]},
         "value": {"unit": "week", "horizon": 52, "yearly_discount": 0.1, "margin": 0.3,
           "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
           "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}}}
        """;

    internal const string Day = "2026-11-21";

    /// <summary>Midnight UTC of a day in seconds since 1970.</summary>
    internal static long Seconds(int year, int month, int day) =>
        new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    internal static ScoringModel ReadModel() => ScoringModel.FromJson(Model);

    internal static Scorer Scorer()
    {
        using ScoringModel model = ReadModel();
        return new Scorer(model);
    }

    /// <summary>Customers with two answers and two purchases each.</summary>
    internal static CustomerBase Base(params string[] ids)
    {
        var customers = new CustomerBase();
        customers.AddCustomers(ids);
        foreach (string id in ids)
        {
            customers.AddAnswers([id, id], ["sat", "att"], [5.0, 4.0], [Seconds(2026, 3, 1), Seconds(2026, 3, 1)], [2, 2]);
            customers.AddPurchases([id, id], [Seconds(2026, 1, 5), Seconds(2026, 6, 1)], [20.0, 30.0]);
        }
        return customers;
    }

    internal static string Record(string id) => $$"""
        {"id": {{JsonSerializer.Serialize(id)}}, "as_of": "2026-11-21",
         "answers": [{"item": "sat", "value": 5, "time": "2026-03-01", "wave": 2},
                     {"item": "att", "value": 4, "time": "2026-03-01", "wave": 2}],
         "purchases": [{"time": "2026-01-05", "amount": 20}, {"time": "2026-06-01", "amount": 30}]}
        """;

    internal static string[] Ids(int count, string stem) =>
        Enumerable.Range(0, count).Select(i => $"{stem}{i}").ToArray();
}
