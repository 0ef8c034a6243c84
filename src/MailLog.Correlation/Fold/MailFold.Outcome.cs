using MailLog.Parsing;

namespace MailLog.Correlation;

internal sealed partial class MailFold
{
    private MailOutcome Outcome()
    {
        if (_fate is { } fate && (fate == RecipientStatus.Rejected || HasOnly(fate)))
            return OutcomeOf(fate);
        if (_recipients.Count == 0)
            return MailOutcome.InProgress;
        if (HasOnly(_recipients[0].Status))
            return OutcomeOf(_recipients[0].Status);
        if (HasStatus(RecipientStatus.Delivered))
            return MailOutcome.Partial;
        foreach (RecipientStatus status in WorstFirst)
            if (HasStatus(status))
                return OutcomeOf(status);
        return MailOutcome.InProgress;
    }

    private bool HasStatus(RecipientStatus status)
    {
        foreach (RecipientRow recipient in _recipients)
            if (recipient.Status == status)
                return true;
        return false;
    }

    private bool HasOnly(RecipientStatus status)
    {
        foreach (RecipientRow recipient in _recipients)
            if (recipient.Status != status)
                return false;
        return true;
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
        if (_attempts > 0)
            return null;
        bool hasQueueFile = false, isDiscarded = false, isDeleted = false, isHeld = false, isGivenUp = false;
        foreach (PathNode node in _nodes.Items)
        {
            if (node.Kind == NodeKind.Queue && node.IsActive)
                return null;
            hasQueueFile |= node.Kind == NodeKind.Queue;
            isDiscarded |= node.IsDiscarded;
            isDeleted |= node.IsDeleted;
            isHeld |= node.IsHeld;
            isGivenUp |= node.IsDropped || node.IsCanceled;
        }
        // qmail-smtpd logs whom it accepts, too: then a refusal is one recipient's, or the message's.
        bool mayBeAll = !hasQueueFile && _accepted.Count == 0;
        foreach (Verdict verdict in _verdicts)
        {
            if (IsRefusal(verdict) && (mayBeAll || !IsRefusedRecipient(verdict)))
                return RecipientStatus.Rejected;
            isDiscarded |= verdict.Action == VerdictAction.Discard;
            isHeld |= verdict.Action == VerdictAction.Hold;
        }
        if (isDiscarded)
            return RecipientStatus.Discarded;
        if (isDeleted)
            return RecipientStatus.Deleted;
        if (isHeld)
            return RecipientStatus.Held;
        // Opened and never used: the client gave up, or a before-queue filter dropped it.
        return isGivenUp ? RecipientStatus.Discarded : null;
    }

    private bool HasQueueFile
    {
        get
        {
            foreach (PathNode node in _nodes.Items)
                if (node.Kind == NodeKind.Queue)
                    return true;
            return false;
        }
    }

    private bool HasReject
    {
        get
        {
            foreach (Verdict verdict in _verdicts)
                if (verdict.Action == VerdictAction.Reject)
                    return true;
            return false;
        }
    }

    private static bool IsRefusal(Verdict verdict) => verdict.Action is VerdictAction.Reject or VerdictAction.Hangup or VerdictAction.Defer;

    /// <summary>The verdict refused the client or one recipient: other recipients of the mail may have been accepted.</summary>
    private static bool IsRefusedRecipient(Verdict verdict)
    {
        if (!IsRefusal(verdict))
            return false;
        ReadOnlySpan<byte> stage = verdict.StageText.Bytes;
        return !(stage.SequenceEqual("DATA"u8) || stage.SequenceEqual("BDAT"u8) || stage.SequenceEqual("END-OF-MESSAGE"u8));
    }

    private void FindMissing()
    {
        if (_isEvicted)
        {
            _missing.Add("evicted");
            return;
        }
        RecipientStatus? fate = _fate;
        bool hasVerdict = fate is not null && _verdicts.Count > 0;
        foreach (PathNode node in _nodes.Items)
        {
            if (node.System is MailSystem.Qmail or MailSystem.Qpsmtpd)
            {
                FindMissingOfTransactions(node);
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
            bool isBouncedByCleanup = !node.IsActive && CountRecipients(node) > 0 && HasReject;
            bool isSettled = (hasVerdict && fate != RecipientStatus.Held) || isBouncedByCleanup;
            Need("messageId", node.HasMessageId || fate is not null);
            Need("active", node.IsActive || hasVerdict || isBouncedByCleanup || node.IsDeleted || node.IsRequeued);
            Need("recipients", !node.IsRemoved || !node.IsActive || CountRecipients(node) >= node.RecipientCount || node.IsDeleted);
            Need("removed", node.IsRemoved || node.IsRequeued || isSettled || (node.IsDropped && fate is not null));
        }
        if (_hasOverflow)
            _missing.Add("lines");
    }

    private void Need(string part, bool isThere)
    {
        if (!isThere && !_missing.Contains(part))
            _missing.Add(part);
    }

    /// <summary>Notices to the postmaster that smtpd itself writes have no first line of their own.</summary>
    private static bool IsOwnNotice(PathNode node) => node.IsActive && (node.Sender.Bytes.IsEmpty || node.Sender.Bytes.StartsWith("double-bounce@"u8));

    private int CountRecipients(PathNode node)
    {
        int count = 0;
        foreach (RecipientRow row in _rows.Items)
            if (row.Node == node)
                count++;
        return count;
    }
}
