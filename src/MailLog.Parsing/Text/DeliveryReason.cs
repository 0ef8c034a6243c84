namespace MailLog.Parsing;

/// <summary>A delivery's response as data: what happened, with whom, at which command.</summary>
/// <remarks>
/// Read from the response by the templates that Postfix makes it of (<c>smtp_trouble.c</c>, <c>smtp_connect.c</c>, <c>smtp_addr.c</c>, <c>smtp_proto.c</c>,
/// <c>local/</c>, <c>pipe_command.c</c>), from its start: what a remote server says in its reply is never taken for Postfix' own words. A report of qmail in the same way
/// (<see cref="QmailReport"/>); its texts have <c>_</c> for blanks.
/// Borrowed: valid as long as the line it was taken from.
/// </remarks>
public readonly ref struct DeliveryReason
{
    internal DeliveryReason(DeliveryReasonKind kind, Utf8Text text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>What happened.</summary>
    public DeliveryReasonKind Kind { get; }

    /// <summary>True when this attempt was not made because of a failure before: <c>delivery temporarily suspended: …</c>. The rest tells of that failure.</summary>
    public bool IsSuspended { get; internal init; }

    /// <summary>The server that was spoken to or tried; missing where the response names none.</summary>
    public Endpoint Peer { get; internal init; }

    /// <summary>The command that was refused: <c>RCPT TO</c>, <c>end of DATA</c>, <c>MAIL FROM</c>; missing otherwise.</summary>
    public Utf8Text Command { get; internal init; }

    /// <summary>What was under way when the connection was lost or fell silent: <c>sending RCPT TO</c>, <c>receiving the initial server greeting</c>; missing otherwise.</summary>
    public Utf8Text During { get; internal init; }

    /// <summary>The server's words; without value when no server spoke.</summary>
    public SmtpReply Reply { get; internal init; }

    /// <summary>The domain, host name or address that the reason is about, where it names one: what the DNS was asked for, who is unknown, what loops.</summary>
    public Utf8Text Name { get; internal init; }

    /// <summary>The type of record that the DNS was asked for: <c>MX</c>, <c>A</c>; missing otherwise.</summary>
    public Utf8Text RecordType { get; internal init; }

    /// <summary>The part of the response that the other properties do not hold: the system's error, the server's words without codes, or the whole.</summary>
    public Utf8Text Text { get; internal init; }

    /// <summary>The block list that the server names in its words, in the way of Postfix servers; without value when it names none.</summary>
    public BlockListing BlockListing => BlockListing.In(Reply.Text.Bytes);
}
