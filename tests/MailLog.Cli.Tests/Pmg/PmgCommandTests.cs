using System.Text;
using Xunit;

namespace MailLog.Cli.Tests.Pmg;

public class PmgCommandTests
{
    private const string Inbound = """
        Nov 18 10:00:00 mx postfix/smtpd[10]: connect from a.example[192.0.2.1]
        Nov 18 10:00:00 mx postfix/smtpd[10]: 0022C3801B5: client=a.example[192.0.2.1]
        Nov 18 10:00:00 mx postfix/cleanup[11]: 0022C3801B5: message-id=<1@a.example>
        Nov 18 10:00:01 mx postfix/qmgr[12]: 0022C3801B5: from=<s@a.example>, size=2053, nrcpt=1 (queue active)
        Nov 18 10:00:01 mx postfix/smtpd[10]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 commands=4
        Nov 18 10:00:02 mx pmg-smtp-filter[13]: 3802E45DFA503808B06: new mail message-id=<1@a.example>
        Nov 18 10:00:02 mx pmg-smtp-filter[13]: 3802E45DFA503808B06: block mail to <r@b.example> (rule: block (all))
        Nov 18 10:00:02 mx pmg-smtp-filter[13]: 3802E45DFA503808B06: processing time: 0.015 seconds (0, 0.011, 0)

        """;

    private const string Blocked = "Nov 18 10:00:03 mx postfix/lmtp[14]: 0022C3801B5: to=<r@b.example>, relay=127.0.0.1[127.0.0.1]:10023, delay=0.07, delays=0/0/0/0, dsn=2.7.0, status=sent (250 2.7.0 BLOCKED (3802E45DFA503808B06))\n";
    private const string Refused = "Nov 18 10:00:03 mx postfix/lmtp[14]: 0022C3801B5: to=<r@b.example>, relay=127.0.0.1[127.0.0.1]:10023, delay=0.07, delays=0/0/0/0, dsn=5.7.1, status=bounced (host 127.0.0.1[127.0.0.1] said: 554 5.7.1 Rejected for policy reasons (3802E45DFA503808B06) (in reply to end of DATA command))\n";
    private const string Removed = "Nov 18 10:00:03 mx postfix/qmgr[12]: 0022C3801B5: removed";

    private static string Run(string log, params string[] options) => Run(log, out _, out _, options);

