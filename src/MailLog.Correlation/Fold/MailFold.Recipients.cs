using MailLog.Parsing;

namespace MailLog.Correlation;

internal sealed partial class MailFold
{
    private void ReadAttempt(in Fact fact, PathNode node)
    {
        RecipientRow row = Row(node, fact.Range(FactField.Recipient), fact.Range(FactField.Original));
        var status = (DeliveryStatus)fact.Byte(FactField.Status);
        _attempts++;
        if (status is DeliveryStatus.Deliverable or DeliveryStatus.Undeliverable)
            _probes++;
        var attempt = new DeliveryAttempt
        {
            At = fact.Time,
            Status = status switch
            {
                DeliveryStatus.Sent or DeliveryStatus.Deliverable or DeliveryStatus.Expanded => RecipientStatus.Delivered,
                DeliveryStatus.Bounced or DeliveryStatus.Undeliverable => RecipientStatus.Bounced,
                _ => RecipientStatus.Deferred,
            },
            RelayText = Text(fact, FactField.Relay),
            DelayText = Text(fact, FactField.Delay),
            DelaysText = Text(fact, FactField.Delays),
            DsnText = Text(fact, FactField.Dsn),
            ResponseText = Text(fact, FactField.Response),
            ReplyText = Text(fact, FactField.Reply),
            QueueIdText = node.Id.Bytes.IsEmpty ? default : node.Id,
            Sequence = fact.Sequence,
        };
        if (row.Recipient.AttemptList.Exists(attempt.IsSameLine) || !TimeOrder.Insert(row.Recipient.AttemptList, attempt))
            return;
        row.Recipient.Status = attempt.Status;
        row.QueuedAs = Text(fact, FactField.QueuedAs);
        row.FilterId = Text(fact, FactField.FilterId);
        row.Qp = Number(fact, FactField.Qp);
        row.IsForward = row.Qp is not null ? fact.Byte(FactField.Kind) == 1 : fact.Text(FactField.Response).StartsWith("forwarded as "u8);
        if (fact.Text(FactField.Reason).SequenceEqual("expired"u8))
            row.Recipient.Status = RecipientStatus.Expired;
    }

    // orig_to that only repeats the address says nothing.
    private (PathNode? Node, TextRange Address, TextRange Original) KeyOf(PathNode node, TextRange address, TextRange original)
        => (node, address, !original.IsMissing && _addresses.Same(address, original) ? TextRange.Missing : original);

    private RecipientRow Row(PathNode node, TextRange address, TextRange original)
    {
        var key = KeyOf(node, address, original);
        if (_rowOf.Find(key) is { } known)
            return known;
        var row = new RecipientRow(node, new Recipient
        {
            AddressText = new MailText(_bytes, address),
            OriginalText = new MailText(_bytes, key.Original),
            QueueIdText = node.Kind == NodeKind.Queue ? node.Id : default,
        });
        _rowOf.Add(key, row);
        _rows.Add(row);
        return row;
    }

    private void FoldRecipients()
    {
        foreach (RecipientRow row in _rows.ToArray())
            row.Next = NextOf(row);
        foreach (PathNode filter in _nodes)
            if (filter.Kind == NodeKind.Filter)
                FoldFilterSteps(filter);
        foreach (RecipientRow row in _rows)
            if (row.Next is null)
                InheritOriginal(row);
        foreach (RecipientRow row in _rows.ToArray())
            if (row.Next is { } next && !IsCovered(row, next))
                _rows.Add(new RecipientRow(next, new Recipient { AddressText = row.Recipient.AddressText, OriginalText = row.Recipient.OriginalText, QueueIdText = next.Id }));
        var byAddress = new RowTable<Recipient>(_addresses);
        foreach (RecipientRow row in _rows)
        {
            if (row.Next is not null)
                continue;
            ApplyQueueState(row);
            row.Published = Publish(row.Recipient, byAddress);
        }
        if (_model.Recipients.Count == 0)
            RecipientsOfVerdicts();
    }

    /// <summary>A hop to a node of the same mail is path, not delivery.</summary>
    private PathNode? NextOf(RecipientRow row)
    {
        if (row.Recipient.Status != RecipientStatus.Delivered || row.Node.Children.Count == 0)
            return null;
        if (row.Node.System == MailSystem.Qpsmtpd)
            return row.Node.Children[0];
        if (row.Node.System == MailSystem.Qmail)
            return row.IsForward ? row.Node.Children.Find(c => c.Qp == row.Qp) : null;
        foreach (PathNode child in row.Node.Children)
        {
            MailText named = child.Kind == NodeKind.Filter ? row.FilterId : row.QueuedAs;
            if (!named.IsMissing && named.Bytes.SequenceEqual(child.Id.Bytes))
                return child;
        }
        // The reply names no node, but the next queue file says where it came from (XFORWARD IDENT): it has the recipient, or may still get it.
        foreach (PathNode child in row.Node.Children)
            if (child.Kind == NodeKind.Queue && !IsNamed(child) && (HasRecipient(child, row) || (!child.IsEnded && !HasAnyRow(child))))
                return child;
        return null;
    }

    private bool IsNamed(PathNode child)
    {
        foreach (RecipientRow row in _rows)
            if (row.Node == child.Parent && !row.QueuedAs.IsMissing && row.QueuedAs.Bytes.SequenceEqual(child.Id.Bytes))
                return true;
        return false;
    }

    private bool HasAnyRow(PathNode node)
    {
        foreach (RecipientRow row in _rows)
            if (row.Node == node)
                return true;
        return false;
    }

    private bool HasRecipient(PathNode node, RecipientRow wanted)
    {
        foreach (RecipientRow row in _rows)
            if (row.Node == node && IsFor(row, wanted.Recipient))
                return true;
        return false;
    }

