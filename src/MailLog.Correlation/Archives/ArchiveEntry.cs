using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>One transaction of an archived session: the archive of one mail at one place of its way.</summary>
/// <param name="Session">The session; <see cref="ArchivedSession.Path"/> is the file.</param>
/// <param name="Transaction">The transaction in it.</param>
/// <param name="StartedAt">When the session began, as the file's name tells; null when no template fits the name. Of an hour that the zone has twice, the later time: see <see cref="EarlierStartedAt"/>.</param>
public sealed record ArchiveEntry(ArchivedSession Session, ArchivedTransaction Transaction, DateTimeOffset? StartedAt)
{
    /// <summary>The earlier time that the name can mean as well, where the zone has its hour twice; null otherwise. A join excludes neither.</summary>
    public DateTimeOffset? EarlierStartedAt { get; init; }
}

/// <summary>A file or folder that could not be read.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Reason">Why, in a line of English.</param>
public sealed record ArchiveFailure(string Path, string Reason);
