using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace MailLog.Cli;

/// <summary>A text of ASCII that is looked for whatever the case of its letters.</summary>
internal sealed class CaselessText
{
    /// <summary>Bytes of logs, the frequent ones first.</summary>
    private const string Frequent = " 0125346789=eotairsn.,-:<>[]()clpdm/uhxfg@bykvw_qjz";

    private readonly byte[] _lower;
    private readonly int _one, _two;

    public CaselessText(string text)
    {
        _lower = Encoding.ASCII.GetBytes(text.ToLowerInvariant());
        int[] rare = [.. Enumerable.Range(0, _lower.Length).OrderByDescending(i => (uint)Frequent.IndexOf((char)_lower[i]))];
        (_one, _two) = (rare[0], rare.Length > 1 ? rare[1] : rare[0]);
    }

    public int Length => _lower.Length;

    /// <summary>Whether a text can be looked for so: case is a matter of letters A to Z, as no other letter is equal to one of them.</summary>
    public static bool CanBe(string text) => text.Length > 0 && Ascii.IsValid(text) && !text.Any(char.IsControl);

    /// <summary>Adds where the text stands that begins in the bytes of a segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindIn(ReadOnlySpan<byte> bytes, int own, long start, List<long> hits)
    {
        Vector256<byte> one = Vector256.Create(_lower[_one]), two = Vector256.Create(_lower[_two]), bitOne = Vector256.Create(BitOf(_lower[_one])), bitTwo = Vector256.Create(BitOf(_lower[_two]));
        int i = 0;
        for (; i + 32 <= own && i + 32 + Length <= bytes.Length; i += 32)
        {
            Vector256<byte> found = Vector256.Equals(Vector256.Create(bytes[(i + _one)..]) | bitOne, one) & Vector256.Equals(Vector256.Create(bytes[(i + _two)..]) | bitTwo, two);
            if (found == Vector256<byte>.Zero)
                continue;
            for (uint left = found.ExtractMostSignificantBits(); left != 0; left &= left - 1)
                if (i + BitOperations.TrailingZeroCount(left) is var at && IsAt(bytes[at..]))
                    hits.Add(start + at);
        }
        for (; i < own && i + Length <= bytes.Length; i++)
            if (IsAt(bytes[i..]))
                hits.Add(start + i);
    }

    private bool IsAt(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < _lower.Length; i++)
            if ((bytes[i] | BitOf(_lower[i])) != _lower[i])
                return false;
        return true;
    }

    /// <summary>The bit that makes a letter small; for no other byte is it that of another letter.</summary>
    private static byte BitOf(byte lower) => lower is >= (byte)'a' and <= (byte)'z' ? (byte)0x20 : (byte)0;
}
