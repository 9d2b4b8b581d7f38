using System;

namespace Scvm;

/// <summary>
/// The one exception of this library's own. Its message names the offender and the rule, e.g.
/// <c>retention[17] = 1.2: expected 0 &lt;= retention &lt;= 1</c>.
/// </summary>
public class ScvmException : Exception
{
    /// <summary>An exception with the code and the message of the native library.</summary>
    /// <param name="code">What went wrong.</param>
    /// <param name="message">The offender and the rule.</param>
    public ScvmException(ScvmErrorCode code, string message) : base(message) => Code = code;

    /// <summary>What went wrong.</summary>
    public ScvmErrorCode Code { get; }
}
