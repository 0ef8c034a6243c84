namespace MailLog.Parsing;

/// <summary>Every field that a line form can have. Its name in patterns, documents and JSON stands in <see cref="FieldNames"/>.</summary>
internal enum Field : byte
{
    QueueId, Client, OriginalClient, OriginalQueueId, SaslMethod, SaslUsername, SaslSender, Commands,
    MessageId, Uid, Sender, Recipient, Original, Relay, ConnectionUse, Delay, Delays, Tls, Dsn, Status, Response,
    Size, RecipientCount, Action, Stage, Code, Text, Protocol, Helo, Part, Content, Reason, Bytes,
    Notice, Notification, Level, Trust, Established, Direction, TlsProtocol, Cipher, Bits, CipherBits, Details,
    FilterId, Rule, Quarantine, QuarantineId, Target, Score, Threshold, Seconds, SecondsSpam, SecondsVirus, SecondsCustom,
    Bayes, Autolearn, Hits, Virus, Scanner, Attachment, ContentType, Header, From, To, Subject, Peer, Local, List, Count, Milliseconds,
    Word, Rest, Server, Origin, Limit, Service,
    Stamp, Topic, QueueIdStart, FurtherRecipients, Folder, TicketId, User, Process,
}

/// <summary>The names and kinds of the fields, in the order of <see cref="Field"/>.</summary>
internal static class FieldNames
{
    public static readonly (Field Field, string Name, FieldKind Kind)[] All =
    [
        (Field.QueueId, "queueId", FieldKind.Id),
        (Field.Client, "client", FieldKind.Endpoint),
        (Field.OriginalClient, "originalClient", FieldKind.Endpoint),
        (Field.OriginalQueueId, "originalQueueId", FieldKind.Word),
        (Field.SaslMethod, "saslMethod", FieldKind.Text),
        (Field.SaslUsername, "saslUsername", FieldKind.Text),
        (Field.SaslSender, "saslSender", FieldKind.Text),
        (Field.Commands, "commands", FieldKind.Text),
        (Field.MessageId, "messageId", FieldKind.Text),
        (Field.Uid, "uid", FieldKind.Number),
        (Field.Sender, "sender", FieldKind.Address),
        (Field.Recipient, "recipient", FieldKind.Address),
        (Field.Original, "original", FieldKind.Address),
        (Field.Relay, "relay", FieldKind.Text),
        (Field.ConnectionUse, "connectionUse", FieldKind.Number),
        (Field.Delay, "delay", FieldKind.Decimal),
        (Field.Delays, "delays", FieldKind.Decimals),
        (Field.Tls, "tls", FieldKind.Word),
        (Field.Dsn, "dsn", FieldKind.Dsn),
        (Field.Status, "status", FieldKind.Word),
        (Field.Response, "response", FieldKind.Text),
        (Field.Size, "size", FieldKind.Number),
        (Field.RecipientCount, "recipientCount", FieldKind.Number),
        (Field.Action, "action", FieldKind.Word),
        (Field.Stage, "stage", FieldKind.Word),
        (Field.Code, "code", FieldKind.Code),
        (Field.Text, "text", FieldKind.Text),
        (Field.Protocol, "protocol", FieldKind.Word),
        (Field.Helo, "helo", FieldKind.Text),
        (Field.Part, "part", FieldKind.Word),
        (Field.Content, "content", FieldKind.Text),
        (Field.Reason, "reason", FieldKind.Text),
        (Field.Bytes, "bytes", FieldKind.Number),
        (Field.Notice, "notice", FieldKind.Word),
        (Field.Notification, "notification", FieldKind.Word),
        (Field.Level, "level", FieldKind.Word),
        (Field.Trust, "trust", FieldKind.Word),
        (Field.Established, "established", FieldKind.Word),
        (Field.Direction, "direction", FieldKind.Word),
        (Field.TlsProtocol, "tlsProtocol", FieldKind.Word),
        (Field.Cipher, "cipher", FieldKind.Word),
        (Field.Bits, "bits", FieldKind.Number),
        (Field.CipherBits, "cipherBits", FieldKind.Number),
        (Field.Details, "details", FieldKind.Text),
        (Field.FilterId, "filterId", FieldKind.Id),
        (Field.Rule, "rule", FieldKind.Text),
        (Field.Quarantine, "quarantine", FieldKind.Word),
        (Field.QuarantineId, "quarantineId", FieldKind.Id),
        (Field.Target, "target", FieldKind.Address),
        (Field.Score, "score", FieldKind.Decimal),
        (Field.Threshold, "threshold", FieldKind.Decimal),
        (Field.Seconds, "seconds", FieldKind.Decimal),
        (Field.SecondsSpam, "secondsSpam", FieldKind.Decimal),
        (Field.SecondsVirus, "secondsVirus", FieldKind.Decimal),
        (Field.SecondsCustom, "secondsCustom", FieldKind.Decimal),
        (Field.Bayes, "bayes", FieldKind.Word),
        (Field.Autolearn, "autolearn", FieldKind.Text),
        (Field.Hits, "hits", FieldKind.Text),
        (Field.Virus, "virus", FieldKind.Text),
        (Field.Scanner, "scanner", FieldKind.Word),
        (Field.Attachment, "attachment", FieldKind.Text),
        (Field.ContentType, "contentType", FieldKind.Text),
        (Field.Header, "header", FieldKind.Text),
        (Field.From, "from", FieldKind.Text),
        (Field.To, "to", FieldKind.Text),
        (Field.Subject, "subject", FieldKind.Text),
        (Field.Peer, "peer", FieldKind.Text),
        (Field.Local, "local", FieldKind.Text),
        (Field.List, "list", FieldKind.Text),
        (Field.Count, "count", FieldKind.Number),
        (Field.Milliseconds, "milliseconds", FieldKind.Number),
        (Field.Word, "word", FieldKind.Word),
        (Field.Rest, "rest", FieldKind.Text),
        (Field.Server, "server", FieldKind.Endpoint),
        (Field.Origin, "origin", FieldKind.Text),
        (Field.Limit, "limit", FieldKind.Word),
        (Field.Service, "service", FieldKind.Text),
        (Field.Stamp, "stamp", FieldKind.Word),
        (Field.Topic, "topic", FieldKind.Text),
        (Field.QueueIdStart, "queueIdStart", FieldKind.Word),
        (Field.FurtherRecipients, "furtherRecipients", FieldKind.Text),
        (Field.Folder, "folder", FieldKind.Text),
        (Field.TicketId, "ticketId", FieldKind.Text),
        (Field.User, "user", FieldKind.Text),
        (Field.Process, "process", FieldKind.Number),
    ];

    public static string Name(Field field) => All[(int)field].Name;

    public static FieldKind Kind(Field field) => All[(int)field].Kind;

    /// <exception cref="ArgumentException">A pattern names a field that does not exist.</exception>
    public static Field Find(string name)
    {
        foreach ((Field field, string candidate, _) in All)
            if (candidate == name)
                return field;
        throw new ArgumentException("There is no field '" + name + "'.", nameof(name));
    }
}
