using MailLog.Parsing;

namespace MailLog.Correlation;

internal sealed partial class MailFold
{
    private void FoldOutcome() => _model.Outcome = Outcome();

    private MailOutcome Outcome()
    {
        if (FateBeforeQueue() is { } fate && (fate == RecipientStatus.Rejected || _model.Recipients.TrueForAll(r => r.Status == fate)))
            return OutcomeOf(fate);
        List<Recipient> recipients = _model.Recipients;
        if (recipients.Count == 0)
            return MailOutcome.InProgress;
        RecipientStatus first = recipients[0].Status;
        if (recipients.TrueForAll(r => r.Status == first))
            return OutcomeOf(first);
        if (recipients.Exists(r => r.Status == RecipientStatus.Delivered))
            return MailOutcome.Partial;
        foreach (RecipientStatus status in WorstFirst)
            if (recipients.Exists(r => r.Status == status))
                return OutcomeOf(status);
        return MailOutcome.InProgress;
    }

    /// <summary>What counts for a mail that nobody got: the worst that is final, then what waits, then what others did with it.</summary>
    private static ReadOnlySpan<RecipientStatus> WorstFirst =>
    [
        RecipientStatus.Bounced, RecipientStatus.Expired, RecipientStatus.Deferred, RecipientStatus.Rejected, RecipientStatus.Quarantined, RecipientStatus.Blocked,
        RecipientStatus.Held, RecipientStatus.Deleted, RecipientStatus.Discarded, RecipientStatus.Redirected,
    ];

    private static MailOutcome OutcomeOf(RecipientStatus status) => status switch
    {
        RecipientStatus.Delivered or RecipientStatus.Redirected => MailOutcome.Delivered,
        RecipientStatus.Deferred => MailOutcome.Deferred,
        RecipientStatus.Bounced => MailOutcome.Bounced,
        RecipientStatus.Expired => MailOutcome.Expired,
        RecipientStatus.Held => MailOutcome.Held,
        RecipientStatus.Discarded => MailOutcome.Discarded,
        RecipientStatus.Quarantined => MailOutcome.Quarantined,
        RecipientStatus.Blocked => MailOutcome.Blocked,
        RecipientStatus.Deleted => MailOutcome.Deleted,
        RecipientStatus.Rejected => MailOutcome.Rejected,
        _ => MailOutcome.InProgress,
    };

    /// <summary>What happened to a mail that never came to the queue manager; null when it did, or when nothing is known yet.</summary>
    private RecipientStatus? FateBeforeQueue()
    {
        if (_nodes.Exists(n => n.Kind == NodeKind.Queue && n.IsActive) || _attempts > 0)
            return null;
        bool hasQueueFile = _nodes.Exists(n => n.Kind == NodeKind.Queue);
        List<Verdict> verdicts = _model.Verdicts;
        // qmail-smtpd logs whom it accepts, too: then a refusal is one recipient's, or the message's.
        bool mayBeAll = !hasQueueFile && _accepted.Count == 0;
        if (verdicts.Exists(v => v.Action is VerdictAction.Reject or VerdictAction.Hangup or VerdictAction.Defer && (mayBeAll || !IsRefusedRecipient(v))))
            return RecipientStatus.Rejected;
        if (_nodes.Exists(n => n.IsDiscarded) || verdicts.Exists(v => v.Action == VerdictAction.Discard))
            return RecipientStatus.Discarded;
        if (_nodes.Exists(n => n.IsDeleted))
            return RecipientStatus.Deleted;
        if (_nodes.Exists(n => n.IsHeld) || verdicts.Exists(v => v.Action == VerdictAction.Hold))
            return RecipientStatus.Held;
        // Opened and never used: the client gave up, or a before-queue filter dropped it.
        return _nodes.Exists(n => n.IsDropped || n.IsCanceled) ? RecipientStatus.Discarded : null;
    }

    /// <summary>The verdict refused the client or one recipient: other recipients of the mail may have been accepted.</summary>
    private static bool IsRefusedRecipient(Verdict verdict)
    {
        if (verdict.Action is not (VerdictAction.Reject or VerdictAction.Hangup or VerdictAction.Defer))
            return false;
        ReadOnlySpan<byte> stage = verdict.StageText.Bytes;
        return !(stage.SequenceEqual("DATA"u8) || stage.SequenceEqual("BDAT"u8) || stage.SequenceEqual("END-OF-MESSAGE"u8));
    }

    private void FindMissing()
    {
        List<string> missing = _model.Missing;
        if (_isEvicted)
        {
            missing.Add("evicted");
            return;
        }
        RecipientStatus? fate = FateBeforeQueue();
        bool hasVerdict = fate is not null && _model.Verdicts.Count > 0;
        foreach (PathNode node in _nodes)
        {
            if (node.System is MailSystem.Qmail or MailSystem.Qpsmtpd)
            {
                FindMissingOfTransactions(node, fate, Need);
                continue;
            }
            if (node.Kind == NodeKind.Filter)
                Need("filter", node.IsDone || fate == RecipientStatus.Rejected);
            if (node.IsOpened)
                Need("session", node.HasSession);
            if (node.Kind != NodeKind.Queue)
                continue;
            Need("start", node.HasStart || IsOwnNotice(node));
            // cleanup itself bounces local mail that a check or a milter refused: it never comes to the queue manager.
            bool isBouncedByCleanup = !node.IsActive && CountRecipients(node) > 0 && _model.Verdicts.Exists(v => v.Action == VerdictAction.Reject);
            bool isSettled = (hasVerdict && fate != RecipientStatus.Held) || isBouncedByCleanup;
            Need("messageId", node.HasMessageId || fate is not null);
            Need("active", node.IsActive || hasVerdict || isBouncedByCleanup || node.IsDeleted || node.IsRequeued);
            Need("recipients", !node.IsRemoved || !node.IsActive || CountRecipients(node) >= node.RecipientCount || node.IsDeleted);
            Need("removed", node.IsRemoved || node.IsRequeued || isSettled || (node.IsDropped && fate is not null));
        }
        if (_hasOverflow)
            missing.Add("lines");

        void Need(string part, bool isThere)
        {
            if (!isThere && !missing.Contains(part))
                missing.Add(part);
        }
    }

    /// <summary>Notices to the postmaster that smtpd itself writes have no first line of their own.</summary>
    private static bool IsOwnNotice(PathNode node) => node.IsActive && (node.Sender.Bytes.IsEmpty || node.Sender.Bytes.StartsWith("double-bounce@"u8));

    private int CountRecipients(PathNode node)
    {
        int count = 0;
        foreach (RecipientRow row in _rows)
            if (row.Node == node)
                count++;
        return count;
    }
}
