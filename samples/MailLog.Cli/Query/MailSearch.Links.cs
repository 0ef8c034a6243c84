using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

// What the lines that count lead to.
internal sealed partial class MailSearch
{
    /// <summary>A line with the part: all mails are asked for that it may be of. Those of its session are found with that.</summary>
    /// <returns>False when what the line leads to is not followed here.</returns>
    private bool TryFollowPart(LogLine line)
    {
        string own = line.QueueId.ToString();
        Add(own, RunOf(line));
        if (line.TryGet(out NotificationEvent notification))
            Add(own, notification.Notification.ToString());
        // postscreen serves many clients at once: what it refuses one is put together by the client's address and port.
        if (line.TryGet(out VerdictEvent verdict) && verdict.By == VerdictSource.Postscreen)
            _texts.Add(verdict.Client.Text.ToString());
        return line.System is MailSystem.None or MailSystem.Postfix or MailSystem.Pmg or MailSystem.Neighbour;
    }

    /// <returns>False when what the line leads to is not followed here.</returns>
    private bool TryFollow(LogLine line, LineNote? note)
    {
        if (line.System is not (MailSystem.Postfix or MailSystem.Pmg or MailSystem.Neighbour))
            return false;
        if (line.System == MailSystem.Postfix && !IsOfOneInstance(line))
            return false;
        string own = line.QueueId.ToString();
        // A text that was looked for because a reply names it: a queue file of this log has it.
        if (own.Length > 0 && _searched.Contains(own))
            _ids.Add(own);
        bool isOwn = _ids.Contains(own);
        if (line.TryGet(out DeliveryEvent delivery))
        {
            Tie(own, delivery.ForwardedAs);
            Tie(own, delivery.FilterId);
            if (isOwn && delivery.Response.Bytes.StartsWith("delivered via "u8))
                _piped.Add(own);
            if (delivery.QueuedAs.HasValue && _ids.Contains(delivery.QueuedAs.ToString()))
                Tie(own, delivery.QueuedAs);
            else if (isOwn && delivery.QueuedAs.HasValue && note is not null)
                _replies.Add((delivery.QueuedAs.ToString(), note));
        }
        else if (line.TryGet(out MessageIdEvent message))
        {
            string id = message.MessageId.ToString();
            if (isOwn)
                _messageIds.Add((own, id));
            else if (_searched.Contains(id))
                Add(own, own);
        }
        else if (line.TryGet(out ClientEvent client))
        {
            Tie(own, client.OriginalQueueId);
        }
        else if (line.TryGet(out PickupEvent pickup))
        {
            Tie(own, pickup.OriginalQueueId);
        }
        else if (line.TryGet(out FilterActionEvent action))
        {
            Tie(own, action.QueuedAs);
            Tie(RunOf(line), line.QueueId);
            Tie(RunOf(line), action.QueuedAs);
        }
        else if (line.TryGet(out VerdictEvent verdict) && verdict.By == VerdictSource.Proxy)
        {
            Tie(verdict.FilterId.ToString(), verdict.QueuedAs);
            return Opens(line);
        }
        return true;
    }

    /// <summary>The session of this line is where a mail that is asked for came in: there its queue file was opened, or it went through a before-queue filter.</summary>
    private bool Opens(LogLine line) => line.Kind == EventKind.Client
        ? _ids.Contains(line.QueueId.ToString())
        : line.TryGet(out VerdictEvent verdict) && verdict.By == VerdictSource.Proxy && (_ids.Contains(verdict.FilterId.ToString()) || _ids.Contains(verdict.QueuedAs.ToString()));

    /// <summary>The id of the filter run that a line is of; none of amavis, whose runs soon have the same ids again: mails are not joined by them.</summary>
    private static string RunOf(LogLine line) => line.System == MailSystem.Neighbour && line.Kind != EventKind.Custom ? "" : line.FilterId.ToString();

    /// <summary>What the new texts lead to in a stretch: a pass over the whole log can then look for all of it at once, instead of each link taking a pass.</summary>
    private bool TryFollowOn(Stretch stretch)
    {
        HashSet<string> known = [.. _searched];
        byte[]? bytes = null;
        while (_texts.Count > known.Count && _texts.Count <= MaxTexts)
        {
            string[] fresh = [.. _texts.Except(known)];
            known.UnionWith(fresh);
            bytes ??= log.Bytes(stretch);
            List<long> found = [];
            new TextSet(fresh.Select(Encoding.UTF8.GetBytes)).FindIn(bytes, bytes.Length, 0, found);
            var lines = new MemoryStream();
            foreach (int at in found)
            {
                int start = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1, length = bytes.AsSpan(at).IndexOf((byte)'\n') + 1;
                lines.Write(bytes, start, (length == 0 ? bytes.Length : at + length) - start);
            }
            lines.Position = 0;
            using MailLogReader reader = log.Open(lines);
            while (reader.Read())
                if (!TryFollow(reader.Line, null))
                    return false;
        }
        return true;
    }

    private bool IsOfOneInstance(LogLine line)
    {
        string host = line.Host.ToString(), program = line.Program.ToString(), instance = program.Split('/')[0];
        if (_instances.TryAdd(host, instance))
            return true;
        return _instances[host] == instance;
    }

    /// <summary>If one is of a mail that is asked for, so is the other.</summary>
    private void Tie(string one, Utf8Text other)
    {
        if (!other.HasValue || one.Length == 0)
            return;
        string id = other.ToString();
        if (_ids.Contains(one) || _ids.Contains(id))
            Add(one, id);
    }

    private void Add(string one, string other)
    {
        foreach (string id in new[] { one, other })
            if (id.Length > 0 && _ids.Add(id))
                _texts.Add(id);
    }

    /// <summary>
    /// Most ids in replies are another host's: such a one matters only if its queue file begins here, behind the start of its mail and not later than the grace behind the reply. Mostly one look at
    /// the stretch tells. The same with a message id, for a mail that was submitted here: only a delivery by pipe(8) nearby can be where it comes from.
    /// </summary>
    private void FollowReplies(Stretch stretch, LineNote last, bool hasPickup)
    {
        if (_replies.Count == 0 && !hasPickup)
            return;
        bool isAllHere = _hits.Min >= stretch.Start && _hits.Max < stretch.End;
        bool isToEnd = stretch.End == log.Length;
        byte[] bytes = log.Bytes(stretch);
        foreach ((string next, LineNote line) in _replies)
            if (!isAllHere || !(isToEnd || IsFar(last, line)) || HasOther(bytes, stretch.Start, next))
                _texts.Add(next);
        if (hasPickup && (!isAllHere || bytes.AsSpan().IndexOf("(delivered via "u8) >= 0))
            _piped.UnionWith(_ids);
    }

    private bool HasOther(ReadOnlySpan<byte> bytes, long start, string text)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(text);
        for (int at = 0, found; (found = bytes[at..].IndexOf(wanted)) >= 0; at += found + 1)
            if (!_hits.Contains(start + bytes[..(at + found)].LastIndexOf((byte)'\n') + 1))
                return true;
        return false;
    }

    private bool TryFollowMessageIds()
    {
        foreach ((string id, string messageId) in _messageIds)
        {
            if (!_piped.Contains(id))
                continue;
            if (messageId.Length < ShortestText || messageId.Contains('\uFFFD'))
                return false;
            _texts.Add(messageId);
        }
        return !_texts.Any(text => text.Length < ShortestText || text.Contains('\uFFFD'));
    }
}
