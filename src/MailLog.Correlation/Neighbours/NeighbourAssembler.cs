using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Takes from the programs beside the mail system what ties a mail's parts: amavis logs the queue id it got a mail under, and the one it handed it on as.</summary>
internal sealed class NeighbourAssembler(MailTables mails)
{
    public void Feed(in LineContext context)
    {
        if (context.Line.Kind != EventKind.FilterAction || !context.Line.TryGet(out FilterActionEvent action) || !action.QueueId.HasValue || !action.QueuedAs.HasValue)
            return;
        // Both are ids of this host's Postfix; one that does not begin in the log makes no path.
        if (mails.FindInAnyInstance(context, action.QueueId) is { } parent && mails.FindInAnyInstance(context, action.QueuedAs) is { HasStart: true } child)
            mails.Join(context, parent, child);
    }
}
