using System;
using System.Threading;

namespace Scvm;

/// <summary>Applies a scoring model. Immutable, hence thread-safe: many threads may share one scorer.</summary>
public sealed class Scorer : IDisposable
{
    private readonly Native.Scorer native;

    /// <summary>A scorer with a copy of the model of its own: the model may be disposed.</summary>
    /// <param name="model">The rules and parameters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Scorer(ScoringModel model) => native = new Native.Scorer(Given.NotNull(model, nameof(model)).Open);

    /// <summary>Scores every customer as of a day: what happened on it counts, what happened later does not.</summary>
    /// <param name="customers">The data.</param>
    /// <param name="asOf">An ISO date like "2026-11-21".</param>
    /// <param name="cancellation">Ends the scoring within a second.</param>
    /// <returns>The scores, one row a customer, in the order of the base.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.Domain"/> for a text that is no date.</exception>
    /// <exception cref="ArgumentException">An argument is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The scorer or the base was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; there is no table.</exception>
    public ScoreTable Score(CustomerBase customers, string asOf, CancellationToken cancellation = default) =>
        Stoppable.Run(cancellation, stop => new ScoreTable(native.Open.Score(
            Given.NotNull(customers, nameof(customers)).Open, Given.NotNull(asOf, nameof(asOf)), stop)));

    /// <inheritdoc cref="Score(CustomerBase, string, CancellationToken)"/>
    /// <param name="customers">The data.</param>
    /// <param name="asOf">The day; its time of day does not matter.</param>
    /// <param name="cancellation">Ends the scoring within a second.</param>
    public ScoreTable Score(CustomerBase customers, DateTime asOf, CancellationToken cancellation = default) =>
        Score(customers, AsOf.Text(asOf), cancellation);

#if NET
    /// <inheritdoc cref="Score(CustomerBase, string, CancellationToken)"/>
    /// <param name="customers">The data.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="cancellation">Ends the scoring within a second.</param>
    public ScoreTable Score(CustomerBase customers, DateOnly asOf, CancellationToken cancellation = default) =>
        Score(customers, AsOf.Text(asOf), cancellation);
#endif

    /// <summary>One customer's record in, his explained score card out: for a save hook.</summary>
    /// <param name="record">The record as JSON (docs/records.md).</param>
    /// <returns>The score card as JSON (docs/score-card.md), in canonical form; rows of the record that could not be used
    /// stand in its "rejected".</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadRecord"/> with the path of the offender.</exception>
    /// <exception cref="ArgumentException"><paramref name="record"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    public string ScoreCustomer(string record) => native.Open.ScoreCustomer(record);

    /// <summary>The same as a value.</summary>
    /// <inheritdoc cref="ScoreCustomer(string)"/>
    public ScoreCard Card(string record) => ScoreCard.Of(ScoreCustomer(record));

    /// <summary>What erasing one person would change for others: their scores before and after, as JSON
    /// (docs/records.md). The base stays as it is; it is scored twice.</summary>
    /// <param name="customers">The data.</param>
    /// <param name="id">A customer or an employee.</param>
    /// <param name="asOf">The day, e.g. "2026-11-21".</param>
    /// <param name="cancellation">Ends the scoring within a second.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such person.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; there is no result.</exception>
    /// <exception cref="ArgumentException">An argument is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The scorer or the base was disposed.</exception>
    public string ErasureEffect(CustomerBase customers, string id, string asOf, CancellationToken cancellation = default) =>
        Stoppable.Run(cancellation, stop => native.Open.ErasureEffect(
            Given.NotNull(customers, nameof(customers)).Open, id, Given.NotNull(asOf, nameof(asOf)), stop));

#if NET
    /// <inheritdoc cref="ErasureEffect(CustomerBase, string, string, CancellationToken)"/>
    /// <param name="customers">The data.</param>
    /// <param name="id">A customer or an employee.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="cancellation">Ends the scoring within a second.</param>
    public string ErasureEffect(CustomerBase customers, string id, DateOnly asOf, CancellationToken cancellation = default) =>
        ErasureEffect(customers, id, AsOf.Text(asOf), cancellation);
#endif

    /// <summary>The name of the model.</summary>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    public string ModelId => native.Open.ModelId();

    /// <summary>For a person who reads a log: the model's name.</summary>
    public override string ToString() => Given.Told(nameof(Scorer), () => ModelId);

    /// <summary>Gives the native memory back. A second call does nothing; any other use afterwards throws.</summary>
    public void Dispose() => native.Dispose();
}
