namespace MailLog.Correlation;

/// <summary>What a session logged about one message: its sender, and the recipients it was accepted for. That it was taken is not logged.</summary>
internal sealed class SmtpTransaction(QmailSession session, MailNode? node)
{
    public readonly QmailSession Session = session;

    /// <summary>The mail that it will be, alone or with the message that it is tied to; null for what is left of one that was tied.</summary>
    public readonly MailNode? Node = node;

    /// <summary>The sender as the client gave it, in each reading of its line, the likeliest first. Empty: not known yet.</summary>
    public readonly List<byte[]> Senders = new(1);

    /// <summary>How many recipients are compared: more would take long, and tell no more.</summary>
    public const int MaxCompared = 1000;

    /// <summary>The recipients that were accepted, up to <see cref="MaxCompared"/>.</summary>
    public readonly List<AcceptedRecipient> Accepted = new(1);

    /// <summary>When the last of them was accepted, or the message itself.</summary>
    public long LastTicks;

    /// <summary>When the session went on to the next transaction; the largest value while it has not.</summary>
    public long NextTicks = long.MaxValue;

    /// <summary>The message was refused: it is in no queue.</summary>
    public bool IsRefused;

    /// <summary>The process that put the message into the queue, where the session logs it; 0 otherwise.</summary>
    public int Qp;

    public bool IsTied;

    /// <summary>It is not to be found by its senders any more.</summary>
    public bool IsRemoved;

    /// <summary>It was weighed for a message that then was given another, without certainty.</summary>
    public bool IsDoubtful;

    /// <summary>When nothing more can have come of it.</summary>
    public long EndTicks => Math.Min(NextTicks, Session.EndTicks);

    /// <summary>Nothing more is to be decided about it.</summary>
    public bool IsOver => IsTied || IsRefused || Node is { Mail.IsGone: true };

    public bool HasSender(ReadOnlySpan<byte> safe)
    {
        foreach (byte[] sender in Senders)
            if (LogSafe.IsSame(sender, safe))
                return true;
        return false;
    }

    /// <summary>Which accepted recipient each of the message's is, each once, of those accepted up to an instant; null when one of them is none.</summary>
    /// <param name="sender">The message's sender, as qmail-send logs it.</param>
    /// <param name="queued">The message's recipients.</param>
    /// <param name="upTo">The instant, in UTC ticks.</param>
    /// <param name="taken">Those of another message; null: none.</param>
    public List<int>? Match(byte[] sender, List<byte[]> queued, long upTo, List<int>? taken = null)
    {
        if (queued.Count > Accepted.Count)
            return null;
        var used = new List<int>(queued.Count);
        bool[] isTaken = new bool[Accepted.Count];
        foreach (int at in taken ?? [])
            isTaken[at] = true;
        // Both are mostly in the same order: each search goes on where the last one ended.
        int next = 0;
        foreach (byte[] recipient in queued)
        {
            int at = -1;
            for (int i = 0; i < Accepted.Count && at < 0; i++)
            {
                int place = (next + i) % Accepted.Count;
                if (!isTaken[place] && Accepted[place].Ticks <= upTo && Accepted[place].Is(sender, recipient))
                    at = place;
            }
            if (at < 0)
                return null;
            isTaken[at] = true;
            used.Add(at);
            next = at + 1;
        }
        return used;
    }

    /// <summary>When the last of some accepted recipients was; without any, the last up to an instant; null when there is none.</summary>
    public long? LastOf(List<int> matched, long upTo)
    {
        long? last = null;
        for (int i = 0; i < Accepted.Count; i++)
            if (matched.Count == 0 && Accepted[i].Ticks <= upTo)
                last = Math.Max(last ?? 0, Accepted[i].Ticks);
        foreach (int at in matched)
            last = Math.Max(last ?? 0, Accepted[at].Ticks);
        return last;
    }
}

/// <summary>A recipient that a session accepted, as the client gave it and its sender in each reading of the line, and when.</summary>
internal readonly record struct AcceptedRecipient((byte[] Sender, byte[] Recipient)[] Readings, long Ticks)
{
    public bool Is(byte[] sender, byte[] recipient)
    {
        foreach ((byte[] from, byte[] to) in Readings)
            if (LogSafe.IsRecipient(to, recipient) && LogSafe.IsSame(from, sender))
                return true;
        return false;
    }
}
