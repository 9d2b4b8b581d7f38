using System.Reflection;

namespace Scvm.Tests;

/// <summary>Where the build has put things; written into this assembly when it was built.</summary>
internal static class Places
{
    internal static string Sources => Of("Sources");
    internal static string Package => Of("Package");
    internal static string Version => Of("Version");
    internal static string NativeLibrary => Of("NativeLibrary");
    internal static string Vectors => Path.Combine(Sources, "tests", "vectors");

    private static string Of(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
