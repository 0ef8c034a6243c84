using System.Text.Json;
using MailLog.Parsing;
using MailLog.Tests;

namespace MailLog.Correlation.Tests;

/// <summary>A run of the real program: its logs as dialogues and mails, and what the clients recorded.</summary>
internal sealed class QpsmtpdRun
{
    public QpsmtpdRun(params string[] logs)
    {
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(Mails.Add);
        correlator.Dialogues.Subscribe(Dialogues.Add);
        correlator.Process([.. logs.Select(Open)]);
        Inseparable = correlator.InseparableProcesses;
    }

    public List<Mail> Mails { get; } = [];

    public List<SmtpDialogue> Dialogues { get; } = [];

    public int Inseparable { get; }

    public static MailLogReader Open(string log) => MailLogReader.Open(new MemoryStream(LogFiles.Read(log)), new MailLogOptions { Source = log, TimeZone = TimeZoneInfo.Utc, Year = 2026, LastWriteTime = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) });

    /// <summary>What one client saw: its commands without what followed DATA and AUTH, and the lines of the replies.</summary>
    internal sealed record Seen(string Name, List<string> Commands, List<string> Replies, List<Taken> Taken);

    /// <summary>A message that the server took.</summary>
    internal sealed record Taken(string Sender, string[] Recipients, string Reply);

    public static List<Seen> Truth(string run) => [.. LogFiles.Lines("qpsmtpd/" + run + ".truth.jsonl").Select(Read)];

    private static Seen Read(byte[] line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        var seen = new Seen(json.RootElement.GetProperty("name").GetString()!, [], [], []);
        string last = "", command = "", sender = "";
        var recipients = new List<string>();
        foreach (JsonElement[] step in json.RootElement.GetProperty("dialogue").EnumerateArray().Select(e => e.EnumerateArray().ToArray()))
        {
            string[] texts = [.. step[1..].Select(t => t.GetString()!)];
            if (step[0].GetString() == ">")
            {
                // The message, and what answers a challenge, are in no log.
                if (last.StartsWith("354", StringComparison.Ordinal) || last.StartsWith("334", StringComparison.Ordinal))
                    command = last.StartsWith("354", StringComparison.Ordinal) ? "." : "";
                else
                    seen.Commands.AddRange(texts[0].Split('\n'));
                command = command == "." ? command : texts[0];
                continue;
            }
            seen.Replies.AddRange(texts);
            last = texts[^1];
            bool isOk = last.StartsWith('2');
            string address = command.Contains('<') ? command[(command.IndexOf('<') + 1)..command.LastIndexOf('>')] : "";
            if (command == "." && isOk)
                seen.Taken.Add(new Taken(sender, [.. recipients], last));
            if (command.StartsWith("MAIL", StringComparison.Ordinal) && isOk)
                (sender, recipients) = (address, []);
            if (command.StartsWith("RCPT", StringComparison.Ordinal) && isOk)
                recipients.Add(address);
            command = "";
        }
        return seen;
    }
}
