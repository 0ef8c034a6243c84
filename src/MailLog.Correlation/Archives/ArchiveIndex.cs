using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Archived sessions, to be joined with the mails of a log.</summary>
/// <remarks>
/// It keeps of each session what <see cref="ArchivedSession"/> does, about a kilobyte, and no content. Immutable, and safe to use from several threads.
/// </remarks>
public sealed class ArchiveIndex
{
    /// <summary>Takes sessions that were read elsewhere.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="templates">How the files are named, for their times; the first that fits a name counts.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ArchiveIndex(IEnumerable<ArchivedSession> sessions, params ArchiveNameTemplate[] templates)
        : this(sessions ?? throw new ArgumentNullException(nameof(sessions)), [], templates ?? throw new ArgumentNullException(nameof(templates)))
    {
    }

    private ArchiveIndex(IEnumerable<ArchivedSession> sessions, IReadOnlyList<ArchiveFailure> failures, ArchiveNameTemplate[] templates)
    {
        var all = new List<ArchivedSession>();
        var entries = new List<ArchiveEntry>();
        foreach (ArchivedSession session in sessions)
        {
            all.Add(session);
            DateTimeOffset? startedAt = null, earlierStartedAt = null;
            foreach (ArchiveNameTemplate template in templates)
            {
                if (!template.TryGetTimes(session.Path, out DateTimeOffset earlier, out DateTimeOffset later))
                    continue;
                startedAt = later;
                earlierStartedAt = earlier == later ? null : earlier;
                break;
            }
            foreach (ArchivedTransaction transaction in session.Transactions)
                entries.Add(new ArchiveEntry(session, transaction, startedAt) { EarlierStartedAt = earlierStartedAt });
        }
        Sessions = all;
        Entries = entries;
        Failures = failures;
    }

    /// <summary>Every file in the order of the paths, also those that are no session.</summary>
    public IReadOnlyList<ArchivedSession> Sessions { get; }

    /// <summary>The transactions of all sessions, in the order of the files.</summary>
    public IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<ArchiveFailure> Failures { get; }

    /// <summary>Reads every file of a folder and of those below it, in the order of their paths. Links to folders elsewhere are followed (on .NET Framework they are failures); files that are no sessions have no entries.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="templates">How the files are named, for their times; the first that fits a name counts.</param>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read. What may not be read below it is in <see cref="Failures"/>.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static ArchiveIndex Open(string folder, params ArchiveNameTemplate[] templates)
    {
        var failures = new List<ArchiveFailure>();
        return new ArchiveIndex(ArchiveFolder.Read(folder, failures), failures, templates ?? throw new ArgumentNullException(nameof(templates)));
    }

    /// <summary>Finds each archive's mail.</summary>
    /// <param name="mails">All mails of the logs: whether an archive could be another mail's only shows when all are known. They are enumerated once, and kept.</param>
    /// <returns>Every mail with its archives, and the archives that have none.</returns>
    /// <remarks>
    /// The strongest key by which mails are found decides; what mail and archive both tell must agree, and the time of the archive's name must lie within the mail's. Nothing is guessed: an archive that
    /// several mails fit is tied to none, unless its time is within one mail's only. See docs/archives.md.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The mails are null.</exception>
    public ArchiveJoin Join(IEnumerable<Mail> mails)
    {
        if (mails is null)
            throw new ArgumentNullException(nameof(mails));
        var table = new MailTable();
        var all = new List<MailFacts>();
        foreach (Mail mail in mails)
            all.Add(table.Add(mail));
        var search = new ArchiveSearch(table);
        var orphans = new List<ArchiveOrphan>();
        foreach (ArchiveEntry entry in Entries)
            if (search.Find(entry) is { } orphan)
                orphans.Add(orphan);
        return new ArchiveJoin(all.ConvertAll(facts => facts.ToArchivedMail()), orphans);
    }
}
