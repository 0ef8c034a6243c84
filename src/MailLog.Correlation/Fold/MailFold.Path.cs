using MailLog.Parsing;

namespace MailLog.Correlation;

// The way of the mail from node to node, and what the whole has from its nodes.
internal sealed partial class MailFold
{
    /// <summary>The nodes in the order in which the mail passed them: each parent, then what came of it.</summary>
    private void FindPath()
    {
        // A transaction comes before the queue file that followed its refusals.
        foreach (PathNode root in _nodes.Items)
            if (root.Parent is null && root.Kind == NodeKind.Transaction)
                Visit(root);
        foreach (PathNode root in _nodes.Items)
            if (root.Parent is null)
                Visit(root);
    }

    private void Visit(PathNode node)
    {
        if (node.IsOnPath)
            return;
        node.IsOnPath = true;
        _path.Add(node);
        foreach (PathNode child in node.Children)
            Visit(child);
    }

    private void FoldPath()
    {
        PathNode? opened = null, connected = null, told = null, queue = null, filter = null;
        foreach (PathNode node in _path)
        {
            if (node.Kind == NodeKind.Filter)
                _model.System = MailSystem.Pmg;
            if (node.Kind != NodeKind.Transaction && node.Id.HasValue)
                (node.Kind == NodeKind.Queue ? _queueIds : _filterIds).Add(node.Id);
            _model.Size ??= node.Size;
            _model.Qp ??= node.Qp;
            // What a filter or postsuper submitted again is not how the mail came in.
            if (node.Parent is null && _model.Pickup < 0)
                _model.Pickup = node.Pickup;
            if ((_model.SaslMethod | _model.SaslUsername) == 0)
                (_model.SaslMethod, _model.SaslUsername) = (node.SaslMethod.Place, node.SaslUsername.Place);
            if (node.IsOpened)
                opened ??= node;
            if (node.ConnectedClient.HasValue)
                connected ??= node;
            // The queue manager's sender is complete and rewritten; only without it does another line's count.
            if (node.Sender.HasValue && (told is null || (node.IsActive && !told.IsActive)))
                told = node;
            if (node.Kind == NodeKind.Queue)
                queue ??= node;
            if (node.Kind == NodeKind.Filter)
                filter ??= node;
        }
        // Where the mail came in.
        PathNode first = _path[0];
        if (first.System != MailSystem.None)
            _model.System = first.System;
        // Of refusals before it, the client is known to be the same; it counts when no line opened the mail.
        PathNode? entry = first.System == MailSystem.Qpsmtpd && first.ConnectedClient.HasValue ? first : opened ?? connected;
        if (entry is not null)
        {
            // Through a filter, the client is the outermost: the one that a chained client passes on for.
            _model.Client = (entry.OriginalClient.HasValue ? entry.OriginalClient : entry.Client.HasValue ? entry.Client : entry.ConnectedClient).Place;
            _model.Tls = entry.Tls;
        }
        if (told is not null)
            _model.Sender = told.Sender.Place;
        PathNode named = queue ?? filter ?? first;
        _model.IsNamedByOffset = named.Kind == NodeKind.Transaction;
        _model.Name = (_model.IsNamedByOffset ? named.Offset : named.Id).Place;
        _model.NameQp = named.Qp;
    }
}
