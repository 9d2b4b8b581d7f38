#if NET
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Scvm.Native;

/// <summary>
/// Finds the native library: where SCVM_LIBRARY_PATH says, else where NuGet put it, else beside the application.
/// </summary>
internal static class LibraryResolver
{
    internal const string Override = "SCVM_LIBRARY_PATH";
    private const string Library = "scvm_csharp";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before the first native call, whichever that is.")]
    internal static void Install()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(LibraryResolver).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The application has set a resolver of its own for this assembly: it knows better.
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Library ? Load(assembly, searchPath, Environment.GetEnvironmentVariable(Override)) : IntPtr.Zero;

    private static IntPtr Load(Assembly assembly, DllImportSearchPath? searchPath, string? chosen)
    {
        var failures = new List<string>();
        if (!string.IsNullOrEmpty(chosen))
        {
            string path = Directory.Exists(chosen) ? Path.Combine(chosen, FileName) : chosen;
            return TryLoad(Path.GetFullPath(path), failures, out IntPtr given) ? given : throw NotFound(failures);
        }
        if (NativeLibrary.TryLoad(Library, assembly, searchPath, out IntPtr found))
        {
            return found;
        }
        failures.Add($"{FileName}: not found where this runtime looks for native libraries");
        foreach (string folder in new[] { Path.Combine("runtimes", Platform, "native"), "" })
        {
            if (TryLoad(Path.Combine(AppContext.BaseDirectory, folder, FileName), failures, out found))
            {
                return found;
            }
        }
        throw NotFound(failures);
    }

    private static bool TryLoad(string path, List<string> failures, out IntPtr library)
    {
        library = IntPtr.Zero;
        if (!File.Exists(path))
        {
            failures.Add($"{path}: no such file");
            return false;
        }
        try
        {
            library = NativeLibrary.Load(path);
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            failures.Add($"{path}: {e.Message.Trim()}");
            return false;
        }
    }

    private static DllNotFoundException NotFound(List<string> failures) =>
        new($"Scvm needs its native library {FileName} for {Platform}. Tried:\n  {string.Join("\n  ", failures)}\n" +
            $"Set {Override} to the library, or to the folder that holds it.");

    private static string FileName =>
        OperatingSystem.IsWindows() ? "scvm_csharp.dll"
        : OperatingSystem.IsMacOS() ? "libscvm_csharp.dylib"
        : "libscvm_csharp.so";

    private static string Platform
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }
}
#endif
