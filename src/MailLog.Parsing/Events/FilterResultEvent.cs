namespace MailLog.Parsing;

/// <summary>A content filter found something out about a mail.</summary>
/// <remarks>Source: pmg-smtp-filter: SpamAssassin's score, viruses, lists, archives, headers; rspamd and spamd, one line per mail; amavis' score; the ClamAV family; mimedefang.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct FilterResultEvent
{
    internal FilterResultEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The id of the filter run; missing where the line names none.</summary>
    public Utf8Text FilterId => Line.Text(Field.FilterId).HasValue ? Line.Text(Field.FilterId) : Line.Text(Field.Run);

    /// <summary>The queue id of the mail; missing where the line names none.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The message id; a stranger's text. Missing where the line names none.</summary>
    public Utf8Text MessageId => Line.Text(Field.MessageId);

    /// <summary>Whether the filter takes the mail for spam; null where the line does not say.</summary>
    public bool? IsSpam => FilterWords.IsSpam(Line.Text(Field.Result).Bytes);

    /// <summary>What the filter advises or did, in its own words: <c>no action</c>, <c>add header</c>, <c>reject</c>.</summary>
    public Utf8Text Action => Line.Text(Field.Action);

    /// <summary>The user whose settings were used, or who sent the mail.</summary>
    public Utf8Text User => Line.Text(Field.User);

    /// <summary>The address of the client.</summary>
    public Utf8Text ClientAddress => Line.Text(Field.ClientAddress);

    /// <summary>The size in bytes.</summary>
    public long? Size => Line.Number64(Field.Size);

    /// <summary>SpamAssassin's score as logged (whole points).</summary>
    public double? Score => Line.Decimal(Field.Score);

    /// <summary>The score from which on a mail is spam.</summary>
    public double? Threshold => Line.Decimal(Field.Threshold);

    /// <summary>Time SpamAssassin took, in seconds.</summary>
    public double? Seconds => Line.Decimal(Field.Seconds);

    /// <summary>The Bayes classifier's probability, or <c>undefined</c>.</summary>
    public Utf8Text Bayes => Line.Text(Field.Bayes);

    /// <summary>Whether the Bayes classifier learned from the mail: <c>ham</c>, <c>spam</c>, <c>no</c>, <c>disabled</c>; more words may follow.</summary>
    public Utf8Text Autolearn => Line.Text(Field.Autolearn);

    /// <summary>The rules that hit: <c>RULE(score),…</c>.</summary>
    public Utf8Text Hits => Line.Text(Field.Hits);

    /// <summary>The virus' name.</summary>
    public Utf8Text Virus => Line.Text(Field.Virus);

    /// <summary>The scanner that found it.</summary>
    public Utf8Text Scanner => Line.Text(Field.Scanner);

    /// <summary>The list that the sender is on: <c>welcomelist</c> or <c>blocklist</c>; older releases: <c>whitelist</c> or <c>blacklist</c>.</summary>
    public Utf8Text List => Line.Text(Field.List);

    /// <summary>The user whose list that is, or the envelope recipient, where headers are logged.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>The further recipients, in angle brackets.</summary>
    public Utf8Text FurtherRecipients => Line.Text(Field.FurtherRecipients);

    /// <summary>The envelope sender, where headers are logged.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The name of an archive that was found or unpacked, a stranger's text.</summary>
    public Utf8Text Attachment => Line.Text(Field.Attachment);

    /// <summary>The content type of an archive.</summary>
    public Utf8Text ContentType => Line.Text(Field.ContentType);

    /// <summary>The mail's From header, where headers are logged; not escaped, a stranger's text.</summary>
    public Utf8Text From => Line.Text(Field.From);

    /// <summary>The mail's To header, where headers are logged; not escaped, a stranger's text.</summary>
    public Utf8Text To => Line.Text(Field.To);

    /// <summary>The mail's subject, where headers are logged; not escaped, a stranger's text.</summary>
    public Utf8Text Subject => Line.Text(Field.Subject);

    /// <summary>What else the line says.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a finding of a content filter.</summary>
    /// <param name="result">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.FilterResult"/>.</returns>
    public bool TryGet(out FilterResultEvent result)
    {
        result = new FilterResultEvent(this);
        return Kind == EventKind.FilterResult;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a finding of a content filter, see <see cref="LogLine.TryGet(out FilterResultEvent)"/>.</summary>
    /// <param name="result">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.FilterResult"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out FilterResultEvent result) => Line.TryGet(out result);
}
