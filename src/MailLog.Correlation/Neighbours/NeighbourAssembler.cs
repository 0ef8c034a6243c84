using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// Takes from the programs beside the mail system what ties a mail's parts: amavis logs the queue id it got a mail under, and the one it handed it on as. What a program says that the user described is
/// noted of the mail it names.
/// </summary>
internal sealed class NeighbourAssembler(MailTables mails)
{
    public void Feed(in LineContext context)
    {
        if (context.Line.Kind == EventKind.Custom)
        {
            Note(context);
            return;
        }
        if (context.Line.Kind != EventKind.FilterAction || !context.Line.TryGet(out FilterActionEvent action) || !action.QueueId.HasValue || !action.QueuedAs.HasValue)
            return;
        // Both are ids of this host's Postfix; one that does not begin in the log makes no path.
        if (mails.FindInAnyInstance(context, action.QueueId) is { } parent && mails.FindInAnyInstance(context, action.QueuedAs) is { HasStart: true } child)
            mails.Join(context, parent, child);
    }

    /// <summary>Such a line begins no mail: an id that the mail system does not log is none of its own.</summary>
    private void Note(in LineContext context)
    {
        MailNode? node = Find(context, context.Line.QueueId) ?? Find(context, context.Line.FilterId);
        if (node is not null)
            mails.Attach(context, node)?.Begin(FactKind.Noted, node.Number, context).Add(FactField.Text, context.Line.Message).End();
    }

    private MailNode? Find(in LineContext context, Utf8Text id) => id.IsEmpty ? null : mails.FindInAnyInstance(context, id);
}
