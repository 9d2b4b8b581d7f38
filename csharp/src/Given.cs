using System;

namespace Scvm;

internal static class Given
{
    /// <summary>The argument, unless it is null.</summary>
    internal static T NotNull<T>(T? argument, string name) where T : class =>
        argument ?? throw new ArgumentNullException(name);
}
