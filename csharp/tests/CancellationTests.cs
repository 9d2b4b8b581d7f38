using Xunit;

namespace Scvm.Tests;

/// <summary>A cancelled call ends within a second, and leaves no result.</summary>
public class CancellationTests
{
    // Each simulation goes once round a ring of 1,000: minutes.
    private static readonly string Endless =
        $"{{\"graph\":{{\"source\":[{string.Join(',', Enumerable.Range(0, 1000))}]," +
        $"\"target\":[{string.Join(',', Enumerable.Range(0, 1000).Select(i => (i + 1) % 1000))}]}},\"seeds\":[0]," +
        "\"simulations\":10000000,\"limits\":{\"seconds\":1e6,\"bytes\":1e12}}";

    [Fact]
    public void A_call_by_name_is_cancelled_while_it_runs()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Throws<OperationCanceledException>(() => ScvmLibrary.Call("spread", Endless, source.Token));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 1.5);
    }

    [Fact]
    public void A_token_that_is_not_cancelled_changes_nothing() =>
        Assert.Equal(ScvmLibrary.Call("wilson_interval", "{\"k\":1,\"n\":2}"),
                     ScvmLibrary.Call("wilson_interval", "{\"k\":1,\"n\":2}", CancellationToken.None));

    [Fact]
    public void What_costs_too_much_says_so() =>
        Assert.Equal(ScvmErrorCode.TooCostly, Assert.Throws<ScvmException>(
            () => ScvmLibrary.Call("spread", Endless.Replace("1e12", "1"))).Code);
}
