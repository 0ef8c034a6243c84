using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Reduces the words of a refusal to what they have in common with others: addresses, host names, ids and times become <c>…</c>.</summary>
/// <remarks>A rule of thumb, word by word: what other servers say has no grammar. Codes stay, and the name of a block list behind <c>using</c>.</remarks>
internal static class ReasonText
{
    /// <summary>Longer reasons are cut.</summary>
    public const int MaxLength = 200;

    private static ReadOnlySpan<byte> Any => "…"u8;

    /// <summary>Writes the reduced text.</summary>
    /// <param name="text">As logged.</param>
    /// <param name="blanks">Underscores stand for blanks, and a slash for the line's end, as qmail writes reports.</param>
    /// <param name="buffer">Where to, <see cref="MaxLength"/> bytes or more.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Reduce(ReadOnlySpan<byte> text, bool blanks, Span<byte> buffer)
    {
        Span<byte> plain = stackalloc byte[2 * MaxLength];
        plain = plain[..Math.Min(text.Length, plain.Length)];
        text[..plain.Length].CopyTo(plain);
        if (blanks)
            plain = Readable(plain);
        int length = 0;
        bool isBehindUsing = false;
        foreach (Range range in ((ReadOnlySpan<byte>)plain).Split((byte)' '))
        {
            ReadOnlySpan<byte> word = plain[range];
            if (word.IsEmpty)
                continue;
            if (length + 1 + word.Length + Any.Length > Math.Min(MaxLength, buffer.Length))
                break;
            if (length > 0)
                buffer[length++] = (byte)' ';
            length += Write(word, isBehindUsing, buffer[length..]);
            isBehindUsing = word.SequenceEqual("using"u8);
        }
        return length;
    }

    public static string Reduce(string text)
    {
        Span<byte> buffer = stackalloc byte[MaxLength];
        int length = Reduce(Encoding.UTF8.GetBytes(text), false, buffer);
        return Encoding.UTF8.GetString(buffer[..length]);
    }

    private static Span<byte> Readable(Span<byte> report)
    {
        report.Replace((byte)'_', (byte)' ');
        return report[..report.TrimEnd((byte)'/').Length];
    }

    /// <summary>A word, or what stands for it between its marks.</summary>
    private static int Write(ReadOnlySpan<byte> word, bool isList, Span<byte> buffer)
    {
        int start = 0, end = word.Length;
        while (start < end && IsMark(word[start]))
            start++;
        while (end > start && IsMark(word[end - 1]))
            end--;
        ReadOnlySpan<byte> core = word[start..end];
        bool isQuoted = start > 0 && end < word.Length && word[start - 1] == '<' && word[end] == '>';
        if (isList || !(isQuoted || IsOfOne(core)))
        {
            word.CopyTo(buffer);
            return word.Length;
        }
        word[..start].CopyTo(buffer);
        Any.CopyTo(buffer[start..]);
        word[end..].CopyTo(buffer[(start + Any.Length)..]);
        return start + Any.Length + word.Length - end;
    }

    private static bool IsMark(byte b) => b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'"' or (byte)'\'' or (byte)',' or (byte)';' or (byte)':' or (byte)'.' or (byte)'/' or (byte)'#';

    /// <summary>The word is of one mail or host: an address, a name with dots, a long number, an id.</summary>
    private static bool IsOfOne(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty)
            return false;
        if (word.IndexOf("://"u8) >= 0 || word.ContainsAny("@["u8))
            return true;
        // 5.1.1, and 550-5.1.1 of a reply of several lines.
        if (EnhancedStatus.TryParse(word.Length > 4 && word[3] == '-' ? word[4..] : word, out _))
            return false;
        int digits = 0, inner = 0, colons = 0;
        foreach (byte b in word)
        {
            digits += b is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
            inner += b == '.' ? 1 : 0;
            colons += b == ':' ? 1 : 0;
        }
        if (digits == word.Length)
            return digits > 3;
        return inner > 0 || colons > 1 || (digits > 0 && word.Length >= 6 && !word.Contains((byte)'='));
    }
}
