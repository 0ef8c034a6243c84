namespace MailLog.Parsing;

/// <summary>One mail of an <see cref="ArchivedSession"/>, from MAIL to the end of its content: what the client asked for.</summary>
public sealed class ArchivedTransaction
{
    internal readonly List<EnvelopeAddress> RecipientList = [];
    internal readonly List<ContentRange> ContentList = [];
    internal byte[]? HeloBytes;

    internal ArchivedTransaction()
    {
    }

    /// <summary>The name of the last EHLO, HELO or LHLO before it: that of the program that speaks to the proxy. Missing when there was none. Valid as long as this object.</summary>
    public Utf8Text Helo => HeloBytes is null ? default : new Utf8Text(HeloBytes);

    /// <summary>What XFORWARD told of the client behind the one that speaks; without values when there was none.</summary>
    public XforwardAttributes Xforward { get; internal set; } = XforwardAttributes.None;

    /// <summary>The sender of MAIL; its address is empty for the null sender.</summary>
    public EnvelopeAddress Sender { get; internal set; } = EnvelopeAddress.None;

    /// <summary>The recipients of RCPT in their order, asked for and not necessarily accepted.</summary>
    public IReadOnlyList<EnvelopeAddress> Recipients => RecipientList;

    /// <summary>Some fields of the content's header; without values when there is no content.</summary>
    public ArchivedHeader Header { get; internal set; } = ArchivedHeader.None;

    /// <summary>Where the content lies in the file: one range for DATA, one for each chunk of BDAT; empty without content.</summary>
    public IReadOnlyList<ContentRange> Content => ContentList;

    /// <summary>The content was sent with DATA: a line that begins with a dot has another one before it (RFC 5321 section 4.5.2). Content of BDAT is as it is.</summary>
    public bool IsDotStuffed { get; internal set; }

    /// <summary>Length of the content in bytes, without the dots that DATA added; 0 without content.</summary>
    public long Size { get; internal set; }

    /// <summary>
    /// The content is there to its end: the line with a dot, or the chunk marked LAST. False for a transaction that was reset or cut off; its ranges then end where the file or the transaction does.
    /// </summary>
    public bool IsComplete { get; internal set; }

    /// <summary>
    /// The file has two readings, as it holds no replies: a DATA that the server seems to have refused, a second MAIL before the first was over. What follows in the session is ambiguous, too.
    /// </summary>
    public bool IsAmbiguous { get; internal set; }
}
