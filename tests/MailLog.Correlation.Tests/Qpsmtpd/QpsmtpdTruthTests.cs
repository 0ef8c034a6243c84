using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Logs of the real program against what its clients recorded.</summary>
public class QpsmtpdTruthTests
{
    /// <summary>The first thirty connections of each log are the recorded ones.</summary>
    private const int Connections = 30;

    public static TheoryData<string, string[]> Logs => new()
    {
        { "A", ["qpsmtpd/A.warn.log"] },
        { "A", ["qpsmtpd/A.file.log"] },
        { "A", ["qpsmtpd/A.syslog.log"] },
        { "A", ["qpsmtpd/A.syslog.raw"] },
        { "B", ["qpsmtpd/B.warn.log"] },
        { "B", [.. MailLog.Tests.LogFiles.Below("qpsmtpd/B.sessions"), "qpsmtpd/B.parent.log"] },
    };

    [Theory, MemberData(nameof(Logs))]
    public void Dialogues_are_what_the_clients_saw(string run, string[] logs)
    {
        List<QpsmtpdRun.Seen> truth = QpsmtpdRun.Truth(run);
        List<SmtpDialogue> dialogues = [.. new QpsmtpdRun(logs).Dialogues.OrderBy(d => d.FirstSeen).ThenBy(d => d.ProcessId).Take(Connections)];
        Assert.Equal(Connections, truth.Count);
        Assert.Equal(Connections, dialogues.Count);
        int sameReplies = 0, sameCommands = 0;
        foreach ((SmtpDialogue dialogue, QpsmtpdRun.Seen seen) in dialogues.Zip(truth))
        {
            string[] commands = [.. dialogue.Lines.Where(l => l.IsFromClient).Select(l => l.Text)], replies = [.. dialogue.Lines.Where(l => !l.IsFromClient).Select(l => l.Text)];
            // A client that was thrown out said more than the server read; one that went away did not read all that the server said.
            Assert.True(commands.Length <= seen.Commands.Count, seen.Name);
            for (int i = 0; i < commands.Length; i++)
                Assert.True(IsSame(commands[i], seen.Commands[i]), seen.Name + ": " + commands[i]);
            Assert.Equal(seen.Replies.Take(replies.Length).Where(r => r.Length > 0 && char.IsDigit(r[0])), replies.Take(seen.Replies.Count(r => r.Length > 0 && char.IsDigit(r[0]))));
            sameReplies += replies.Length == seen.Replies.Count(r => r.Length > 0 && char.IsDigit(r[0])) ? 1 : 0;
            sameCommands += commands.Length == seen.Commands.Count ? 1 : 0;
        }
        Assert.True(sameReplies >= (run == "A" ? 29 : 28), "replies: " + sameReplies);
        Assert.True(sameCommands >= 25, "commands: " + sameCommands);
    }

    [Theory, MemberData(nameof(Logs))]
    public void Mails_are_what_was_taken(string run, string[] logs)
    {
        List<QpsmtpdRun.Taken> truth = [.. QpsmtpdRun.Truth(run).SelectMany(s => s.Taken)];
        List<Mail> mails = [.. new QpsmtpdRun(logs).Mails.Where(m => m.Recipients.Any(r => r.Status == RecipientStatus.Delivered))];

        Assert.Equal(run == "A" ? 13 : 12, truth.Count);
        foreach (QpsmtpdRun.Taken taken in truth)
        {
            Mail mail = Assert.Single(mails, m => "250 " + m.Recipients[0].Response?.Replace("250 ", "", StringComparison.Ordinal) == taken.Reply);
            Assert.Equal(taken.Sender, mail.Sender);
            Assert.Equal(taken.Recipients, mail.Recipients.Select(r => r.Address));
            Assert.Equal(MailOutcome.Delivered, mail.Outcome);
            Assert.Equal(Parsing.MailSystem.Qpsmtpd, mail.System);
        }
    }

    /// <summary>Of AUTH, only the first words are in the log; of what was sent instead of a command, after AUTH was refused, nothing.</summary>
    private static bool IsSame(string logged, string said)
    {
        if (logged.Length > 0 && logged.All(c => c == '*'))
            return logged.Length == said.Length;
        return said.StartsWith("AUTH", StringComparison.Ordinal) ? logged.StartsWith(string.Join(' ', said.Split(' ').Take(2)), StringComparison.Ordinal) : logged == said;
    }
}
