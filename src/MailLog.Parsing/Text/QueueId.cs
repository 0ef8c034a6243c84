using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>The alphabets of Postfix queue ids and of pmg-smtp-filter's run ids, and the time that some of them carry.</summary>
/// <remarks>
/// Sources: Postfix <c>global/mail_queue.h</c> and <c>util/safe_ultostr.c</c>; pmg-api <c>MailQueue::new_fileid</c>.
/// A short id is upper-case hex (5 digits of microseconds, then the inode). A long id has at least 6 digits of seconds in base 52,
/// 4 of microseconds, <c>z</c>, and the inode in base 51 (the same alphabet without <c>z</c>).
/// </remarks>
internal static class QueueId
{
    private const int ShortestShort = 6;
    private const int LongestId = 30;
    private const int LongPrefix = 10; // seconds (6) and microseconds (4), before the z

    /// <summary>The length of the queue id at the start of a text, or 0: <c>warning</c> and <c>NOQUEUE</c> are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Scan(ReadOnlySpan<byte> text)
    {
        // One byte more than an id may have shows that a word is none. On the way of every line of Postfix, so the loop does no more than it must.
        if (text.Length > LongestId + 1)
            text = text.Slice(0, LongestId + 1);
        int kinds = ByteClass.ShortId | ByteClass.LongId, length = 0;
        for (; length < text.Length; length++)
        {
            int kind = ByteClass.Of[text[length]] & (ByteClass.ShortId | ByteClass.LongId);
            if (kind == 0)
                break;
            kinds &= kind;
        }
        if (length is < ShortestShort or > LongestId || kinds == 0)
            return 0;
        if ((kinds & ByteClass.ShortId) != 0)
            return length;
        int lastZ = text.Slice(0, length).LastIndexOf((byte)'z');
        return lastZ >= LongPrefix && lastZ < length - 1 ? length : 0;
    }

    /// <summary>The length of the filter run id (7 to 25 hex digits) at the start of a text, or 0.</summary>
    public static int ScanFilterId(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && length <= 25 && IsHex(text[length]))
            length++;
        return length is >= 7 and <= 25 ? length : 0;
    }

    /// <summary>The second at which a long queue id was made.</summary>
    public static bool TryGetTime(ReadOnlySpan<byte> id, out long unixSeconds)
    {
        unixSeconds = 0;
        int z = id.LastIndexOf((byte)'z');
        if (z < LongPrefix)
            return false;
        foreach (byte b in id.Slice(0, z - 4))
        {
            int value = Value(b);
            if (value < 0 || unixSeconds > int.MaxValue)
                return false;
            unixSeconds = unixSeconds * 52 + value;
        }
        return true;
    }

    /// <summary>The second at which a filter run began: <c>%X%X%05X</c> of inode, epoch seconds and microseconds.</summary>
    public static bool TryGetFilterTime(ReadOnlySpan<byte> id, out long unixSeconds)
    {
        unixSeconds = 0;
        if (id.Length < 14)
            return false;
        foreach (byte b in id.Slice(id.Length - 13, 8))
            unixSeconds = unixSeconds << 4 | (uint)(b <= '9' ? b - '0' : b - 'A' + 10);
        return true;
    }

    private static bool IsHex(byte b) => Utf8.IsDigit(b) || IsHexLetter(b);

    private static bool IsHexLetter(byte b) => (uint)(b - 'A') <= 5;

    /// <summary>The value of a digit of base 52: 0-9, B-Z and b-z without vowels; -1 for any other byte.</summary>
    private static int Value(byte b) => b < 128 ? Values[b] : -1;

    private static ReadOnlySpan<sbyte> Values =>
    [
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -1, -1, -1, -1, -1,
        -1, -1, 10, 11, 12, -1, 13, 14, 15, -1, 16, 17, 18, 19, 20, -1, 21, 22, 23, 24, 25, -1, 26, 27, 28, 29, 30, -1, -1, -1, -1, -1,
        -1, -1, 31, 32, 33, -1, 34, 35, 36, -1, 37, 38, 39, 40, 41, -1, 42, 43, 44, 45, 46, -1, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1,
    ];
}
