using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A decision about a mail: who decided what, at which command, and why.</summary>
public sealed class Verdict
{
    internal Verdict()
    {
    }

    internal MailText ComponentText, ServiceText, StageText, PartText, TextText, SenderText, RecipientText, HeloText, QueueIdText, DsnText, PluginText, HookText;

    /// <summary>When its line was logged.</summary>
    public LogTime At { get; internal set; }

    /// <summary>The program, for instance <c>smtpd</c>.</summary>
    public string? Component => ComponentText.Value;

    /// <summary>The program with the service's name space, for instance <c>submission/smtpd</c>.</summary>
    public string? Service => ServiceText.Value;

    /// <summary>The command at which it was decided, as logged: <c>CONNECT</c>, <c>RCPT</c>, <c>END-OF-MESSAGE</c>…</summary>
    public string? Stage => StageText.Value;

    /// <summary>What was looked at; it tells the check, not the restriction list in which that stood.</summary>
    public VerdictRestriction Restriction { get; internal set; }

    /// <summary>The hooks that can have decided, by their Postfix names (see <see cref="PostfixHooks"/>) or those of qpsmtpd: <c>rcpt</c>, <c>data_post</c>….</summary>
    public IReadOnlyList<string> Hooks => Rule is { } rule ? rule.Hooks.ToArray() : By == VerdictSource.Plugin ? QpsmtpdHooks.Of(HookText, StageText) : [];

    /// <summary>Whether the line decides which of <see cref="Hooks"/> it was.</summary>
    public HookConfidence Confidence => Rule?.Confidence ?? (By != VerdictSource.Plugin || Hooks.Count == 0 ? HookConfidence.None : HookText.IsMissing ? HookConfidence.Ambiguous : HookConfidence.Exact);

    /// <summary>The rule by which the hooks were found; null when there is none.</summary>
    public HookRule? Rule { get; internal set; }

    /// <summary>For checks of the content, what was looked at: <c>header</c>, <c>body</c>…; null otherwise.</summary>
    public string? Part => PartText.Value;

    /// <summary>What was decided.</summary>
    public VerdictAction Action { get; internal set; }

    /// <summary>What kind of thing decided.</summary>
    public VerdictSource By { get; internal set; }

    /// <summary>The reply code; 0 when there is none.</summary>
    public int Code { get; internal set; }

    /// <summary>The enhanced status code of the reply; the default value when there is none.</summary>
    public EnhancedStatus Dsn => EnhancedStatus.TryParse(DsnText.Bytes, out EnhancedStatus dsn) ? dsn : default;

    /// <summary>The reply without its codes, or the text of the action.</summary>
    public string? Text => TextText.Value;

    /// <summary>The envelope sender, when it was known.</summary>
    public string? Sender => SenderText.Value;

    /// <summary>The recipient in question, when there was one.</summary>
    public string? Recipient => RecipientText.Value;

    /// <summary>The name the client gave itself, as logged.</summary>
    public string? Helo => HeloText.Value;

    /// <summary>
    /// The plugin of qpsmtpd that refused, as its configuration names it (<c>queue/smtp-forward</c>); null when the log does not tell, and elsewhere. Below the debug level it is
    /// the one that failed last since the client's last command.
    /// </summary>
    public string? Plugin => PluginText.Value;

    /// <summary>The queue id, when the mail had one.</summary>
    public string? QueueId => QueueIdText.Value;
}