    private static string Run(string log, out int status, out string errors, params string[] options)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, log);
            using var output = new MemoryStream();
            using var error = new StringWriter();
            status = PmgCommand.Run([.. options, "--now", "2026-11-20T00:00:00Z", "-s", "2026-11-01T00:00:00Z", "-i", file], output, error);
            errors = error.ToString();
            return string.Join('\n', Encoding.UTF8.GetString(output.ToArray()).Split('\n').Where(line => !line.StartsWith("# ", StringComparison.Ordinal))).Trim('\n');
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(Blocked)]
    [InlineData(Refused)] // the filter refuses what it blocks
    public void What_the_filter_did_stands_in_the_row(string delivery)
    {
        string row = Run(Inbound + delivery + Removed).Split('\n')[0];

        Assert.EndsWith(":0022C3801B5:B: from <s@a.example> to <r@b.example> (none)", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_prints_the_block_with_its_lines()
    {
        string[] lines = Run(Inbound + Blocked + Removed, "-vv").Split('\n');

        Assert.Equal("QENTRY: 0022C3801B5", lines[0]);
        Assert.Equal("SIZE: 2053", lines[2]);
        Assert.Equal("CLIENT: a.example[192.0.2.1]", lines[3]);
        Assert.Equal("MSGID: <1@a.example>", lines[4]);
        Assert.Equal("SMTP:", lines[6]);
        Assert.Equal("FILTER: 3802E45DFA503808B06", lines[10]);
        Assert.Equal("QMGR:", lines[14]);
        Assert.Equal("L0000000A " + Removed, lines[^1]);
    }

    [Theory]
    [InlineData(true, "-f", "S@A")]
    [InlineData(false, "-f", "r@b")]
    [InlineData(true, "-t", "B.EXAMPLE")]
    [InlineData(false, "-t", "a.example")]
    [InlineData(true, "-h", "192.0.2")]
    [InlineData(false, "-h", "198.51")]
    [InlineData(true, "-m", "<1@A.example>")]
    [InlineData(true, "--message-id=<1@a.example>")]
    [InlineData(false, "-m", "1@a.example")]
    [InlineData(true, "-q", "0022C3801B5")]
    [InlineData(true, "-q3802E45DFA503808B06")]
    [InlineData(true, "-q", "X", "-q", "0022C3801B5")]
    [InlineData(false, "-q", "0022C3801B")]
    [InlineData(true, "-x", "BLOCK (all")]
    [InlineData(false, "-x", "block (none")]
    [InlineData(true, "-gn")]
    [InlineData(false, "-f", "s@a", "-t", "zz")]
    public void Filters(bool found, params string[] options) => Assert.Equal(found, Run(Inbound + Blocked + Removed, options).Length > 0);

    [Theory]
    [InlineData("450 4.7.1 <r@b.example>: Recipient address rejected: Service is unavailable (try later); from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<c>", "G: from <s@a.example> to <r@b.example>")]
    [InlineData("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using list.example; https://list.example; from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<c>", "N: from <s@a.example> to <r@b.example>")]
    [InlineData("554 5.7.1 <r@b.example>: Relay access denied; from=<\"a>b\"@a.example> to=<r@b.example> proto=ESMTP helo=<c>", "N: from <\"a>b\"@a.example> to <r@b.example>")]
    public void Rejects(string text, string row)
    {
        string log = "Nov 18 10:00:00 mx postfix/smtpd[10]: connect from unknown[192.0.2.1]\r\n"
            + "Nov 18 10:00:00 mx postfix/smtpd[10]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: " + text + "\r\n"
            + "Nov 18 10:00:00 mx postfix/smtpd[10]: disconnect from unknown[192.0.2.1]";

        Assert.EndsWith(":" + row, Run(log), StringComparison.Ordinal);
        Assert.Equal(row[0] == 'G', Run(log, "-g").Length == 0);
    }

    [Fact]
    public void Sessions_of_two_hosts_with_the_same_pid_are_two()
    {
        string log = "Nov 18 10:00:00 one postfix/smtpd[10]: connect from a.example[192.0.2.1]\n"
            + "Nov 18 10:00:00 two postfix/smtpd[10]: connect from b.example[192.0.2.2]\n"
            + "Nov 18 10:00:00 two postfix/smtpd[10]: disconnect from b.example[192.0.2.2]\n"
            + "Nov 18 10:00:00 one postfix/smtpd[10]: disconnect from a.example[192.0.2.1]\n";

        Assert.Equal(["CLIENT: b.example[192.0.2.2]", "CLIENT: a.example[192.0.2.1]"], Run(log, "-v").Split('\n').Where(line => line.StartsWith("CLIENT", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("-V")]
    [InlineData("-l", "abc")]
    [InlineData("-l")]
    [InlineData("-e", "1")]
    [InlineData("-e", "yesterday")]
    [InlineData("file")]
    public void Wrong_usage_is_one_sentence(params string[] options)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();

        Assert.Equal(2, PmgCommand.Run(["-s", "2", .. options], output, error));
        Assert.Equal(0, output.Length);
        Assert.Equal(1, error.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public void Missing_input_is_named()
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();

        Assert.Equal(1, PmgCommand.Run(["-i", "no/such/file"], output, error));
        Assert.Contains("no/such/file", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_ends_the_output()
    {
        string two = Inbound + Blocked + Removed + "\n" + (Inbound + Blocked + Removed).Replace("0022C3801B5", "0022C3801B6", StringComparison.Ordinal);

        Assert.EndsWith("STATUS: aborted by limit (too many hits)", Run(two, "-l", "1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_bytes_it_goes_on()
    {
        var random = new Random(1);
        byte[] log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Inbound + Blocked + Removed + "\n", 200)));
        for (int i = 0; i < log.Length / 40; i++)
            log[random.Next(log.Length)] = (byte)random.Next(256);

        Run(Encoding.Latin1.GetString(log), out int status, out string errors, "-vv", "-x", "a");

        Assert.Equal(0, status);
        Assert.Equal("", errors);
    }
}
