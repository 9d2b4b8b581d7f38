using Scvm;

namespace CrmScoring;

/// <summary>A request that this service refuses before scvm sees it, with the code that scvm would give.</summary>
public sealed class Refusal(ScvmErrorCode code, string message) : Exception(message)
{
    /// <summary>The rule that was broken.</summary>
    public ScvmErrorCode Code { get; } = code;
}
