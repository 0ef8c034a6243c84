namespace MailLog.Parsing;

/// <summary>A delivery report of qmail as a reason, by the words of <c>qmail-remote.c</c>, <c>qmail-local.c</c> and <c>qmail-rspawn.c</c>.</summary>
internal static class QmailReasons
{
    public static DeliveryReason Of(QmailReport report, DeliveryStatus status)
    {
        if (report.Text.IsEmpty)
            return default;
        ReadOnlySpan<byte> text = report.Text.Bytes;
        if (status == DeliveryStatus.Sent)
            return new DeliveryReason(report.Reply.HasValue ? DeliveryReasonKind.Accepted : report.QueuePid is null ? DeliveryReasonKind.Delivered : DeliveryReasonKind.Forwarded, Text(report))
            {
                Peer = Peer(report),
                Reply = report.Reply,
            };
        if (report.Reply.HasValue)
        {
            Utf8Text command = CommandOf(text);
            return new DeliveryReason(command.HasValue ? DeliveryReasonKind.Refused : DeliveryReasonKind.RefusedToTalk, Text(report)) { Peer = Peer(report), Reply = report.Reply, Command = command };
        }
        foreach ((byte[] start, DeliveryReasonKind kind) in Starts)
        {
            if (!text.StartsWith(start))
                continue;
            ReadOnlySpan<byte> rest = text.Slice(start.Length);
            int end = rest.LastIndexOf("._(#"u8);
            return new DeliveryReason(kind, report.Text) { Name = kind == DeliveryReasonKind.HostNotFound && end > 0 ? new Utf8Text(rest.Slice(0, end)) : default };
        }
        if (report.Peer.HasValue && text.IndexOf("_but_connection_died."u8) >= 0)
            return new DeliveryReason(DeliveryReasonKind.ConnectionLost, report.Text) { Peer = Peer(report) };
        return new DeliveryReason(DeliveryReasonKind.Other, report.Text) { Peer = Peer(report) };
    }

    private static readonly (byte[] Start, DeliveryReasonKind Kind)[] Starts =
    [
        ([.. "Sorry,_I_wasn't_able_to_establish_an_SMTP_connection."u8], DeliveryReasonKind.ConnectionFailed),
        ([.. "Sorry,_I_couldn't_find_any_host_named_"u8], DeliveryReasonKind.HostNotFound),
        ([.. "Sorry,_I_couldn't_find_a_mail_exchanger_or_IP_address."u8], DeliveryReasonKind.HostNotFound),
        ([.. "CNAME_lookup_failed_temporarily."u8], DeliveryReasonKind.NameServiceError),
        ([.. "Sorry._Although_I'm_listed_as_a_best-preference_MX"u8], DeliveryReasonKind.Loop),
        ([.. "This_message_is_looping:_it_already_has_my_Delivered-To_line."u8], DeliveryReasonKind.Loop),
        ([.. "Sorry,_no_mailbox_here_by_that_name."u8], DeliveryReasonKind.UserUnknown),
        ([.. "Sorry,_message_has_wrong_owner."u8], DeliveryReasonKind.CommandFailed),
        ([.. "Temporary_error_on_maildir_delivery."u8], DeliveryReasonKind.MailboxFailed),
        ([.. "Unable_to_"u8], DeliveryReasonKind.TemporaryFailure),
    ];

    private static readonly (byte[] Words, byte[] Command)[] Commands =
    [
        ([.. "_does_not_like_recipient."u8], [.. "RCPT TO"u8]),
        ([.. "_but_sender_was_rejected."u8], [.. "MAIL FROM"u8]),
        ([.. "_failed_on_DATA_command."u8], [.. "DATA"u8]),
        ([.. "_failed_after_I_sent_the_message."u8], [.. "end of DATA"u8]),
        ([.. "_but_my_name_was_rejected."u8], [.. "HELO"u8]),
    ];

    /// <summary>Which command the server refused: said in qmail-remote's own words, before the reply.</summary>
    private static Utf8Text CommandOf(ReadOnlySpan<byte> report)
    {
        int line = report.IndexOf((byte)'/');
        ReadOnlySpan<byte> own = line < 0 ? report : report.Slice(0, line);
        foreach ((byte[] words, byte[] command) in Commands)
            if (own.EndsWith(words))
                return new Utf8Text(command);
        return default;
    }

    private static Endpoint Peer(QmailReport report) => report.Peer.HasValue ? new Endpoint(report.Peer, EndpointStyle.Address) : default;

    private static Utf8Text Text(QmailReport report) => report.Reply.HasValue ? report.Reply.Text : report.Text;
}
