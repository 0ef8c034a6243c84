using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>How what two logs say of a mail goes together.</summary>
internal enum HandOverFit
{
    /// <summary>They contradict each other, or nothing but the name speaks for it.</summary>
    None,

    /// <summary>The next system has another sender, as after rewriting; all else agrees.</summary>
    Rewritten,

    /// <summary>All that both say agrees.</summary>
    Whole,
}

/// <summary>A mail that another server has taken, under which names, and when.</summary>
/// <param name="node">Where the mail was until then.</param>
/// <param name="id">Stands for its queue id there; 0: none is named.</param>
/// <param name="process">The process that queued it; -1: none is named.</param>
/// <param name="ticks">When the line was logged that says so, in UTC ticks.</param>
/// <param name="queued">When the other server took it, as the line's text says.</param>
internal sealed class HandOver(MailNode node, ulong id, int process, long ticks, long queued)
{
    /// <summary>The line has no time: nothing is ever later.</summary>
    public const long NoTime = long.MaxValue;

    /// <summary>How far apart the clocks of two hosts may be, and a message behind its line in the log.</summary>
    private const long Tolerance = TimeSpan.TicksPerMinute;

    private HandOverFacts? _facts;

    public readonly MailNode Node = node;
    public readonly ulong Id = id;
    public readonly int Process = process;
    public readonly long Ticks = ticks, Queued = queued;

    /// <summary>By what it goes there.</summary>
    public readonly ulong[] Names = (id, process) switch
    {
        (_, < 0) => [id],
        (0, _) => [HandOvers.NameOf(process)],
        _ => [id, HandOvers.NameOf(process)],
    };

    /// <summary>Whether the mail is what the queue file has.</summary>
    public HandOverFit FitOf(MailNode file)
    {
        if (file.Mail.IsGone || file.Mail == Node.Mail || MailTables.EntryOf(file) is not { HasParent: false })
            return HandOverFit.None;
        HandOverFacts own = _facts ??= HandOverFacts.Of(Node), its = HandOverFacts.Of(file);
        if (its.IsOwn || !IsInTime(own, its) || !IsOfPlace(own, its))
            return HandOverFit.None;
        bool hasMessageId = own.MessageIds.Count > 0 && its.MessageIds.Count > 0;
        if (hasMessageId && !own.HasAnyMessageId(its))
            return HandOverFit.None;
        // qmail-send logs them a moment behind the sender.
        if (its.System == MailSystem.Qmail && its.Recipients.Count == 0)
            return HandOverFit.None;
        bool hasRecipients = own.Recipients.Count > 0 && its.Recipients.Count > 0;
        if (hasRecipients && !own.HasAnyRecipient(its))
            return HandOverFit.None;
        if (own.Sender is null || its.Sender is null)
            return hasMessageId ? HandOverFit.Whole : HandOverFit.None;
        if (own.IsSender(its))
            return HandOverFit.Whole;
        return its.System != MailSystem.Qmail && (hasRecipients || hasMessageId) && own.IsRewrittenTo(its.Sender) ? HandOverFit.Rewritten : HandOverFit.None;
    }

    /// <summary>The reply has the name, so what goes by it began before; and not before the transaction.</summary>
    private bool IsInTime(HandOverFacts own, HandOverFacts its)
    {
        if (Queued != NoTime)
            return Math.Abs(its.BeginTicks - Queued) <= Tolerance;
        return Ticks == NoTime || (its.BeginTicks >= own.BeginTicks - Tolerance && its.BeginTicks <= Ticks + Tolerance);
    }

    /// <summary>qmail-queue runs on the server's own host, and so does a Postfix that it passes its mails to over the loopback interface.</summary>
    private bool IsOfPlace(HandOverFacts own, HandOverFacts its)
        => (Queued == NoTime || own.IsOnHostOf(its)) && !(own.IsPassedToLoopback && its.IsFromElsewhere);
}
