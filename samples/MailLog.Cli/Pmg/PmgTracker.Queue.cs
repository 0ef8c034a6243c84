using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Queue files: cleanup, qmgr, the delivery agents.</summary>
internal sealed partial class PmgTracker
{
    /// <summary>The last TLS line of a delivery agent: it belongs to the delivery that comes next.</summary>
    private readonly Dictionary<long, PmgLines> _tlsLines = [];

    private void AddCleanup(LogLine line)
    {
        if (QueueFileOf(line) is not PmgQueueFile file)
            return;
        Attach(file, line);
        if (!line.TryGet(out MessageIdEvent message) || message.IsResent)
            return;
        file.IsMail = true;
        if (!file.MessageId.IsEmpty || message.MessageId.IsEmpty)
            return;
        file.MessageId = file.Keep(message.MessageId);
        if (_unpaired.Find(file.Host, message.MessageId) is PmgQueueFile other)
        {
            _unpaired.Remove(other, other.MessageId);
            file.Partner = other;
            other.Partner = file;
        }
        else
        {
            _unpaired.Add(file, file.MessageId);
        }
    }

    private void AddQueueManager(LogLine line)
    {
        if (QueueFileOf(line) is not PmgQueueFile file)
            return;
        Attach(file, line);
        if (line.TryGet(out QueueActiveEvent active))
        {
            if (file.Sender.IsEmpty)
                file.Sender = file.Keep(active.Sender);
            file.Size = active.Size ?? 0;
            file.IsMail = true;
        }
        else if (line.TryGet(out QueueFileEvent queue) && queue.Action == QueueFileAction.Removed)
        {
            file.IsRemoved = true;
            Complete(file);
        }
        else if (line.Kind == EventKind.Delivery)
        {
            AddAttempt(file, line, isLmtp: false);
        }
    }

    private void AddDelivery(LogLine line, bool isLmtp)
    {
        if (_keepsLines && line.TryGet(out TlsEvent tls) && IsOfNextDelivery(tls))
        {
            PmgLines kept = default;
            kept.Add(_number, line.Bytes);
            _tlsLines[KeyOf(_host, line.ProcessId)] = kept;
            return;
        }
        if (QueueFileOf(line) is not PmgQueueFile file)
            return;
        if (_keepsLines && _tlsLines.Remove(KeyOf(_host, line.ProcessId), out PmgLines before))
        {
            int place = 0;
            if (before.TryNext(ref place, out int number, out ReadOnlySpan<byte> text))
                file.Lines.Add(number, text);
        }
        Attach(file, line);
        if (line.Kind == EventKind.Delivery)
            AddAttempt(file, line, isLmtp);
    }

    public static bool IsOfNextDelivery(TlsEvent tls) => !tls.IsIncoming && (tls.Trust == "Trusted"u8 || tls.Trust == "Untrusted"u8);

    private void AddAttempt(PmgQueueFile file, LogLine line, bool isLmtp)
    {
        line.TryGet(out DeliveryEvent delivery);
        PmgFilterRun? run = isLmtp ? FindFilterRun(delivery.FilterId) : null;
        file.Add(new PmgRow
        {
            To = file.Keep(delivery.Recipient),
            Relay = file.Keep(delivery.Relay.Text),
            Time = _time,
            Status = (byte)('0' + delivery.Dsn.Class),
            IsByFilter = run is not null,
        });
        if (run is null)
            return;
        // The filter answers over LMTP, so it runs behind the queue: the file that it was thought to belong to is another mail's.
        if (run.QueueFile is { IsGone: false } other && other != file)
        {
            other.IsFiltered = false;
            other.IsFromFilter = false;
            other.Filter = null;
        }
        run.QueueFile = file;
        file.Filter = run;
        file.IsFiltered = true;
    }
}
