#if NET
using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scvm;

/// <summary>Writes and reads an enum as its word: what System.Text.Json does with the enums of results, also as keys.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WordConverter<E> : JsonConverter<E> where E : struct, Enum
{
    private static string[] All => Words.Of<E>();

    /// <inheritdoc/>
    public override E Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? word = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
        int at = Array.IndexOf(All, word);
        return at >= 0 ? (E)Enum.ToObject(typeof(E), at) : throw new JsonException($"expected a word of {typeof(E).Name}: {string.Join(", ", All)}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, E value, JsonSerializerOptions options) => writer.WriteStringValue(Word(value));

    /// <inheritdoc/>
    public override E ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, E value, JsonSerializerOptions options) => writer.WritePropertyName(Word(value));

    private static string Word(E of) =>
        Convert.ToInt32(of) is var at && at >= 0 && at < All.Length ? All[at] : throw new JsonException($"{of} is no value of {typeof(E).Name}");
}
#else
namespace System.Text.Json.Serialization;

/// <summary>What records say of a key; .NET Standard 2.0 has no System.Text.Json that would ask.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class JsonPropertyNameAttribute(string name) : Attribute
{
    internal string Name => name;
}
#endif
