using System.Text.Json;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>One JSON object per dialogue and line; names are those of the model, and what is unknown is left out.</summary>
internal sealed class DialogueJsonWriter(Stream output) : IDialogueWriter
{
    private readonly Utf8JsonWriter _json = new(output, MailJsonWriter.Options);

    public void Write(SmtpDialogue dialogue)
    {
        _json.WriteStartObject();
        _json.WriteString("source", dialogue.Source);
        Text("host", dialogue.Host);
        _json.WriteNumber("processId", dialogue.ProcessId);
        if (dialogue.Client is { } client)
        {
            _json.WriteStartObject("client");
            Text("name", client.Name);
            Text("address", client.Address);
            _json.WriteEndObject();
        }
        _json.WriteString("firstSeen", dialogue.FirstSeen.ToString());
        _json.WriteString("lastSeen", dialogue.LastSeen.ToString());
        _json.WriteBoolean("complete", dialogue.IsComplete);
        if (dialogue.DroppedLines > 0)
            _json.WriteNumber("droppedLines", dialogue.DroppedLines);
        _json.WriteStartArray("lines");
        foreach (DialogueLine line in dialogue.Lines)
            Write(line);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        output.WriteByte((byte)'\n');
    }

    public void Dispose() => _json.Dispose();

    private void Write(DialogueLine line)
    {
        _json.WriteStartObject();
        _json.WriteString("at", line.At.ToString());
        _json.WriteString("from", line.IsFromClient ? "client" : "server");
        _json.WriteString("text", line.Text);
        if (line.Code != 0)
            _json.WriteNumber("code", line.Code);
        if (line.RefusedBy is { } by)
            _json.WriteString("by", Words.Of(by));
        Text("plugin", line.Plugin);
        Text("hook", line.Hook);
        _json.WriteEndObject();
    }

    private void Text(string name, string? value)
    {
        if (value is not null)
            _json.WriteString(name, value);
    }
}
