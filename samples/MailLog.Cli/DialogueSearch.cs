using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Finds the dialogue of a mail: the reply that takes it names the id, or they share log lines. Either may be complete first.</summary>
internal sealed class DialogueSearch(string id, int maxWaiting, Action<SmtpDialogue> found)
{
    private static readonly char[] AroundIds = [' ', '<', '>', '(', ')'];

    private readonly HashSet<(string Source, long Offset)> _lines = [];
    private readonly LinkedList<SmtpDialogue> _waiting = new();

    public void Add(Mail mail)
    {
        if (mail.Id != id && !mail.QueueIds.Contains(id) && !mail.FilterIds.Contains(id) && mail.MessageId?.Trim('<', '>') != id.Trim('<', '>'))
            return;
        foreach (MailLine line in mail.Lines)
            _lines.Add((line.Source, line.Offset));
        for (LinkedListNode<SmtpDialogue>? node = _waiting.First; node is not null;)
        {
            LinkedListNode<SmtpDialogue>? next = node.Next;
            if (IsWanted(node.Value))
            {
                _waiting.Remove(node);
                found(node.Value);
            }
            node = next;
        }
    }

    public void Add(SmtpDialogue dialogue)
    {
        if (IsWanted(dialogue))
        {
            found(dialogue);
            return;
        }
        _waiting.AddLast(dialogue);
        if (_waiting.Count > maxWaiting)
            _waiting.RemoveFirst();
    }

    private bool IsWanted(SmtpDialogue dialogue)
        => dialogue.Lines.Any(l => _lines.Contains((l.Source, l.Offset)) || (l.Code == 250 && l.Text.Split(AroundIds).Contains(id.Trim('<', '>'))));
}
