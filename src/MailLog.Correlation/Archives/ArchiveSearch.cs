using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Finds the mail of an archive: the strongest key that leads to mails decides, and everything else has to agree.</summary>
internal sealed class ArchiveSearch(MailTable mails)
{
    private List<Mail> _candidates = [];

    /// <summary>Gives an archive to its mail; what is returned says why that was not possible.</summary>
    public ArchiveOrphan? Find(ArchiveEntry entry)
    {
        var archive = new ArchiveFacts(entry);
        ReceivedField? own = OwnReceived(entry.Transaction);
        // An id that no mail has at that time may be of a system whose log is not here, so weaker keys are tried.
        // One that was over when the session began comes last: whoever stands before the proxy can write ids of mails that he knows.
        List<MailFacts> byIdent = mails.ByQueueId(archive.Ident).FindAll(archive.IsInTime), found = byIdent.FindAll(m => !archive.IsLate(m));
        if (found.Count > 0)
            return Decide(entry, archive, ArchiveKey.Ident, found, own);
        List<MailFacts> byReceived = own is null ? [] : mails.ByQueueId(own.Id.ToStringOrNull()).FindAll(m => archive.IsInTime(m) && IsOf(own, m.Mail));
        found = byReceived.FindAll(m => !archive.IsLate(m));
        if (found.Count > 0)
            return Decide(entry, archive, ArchiveKey.ReceivedId, found, own);
        found = mails.ByMessageId(archive.MessageId).FindAll(archive.IsNear);
        if (found.Count > 0)
            return Decide(entry, archive, ArchiveKey.MessageId, found, own);
        if (byIdent.Count > 0)
            return Decide(entry, archive, ArchiveKey.Ident, byIdent, own);
        if (byReceived.Count > 0)
            return Decide(entry, archive, ArchiveKey.ReceivedId, byReceived, own);
        // Ports come again, so without a time they say nothing.
        found = archive.HasTime ? mails.ByClient(archive.Address, entry.Transaction.Xforward.Port).FindAll(archive.IsNear) : [];
        return found.Count > 0 ? Decide(entry, archive, ArchiveKey.Client, found, own) : new ArchiveOrphan(entry, ArchiveOrphanReason.NotFound, []);
    }

    private ArchiveOrphan? Decide(ArchiveEntry entry, ArchiveFacts archive, ArchiveKey key, List<MailFacts> found, ReceivedField? own)
    {
        List<MailFacts> fitting = found.FindAll(m => Agrees(archive, m, key, own));
        if (fitting.Count == 0)
            return new ArchiveOrphan(entry, ArchiveOrphanReason.Conflict, Candidates(found));
        List<MailFacts> chosen = fitting.Count > 1 && archive.HasTime ? fitting.FindAll(archive.IsNear) : fitting;
        if (chosen.Count != 1)
        {
            foreach (MailFacts mail in fitting)
                mail.TakeAmbiguous(fitting.Count);
            return new ArchiveOrphan(entry, ArchiveOrphanReason.Ambiguous, Candidates(fitting));
        }
        // Ids are used again: one alone, without a time or a message id beside it, proves nothing.
        bool isProven = key is ArchiveKey.Ident or ArchiveKey.ReceivedId && fitting.Count == 1 && !entry.Transaction.IsAmbiguous && !archive.IsLate(chosen[0])
            && (archive.HasTime || (archive.MessageId is not null && archive.MessageId == chosen[0].MessageId));
        chosen[0].Take(new MailArchive(entry, key, isProven ? TieQuality.Exact : TieQuality.Heuristic, fitting.Count));
        return null;
    }

    /// <summary>A message that was sent a thousand times has a thousand archives with the same thousand candidates: they share one list.</summary>
    private List<Mail> Candidates(List<MailFacts> facts)
    {
        List<Mail> candidates = facts.ConvertAll(m => m.Mail);
        return candidates.SequenceEqual(_candidates) ? _candidates : _candidates = candidates;
    }

    private static bool Agrees(ArchiveFacts archive, MailFacts mail, ArchiveKey key, ReceivedField? own)
    {
        bool isById = key is ArchiveKey.Ident or ArchiveKey.ReceivedId;
        if (archive.MessageId is not null && mail.MessageId is not null && archive.MessageId != mail.MessageId)
            return false;
        // Without an id, the sender has to be known on both sides.
        if (archive.Sender is null || mail.Sender is null ? !isById : !mail.Sender.Contains(archive.Sender))
            return false;
        if (own is not null && own.Id.HasValue && mail.Mail.QueueIds.Count > 0 && IsOf(own, mail.Mail) && !mail.Mail.QueueIds.Contains(own.Id.ToString()))
            return false;
        return archive.HasClientOf(mail.Mail) && (isById ? archive.AsksForSomeOf(mail) : archive.AsksForAllOf(mail.Mail));
    }

    private static bool IsOf(ReceivedField received, Mail mail) => MailTable.IsSameHost(mail.Host, received.By.ToStringOrNull());

    /// <summary>The topmost Received field that a host of the log wrote. Those below it may be forged.</summary>
    private ReceivedField? OwnReceived(ArchivedTransaction transaction)
    {
        foreach (ReceivedField received in transaction.Header.Received)
            if (mails.IsOwn(received.By.ToStringOrNull()))
                return received;
        return null;
    }
}
