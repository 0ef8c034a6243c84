using MailLog.Parsing;

namespace MailLog.Correlation;

// Which step in a mail's life a fact tells. Facts that tell of its content or its session are none.
internal sealed partial class MailFold
{
    private static bool IsOpening(in Fact fact) => fact.Kind is FactKind.Opened or FactKind.Pickup || IsOf(fact, QueueFileAction.Created);

    private bool IsSignOfQueue(in Fact fact) => _nodes[fact.Node].System == MailSystem.Qmail ? fact.Kind == FactKind.Active : fact.Kind is FactKind.MessageId or FactKind.NotificationOf;

    private static bool IsOf(in Fact fact, QueueFileAction action) => fact.Kind == FactKind.QueueFile && fact.Byte(FactField.Action) == (byte)action;

    private void ReadStep(in Fact fact)
    {
        PathNode node = _nodes[fact.Node];
        switch (fact.Kind)
        {
            // qmail has no queue of what is active: its line tells the envelope of what was queued.
            case FactKind.Active when node.System != MailSystem.Qmail:
            // The filter's first line of a run.
            case FactKind.MessageId when node.Kind == NodeKind.Filter:
                AddStep(fact, MailStep.Activated);
                break;
            case FactKind.AttemptStart:
                if (_rowOf.Find(KeyOf(node, fact.Range(FactField.Recipient), TextRange.Missing)) is { } begun)
                    AddAttempt(fact, MailStep.AttemptBegun, begun);
                break;
            case FactKind.Attempt:
                ReadAttemptStep(fact, node);
                break;
            case FactKind.QueueFile:
                ReadQueueFileStep(fact, node);
                break;
            case FactKind.Verdict:
                ReadVerdictStep(fact, node);
                break;
            case FactKind.FilterAction:
                ReadFilterStep(fact);
                break;
            case FactKind.Notification:
                MailHistoryEntry notice = AddStep(fact, MailStep.Notified);
                notice.Notice = (NotificationKind)fact.Byte(FactField.Kind);
                notice.NextIdText = Text(fact, FactField.QueueId);
                notice.Qp = fact.Number(FactField.Qp);
                break;
            case FactKind.Noted:
                AddStep(fact, MailStep.Noted, Text(fact, FactField.Text));
                break;
            case FactKind.NotificationId when fact.Number(FactField.Qp) is { } qp:
                if (_steps.FindLast(s => s.Qp == qp) is { } named)
                    named.NextIdText = Text(fact, FactField.QueueId);
                break;
        }
    }

    private MailHistoryEntry AddAttempt(in Fact fact, MailStep step, RecipientRow row, MailText detail = default)
    {
        RecipientRow recipient = row.Published ?? row;
        MailHistoryEntry entry = AddStep(fact, step, detail);
        entry.IsOfAttempt = true;
        entry.RecipientText = recipient.Address;
        entry.OriginalText = recipient.Original;
        return entry;
    }

    private void ReadAttemptStep(in Fact fact, PathNode node)
    {
        long sequence = fact.Sequence;
        // A line that came twice is one attempt.
        if (_rowOf.Find(KeyOf(node, fact.Range(FactField.Recipient), fact.Range(FactField.Original))) is not { } row
            || row.Attempts.Find(a => a.Sequence == sequence) is not { } attempt)
            return;
        PathNode? next = attempt.Status == RecipientStatus.Delivered ? row.Next ?? row.Keeper : null;
        MailStep step = attempt.Status switch
        {
            RecipientStatus.Delivered when next is null => MailStep.Delivered,
            RecipientStatus.Delivered when node.System == MailSystem.Qpsmtpd => MailStep.HandedOver,
            RecipientStatus.Delivered => row.IsForward ? MailStep.Redirected : MailStep.Filtered,
            RecipientStatus.Bounced => fact.Text(FactField.Reason).SequenceEqual("expired"u8) ? MailStep.Expired : MailStep.Bounced,
            _ => MailStep.Deferred,
        };
        MailHistoryEntry entry = AddAttempt(fact, step, row, attempt.ResponseText);
        // qmail-local can do both: deliver, and send on.
        next ??= row.Qp is { } qp ? node.ChildOf(qp) : null;
        if (next is not null)
            entry.NextIdText = next.Id;
    }

    private void ReadQueueFileStep(in Fact fact, PathNode node)
    {
        MailText reason = Text(fact, FactField.Reason);
        switch ((QueueFileAction)fact.Byte(FactField.Action))
        {
            case QueueFileAction.Removed:
                // The queue manager needs no word for it: who else removes a file is the reason.
                AddStep(fact, MailStep.Removed, fact.Text(FactField.Component).SequenceEqual("postsuper"u8) ? Text(fact, FactField.Component) : reason);
                break;
            case QueueFileAction.Requeued:
                MailHistoryEntry requeued = AddStep(fact, MailStep.Requeued);
                if (node.Children.Find(c => c.Pickup >= 0) is { } next)
                    requeued.NextIdText = next.Id;
                break;
            case QueueFileAction.Held:
                AddStep(fact, MailStep.Held);
                break;
            case QueueFileAction.Released:
                AddStep(fact, MailStep.Released);
                break;
            case QueueFileAction.Expired:
                AddStep(fact, MailStep.Expired);
                break;
            case QueueFileAction.ExpiryForced:
                AddStep(fact, MailStep.ExpiryForced);
                break;
            case QueueFileAction.BounceDiscarded:
                AddStep(fact, MailStep.Discarded, reason);
                break;
        }
    }

    private void ReadVerdictStep(in Fact fact, PathNode node)
    {
        Verdict verdict = VerdictOf(fact, _bytes);
        MailStep? step = verdict.Action switch
        {
            VerdictAction.Reject or VerdictAction.Hangup or VerdictAction.Defer => MailStep.Rejected,
            VerdictAction.Hold => MailStep.Held,
            VerdictAction.Discard => MailStep.Discarded,
            VerdictAction.Redirect => MailStep.Redirected,
            VerdictAction.Filter => MailStep.Filtered,
            // A filter before the queue took it: there it went on.
            VerdictAction.Accept when verdict.By == VerdictSource.Proxy => MailStep.Filtered,
            _ => null,
        };
        if (step is null)
            return;
        MailHistoryEntry entry = AddStep(fact, step.Value, verdict.TextText);
        if (IsRefusedRecipient(verdict))
            entry.RecipientText = verdict.RecipientText;
        if (verdict.By == VerdictSource.Proxy && verdict.Action == VerdictAction.Accept && node.Children.Count > 0)
            entry.NextIdText = node.Children[0].Id;
    }

    private void ReadFilterStep(in Fact fact)
    {
        MailStep? step = (FilterAction)fact.Byte(FactField.Action) switch
        {
            FilterAction.Accept => MailStep.Filtered,
            FilterAction.Quarantine => MailStep.Quarantined,
            FilterAction.QuarantineCopy => MailStep.Archived,
            FilterAction.Block => MailStep.Blocked,
            FilterAction.Reject => MailStep.Rejected,
            _ => null,
        };
        if (step is null)
            return;
        MailHistoryEntry entry = AddStep(fact, step.Value, Text(fact, FactField.Rule));
        entry.RecipientText = Text(fact, FactField.Recipient);
        entry.NextIdText = Text(fact, step == MailStep.Filtered ? FactField.QueueId : FactField.QuarantineId);
    }
}
