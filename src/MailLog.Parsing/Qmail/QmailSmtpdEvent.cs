namespace MailLog.Parsing;

/// <summary>A decision of s/qmail's qmail-smtpd or qmail-popup: <c>Action::Type::Condition</c>. Such a line is a <see cref="VerdictEvent"/> as well.</summary>
/// <remarks>Source: s/qmail <c>smtpdlog.c</c>, <c>qmail-smtpd.c</c>, <c>qmail-popup.c</c>. Accepted recipients are logged one by one, before the message; that a message was taken is not.
/// Nothing is quoted: HELO, addresses and user are a stranger's bytes. When they imitate the line's tags it has several readings, see <see cref="LogLine.IsAmbiguous"/>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct QmailSmtpdEvent
{
    internal QmailSmtpdEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>What was done.</summary>
    public QmailAction Action => QmailConditions.Action(ActionText.Bytes);

    /// <summary>What was done, as logged.</summary>
    public Utf8Text ActionText => Line.Text(Field.Action);

    /// <summary>What it was about.</summary>
    public QmailConditionType Type => QmailConditions.Type(TypeText.Bytes);

    /// <summary>What it was about, as logged.</summary>
    public Utf8Text TypeText => Line.Text(Field.ConditionType);

    /// <summary>Why; for logins of SMTP clients <see cref="QmailCondition.Method"/> also for methods that are not known, with the word in <see cref="ConditionText"/>.</summary>
    public QmailCondition Condition
    {
        get
        {
            if (Row is { } row)
                return row.Condition;
            return Type == QmailConditionType.Authentication && User.HasValue && !IsPop3 ? QmailCondition.Method
                : Line.Form == "sqmail.old.tls" ? QmailCondition.Cipher : QmailCondition.Other;
        }
    }

    /// <summary>Why, as logged.</summary>
    public Utf8Text ConditionText => Line.Text(Field.Condition);

    /// <summary>The protocol as logged: <c>ESMTP</c> also for clients that said HELO, <c>S</c> with TLS, <c>A</c> after an attempt to log in; bytes of chance may follow.</summary>
    public Utf8Text Protocol => Line.Text(Field.Protocol);

    /// <summary>TLS was in use.</summary>
    public bool IsTls => QmailProtocol.Has(Protocol.Bytes, (byte)'S');

    /// <summary>The client tried to log in, successfully or not; only an accepted <see cref="QmailConditionType.Authentication"/> tells that it did.</summary>
    public bool HasTriedLogin => QmailProtocol.Has(Protocol.Bytes, (byte)'A');

    /// <summary>The sender was checked to be a local one, and is (<c>M</c>, with LOCALMFCHECK).</summary>
    public bool IsSenderChecked => QmailProtocol.Has(Protocol.Bytes, (byte)'M');

    /// <summary>The client asked for SMTPUTF8.</summary>
    public bool IsUtf8 => Protocol.Bytes.IndexOf("UTF8"u8) >= 0;

    /// <summary>A POP3 session.</summary>
    public bool IsPop3 => Protocol.Bytes.StartsWith("POP3"u8);

    /// <summary>The client: address, and its name in the DNS, <c>unknown</c> if it has none.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The name the client gave itself; missing in POP3. A stranger's text, perhaps with control characters.</summary>
    public Utf8Text Helo => Line.Text(Field.Helo);

    /// <summary>The envelope sender, raw; empty for the null sender, missing where such lines have none.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The envelope recipient, raw; of a refused message the first that was accepted. Missing where such lines have none.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>HELO, sender and recipient as they stand in the line, from behind <c>H:</c>: for those who want to take an ambiguous line apart themselves.</summary>
    public Utf8Text Envelope
    {
        get
        {
            // An empty field has no place of its own to be found by: what stands before them never is empty, and their tags are three bytes long.
            ReadOnlySpan<byte> line = Line.Bytes.Bytes, client = Client.Text.Bytes, protocol = Protocol.Bytes;
            if (!Helo.HasValue || client.IsEmpty || !line.Overlaps(client, out int start))
                return default;
            start += client.Length;
            if (line.Overlaps(protocol, out int before))
                start = Math.Max(start, before + protocol.Length);
            if (!line.Slice(start).StartsWith(" H:"u8))
                return default;
            const int Tag = 3;
            int length = Helo.Length + (Sender.HasValue ? Tag + Sender.Length : 0) + (Recipient.HasValue ? Tag + Recipient.Length : 0);
            return new Utf8Text(line.Slice(start + Tag, length));
        }
    }

    /// <summary>The user who logged in, or tried to; a stranger's text. Missing where such lines have none.</summary>
    public Utf8Text User => Line.Text(Field.User).HasValue ? Line.Text(Field.User) : Line.Text(Field.Rest);

    /// <summary>What was found: the scanner, the kind of entry, the bytes. Missing where such lines have none.</summary>
    public Utf8Text Information => Line.Text(Field.Information);

    /// <summary>The quote behind the user is not closed: the user holds a line feed, and the next lines of this log may be the client's invention.</summary>
    public bool IsTorn => Line.Text(Field.Rest).HasValue;

    internal QmailConditionRow? Row => QmailConditions.Find(ActionText.Bytes, TypeText.Bytes, ConditionText.Bytes);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a decision of s/qmail.</summary>
    /// <param name="decision">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of one of s/qmail's forms.</returns>
    public bool TryGet(out QmailSmtpdEvent decision)
    {
        decision = new QmailSmtpdEvent(this);
        return Kind == EventKind.Verdict && System == MailSystem.Qmail && Text(Field.ConditionType).HasValue;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a decision of s/qmail, see <see cref="LogLine.TryGet(out QmailSmtpdEvent)"/>.</summary>
    /// <param name="decision">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of one of s/qmail's forms.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out QmailSmtpdEvent decision) => Line.TryGet(out decision);
}
