namespace MailLog.Parsing;

/// <summary>qmqpd(8): the QMQP server.</summary>
internal static class Qmqpd
{
    private static readonly LineForm[] Forms =
    [
        new("qmqpd.connect", EventKind.Connect, "connect from {client}", "A client connected.", "connect from mail.example.org[192.0.2.1]"),
        new("qmqpd.disconnect", EventKind.Disconnect, "disconnect from {client}", "The session ended.", "disconnect from mail.example.org[192.0.2.1]"),
        new("qmqpd.client", EventKind.Client, "{queueId}: client={client}", "A queue file is opened for the client's mail.", "4F1A2B3C4D: client=mail.example.org[192.0.2.1]"),
        new("qmqpd.aborted", EventKind.SessionAborted, "{queueId?NOQUEUE}: {reason}: {client} while {text}",
            "The session ended before its time (qmqpd.c:qmqpd_proto).", "NOQUEUE: lost connection: mail.example.org[192.0.2.1] while reading input"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("qmqpd", Forms);
}