    private static bool IsFor(RecipientRow row, Recipient wanted)
        => SameText(row.Recipient.AddressText, wanted.AddressText) || SameText(row.Recipient.OriginalText, wanted.AddressText)
            || SameText(row.Recipient.AddressText, wanted.OriginalText) || SameText(row.Recipient.OriginalText, wanted.OriginalText);

    private static bool SameText(MailText one, MailText other) => !one.IsMissing && !other.IsMissing && new Utf8Text(one.Bytes).EqualsIgnoreCase(other.Bytes);

    /// <summary>What the filter did for each recipient decides where it did not pass the mail on.</summary>
    private void FoldFilterSteps(PathNode filter)
    {
        foreach (FilterStep step in filter.Steps)
        {
            if (step.Recipient.IsMissing || step.Action is not (FilterAction.Quarantine or FilterAction.Block) || WasAccepted(filter, step.Recipient))
                continue;
            RecipientStatus status = step.Action == FilterAction.Quarantine ? RecipientStatus.Quarantined : RecipientStatus.Blocked;
            RecipientRow? sent = null;
            foreach (RecipientRow row in _rows)
                if (row.Next == filter && SameText(row.Recipient.AddressText, new MailText(_bytes, step.Recipient)))
                    sent = row;
            // Refused in the reply: then that is the recipient's fate.
            if (sent is null && filter.Parent is { Kind: NodeKind.Queue } parent && _rowOf.Find((parent, step.Recipient, TextRange.Missing)) is { } refused && refused.Recipient.AttemptList.Count > 0)
                continue;
            sent ??= Row(filter, step.Recipient, TextRange.Missing);
            sent.Keeper = sent.Next;
            sent.Next = null;
            sent.Recipient.Status = status;
        }
    }

    private bool WasAccepted(PathNode filter, TextRange recipient)
    {
        foreach (FilterStep step in filter.Steps)
            if (step.Action == FilterAction.Accept && _addresses.Same(step.Recipient, recipient))
                return true;
        return false;
    }

    /// <summary>The envelope's address is the one before all aliases, on whichever hop they were resolved.</summary>
    private void InheritOriginal(RecipientRow row)
    {
        for (PathNode? at = row.Node; at?.Parent is not null; at = at.Parent)
        {
            MailText asked = row.Recipient.OriginalText.IsMissing ? row.Recipient.AddressText : row.Recipient.OriginalText;
            RecipientRow? only = null;
            bool found = false;
            foreach (RecipientRow before in _rows)
            {
                if (before.Next != at)
                    continue;
                only = before;
                if (!SameText(before.Recipient.AddressText, asked))
                    continue;
                found = true;
                if (!before.Recipient.OriginalText.IsMissing)
                    row.Recipient.OriginalText = before.Recipient.OriginalText;
                break;
            }
            if (!found && only is { IsForward: true } && row.Recipient.OriginalText.IsMissing)
                row.Recipient.OriginalText = only.Recipient.AddressText;
        }
    }

    /// <summary>The next node shows the recipient, or is over without it: it was rewritten to another address.</summary>
    private bool IsCovered(RecipientRow row, PathNode next)
    {
        foreach (RecipientRow other in _rows)
            if (IsAtOrBelow(other.Node, next) && IsFor(other, row.Recipient))
                return true;
        return next.IsEnded && HasRowBelow(next);
    }

    private bool HasRowBelow(PathNode node)
    {
        foreach (RecipientRow row in _rows)
            if (IsAtOrBelow(row.Node, node))
                return true;
        return false;
    }

    private static bool IsAtOrBelow(PathNode? node, PathNode above)
    {
        for (; node is not null; node = node.Parent)
            if (node == above)
                return true;
        return false;
    }

    private static void ApplyQueueState(RecipientRow row)
    {
        if (row.Node.IsExpired && row.Recipient.Status == RecipientStatus.Deferred)
            row.Recipient.Status = RecipientStatus.Expired;
        if (row.Recipient.Status is not (RecipientStatus.InProgress or RecipientStatus.Deferred))
            return;
        if (row.Node.IsDeleted)
            row.Recipient.Status = RecipientStatus.Deleted;
        else if (row.Node.IsHeld)
            row.Recipient.Status = RecipientStatus.Held;
    }

    /// <summary>Each address once: what a requeued mail's two queue files did for a recipient is one story.</summary>
    private Recipient Publish(Recipient recipient, RowTable<Recipient> byAddress)
    {
        var key = ((PathNode?)null, recipient.AddressText.Range, recipient.OriginalText.Range);
        Recipient? known = byAddress.Find(key);
        if (known is null)
        {
            byAddress.Add(key, recipient);
            _model.Recipients.Add(recipient);
            return recipient;
        }
        known.AttemptList.AddRange(recipient.AttemptList);
        if (known.Status is RecipientStatus.InProgress or RecipientStatus.Deferred || recipient.Status is not (RecipientStatus.InProgress or RecipientStatus.Deferred))
            known.Status = recipient.Status;
        return known;
    }

    /// <summary>A mail held, discarded or refused before the queue manager saw it has its recipients from the verdicts' lines.</summary>
    private void RecipientsOfVerdicts()
    {
        RecipientStatus? fate = FateBeforeQueue();
        if (fate is null)
            return;
        foreach (Verdict verdict in _model.Verdicts)
        {
            if (verdict.RecipientText.IsMissing || IsRefusedRecipient(verdict) || _model.Recipients.Exists(r => SameText(r.AddressText, verdict.RecipientText)))
                continue;
            _model.Recipients.Add(new Recipient { AddressText = verdict.RecipientText, Status = fate.Value, QueueIdText = verdict.QueueIdText });
        }
    }
}
