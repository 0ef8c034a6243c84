using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>A step on a mail's way, for people: when, how long after the step before, what happened, and who said what.</summary>
/// <param name="At">When its line was logged.</param>
/// <param name="Delay">How long after the step before; zero for the first, and where the log's order is not that of time.</param>
/// <param name="What">What happened, in plain words.</param>
/// <param name="Tone">Whether that is good or bad.</param>
/// <param name="Recipient">Whom it is about; null when it is about the mail as a whole.</param>
/// <param name="Role">How the speaker takes part: <c>from</c>, the client; <c>at</c>, the next server or the agent that delivers; <c>by</c>, what decided.</param>
/// <param name="Speaker">Who did or said it, as logged; null when the log does not tell.</param>
/// <param name="Said">Their words, as logged; null when there are none.</param>
/// <param name="Id">The queue id or filter run under which it happened.</param>
/// <param name="NextId">As what the mail went on, or the id of a notification.</param>
internal sealed record TimelineStep(LogTime At, TimeSpan Delay, string What, StepTone Tone, string? Recipient, string Role, string? Speaker, string? Said, string? Id, string? NextId);

/// <summary>What a step means to who waits for the mail.</summary>
internal enum StepTone
{
    /// <summary>The mail is on its way.</summary>
    Neutral,

    /// <summary>It arrived.</summary>
    Good,

    /// <summary>It has to wait.</summary>
    Waiting,

    /// <summary>It does not arrive.</summary>
    Bad,
}
