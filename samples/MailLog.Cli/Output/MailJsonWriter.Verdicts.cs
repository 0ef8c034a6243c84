using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

// Decisions, with their hooks.
internal sealed partial class MailJsonWriter
{
    private void WriteVerdicts(IReadOnlyList<Verdict> verdicts)
    {
        if (verdicts.Count == 0)
            return;
        _json.Begin("verdicts"u8, (byte)'[');
        for (int i = 0; i < verdicts.Count; i++)
            Write(verdicts[i]);
        _json.End((byte)']');
    }

    private void Write(Verdict verdict)
    {
        _json.Begin((byte)'{');
        _json.Time("at"u8, verdict.At);
        _json.Text("component"u8, verdict.ComponentText);
        _json.Text("service"u8, verdict.ServiceText);
        _json.Text("stage"u8, verdict.StageText);
        VerdictRestriction restriction = verdict.Restriction;
        if (restriction != VerdictRestriction.None)
            _json.Raw("restriction"u8, Restrictions[(int)restriction]);
        _json.Text("plugin"u8, verdict.PluginText);
        WriteHooks(verdict);
        _json.Raw("action"u8, Actions[(int)verdict.Action]);
        _json.Raw("by"u8, Sources[(int)verdict.By]);
        if (verdict.Code != 0)
            _json.Number("code"u8, verdict.Code);
        Dsn(verdict.Dsn);
        _json.Text("text"u8, verdict.TextText);
        _json.Text("sender"u8, verdict.SenderText);
        _json.Text("recipient"u8, verdict.RecipientText);
        _json.Text("helo"u8, verdict.HeloText);
        _json.Text("queueId"u8, verdict.QueueIdText);
        _json.End((byte)'}');
    }

    private void WriteHooks(Verdict verdict)
    {
        if (verdict.Rule is { } rule)
        {
            if (!_hooks.TryGetValue(rule, out byte[]? hooks))
                _hooks.Add(rule, hooks = Encoding.UTF8.GetBytes("[\"" + string.Join("\",\"", rule.Hooks.ToArray()) + "\"]"));
            if (rule.Hooks.Length > 0)
                _json.Raw("hooks"u8, hooks);
        }
        else if (verdict.Hooks is { Count: > 0 } hooks)
        {
            Words("hooks"u8, hooks);
        }
        if (verdict.Confidence != HookConfidence.None)
            _json.Raw("confidence"u8, Confidences[(int)verdict.Confidence]);
    }
}
