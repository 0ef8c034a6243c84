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
        foreach (PathNode node in _nodes.Items)
            if (node.Kind == NodeKind.Transaction && node.Sender.HasValue && _model.Sender != 0 && LogSafe.IsSame(node.Sender.Bytes, MailText.At(_bytes, _model.Sender).Bytes))
                _model.Sender = node.Sender.Place;
        foreach (RecipientRow recipient in _recipients)
            if (recipient.Original.IsMissing)
                recipient.Original = OriginalOf(recipient);
        if (HasQueueFile || _attempts > 0)
            return;
        foreach (MailText accepted in _accepted)
            AddRecipient(accepted, default, _fate ?? RecipientStatus.InProgress);
    }

    private MailText OriginalOf(RecipientRow recipient)
    {
        foreach (MailText accepted in _accepted)
            if (LogSafe.IsRecipient(accepted.Bytes, recipient.Address.Bytes))
                return accepted.Bytes.SequenceEqual(recipient.Address.Bytes) ? default : accepted;
        return default;
    }

    private void FindMissingOfTransactions(PathNode node)
    {
        if (node.Kind == NodeKind.Transaction)
        {
            Need("session", node.HasSession);
            Need("queue", (_fate is not null && !node.IsDropped) || _attempts > 0 || HasQueueFile);
            return;
        }
        Need("active", node.IsActive);
        Need("recipients", !node.IsRemoved || !(HasStatus(RecipientStatus.InProgress) || HasStatus(RecipientStatus.Deferred)));
        Need("removed", node.IsRemoved);
    }
}
