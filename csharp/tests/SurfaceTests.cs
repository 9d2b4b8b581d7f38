using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Scvm.Tests;

/// <summary>The public surface follows the shared interface, and nothing of the border shows.</summary>
public class SurfaceTests
{
    private static readonly Assembly library = typeof(Scorer).Assembly;
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_version_is_the_one_of_the_build()
    {
        Assert.Equal(Places.Version, ScvmLibrary.Version);
        Assert.Equal(Version.Parse(Places.Version), Version.Parse(library.GetName().Version!.ToString(3)));
    }

    [Fact]
    public void The_error_codes_are_those_of_the_core()
    {
        string header = File.ReadAllText(Path.Combine(Places.Sources, "core", "include", "scvm", "error.hpp"));
        string body = Regex.Match(header, @"enum class errc : int \{(.*?)\};", RegexOptions.Singleline).Groups[1].Value;
        var expected = Regex.Matches(body, @"^\s*(\w+) = (\d+),", RegexOptions.Multiline)
            .Select(m => (Pascal(m.Groups[1].Value), int.Parse(m.Groups[2].Value)));
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Enum.GetValues<ScvmErrorCode>().Select(code => (code.ToString(), (int)code)));

        static string Pascal(string snake) =>
            string.Concat(snake.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    [Fact]
    public void Every_method_of_the_nouns_is_public_here()
    {
        // Four columns make one list of rejected rows; a function of the library finds its place on a class.
        var elsewhere = new Dictionary<string, string>
        {
            ["CustomerBase.RejectedTables"] = "CustomerBase.Rejected",
            ["CustomerBase.RejectedRows"] = "CustomerBase.Rejected",
            ["CustomerBase.RejectedCodes"] = "CustomerBase.Rejected",
            ["CustomerBase.RejectedReasons"] = "CustomerBase.Rejected",
            ["CustomerBase.Moment"] = "Moment.op_Implicit",
            ["scvm_native.Fit"] = "ScvmLibrary.Fit",
            ["scvm_native.Version"] = "ScvmLibrary.Version",
            ["scvm_native.Call"] = "ScvmLibrary.Call",
        };
        HashSet<string> shown = library.GetExportedTypes()
            .SelectMany(t => t.GetMembers(Declared).Select(m => $"{t.Name}.{m.Name}")).ToHashSet();
        string[] nouns = library.GetTypes().Where(t => t.Namespace == "Scvm.Native" && Wrapped(t.Name))
            .SelectMany(t => t.GetMethods(Declared).Select(m => $"{t.Name}.{m.Name}")).Distinct().ToArray();
        Assert.Contains("Scorer.ScoreCustomer", nouns);
        Assert.All(nouns, name => Assert.Contains(elsewhere.GetValueOrDefault(name, name), shown));

        static bool Wrapped(string name) => name is "CustomerBase" or "ScoringModel" or "Scorer" or "ScoreTable" or "scvm_native";
    }

    [Fact]
    public unsafe void Native_memory_that_runs_out_is_an_exception_of_its_own()
    {
        byte letter = (byte)'x';
        // A text that claims to be an exabyte long: the copy is refused before a byte of it is read.
        using Native.ScoringModel.Handle handle = Native.scvm_nativePINVOKE.ScoringModel_FromJson(new Native.Lent(&letter, 1L << 60));
        Assert.True(handle.IsInvalid);
        Assert.Throws<OutOfMemoryException>(Native.NativeError.ThrowIfAny);
    }

    [Fact]
    public void Nothing_of_the_border_shows()
    {
        Assert.All(library.GetExportedTypes(), t => Assert.Equal("Scvm", t.Namespace));
        Assert.DoesNotContain(library.GetTypes(), t => t.Name.StartsWith("SWIGTYPE", StringComparison.Ordinal));
        // Native memory is freed by safe handles; nothing else needs a finaliser.
        Assert.DoesNotContain(library.GetTypes(), t => t.GetMethod("Finalize", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly) is not null);
    }
}
