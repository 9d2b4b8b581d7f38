using System.Collections;
using System.Data;
using System.Data.Common;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace Scvm.Tests;

/// <summary>Every public method, constructor and property of the library, found by reflection, with what does not belong there: a
/// new one is called too. What is wrong with an argument is an ArgumentException that names the parameter, what was disposed an
/// ObjectDisposedException, and everything else a ScvmException.</summary>
public class EveryCallTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly long Noon = Samples.Seconds(2026, 6, 1) + 43_200;

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["id"] = "fan", ["asOf"] = Samples.Day, ["table"] = "customers", ["column"] = "lifetime_value", ["attribute"] = "territory",
        ["name"] = "territory", ["method"] = "wilson_interval", ["arguments"] = "{\"k\":1,\"n\":2}", ["timeZone"] = "Europe/Berlin",
        ["message"] = "said", ["record"] = Samples.Record("fan"),
    };

    private static readonly string[] Strange = ["a\0b", "\0", "", "\ud800", "\udc00x", new string('x', 5000)];

    /// <summary>A list whose length is a lie.</summary>
    private sealed class Lying(int count) : IReadOnlyList<string>
    {
        public int Count => count;
        public string this[int index] => throw new InvalidOperationException("the list itself");
        public IEnumerator<string> GetEnumerator() => throw new InvalidOperationException("the list itself");
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>A call, compiled so that columns can be spans, which reflection alone cannot pass: arrays stand for them.</summary>
    private sealed class Call
    {
        private readonly Func<object?, object?[], object?> compiled;

        internal Call(MethodBase what)
        {
            What = what;
            Parameters = what.GetParameters();
            var method = new DynamicMethod("call", typeof(object), [typeof(object), typeof(object?[])], typeof(EveryCallTests), true);
            ILGenerator il = method.GetILGenerator();
            if (!what.IsStatic && what is MethodInfo)
            {
                il.Emit(OpCodes.Ldarg_0);
                il.Emit(OpCodes.Castclass, what.DeclaringType!);
            }
            for (int i = 0; i < Parameters.Length; ++i)
            {
                Type type = Parameters[i].ParameterType;
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldc_I4, i);
                il.Emit(OpCodes.Ldelem_Ref);
                if (type.IsByRefLike)
                {
                    Type array = type.GetGenericArguments()[0].MakeArrayType();
                    il.Emit(OpCodes.Castclass, array);
                    il.Emit(OpCodes.Call, type.GetMethod("op_Implicit", [array])!);
                }
                else
                {
                    il.Emit(OpCodes.Unbox_Any, type);
                }
            }
            if (what is ConstructorInfo made)
            {
                il.Emit(OpCodes.Newobj, made);
            }
            else
            {
                var of = (MethodInfo)what;
                il.Emit(of.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, of);
                if (of.ReturnType == typeof(void))
                {
                    il.Emit(OpCodes.Ldnull);
                }
                else if (of.ReturnType.IsValueType)
                {
                    il.Emit(OpCodes.Box, of.ReturnType);
                }
            }
            il.Emit(OpCodes.Ret);
            compiled = method.CreateDelegate<Func<object?, object?[], object?>>();
        }

        internal MethodBase What { get; }

        internal ParameterInfo[] Parameters { get; }

        internal bool NeedsObject => !What.IsStatic && What is MethodInfo;

        /// <summary>What it throws; null where it gives a result.</summary>
        internal Exception? Thrown(object? on, object?[] arguments)
        {
            try
            {
                object? result = compiled(on, arguments);
                (result as Task<long>)?.GetAwaiter().GetResult();
                (result as IDisposable)?.Dispose();
                return null;
            }
            catch (Exception e)
            {
                return e;
            }
        }

        /// <summary>Whether null stands for what is not given.</summary>
        internal bool MayBeNull(int place) =>
            new NullabilityInfoContext().Create(Parameters[place]).WriteState == NullabilityState.Nullable;

        public override string ToString() =>
            $"{What.DeclaringType!.Name}.{What.Name}({string.Join(", ", Parameters.Select(p => $"{p.ParameterType.Name} {p.Name}"))})";
    }

    private static IEnumerable<Call> Calls()
    {
        foreach (Type type in typeof(Scorer).Assembly.GetExportedTypes())
        {
            if (type.IsEnum || type.IsGenericTypeDefinition)
            {
                continue;
            }
            bool value = type == typeof(Moment) || type.GetMethod("<Clone>$") is not null;  // a record: what makes it is a static method
            foreach (MemberInfo each in type.GetMembers(Declared))
            {
                bool ofRecord = value && (each is ConstructorInfo || !((each as MethodInfo)?.IsStatic ?? false) ||
                                          each.IsDefined(typeof(CompilerGeneratedAttribute)));
                if (each is MethodBase what && what.Name != nameof(IDisposable.Dispose) && !ofRecord)
                {
                    yield return new Call(what);
                }
            }
        }
    }

    private static CustomerBase Base()
    {
        CustomerBase customers = Samples.Base("fan");
        customers.AddAttributes("territory", ["fan"], ["north"]);
        return customers;
    }

    private static ScoreTable Scored()
    {
        using CustomerBase customers = Base();
        using Scorer scorer = Samples.Scorer();
        return scorer.Score(customers, Samples.Day);
    }

    private static object? Made(Type type) =>
        type == typeof(CustomerBase) ? Base()
        : type == typeof(ScoringModel) ? Samples.ReadModel()
        : type == typeof(Scorer) ? Samples.Scorer()
        : type == typeof(ScoreTable) ? Scored()
        : type == typeof(ScoreColumns) ? Scored().Columns
        : type == typeof(ScvmException) ? new ScvmException(ScvmErrorCode.Domain, "said")
        : null;

    private static object Right(Call call, int place)
    {
        ParameterInfo of = call.Parameters[place];
        Type type = of.ParameterType;
        if (type == typeof(string))
        {
            Type owner = call.What.DeclaringType!;
            return of.Name == "path" ? File(owner)
                : of.Name != "json" ? Texts[of.Name!]
                : owner == typeof(ScoringModel) ? Samples.Model
                : owner == typeof(CustomerBase) ? "{\"schema\":\"scvm-base/1\",\"customers\":{\"id\":[\"a\"]}}"
                : Document(owner);
        }
        if (type == typeof(IReadOnlyList<string>))
        {
            return new[] { "fan", "fan" };
        }
        if (type == typeof(DbDataReader))
        {
            return Query(call.What.Name);
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var made && (made == typeof(IEnumerable<>) || made == typeof(IAsyncEnumerable<>)))
        {
            Array rows = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            rows.SetValue(Row(type.GetGenericArguments()[0]), 0);
            return made == typeof(IEnumerable<>) ? rows
                : typeof(EveryCallTests).GetMethod(nameof(Later), BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [rows])!;
        }
        if (type == typeof(long))
        {
            return Noon;
        }
        if (type == typeof(DateTimeOffset))
        {
            return DateTimeOffset.FromUnixTimeSeconds(Noon);
        }
        if (type.IsByRefLike)
        {
            Type element = type.GetGenericArguments()[0];
            return element == typeof(long) ? new[] { Noon, Noon } : element == typeof(double) ? new double[2] : new int[2];
        }
        if (type == typeof(IntPtr))
        {
            return IntPtr.Zero;  // no address
        }
        if (type == typeof(DateTime))
        {
            return new DateTime(2026, 11, 21);
        }
        if (type == typeof(DateOnly))
        {
            return new DateOnly(2026, 11, 21);
        }
        return type == typeof(CancellationToken) ? CancellationToken.None
            : type.IsEnum ? Enum.ToObject(type, 0)
            : Made(type) ?? throw new InvalidOperationException($"{call}: this test knows no {of.Name}");
    }

    private static string File(Type owner)
    {
        string path = Path.Combine(Path.GetTempPath(), $"scvm-{Environment.ProcessId}-{owner.Name}.json");
        System.IO.File.WriteAllText(path, owner == typeof(ScoringModel) ? Samples.Model : "{\"schema\":\"scvm-base/1\",\"customers\":{\"id\":[\"a\"]}}");
        return path;
    }

    /// <summary>A row whose texts are "fan", whose moments are a noon, and whose optional fields are left out.</summary>
    private static object Row(Type type)
    {
        ConstructorInfo made = type.GetConstructors().Single(each => each.GetParameters().Length > 0);
        return made.Invoke(made.GetParameters().Select(each =>
            each.HasDefaultValue ? each.DefaultValue
            : each.ParameterType == typeof(string) ? "fan"
            : each.ParameterType == typeof(Moment) ? (Moment)Noon
            : each.ParameterType == typeof(double) ? 1.0
            : (object)Enum.ToObject(each.ParameterType, 0)).ToArray());
    }

    private static async IAsyncEnumerable<R> Later<R>(R[] rows)
    {
        foreach (R row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    /// <summary>A query without rows, whose columns are those of the rows that a call takes.</summary>
    private static DbDataReader Query(string call)
    {
        string table = call.Substring("Add".Length).Replace("Async", "");
        Type row = typeof(Scorer).Assembly.GetType($"Scvm.{table.Substring(0, table.Length - 1)}Row")!;
        var result = new DataTable();
        foreach (PropertyInfo each in row.GetProperties())
        {
            result.Columns.Add(JsonNamingPolicy.SnakeCaseLower.ConvertName(each.Name), typeof(object));
        }
        return result.CreateDataReader();
    }

    private static string Document(Type owner)
    {
        using ScoreTable table = Scored();
        return owner == typeof(ScoreCard) ? table.Explain("fan")
            : owner == typeof(TableSummary) ? table.Summary()
            : owner == typeof(Analysis) ? table.Analysis()
            : owner == typeof(Breakdown) ? table.Breakdown("territory")
            : "{}";
    }

    private static object?[] Arguments(Call call) => Enumerable.Range(0, call.Parameters.Length).Select(i => (object?)Right(call, i)).ToArray();

    private static object? On(Call call) => call.NeedsObject ? Made(call.What.DeclaringType!) : null;

    /// <summary>A result, or an error that a user can act on.</summary>
    private static void Acceptable(Call call, string what, object?[] arguments, string? parameter = null)
    {
        Exception? thrown = call.Thrown(On(call), arguments);
        string said = $"{call} with {what}: {thrown}";
        switch (thrown)
        {
            case null:
                return;
            case IOException when parameter == "path":
                return;
            case ArgumentException wrong:
                Assert.True(parameter is not null && wrong.ParamName == parameter, said);
                return;
            default:
                Assert.True(thrown.GetType() == typeof(ScvmException), said);
                Assert.True(((ScvmException)thrown).Code != ScvmErrorCode.Internal, said);
                Assert.True(thrown.Message.Length > 12 && !thrown.Message.Contains('\0'), said);
                return;
        }
    }

    [Fact]
    public void Every_call_that_is_right_is_one()
    {
        int results = 0;
        int count = 0;
        foreach (Call call in Calls())
        {
            ++count;
            Exception? thrown = call.Thrown(On(call), Arguments(call));
            results += thrown is null ? 1 : 0;
            Assert.True(thrown is null or ScvmException { Code: not ScvmErrorCode.Internal }, $"{call}: {thrown}");
        }
        Assert.True(count > 240, $"only {count} calls");
        Assert.True(results > count - 30, $"only {results} of {count} gave a result");
    }

    [Fact]
    public void Null_is_refused_by_the_name_of_the_parameter_in_every_place_of_every_call()
    {
        int count = 0;
        foreach (Call call in Calls().Where(call => call.What.DeclaringType != typeof(ScvmException)))
        {
            for (int place = 0; place < call.Parameters.Length; ++place)
            {
                string name = call.Parameters[place].Name!;
                Type type = call.Parameters[place].ParameterType;
                object?[] given = Arguments(call);
                if (!type.IsValueType)
                {
                    ++count;
                    given[place] = null;
                    Exception? thrown = call.Thrown(On(call), given);
                    string said = $"{call} with {name} = null: {thrown}";
                    if (call.MayBeNull(place))
                    {
                        Assert.True(thrown is null or ScvmException, said);
                    }
                    else
                    {
                        Assert.True(thrown is ArgumentNullException { ParamName: var told } && told == name, said);
                    }
                }
                if (type == typeof(IReadOnlyList<string>))
                {
                    given[place] = new[] { "fan", null! };
                    Exception? thrown = call.Thrown(On(call), given);
                    Assert.True(thrown is ArgumentException { ParamName: var told } && told == name, $"{call}: {thrown}");
                    Assert.Contains($"{name}[1] is null", thrown!.Message);
                }
            }
        }
        Assert.True(count > 80, $"only {count} places");
    }

    [Fact]
    public void What_was_disposed_is_refused_as_the_object_and_as_an_argument()
    {
        int count = 0;
        foreach (Call call in Calls())
        {
            bool always = call.What.DeclaringType == typeof(ScvmException) || call.What.Name is "get_Columns" or "ToString";
            if (On(call) is { } on && !always)
            {
                ++count;
                Close(on);
                IsDisposed(call, call.Thrown(on, Arguments(call)));
            }
            for (int place = 0; place < call.Parameters.Length; ++place)
            {
                object?[] given = Arguments(call);
                if (given[place] is IDisposable argument and not DbDataReader)
                {
                    ++count;
                    argument.Dispose();
                    IsDisposed(call, call.Thrown(On(call), given));
                }
            }
        }
        Assert.True(count > 150, $"only {count} calls");

        static void Close(object on)
        {
            if (on is ScoreColumns)
            {
                on = typeof(ScoreColumns).GetField("table", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(on)!;
            }
            ((IDisposable)on).Dispose();
        }

        static void IsDisposed(Call call, Exception? thrown) =>
            Assert.True(thrown is ObjectDisposedException { ObjectName: var name } && name.StartsWith("Scvm."), $"{call}: {thrown}");
    }

    [Fact]
    public void A_NUL_an_empty_text_and_half_a_character_end_in_a_result_or_one_whole_message()
    {
        foreach (Call call in Calls())
        {
            for (int place = 0; place < call.Parameters.Length; ++place)
            {
                Type type = call.Parameters[place].ParameterType;
                string name = call.Parameters[place].Name!;
                foreach (string text in type == typeof(string) || type == typeof(IReadOnlyList<string>) ? Strange : [])
                {
                    object?[] given = Arguments(call);
                    given[place] = type == typeof(string) ? text : new[] { "fan", text };
                    Acceptable(call, $"{name} = a strange text", given, name);
                }
            }
        }
    }

    [Fact]
    public void Empty_columns_are_no_rows_and_beside_others_a_fault_of_their_length_or_an_absent_column()
    {
        foreach (Call call in Calls())
        {
            object?[] none = Arguments(call);
            for (int place = 0; place < none.Length; ++place)
            {
                object?[] given = Arguments(call);
                none[place] = given[place] = Emptied(given[place]);
                Acceptable(call, $"an empty {call.Parameters[place].Name}", given);
            }
            Acceptable(call, "nothing but empty columns", none);
            if (call.What.Name.StartsWith("Add") && !call.What.Name.StartsWith("AddArrow"))
            {
                Assert.Null(call.Thrown(On(call), none));
            }
        }

        static object? Emptied(object? column) =>
            column is Array array ? Array.CreateInstance(array.GetType().GetElementType()!, 0) : column;
    }

    [Fact]
    public void A_list_that_lies_about_its_length_is_refused_or_tells_its_own_fault()
    {
        foreach (Call call in Calls())
        {
            for (int place = 0; place < call.Parameters.Length; ++place)
            {
                if (call.Parameters[place].ParameterType != typeof(IReadOnlyList<string>))
                {
                    continue;
                }
                string name = call.Parameters[place].Name!;
                object?[] given = Arguments(call);
                given[place] = new Lying(-1);
                Assert.True(call.Thrown(On(call), given) is ArgumentException { ParamName: var told } && told == name, $"{call}");
                given[place] = new Lying(3);
                Assert.True(call.Thrown(On(call), given) is InvalidOperationException { Message: "the list itself" }, $"{call}");
            }
        }
    }

    [Fact]
    public void Numbers_that_are_no_value_of_an_enum_days_of_long_ago_and_cancelled_tokens_are_told()
    {
        foreach (Call call in Calls().Where(call => call.What.DeclaringType != typeof(ScvmException)))
        {
            for (int place = 0; place < call.Parameters.Length; ++place)
            {
                Type type = call.Parameters[place].ParameterType;
                string name = call.Parameters[place].Name!;
                object?[] given = Arguments(call);
                if (type.IsEnum)
                {
                    foreach (int number in new[] { -1, 1000, int.MaxValue, int.MinValue })
                    {
                        given[place] = Enum.ToObject(type, number);
                        Assert.True(call.Thrown(On(call), given) is ArgumentOutOfRangeException { ParamName: var told } && told == name, $"{call}");
                    }
                }
                else if (type == typeof(DateTime) || type == typeof(DateOnly))
                {
                    foreach (object? day in new[] { type.GetField("MinValue")?.GetValue(null) ?? type.GetProperty("MinValue")!.GetValue(null),
                                                    type.GetField("MaxValue")?.GetValue(null) ?? type.GetProperty("MaxValue")!.GetValue(null) })
                    {
                        given[place] = day;
                        Acceptable(call, $"{name} = {day}", given, name);
                    }
                }
                else if (type == typeof(CancellationToken))
                {
                    given[place] = new CancellationToken(canceled: true);
                    Assert.True(call.Thrown(On(call), given) is OperationCanceledException, $"{call}");
                }
            }
        }
    }
}
