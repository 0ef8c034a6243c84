using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>What of an archive is compared with mails.</summary>
internal sealed class ArchiveFacts
{
    /// <summary>Postfix uses a connection to a filter again for up to five minutes, so a session can be older than its mail.</summary>
    private static readonly TimeSpan BeforeMail = TimeSpan.FromMinutes(10);

    /// <summary>The clocks of two hosts.</summary>
    private static readonly TimeSpan BehindMail = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(2);

    private readonly ArchivedTransaction _transaction;

    /// <summary>In ticks of UTC: none without a time in the name, two where it can mean two.</summary>
    private readonly long[] _startedAt;
    private readonly bool _isAlone;

    public ArchiveFacts(ArchiveEntry entry)
    {
        _transaction = entry.Transaction;
        _startedAt = entry.StartedAt is not { } at ? [] : entry.EarlierStartedAt is { } or ? [or.UtcTicks, at.UtcTicks] : [at.UtcTicks];
        _isAlone = entry.Session.Transactions.Count == 1;
        XforwardAttributes xforward = _transaction.Xforward;
        Ident = xforward.Ident.ToStringOrNull();
        Address = xforward.Address.ToStringOrNull();
        // Postfix logs other bytes as question marks, so they cannot be compared.
        MessageId = IsPlain(_transaction.Header.MessageId) ? MailFacts.Bare(_transaction.Header.MessageId.ToStringOrNull()) : null;
        Sender = _transaction.Sender.Address.ToStringOrNull();
        foreach (EnvelopeAddress recipient in _transaction.Recipients)
            Asked.Add(recipient.Address.ToStringOrNull());
    }

    public string? Ident { get; }

    public string? Address { get; }

    public string? MessageId { get; }

    public string? Sender { get; }

    public AddressSet Asked { get; } = new();

    public bool HasTime => _startedAt.Length > 0;

    /// <summary>The session may have been the mail's, by its time.</summary>
    public bool IsInTime(MailFacts mail) => IsAnyTime(at => IsInTime(at, mail));

    /// <summary>The session began when the mail was over, or so it looks: clocks differ.</summary>
    public bool IsLate(MailFacts mail) => !IsAnyTime(at => IsInTime(at, mail) && at <= mail.Last + Near.Ticks);

    /// <summary>The session began while the mail was under way; that of several mails in one session only the first did.</summary>
    public bool IsNear(MailFacts mail) => _isAlone ? IsAnyTime(at => at >= mail.First - Near.Ticks && at <= mail.Last + Near.Ticks) : IsInTime(mail);

    /// <summary>The names of the client's host, address and so on are the mail's, where both have them.</summary>
    public bool HasClientOf(Mail mail)
    {
        // Behind a filter without XFORWARD, the client is the filter; the mail's is the outermost. Behind qpsmtpd, it is qpsmtpd.
        if (mail.System == MailSystem.Qpsmtpd || (Ident is not null && (mail.QueueIds.Count == 0 || mail.QueueIds[0] != Ident)))
            return true;
        XforwardAttributes xforward = _transaction.Xforward;
        return (Address is null || mail.Client?.Address is not { } address || MailTable.Address(address) == MailTable.Address(Address))
            && (xforward.Port is not { } port || mail.Client?.Port is not { } own || own == port)
            && IsSame(xforward.Name, mail.Client?.Name) && IsSame(xforward.Helo, mail.Helo) && IsSame(xforward.Protocol, mail.Protocol);
    }

    /// <summary>Every recipient that was delivered to was asked for.</summary>
    public bool AsksForAllOf(Mail mail)
    {
        foreach (Recipient recipient in mail.Recipients)
            if (recipient.Status == RecipientStatus.Delivered && !Asked.Contains(recipient.Address) && !Asked.Contains(recipient.Original))
                return false;
        return Asked.Count > 0;
    }

    /// <summary>Some recipient was asked for: a mail can be passed on in parts, each with recipients of its own.</summary>
    public bool AsksForSomeOf(MailFacts mail)
    {
        if (Asked.Count == 0 || mail.Recipients.Count == 0)
            return true;
        foreach (EnvelopeAddress recipient in _transaction.Recipients)
            if (mail.Recipients.Contains(recipient.Address.ToStringOrNull()))
                return true;
        return false;
    }

    private static bool IsInTime(long at, MailFacts mail) => at >= mail.First - BeforeMail.Ticks && at <= mail.Last + BehindMail.Ticks;

    /// <summary>No time excludes nothing, and of two neither is excluded.</summary>
    private bool IsAnyTime(Predicate<long> isRight) => _startedAt.Length == 0 || Array.Exists(_startedAt, isRight);

    private static bool IsSame(Utf8Text text, string? other) => !text.HasValue || other is null || text.EqualsIgnoreCase("unknown"u8) || string.Equals(text.ToString(), other, StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(Utf8Text text)
    {
        foreach (byte b in text.Bytes)
            if (b is < (byte)' ' or > (byte)'~')
                return false;
        return true;
    }
}
