namespace MailLog.Correlation;

/// <summary>Finished mails, held until no late line can be expected: order is not promised by any log transport.</summary>
internal sealed class GraceQueue(CorrelatorOptions options)
{
    private readonly Queue<(OpenMail Mail, long Sequence, long Ticks)> _waiting = new();
    private readonly long _lines = options.GraceLines, _ticks = options.GraceTime.Ticks;

    public void Add(OpenMail mail)
    {
        if (mail.IsScheduled)
            return;
        mail.IsScheduled = true;
        _waiting.Enqueue((mail, mail.LastSequence, mail.LastTicks));
    }

    /// <summary>The next mail whose grace has passed in lines and in time.</summary>
    public OpenMail? Next(long sequence, long ticks) => _waiting.Count == 0 || IsHeld(_waiting.Peek(), sequence, ticks) ? null : NextDue(sequence, ticks);

    /// <summary>The next mail that was finished up to a line, whether or not its grace has passed; or null.</summary>
    public OpenMail? FinishedUpTo(long sequence)
    {
        while (_waiting.Count > 0 && _waiting.Peek().Sequence <= sequence)
            if (Take(evenIfRecent: sequence == long.MaxValue) is { } mail)
                return mail;
        return null;
    }

    public void Save(StateWriter writer)
    {
        var waiting = _waiting.Where(w => !w.Mail.IsGone).ToList();
        writer.Write(waiting.Count);
        foreach ((OpenMail mail, long sequence, long ticks) in waiting)
        {
            writer.Write(mail);
            writer.Write(sequence);
            writer.Write(ticks);
        }
    }

    public void Load(StateReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            OpenMail mail = reader.ReadMail();
            mail.IsScheduled = true;
            _waiting.Enqueue((mail, reader.ReadInt64(), reader.ReadInt64()));
        }
    }

    /// <summary>Asked at every line, nearly always in vain. What is of a much later time is of before time went back.</summary>
    private bool IsHeld(in (OpenMail Mail, long Sequence, long Ticks) first, long sequence, long ticks)
        => !first.Mail.IsGone && (sequence - first.Sequence < _lines || Math.Abs(ticks - first.Ticks) < _ticks);

    private OpenMail? NextDue(long sequence, long ticks)
    {
        while (_waiting.Count > 0 && !IsHeld(_waiting.Peek(), sequence, ticks))
            if (Take() is { } due)
                return due;
        return null;
    }

    private OpenMail? Take(bool evenIfRecent = false)
    {
        (OpenMail mail, long since, _) = _waiting.Dequeue();
        mail.IsScheduled = false;
        if (mail.IsGone || !mail.IsFinished)
            return null;
        if (evenIfRecent || mail.LastSequence == since)
            return mail;
        // A line came in the meantime: its grace begins again.
        Add(mail);
        return null;
    }
}
