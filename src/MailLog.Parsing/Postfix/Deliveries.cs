namespace MailLog.Parsing;

/// <summary>The line of one delivery attempt, the same for all delivery agents (global/log_adhoc.c).</summary>
internal static class Deliveries
{
    public const string Text = "{queueId}: to=<{recipient}>[, orig_to=<{original}>], relay={relay}[, conn_use={connectionUse}], delay={delay}[, delays={delays}][, tls={tls}], "
        + "dsn={dsn}, status={status} ({response})";

    public static readonly LineForm[] Forms =
    [
        new("delivery", EventKind.Delivery, Text,
            "One attempt for one recipient. delays: before the queue manager, in it, connection set-up, transmission; tls: since 3.11, smtp and lmtp only.",
            "4F1A2B3C4D: to=<a@example.org>, orig_to=<b@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=0.06, delays=0.01/0.01/0/0.04, dsn=2.0.0, status=sent (250 2.0.0 Ok)"),
    ];
}
