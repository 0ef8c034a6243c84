namespace MailLog.Correlation;

/// <summary>A message that came into qmail's queue, while it is not decided which session it came from.</summary>
internal sealed class QueuedMessage(MailNode node, ulong host, int qp, int userId, byte[] sender, long ticks, short offsetMinutes)
{
    public readonly MailNode Node = node;
    public readonly ulong Host = host;
    public readonly int Qp = qp;
    public readonly int UserId = userId;

    /// <summary>As qmail-send logs it, see <see cref="LogSafe"/>.</summary>
    public readonly byte[] Sender = sender;

    public readonly long Ticks = ticks;
    public readonly short OffsetMinutes = offsetMinutes;

    /// <summary>The recipients whose deliveries began so far, each as often as the message has it, up to <see cref="SmtpTransaction.MaxCompared"/>.</summary>
    public readonly List<byte[]> Recipients = [];

    /// <summary>Those of them that are to be tried again: their next attempt is no further recipient.</summary>
    private readonly List<byte[]> _again = [];

    public IReadOnlyCollection<byte[]> Again => _again;

    /// <summary>It is a bounce, a forward, or tied by the process that queued it: there is nothing to be decided.</summary>
    public bool HasOrigin;

    public bool IsDecided;

    /// <summary>It was weighed for a transaction that then was given to another, without certainty.</summary>
    public bool IsDoubtful;

    /// <summary>An attempt began.</summary>
    public void Start(ReadOnlySpan<byte> recipient)
    {
        for (int i = 0; i < _again.Count; i++)
        {
            if (!recipient.SequenceEqual(_again[i]))
                continue;
            _again.RemoveAt(i);
            return;
        }
        if (Recipients.Count < SmtpTransaction.MaxCompared)
            Recipients.Add(recipient.ToArray());
    }

    /// <summary>An attempt ended without a result that is final.</summary>
    public void TryAgain(byte[] recipient)
    {
        if (_again.Count < SmtpTransaction.MaxCompared)
            _again.Add(recipient);
    }
}
