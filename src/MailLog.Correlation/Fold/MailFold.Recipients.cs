using MailLog.Parsing;

namespace MailLog.Correlation;

internal sealed partial class MailFold
{
    private void ReadAttempt(in Fact fact, PathNode node)
    {
        var fields = new FactFields(_bytes, _places);
        fields.Read(fact);
        RecipientRow row = Row(node, fields.Text(FactField.Recipient).Range, fields.Text(FactField.Original).Range);
        _attempts++;
        var attempt = new DeliveryAttempt(_bytes, fact, fields, node.Id.Place);
        foreach (DeliveryAttempt known in row.Attempts)
            if (known.IsSameLine(attempt))
                return;
        if (!TimeOrder.Insert(row.Attempts, attempt))
            return;
        row.Status = attempt.Status;
        row.QueuedAs = fields.Text(FactField.QueuedAs);
        row.FilterId = fields.Text(FactField.FilterId);
        row.Qp = fields.Number(FactField.Qp);
        row.IsForward = row.Qp is not null ? fields.Byte(FactField.Kind) == 1 : attempt.ResponseText.Bytes.StartsWith("forwarded as "u8);
        if (fields.Text(FactField.Reason).Bytes.SequenceEqual("expired"u8))
            row.Status = RecipientStatus.Expired;
    }

    // orig_to that only repeats the address says nothing.
    private (PathNode? Node, TextRange Address, TextRange Original) KeyOf(PathNode node, TextRange address, TextRange original)
        => (node, address, !original.IsMissing && _addresses.Same(address, original) ? TextRange.Missing : original);

    private RecipientRow Row(PathNode node, TextRange address, TextRange original)
    {
        var key = KeyOf(node, address, original);
        if (_rowOf.Find(key) is { } known)
            return known;
        RecipientRow row = _rows.Add();
        row.Begin(node, new MailText(_bytes, address), new MailText(_bytes, key.Original), node.Kind == NodeKind.Queue ? node.Id : default);
        _rowOf.Add(key, row);
        return row;
    }

    private void FoldRecipients()
    {
        foreach (RecipientRow row in _rows.Items)
            row.Next = NextOf(row);
        foreach (PathNode filter in _nodes.Items)
            if (filter.Kind == NodeKind.Filter)
                FoldFilterSteps(filter);
        foreach (RecipientRow row in _rows.Items)
            if (row.Next is null)
                InheritOriginal(row);
        // Items stays as it is while rows are added.
        foreach (RecipientRow row in _rows.Items)
            if (row.Next is { } next && !IsCovered(row, next))
                _rows.Add().Begin(next, row.Address, row.Original, next.Id);
        foreach (RecipientRow row in _rows.Items)
        {
            if (row.Next is not null)
                continue;
            ApplyQueueState(row, row.Node!);
            row.Published = Publish(row);
        }
        if (_recipients.Count == 0)
            RecipientsOfVerdicts();
    }

    /// <summary>A hop to a node of the same mail is path, not delivery.</summary>
    private PathNode? NextOf(RecipientRow row)
    {
        if (row.Status != RecipientStatus.Delivered || row.Node is not { Children.Count: > 0 } node)
            return null;
        if (node.System == MailSystem.Qpsmtpd)
            return node.Children[0];
        if (node.System == MailSystem.Qmail)
            return row.IsForward ? node.ChildOf(row.Qp) : null;
        foreach (PathNode child in node.Children)
        {
            MailText named = child.Kind == NodeKind.Filter ? row.FilterId : row.QueuedAs;
            if (!named.IsMissing && named.Bytes.SequenceEqual(child.Id.Bytes))
                return child;
        }
        // The reply names no node, but the next queue file says where it came from (XFORWARD IDENT): it has the recipient, or may still get it.
        foreach (PathNode child in node.Children)
            if (child.Kind == NodeKind.Queue && !IsNamed(child) && (HasRecipient(child, row) || (!child.IsEnded && !HasAnyRow(child))))
                return child;
        return null;
    }

    private bool IsNamed(PathNode child)
    {
        foreach (RecipientRow row in _rows.Items)
            if (row.Node == child.Parent && !row.QueuedAs.IsMissing && row.QueuedAs.Bytes.SequenceEqual(child.Id.Bytes))
                return true;
        return false;
    }

