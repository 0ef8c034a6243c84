using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Puts dialogues together, while somebody wants them: by process, from its connection to its end.</summary>
internal sealed class DialogueAssembler(CorrelatorOptions options, MailStream<SmtpDialogue> stream)
{
    private readonly Dictionary<(ulong Host, int ProcessId), OpenDialogue> _open = [];

    /// <summary>A line of a connection.</summary>
    public void Feed(in LineContext context, int processId)
    {
        LogLine line = context.Line;
        var key = (context.Host, processId);
        _open.TryGetValue(key, out OpenDialogue? dialogue);
        if (dialogue is null && !stream.HasObservers)
            return;
        switch (line.Kind)
        {
            case EventKind.Disconnect or EventKind.SessionAborted:
                End(key, hasEnd: true);
                return;
            case EventKind.Connect when line.TryGet(out ConnectEvent connect):
                if (dialogue is not null && dialogue.IsOver(line))
                    End(key, hasEnd: false);
                Of(key, line).Connect(connect);
                return;
            case EventKind.SmtpCommand when line.TryGet(out SmtpCommandEvent command):
                Of(key, line).Command(command);
                return;
            case EventKind.SmtpReply when line.TryGet(out SmtpReplyEvent reply):
                Of(key, line).Reply(reply);
                return;
            case EventKind.Verdict or EventKind.Diagnostic:
                dialogue?.Blame.Note(line);
                return;
        }
    }

    /// <summary>The process serves several connections at once: what was put together is none.</summary>
    public void Forget((ulong Host, int ProcessId) key) => _open.Remove(key);

    public void Complete()
    {
        foreach (var key in _open.Keys.ToArray())
            End(key, hasEnd: false);
    }

    private OpenDialogue Of((ulong Host, int ProcessId) key, LogLine line)
    {
        if (_open.TryGetValue(key, out OpenDialogue? dialogue))
            return dialogue;
        if (_open.Count >= options.MaxOpenSessions)
            Complete();
        return _open[key] = new OpenDialogue(line, key.ProcessId, options.MaxMailBytes);
    }

    private void End((ulong Host, int ProcessId) key, bool hasEnd)
    {
        if (!_open.TryGetValue(key, out OpenDialogue? dialogue))
            return;
        _open.Remove(key);
        if (dialogue.Finish(hasEnd) is { } finished)
            stream.Push(finished);
    }
}
