using Xunit;

namespace MailLog.Parsing.Tests.Postfix;

public class DeliveryReasonTests
{
    private const string Before = "4F1A2B3C4D: to=<a@example.org>, relay=none, delay=1, delays=1/0/0/0, dsn=4.0.0, status=deferred (";

    /// <summary>The response, its kind, then the properties that are there as <c>name=value</c>.</summary>
    public static TheoryData<string, DeliveryReasonKind, string> Responses => new()
    {
        { "250 2.0.0 Ok: queued as 5A6B7C8D9E", DeliveryReasonKind.Accepted, "code=250|text=Ok: queued as 5A6B7C8D9E" },
        { "250 ok", DeliveryReasonKind.Accepted, "code=250|text=ok" },
        { "host mx.example.org[192.0.2.1] said: 550 5.1.1 <a@example.org>: no such user (in reply to RCPT TO command)", DeliveryReasonKind.Refused,
            "peer=mx.example.org[192.0.2.1]|command=RCPT TO|code=550|text=<a@example.org>: no such user" },
        { "host mx.example.org[2001:db8::1]:25 said: 554-5.7.1 a 554 5.7.1 b (in reply to end of DATA command)", DeliveryReasonKind.Refused,
            "peer=mx.example.org[2001:db8::1]:25|command=end of DATA|code=554|text=a 554 5.7.1 b" },
        { "host mx[192.0.2.1] said: 550 no (in reply to MAIL FROM command) (in reply to RCPT TO command)", DeliveryReasonKind.Refused,
            "peer=mx[192.0.2.1]|command=RCPT TO|code=550|text=no (in reply to MAIL FROM command)" },
        { "host mx[192.0.2.1] said: hello (in reply to DATA command)", DeliveryReasonKind.Refused, "peer=mx[192.0.2.1]|command=DATA|text=hello" },
        { "host mx[192.0.2.1] said: 554 Service unavailable; Client host [198.51.100.7] blocked using zen.example.net; https://www.example.net/q (in reply to RCPT TO command)", DeliveryReasonKind.Refused,
            "peer=mx[192.0.2.1]|command=RCPT TO|code=554|text=Service unavailable; Client host [198.51.100.7] blocked using zen.example.net; https://www.example.net/q|list=zen.example.net" },
        { "host mx[192.0.2.1] refused to talk to me: 554 5.7.1 go away", DeliveryReasonKind.RefusedToTalk, "peer=mx[192.0.2.1]|code=554|text=go away" },
        { "connect to mx.example.org[192.0.2.1]:25: Connection refused", DeliveryReasonKind.ConnectionRefused, "peer=mx.example.org[192.0.2.1]:25|text=Connection refused" },
        { "connect to mx.example.org[192.0.2.1]: Connection timed out (port 25)", DeliveryReasonKind.ConnectionTimedOut, "peer=mx.example.org[192.0.2.1]|text=Connection timed out (port 25)" },
        { "connect to mx.example.org[2001:db8::1]:25: Operation timed out", DeliveryReasonKind.ConnectionTimedOut, "peer=mx.example.org[2001:db8::1]:25|text=Operation timed out" },
        { "connect to mx.example.org[192.0.2.1]:25: No route to host", DeliveryReasonKind.NoRoute, "peer=mx.example.org[192.0.2.1]:25|text=No route to host" },
        { "connect to mx.example.org[2001:db8::1]:25: Network is unreachable", DeliveryReasonKind.NetworkUnreachable, "peer=mx.example.org[2001:db8::1]:25|text=Network is unreachable" },
        { "connect to mx1.example.org[private/dovecot-lmtp]: No such file or directory", DeliveryReasonKind.ConnectionFailed, "peer=mx1.example.org[private/dovecot-lmtp]|text=No such file or directory" },
        { "delivery temporarily suspended: connect to mx[192.0.2.1]:25: Connection refused", DeliveryReasonKind.ConnectionRefused, "suspended|peer=mx[192.0.2.1]:25|text=Connection refused" },
        { "delivery temporarily suspended: host mx[192.0.2.1] said: 451 later (in reply to MAIL FROM command)", DeliveryReasonKind.Refused, "suspended|peer=mx[192.0.2.1]|command=MAIL FROM|code=451|text=later" },
        { "lost connection with mx[192.0.2.1] while receiving the initial server greeting", DeliveryReasonKind.ConnectionLost,
            "peer=mx[192.0.2.1]|during=receiving the initial server greeting|text=receiving the initial server greeting" },
        { "conversation with mx[192.0.2.1] timed out while sending message body", DeliveryReasonKind.ConversationTimedOut, "peer=mx[192.0.2.1]|during=sending message body|text=sending message body" },
        { "Host or domain name not found. Name service error for name=nx.example type=MX: Host not found", DeliveryReasonKind.HostNotFound, "name=nx.example|type=MX|text=Host not found" },
        { "Host or domain name not found. Name service error for name=nx.example type=A: Host not found, try again", DeliveryReasonKind.NameServiceError, "name=nx.example|type=A|text=Host not found, try again" },
        { "Host or domain name not found. Name service error for name=nx.example type=AAAA: Host found but no data record of requested type", DeliveryReasonKind.HostNotFound,
            "name=nx.example|type=AAAA|text=Host found but no data record of requested type" },
        { "Domain example.org does not accept mail (nullMX)", DeliveryReasonKind.NullMx, "name=example.org|text=Domain example.org does not accept mail (nullMX)" },
        { "mail for example.org loops back to myself", DeliveryReasonKind.Loop, "name=example.org|text=mail for example.org loops back to myself" },
        { "mail forwarding loop for a@example.org", DeliveryReasonKind.Loop, "name=a@example.org|text=mail forwarding loop for a@example.org" },
        { "TLS is required, but was not offered by host mx[192.0.2.1]", DeliveryReasonKind.TlsNotOffered, "peer=mx[192.0.2.1]|text=TLS is required, but was not offered by host mx[192.0.2.1]" },
        { "TLS is required, but our TLS engine is unavailable", DeliveryReasonKind.TlsUnavailable, "text=TLS is required, but our TLS engine is unavailable" },
        { "Cannot start TLS: handshake failure", DeliveryReasonKind.TlsHandshakeFailed, "text=Cannot start TLS: handshake failure" },
        { "Server certificate not trusted", DeliveryReasonKind.TlsNotVerified, "text=Server certificate not trusted" },
        { "SASL authentication failed; server mx[192.0.2.1] said: 535 no", DeliveryReasonKind.AuthenticationFailed, "peer=mx[192.0.2.1]|text=SASL authentication failed; server mx[192.0.2.1] said: 535 no" },
        { "unknown user: \"bob\"", DeliveryReasonKind.UserUnknown, "name=bob|text=unknown user: \"bob\"" },
        { "user unknown. Command output: host mx[192.0.2.1] said: 550 x", DeliveryReasonKind.UserUnknown, "text=user unknown. Command output: host mx[192.0.2.1] said: 550 x" },
        { "mail transport unavailable", DeliveryReasonKind.TransportUnavailable, "text=mail transport unavailable" },
        { "Command died with status 2: \"/usr/bin/filter\". Command output: connect to mx[192.0.2.1]:25: Connection refused", DeliveryReasonKind.CommandFailed,
            "text=Command died with status 2: \"/usr/bin/filter\". Command output: connect to mx[192.0.2.1]:25: Connection refused" },
        { "temporary failure", DeliveryReasonKind.TemporaryFailure, "text=temporary failure" },
        { "maildir delivery failed: create maildir file /home/a/Maildir/tmp/1: Permission denied", DeliveryReasonKind.MailboxFailed,
            "text=maildir delivery failed: create maildir file /home/a/Maildir/tmp/1: Permission denied" },
        { "delivered to maildir", DeliveryReasonKind.Delivered, "text=delivered to maildir" },
        { "forwarded as 5A6B7C8D9E", DeliveryReasonKind.Forwarded, "name=5A6B7C8D9E|text=forwarded as 5A6B7C8D9E" },
        { "silently", DeliveryReasonKind.Other, "text=silently" },
        { "host mx", DeliveryReasonKind.Other, "text=host mx" },
        { "connect to ", DeliveryReasonKind.Other, "text=connect to " },
        { "lost connection with mx", DeliveryReasonKind.Other, "text=lost connection with mx" },
        { "Host or domain name not found. Name service error for name= type=MX: Host not found", DeliveryReasonKind.HostNotFound, "name=|type=MX|text=Host not found" },
        { "Host or domain name not found. ", DeliveryReasonKind.HostNotFound, "text=" },
        { "", DeliveryReasonKind.None, "" },
    };

