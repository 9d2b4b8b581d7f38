namespace Scvm;

/// <summary>The library itself. Thread-safe.</summary>
public static class ScvmLibrary
{
    /// <summary>The version of the native library, "major.minor.patch".</summary>
    public static string Version => Native.scvm_native.Version();
}
