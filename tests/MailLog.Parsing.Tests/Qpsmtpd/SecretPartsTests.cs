using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>Lines that the reader looks at twice, or puts together: secrets must not slip through, nor be taken for overwritten ones.</summary>
public class SecretPartsTests
{
    /// <summary>A line of splogger that more may follow holds back those behind it until the next block: they are parsed again.</summary>
    [Fact]
    public void A_line_that_is_parsed_again_keeps_its_user()
    {
        string open = "2026-11-20T06:29:31+00:00 vm qmail: 1795156171.377811 info msg 1: " + new string('x', 787) + "\n";
        byte[] log = Encoding.ASCII.GetBytes(open + "28365 dispatching AUTH PLAIN AHVzZXJAbG9jYWwuZXhhbXBsZQBzZWNyZXQ=\n28365 250 OK\n");
        Random random = PropertyCheck.NewRandom();
        for (int largest = 1; largest < log.Length; largest += 37)
        {
            List<MailLogEvent> read = QpsmtpdLine.ReadAll(new ChunkStream(log, largest, random), QpsmtpdLine.Options);
            Assert.True(read[1].Line.TryGet(out SmtpCommandEvent login), PropertyCheck.SeedText);
            Assert.Equal("AUTH PLAIN user@local.example *****************", login.Text.ToString());
        }
    }

    /// <summary>splogger cuts long lines; what it cut off is a line, too, beside the one that was put together.</summary>
    [Fact]
    public void The_parts_of_a_line_do_not_tell_either()
    {
        string secret = Convert.ToBase64String(Enumerable.Range(0, 900).Select(i => (byte)(i * 7)).ToArray()), message = "28365 dispatching AUTH CRAM-MD5 " + secret;
        const string Head = "2026-11-20T06:29:31+00:00 vm smtpd: 1795156171.377811";
        byte[] log = Encoding.ASCII.GetBytes(Head + " " + message.Substring(0, 799) + "\n" + Head + "+" + message.Substring(799) + "\n28365 250 OK\n");
        List<MailLogEvent> read = QpsmtpdLine.ReadAll(log);
        Assert.Equal("qpsmtpd.command", read[0].Line.Form);
        Assert.Equal(EventKind.Continuation, read[1].Kind);
        Assert.Equal(message.Length, read[0].Line.Message.Length + "28365 ".Length);
        foreach (MailLogEvent line in read)
            for (int i = 0; i + 8 <= secret.Length; i += 8)
                Assert.DoesNotContain(secret.Substring(i, 8), line.ToString(), StringComparison.Ordinal);
        Assert.Contains(QpsmtpdLine.ReadAll(log, QpsmtpdLine.Options with { KeepSecrets = true }), l => l.ToString().Contains(secret, StringComparison.Ordinal));
    }

    /// <summary>A line that is too long is cut; what is left of it is read as any other.</summary>
    [Fact]
    public void A_line_that_was_cut_does_not_tell()
    {
        MailLogEvent read = Assert.Single(QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes("28365 dispatching AUTH PLAIN " + new string('A', 70_000) + "\n")));
        Assert.True(read.Line.IsCut);
        Assert.DoesNotContain('A', read.ToString().Substring("28365 dispatching AUTH PLA".Length));
    }

    [Fact]
    public void A_last_line_without_its_end_does_not_tell()
    {
        Assert.Equal("28365 dispatching AUTH PLAIN ******", Assert.Single(QpsmtpdLine.ReadAll("28365 dispatching AUTH PLAIN AHVzZX"u8.ToArray())).ToString());
        Assert.Equal("28365 dispatching AUTH ****", Assert.Single(QpsmtpdLine.ReadAll("28365 dispatching AUTH PLAI"u8.ToArray())).ToString());
    }
}
