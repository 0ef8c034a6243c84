using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>The same sessions through the ways in which qpsmtpd can log them; A.warn.log, A.file.log and A.syslog were written by one server at the same time.</summary>
public class CarrierTests
{
    /// <summary>A line without what only some carriers keep.</summary>
    private sealed record Said(int ProcessId, EventKind Kind, string Text);

    public static TheoryData<string> Logs => [.. QpsmtpdLogTests.Names];

    [Theory]
    [InlineData("A.syslog.log")]
    [InlineData("A.syslog.raw")]
    public void Syslog_says_what_standard_error_says(string log) =>
        Assert.Equal(PerProcess(Read("A.warn.log").Where(e => e.Line.Form != "qpsmtpd.fatal")), PerProcess(Read(log)));

    /// <summary>The plugin dies of the line that tells of spooling, so that one is missing.</summary>
    [Fact]
    public void A_file_says_what_standard_error_says() =>
        Assert.Equal(PerProcess(Read("A.warn.log").Where(e => e.Line.Form is not ("qpsmtpd.fatal" or "qpsmtpd.spooling"))), PerProcess(Read("A.file.log")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Multilog_adds_a_time_and_changes_nothing_else(int logNumber)
    {
        string log = logNumber == 0 ? "A.warn.log" : "B.warn.log";
        var labelled = new MemoryStream();
        List<byte[]> lines = LogFiles.Lines("qpsmtpd/" + log);
        for (int i = 0; i < lines.Count; i++)
            labelled.Write([.. Encoding.ASCII.GetBytes($"@{0x400000006affe6da + i / 9:x16}{i % 9 * 1_000_000:x8} "), .. lines[i], (byte)'\n']);
        labelled.Position = 0;
        List<MailLogEvent> plain = Read(log), stamped = QpsmtpdLine.ReadAll(labelled, QpsmtpdLine.Options);
        Assert.Equal(plain.Select(e => QpsmtpdLine.Text(e) + e.Line.IsCopy), stamped.Select(e => QpsmtpdLine.Text(e) + e.Line.IsCopy));
        Assert.All(stamped, e => Assert.True(e.Line.HasTime));
        Assert.All(plain, e => Assert.False(e.Line.HasTime));
    }

    [Theory]
    [InlineData("1795155167 ", "06:12:47")]
    [InlineData("2026-11-20 06:12:47 ", "06:12:47")]
    [InlineData("2026-11-20T06:12:47 ", "06:12:47")]
    [InlineData("Fri Nov 20 06:12:47 2026 ", "06:12:47")]
    [InlineData("20.11.26 06:12:47 ", "06:12:47")]
    public void Stamps_of_files_are_read(string stamp, string time)
    {
        MailLogEvent read = Assert.Single(QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(stamp + "vm[28281]: dispatching NOOP\n")));
        Assert.Equal(("qpsmtpd.command", "vm", 28281), (read.Line.Form, read.Line.Host.ToString(), read.Line.ProcessId));
        Assert.Equal(DateTimeOffset.Parse("2026-11-20T" + time + "Z", System.Globalization.CultureInfo.InvariantCulture), read.Line.Time);
    }

    /// <summary>Not lines of qpsmtpd are only the empty ones: perl ends its messages with a line end, and the logger writes another.</summary>
    /// <summary>Standard error gets into syslog with the number of the server or of the logger, whatever the tag.</summary>
    [Theory]
    [InlineData("Nov 20 06:12:47 vm qpsmtpd[800]: ", "A.warn.log")]
    [InlineData("Nov 20 06:12:47 vm qpsmtpd: ", "A.warn.log")]
    [InlineData("2026-11-20T06:12:47Z vm qpsmtpd[800]: ", "B.warn.log")]
    [InlineData("Nov 20 06:12:47 vm perl[800]: ", "A.warn.log")]
    public void Syslog_may_put_its_header_before_standard_error(string head, string log)
    {
        // The first line shows whose the tag is; perl's own lines have no number of their own.
        List<byte[]> lines = [[.. "7 dispatching NOOP"u8], .. LogFiles.Lines("qpsmtpd/" + log).Where(l => l.Length > 0 && l[0] is >= (byte)'0' and <= (byte)'9')];
        byte[] plain = [.. lines.SelectMany(l => l.Append((byte)'\n'))], inner = [.. lines.SelectMany(l => Encoding.ASCII.GetBytes(head).Concat(l).Append((byte)'\n'))];
        Assert.Equal(
            QpsmtpdLine.ReadAll(plain).Select(e => $"{QpsmtpdLine.Text(e)} {e.Line.ProcessId} {e.Line.IsCopy} {e.Line.Message.ToString()}"),
            QpsmtpdLine.ReadAll(inner).Select(e => $"{QpsmtpdLine.Text(e)} {e.Line.ProcessId} {e.Line.IsCopy} {e.Line.Message.ToString()}"));
    }

    /// <summary>A number of three digits may be a process or a reply: it is a process only where the log is written so.</summary>
    [Fact]
    public void A_reply_is_not_taken_for_a_process()
    {
        const string Head = "Nov 20 06:12:47 vm qpsmtpd[800]: ";
        string[] Read(params string[] messages) => [.. QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(string.Concat(messages.Select(m => Head + m + "\n")))).Select(e => e.Line.ProcessId + " " + QpsmtpdLine.Text(e))];
        Assert.Equal(["800 qpsmtpd.reply|code=550|text=550 no"], Read("550 550 no"));
        Assert.Equal(["7 qpsmtpd.command|text=NOOP", "550 qpsmtpd.reply|code=550|text=no"], Read("7 dispatching NOOP", "550 550 no"));
        Assert.Equal(["550 qpsmtpd.command|text=NOOP"], Read("550 dispatching NOOP"));
    }

