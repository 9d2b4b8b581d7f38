using Scvm;

namespace CrmScoring;

/// <summary>A request that this service refuses before scvm sees it, with the code that scvm would give.</summary>
public class Refusal(ScvmErrorCode code, string message) : Exception(message)
{
    /// <summary>The rule that was broken.</summary>
    public ScvmErrorCode Code { get; } = code;
}

/// <summary>A consent that cannot be read. It may be a withdrawal: whoever was scored before is excluded until it is mended.</summary>
public sealed class ConsentRefusal(string message, string purpose) : Refusal(ScvmErrorCode.Domain, message)
{
    /// <summary>What it is about; "*" for everything.</summary>
    public string Purpose { get; } = purpose;
}
