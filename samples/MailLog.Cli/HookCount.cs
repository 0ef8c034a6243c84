using System.Globalization;
using System.Text;
using System.Text.Json;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Counts verdicts per component, stage, hook and action.</summary>
internal sealed class HookCount(HookFilter filter)
{
    private readonly Dictionary<(string Component, string Stage, HookRule? Rule, VerdictAction Action), long> _counts = [];

    public void Add(VerdictEvent verdict)
    {
        if (!filter.Matches(verdict))
            return;
        var key = (verdict.Component.ToString(), verdict.Stage.ToString(), verdict.Rule, verdict.Action);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    public void Write(TextWriter text, bool asJson)
    {
        // Several rules can name the same hooks.
        var rows = _counts.GroupBy(c => (c.Key.Component, c.Key.Stage, Hooks: Hooks(c.Key.Rule), c.Key.Action)).Select(g => (g.Key, Count: g.Sum(c => c.Value), g.First().Key.Rule))
            .OrderByDescending(r => r.Count).ThenBy(r => r.Key.Component, StringComparer.Ordinal).ThenBy(r => r.Key.Stage, StringComparer.Ordinal)
            .ThenBy(r => r.Key.Hooks, StringComparer.Ordinal).ThenBy(r => r.Key.Action);
        if (!asJson)
            text.WriteLine("     count  component   stage           action      hook");
        foreach (var row in rows)
        {
            if (asJson)
                WriteJson(text, row.Key.Component, row.Key.Stage, row.Rule, row.Key.Action, row.Count);
            else
                text.WriteLine(Printable.Of(string.Create(CultureInfo.InvariantCulture,
                    $"{row.Count,10}  {row.Key.Component,-10}  {row.Key.Stage,-14}  {Words.Of(row.Key.Action),-10}  {(row.Key.Hooks.Length == 0 ? "(none: not configurable)" : row.Key.Hooks)}")));
        }
    }

    private static string Hooks(HookRule? rule) => rule is null ? "" : (rule.Confidence == HookConfidence.Ambiguous ? "one of: " : "") + string.Join(", ", rule.Hooks);

    private static void WriteJson(TextWriter text, string component, string stage, HookRule? rule, VerdictAction action, long count)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, MailJsonWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("component", component);
            if (stage.Length > 0)
                json.WriteString("stage", stage);
            if (rule is { Confidence: not HookConfidence.None })
            {
                json.WriteStartArray("hooks");
                foreach (string hook in rule.Hooks)
                    json.WriteStringValue(hook);
                json.WriteEndArray();
                json.WriteString("confidence", Words.Of(rule.Confidence));
            }
            json.WriteString("action", Words.Of(action));
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }
        text.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
