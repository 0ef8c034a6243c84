namespace MailLog.Parsing;

/// <summary>The report of qmail-local or qmail-remote in a delivery's line, taken apart.</summary>
/// <remarks>
/// Source: <c>qmail-local.c</c> (count_print), <c>qmail-remote.c</c>, <c>qmail-lspawn.c</c>, <c>qmail-rspawn.c</c>, <c>qmail-send.c</c> (markdone, the queue's life
/// time), made safe for the log by <c>logsafe</c>: <c>/</c> for a line's end, <c>_</c> for a blank and for any byte that is not printable ASCII, so the original
/// cannot be had back. The fixed words are read from both ends: what a remote server or a program says is not taken for qmail's.
/// Borrowed: valid as long as the line it was taken from.
/// </remarks>
public readonly ref struct QmailReport
{
    private readonly ReadOnlySpan<byte> _counts;
    private readonly ReadOnlySpan<byte> _own;

    internal QmailReport(Utf8Text text, DeliveryStatus result)
    {
        Text = text;
        ReadOnlySpan<byte> rest = text.Bytes;
        IsExpired = result == DeliveryStatus.Bounced && TryCutEnd(ref rest, "I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./"u8);
        // qmail-local counts when all is done: where it fails, such words are a program's.
        Utf8Text qp = default;
        _counts = result == DeliveryStatus.Sent ? CountsOf(rest, out qp) : default;
        QueuePidText = qp;
        _own = rest;
        Peer = PeerOf(rest, out bool isRefusedRecipient);
        if (!Peer.HasValue)
            return;
        // qmail-remote's own words are one line; the server's stand behind.
        ReadOnlySpan<byte> said = "Remote_host_said:_"u8;
        int line = rest.IndexOf((byte)'/') + 1;
        ReadOnlySpan<byte> reply = rest.Slice(line);
        if (line == 0 || !reply.StartsWith(said))
            return;
        _own = rest.Slice(0, line);
        reply = reply.Slice(said.Length);
        if (isRefusedRecipient)
            reply = reply.Slice(0, reply.Length - GivingUpLength(reply, Peer.Bytes));
        TryCutEnd(ref reply, "/"u8);
        Reply = SmtpReply.TryParse(reply, (byte)'_', out SmtpReply parsed) ? parsed : default;
    }

    /// <summary>The whole report as logged; empty when a program failed without a word. Missing where the line has none.</summary>
    public Utf8Text Text { get; }

    /// <summary>True when the message is given up because it was in the queue too long.</summary>
    public bool IsExpired { get; }

    /// <summary>The server that was spoken to, as qmail-remote names it: its address. Missing for local deliveries, and when none was reached.</summary>
    public Utf8Text Peer { get; }

    /// <summary>The server's reply, with <c>_</c> for blanks and <c>/</c> between its lines; without value when no server spoke.</summary>
    public SmtpReply Reply { get; }

    /// <summary>Of a local delivery: to how many mailboxes the message was written (<c>did_1+0+0</c>); null elsewhere.</summary>
    public int? Mailboxes => Count(0);

    /// <summary>Of a local delivery: to how many addresses it was forwarded; null elsewhere.</summary>
    public int? Forwards => Count(1);

    /// <summary>Of a local delivery: how many programs it was given to; null elsewhere.</summary>
    public int? Programs => Count(2);

    /// <summary>Of a forward: the qmail-queue process that put the new message into the queue, as in its <see cref="QueueActiveEvent.QueuePid"/>; null elsewhere.</summary>
    public int? QueuePid => Utf8.TryParseNumber(QueuePidText.Bytes, out long qp) && qp <= int.MaxValue ? (int)qp : null;

    /// <summary>The enhanced status code: of the server's reply, else qmail's own (<c>(#5.1.1)</c>); the default value when there is none.</summary>
    public EnhancedStatus Status
    {
        get
        {
            if (Reply.Status.Class != 0 || Reply.HasValue)
                return Reply.Status;
            for (ReadOnlySpan<byte> rest = _own; rest.LastIndexOf("(#"u8) is >= 0 and int at; rest = rest.Slice(0, at))
                if (EnhancedStatus.TryParse(rest.Slice(at + 2), out EnhancedStatus status, out int length) && rest.Slice(at + 2 + length).StartsWith(")"u8))
                    return status;
            return default;
        }
    }

    /// <summary>The id in <c>queued_as_ID</c> of the reply: the message's name on the next host. The remote server's text. Missing when there is none.</summary>
    public Utf8Text QueuedAs
    {
        get
        {
            ReadOnlySpan<byte> words = "queued_as_"u8, reply = Reply.Bytes.Bytes;
            int at = reply.LastIndexOf(words);
            if (at < 0)
                return default;
            ReadOnlySpan<byte> id = reply.Slice(at + words.Length);
            int length = QueueId.Scan(id);
            return length > 0 ? new Utf8Text(id.Slice(0, length)) : default;
        }
    }

    private Utf8Text QueuePidText { get; }

    /// <summary>Cuts fixed words off the end; what stands before them need not end its line.</summary>
    private static bool TryCutEnd(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        if (!text.EndsWith(end))
            return false;
        text = text.Slice(0, text.Length - end.Length);
        return true;
    }

    /// <summary>The length of <c>Giving_up_on_PEER./</c> on a line at the end, or 0. qmail-remote writes it when a server refuses the recipient.</summary>
    private static int GivingUpLength(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> peer)
    {
        ReadOnlySpan<byte> words = "Giving_up_on_"u8;
        int length = words.Length + peer.Length + 2;
        if (reply.Length < length)
            return 0;
        ReadOnlySpan<byte> tail = reply.Slice(reply.Length - length);
        return tail.StartsWith(words) && tail.Slice(words.Length).StartsWith(peer) && tail.EndsWith("./"u8) ? length : 0;
    }

    /// <summary><c>did_1+0+0/</c> at the end, behind what programs said, who need not have ended their line; with forwards <c>qp_N/</c> follows.</summary>
    private static ReadOnlySpan<byte> CountsOf(ReadOnlySpan<byte> report, out Utf8Text qp)
    {
        qp = default;
        Utf8Text queued = default;
        int line = StartOfLastLine(report);
        if (report.Slice(line).StartsWith("qp_"u8) && Utf8.TryParseNumber(report.Slice(line + 3, report.Length - line - 4), out _))
        {
            queued = new Utf8Text(report.Slice(line + 3, report.Length - line - 4));
            report = report.Slice(0, line);
        }
        int at = report.LastIndexOf("did_"u8);
        if (at < 0 || !report.EndsWith("/"u8))
            return default;
        ReadOnlySpan<byte> counts = report.Slice(at + 4, report.Length - at - 5);
        if (!AreCounts(counts))
            return default;
        qp = queued;
        return counts;
    }

    /// <summary>Three numbers with a plus between them.</summary>
    private static bool AreCounts(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < 3; i++)
        {
            if (!Utf8.TryParseNumber(text, out _, out int length))
                return false;
            text = text.Slice(length);
            if (i == 2)
                return text.IsEmpty;
            if (!text.StartsWith("+"u8))
                return false;
            text = text.Slice(1);
        }
        return false;
    }

    private static int StartOfLastLine(ReadOnlySpan<byte> report) =>
        report.IsEmpty || report[report.Length - 1] != '/' ? report.Length : report.Slice(0, report.Length - 1).LastIndexOf((byte)'/') + 1;

    private static Utf8Text PeerOf(ReadOnlySpan<byte> report, out bool isRefusedRecipient)
    {
        isRefusedRecipient = false;
        ReadOnlySpan<byte> connected = "Connected_to_"u8;
        bool isConnected = report.StartsWith(connected);
        if (isConnected)
            report = report.Slice(connected.Length);
        int end = report.IndexOf((byte)'_');
        if (end <= 0)
            return default;
        ReadOnlySpan<byte> rest = report.Slice(end);
        isRefusedRecipient = !isConnected && rest.StartsWith("_does_not_like_recipient"u8);
        bool isPeer = isRefusedRecipient || (isConnected ? rest.StartsWith("_but_"u8)
            : rest.StartsWith("_accepted_message"u8) || rest.StartsWith("_TLS_transmitted_message"u8) || rest.StartsWith("_failed_on_"u8) || rest.StartsWith("_failed_after_"u8)
                || rest.StartsWith("_message_was_greylisted"u8) || rest.StartsWith("_probably_greylisting"u8));
        return isPeer ? new Utf8Text(report.Slice(0, end)) : default;
    }

    private int? Count(int index)
    {
        ReadOnlySpan<byte> rest = _counts;
        for (; index > 0; index--)
            rest = rest.Slice(rest.IndexOf((byte)'+') + 1);
        return Utf8.TryParseNumber(rest, out long count, out _) && count <= int.MaxValue ? (int)count : null;
    }
}
