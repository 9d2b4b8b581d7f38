using System;
using System.Runtime.InteropServices;

namespace Scvm.Native;

/// <summary>
/// Owns one native object. The runtime counts the calls that use it: it is deleted once, after the last of them, and
/// at the latest when the garbage collector finds that nobody disposed it.
/// </summary>
internal abstract class NativeHandle : SafeHandle
{
    protected NativeHandle() : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public sealed override bool IsInvalid => handle == IntPtr.Zero;
}
