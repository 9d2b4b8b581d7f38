using System;
using System.Threading;

namespace Scvm;

/// <summary>Rules and fitted parameters: one JSON file (docs/model-file.md). Immutable, hence thread-safe.</summary>
public sealed class ScoringModel : IDisposable
{
    private readonly Native.ScoringModel native;

    private ScoringModel(Native.ScoringModel native) => this.native = native;

    /// <summary>Reads a model file.</summary>
    /// <param name="json">The text of the file, of schema "scvm-model/1".</param>
    /// <returns>The model.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadModel"/> with the path of the offender: text that is
    /// no JSON, another schema, an unknown, missing or mistyped key, a value out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="json"/> is null or no Unicode text.</exception>
    public static ScoringModel FromJson(string json) => new(Native.ScoringModel.FromJson(json));

    /// <summary>The vendor's name of the model, e.g. "retail-2026".</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public string Id => native.Open.Id();

    /// <summary>Where the customers live, as an IANA name: a day is a day there.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public string TimeZone => native.Open.TimeZone();

    /// <summary>SHA-256 of the canonical form, 64 hexadecimal digits.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public string Hash => native.Open.Hash();

    /// <summary>The canonical form as JSON, with every default written out: equal rules give equal texts.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public string ToJson() => native.Open.ToJson();

    /// <summary>This model with its parameters estimated on what happened up to a day; this one stays as it is.</summary>
    /// <param name="customers">The data.</param>
    /// <param name="asOf">The last day that counts: an ISO date like "2026-11-21".</param>
    /// <returns>A model of its own, to be disposed like this one.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.NotFitted"/> with the reason where the parameters cannot
    /// be estimated; <see cref="ScvmErrorCode.Domain"/> for a text that is no date.</exception>
    /// <exception cref="ArgumentException">An argument is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The model or the base was disposed.</exception>
    public ScoringModel Fit(CustomerBase customers, string asOf) =>
        new(Native.scvm_native.Fit(Given.NotNull(customers, nameof(customers)).Open, native.Open,
                                   Given.NotNull(asOf, nameof(asOf))));

    /// <inheritdoc cref="Fit(CustomerBase, string)"/>
    /// <param name="customers">The data.</param>
    /// <param name="asOf">The last day that counts: an ISO date like "2026-11-21".</param>
    /// <param name="cancellation">Ends the fit within a second.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; there is no model.</exception>
    public ScoringModel Fit(CustomerBase customers, string asOf, CancellationToken cancellation) =>
        Stoppable.Run(cancellation, stop => new ScoringModel(Native.scvm_native.Fit(
            Given.NotNull(customers, nameof(customers)).Open, native.Open, Given.NotNull(asOf, nameof(asOf)), stop)));

    /// <inheritdoc cref="Fit(CustomerBase, string)"/>
    /// <param name="customers">The data.</param>
    /// <param name="asOf">The last day that counts; its time of day does not matter.</param>
    public ScoringModel Fit(CustomerBase customers, DateTime asOf) => Fit(customers, AsOf.Text(asOf));

#if NET
    /// <inheritdoc cref="Fit(CustomerBase, string)"/>
    /// <param name="customers">The data.</param>
    /// <param name="asOf">The last day that counts.</param>
    public ScoringModel Fit(CustomerBase customers, DateOnly asOf) => Fit(customers, AsOf.Text(asOf));
#endif

    /// <summary>Gives the native memory back. A second call does nothing; any other use afterwards throws.</summary>
    public void Dispose() => native.Dispose();

    internal Native.ScoringModel Open => native.Open;
}
