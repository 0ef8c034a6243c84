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
        if (ArchiveLines.StartedAt(archive.Entry) is { } time)
            json.WriteString("startedAt", time);
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
            json.WriteString("startedAt", time);
        if (!session.Prefix.IsEmpty)
            json.WriteString("prefix", session.Prefix.ToString());
        Objects(json, "transactions", session.Transactions, transaction => Write(json, transaction));
        Objects(json, "diagnostics", session.Diagnostics, diagnostic =>
        {
            json.WriteString("kind", Words.Of(diagnostic.Kind));
            json.WriteNumber("offset", diagnostic.Offset);
        });
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
            foreach (Mail mail in orphan.Candidates.Take(ArchiveLines.MaxCandidates))
                json.WriteStringValue(mail.Id);
            json.WriteEndArray();
            json.WriteNumber("candidateCount", orphan.Candidates.Count);
        }
        json.WriteString("file", orphan.Entry.Session.Path);
        if (ArchiveLines.StartedAt(orphan.Entry) is { } time)
            json.WriteString("startedAt", time);
        Write(json, orphan.Entry.Transaction);
        End(json, output);
    }

    private static void Write(Utf8JsonWriter json, ArchivedTransaction transaction)
    {
        Text(json, "helo", transaction.Helo);
        XforwardAttributes xforward = transaction.Xforward;
        if (Has(xforward))
        {
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
        }
        Text(json, "sender", transaction.Sender.Address);
        if (!transaction.Sender.Parameters.IsEmpty)
            Text(json, "parameters", transaction.Sender.Parameters);
        // What could not be read of these is in the diagnostics.
        Objects(json, "recipients", transaction.Recipients.Where(r => r.Address.HasValue || !r.Parameters.IsEmpty), recipient =>
        {
            Text(json, "address", recipient.Address);
            if (!recipient.Parameters.IsEmpty)
                Text(json, "parameters", recipient.Parameters);
        });
        Text(json, "messageId", transaction.Header.MessageId);
        Text(json, "subject", transaction.Header.Subject);
        Text(json, "date", transaction.Header.Date);
        Objects(json, "received", transaction.Header.Received.Where(r => r.By.HasValue || r.Id.HasValue), received =>
        {
            Text(json, "by", received.By);
            Text(json, "id", received.Id);
        });
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
            Objects(json, "chunks", transaction.Content, chunk =>
            {
                json.WriteNumber("offset", chunk.Offset);
                json.WriteNumber("length", chunk.Length);
            });
        }
        json.WriteNumber("size", transaction.Size);
    }

    private static bool Has(XforwardAttributes x)
        => x.Name.HasValue || x.Address.HasValue || x.Port is not null || x.Protocol.HasValue || x.Helo.HasValue || x.Ident.HasValue || x.Source.HasValue;

    /// <summary>An array of objects; left out when there are none.</summary>
    private static void Objects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        bool isAny = false;
        foreach (T item in items)
        {
            if (!isAny)
                json.WriteStartArray(name);
            isAny = true;
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        if (isAny)
            json.WriteEndArray();
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
