namespace MailLog.Correlation;

/// <summary>What of a mail is compared with archives, and the archives it got.</summary>
internal sealed class MailFacts
{
    private readonly List<MailArchive> _archives = [];
    private int _candidates;
    private AddressSet? _recipients;

    public MailFacts(Mail mail)
    {
        Mail = mail;
        MessageId = Bare(mail.MessageId);
        Sender = mail.Sender is { } sender ? AddressSet.Of(sender) : null;
        // A stamp in full seconds is up to one behind.
        TimeSpan step = mail.LastSeen.FractionDigits == 0 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        First = mail.FirstSeen.UtcTicks;
        Last = mail.LastSeen.UtcTicks + step.Ticks;
    }

    public Mail Mail { get; }

    /// <summary>Without angle brackets; null when there is none.</summary>
    public string? MessageId { get; }

    public AddressSet? Sender { get; }

    /// <summary>In ticks of UTC.</summary>
    public long First { get; }

    public long Last { get; }

    /// <summary>Every recipient that the log names, also those that were refused.</summary>
    public AddressSet Recipients
    {
        get
        {
            if (_recipients is not null)
                return _recipients;
            _recipients = new AddressSet();
            foreach (Recipient recipient in Mail.Recipients)
            {
                _recipients.Add(recipient.Address);
                _recipients.Add(recipient.Original);
            }
            foreach (Verdict verdict in Mail.Verdicts)
                _recipients.Add(verdict.Recipient);
            return _recipients;
        }
    }

    public static string? Bare(string? messageId)
    {
        if (messageId is null)
            return null;
        string id = messageId.Trim();
        if (id.Length > 1 && id[0] == '<' && id[id.Length - 1] == '>')
            id = id.Substring(1, id.Length - 2);
        return id.Length == 0 ? null : id;
    }

    public void Take(MailArchive archive) => _archives.Add(archive);

    /// <summary>One tie for all such archives: as many mails as had one message id can fit as many archives.</summary>
    public void TakeAmbiguous(int candidates) => _candidates = Math.Max(_candidates, candidates);

    public ArchivedMail ToArchivedMail()
    {
        _archives.Sort((a, b) => Nullable.Compare(a.Entry.StartedAt, b.Entry.StartedAt) is var byTime && byTime != 0 ? byTime : string.CompareOrdinal(a.Entry.Session.Path, b.Entry.Session.Path));
        var ties = new List<MailTie>();
        foreach (MailArchive archive in _archives)
            if (archive.Quality != TieQuality.Exact)
                ties.Add(new MailTie("archive", archive.Quality, archive.Candidates));
        if (_candidates > 0)
            ties.Add(new MailTie("archive", TieQuality.Ambiguous, _candidates));
        return new ArchivedMail(Mail, _archives, ties);
    }
}
