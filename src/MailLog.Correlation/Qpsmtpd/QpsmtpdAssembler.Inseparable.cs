using MailLog.Parsing;

namespace MailLog.Correlation;

// Processes that serve several connections at once (qpsmtpd-async).
internal sealed partial class QpsmtpdAssembler
{
    /// <summary>Whether one connection after the other cannot give this line; asked only where the end of one was not seen.</summary>
    private bool IsImpossible((ulong Host, int ProcessId) key, LogLine line)
    {
        if (_ended.TryGetValue(key, out QpsmtpdSession? session))
            return session.IsDoubtful && line.Kind is EventKind.SmtpCommand or EventKind.SmtpReply || (session.IsDoubtful && line.Form == "qpsmtpd.click");
        if (!_sessions.TryGetValue(key, out session) || !session.IsDoubtful)
            return false;
        if (line.Kind == EventKind.SmtpCommand)
            return session.IsAwaiting || session.IsInData;
        if (!line.TryGet(out SmtpReplyEvent reply) || !reply.IsLast)
            return false;
        return (session.IsInData && reply.Code == 354) || (session.Address is { } address && NamedBy(reply) is { IsEmpty: false } named && !named.EqualsIgnoreCase(address));
    }

    /// <summary>The lines of the process cannot be taken apart: what was made of them is no mail, unless it was pushed already.</summary>
    /// <returns>False when there are too many such processes to remember.</returns>
    private bool SetInseparable((ulong Host, int ProcessId) key)
    {
        if (_inseparable.Count >= options.MaxOpenSessions)
            return false;
        _inseparable.Add(key);
        _dialogues.Forget(key);
        foreach (Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> sessions in new[] { _replaced, _sessions, _ended })
        {
            if (!sessions.TryGetValue(key, out QpsmtpdSession? session))
                continue;
            sessions.Remove(key);
            foreach (MailNode mail in session.Mails)
                if (!mail.Mail.IsGone)
                    mails.Forget(mail);
            session.Release();
        }
        return true;
    }

    /// <summary>The address that a reply accepts: <c>&lt;address&gt;, sender OK…</c>; empty when it names none.</summary>
    private static Utf8Text NamedBy(SmtpReplyEvent reply)
    {
        ReadOnlySpan<byte> text = reply.Text.Bytes;
        int end = text.LastIndexOf(">, "u8);
        if (reply.Code != 250 || end < 1 || text[0] != '<')
            return default;
        ReadOnlySpan<byte> rest = text.Slice(end + 3);
        return rest.StartsWith("sender OK"u8) || rest.SequenceEqual("recipient ok"u8) ? new Utf8Text(text.Slice(1, end - 1)) : default;
    }
}
