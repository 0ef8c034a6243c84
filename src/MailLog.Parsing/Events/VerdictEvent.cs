namespace MailLog.Parsing;

/// <summary>A decision about a mail or a client: rejected, held, discarded, redirected, noted.</summary>
/// <remarks>
/// Source: Postfix smtpd (<c>smtpd_check.c:log_whatsup</c>, <c>check_milter_reply</c>, proxy-accept and proxy-reject), cleanup
/// (<c>cleanup_act_log</c>), postscreen; qmail-smtpd and qmail-popup (for s/qmail's there is <see cref="QmailSmtpdEvent"/>, too), tcpserver, rblsmtpd. Borrowed: valid as long as <see cref="Line"/>.
/// </remarks>
public readonly ref struct VerdictEvent
{
    internal VerdictEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id; missing when the mail has none (<c>NOQUEUE</c>).</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>What was decided.</summary>
    public VerdictAction Action => Line.FormOrNull?.Verdict ?? (Line.System == MailSystem.Qpsmtpd ? QpsmtpdVerdicts.Action(Line) : VerdictWords.Action(Line.Text(Field.Action).Bytes));

    /// <summary>What kind of thing decided.</summary>
    public VerdictSource By => Line.FormOrNull?.DecidedBy ?? VerdictWords.Source(Line.Form, Line.Text(Field.Action).Bytes);

    /// <summary>The program: <c>smtpd</c>.</summary>
    public Utf8Text Component => Line.Component;

    /// <summary>The tag without its first part, the instance: <c>submission/smtpd</c>.</summary>
    public Utf8Text Service
    {
        get
        {
            Utf8Text program = Line.Program;
            int slash = program.Bytes.IndexOf((byte)'/');
            return slash < 0 ? program : new Utf8Text(program.Bytes.Slice(slash + 1));
        }
    }

    /// <summary>
    /// The command at which it was decided (<c>RCPT</c>, <c>END-OF-MESSAGE</c>), as logged; <c>END-OF-MESSAGE</c> for checks of the content, missing when
    /// the mail was being sent on.
    /// </summary>
    /// <remarks>With <c>smtpd_delay_reject</c>, the default, checks of the client, its HELO name and the sender run at <c>RCPT</c>.</remarks>
    public Utf8Text Stage
    {
        get
        {
            Utf8Text stage = Line.Text(Field.Stage);
            if (Line.System == MailSystem.Qmail)
                return QmailVerdicts.Stage(Line);
            if (Line.System == MailSystem.Qpsmtpd)
                return QpsmtpdVerdicts.Stage(Line);
            return stage.HasValue || Line.Form == "verdict.delivery" ? stage : new Utf8Text("END-OF-MESSAGE"u8);
        }
    }

    /// <summary>What was looked at. It tells the check, not the list in which that stood.</summary>
    public VerdictRestriction Restriction
    {
        get
        {
            FindRule(out VerdictRestriction restriction);
            return restriction;
        }
    }

    /// <summary>The rule by which <see cref="Hooks"/> were found; null when there is none.</summary>
    public HookRule? Rule => FindRule(out _);

    /// <summary><see cref="Rule"/> and <see cref="Restriction"/> at once: both are worked out from the same words, each time they are asked for.</summary>
    /// <param name="restriction">What was looked at.</param>
    /// <returns>The rule; null when there is none.</returns>
    public HookRule? FindRule(out VerdictRestriction restriction)
    {
        HookRule? rule = HookAttribution.Find(this, out restriction);
        if (Line.System == MailSystem.Qmail)
            restriction = QmailVerdicts.Restriction(Line);
        return rule;
    }

    /// <summary>The hooks that can have decided, by their Postfix names; empty when nobody can configure the check.</summary>
    /// <remarks>Not borrowed: the names are shared and stay. Worked out when asked for, without allocation.</remarks>
    public ReadOnlySpan<string> Hooks => Rule is { } rule ? rule.Hooks : default;

    /// <summary>Whether the line decides which hook it was.</summary>
    public HookConfidence Confidence => Rule?.Confidence ?? HookConfidence.None;

    /// <summary>For checks of the content, what was looked at: <c>header</c>, <c>body</c>, <c>content</c> or <c>mime-error</c>.</summary>
    public Utf8Text Part => Line.Text(Field.Part);

    /// <summary>For checks of the content, the line of the message, cut by Postfix at 200 bytes; a stranger's text.</summary>
    public Utf8Text Content => Line.Text(Field.Content);

    /// <summary>The client; <c>local</c> or <c>unknown</c> for mail that no client sent. Missing in the proxy's replies.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The reply code; 0 when the line quotes no reply.</summary>
    public int Code => Line.Number32(Field.Code) ?? 0;

    /// <summary>The enhanced status code of the reply; the default value when there is none.</summary>
    public EnhancedStatus Dsn => Line.Status(Field.Dsn);

    /// <summary><see cref="Dsn"/> as logged; missing when there is none.</summary>
    public Utf8Text DsnText => Line.Text(Field.Dsn);

    /// <summary>The text of the reply without its codes, or of the action; the condition of s/qmail. Missing when a content check says nothing more.</summary>
    public Utf8Text Text => Line.Text(Field.Text) is { HasValue: true } text ? text : Line.Text(Field.Condition);

    /// <summary>The envelope sender; missing when not yet known.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The recipient in question (content checks name one of them); missing when not yet known.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>The protocol, <c>SMTP</c> or <c>ESMTP</c>.</summary>
    public Utf8Text Protocol => Line.Text(Field.Protocol);

    /// <summary>The name the client gave itself; a stranger's text.</summary>
    public Utf8Text Helo => Line.Text(Field.Helo);

    /// <summary>The block list that <see cref="Text"/> names in Postfix' default words; without value when it names none.</summary>
    public BlockListing BlockListing => BlockListing.In(Text.Bytes);

    /// <summary>The id in a before-queue filter's reply, <c>… queued as ID</c>; missing when there is none.</summary>
    public Utf8Text QueuedAs => RemoteReply.QueuedAs(ReplyBytes);

    /// <summary>The id of a pmg-smtp-filter run in parentheses at the end of a before-queue filter's reply; missing when there is none.</summary>
    public Utf8Text FilterId => RemoteReply.FilterId(ReplyBytes);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();

    /// <summary>From the code to the end of the text: they stand one behind the other in the line.</summary>
    private ReadOnlySpan<byte> ReplyBytes
    {
        get
        {
            ReadOnlySpan<byte> code = Line.Text(Field.Code).Bytes, text = Text.Bytes, line = Line.Bytes.Bytes;
            if (code.IsEmpty || !line.Overlaps(code, out int start) || !line.Overlaps(text, out int end))
                return default;
            return line.Slice(start, end + text.Length - start);
        }
    }
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a decision about a mail or a client.</summary>
    /// <param name="verdict">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Verdict"/>.</returns>
    public bool TryGet(out VerdictEvent verdict)
    {
        verdict = new VerdictEvent(this);
        return Kind == EventKind.Verdict;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a decision about a mail or a client, see <see cref="LogLine.TryGet(out VerdictEvent)"/>.</summary>
    /// <param name="verdict">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Verdict"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out VerdictEvent verdict) => Line.TryGet(out verdict);
}
