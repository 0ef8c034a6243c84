namespace MailLog.Correlation;

/// <summary>
/// Who put which message into the queue: the qmail-queue process is named when a bounce, a forward or a session is logged, and again with the message. Either may come
/// first. Process ids come again, so a name is good for a while only.
/// </summary>
internal sealed class QueuedBy(CorrelatorOptions options)
{
    /// <summary>A child's first line may come before its parent's, by as much as a delivery takes.</summary>
    private const long MaxTicks = 15 * 60 * TimeSpan.TicksPerSecond;

    private readonly Dictionary<(ulong Host, int Qp), (MailNode Node, long Ticks)> _messages = [];
    private readonly Dictionary<(ulong Host, int Qp), (MailNode Node, QueueOrigin Origin, long Ticks)> _awaited = [];
    private readonly Queue<(ulong Host, int Qp, long Ticks)> _order = new();

    /// <summary>A message was put into the queue by this process.</summary>
    /// <returns>Where it comes from, if that was logged already.</returns>
    public (MailNode Node, QueueOrigin Origin)? Queued(in LineContext context, int qp, MailNode node)
    {
        long ticks = Forget(context);
        var key = (context.Host, qp);
        _messages[key] = (node, ticks);
        _order.Enqueue((context.Host, qp, ticks));
        if (!_awaited.TryGetValue(key, out var waiting))
            return null;
        _awaited.Remove(key);
        return waiting.Node.Mail.IsGone ? null : (waiting.Node, waiting.Origin);
    }

    /// <summary>This process was started to put a message into the queue.</summary>
    /// <returns>The message, if it was logged already; else its line is waited for.</returns>
    public MailNode? Started(in LineContext context, int qp, MailNode node, QueueOrigin origin)
    {
        long ticks = Forget(context);
        var key = (context.Host, qp);
        if (_messages.TryGetValue(key, out var message) && !message.Node.Mail.IsGone && !message.Node.HasParent && message.Node != node)
            return message.Node;
        _awaited[key] = (node, origin, ticks);
        _order.Enqueue((context.Host, qp, ticks));
        return null;
    }

    /// <summary>The message that this process has put into the queue lately, if nobody is known to have made it do so.</summary>
    public MailNode? Find(ulong host, int qp)
        => _messages.TryGetValue((host, qp), out var message) && message.Node is { Mail.IsGone: false, HasParent: false } node ? node : null;

    public void Save(StateWriter writer)
    {
        var messages = _messages.Where(m => !m.Value.Node.Mail.IsGone).ToList();
        writer.Write(messages.Count);
        foreach (var entry in messages)
        {
            WriteKey(writer, entry.Key, entry.Value.Ticks);
            writer.Write(entry.Value.Node);
        }
        var awaited = _awaited.Where(m => !m.Value.Node.Mail.IsGone).ToList();
        writer.Write(awaited.Count);
        foreach (var entry in awaited)
        {
            WriteKey(writer, entry.Key, entry.Value.Ticks);
            writer.Write((byte)entry.Value.Origin);
            writer.Write(entry.Value.Node);
        }
    }

    public void Load(StateReader reader)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            ((ulong, int) key, long ticks) = ReadKey(reader);
            if (reader.ReadNode() is { } node)
                _messages[key] = (node, ticks);
        }
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            ((ulong, int) key, long ticks) = ReadKey(reader);
            var origin = (QueueOrigin)reader.ReadByte();
            if (reader.ReadNode() is { } node)
                _awaited[key] = (node, origin, ticks);
        }
    }

    private static void WriteKey(StateWriter writer, (ulong Host, int Qp) key, long ticks)
    {
        writer.Write(key.Host);
        writer.Write(key.Qp);
        writer.Write(ticks);
    }

    private ((ulong, int) Key, long Ticks) ReadKey(StateReader reader)
    {
        (ulong Host, int Qp) key = (reader.ReadUInt64(), reader.ReadInt32());
        long ticks = reader.ReadInt64();
        _order.Enqueue((key.Host, key.Qp, ticks));
        return (key, ticks);
    }

    private long Forget(in LineContext context)
    {
        long ticks = context.UtcTicks;
        while (_order.Count > 0 && (ticks - _order.Peek().Ticks > MaxTicks || _order.Count > options.MaxOpenMails))
        {
            (ulong host, int qp, long since) = _order.Dequeue();
            if (_messages.TryGetValue((host, qp), out var message) && message.Ticks <= since)
                _messages.Remove((host, qp));
            if (_awaited.TryGetValue((host, qp), out var waiting) && waiting.Ticks <= since)
                _awaited.Remove((host, qp));
        }
        return ticks;
    }
}

/// <summary>What made qmail-queue run.</summary>
internal enum QueueOrigin : byte
{
    /// <summary>qmail-send, for a bounce of the message.</summary>
    Bounce,

    /// <summary>qmail-local, which forwards the message.</summary>
    Forward,
}