    [Theory, MemberData(nameof(Responses))]
    public void A_response_is_taken_apart(string response, DeliveryReasonKind kind, string expected)
    {
        MailLogEvent read = PostfixLine.Read("smtp", Before + response + ")");
        Assert.True(read.Line.TryGet(out DeliveryEvent delivery));
        Assert.Equal(kind, delivery.Reason.Kind);
        Assert.Equal(expected, Text(delivery.Reason));
    }

    [Theory]
    [InlineData("4F1A2B3C4D: host mx[192.0.2.1] said: 451 4.7.1 later (in reply to RCPT TO command)", DeliveryReasonKind.Refused, "peer=mx[192.0.2.1]|command=RCPT TO|code=451|text=later")]
    [InlineData("4F1A2B3C4D: lost connection with mx[192.0.2.1] while sending RCPT TO", DeliveryReasonKind.ConnectionLost, "peer=mx[192.0.2.1]|during=sending RCPT TO|text=sending RCPT TO")]
    [InlineData("connect to mx[192.0.2.1]:25: Connection refused", DeliveryReasonKind.ConnectionRefused, "peer=mx[192.0.2.1]:25|text=Connection refused")]
    [InlineData("4F1A2B3C4D: Cannot start TLS: handshake failure", DeliveryReasonKind.TlsHandshakeFailed, "text=Cannot start TLS: handshake failure")]
    [InlineData("warning: host mx[192.0.2.1] said: 500 what (in reply to end of DATA command)", DeliveryReasonKind.Refused, "peer=mx[192.0.2.1]|command=end of DATA|code=500|text=what")]
    public void Trouble_at_one_server_is_taken_apart_alike(string message, DeliveryReasonKind kind, string expected)
    {
        MailLogEvent read = PostfixLine.Read("smtp", message);
        Assert.True(read.Line.TryGet(out DeliveryTroubleEvent trouble));
        Assert.Equal(kind, trouble.Reason.Kind);
        Assert.Equal(expected, Text(trouble.Reason));
    }

