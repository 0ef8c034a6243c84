using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A mail with its archives.</summary>
/// <param name="Mail">The mail.</param>
/// <param name="Archives">Its archives, in the order of their times and paths: one for each proxy that it passed, more where it was sent in parts or again. Empty when none was found.</param>
/// <param name="Ties">
/// How good the links to the archives are where no id proves them (<see cref="MailTie.What"/> is <c>archive</c>): <see cref="TieQuality.Heuristic"/> for each such archive, and
/// one <see cref="TieQuality.Ambiguous"/> for all archives that were not tied because this mail is one of several that fit: of how many, at most.
/// </param>
public sealed record ArchivedMail(Mail Mail, IReadOnlyList<MailArchive> Archives, IReadOnlyList<MailTie> Ties);

/// <summary>An archive of a mail.</summary>
/// <param name="Entry">The archive.</param>
/// <param name="Key">By what it was found.</param>
/// <param name="Quality"><see cref="TieQuality.Exact"/> when an id proves it, else <see cref="TieQuality.Heuristic"/>; one that is ambiguous is not tied.</param>
/// <param name="Candidates">How many mails fit; above 1 when the time alone decided.</param>
public sealed record MailArchive(ArchiveEntry Entry, ArchiveKey Key, TieQuality Quality, int Candidates);

/// <summary>An archive without a mail.</summary>
/// <param name="Entry">The archive.</param>
/// <param name="Reason">Why it has none.</param>
/// <param name="Candidates">The mails that came into question; empty when none did.</param>
public sealed record ArchiveOrphan(ArchiveEntry Entry, ArchiveOrphanReason Reason, IReadOnlyList<Mail> Candidates);

/// <summary>Why an archive has no mail.</summary>
public enum ArchiveOrphanReason : byte
{
    /// <summary>No mail has one of its ids, its message id, or its client, at its time.</summary>
    NotFound,

    /// <summary>Mails have its id, but something else of theirs is not as the archive has it.</summary>
    Conflict,

    /// <summary>Several mails fit.</summary>
    Ambiguous,
}

/// <summary>Mails and archives, joined.</summary>
/// <param name="Mails">Every mail, in the order given, with its archives.</param>
/// <param name="Orphans">The archives that no mail has, in the order of the index.</param>
public sealed record ArchiveJoin(IReadOnlyList<ArchivedMail> Mails, IReadOnlyList<ArchiveOrphan> Orphans);
