using System.Globalization;

namespace MailLog.Parsing;

/// <summary>An enhanced mail system status code, <c>class.subject.detail</c> (RFC 3463).</summary>
public readonly struct EnhancedStatus : IEquatable<EnhancedStatus>
{
    private readonly ushort _subject;
    private readonly ushort _detail;

    /// <summary>Makes a code of its three parts.</summary>
    /// <param name="class">2 success, 4 persistent transient failure, 5 permanent failure.</param>
    /// <param name="subject">0 to 999.</param>
    /// <param name="detail">0 to 999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part has no place in such a code.</exception>
    public EnhancedStatus(int @class, int subject, int detail)
    {
        if (@class is not (2 or 4 or 5))
            throw new ArgumentOutOfRangeException(nameof(@class), "The class of an enhanced status code is 2, 4 or 5.");
        if ((uint)subject > 999)
            throw new ArgumentOutOfRangeException(nameof(subject), "The subject of an enhanced status code is 0 to 999.");
        if ((uint)detail > 999)
            throw new ArgumentOutOfRangeException(nameof(detail), "The detail of an enhanced status code is 0 to 999.");
        Class = (byte)@class;
        _subject = (ushort)subject;
        _detail = (ushort)detail;
    }

    /// <summary>2 success, 4 persistent transient failure, 5 permanent failure; 0 for the default value, which is no code.</summary>
    public byte Class { get; }

    /// <summary>The subject: address, mailbox, mail system, network, protocol, content or security (RFC 3463 section 3).</summary>
    public int Subject => _subject;

    /// <summary>The detail within the subject.</summary>
    public int Detail => _detail;

    /// <summary>Reads a code that is the whole text.</summary>
    /// <param name="text">For instance <c>5.1.1</c>.</param>
    /// <param name="status">The code, or the default value.</param>
    /// <returns>False when the text is not such a code.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out EnhancedStatus status)
    {
        if (TryParse(text, out status, out int length) && length == text.Length)
            return true;
        status = default;
        return false;
    }

    /// <summary>Reads a code at the start of a text.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out EnhancedStatus status, out int length)
    {
        status = default;
        length = 0;
        if (text.Length < 5 || text[0] is not ((byte)'2' or (byte)'4' or (byte)'5') || text[1] != '.')
            return false;
        // Nearly all have one digit in each part.
        if (text[3] == '.' && Utf8.IsDigit(text[2]) && Utf8.IsDigit(text[4]) && (text.Length == 5 || !Utf8.IsDigit(text[5])))
        {
            length = 5;
            status = new EnhancedStatus(text[0] - '0', text[2] - '0', text[4] - '0');
            return true;
        }
        if (!Utf8.TryParseNumber(text.Slice(2), out long subject, out int first) || first > 3)
            return false;
        int dot = 2 + first;
        if (dot >= text.Length || text[dot] != '.' || !Utf8.TryParseNumber(text.Slice(dot + 1), out long detail, out int second) || second > 3)
            return false;
        length = dot + 1 + second;
        status = new EnhancedStatus(text[0] - '0', (int)subject, (int)detail);
        return true;
    }

    /// <summary>The code as it is written, <c>5.1.1</c>; empty for the default value.</summary>
    public override string ToString() => Class == 0 ? "" : string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}", Class, Subject, Detail);

    /// <inheritdoc/>
    public bool Equals(EnhancedStatus other) => Class == other.Class && _subject == other._subject && _detail == other._detail;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EnhancedStatus other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Class << 20 | _subject << 10 | _detail;

    /// <summary>Compares two codes.</summary>
    public static bool operator ==(EnhancedStatus left, EnhancedStatus right) => left.Equals(right);

    /// <summary>Compares two codes.</summary>
    public static bool operator !=(EnhancedStatus left, EnhancedStatus right) => !left.Equals(right);
}
