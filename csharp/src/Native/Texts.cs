using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;

namespace Scvm.Native;

/// <summary>One text as UTF-8, for the length of a call.</summary>
internal ref struct Utf8Text
{
    private byte[]? bytes;

    /// <param name="text">The text.</param>
    /// <param name="shared">The parameter, as the shared interface spells it.</param>
    internal Utf8Text(string text, string shared)
    {
        if (text is null)
        {
            throw new ArgumentNullException(Given.Parameter(shared));
        }
        try
        {
            // A short text takes the bound, which is one pass; a long one is counted, as the bound is thrice its length.
            int room = text.Length <= 16_384 ? Utf8.Strict.GetMaxByteCount(text.Length) : Utf8.Strict.GetByteCount(text);
            bytes = ArrayPool<byte>.Shared.Rent(Math.Max(room, 1));
            Length = Utf8.Strict.GetBytes(text, 0, text.Length, bytes, 0);
        }
        catch (EncoderFallbackException e)
        {
            Dispose();
            string name = Given.Parameter(shared);
            throw new ArgumentException($"{name}: half of a surrogate pair at index {e.Index} is no Unicode text", name, e);
        }
    }

    internal readonly byte[]? Bytes => bytes;

    internal int Length { get; }

    public void Dispose()
    {
        if (bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = null;
        }
    }
}

/// <summary>A column of texts as one run of UTF-8, and where each of them ends, for the length of a call.</summary>
internal ref struct PackedTexts
{
    private byte[]? bytes;
    private long[]? ends;

    /// <param name="texts">The texts.</param>
    /// <param name="shared">The parameter, as the shared interface spells it.</param>
    internal PackedTexts(IReadOnlyList<string> texts, string shared)
    {
        string name = Given.Parameter(shared);
        if (texts is null)
        {
            throw new ArgumentNullException(name);
        }
        Count = texts.Count;
        if (Count < 0)
        {
            throw new ArgumentException($"{name}: a list of {Count} texts", name);
        }
        try
        {
            bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(Count * 16L, 256), 1 << 30));
            ends = ArrayPool<long>.Shared.Rent(Math.Max(Count, 1));
            int used = 0;
            for (int i = 0; i < Count; ++i)
            {
                used += Append(texts[i] ?? throw new ArgumentException($"{name}[{i}] is null", name), used, i, name);
                ends[i] = used;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal readonly byte[]? Bytes => bytes;

    internal readonly long[]? Ends => ends;

    internal int Count { get; }

    public void Dispose()
    {
        if (bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = null;
        }
        if (ends is not null)
        {
            ArrayPool<long>.Shared.Return(ends);
            ends = null;
        }
    }

    private int Append(string text, int used, int index, string name)
    {
        try
        {
            if (bytes!.Length - used < (long)text.Length * 3)
            {
                MakeRoom(used, Utf8.Strict.GetByteCount(text), name);
            }
            return Utf8.Strict.GetBytes(text, 0, text.Length, bytes, used);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException(
                $"{name}[{index}]: half of a surrogate pair at index {e.Index} is no Unicode text", name, e);
        }
    }

    private void MakeRoom(int used, int more, string name)
    {
        if (bytes!.Length - used >= more)
        {
            return;
        }
        const int largest = 0x7FFFFFC7;  // of a byte array
        if (more > largest - used)
        {
            throw new ArgumentException($"{name}: more than 2 GB of text in one call; pass it in several", name);
        }
        int room = (int)Math.Min(largest, Math.Max((long)used + more, 2L * bytes.Length));
        byte[] larger = ArrayPool<byte>.Shared.Rent(room);
        Buffer.BlockCopy(bytes, 0, larger, 0, used);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
