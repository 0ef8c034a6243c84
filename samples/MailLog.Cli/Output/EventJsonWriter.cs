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
        if (line.Kind is EventKind.Foreign or EventKind.Unknown or EventKind.Continuation)
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
            // The action is told in the words that all systems share; the process was written with the header's parts.
            if ((isVerdict && field.Name == "action") || field.Name == "pid")
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
            WriteListing(verdict.BlockListing);
        }
        else if (line.TryGet(out DeliveryEvent delivery))
        {
            Text("reply", delivery.Reply.Bytes);
            if (delivery.Status != DeliveryStatus.Sent)
                WriteCause(delivery.Reason);
        }
        else if (line.System == MailSystem.Qpsmtpd)
        {
            WriteQpsmtpd(line);
        }
        else if (line.TryGet(out DeliveryTroubleEvent trouble))
        {
            WriteCause(trouble.Reason);
        }
    }

    /// <summary>What stands in a line of qpsmtpd without a field of its own.</summary>
    private void WriteQpsmtpd(LogLine line)
    {
        if (line.IsCopy)
            _json.WriteBoolean("copy", true);
        if (line.TryGet(out ConnectEvent connect))
            WriteEndpoint("client", connect.Client);
        if (!line.TryGet(out SmtpCommandEvent command))
            return;
        Text("command", command.Command);
        Text("helo", command.Helo);
        Text("sender", command.Sender);
        Text("recipient", command.Recipient);
        Text("saslMethod", command.Mechanism);
        Text("saslUsername", command.User);
    }

    /// <summary>Why a delivery did not succeed, taken apart.</summary>
    private void WriteCause(DeliveryReason reason)
    {
        _json.WriteStartObject("cause");
        _json.WriteString("kind", Words.Of(reason.Kind));
        if (reason.IsSuspended)
            _json.WriteBoolean("suspended", true);
        WriteEndpoint("peer", reason.Peer);
        Text("command", reason.Command);
        Text("during", reason.During);
        if (reason.Reply.HasValue)
        {
            _json.WriteNumber("code", reason.Reply.Code);
            if (reason.Reply.Status.Class != 0)
                _json.WriteString("dsn", reason.Reply.Status.ToString());
        }
        Text("name", reason.Name);
        Text("recordType", reason.RecordType);
        Text("text", reason.Text);
        WriteListing(reason.BlockListing);
        _json.WriteEndObject();
    }

    private void WriteListing(BlockListing listing)
    {
        if (!listing.HasValue)
            return;
        _json.WriteStartObject("blockList");
        Text("list", listing.List);
        Text("item", listing.Item);
        Text("reason", listing.Reason);
        _json.WriteEndObject();
    }

    private void WriteEndpoint(string name, Endpoint endpoint)
    {
        if (!endpoint.HasValue)
            return;
        _json.WriteStartObject(name);
        Text("name", endpoint.Host);
        Text("address", endpoint.Address);
        if (endpoint.Port is { } port)
            _json.WriteNumber("port", port);
        _json.WriteEndObject();
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
                WriteEndpoint(field.Name, field.Endpoint);
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
