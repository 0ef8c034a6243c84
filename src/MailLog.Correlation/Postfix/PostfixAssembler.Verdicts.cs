using MailLog.Parsing;

namespace MailLog.Correlation;

internal sealed partial class PostfixAssembler
{
    /// <summary>postscreen serves many clients in one process: its refusals are grouped by the client's address and port.</summary>
    private readonly Dictionary<IdKey, MailNode> _screened = [];

    private void Verdict(in LineContext context)
    {
        if (!context.Line.TryGet(out VerdictEvent verdict))
            return;
        if (verdict.By == VerdictSource.Proxy)
            ProxyVerdict(context, verdict);
        else if (verdict.By == VerdictSource.Postscreen)
            PostscreenVerdict(context, verdict);
        else if (verdict.QueueId.HasValue)
            Add(context, mails.FindOrAdd(context, NodeKind.Queue, verdict.QueueId), verdict);
        else
            Refusal(context, SessionOf(context, verdict.Client.Text), verdict);
    }

    /// <summary>
    /// The refusals of one session with the same sender, up to its next transaction, are one mail. When the session then gets a queue id for that sender,
    /// they belong to that mail (<see cref="SettleRefusals"/>).
    /// </summary>
    private void Refusal(in LineContext context, Session session, VerdictEvent verdict)
    {
        MailNode? node = session.Proxied is { Mail.IsGone: false } ? session.Proxied : session.Refusals;
        if (node is { Mail.IsGone: true })
            node = null;
        if (node is not null && node == session.Refusals && !IsSameSender(node.Sender, verdict.Sender))
        {
            EndRefusals(node);
            node = null;
        }
        if (node is null)
        {
            node = mails.Add(context, NodeKind.Transaction, default);
            node.Mail.Facts.Append(session.Facts, 0);
            session.Refusals = node;
        }
        Add(context, node, verdict);
    }

    private void ProxyVerdict(in LineContext context, VerdictEvent verdict)
    {
        // The line names no client: the process' session that has a transaction with the filter is meant.
        Session session = sessions.Latest(context) ?? BeginSession(context, default);
        for (Session? other = session; other is not null; other = other.Earlier)
            if (other.Proxied is not null)
            {
                session = other;
                break;
            }
        if (session.Proxied is not { Mail.IsGone: false } node)
        {
            if (!verdict.Stage.Equals("END-OF-MESSAGE"u8))
            {
                Refusal(context, session, verdict);
                return;
            }
            node = mails.Add(context, NodeKind.Transaction, default);
            node.Mail.Facts.Append(session.Facts, 0);
        }
        Add(context, node, verdict);
        node.IsRefused = true;
        if (verdict.FilterId is { HasValue: true } filter)
            mails.Join(context, node, mails.FindOrAdd(context, NodeKind.Filter, filter));
        if (verdict.Action == VerdictAction.Accept && verdict.QueuedAs is { HasValue: true } next)
            LinkNext(context, node, next);
        if (!verdict.Stage.Equals("END-OF-MESSAGE"u8))
            return;
        session.Proxied = null;
        mails.End(node);
    }

    private void PostscreenVerdict(in LineContext context, VerdictEvent verdict)
    {
        var key = new IdKey(context.Host, verdict.Client.Text);
        if (!_screened.TryGetValue(key, out MailNode? node) || node.Mail.IsGone || !IsSameSender(node.Sender, verdict.Sender))
        {
            if (_screened.Count >= options.MaxOpenSessions)
                _screened.Clear();
            _screened[key] = node = mails.Add(context, NodeKind.Transaction, default);
        }
        Add(context, node, verdict);
        mails.End(node);
    }

    private void Add(in LineContext context, MailNode node, VerdictEvent verdict)
    {
        // Each is worked out from the line's words when it is asked for.
        VerdictAction action = verdict.Action;
        Utf8Text stage = verdict.Stage, client = verdict.Client.Text, sender = verdict.Sender;
        bool isRefusal = action is VerdictAction.Reject or VerdictAction.Hangup;
        node.IsRefused |= isRefusal;
        node.IsDiscarded |= action == VerdictAction.Discard;
        if (node.Kind == NodeKind.Transaction && node.Sender is null && sender.HasValue)
            node.Sender = sender.Bytes.ToArray();
        Journal? facts = mails.Attach(context, node);
        facts?.Begin(FactKind.Verdict, node.Number, context)
            .AddByte(FactField.Action, (byte)action).AddByte(FactField.By, (byte)verdict.By)
            .Add(FactField.Component, verdict.Component).Add(FactField.Service, verdict.Service)
            .Add(FactField.Stage, stage).Add(FactField.Part, verdict.Part).Add(FactField.Client, client)
            .AddHooks(verdict).Add(FactField.Dsn, verdict.DsnText).Add(FactField.Text, verdict.Text)
            .Add(FactField.Sender, sender).Add(FactField.Recipient, verdict.Recipient).Add(FactField.Helo, verdict.Helo)
            .Add(FactField.Protocol, verdict.Protocol).Add(FactField.QueueId, verdict.QueueId).Add(FactField.Code, verdict.Code).End();
        if (facts is not null && streams.Verdicts.HasObservers)
            streams.PushVerdict(facts);
        if (isRefusal && client.HasValue && sessions.HaveStories && sessions.Find(context, client) is { } session)
            Tell(context, session, FactKind.SessionRefusal);
        if (sender.HasValue)
            SettleRefusals(node, sender);
        // Refused or dropped with its content, a mail never comes to the queue manager. Before that its session may go on (a local submission has none).
        bool isOver = isRefusal ? IsAtContent(stage) : action == VerdictAction.Discard && (IsAtContent(stage) || node.Session is null);
        if (isOver && node.Kind == NodeKind.Queue && !node.IsActive)
            mails.End(node);
    }

    private static bool IsAtContent(Utf8Text stage) => stage.Equals("END-OF-MESSAGE"u8) || stage.Equals("DATA"u8) || stage.Equals("BDAT"u8);

    /// <summary>Decides, as soon as a mail's sender is known, whether the refusals before it in the session were about the same mail.</summary>
    private void SettleRefusals(MailNode node, Utf8Text sender)
    {
        if (node.Refusals is not { } refusals)
            return;
        node.Refusals = null;
        if (refusals.Mail.IsGone)
            return;
        if (!IsSameSender(refusals.Sender, sender))
        {
            EndRefusals(refusals);
            return;
        }
        node.IsDiscarded |= refusals.IsDiscarded;
        refusals.IsEnded = true;
        mails.Merge(node, refusals);
    }

    /// <summary>No queue id came: a mail of its own if somebody was refused, else nothing (only warnings, or a transaction given up).</summary>
    private void EndRefusals(MailNode refusals)
    {
        if (refusals.IsRefused)
            mails.EndNow(refusals);
        else
            mails.Forget(refusals);
    }

    /// <summary>Same sender as far as is known. The queue manager's is rewritten: <c>alice</c> may have become <c>alice@example.com</c>.</summary>
    private static bool IsSameSender(byte[]? one, Utf8Text other)
    {
        if (one is null || !other.HasValue)
            return true;
        ReadOnlySpan<byte> text = other.Bytes;
        return text.Length == one.Length ? other.EqualsIgnoreCase(one) : text.Length < one.Length ? IsLocalPartOf(text, one) : IsLocalPartOf(one, text);
    }

    private static bool IsLocalPartOf(ReadOnlySpan<byte> bare, ReadOnlySpan<byte> address)
        => bare.Length > 0 && address.StartsWith(bare) && address[bare.Length] == '@' && bare.IndexOf((byte)'@') < 0;
}
