using System.Runtime.CompilerServices;
#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.Intrinsics;
#endif

namespace MailLog.Parsing;

internal static partial class HostAndTag
{
    /// <summary>
    /// Reads <c>host tag[pid]: </c> as nearly every line has it: what ends host and tag is found by comparing 32 bytes at a time, instead of by two searches.
    /// </summary>
    /// <returns>False when it is written in another way, and has to be read part by part.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadPlain(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
#if NET8_0_OR_GREATER
        if (!Vector256.IsHardwareAccelerated || line.Length - position < Vector256<byte>.Count)
            return false;
        ReadOnlySpan<byte> text = line.Slice(position);
        ulong ends = Ends(text);
        ulong second = ends & (ends - 1);
        if (second == 0)
        {
            // A long name, or the tag of a service with a long one.
            if (text.Length < 2 * Vector256<byte>.Count)
                return false;
            ends |= (ulong)Ends(text.Slice(Vector256<byte>.Count)) << Vector256<byte>.Count;
            second = ends & (ends - 1);
            if (second == 0)
                return false;
        }
        int host = BitOperations.TrailingZeroCount(ends), tag = BitOperations.TrailingZeroCount(second);
        if (host == 0 || text[host] != ' ' || text[tag] != '[' || tag == host + 1 || !Digits.TryReadShort(text.Slice(tag + 1), out int processId, out int digits))
            return false;
        int end = tag + 1 + digits;
        if (text.Length - end < 3 || text[end] != ']' || text[end + 1] != ':' || text[end + 2] != ' ')
            return false;
        header.HostStart = (ushort)position;
        header.HostLength = (ushort)host;
        header.ProgramStart = (ushort)(position + host + 1);
        header.ProgramLength = (ushort)(tag - host - 1);
        header.ProcessId = processId;
        header.MessageStart = (ushort)(position + end + 3);
        return true;
#else
        return false;
#endif
    }

#if NET8_0_OR_GREATER
    /// <summary>A bit for each of 32 bytes that can end a host or a tag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Ends(ReadOnlySpan<byte> text)
    {
        var bytes = Vector256.Create(text);
        return (Vector256.Equals(bytes, Vector256.Create((byte)' ')) | Vector256.Equals(bytes, Vector256.Create((byte)'[')) | Vector256.Equals(bytes, Vector256.Create((byte)':')))
            .ExtractMostSignificantBits();
    }
#endif
}
