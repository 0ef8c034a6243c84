using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>A mail's way, step by step: its history, with who said what from its attempts and decisions, and decisions that stopped nothing.</summary>
internal static class MailTimeline
{
    /// <summary>The steps in the order of time.</summary>
    public static IReadOnlyList<TimelineStep> Of(Mail mail)
    {
        IReadOnlyList<MailHistoryEntry> history = mail.History;
        // A line is an attempt or decision and a step at once: they have its time, its recipient and its words in common. In one second there may be several.
        var attempts = new Dictionary<(long, string?, string?), DeliveryAttempt>();
        foreach (Recipient recipient in mail.Recipients)
            foreach (DeliveryAttempt attempt in recipient.Attempts)
                attempts.TryAdd((attempt.At.UtcTicks, recipient.Address, attempt.Response), attempt);
        var verdicts = new Dictionary<(long, string?, string?), Verdict>();
        foreach (Verdict verdict in mail.Verdicts)
        {
            verdicts.TryAdd((verdict.At.UtcTicks, verdict.Recipient, verdict.Text), verdict);
            // What is refused behind RCPT is refused for all recipients, whichever the line names.
            verdicts.TryAdd((verdict.At.UtcTicks, null, verdict.Text), verdict);
        }

        var steps = new List<TimelineStep>(history.Count);
        foreach (MailHistoryEntry entry in history)
        {
            var line = (entry.At.UtcTicks, entry.Recipient, entry.Detail);
            (string role, string? speaker, string? said) = verdicts.GetValueOrDefault(line) is { } verdict ? Words(verdict)
                : attempts.GetValueOrDefault(line) is { } attempt ? Words(attempt, mail)
                : entry.Step == MailStep.Queued ? ("from", Origin(mail, entry), null)
                : ("by", null, Readable(entry.Detail, mail));
            steps.Add(new TimelineStep(entry.At, TimeSpan.Zero, StepWords.Of(entry), StepWords.ToneOf(entry.Step), entry.Recipient, role, speaker, said, entry.QueueId ?? entry.FilterId, entry.NextId));
        }
        return WithDelays(WithNotes(steps, mail));
    }

    /// <summary>Decisions that stopped nothing are in no history. In one second, they stand behind the beginning, before what became of the mail.</summary>
    private static List<TimelineStep> WithNotes(List<TimelineStep> history, Mail mail)
    {
        var steps = new List<TimelineStep>(history.Count);
        int next = 0;
        foreach (Verdict verdict in mail.Verdicts)
        {
            if (StepWords.Of(verdict.Action) is not { } what || (verdict.Action == VerdictAction.Accept && verdict.By == VerdictSource.Proxy))
                continue;
            while (next < history.Count && (history[next].At < verdict.At || (history[next].At == verdict.At && mail.History[next].Step == MailStep.Queued)))
                steps.Add(history[next++]);
            (string role, string? speaker, string? said) = Words(verdict);
            steps.Add(new TimelineStep(verdict.At, TimeSpan.Zero, what, StepTone.Neutral, verdict.Recipient, role, speaker, said, verdict.QueueId, null));
        }
        if (next == 0 && steps.Count == 0)
            return history;
        steps.AddRange(history.Skip(next));
        return steps;
    }

    private static List<TimelineStep> WithDelays(List<TimelineStep> steps)
    {
        for (int i = steps.Count - 1; i > 0; i--)
            if (steps[i].At > steps[i - 1].At)
                steps[i] = steps[i] with { Delay = TimeSpan.FromTicks(steps[i].At.UtcTicks - steps[i - 1].At.UtcTicks) };
        return steps;
    }

    /// <summary>qmail-send writes a report's blanks as <c>_</c>, and its line ends as <c>/</c>.</summary>
    public static string? Readable(string? text, Mail mail) => mail.System == MailSystem.Qmail ? text?.Replace('_', ' ').TrimEnd('/') : text;

    /// <summary>The other side's own words, if it spoke; else what this side says of it.</summary>
    private static (string Role, string? Speaker, string? Said) Words(DeliveryAttempt attempt, Mail mail)
        => ("at", attempt.Relay is null or "none" ? null : attempt.Relay, attempt.Reply is { } reply ? reply : Readable(attempt.Response, mail));

    private static (string Role, string? Speaker, string? Said) Words(Verdict verdict)
        => ("by", HookNames.Of(verdict) + (verdict.Stage is { } stage ? " at " + stage : ""), VerdictText(verdict));

    /// <summary>The reply as the client saw it.</summary>
    public static string VerdictText(Verdict verdict)
        => (verdict.Code != 0 ? verdict.Code + " " : "") + (verdict.Dsn.Class != 0 ? verdict.Dsn + " " : "") + verdict.Text;

    private static string? Origin(Mail mail, MailHistoryEntry entry)
        => entry.Detail ?? (mail.SubmittedBy is { } local && mail.QueueIds is [var first, ..] && entry.QueueId == first ? "user " + local.UserId + " of this host" : null);
}
