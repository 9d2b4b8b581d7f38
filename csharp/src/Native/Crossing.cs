using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Scvm.Native;

/// <summary>Memory lent for one call: the elements of a pinned span, UTF-8 text, or a column of a table.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct Lent
{
    private readonly void* data;
    private readonly long size;

    internal Lent(void* data, long size)
    {
        this.data = data;
        this.size = size;
    }

    internal T[] Copy<T>() where T : unmanaged => new ReadOnlySpan<T>(data, checked((int)size)).ToArray();

    internal string CopyText() => Utf8.Decode((byte*)data, size);
}

/// <summary>Packed texts, lent for one call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct LentTexts
{
    private readonly byte* bytes;
    private readonly long* ends;
    private readonly long size;

    internal LentTexts(byte* bytes, long* ends, long size)
    {
        this.bytes = bytes;
        this.ends = ends;
        this.size = size;
    }
}

/// <summary>A result in native memory, to be taken once: it is copied and released.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct Kept
{
    private readonly void* data;
    private readonly long* ends;
    private readonly long size;
    private readonly IntPtr owner;

    internal T[] TakeArray<T>() where T : unmanaged
    {
        try
        {
            return new ReadOnlySpan<T>(data, checked((int)size)).ToArray();
        }
        finally
        {
            Release(owner);
        }
    }

    internal string TakeText()
    {
        try
        {
            return Utf8.Decode((byte*)data, size);
        }
        finally
        {
            Release(owner);
        }
    }

    internal string[] TakeTexts()
    {
        try
        {
            var result = new string[checked((int)size)];
            long begin = 0;
            for (int i = 0; i < result.Length; ++i)
            {
                result[i] = Utf8.Decode((byte*)data + begin, ends[i] - begin);
                begin = ends[i];
            }
            return result;
        }
        finally
        {
            Release(owner);
        }
    }

    [DllImport("scvm_csharp", EntryPoint = "scvm_csharp_release")]
    private static extern void Release(IntPtr owner);
}

/// <summary>UTF-8 that refuses what is no Unicode, instead of replacing it in silence.</summary>
internal static unsafe class Utf8
{
    internal static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Bytes that are no UTF-8 become U+FFFD: they may stand in a message that quotes a caller's bytes.</summary>
    internal static string Decode(byte* bytes, long size) =>
        size == 0 ? "" : Encoding.UTF8.GetString(bytes, checked((int)size));
}
