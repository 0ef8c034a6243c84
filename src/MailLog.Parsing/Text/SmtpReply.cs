namespace MailLog.Parsing;

/// <summary>An SMTP reply as a line quotes it (RFC 5321 section 4.2): three digits, perhaps an enhanced status code, and text.</summary>
/// <remarks>
/// Postfix joins the lines of a multi-line reply with blanks (<c>550-5.7.1 Our system… 550 5.7.1 blocked</c>), so the text may hold further codes.
/// Borrowed: valid as long as the line it was taken from.
/// </remarks>
public readonly ref struct SmtpReply
{
    private SmtpReply(Utf8Text bytes, int code, EnhancedStatus status, Utf8Text text)
    {
        Bytes = bytes;
        Code = code;
        Status = status;
        Text = text;
    }

    /// <summary>The whole reply as logged, from its code on. Missing when the line quotes no reply.</summary>
    public Utf8Text Bytes { get; }

    /// <summary>The reply code, 200 to 599; 0 when there is no reply.</summary>
    public int Code { get; }

    /// <summary>The enhanced status code after the reply code; the default value when there is none.</summary>
    public EnhancedStatus Status { get; }

    /// <summary>What follows the codes.</summary>
    public Utf8Text Text { get; }

    /// <summary>True when the line quotes a reply.</summary>
    public bool HasValue => Code != 0;

    /// <summary>Reads a reply that starts the text.</summary>
    /// <param name="text">For instance <c>550 5.1.1 user unknown</c>.</param>
    /// <param name="reply">The reply, or one without value.</param>
    /// <returns>False when the text does not start with a reply code.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out SmtpReply reply) => TryParse(text, (byte)' ', out reply);

    /// <summary>Reads a reply whose blanks were replaced by another byte.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, byte blank, out SmtpReply reply)
    {
        reply = default;
        if (!Begins(text, blank))
            return false;
        int code = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
        ReadOnlySpan<byte> rest = text.Slice(Math.Min(4, text.Length));
        if (EnhancedStatus.TryParse(rest, out EnhancedStatus status, out int length) && (length == rest.Length || rest[length] == blank))
            rest = rest.Slice(Math.Min(length + 1, rest.Length));
        else
            status = default;
        reply = new SmtpReply(new Utf8Text(text), code, status, new Utf8Text(rest));
        return true;
    }

    /// <summary>Whether the text starts with a reply code.</summary>
    internal static bool Begins(ReadOnlySpan<byte> text, byte blank)
        => text.Length >= 3 && text[0] is >= (byte)'2' and <= (byte)'5' && Utf8.IsDigit(text[1]) && Utf8.IsDigit(text[2]) && (text.Length == 3 || text[3] == blank || text[3] == '-');

    /// <summary>The reply as logged.</summary>
    public override string ToString() => Bytes.ToString();
}
