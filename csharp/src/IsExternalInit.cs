#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>The compiler asks for this type where a record has init-only properties; .NET Standard 2.0 lacks it.</summary>
internal static class IsExternalInit
{
}
#endif
