using System.Linq;
using Apache.Arrow;
using Apache.Arrow.C;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Xunit;

namespace Scvm.Tests;

using TimeUnit = Apache.Arrow.Types.TimeUnit;

/// <summary>Columns go to and fro between scvm and Apache.Arrow, through the C data interface alone.</summary>
public unsafe class ArrowTests
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CustomerBase Customers(params string[] ids)
    {
        var customers = new CustomerBase();
        customers.AddCustomers(ids);
        return customers;
    }

    private static RecordBatch Batch(params (string Name, IArrowArray Values)[] columns) => new(
        new Schema(columns.Select(c => new Field(c.Name, c.Values.Data.DataType, true)), null),
        columns.Select(c => c.Values), columns[0].Values.Length);

    private static StringArray Texts(params string?[] values)
    {
        var builder = new StringArray.Builder();
        foreach (string? each in values)
        {
            builder.Append(each);
        }
        return builder.Build();
    }

    private static TimestampArray Times(TimestampType type, params DateTimeOffset[] values)
    {
        var builder = new TimestampArray.Builder(type);
        foreach (DateTimeOffset each in values)
        {
            builder.Append(each);
        }
        return builder.Build();
    }

    private static long Add(CustomerBase to, string table, RecordBatch batch)
    {
        CArrowSchema* schema = CArrowSchema.Create();
        CArrowArray* array = CArrowArray.Create();
        try
        {
            CArrowSchemaExporter.ExportSchema(batch.Schema, schema);
            CArrowArrayExporter.ExportRecordBatch(batch, array);
            return to.AddArrow(table, (IntPtr)schema, (IntPtr)array);
        }
        finally
        {
            CArrowSchema.Free(schema);  // both would release what scvm had not
            CArrowArray.Free(array);
        }
    }

    private static IArrowArray TwoRowsOf(RecordBatch whole, int column) => ArrowArrayFactory.Slice(whole.Column(column), 1, 2);

    private static RecordBatch Purchases() => Batch(
        ("customer", Texts("a", "b", "a", "nobody")),
        ("time", Times(new TimestampType(TimeUnit.Microsecond, "UTC"), NewYear, NewYear, NewYear.AddDays(1), NewYear)),
        ("amount", new DoubleArray.Builder().AppendRange([12.5, 20, 7.5, 1]).Build()));

    private static RecordBatch Scores(ScoreTable table)
    {
        CArrowSchema* schema = CArrowSchema.Create();
        CArrowArray* array = CArrowArray.Create();
        try
        {
            table.Arrow((IntPtr)schema, (IntPtr)array);
            return CArrowArrayImporter.ImportRecordBatch(array, CArrowSchemaImporter.ImportSchema(schema));
        }
        finally
        {
            CArrowSchema.Free(schema);
            CArrowArray.Free(array);
        }
    }

    [Fact]
    public void A_batch_of_another_implementation_means_the_same_as_the_columns()
    {
        using CustomerBase customers = Customers("a", "b");
        using CustomerBase spans = Customers("a", "b");
        Assert.Equal(3, Add(customers, "purchases", Purchases()));
        Assert.Equal(3, spans.AddPurchases(["a", "b", "a", "nobody"],
            [NewYear.ToUnixTimeSeconds(), NewYear.ToUnixTimeSeconds(), NewYear.AddDays(1).ToUnixTimeSeconds(), NewYear.ToUnixTimeSeconds()],
            [12.5, 20, 7.5, 1]));
        Assert.Equal(spans.Rejected, customers.Rejected);
        using Scorer scorer = Samples.Scorer();
        using ScoreTable one = scorer.Score(customers, Samples.Day);
        using ScoreTable other = scorer.Score(spans, Samples.Day);
        Assert.Equal(other.ToJson(), one.ToJson());
        Assert.Equal([20.0, 20.0], one.Numbers("revenue"));
    }

    [Fact]
    public void Slices_nulls_dictionaries_dates_and_decimals_are_read()
    {
        using CustomerBase customers = Customers("a", "b");
        RecordBatch whole = Purchases();
        RecordBatch sliced = Batch(("customer", TwoRowsOf(whole, 0)), ("time", TwoRowsOf(whole, 1)),
            ("amount", TwoRowsOf(whole, 2)));
        Assert.Equal(2, Add(customers, "purchases", sliced));
        var amounts = new Decimal128Array.Builder(new Decimal128Type(10, 2)).Append(480.25m).AppendNull().Build();
        var days = new Date32Array.Builder().Append(new DateTime(2026, 1, 5)).Append(new DateTime(2026, 1, 6)).Build();
        Assert.Equal(1, Add(customers, "purchases", Batch(("amount", amounts), ("customer", Texts("a", "a")), ("time", days))));
        Assert.Equal("amount = nan: expected an amount of money from -1e15 to 1e15", customers.Rejected[0].Reason);

        var words = new DictionaryArray(new DictionaryType(Int8Type.Default, StringType.Default, false),
            new Int8Array.Builder().AppendRange([1, 0]).Build(), Texts("refused", "granted"));
        Assert.Equal(2, Add(customers, "consents", Batch(("customer", Texts("a", "b")), ("purpose", Texts("*", "*")),
            ("state", words), ("evidence", Texts("form 17", null)))));
        Assert.Contains("form 17", customers.ExportPerson("a"));
        Assert.Equal(2, Add(customers, "attributes.territory",
            Batch(("customer", Texts("a", "b")), ("value", Texts("north", null)))));

        using ScoreTable scores = Samples.Scorer().Score(customers, Samples.Day);
        Assert.Equal([7.5 + 480.25, 20.0], scores.Numbers("revenue"));
    }

    [Fact]
    public void Scores_go_out_with_nulls_and_dictionaries()
    {
        using CustomerBase customers = Customers("a", "b", "💙 Müller");
        Add(customers, "purchases", Purchases());
        using ScoreTable table = Samples.Scorer().Score(customers, Samples.Day);
        using RecordBatch batch = Scores(table);
        Assert.Equal(3, batch.Length);
        var ids = (StringArray)batch.Column("id");
        Assert.Equal(table.Ids(), Enumerable.Range(0, 3).Select(i => ids.GetString(i)));
        Assert.Equal(table.Numbers("revenue"), ((DoubleArray)batch.Column("revenue")).Values.ToArray());
        var alive = (DoubleArray)batch.Column("satisfaction");
        Assert.Equal(3, alive.NullCount);
        Assert.Null(alive.GetValue(0));
        var status = (DictionaryArray)batch.Column("value_status");
        string[] labels = table.Labels("value_status");
        int[] codes = table.Codes("value_status");
        for (int i = 0; i < 3; ++i)
        {
            int code = ((Int32Array)status.Indices).GetValue(i)!.Value;
            Assert.Equal(codes[i], code);
            Assert.Equal(labels[code], ((StringArray)status.Dictionary).GetString(code));
        }
    }

    [Fact]
    public void Streams_of_batches_are_read_to_their_end()
    {
        using CustomerBase customers = Customers("a", "b");
        CArrowArrayStream* stream = CArrowArrayStream.Create();
        try
        {
            CArrowArrayStreamExporter.ExportArrayStream(new Twice(Purchases()), stream);
            Assert.Equal(6, customers.AddArrowStream("purchases", (IntPtr)stream));
            Assert.Equal(2, customers.Rejected.Count);
        }
        finally
        {
            CArrowArrayStream.Free(stream);
        }
    }

    [Fact]
    public void What_a_table_does_not_take_is_an_error_that_names_the_column()
    {
        using CustomerBase customers = Customers("a");
        var times = Times(new TimestampType(TimeUnit.Second, "UTC"), NewYear);
        var amounts = new DoubleArray.Builder().Append(1).Build();
        void Refuses(ScvmErrorCode code, string message, string table, RecordBatch batch)
        {
            ScvmException thrown = Assert.Throws<ScvmException>(() => Add(customers, table, batch));
            Assert.Equal(code, thrown.Code);
            Assert.Contains(message, thrown.Message);
        }
        Refuses(ScvmErrorCode.BadRecord, "unknown column \"total\"", "purchases",
            Batch(("customer", Texts("a")), ("time", times), ("total", amounts)));
        Refuses(ScvmErrorCode.BadRecord, "purchases.amount: is missing", "purchases", Batch(("customer", Texts("a")), ("time", times)));
        Refuses(ScvmErrorCode.BadRecord, "purchases.amount: format \"z\"", "purchases",
            Batch(("customer", Texts("a")), ("time", times), ("amount", new BinaryArray.Builder().Append(1).Build())));
        Refuses(ScvmErrorCode.UnknownId, "table \"purchase\"", "purchase", Batch(("customer", Texts("a"))));
        Assert.Equal(ScvmErrorCode.Closed,
            Assert.Throws<ScvmException>(() => customers.AddArrow("purchases", IntPtr.Zero, IntPtr.Zero)).Code);
        Assert.Empty(customers.Rejected);
    }

    private sealed class Twice(RecordBatch batch) : IArrowArrayStream
    {
        private int left = 2;
        public Schema Schema => batch.Schema;
        public ValueTask<RecordBatch> ReadNextRecordBatchAsync(CancellationToken cancellation = default) =>
            new(left-- > 0 ? batch.Clone() : null!);
        public void Dispose()
        {
        }
    }
}
