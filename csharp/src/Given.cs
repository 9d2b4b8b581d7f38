using System;

namespace Scvm;

internal static class Given
{
    /// <summary>The argument, unless it is null.</summary>
    internal static T NotNull<T>(T? argument, string name) where T : class =>
        argument ?? throw new ArgumentNullException(name);

    /// <summary>The text of a file.</summary>
    internal static string File(string path) => System.IO.File.ReadAllText(NotNull(path, nameof(path)), Native.Utf8.Strict);

    /// <summary>What an object says of itself, also once it is disposed.</summary>
    internal static string Told(string name, Func<string> content)
    {
        try
        {
            return $"{name}({content()})";
        }
        catch (ObjectDisposedException)
        {
            return $"{name}(disposed)";
        }
    }

    /// <summary>What a parameter of the interface that all languages share is called here: event_id is eventId.</summary>
    internal static string Parameter(string shared)
    {
        string[] words = shared.Split('_');
        for (int i = 1; i < words.Length; ++i)
        {
            words[i] = char.ToUpperInvariant(words[i][0]) + words[i].Substring(1);
        }
        return string.Concat(words);
    }
}
