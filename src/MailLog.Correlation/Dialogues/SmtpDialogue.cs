using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>What a client and a server said to each other over one connection, as the server logged it.</summary>
/// <remarks>
/// Immutable. Source: qpsmtpd, which logs each command and every line of each reply from LOGINFO on. What follows DATA is not logged, nor is what the client sends
/// within AUTH; of AUTH itself only the mechanism and the user are left (<see cref="MailLogOptions.KeepSecrets"/>).
/// </remarks>
public sealed class SmtpDialogue
{
    internal SmtpDialogue(string source, string? host, int processId, MailClient? client, IReadOnlyList<DialogueLine> lines, bool isComplete, int droppedLines)
    {
        Source = source;
        Host = host;
        ProcessId = processId;
        Client = client;
        Lines = lines;
        IsComplete = isComplete;
        DroppedLines = droppedLines;
    }

    /// <summary>Name of the source that its first line stands in.</summary>
    public string Source { get; }

    /// <summary>The host that logged it; null when the log names none.</summary>
    public string? Host { get; }

    /// <summary>The process that served it.</summary>
    public int ProcessId { get; }

    /// <summary>The client; null when its connection is not in the log.</summary>
    public MailClient? Client { get; }

    /// <summary>Commands and replies, in their order; never empty.</summary>
    public IReadOnlyList<DialogueLine> Lines { get; }

    /// <summary>Its beginning and its end are in the log, and no line is missing by the bound of <see cref="DroppedLines"/>.</summary>
    public bool IsComplete { get; }

    /// <summary>Lines beyond the bound of one dialogue (<see cref="CorrelatorOptions.MaxMailBytes"/>), which are not among <see cref="Lines"/>.</summary>
    public int DroppedLines { get; }

    /// <summary>Time of its first line.</summary>
    public LogTime FirstSeen => Lines[0].At;

    /// <summary>Time of its last line.</summary>
    public LogTime LastSeen => Lines[Lines.Count - 1].At;
}

/// <summary>A command, or a line of a reply.</summary>
public sealed class DialogueLine
{
    internal DialogueLine(LogTime at, bool isFromClient, string text, string source, long number, long offset)
    {
        At = at;
        IsFromClient = isFromClient;
        Text = text;
        Source = source;
        Number = number;
        Offset = offset;
    }

    /// <summary>When it was logged.</summary>
    public LogTime At { get; }

    /// <summary>True for what the client sent, false for what the server answered.</summary>
    public bool IsFromClient { get; }

    /// <summary>The line as it was said, replies with their code, without its line end; a line that is no UTF-8 is read as ISO 8859-1, which keeps
    /// its bytes. A stranger's text where the client sent it.</summary>
    public string Text { get; }

    /// <summary>For a line of a reply, its code (RFC 5321 section 4.2); 0 for a command.</summary>
    public int Code { get; internal set; }

    /// <summary>For a line of a reply, false when more lines of it follow; true for a command.</summary>
    public bool IsLast { get; internal set; } = true;

    /// <summary>For the last line of a reply that refuses, who is behind it: a plugin, or the server itself; null for all others.</summary>
    public VerdictSource? RefusedBy { get; internal set; }

    /// <summary>The plugin that refused, as its configuration names it; null when no plugin did or the log does not tell.</summary>
    public string? Plugin { get; internal set; }

    /// <summary>The plugin's hook; null when no plugin refused or the log does not tell.</summary>
    public string? Hook { get; internal set; }

    /// <summary>Name of the source.</summary>
    public string Source { get; }

    /// <summary>Number of its log line in its source, from 1.</summary>
    public long Number { get; }

    /// <summary>Offset of the log line's first byte in the (inflated) source.</summary>
    public long Offset { get; }
}
