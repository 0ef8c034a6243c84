namespace MailLog.Parsing;

/// <summary>It was checked whether a mail is from whom it says: one method of authentication, one result.</summary>
/// <remarks>
/// The words are those of RFC 8601 (Authentication-Results). The check itself decides nothing: what follows from it is a verdict of Postfix, or nothing.
/// Source: opendkim, opendmarc, policyd-spf (Python), policy-spf (Perl). Borrowed: valid as long as <see cref="Line"/>.
/// </remarks>
public readonly ref struct CheckEvent
{
    internal CheckEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>What was checked.</summary>
    public CheckMethod Method => Line.FormOrNull?.Method ?? CheckMethod.Other;

    /// <summary>What came out.</summary>
    public CheckResult Result => CheckWords.Result(Line.FormOrNull?.Result ?? CheckResult.Other, ResultText.Bytes);

    /// <summary>The result as logged; missing where the line has a sentence for it.</summary>
    public Utf8Text ResultText => Line.Text(Field.Result);

    /// <summary>The queue id of the mail; missing from policy services, which are asked before there is one.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The domain that was checked: of the signature, or of the mail's From header (DMARC).</summary>
    public Utf8Text Domain => Line.Text(Field.Domain);

    /// <summary>DKIM: which key of the domain.</summary>
    public Utf8Text Selector => Line.Text(Field.Selector);

    /// <summary>SPF: what was looked at, <c>mailfrom</c> or <c>helo</c>.</summary>
    public Utf8Text Identity => Line.Text(Field.Identity);

    /// <summary>SPF: the address of the client.</summary>
    public Utf8Text ClientAddress => Line.Text(Field.ClientAddress);

    /// <summary>SPF: the name the client gave itself.</summary>
    public Utf8Text Helo => Line.Text(Field.Helo);

    /// <summary>SPF: the envelope sender. Postfix does not quote it for policy services.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>SPF: the recipient, or the host that checked.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>What the line says beyond that: an explanation, the error of the library.</summary>
    public Utf8Text Text => Line.Text(Field.Text);


    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a check of where a mail is from.</summary>
    /// <param name="check">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Check"/>.</returns>
    public bool TryGet(out CheckEvent check)
    {
        check = new CheckEvent(this);
        return Kind == EventKind.Check;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a check of where a mail is from, see <see cref="LogLine.TryGet(out CheckEvent)"/>.</summary>
    /// <param name="check">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Check"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out CheckEvent check) => Line.TryGet(out check);
}
