using System;

namespace Scvm;

internal static class Given
{
    /// <summary>The argument, unless it is null.</summary>
    internal static T NotNull<T>(T? argument, string name) where T : class =>
        argument ?? throw new ArgumentNullException(name);

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