    [Theory, MemberData(nameof(Logs))]
    public void Every_line_has_a_form_but_the_empty_rest_of_an_error(string log)
    {
        List<MailLogEvent> lines = Read(log);
        for (int i = 0; i < lines.Count; i++)
        {
            LogLine line = lines[i].Line;
            Assert.True(line.Form.Length > 0 || (line.Bytes.IsEmpty && line.Kind == EventKind.Foreign && i > 0 && lines[i - 1].Line.Form == "qpsmtpd.fatal"), line.Bytes.ToString());
        }
    }

    [Fact]
    public void Adaptive_says_again_what_it_said()
    {
        List<MailLogEvent> lines = Read("B.warn.log");
        Assert.Equal(3631, lines.Count(e => e.Line.IsCopy));
        Assert.All(lines, e => Assert.Equal(e.Line.IsCopy, System.Text.RegularExpressions.Regex.IsMatch(e.ToString(), @"^\d+ ` ")));
        Assert.All(lines.Where(e => e.Line.IsCopy), e => Assert.False(e.Line.Message.Bytes.StartsWith("` "u8)));
    }

    [Fact]
    public void A_file_per_session_holds_one_process()
    {
        foreach (string log in QpsmtpdLogTests.Names.Where(n => n.StartsWith("B.sessions", StringComparison.Ordinal)))
        {
            int process = int.Parse(log.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.All(Read(log), e => Assert.Equal((process, "vm"), (e.Line.ProcessId, e.Line.Host.ToString())));
        }
    }

    [Theory]
    [MemberData(nameof(AllCarriers))]
    public void Each_carrier_is_recognised(Carrier carrier)
    {
        Assert.Equal("qpsmtpd.command|text=RSET", QpsmtpdLine.Text(QpsmtpdLine.Read("dispatching RSET", carrier)));
        Assert.Equal(carrier == Carrier.AdaptiveCopy, QpsmtpdLine.Read("250 OK", carrier).Line.IsCopy);
        Assert.True(QpsmtpdLine.Read(QpsmtpdLine.Of(carrier, "rcpt", "badrcptto") + "fail: rcpt match", carrier).Line.TryGet(out PluginEvent plugin));
        Assert.Equal(("fail", "rcpt match"), (plugin.Result.ToString(), plugin.Detail.ToString()));
    }

    /// <summary>The tag in syslog can be configured: a line that nobody else writes shows whose it is, from there on.</summary>
    [Theory]
    [InlineData("Nov 20 06:12:47 vm ", "vm")]
    [InlineData("<22>Nov 20 06:12:47 ", "")]
    [InlineData("2026-11-20T06:12:47Z vm ", "vm")]
    public void Another_tag_is_known_by_a_line_that_only_qpsmtpd_writes(string head, string host)
    {
        List<MailLogEvent> lines = QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(head + "mx-in[7]: dispatching EHLO a.example\n" + head + "mx-in[7]: 250 OK\n"));
        Assert.Equal(["qpsmtpd.command", "qpsmtpd.reply"], lines.Select(l => l.Line.Form));
        Assert.All(lines, l => Assert.Equal((host, "mx-in"), (l.Line.Host.ToString(), l.Line.Program.ToString())));
    }

    [Theory]
    [InlineData("Nov 20 06:12:47 vm sshd[7]: Connection from 192.0.2.1 port 1 on 192.0.2.2 port 22")]
    [InlineData("Nov 20 06:12:47 vm controller[7]: dispatching work")]
    [InlineData("28365 bottles of beer")]
    [InlineData("28365")]
    [InlineData("28365 ")]
    [InlineData("Use of uninitialized value in print at /usr/bin/other line 3.")]
    [InlineData("FATAL PLUGIN")]
    public void Lines_of_others_are_foreign(string line) => Assert.Equal(EventKind.Foreign, Assert.Single(QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(line + "\n"))).Kind);

    public static TheoryData<Carrier> AllCarriers => [.. QpsmtpdLine.Carriers];

    private static List<MailLogEvent> Read(string log) => QpsmtpdLine.ReadAll(LogFiles.Read("qpsmtpd/" + log));

    /// <summary>Processes log at the same time, and each carrier may mix them in another way. Of what plugins say in parts, a file loses the blank between.</summary>
    private static List<Said> PerProcess(IEnumerable<MailLogEvent> lines) => [.. lines.GroupBy(e => e.Line.ProcessId).OrderBy(g => g.Key).SelectMany(g => g.Select(e =>
    {
        e.Line.TryGetField("text", out Utf8Text text);
        return new Said(g.Key, e.Kind, text.ToString().Replace(" ", ""));
    }))];
}
