using System;
using System.Threading;

namespace Scvm;

/// <summary>The library itself. Thread-safe.</summary>
public static class ScvmLibrary
{
    /// <summary>The version of the native library, "major.minor.patch".</summary>
    public static string Version => Native.scvm_native.Version();

    /// <summary>Calls a method of a room by name, e.g. "wilson_interval" or "pareto_nbd.p_alive" (docs/methods.md).</summary>
    /// <param name="method">Its name.</param>
    /// <param name="arguments">Named arguments, a JSON object.</param>
    /// <returns>The result, a JSON object.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such method;
    /// <see cref="ScvmErrorCode.BadRecord"/>: arguments of the wrong shape; and what the method itself refuses.</exception>
    /// <exception cref="ArgumentException">An argument is null or no Unicode text.</exception>
    public static string Call(string method, string arguments) => Native.scvm_native.Call(method, arguments);

    /// <inheritdoc cref="Call(string, string)"/>
    /// <param name="method">Its name.</param>
    /// <param name="arguments">Named arguments, a JSON object.</param>
    /// <param name="cancellation">Ends the call within a second.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; there is no result.</exception>
    public static string Call(string method, string arguments, CancellationToken cancellation) =>
        Stoppable.Run(cancellation, stop => Native.scvm_native.Call(method, arguments, stop));
}
