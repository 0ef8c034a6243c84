namespace MailLog.Correlation;

/// <summary>Keeps what a fold works with for the next one: mails come by the million, and of a fold only the mail is to remain.</summary>
/// <remarks>One is kept; who folds at the same time on another thread makes one for itself.</remarks>
internal sealed class FoldPool
{
    private MailFold? _free;

    /// <summary>The mail that the facts tell.</summary>
    public MailModel Fold(byte[] facts)
    {
        MailFold fold = Rent(facts);
        MailModel model = fold.Fold();
        Return(fold);
        return model;
    }

    /// <summary>The history of a mail: a second fold, which only those pay for who ask.</summary>
    public IReadOnlyList<MailHistoryEntry> History(byte[] facts)
    {
        MailFold fold = Rent(facts);
        IReadOnlyList<MailHistoryEntry> history = fold.History();
        Return(fold);
        return history;
    }

    /// <summary>The lines of a mail, where they are kept.</summary>
    public IReadOnlyList<MailLine> Lines(byte[] facts)
    {
        MailFold fold = Rent(facts);
        IReadOnlyList<MailLine> lines = fold.Lines();
        Return(fold);
        return lines;
    }

    private MailFold Rent(byte[] facts)
    {
        MailFold fold = Interlocked.Exchange(ref _free, null) ?? new MailFold();
        fold.Begin(facts);
        return fold;
    }

    /// <summary>A fold that threw does not come back.</summary>
    private void Return(MailFold fold)
    {
        if (fold.End())
            Volatile.Write(ref _free, fold);
    }
}
