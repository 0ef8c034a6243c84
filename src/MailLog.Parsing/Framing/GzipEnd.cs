using System.IO.Compression;

namespace MailLog.Parsing;

/// <summary>
/// Tells whether gzip input ended where one of its members ends: <see cref="GZipStream"/> ends in silence when its input is cut off.
/// </summary>
/// <remarks>One more member is put behind the input. Only when the input was whole does it come out again.</remarks>
internal static class GzipEnd
{
    /// <summary>The word <c>complete</c>, compressed.</summary>
    private static readonly byte[] Member =
    [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0x4B, 0xCE, 0xCF, 0x2D, 0xC8, 0x49, 0x2D, 0x49, 0x05, 0x00,
        0x23, 0xD0, 0x67, 0x42, 0x08, 0x00, 0x00, 0x00,
    ];

    /// <summary>.NET Framework stops behind the first member, so it cannot tell.</summary>
    private static readonly bool CanTell = Try();

    /// <param name="source">What the inflated stream reads from; it has ended.</param>
    /// <param name="inflated">Has ended too, and is of no use afterwards.</param>
    /// <returns>False when the input was cut off.</returns>
    public static bool IsWhole(PrependedStream source, Stream inflated) => !CanTell || HasMember(source, inflated);

    private static bool HasMember(PrependedStream source, Stream inflated)
    {
        source.Append(Member);
        byte[] word = new byte[16];
        int length = 0, read;
        try
        {
            while ((read = inflated.Read(word, length, word.Length - length)) > 0)
                length += read;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        return word.AsSpan(0, length).SequenceEqual("complete"u8);
    }

    private static bool Try()
    {
        var source = new PrependedStream(Member, Member.Length, Stream.Null);
        var inflated = new GZipStream(source, CompressionMode.Decompress);
        byte[] word = new byte[16];
        while (inflated.Read(word, 0, word.Length) > 0)
        {
        }
        return HasMember(source, inflated);
    }
}
