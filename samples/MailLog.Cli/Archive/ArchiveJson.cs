using System.Text.Json;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Archives as JSON; what is unknown is left out.</summary>
internal static class ArchiveJson
{
    /// <summary>An archive of a mail, within its object.</summary>
    public static void Write(Utf8JsonWriter json, MailArchive archive)
    {
        json.WriteString("file", archive.Entry.Session.Path);
        if (archive.Entry.StartedAt is { } time)
            json.WriteString("startedAt", ArchiveLines.Time(time));
        WriteContent(json, archive.Entry.Transaction);
        if (ArchiveLines.ReceivedId(archive.Entry.Transaction) is { } id)
            json.WriteString("receivedId", id);
        json.WriteString("key", Words.Of(archive.Key));
        json.WriteString("quality", Words.Of(archive.Quality));
    }

    public static void WriteLine(Utf8JsonWriter json, Stream output, ArchivedSession session, ArchiveNameTemplate[] templates)
    {
        json.WriteStartObject();
        json.WriteString("file", session.Path);
        if (ArchiveLines.StartedAt(session, templates) is { } time)
            json.WriteString("startedAt", ArchiveLines.Time(time));
        if (!session.Prefix.IsEmpty)
            json.WriteString("prefix", session.Prefix.ToString());
        json.WriteStartArray("transactions");
        foreach (ArchivedTransaction transaction in session.Transactions)
        {
            json.WriteStartObject();
            Write(json, transaction);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (session.Diagnostics.Count > 0)
        {
            json.WriteStartArray("diagnostics");
            foreach (ArchiveDiagnostic diagnostic in session.Diagnostics)
            {
                json.WriteStartObject();
                json.WriteString("kind", Words.Of(diagnostic.Kind));
                json.WriteNumber("offset", diagnostic.Offset);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteBoolean("complete", session.IsComplete);
        End(json, output);
    }

    public static void WriteLine(Utf8JsonWriter json, Stream output, ArchiveOrphan orphan)
    {
        json.WriteStartObject();
        json.WriteString("orphan", Words.Of(orphan.Reason));
        if (orphan.Candidates.Count > 0)
        {
            json.WriteStartArray("candidates");
            foreach (Mail mail in orphan.Candidates)
                json.WriteStringValue(mail.Id);
            json.WriteEndArray();
        }
        json.WriteString("file", orphan.Entry.Session.Path);
        if (orphan.Entry.StartedAt is { } time)
            json.WriteString("startedAt", ArchiveLines.Time(time));
        Write(json, orphan.Entry.Transaction);
        End(json, output);
    }

    private static void Write(Utf8JsonWriter json, ArchivedTransaction transaction)
    {
        Text(json, "helo", transaction.Helo);
        XforwardAttributes xforward = transaction.Xforward;
        json.WriteStartObject("xforward");
        Text(json, "name", xforward.Name);
        Text(json, "address", xforward.Address);
        if (xforward.Port is { } port)
            json.WriteNumber("port", port);
        Text(json, "protocol", xforward.Protocol);
        Text(json, "helo", xforward.Helo);
        Text(json, "ident", xforward.Ident);
        Text(json, "source", xforward.Source);
        json.WriteEndObject();
        Text(json, "sender", transaction.Sender.Address);
        if (!transaction.Sender.Parameters.IsEmpty)
            Text(json, "parameters", transaction.Sender.Parameters);
        json.WriteStartArray("recipients");
        foreach (EnvelopeAddress recipient in transaction.Recipients)
        {
            json.WriteStartObject();
            Text(json, "address", recipient.Address);
            if (!recipient.Parameters.IsEmpty)
                Text(json, "parameters", recipient.Parameters);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Text(json, "messageId", transaction.Header.MessageId);
        Text(json, "subject", transaction.Header.Subject);
        Text(json, "date", transaction.Header.Date);
        json.WriteStartArray("received");
        foreach (ReceivedField received in transaction.Header.Received)
        {
            json.WriteStartObject();
            Text(json, "by", received.By);
            Text(json, "id", received.Id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteContent(json, transaction);
        json.WriteBoolean("complete", transaction.IsComplete);
        if (transaction.IsAmbiguous)
            json.WriteBoolean("ambiguous", true);
    }

    /// <summary>From the first byte to the last; of several chunks, each by itself, too.</summary>
    private static void WriteContent(Utf8JsonWriter json, ArchivedTransaction transaction)
    {
        if (transaction.Content.Count == 0)
            return;
        ContentRange first = transaction.Content[0], last = transaction.Content[^1];
        json.WriteNumber("offset", first.Offset);
        json.WriteNumber("length", last.Offset + last.Length - first.Offset);
        if (transaction.Content.Count > 1)
        {
            json.WriteStartArray("chunks");
            foreach (ContentRange chunk in transaction.Content)
            {
                json.WriteStartObject();
                json.WriteNumber("offset", chunk.Offset);
                json.WriteNumber("length", chunk.Length);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteNumber("size", transaction.Size);
    }

    private static void Text(Utf8JsonWriter json, string name, Utf8Text value)
    {
        if (value.HasValue)
            json.WriteString(name, value.ToString());
    }

    private static void End(Utf8JsonWriter json, Stream output)
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        output.WriteByte((byte)'\n');
    }
}
