using System.Text.Json;
using MailLog.Correlation;
using MailLog.Routing;

namespace MailLog.Cli;

/// <summary>One JSON object per finding and line, matches included; what is unknown is left out.</summary>
internal sealed class PolicyJsonWriter(Stream output) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(output, MailJsonWriter.Options);

    public void Write(PolicyFinding finding)
    {
        _json.WriteStartObject();
        _json.WriteString("finding", Words.Of(finding.Kind));
        _json.WriteBoolean("deviation", finding.IsDeviation);
        if (finding.Mail is { } mail)
            WriteMail(mail);
        Text("recipient", finding.Recipient?.Address);
        if (finding.Attempt is { } attempt)
        {
            _json.WriteString("at", attempt.At.ToString());
            _json.WriteString("status", Words.Of(attempt.Status));
            Text("queueId", attempt.QueueId);
        }
        if (finding.Rule is { } rule)
            WriteRule(_json, rule);
        Text("expected", finding.Expected?.ToString());
        Text("actual", finding.Actual);
        Text("reason", finding.Reason);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        output.WriteByte((byte)'\n');
    }

    public void Dispose() => _json.Dispose();

    public static void WriteRule(Utf8JsonWriter json, PolicyRule rule)
    {
        json.WriteStartObject("rule");
        json.WriteNumber("number", rule.Number);
        json.WriteString("file", rule.File);
        json.WriteNumber("line", rule.Line);
        json.WriteString("destination", rule.Destination);
        json.WriteString("nextHop", rule.NextHop.ToString());
        json.WriteEndObject();
    }

    private void WriteMail(Mail mail)
    {
        _json.WriteString("id", mail.Id);
        Text("host", mail.Host);
        _json.WriteStartArray("queueIds");
        foreach (string id in mail.QueueIds)
            _json.WriteStringValue(id);
        _json.WriteEndArray();
        Text("sender", mail.Sender);
    }

    private void Text(string name, string? value)
    {
        if (value is not null)
            _json.WriteString(name, value);
    }
}
