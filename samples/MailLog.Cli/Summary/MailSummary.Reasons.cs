using System.Globalization;
using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

// Decisions and reasons.
internal sealed partial class MailSummary
{
    private readonly Dictionary<HookRule, string> _names = [];

    private void Add(Verdict verdict)
    {
        string hook = NameOf(verdict), action = Words.Of(verdict.Action);
        Add(Decisions, Encoding.UTF8.GetBytes(action + " by " + hook + (verdict.Stage is { } stage ? " at " + stage : "")));
        if (verdict.Action is not (VerdictAction.Reject or VerdictAction.Defer or VerdictAction.Hangup))
            return;
        string code = verdict.Code == 0 ? "" : verdict.Code.ToString(CultureInfo.InvariantCulture) + " ";
        string dsn = verdict.Dsn.Class == 0 ? "" : verdict.Dsn + " ";
        Span<byte> reason = stackalloc byte[ReasonText.MaxLength];
        int length = ReasonText.Reduce(verdict.TextText.Bytes, blanks: false, reason);
        Add(Refusals, length == 0 && code.Length == 0 ? Encoding.UTF8.GetBytes(hook) : [.. Encoding.UTF8.GetBytes(hook + ": " + code + dsn), .. reason[..length]]);
    }

    private string NameOf(Verdict verdict)
    {
        if (verdict.PluginText.HasValue || verdict.Rule is not { } rule)
            return HookNames.Of(verdict);
        if (!_names.TryGetValue(rule, out string? name))
            _names.Add(rule, name = HookNames.Of(rule, verdict.By));
        return name;
    }

    private static void Add(TopTable reasons, DeliveryAttempt attempt, Mail mail)
    {
        Span<byte> reason = stackalloc byte[16 + ReasonText.MaxLength];
        MailText text = attempt.ReplyText is { HasValue: true } reply ? reply : attempt.ResponseText;
        int length = 0;
        // A reply has its codes; what this host says has none.
        if (!attempt.ReplyText.HasValue && attempt.Dsn is { Class: not 0 } dsn)
            length = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{dsn.Class}.{dsn.Subject % 1000}.{dsn.Detail % 1000} "), reason);
        length += ReasonText.Reduce(text.Bytes, blanks: mail.System == MailSystem.Qmail, reason[length..]);
        Add(reasons, length == 0 ? "(no reason logged)"u8 : reason[..length]);
    }
}
