using System.Text.Encodings.Web;
using System.Text.Json;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>One JSON object per mail and line; names are those of the model, and what is unknown is left out.</summary>
internal sealed class MailJsonWriter(Stream output, bool withLines, bool withHistory) : IMailWriter
{
    /// <summary>Output goes to programs, not into web pages: only what JSON itself demands is escaped.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Utf8JsonWriter _json = new(output, Options);

    public void Write(Mail mail) => Write(mail, null);

    public void Write(ArchivedMail archived) => Write(archived.Mail, archived);

    private void Write(Mail mail, ArchivedMail? archived)
    {
        _json.WriteStartObject();
        _json.WriteString("id", mail.Id);
        _json.WriteString("system", Words.Of(mail.System));
        Text("host", mail.Host);
        _json.WriteString("firstSeen", mail.FirstSeen.ToString());
        _json.WriteString("lastSeen", mail.LastSeen.ToString());
        Texts("queueIds", mail.QueueIds, always: true);
        Texts("filterIds", mail.FilterIds);
        Text("messageId", mail.MessageId);
        Text("sender", mail.Sender);
        if (mail.Size is { } size)
            _json.WriteNumber("size", size);
        if (mail.Qp is { } qp)
            _json.WriteNumber("qp", qp);
        WriteOrigin(mail);
        WriteArray("ties", archived is null ? mail.Ties : [.. mail.Ties, .. archived.Ties], WriteTie);
        WriteArray("recipients", mail.Recipients, WriteRecipient);
        WriteArray("verdicts", mail.Verdicts, WriteVerdict);
        WriteArray("notifications", mail.Notifications, WriteNotification);
        Text("notificationOf", mail.NotificationOf);
        _json.WriteString("outcome", Words.Of(mail.Outcome));
        _json.WriteBoolean("complete", mail.IsComplete);
        Texts("missing", mail.Missing);
        if (withHistory)
            WriteArray("history", mail.History, WriteStep);
        WriteArray("archive", archived?.Archives ?? [], archive => ArchiveJson.Write(_json, archive));
        if (withLines)
            WriteArray("lines", mail.Lines, WriteLine);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        output.WriteByte((byte)'\n');
    }

    public void Dispose() => _json.Dispose();

    private void WriteOrigin(Mail mail)
    {
        if (mail.Client is { } client)
        {
            _json.WriteStartObject("client");
            Text("name", client.Name);
            Text("address", client.Address);
            if (client.Port is { } port)
                _json.WriteNumber("port", port);
            _json.WriteEndObject();
        }
        Text("helo", mail.Helo);
        Text("protocol", mail.Protocol);
        if (mail.Sasl is { } sasl)
        {
            _json.WriteStartObject("sasl");
            Text("method", sasl.Method);
            Text("username", sasl.Username);
            _json.WriteEndObject();
        }
        if (mail.Tls is { } tls)
        {
            _json.WriteStartObject("tls");
            Text("protocol", tls.Protocol);
            Text("cipher", tls.Cipher);
            if (tls.Bits is { } bits)
                _json.WriteNumber("bits", bits);
            Text("peer", tls.Peer);
            _json.WriteEndObject();
        }
        if (mail.SubmittedBy is { } local)
        {
            _json.WriteStartObject("submittedBy");
            if (local.UserId is { } uid)
                _json.WriteNumber("uid", uid);
            Text("user", local.User);
            _json.WriteEndObject();
        }
    }

    private void WriteRecipient(Recipient recipient)
    {
        _json.WriteString("address", recipient.Address);
        Text("original", recipient.Original);
        _json.WriteString("status", Words.Of(recipient.Status));
        WriteResult(recipient.Dsn, recipient.Relay);
        Text("response", recipient.Response);
        Text("reply", recipient.Reply);
        Text("queueId", recipient.QueueId);
        WriteArray("attempts", recipient.Attempts, WriteAttempt);
    }

    private void WriteAttempt(DeliveryAttempt attempt)
    {
        _json.WriteString("at", attempt.At.ToString());
        _json.WriteString("status", Words.Of(attempt.Status));
        WriteResult(attempt.Dsn, attempt.Relay);
        if (attempt.Delay is { } delay)
            _json.WriteNumber("delay", delay);
        IReadOnlyList<double> delays = attempt.Delays;
        if (delays.Count > 0)
        {
            _json.WriteStartArray("delays");
            foreach (double part in delays)
                _json.WriteNumberValue(part);
            _json.WriteEndArray();
        }
        Text("response", attempt.Response);
        Text("queueId", attempt.QueueId);
    }

    private void WriteResult(EnhancedStatus dsn, string? relay)
    {
        if (dsn.Class != 0)
            _json.WriteString("dsn", dsn.ToString());
        Text("relay", relay);
    }

    private void WriteVerdict(Verdict verdict)
    {
        _json.WriteString("at", verdict.At.ToString());
        Text("component", verdict.Component);
        Text("service", verdict.Service);
        Text("stage", verdict.Stage);
        if (verdict.Restriction != VerdictRestriction.None)
            _json.WriteString("restriction", Words.Of(verdict.Restriction));
        Text("plugin", verdict.Plugin);
        Texts("hooks", verdict.Hooks);
        if (verdict.Confidence != HookConfidence.None)
            _json.WriteString("confidence", Words.Of(verdict.Confidence));
        _json.WriteString("action", Words.Of(verdict.Action));
        _json.WriteString("by", Words.Of(verdict.By));
        if (verdict.Code != 0)
            _json.WriteNumber("code", verdict.Code);
        if (verdict.Dsn.Class != 0)
            _json.WriteString("dsn", verdict.Dsn.ToString());
        Text("text", verdict.Text);
        Text("sender", verdict.Sender);
        Text("recipient", verdict.Recipient);
        Text("helo", verdict.Helo);
        Text("queueId", verdict.QueueId);
    }

    private void WriteNotification(MailNotification notification)
    {
        _json.WriteString("kind", Words.Of(notification.Kind));
        if (notification.QueueId.Length > 0)
            _json.WriteString("queueId", notification.QueueId);
    }

    private void WriteTie(MailTie tie)
    {
        _json.WriteString("what", tie.What);
        _json.WriteString("quality", Words.Of(tie.Quality));
        _json.WriteNumber("candidates", tie.Candidates);
    }

    private void WriteStep(MailHistoryEntry entry)
    {
        _json.WriteString("at", entry.At.ToString());
        _json.WriteString("step", Words.Of(entry.Step));
        Text("queueId", entry.QueueId);
        Text("filterId", entry.FilterId);
        Text("recipient", entry.Recipient);
        Text("original", entry.Original);
        if (entry.Attempt > 0)
            _json.WriteNumber("attempt", entry.Attempt);
        Text("nextId", entry.NextId);
        if (entry.Notice is { } notice)
            _json.WriteString("kind", Words.Of(notice));
        Text("detail", entry.Detail);
    }

    private void WriteLine(MailLine line)
    {
        _json.WriteString("source", line.Source);
        _json.WriteNumber("line", line.Number);
        _json.WriteNumber("offset", line.Offset);
        Text("text", line.Text);
    }

    private void WriteArray<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            return;
        _json.WriteStartArray(name);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    private void Text(string name, string? value)
    {
        if (value is not null)
            _json.WriteString(name, value);
    }

    private void Texts(string name, IReadOnlyList<string> values, bool always = false)
    {
        if (values.Count == 0 && !always)
            return;
        _json.WriteStartArray(name);
        foreach (string value in values)
            _json.WriteStringValue(value);
        _json.WriteEndArray();
    }
}
