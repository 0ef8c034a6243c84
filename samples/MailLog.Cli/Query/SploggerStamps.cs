using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MailLog.Cli;

/// <summary>Finds lines that splogger may have handed to syslog: their time is in their text, and one may go on in the next.</summary>
internal static class SploggerStamps
{
    private const int Length = 18;

    /// <summary>Whether bytes hold what such a line must: ten digits, a point, six digits, a blank or a plus. Others may, too.</summary>
    public static bool AreIn(ReadOnlySpan<byte> bytes)
    {
        Span<byte> tail = stackalloc byte[128];
        tail.Clear();
        bytes[^Math.Min(bytes.Length, 64)..].CopyTo(tail);
        return AreInVectors(bytes) || AreInVectors(tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreInVectors(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i + 32 + Length <= bytes.Length; i += 32)
        {
            Vector256<byte> points = Vector256.Equals(At(bytes, i + 10), Vector256.Create((byte)'.'));
            if (points == Vector256<byte>.Zero)
                continue;
            points &= Digits(bytes, i) & Digits(bytes, i + 1) & Digits(bytes, i + 9) & Digits(bytes, i + 11) & Digits(bytes, i + 16);
            if (points != Vector256<byte>.Zero)
            {
                for (uint left = points.ExtractMostSignificantBits(); left != 0; left &= left - 1)
                    if (i + BitOperations.TrailingZeroCount(left) is var at && (at + 17 >= bytes.Length || bytes[at + 17] is (byte)' ' or (byte)'+'))
                        return true;
            }
        }
        return false;

        static Vector256<byte> At(ReadOnlySpan<byte> bytes, int offset) => Vector256.Create(bytes[offset..]);

        static Vector256<byte> Digits(ReadOnlySpan<byte> bytes, int offset) => Vector256.LessThanOrEqual(At(bytes, offset) - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
    }
}
