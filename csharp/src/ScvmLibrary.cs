using System;
using System.Threading;

namespace Scvm;

/// <summary>The library itself. Thread-safe.</summary>
public static class ScvmLibrary
{
    /// <summary>The version of the native library, "major.minor.patch".</summary>
    public static string Version => Native.scvm_native.Version();

    /// <summary>A model with its parameters estimated on what happened up to a day; the one that is given stays as it is.</summary>
    /// <param name="customers">The data.</param>
    /// <param name="model">The rules; its own parameters, if any, are replaced.</param>
    /// <param name="asOf">The last day that counts: an ISO date like "2026-11-21".</param>
    /// <param name="cancellation">Ends the fit within a second.</param>
    /// <returns>A model of its own, to be disposed like the other.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.NotFitted"/> with the reason where the parameters cannot
    /// be estimated; <see cref="ScvmErrorCode.Domain"/> for a text that is no date.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; there is no model.</exception>
    /// <exception cref="ArgumentException">An argument is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The model or the base was disposed.</exception>
    public static ScoringModel Fit(CustomerBase customers, ScoringModel model, string asOf, CancellationToken cancellation = default) =>
        Stoppable.Run(cancellation, stop => new ScoringModel(Native.scvm_native.Fit(
            Given.NotNull(customers, nameof(customers)).Open, Given.NotNull(model, nameof(model)).Open, Given.NotNull(asOf, nameof(asOf)), stop)));

    /// <inheritdoc cref="Fit(CustomerBase, ScoringModel, string, CancellationToken)"/>
    /// <param name="customers">The data.</param>
    /// <param name="model">The rules; its own parameters, if any, are replaced.</param>
    /// <param name="asOf">The last day that counts; its time of day does not matter.</param>
    /// <param name="cancellation">Ends the fit within a second.</param>
    public static ScoringModel Fit(CustomerBase customers, ScoringModel model, DateTime asOf, CancellationToken cancellation = default) =>
        Fit(customers, model, AsOf.Text(asOf), cancellation);

#if NET
    /// <inheritdoc cref="Fit(CustomerBase, ScoringModel, string, CancellationToken)"/>
    /// <param name="customers">The data.</param>
    /// <param name="model">The rules; its own parameters, if any, are replaced.</param>
    /// <param name="asOf">The last day that counts.</param>
    /// <param name="cancellation">Ends the fit within a second.</param>
    public static ScoringModel Fit(CustomerBase customers, ScoringModel model, DateOnly asOf, CancellationToken cancellation = default) =>
        Fit(customers, model, AsOf.Text(asOf), cancellation);
#endif

    /// <summary>Calls a method of a room by name, e.g. "wilson_interval" or "pareto_nbd.p_alive" (docs/methods.md).</summary>
    /// <param name="method">Its name.</param>
    /// <param name="arguments">Named arguments, a JSON object.</param>
    /// <param name="cancellation">Ends the call within a second.</param>
    /// <returns>The result, a JSON object.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such method;
    /// <see cref="ScvmErrorCode.BadRecord"/>: arguments of the wrong shape; and what the method itself refuses.</exception>
    /// <exception cref="ArgumentException">An argument is null or no Unicode text.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; there is no result.</exception>
    public static string Call(string method, string arguments, CancellationToken cancellation = default) =>
        Stoppable.Run(cancellation, stop => Native.scvm_native.Call(method, arguments, stop));
}
