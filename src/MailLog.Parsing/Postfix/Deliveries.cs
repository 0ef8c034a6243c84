namespace MailLog.Parsing;

/// <summary>The line of one delivery attempt, the same for all delivery agents (global/log_adhoc.c).</summary>
internal static class Deliveries
{
    private const string Head = "{queueId}: to=<{recipient}>[, orig_to=<{original}>], relay={relay}[, conn_use={connectionUse}], delay={delay}[, delays={delays}][, tls={tls}], ";

    public const string Text = Head + "dsn={dsn}, status={status} ({response})";

    public static readonly LineForm[] Forms =
    [
        new("delivery", EventKind.Delivery, Text,
            "One attempt for one recipient. delays: before the queue manager, in it, connection set-up, transmission; tls: since 3.11, smtp and lmtp only.",
            "4F1A2B3C4D: to=<a@example.org>, orig_to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=0.06, delays=0.01/0.01/0/0.04, dsn=2.0.0, status=sent (250 2.0.0 Ok)"),
        new("delivery.old", EventKind.Delivery, Head + "status={status} ({response})",
            "The same before 2.3, without an enhanced status code.", "4F1A2B3C4D: to=<a@example.org>, relay=mx.example.org[192.0.2.1], delay=1, status=sent (250 Ok: queued as 5A6B7C8D9E)"),
        new("delivery.cut", EventKind.Delivery, Head + "dsn={dsn}, status={status} ({response}",
            "An attempt with so long a reply that the line was cut (Postfix writes 2,000 characters, some log daemons 1,024).",
            "4F1A2B3C4D: to=<a@example.org>, relay=none, delay=0.3, delays=0.1/0.2/0/0, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 no such"),
    ];
}
