using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>An SMTP session, in qmail also one of POP3: what a client did from its connection to its end, with or without mails.</summary>
/// <remarks>
/// Immutable. Source: Postfix smtpd(8), and qmqpd(8), which logs alike; tcpserver and sslserver with qmail-smtpd or qmail-popup. What postscreen(8) did with a client before is not part of it; a client that postscreen
/// kept out has none.
/// </remarks>
public sealed class SmtpSession
{
    internal SmtpSession()
    {
    }

    internal MailText HostText, ProgramText, ProtocolText, CommandsText, AbortReasonText, AbortStageText;

    /// <summary>The host that served it; null when the log names none.</summary>
    public string? Host => HostText.Value;

    /// <summary>The program's tag, for instance <c>postfix/submission/smtpd</c>.</summary>
    public string? Program => ProgramText.Value;

    /// <summary>The serving process; -1 when the log has no process ids.</summary>
    public int ProcessId { get; internal set; }

    /// <summary>What was spoken, as logged by s/qmail: <c>ESMTP</c>, <c>ESMTPSA</c>, <c>POP3</c>; null elsewhere.</summary>
    public string? Protocol => ProtocolText.Value;

    /// <summary>The client; null when no line names it.</summary>
    public MailClient? Client { get; internal set; }

    /// <summary>Time of its first line.</summary>
    public LogTime FirstSeen { get; internal set; }

    /// <summary>Time of its last line.</summary>
    public LogTime LastSeen { get; internal set; }

    /// <summary>The commands used, as logged at the end: <c>ehlo=1 mail=1 rcpt=1/2 commands=3/4</c>; null when not logged.</summary>
    public string? Commands => CommandsText.Value;

    /// <summary>Why it ended before its time: <c>lost connection</c>, <c>timeout</c>, <c>too many errors</c>; null when it did not.</summary>
    public string? AbortReason => AbortReasonText.Value;

    /// <summary>The last command before an untimely end.</summary>
    public string? AbortStage => AbortStageText.Value;

    /// <summary>Its TLS session; null without TLS.</summary>
    public TlsSession? Tls { get; internal set; }

    /// <summary>The queue ids of the mails it brought, in the order of the log; empty for probes, scans, and clients that were refused.</summary>
    public IReadOnlyList<string> QueueIds { get; internal set; } = [];

    /// <summary>How many lines refused the client, a sender, a recipient or a mail (also a connection dropped on purpose); warnings do not count.</summary>
    public int Refusals { get; internal set; }

    /// <summary>How postscreen let the client in; null when it did not look at it, or that cannot be told.</summary>
    public ScreeningAction? Screening { get; internal set; }

    /// <summary>The link to <see cref="Screening"/>: exact by address and port, else by address alone; null without it.</summary>
    public MailTie? ScreeningTie { get; internal set; }

    /// <summary>How the serving process ended, as wait(2) tells (0: well); null where that is not logged.</summary>
    public int? ExitStatus { get; internal set; }

    /// <summary>The link to the session's end, where that names another process (sslserver); null where it names the same, and without an end.</summary>
    public MailTie? EndTie { get; internal set; }

    /// <summary>How many authentications failed.</summary>
    public int FailedLogins { get; internal set; }

    /// <summary>False when its first line (<c>connect from</c>) or its last (<c>disconnect from</c>) is missing.</summary>
    [JsonPropertyName("complete")]
    public bool IsComplete { get; internal set; }
}
