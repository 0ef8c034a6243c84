namespace MailLog.Cli;

/// <summary>What is counted for one value of a list: a sender, a relay, a reason. Which of it has a meaning depends on the list.</summary>
internal struct Tally
{
    /// <summary>How often the value was seen; lists are ordered by it.</summary>
    public long Count;

    /// <summary>Size of the mails.</summary>
    public long Bytes;

    public long Delivered, Deferred, Failed;

    /// <summary>How many took a time that is known, how long together, and the longest, in seconds.</summary>
    public long Timed;
    public double Seconds, Longest;

    public readonly double Mean => Timed == 0 ? 0 : Seconds / Timed;

    public void Time(double seconds)
    {
        Timed++;
        Seconds += seconds;
        Longest = Math.Max(Longest, seconds);
    }
}
