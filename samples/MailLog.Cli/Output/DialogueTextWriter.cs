using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Dialogues as people write them down: <c>S:</c> what the server said, <c>C:</c> the client; what MailLog knows beyond that is indented.</summary>
internal sealed class DialogueTextWriter(Stream output) : IDialogueWriter
{
    private readonly StringBuilder _text = new();

    public void Write(SmtpDialogue dialogue)
    {
        _text.Clear();
        Line(dialogue.FirstSeen + "  " + Client(dialogue.Client) + "  process " + dialogue.ProcessId + (dialogue.IsComplete ? "" : "  (not complete)"));
        foreach (DialogueLine line in dialogue.Lines)
        {
            Line((line.IsFromClient ? "C: " : "S: ") + line.Text);
            if (line.Code == 354)
                Line("   (the message)");
            if (line.RefusedBy is { } by)
                Line("   (refused by " + (by == VerdictSource.Smtpd ? "the server itself" : line.Plugin is { } plugin ? "plugin " + plugin : "a plugin that the log does not name") + (line.Hook is { } hook ? ", hook " + hook : "") + ")");
        }
        if (dialogue.DroppedLines > 0)
            Line("   (" + dialogue.DroppedLines + " more lines)");
        _text.Append('\n');
        output.Write(Encoding.UTF8.GetBytes(_text.ToString()));
    }

    public void Dispose()
    {
    }

    private static string Client(MailClient? client) => client is null ? "(unknown client)" : (client.Name ?? "unknown") + "[" + client.Address + "]";

    private void Line(string text) => _text.Append(Printable.Of(text)).Append('\n');
}
