using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// Assembles what Proxmox Mail Gateway's filter logs. A run is tied to the queue file or session it worked for by the run's id in the filter's reply (Postfix logs
/// it), and to the queue file it passed the mail on to by the id in its <c>accept mail to</c> lines.
/// </summary>
internal sealed class PmgAssembler(MailTables mails)
{
    public void Feed(in LineContext context)
    {
        LogLine line = context.Line;
        switch (line.Kind)
        {
            case EventKind.FilterStart when line.TryGet(out FilterStartEvent start):
                Start(context, start);
                break;
            case EventKind.FilterAction when line.TryGet(out FilterActionEvent action) && action.FilterId.HasValue:
                Action(context, action);
                break;
            case EventKind.FilterResult when line.TryGet(out FilterResultEvent result) && result.FilterId.HasValue:
                Attach(context, FactKind.Seen, result.FilterId);
                break;
            case EventKind.FilterDone when line.TryGet(out FilterDoneEvent done):
                mails.End(Attach(context, FactKind.FilterDone, done.FilterId));
                break;
        }
    }

    private void Start(in LineContext context, FilterStartEvent start)
    {
        MailNode node = mails.FindOrAdd(context, NodeKind.Filter, start.FilterId);
        node.HasStart = true;
        mails.Attach(context, node)?.Begin(FactKind.MessageId, node.Number, context)
            .Add(FactField.MessageId, WithoutLineEnd(start.MessageId)).End();
    }

    private void Action(in LineContext context, FilterActionEvent action)
    {
        MailNode node = mails.FindOrAdd(context, NodeKind.Filter, action.FilterId);
        mails.Attach(context, node)?.Begin(FactKind.FilterAction, node.Number, context)
            .AddByte(FactField.Action, (byte)action.Action).Add(FactField.Recipient, action.Recipient).Add(FactField.QueueId, action.QueueId)
            .Add(FactField.QuarantineId, action.QuarantineId).Add(FactField.Rule, action.Rule).End();
        if (action.Action == FilterAction.Accept && action.QueueId.HasValue)
            mails.Join(context, node, mails.FindOrAdd(context, NodeKind.Queue, action.QueueId));
        else if (action.Action == FilterAction.Reject)
            mails.End(node);
    }

    private MailNode Attach(in LineContext context, FactKind kind, Utf8Text id)
    {
        MailNode node = mails.FindOrAdd(context, NodeKind.Filter, id);
        mails.Attach(context, node)?.Begin(kind, node.Number, context).End();
        return node;
    }

    /// <summary>The filter logs the header with its line end, which syslog writes as <c>#012</c>.</summary>
    private static Utf8Text WithoutLineEnd(Utf8Text text)
        => text.Bytes.EndsWith("#012"u8) ? new Utf8Text(text.Bytes.Slice(0, text.Length - 4)) : text;
}
