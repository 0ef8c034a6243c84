namespace MailLog.Parsing;

/// <summary>
/// recordio (ucspi-tcp): what passes over a connection, both ways, as it is: text that strangers send. The process is recordio's, not the server's.
/// A plus at the end says that the line goes on, a blank that it ended there.
/// </summary>
internal static class Recordio
{
    public static readonly LineForm[] Forms =
    [
        new("recordio.in", EventKind.Dialogue, "{pid} {direction:<} {text}", "What the client sent.", "10647 < EHLO client.example.org+"),
        new("recordio.out", EventKind.Dialogue, "{pid} {direction:>} {text}", "What the server sent.", "10647 > 221 mail.example.com+"),
    ];
}