    private bool HasAnyRow(PathNode node)
    {
        foreach (RecipientRow row in _rows.Items)
            if (row.Node == node)
                return true;
        return false;
    }

    private bool HasRecipient(PathNode node, RecipientRow wanted)
    {
        foreach (RecipientRow row in _rows.Items)
            if (row.Node == node && IsFor(row, wanted))
                return true;
        return false;
    }

    private static bool IsFor(RecipientRow row, RecipientRow wanted)
        => SameText(row.Address, wanted.Address) || SameText(row.Original, wanted.Address) || SameText(row.Address, wanted.Original) || SameText(row.Original, wanted.Original);

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
            foreach (RecipientRow row in _rows.Items)
                if (row.Next == filter && SameText(row.Address, new MailText(_bytes, step.Recipient)))
                    sent = row;
            // Refused in the reply: then that is the recipient's fate.
            if (sent is null && filter.Parent is { Kind: NodeKind.Queue } parent && _rowOf.Find((parent, step.Recipient, TextRange.Missing)) is { } refused && refused.Attempts.Count > 0)
                continue;
            sent ??= Row(filter, step.Recipient, TextRange.Missing);
            sent.Keeper = sent.Next;
            sent.Next = null;
            sent.Status = status;
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
            MailText asked = row.Original.IsMissing ? row.Address : row.Original;
            RecipientRow? only = null;
            bool found = false;
            foreach (RecipientRow before in _rows.Items)
            {
                if (before.Next != at)
                    continue;
                only = before;
                if (!SameText(before.Address, asked))
                    continue;
                found = true;
                if (!before.Original.IsMissing)
                    row.Original = before.Original;
                break;
            }
            if (!found && only is { IsForward: true } && row.Original.IsMissing)
                row.Original = only.Address;
        }
    }

    /// <summary>The next node shows the recipient, or is over without it: it was rewritten to another address.</summary>
    private bool IsCovered(RecipientRow row, PathNode next)
    {
        foreach (RecipientRow other in _rows.Items)
            if (IsAtOrBelow(other.Node, next) && IsFor(other, row))
                return true;
        return next.IsEnded && HasRowBelow(next);
    }

    private bool HasRowBelow(PathNode node)
    {
        foreach (RecipientRow row in _rows.Items)
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

    private static void ApplyQueueState(RecipientRow row, PathNode node)
    {
        if (node.IsExpired && row.Status == RecipientStatus.Deferred)
            row.Status = RecipientStatus.Expired;
        if (row.Status is not (RecipientStatus.InProgress or RecipientStatus.Deferred))
            return;
        if (node.IsDeleted)
            row.Status = RecipientStatus.Deleted;
        else if (node.IsHeld)
            row.Status = RecipientStatus.Held;
    }

    /// <summary>Each address once: what a requeued mail's two queue files did for a recipient is one story.</summary>
    private RecipientRow Publish(RecipientRow row)
    {
        var key = ((PathNode?)null, row.Address.Range, row.Original.Range);
        RecipientRow? known = _byAddress.Find(key);
        if (known is null)
        {
            _byAddress.Add(key, row);
            _recipients.Add(row);
            return row;
        }
        known.Attempts.AddRange(row.Attempts);
        if (known.Status is RecipientStatus.InProgress or RecipientStatus.Deferred || row.Status is not (RecipientStatus.InProgress or RecipientStatus.Deferred))
            known.Status = row.Status;
        return known;
    }

    /// <summary>A mail held, discarded or refused before the queue manager saw it has its recipients from the verdicts' lines.</summary>
    private void RecipientsOfVerdicts()
    {
        if (_fate is not { } fate)
            return;
        foreach (Verdict verdict in _verdicts)
            if (verdict.RecipientText.HasValue && !IsRefusedRecipient(verdict))
                AddRecipient(verdict.RecipientText, verdict.QueueIdText, fate);
    }

    /// <summary>Adds a recipient that no queue tells of, if the mail does not show it yet.</summary>
    private void AddRecipient(MailText address, MailText queueId, RecipientStatus status)
    {
        foreach (RecipientRow known in _recipients)
            if (SameText(known.Address, address))
                return;
        RecipientRow row = _rows.Add();
        row.Begin(null, address, default, queueId);
        row.Status = status;
        _recipients.Add(row);
    }
}
