using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A decision about a mail: who decided what, at which command, and why.</summary>
public sealed class Verdict
{
    private readonly byte[] _facts;
    private readonly int _component, _service, _stage, _restriction, _rule, _part, _text, _sender, _recipient, _helo, _queueId, _dsn, _plugin, _hook;

    internal Verdict(byte[] facts, in Fact fact, in FactFields fields)
    {
        _facts = facts;
        _component = fields.Place(FactField.Component);
        _service = fields.Place(FactField.Service);
        _stage = fields.Place(FactField.Stage);
        _restriction = fields.Place(FactField.Restriction);
        _rule = fields.Place(FactField.HookRule);
        _part = fields.Place(FactField.Part);
        _text = fields.Place(FactField.Text);
        _sender = fields.Place(FactField.Sender);
        _recipient = fields.Place(FactField.Recipient);
        _helo = fields.Place(FactField.Helo);
        _queueId = fields.Place(FactField.QueueId);
        _dsn = fields.Place(FactField.Dsn);
        _plugin = fields.Place(FactField.Plugin);
        _hook = fields.Place(FactField.Hook);
        At = fact.Time;
        Action = (VerdictAction)fields.Byte(FactField.Action);
        By = (VerdictSource)fields.Byte(FactField.By);
        Code = (int)(fields.Number(FactField.Code) ?? 0);
    }

    /// <summary>When its line was logged.</summary>
    public LogTime At { get; }

    /// <summary>The program, for instance <c>smtpd</c>.</summary>
    public string? Component => ComponentText.Value;

    /// <summary><see cref="Component"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText ComponentText => MailText.At(_facts, _component);

    /// <summary>The program with the service's name space, for instance <c>submission/smtpd</c>.</summary>
    public string? Service => ServiceText.Value;

    /// <summary><see cref="Service"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText ServiceText => MailText.At(_facts, _service);

    /// <summary>The command at which it was decided, as logged: <c>CONNECT</c>, <c>RCPT</c>, <c>END-OF-MESSAGE</c>…</summary>
    public string? Stage => StageText.Value;

    /// <summary><see cref="Stage"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText StageText => MailText.At(_facts, _stage);

    /// <summary>What was looked at; it tells the check, not the restriction list in which that stood.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public VerdictRestriction Restriction => HookWords.RestrictionOf(MailText.At(_facts, _restriction), Rule);

    /// <summary>The hooks that can have decided, by their Postfix names (see <see cref="PostfixHooks"/>) or those of qpsmtpd: <c>rcpt</c>, <c>data_post</c>…</summary>
    public IReadOnlyList<string> Hooks => Rule is { } rule ? rule.Hooks.ToArray() : By == VerdictSource.Plugin ? QpsmtpdHooks.Of(MailText.At(_facts, _hook), StageText) : [];

    /// <summary>Whether the line decides which of <see cref="Hooks"/> it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public HookConfidence Confidence => Rule?.Confidence ?? (By != VerdictSource.Plugin || Hooks.Count == 0 ? HookConfidence.None : _hook == 0 ? HookConfidence.Ambiguous : HookConfidence.Exact);

    /// <summary>The rule by which the hooks were found; null when there is none.</summary>
    [JsonIgnore]
    public HookRule? Rule => _rule == 0 ? null : PostfixHooks.FindRule(MailText.At(_facts, _rule).Bytes);

    /// <summary>For checks of the content, what was looked at: <c>header</c>, <c>body</c>…; null otherwise.</summary>
    public string? Part => PartText.Value;

    /// <summary><see cref="Part"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText PartText => MailText.At(_facts, _part);

    /// <summary>What was decided.</summary>
    public VerdictAction Action { get; }

    /// <summary>What kind of thing decided.</summary>
    public VerdictSource By { get; }

    /// <summary>The reply code; 0 when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Code { get; }

    /// <summary>The enhanced status code of the reply; the default value when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public EnhancedStatus Dsn => EnhancedStatus.TryParse(MailText.At(_facts, _dsn).Bytes, out EnhancedStatus dsn) ? dsn : default;

    /// <summary>The reply without its codes, or the text of the action.</summary>
    public string? Text => TextText.Value;

    /// <summary><see cref="Text"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText TextText => MailText.At(_facts, _text);

    /// <summary>The envelope sender, when it was known.</summary>
    public string? Sender => SenderText.Value;

    /// <summary><see cref="Sender"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText SenderText => MailText.At(_facts, _sender);

    /// <summary>The recipient in question, when there was one.</summary>
    public string? Recipient => RecipientText.Value;

    /// <summary><see cref="Recipient"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText RecipientText => MailText.At(_facts, _recipient);

    /// <summary>The name the client gave itself, as logged.</summary>
    public string? Helo => HeloText.Value;

    /// <summary><see cref="Helo"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText HeloText => MailText.At(_facts, _helo);

    /// <summary>
    /// The plugin of qpsmtpd that refused, as its configuration names it (<c>queue/smtp-forward</c>); null when the log does not tell, and elsewhere. Below the debug level it is
    /// the one that failed last since the client's last command.
    /// </summary>
    public string? Plugin => PluginText.Value;

    /// <summary><see cref="Plugin"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText PluginText => MailText.At(_facts, _plugin);

    /// <summary>The queue id, when the mail had one.</summary>
    public string? QueueId => QueueIdText.Value;

    /// <summary><see cref="QueueId"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText QueueIdText => MailText.At(_facts, _queueId);
}
