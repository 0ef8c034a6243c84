namespace MailLog.Correlation;

/// <summary>What a correlator pushes.</summary>
internal sealed class Streams
{
    public readonly MailStream<Mail> Mails = new();
    public readonly MailStream<Mail> Changes = new();
    public readonly MailStream<SmtpSession> Sessions = new();
    public readonly MailStream<Verdict> Verdicts = new();
    public readonly MailStream<SmtpDialogue> Dialogues = new();

    /// <summary>Tells the decision that is the last of the facts.</summary>
    public void PushVerdict(Journal facts)
    {
        byte[] fact = facts.LastFact.ToArray();
        Verdicts.Push(MailFold.VerdictOf(new Fact(fact, 0), fact));
    }

    /// <summary>The end of all; failures of observers come out together, when everybody had the end.</summary>
    public void Complete()
    {
        var failures = new List<Exception>();
        failures.AddRange(Mails.Complete());
        failures.AddRange(Changes.Complete());
        failures.AddRange(Sessions.Complete());
        failures.AddRange(Verdicts.Complete());
        failures.AddRange(Dialogues.Complete());
        if (failures.Count > 0)
            throw new AggregateException("An observer failed.", failures);
    }
}
