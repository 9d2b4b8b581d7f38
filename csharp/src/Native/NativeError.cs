using System;
using System.Runtime.InteropServices;

namespace Scvm.Native;

/// <summary>The native library's last error on this thread, as an exception.</summary>
internal static class NativeError
{
    internal static void ThrowIfAny()
    {
        int code = Code();
        if (code != 0)
        {
            throw ExceptionOf((ScvmErrorCode)code, Message().CopyText());
        }
    }

    private static Exception ExceptionOf(ScvmErrorCode code, string message) =>
        code == ScvmErrorCode.OutOfMemory ? new OutOfMemoryException(message) : new ScvmException(code, message);

    // It reads one integer of this thread, so the garbage collector need not be told of the call.
#if NET
    [SuppressGCTransition]
#endif
    [DllImport("scvm_csharp", EntryPoint = "scvm_csharp_error_code")]
    private static extern int Code();

    [DllImport("scvm_csharp", EntryPoint = "scvm_csharp_error_message")]
    private static extern Lent Message();
}
