using System.Globalization;
using System.Text.Json;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>One JSON object per log line: where it stands, what it is, its fields.</summary>
internal sealed class EventJsonWriter(Stream output) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(output, MailJsonWriter.Options);

    public void Write(LogLine line)
    {
        _json.WriteStartObject();
        _json.WriteString("source", line.Source);
        _json.WriteNumber("line", line.Number);
        _json.WriteNumber("offset", line.Offset);
        if (line.HasTime)
            _json.WriteString("at", At(line));
        Text("host", line.Host);
        Text("program", line.Program);
        Text("component", line.Component);
        if (line.ProcessId >= 0)
            _json.WriteNumber("pid", line.ProcessId);
        _json.WriteString("event", Words.Of(line.Kind));
        if (line.Form.Length > 0)
            _json.WriteString("form", line.Form);
        if (line.IsAmbiguous)
            _json.WriteBoolean("ambiguous", true);
        if (line.Kind is EventKind.Foreign or EventKind.Unknown)
            Text("text", line.Message);
        WriteFields(line);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        output.WriteByte((byte)'\n');
    }

    public void Dispose() => _json.Dispose();

    private void WriteFields(LogLine line)
    {
        bool isVerdict = line.TryGet(out VerdictEvent verdict);
        foreach (LogField field in line.Fields)
        {
            if (isVerdict && field.Name == "action")
                continue;
            WriteField(field);
        }
        if (isVerdict)
        {
            _json.WriteString("action", Words.Of(verdict.Action));
            _json.WriteString("by", Words.Of(verdict.By));
            if (!line.TryGetField("stage", out _))
                Text("stage", verdict.Stage);
            WriteHooks(verdict);
        }
        else if (line.TryGet(out DeliveryEvent delivery))
        {
            Text("reply", delivery.Reply.Bytes);
        }
    }

    private void WriteHooks(VerdictEvent verdict)
    {
        Text("service", verdict.Service);
        if (verdict.Restriction != VerdictRestriction.None)
            _json.WriteString("restriction", Words.Of(verdict.Restriction));
        if (verdict.Confidence == HookConfidence.None)
            return;
        _json.WriteStartArray("hooks");
        foreach (string hook in verdict.Hooks)
            _json.WriteStringValue(hook);
        _json.WriteEndArray();
        _json.WriteString("confidence", Words.Of(verdict.Confidence));
    }

    private void WriteField(LogField field)
    {
        ReadOnlySpan<byte> value = field.Value.Bytes;
        switch (field.Kind)
        {
            case FieldKind.Endpoint:
                var endpoint = new Endpoint(field.Value);
                _json.WriteStartObject(field.Name);
                Text("name", endpoint.Host);
                Text("address", endpoint.Address);
                if (endpoint.Port is { } port)
                    _json.WriteNumber("port", port);
                _json.WriteEndObject();
                break;
            case FieldKind.Number or FieldKind.Code when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number):
                _json.WriteNumber(field.Name, number);
                break;
            case FieldKind.Decimal when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number):
                _json.WriteNumber(field.Name, number);
                break;
            case FieldKind.Decimals:
                _json.WriteStartArray(field.Name);
                foreach (Range part in value.Split((byte)'/'))
                    if (double.TryParse(value[part], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
                        _json.WriteNumberValue(number);
                _json.WriteEndArray();
                break;
            default:
                Text(field.Name, field.Value);
                break;
        }
    }

    private void Text(string name, Utf8Text value)
    {
        if (value.HasValue)
            _json.WriteString(name, value.ToString());
    }

    private static string At(LogLine line)
    {
        int digits = Math.Min(line.FractionDigits, 7);
        string format = digits == 0 ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss." + new string('f', digits) + "zzz";
        return line.Time.ToString(format, CultureInfo.InvariantCulture);
    }
}
