namespace MailLog.Parsing;

/// <summary>A delivery attempt for one recipient.</summary>
/// <remarks>Source: Postfix delivery agents (<c>global/log_adhoc.c</c>); qmail-send's <c>delivery</c>, whose lines name the attempt by its number alone. Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct DeliveryEvent
{
    internal DeliveryEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id; missing in qmail, see <see cref="Number"/>.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The recipient after rewriting and aliases, quoted as logged (since Postfix 3.5 in external form); missing in qmail.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>The recipient before rewriting and aliases; missing when it is the same.</summary>
    public Utf8Text Original => Line.Text(Field.Original);

    /// <summary>Where it was delivered to: a server, <c>local</c>, <c>none</c>, or a pipe service's name; in qmail only the address of a server that was spoken to.</summary>
    public Endpoint Relay => Line.System == MailSystem.Qmail ? new(Report.Peer, EndpointStyle.Address) : new(Line.Text(Field.Relay));

    /// <summary>Which mail over the same connection this is, from 2 on (<c>conn_use</c>); null for the first.</summary>
    public int? ConnectionUse => Line.Number32(Field.ConnectionUse);

    /// <summary>Seconds from the mail's arrival in the queue to the end of this attempt; null when what was logged is no number.</summary>
    public double? Delay => Line.Decimal(Field.Delay);

    /// <summary><see cref="Delay"/> as logged.</summary>
    public Utf8Text DelayText => Line.Text(Field.Delay);

    /// <summary>Seconds before the queue manager, in it, in connection set-up, in transmission: <c>0.01/0/0.05/0.2</c> as logged.</summary>
    public Utf8Text Delays => Line.Text(Field.Delays);

    /// <summary>TLS policy and feature status as logged (since Postfix 3.11); missing otherwise.</summary>
    public Utf8Text Tls => Line.Text(Field.Tls);

    /// <summary>The enhanced status code; the default value when what was logged is none, or nothing was (before Postfix 2.3).</summary>
    public EnhancedStatus Dsn => Line.System == MailSystem.Qmail ? Report.Status : Line.Status(Field.Dsn);

    /// <summary><see cref="Dsn"/> as logged.</summary>
    public Utf8Text DsnText => Line.Text(Field.Dsn);

    /// <summary>The status word; <see cref="DeliveryStatus.Other"/> for one that is not known (<c>status</c> of <see cref="LogLine.Fields"/> has it as logged).</summary>
    public DeliveryStatus Status
    {
        get
        {
            ReadOnlySpan<byte> word = Line.Text(Field.Status).Bytes;
            if (word.SequenceEqual("sent"u8) || word.SequenceEqual("success"u8))
                return DeliveryStatus.Sent;
            if (word.SequenceEqual("deferred"u8) || word.SequenceEqual("deferral"u8) || word.EndsWith("will defer"u8))
                return DeliveryStatus.Deferred;
            if (word.SequenceEqual("bounced"u8) || word.SequenceEqual("failure"u8))
                return DeliveryStatus.Bounced;
            if (word.SequenceEqual("deliverable"u8))
                return DeliveryStatus.Deliverable;
            if (word.SequenceEqual("undeliverable"u8))
                return DeliveryStatus.Undeliverable;
            if (word.SequenceEqual("SOFTBOUNCE"u8))
                return DeliveryStatus.SoftBounced;
            return word.SequenceEqual("expanded"u8) ? DeliveryStatus.Expanded : DeliveryStatus.Other;
        }
    }

    /// <summary>Of qmail: the number of the attempt, as in the <see cref="DeliveryStartEvent"/> that has the message and the recipient; null elsewhere.</summary>
    public long? Number => Line.Number64(Field.Delivery);

    /// <summary>Of qmail: <see cref="Response"/> taken apart; without value elsewhere.</summary>
    public QmailReport Report => Line.System == MailSystem.Qmail ? new(Response, Status) : default;

    /// <summary>The text in the parentheses behind the status, whole; of qmail the report behind the result, perhaps empty.</summary>
    public Utf8Text Response => Line.Text(Field.Response);

    /// <summary>
    /// The remote server's own words in <see cref="Response"/>, from its code on: without <c>host … said:</c> and <c>(in reply to …)</c>. Without value when
    /// no server spoke.
    /// </summary>
    public SmtpReply Reply => Line.System == MailSystem.Qmail ? Report.Reply : RemoteReply.In(Response.Bytes);

    /// <summary><see cref="Response"/> as data: what happened, with whom, at which command. Worked out from the text each time it is asked for.</summary>
    public DeliveryReason Reason => Line.System == MailSystem.Qmail ? QmailReasons.Of(Report, Status) : DeliveryReasonParser.Parse(Response);

    /// <summary>The id at the end of the reply, <c>… queued as ID</c>: the mail's next queue id, on whatever host. Missing when the reply has none.</summary>
    /// <remarks>The remote server's text: it proves nothing by itself.</remarks>
    public Utf8Text QueuedAs => Line.System == MailSystem.Qmail ? Report.QueuedAs : RemoteReply.QueuedAs(Response.Bytes);

    /// <summary>The queue id in <c>forwarded as ID</c>: local(8) queued the mail again for an alias' or .forward's targets. Missing when it did not.</summary>
    public Utf8Text ForwardedAs => RemoteReply.ForwardedAs(Response.Bytes);

    /// <summary>The id of a pmg-smtp-filter run in parentheses at the end of the reply. Missing when the reply has none.</summary>
    public Utf8Text FilterId => RemoteReply.FilterId(Response.Bytes);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a delivery attempt.</summary>
    /// <param name="delivery">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Delivery"/>.</returns>
    public bool TryGet(out DeliveryEvent delivery)
    {
        delivery = new DeliveryEvent(this);
        return Kind == EventKind.Delivery;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a delivery attempt, see <see cref="LogLine.TryGet(out DeliveryEvent)"/>.</summary>
    /// <param name="delivery">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Delivery"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out DeliveryEvent delivery) => Line.TryGet(out delivery);
}
