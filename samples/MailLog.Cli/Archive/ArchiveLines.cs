using System.Globalization;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Archives for people.</summary>
internal static class ArchiveLines
{
    /// <summary>Of the mails that come into question for an archive, so many are printed: a message sent a thousand times has a thousand archives, and a thousand mails fit each.</summary>
    public const int MaxCandidates = 10;

    /// <summary>The archives of a mail, and what differs between them: the content's size, and the id that the last server gave it.</summary>
    public static IEnumerable<string> Of(ArchivedMail archived)
    {
        foreach (MailArchive archive in archived.Archives)
        {
            ArchivedTransaction transaction = archive.Entry.Transaction;
            yield return "  archive  " + archive.Entry.Session.Path;
            yield return "           content " + Content(transaction) + (ReceivedId(transaction) is { } id ? ", received as " + id : "") + ", by " + Words.Of(archive.Key)
                + (archive.Quality == TieQuality.Exact ? "" : archive.Candidates > 1 ? " and time (one of " + archive.Candidates + ")" : archive.Key is ArchiveKey.Ident or ArchiveKey.ReceivedId ? " (not proven)" : " (no id proves it)");
        }
        foreach (MailTie tie in archived.Ties.Where(t => t.Quality == TieQuality.Ambiguous))
            yield return "  archive  perhaps one that " + tie.Candidates + " mails fit";
        if (archived.Archives.Count + archived.Ties.Count == 0)
            yield return "  archive  none";
    }

    public static IEnumerable<string> Of(ArchivedSession session, ArchiveNameTemplate[] templates)
    {
        yield return session.Path + (session.IsComplete ? "" : "  (not complete)");
        if (StartedAt(session, templates) is { } time)
            yield return "  started  " + time;
        if (!session.Prefix.IsEmpty)
            yield return "  prefix   " + session.Prefix.ToString();
        foreach (string line in session.Transactions.SelectMany(Of))
            yield return line;
        foreach (ArchiveDiagnostic diagnostic in session.Diagnostics)
            yield return string.Create(CultureInfo.InvariantCulture, $"  note     {Words.Of(diagnostic.Kind)} at {diagnostic.Offset}");
    }

    public static IEnumerable<string> Of(ArchiveOrphan orphan)
    {
        yield return "ORPHAN  " + orphan.Entry.Session.Path + (StartedAt(orphan.Entry) is { } time ? "  " + time : "");
        foreach (string line in Of(orphan.Entry.Transaction))
            yield return line;
        yield return "  reason   " + Words.Of(orphan.Reason);
        foreach (Mail mail in orphan.Candidates.Take(MaxCandidates))
            yield return "           " + mail.Id;
        if (orphan.Candidates.Count > MaxCandidates)
            yield return string.Create(CultureInfo.InvariantCulture, $"           and {orphan.Candidates.Count - MaxCandidates} more");
    }

    public static string? StartedAt(ArchivedSession session, ArchiveNameTemplate[] templates)
    {
        foreach (ArchiveNameTemplate template in templates)
            if (template.TryGetTimes(session.Path, out DateTimeOffset earlier, out DateTimeOffset later))
                return Time(later, earlier != later);
        return null;
    }

    public static string? StartedAt(ArchiveEntry entry) => entry.StartedAt is { } time ? Time(time, entry.EarlierStartedAt is not null) : null;

    /// <summary>Of an hour that the zone has twice, no name tells the offset.</summary>
    private static string Time(DateTimeOffset time, bool isTwice) => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffff" + (isTwice ? "" : "zzz"), CultureInfo.InvariantCulture);

    public static string? ReceivedId(ArchivedTransaction transaction) => transaction.Header.Received.Select(r => r.Id.ToStringOrNull()).FirstOrDefault();

    private static IEnumerable<string> Of(ArchivedTransaction transaction)
    {
        XforwardAttributes xforward = transaction.Xforward;
        yield return "  from     " + Address(transaction.Sender) + Parameters(transaction.Sender) + (transaction.IsAmbiguous ? "  (the session has two readings)" : "");
        foreach (EnvelopeAddress recipient in transaction.Recipients)
            yield return "  to       " + Address(recipient) + Parameters(recipient);
        string client = string.Join(", ", new[]
        {
            xforward.Name.ToString() + (xforward.Address.HasValue ? "[" + xforward.Address.ToString() + "]" : "") + (xforward.Port is { } port ? ":" + port.ToString(CultureInfo.InvariantCulture) : ""),
            xforward.Helo.HasValue ? "helo " + xforward.Helo.ToString() : "",
            xforward.Ident.HasValue ? "ident " + xforward.Ident.ToString() : "",
        }.Where(t => t.Length > 0));
        if (client.Length > 0)
            yield return "  client   " + client;
        if (transaction.Header.MessageId.HasValue)
            yield return "  message  " + transaction.Header.MessageId.ToString();
        if (transaction.Header.Subject.HasValue)
            yield return "  subject  " + transaction.Header.Subject.ToString();
        foreach (ReceivedField received in transaction.Header.Received)
            yield return "  received by " + received.By.ToString() + (received.Id.HasValue ? " as " + received.Id.ToString() : "");
        yield return "  content  " + Content(transaction) + (transaction.IsComplete || transaction.Content.Count == 0 ? "" : ", cut off");
    }

    /// <summary>What could not be read is not the null sender.</summary>
    private static string Address(EnvelopeAddress address) => address.Address.HasValue ? "<" + address + ">" : "(not readable)";

    private static string Parameters(EnvelopeAddress address) => address.Parameters.IsEmpty ? "" : " " + address.Parameters.ToString();

    private static string Content(ArchivedTransaction transaction) => transaction.Content.Count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"at {transaction.Content[0].Offset}")
        + (transaction.Content.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" in {transaction.Content.Count} chunks") : "") + string.Create(CultureInfo.InvariantCulture, $", {transaction.Size} bytes");
}
