using MailLog.Parsing;

namespace MailLog.Correlation;

// What is different where transactions and queue are apart: with qmail, and with qpsmtpd, which has no queue.
internal sealed partial class MailFold
{
    /// <summary>
    /// qmail-send makes addresses safe for the log, and puts the owner of a virtual domain in front; the session has them as the client gave them. A transaction that came
    /// to nothing has its recipients from there alone.
    /// </summary>
    private void FoldTransactions()
    {
        if (_model.System is not (MailSystem.Qmail or MailSystem.Qpsmtpd))
            return;
        foreach (PathNode node in _nodes)
            if (node.Kind == NodeKind.Transaction && !node.Sender.IsMissing && !_model.Sender.IsMissing && LogSafe.IsSame(node.Sender.Bytes, _model.Sender.Bytes))
                _model.Sender = node.Sender;
        foreach (Recipient recipient in _model.Recipients)
            if (recipient.OriginalText.IsMissing)
                recipient.OriginalText = OriginalOf(recipient);
        if (_nodes.Exists(n => n.Kind == NodeKind.Queue) || _attempts > 0)
            return;
        RecipientStatus status = FateBeforeQueue() ?? RecipientStatus.InProgress;
        foreach (MailText accepted in _accepted)
            if (!_model.Recipients.Exists(r => SameText(r.AddressText, accepted)))
                _model.Recipients.Add(new Recipient { AddressText = accepted, Status = status });
    }

    private MailText OriginalOf(Recipient recipient)
    {
        foreach (MailText accepted in _accepted)
            if (LogSafe.IsRecipient(accepted.Bytes, recipient.AddressText.Bytes))
                return accepted.Bytes.SequenceEqual(recipient.AddressText.Bytes) ? default : accepted;
        return default;
    }

    private void FindMissingOfTransactions(PathNode node, RecipientStatus? fate, Action<string, bool> need)
    {
        if (node.Kind == NodeKind.Transaction)
        {
            need("session", node.HasSession);
            need("queue", (fate is not null && !node.IsDropped) || _attempts > 0 || _nodes.Exists(n => n.Kind == NodeKind.Queue));
            return;
        }
        need("active", node.IsActive);
        need("recipients", !node.IsRemoved || _model.Recipients.TrueForAll(r => r.Status is not (RecipientStatus.InProgress or RecipientStatus.Deferred)));
        need("removed", node.IsRemoved);
    }
}
