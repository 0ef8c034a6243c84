namespace MailLog.Correlation;

/// <summary>The parts of a fact; each is text as logged.</summary>
internal enum FactField : byte
{
    Id, Host, Number, Child, Client, OriginalClient, SaslMethod, SaslUsername, Uid, Sender, MessageId, Size, RecipientCount,
    Recipient, Original, Relay, Delay, Delays, Dsn, Status, Response, Reply, QueuedAs, FilterId, Action, Reason, Component, Service, Stage, Part, By, Code, Text,
    Protocol, Helo, Kind, QueueId, QuarantineId, Rule, Trust, Cipher, Bits, Source, Line, Offset, Candidates,
    Restriction, HookRule, Program, Qp, Plugin, Hook,
}
