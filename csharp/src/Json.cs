using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

#if NET
using Day = System.DateOnly;
#else
using Day = System.DateTime;
#endif

namespace Scvm;

/// <summary>A value of a document that scvm wrote, and its path there: what results read themselves from. A value of
/// another kind throws <see cref="ScvmException"/> with <see cref="ScvmErrorCode.BadRecord"/>.</summary>
internal sealed class Json
{
    private readonly object? value;  // null, bool, double, string, List<object?> or Dictionary<string, object?>
    private readonly string path;

    private Json(object? value, string path)
    {
        this.value = value;
        this.path = path;
    }

    internal static Json Read(string json) => new(new Parser(Given.NotNull(json, nameof(json))).Document(), "");

    /// <summary>What stands under a key; null where it is null or not there.</summary>
    internal Json? At(string key) =>
        As<Dictionary<string, object?>>("an object").TryGetValue(key, out object? found) && found is not null
            ? new Json(found, Under(key)) : null;

    /// <summary>The same, which must be there.</summary>
    internal Json Need(string key) => At(key) ?? throw Refused(Under(key), "something, nothing is there");

    internal Json? OrNull() => value is null ? null : this;

    /// <summary>A text, a number or a flag.</summary>
    internal object? Any() => value;

    internal string Text() => As<string>("text");

    internal double Number() => value is double number ? number : throw Refused(path, "a number");

    internal bool Flag() => value is bool flag ? flag : throw Refused(path, "true or false");

    internal long Whole() =>
        Number() is var number && number == Math.Floor(number) && Math.Abs(number) <= 9007199254740992
            ? (long)number : throw Refused(path, "a whole number");

    internal int Integer() =>
        Whole() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Refused(path, "a whole number of 32 bits");

    internal ScvmErrorCode ErrorCode() => (ScvmErrorCode)Integer();

    internal Day Day() =>
        System.DateTime.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
#if NET
            ? DateOnly.FromDateTime(day) : throw Refused(path, "a day like 2026-11-21");
#else
            ? day : throw Refused(path, "a day like 2026-11-21");
#endif

    internal E Word<E>() where E : struct, Enum => WordOf<E>(Text());

    internal IReadOnlyList<T> List<T>(Func<Json, T> read) =>
        Array.AsReadOnly(As<List<object?>>("an array").Select((each, i) => read(new Json(each, $"{path}[{i}]"))).ToArray());

    internal IReadOnlyDictionary<string, T> Map<T>(Func<Json, T> read) => Entries(key => key, read);

    internal IReadOnlyDictionary<E, T> Map<E, T>(Func<Json, T> read) where E : struct, Enum => Entries(WordOf<E>, read);

    private Dictionary<K, T> Entries<K, T>(Func<string, K> key, Func<Json, T> read) where K : notnull =>
        As<Dictionary<string, object?>>("an object").ToDictionary(each => key(each.Key), each => read(new Json(each.Value, Under(each.Key))));

    private E WordOf<E>(string word) where E : struct, Enum
    {
        int at = Array.IndexOf(Words.Of<E>(), word);
        return at >= 0 ? (E)Enum.ToObject(typeof(E), at) : throw Refused(path, $"a word of {typeof(E).Name}, this one is \"{word}\"");
    }

    private string Under(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private T As<T>(string called) where T : class => value as T ?? throw Refused(path, called);

    private static ScvmException Refused(string path, string expected) =>
        new(ScvmErrorCode.BadRecord, $"{(path.Length == 0 ? "the document" : path)}: expected {expected}");

    /// <summary>Reads RFC 8259.</summary>
    private sealed class Parser(string text)
    {
        private const int Deepest = 100;

        private int at;
        private int depth;

        internal object? Document()
        {
            object? result = Value();
            return Peek() == '\0' ? result : throw Failed("the end");
        }

        private object? Value() => Peek() switch
        {
            '{' => Members(),
            '[' => Elements(),
            '"' => Characters(),
            't' => Literal("true", true),
            'f' => Literal("false", false),
            'n' => Literal("null", null),
            _ => Digits(),
        };

        private Dictionary<string, object?> Members()
        {
            var result = new Dictionary<string, object?>();
            for (bool more = Open('}'); more; more = Next('}'))
            {
                string key = Peek() == '"' ? Characters() : throw Failed("a key");
                Take(':');
                result[key] = Value();
            }
            return result;
        }

        private List<object?> Elements()
        {
            var result = new List<object?>();
            for (bool more = Open(']'); more; more = Next(']'))
            {
                result.Add(Value());
            }
            return result;
        }

        // False where the closing bracket follows at once.
        private bool Open(char end)
        {
            ++at;
            return ++depth > Deepest ? throw Failed($"at most {Deepest} levels") : !Closed(end);
        }

        private bool Next(char end)
        {
            if (Closed(end))
            {
                return false;
            }
            Take(',');
            return true;
        }

        private bool Closed(char end)
        {
            if (Peek() != end)
            {
                return false;
            }
            ++at;
            --depth;
            return true;
        }

        private void Take(char expected) => at += Peek() == expected ? 1 : throw Failed($"'{expected}'");

        private object? Literal(string word, object? meaning)
        {
            at += string.CompareOrdinal(text, at, word, 0, word.Length) == 0 ? word.Length : throw Failed("a value");
            return meaning;
        }

        private object Digits()
        {
            int end = at;
            while (end < text.Length && "+-.eE0123456789".IndexOf(text[end]) >= 0)
            {
                ++end;
            }
            if (!double.TryParse(text.Substring(at, end - at), NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                throw Failed("a value");
            }
            at = end;
            return number;
        }

        private string Characters()
        {
            var result = new StringBuilder();
            for (++at; at < text.Length && text[at] != '"'; ++at)
            {
                result.Append(text[at] == '\\' ? Escaped() : text[at]);
            }
            return at++ < text.Length ? result.ToString() : throw Failed("the end of a text");
        }

        private char Escaped()
        {
            int known = ++at < text.Length ? "\"\\/bfnrt".IndexOf(text[at]) : -1;
            if (known >= 0)
            {
                return "\"\\/\b\f\n\r\t"[known];
            }
            if (at + 4 >= text.Length || text[at] != 'u'
                || !ushort.TryParse(text.Substring(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                throw Failed("an escape of JSON");
            }
            at += 4;
            return (char)code;
        }

        // The next character that is no space; NUL at the end.
        private char Peek()
        {
            while (at < text.Length && " \t\r\n".IndexOf(text[at]) >= 0)
            {
                ++at;
            }
            return at < text.Length ? text[at] : '\0';
        }

        private ScvmException Failed(string expected) =>
            new(ScvmErrorCode.BadRecord, $"no JSON: expected {expected} at character {at}");
    }
}
