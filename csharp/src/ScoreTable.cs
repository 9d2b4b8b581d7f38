using System;
using System.Globalization;

#if NET
using Day = System.DateOnly;
#else
using Day = System.DateTime;
#endif

namespace Scvm;

/// <summary>The scores of a customer base: columns by name, one row a customer. Immutable, hence thread-safe.</summary>
/// <remarks>It keeps all it needs: the base and the scorer may be disposed. The names of the columns, their units and
/// the texts are described in docs/score-card.md.</remarks>
public sealed class ScoreTable : IDisposable
{
    private readonly Native.ScoreTable native;

    internal ScoreTable(Native.ScoreTable native) => this.native = native;

    /// <summary>The number of customers.</summary>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public long Size => native.Open.Size();

    /// <summary>The last day that counted.</summary>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public Day AsOf => Day.ParseExact(native.Open.AsOf(), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The name of the model that made the scores.</summary>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string ModelId => native.Open.ModelId();

    /// <summary>For a person who reads a log: the number of customers, the model's name and the day.</summary>
    public override string ToString() =>
        Given.Told(nameof(ScoreTable), () => FormattableString.Invariant($"{Size} customers by {ModelId} as of {AsOf:yyyy-MM-dd}"));

    /// <summary>The customers' ids, in the order of the rows.</summary>
    /// <returns>A new array, as long as the table.</returns>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string[] Ids() => native.Open.Ids();

    /// <summary>A numeric column by name, e.g. "lifetime_value" (money) or "p_alive" (0 to 1).</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>A new array, as long as the table; NaN where a customer has no such score.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such column.</exception>
    /// <exception cref="ArgumentException"><paramref name="column"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public double[] Numbers(string column) => native.Open.Numbers(column);

    /// <summary>The same into memory of the caller's.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="result">Receives the column; as long as the table.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such column;
    /// <see cref="ScvmErrorCode.SizeMismatch"/>: <paramref name="result"/> is of another length.</exception>
    /// <exception cref="ArgumentException"><paramref name="column"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public void Numbers(string column, Span<double> result) => native.Open.Numbers(column, result);

    /// <summary>A column of categories, e.g. "segment", "stage" or "treatment".</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>A new array, as long as the table: places in <see cref="Labels"/> of the same column.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such column.</exception>
    /// <exception cref="ArgumentException"><paramref name="column"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public int[] Codes(string column) => native.Open.Codes(column);

    /// <summary>What the codes of a category column mean.</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>The label of each code from 0 on.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such column.</exception>
    /// <exception cref="ArgumentException"><paramref name="column"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string[] Labels(string column) => native.Open.Labels(column);

    /// <summary>The whole table as one record batch of Arrow's C data interface: ids, numbers (null: no such score) and
    /// categories as dictionaries. It holds copies and outlives the table.</summary>
    /// <param name="schema">Address of an ArrowSchema to be filled; whoever asked releases it.</param>
    /// <param name="array">Address of an ArrowArray to be filled, likewise.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.Closed"/>: an address is 0.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public void Arrow(IntPtr schema, IntPtr array) => native.Open.Arrow(schema.ToInt64(), array.ToInt64());

    /// <summary>The company's figures as JSON: shares, revenue, customer equity, and what became of every row.</summary>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string Summary() => native.Open.Summary();

    /// <summary>One customer's explained score card as JSON.</summary>
    /// <param name="id">The customer's id.</param>
    /// <returns>The card in canonical form.</returns>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such customer.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string Explain(string id) => native.Open.Explain(id);

    /// <summary>The whole table as JSON in canonical form: the same bytes in every language.</summary>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string ToJson() => native.Open.ToJson();

    /// <summary>What is done for whom, why, and in which order, as JSON (docs/score-card.md).</summary>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.NotFitted"/>: the model has no treatments.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string Treatments() => native.Open.Treatments();

    /// <summary>Who matters, who stands between others, whom to win as ambassadors, and who was drawn to test, as JSON (docs/score-card.md).</summary>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.NotFitted"/>: the model has neither section, and no tests.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string Matters() => native.Open.Matters();

    /// <summary>What accounts are worth with all that belongs to them, and how their people feel, as JSON (docs/score-card.md).</summary>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.NotFitted"/>: the model has no section of accounts.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string Accounts() => native.Open.Accounts();

    /// <summary>What an analyst asks of a table, as JSON (docs/analysis.md): shares with what doubts them, reliability,
    /// revenue by group, drivers, the fit of the purchasing model. Takes seconds for a million customers.</summary>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string Analysis() => native.Open.Analysis();

    /// <summary>The groups by category of an attribute, ranked by the lower bound of the fan quota, as JSON
    /// (docs/analysis.md); counts below 5 are suppressed.</summary>
    /// <param name="attribute">An attribute that the base had, e.g. "territory".</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: the base had no such attribute.</exception>
    /// <exception cref="ArgumentException"><paramref name="attribute"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public string Breakdown(string attribute) => native.Open.Breakdown(attribute);

    /// <summary>Who moved between an earlier table and this one, against what asking the same people again would have
    /// produced, as JSON (docs/analysis.md).</summary>
    /// <param name="before">The earlier table, of the same rule, boundaries and questionnaire.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.BadModel"/>: the tables come from different rules.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="before"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">One of the tables was disposed.</exception>
    public string Migration(ScoreTable before) => native.Open.Migration(Given.NotNull(before, nameof(before)).native.Open);

    /// <summary>One customer's explained score card, as a value; <see cref="Explain"/> gives it as JSON.</summary>
    /// <param name="id">The customer.</param>
    /// <exception cref="ScvmException"><see cref="ScvmErrorCode.UnknownId"/>: there is no such customer.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or no Unicode text.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed.</exception>
    public ScoreCard Card(string id) => ScoreCard.Of(Explain(id));

    /// <summary>The columns, each by its own name and as what it is: groups and statuses as enums.</summary>
    public ScoreColumns Columns => new(this);

    // The codes of a column of words are the values of its enum.
    internal E[] Words<E>(string column) where E : struct, Enum => Array.ConvertAll(Codes(column), code => (E)Enum.ToObject(typeof(E), code));

    internal bool[] Flags(string column) => Array.ConvertAll(Codes(column), code => code != 0);

    // What the model names; 0 stands for none.
    internal string?[] Texts(string column)
    {
        string[] labels = Labels(column);
        return Array.ConvertAll(Codes(column), code => code == 0 ? null : labels[code]);
    }

    internal Day?[] Days(string column) => Array.ConvertAll(Numbers(column), seconds => double.IsNaN(seconds) ? (Day?)null : Scvm.AsOf.Day(seconds));

    /// <summary>Gives the native memory back. A second call does nothing; any other use afterwards throws.</summary>
    public void Dispose() => native.Dispose();
}