    [Theory]
    [InlineData("554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.example.net; https://x.example/7", "Client host", "198.51.100.7", "zen.example.net", "https://x.example/7")]
    [InlineData("554 5.7.1 Service unavailable; Sender address [a@b.example] blocked using dbl.example.net", "Sender address", "a@b.example", "dbl.example.net", null)]
    [InlineData("550 5.7.1 Service unavailable; client [198.51.100.7] blocked using list.example", "client", "198.51.100.7", "list.example", null)]
    [InlineData("554 5.7.1 <a@b.example>: Recipient address rejected: blocked using list.example", null, null, null, null)]
    public void A_verdict_names_its_block_list(string text, string? @class, string? item, string? list, string? reason)
    {
        MailLogEvent read = PostfixLine.Read("smtpd", "NOQUEUE: reject: RCPT from unknown[198.51.100.7]: " + text + "; from=<a@b.example> to=<c@example.org> proto=ESMTP helo=<x>");
        Assert.True(read.Line.TryGet(out VerdictEvent verdict));
        BlockListing listing = verdict.BlockListing;
        Assert.Equal(list is not null, listing.HasValue);
        Assert.Equal((@class, item, list, reason), (listing.Class.ToStringOrNull(), listing.Item.ToStringOrNull(), listing.List.ToStringOrNull(), listing.Reason.ToStringOrNull()));
    }

    private static string Text(DeliveryReason reason)
    {
        var parts = new List<string>();
        if (reason.IsSuspended)
            parts.Add("suspended");
        Add("peer", reason.Peer.Text);
        Add("command", reason.Command);
        Add("during", reason.During);
        if (reason.Reply.HasValue)
            parts.Add("code=" + reason.Reply.Code);
        Add("name", reason.Name);
        Add("type", reason.RecordType);
        Add("text", reason.Text);
        Add("list", reason.BlockListing.List);
        return string.Join('|', parts);

        void Add(string name, Utf8Text value)
        {
            if (value.HasValue)
                parts.Add(name + "=" + value.ToString());
        }
    }
}
