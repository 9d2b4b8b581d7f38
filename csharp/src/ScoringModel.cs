using System;

namespace Scvm;

/// <summary>Rules and fitted parameters: one JSON file (docs/model-file.md). Immutable, hence thread-safe.</summary>
public sealed class ScoringModel : IDisposable
{
    private readonly Native.ScoringModel native;

    internal ScoringModel(Native.ScoringModel native) => this.native = native;

    /// <summary>Reads a model file.</summary>
    /// <param name="json">The text of the file, of schema "scvm-model/1".</param>
    /// <returns>The model.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadModel"/> with the path of the offender: text that is
    /// no JSON, another schema, an unknown, missing or mistyped key, a value out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="json"/> is null or no Unicode text.</exception>
    public static ScoringModel FromJson(string json) => new(Native.ScoringModel.FromJson(json));

    /// <summary>Reads a model file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <returns>The model.</returns>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    /// <exception cref="ScvmException">As of <see cref="FromJson"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or no path.</exception>
    public static ScoringModel FromFile(string path) => FromJson(Given.File(path));

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

    /// <summary>For a person who reads a log: the model's name and the first digits of its hash.</summary>
    public override string ToString() => Given.Told(nameof(ScoringModel), () => $"{Id}, {Hash.Substring(0, 8)}");

    /// <summary>Gives the native memory back. A second call does nothing; any other use afterwards throws.</summary>
    public void Dispose() => native.Dispose();

    internal Native.ScoringModel Open => native.Open;
}
