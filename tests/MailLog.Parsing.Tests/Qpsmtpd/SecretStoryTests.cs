using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>Connections in which somebody logs in, in every way and carrier: what was sent is in no line.</summary>
public class SecretStoryTests
{
    private const string Password = "SeCrEtLongpw";

    private static readonly string Token = Base64("\0bob@l.example\0" + Password), Word = Base64(Password), User = Base64("bob@l.example");

    /// <summary>Heads under which the lines are qpsmtpd's, or nobody's, or another program's.</summary>
    private static readonly string[] AllHeads =
    [
        .. QpsmtpdLine.Carriers.Select(QpsmtpdLine.Head).Distinct(),
        "Nov 20 06:12:47 vm qpsmtpd[800]: 28365 ", "Nov 20 06:12:47 vm qpsmtpd: 28365 ", "Nov 20 06:12:47 vm qpsmtpd: ", "Nov 20 06:12:47 vm perl[5]: 28365 ",
        "[Fri Nov 20 06:12:47 2026] [notice] 28365 ", "28365 # ", "20th of November, 06:12 vm[28365]: ",
        .. new[] { "qmail-smtpd", "qmail-send", "qmail-popup", "postfix/smtpd", "postfix/post-install", "tcpserver", "rblsmtpd", "sslserver", "qpsmtpd/smtp", "pmg-smtp-filter", "pmgpolicy", "amavis", "spamd", "dovecot", "other" }
            .SelectMany(p => new[] { $"Nov 20 06:12:47 vm {p}[28365]: ", $"Nov 20 06:12:47 vm {p}[4]: 28365 " }),
    ];

    public static TheoryData<string> Heads => [.. AllHeads];

    /// <summary>Commands that hold a password where nobody expects it. <c>{T}</c>: the response of PLAIN; <c>{P}</c>: the password.</summary>
    private static readonly string[] Commands =
    [
        "AUTH PLAIN {T}", "auth  plain\t{T} ", "AUTH PLAIN {T} extra", "AUTH PLAIN x {T}", "AUTH PLAIN \r{T}", "AUTH PLAIN{T}", "AUTH:PLAIN {T}", "AUTH=PLAIN {T}", "AUTHPLAIN {T}", "AUTH {T}", "AUTH PLAIN bob {P}",
        "AUTH\vPLAIN {T}", "AUTH\u00a0PLAIN {T}", "AUTH\0PLAIN {T}", "AUTH PLAIN \"{T}\"", "AUTH PLAIN <{T}>", "AUTH LOGIN bob {P}", "AUTH CRAM-MD5 {T}", "AUTH {P}",
        "EHLO c\rAUTH PLAIN {T}", "EHLO c#015AUTH PLAIN {T}", "EHLO c#011AUTH PLAIN {T}", "EHLO c\\r\\nAUTH PLAIN {T}", "EHLO c\\x0dAUTH LOGIN {P}", "EHLO c\\015AUTH LOGIN {P}", "EHLO c^MAUTH LOGIN {P}", "EHLO c%0dAUTH LOGIN {P}",
        "EHLO c#015AUTH#011PLAIN#011{T}", "NOOP AUTH PLAIN {T}", "NOOP\rAUTH PLAIN {P}", "EHLO x AUTH PLAIN {P}", "STARTTLS AUTH PLAIN {T}", "a AUTH PLAIN {P}", "A01 AUTHENTICATE PLAIN {P}", "A01 LOGIN bob {P}",
        "XAUTH PLAIN {P}", "XAUTH {P}", "\0AUTH PLAIN {P}", "\ufeffAUTH PLAIN {P}", "\u00ffAUTH PLAIN {P}", "A\bUTH PLAIN {P}", "AUT PLAIN {P}", "PLAIN {P}", "LOGIN {P}", "PASS {P}", "\"AUTH PLAIN {P}\"",
        "MAIL FROM:<x@example.org> AUTH=<> {T}", "MAIL FROM:<x@example.org> AUTH=x AUTH PLAIN {P}", "MAIL FROM:<x@example.org> AUTH PLAIN {P}", "EHLO {T}", "NOOP {T}", "HELP {T}", "EHLO c#011{T}", "foo {T} bar",
    ];

    /// <summary>What follows AUTH, refused or not. <c>{W}</c>: the password in base64; <c>{U}</c>: the user; <c>{S}</c>: a short password.</summary>
    private static readonly string[] Answers =
    [
        "{W}", "+ {W}", "+{W}", "* {W}", "{U}\n{W}", "{U} {W}", "{U}\t{W}", "\"{W}\"", "{W}#015", "#011{W}", "{W}\\x0d", "user {W}", "={W}", "{P}!", "{S}", "*\n{S}", "{U}\n{S}", "a-b_{W}",
    ];

    private static readonly string[] Begins = ["AUTH PLAIN", "AUTH LOGIN", "auth  login", "AUTH\tLOGIN", "AUTH LOGIN {U}", "AUTH CRAM-MD5", "AUTH:PLAIN", "AUTH PLAIN =", "AUTHPLAIN", "AUTH", "XAUTH LOGIN", "AUT LOGIN", "a AUTH LOGIN", "EHLO c\rAUTH LOGIN"];

    [Theory, MemberData(nameof(Heads))]
    public void No_command_tells(string head)
    {
        foreach (string command in Commands)
            AssertTellsNothing(head, "dispatching " + command, "500 Unrecognized command", "dispatching QUIT");
    }

    [Theory, MemberData(nameof(Heads))]
    public void No_answer_tells(string head)
    {
        foreach (string begin in Begins)
            foreach (string answer in Answers)
                AssertTellsNothing(head, ["dispatching " + begin, "503 AUTH not defined for HELO", .. answer.Split('\n').SelectMany(a => new[] { "dispatching " + a, "500 Unrecognized command" }), "dispatching QUIT"]);
    }

    [Theory, MemberData(nameof(Heads))]
    public void No_reply_and_no_plugin_repeats_it(string head)
    {
        foreach (string said in new[]
        {
            "500 Unrecognized command: {T}", "500 Unrecognized command: AUTH PLAIN {T}", "500-{T}", "535 no {P}", "(auth-plain) auth::auth_flat_file: fail: {T}", "(auth-plain) auth::auth_ldap_bind: fail: wrong password {P}",
            "auth::auth_ldap_bind plugin: fail: wrong password {P}", "fail: wrong password {P}", "(x) y: '{T}', (1)", "(x) y: fail, 'auth plain {t}', (1)", "(x) y: {t}", "deny mail from <a@example.org> ({P})",
        })
        {
            AssertTellsNothing(head, "dispatching AUTH PLAIN {T}", said);
            AssertTellsNothing(head, "dispatching AUTH LOGIN", "500 no", "dispatching {U}", "500 no", "dispatching {W}", said.Replace("{T}", "{W}").Replace("{t}", "{w}"));
        }
    }

    /// <summary>A log that begins in the middle of a connection: what is no command may be an answer.</summary>
    [Fact]
    public void A_log_may_begin_behind_AUTH()
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            string head = QpsmtpdLine.Head(carrier);
            List<MailLogEvent> read = QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes($"{head}250 OK\n{head}dispatching c2Vj\n{head}dispatching NOOP\n{head}dispatching foo\n"));
            Assert.Equal(["dispatching ****", "dispatching NOOP", "dispatching foo"], read.Skip(1).Select(e => e.Line.Message.ToString()));
        }
    }

    [Theory]
    [InlineData("7 dispatching AUTH PLA\n8 250 OK\n7 IN {T}\n")]
    [InlineData("7 dispatching AUTH PLAIN\n7  {T}\n")]
    [InlineData("7 dispatching AUTH PLAIN \n{T}\n")]
    [InlineData("7 dispatching AUTH LOGIN \n{W}\n")]
    [InlineData("7 dispatching NOOP\n7 UTH PLAIN {W}\n")]
    public void Torn_lines_do_not_tell(string log) => AssertTellsNothing(log);

    /// <summary>What is no secret stays: commands and addresses, even if a password is one of their words.</summary>
    [Theory]
    [InlineData("dispatching MAIL FROM:<auth@example.org> AUTH=<> SIZE=1234567 BODY=8BITMIME SMTPUTF8 REQUIRETLS")]
    [InlineData("dispatching MAIL FROM:<bounce-auth=plain=x@example.org> AUTH=bob+40example.org")]
    [InlineData("dispatching RCPT TO:<login@example.org>")]
    [InlineData("dispatching RCPT TO:<SeCrEtLongpw@example.org>")]
    [InlineData("dispatching EHLO login.example.org")]
    [InlineData("dispatching EHLO auth-plain.example.org")]
    [InlineData("dispatching XCLIENT LOGIN=bob NAME=plain.example.org")]
    [InlineData("250 AUTH PLAIN LOGIN CRAM-MD5")]
    [InlineData("535 PLAIN authentication failed for bob@l.example - authflat - wrong password")]
    [InlineData("250 Queued! 1795155188 qp 4711 <m1@example.org>")]
    public void What_is_no_secret_stays(string message)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            string head = QpsmtpdLine.Head(carrier), log = $"{head}dispatching AUTH PLAIN {Token}\n{head}{message}\n";
            Assert.Equal(message, QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(log))[1].Line.Message.ToString());
        }
    }

    /// <summary>One connection's password is another's word; and the next connection of a process is another.</summary>
    [Fact]
    public void Each_connection_has_its_own()
    {
        string log = $"7 dispatching AUTH PLAIN {Token}\n8 500 {Password}\n7 500 {Password}\n7 Connection from x [192.0.2.1]\n7 500 {Password}\n7 dispatching foo\n";
        Assert.Equal(["500 " + Password, "500 ************", "Connection from x [192.0.2.1]", "500 " + Password, "dispatching foo"], QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(log)).Skip(1).Select(e => e.Line.Message.ToString()));
    }

    /// <summary>More connections than are remembered: of those that were let go, what is no command is not told.</summary>
    [Fact]
    public void Many_connections_are_bounded()
    {
        var log = new StringBuilder();
        for (int i = 10; i < 2010; i++)
            log.Append(i).Append(" dispatching AUTH LOGIN\n");
        for (int i = 10; i < 2010; i++)
            log.Append(i).Append(" dispatching c2Vj\n");
        Assert.All(QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(log.ToString())).Skip(2000), e => Assert.EndsWith("dispatching ****", e.ToString(), StringComparison.Ordinal));
    }

    /// <summary>Whole stories of several processes, mixed: however the log comes in, the same is overwritten.</summary>
    [Fact]
    public void However_the_input_is_cut_the_same_is_overwritten()
    {
        Random random = PropertyCheck.NewRandom();
        string[] said = [.. Commands.Concat(Answers).Concat(Begins).Select(c => "dispatching " + c), "500 {T}", "(x) y: {P}", "500 no", "Connection from x [192.0.2.1]", "dispatching NOOP", "IN {T}"];
        for (int n = 0; n < 40 * PropertyCheck.Times; n++)
        {
            var log = new StringBuilder();
            string[] some = [.. Enumerable.Range(0, 3).Select(_ => AllHeads[random.Next(AllHeads.Length)])];
            for (int i = 0; i < 60; i++)
            {
                // A line of splogger that more may follow holds back those behind it.
                if (random.Next(15) == 0)
                    log.Append("2026-11-20T06:29:31+00:00 vm qmail: 1795156171.377811 info msg 1: ").Append('x', 787).Append('\n');
                log.Append(some[random.Next(some.Length)]).Append(Filled(said[random.Next(said.Length)]).Replace("\n", "")).Append('\n');
            }
            byte[] bytes = Encoding.Latin1.GetBytes(log.ToString());
            string[] whole = [.. QpsmtpdLine.ReadAll(bytes).Select(e => Encoding.Latin1.GetString(e.Line.Bytes.Bytes))];
            Assert.True(whole.SequenceEqual(QpsmtpdLine.ReadAll(new ChunkStream(bytes, random.Next(1, 400), random), QpsmtpdLine.Options).Select(e => Encoding.Latin1.GetString(e.Line.Bytes.Bytes))), PropertyCheck.SeedText);
        }
    }

    private static void AssertTellsNothing(string head, params string[] messages) =>
        AssertTellsNothing(string.Concat(messages.Select(m => head + Filled(m) + "\n")));

    private static void AssertTellsNothing(string log)
    {
        log = Filled(log);
        foreach (MailLogEvent read in QpsmtpdLine.ReadAll(Encoding.UTF8.GetBytes(log)))
        {
            string all = read + "\n" + QpsmtpdLine.Text(read);
            foreach (string secret in new[] { Password, Token[^12..], Token[..8], Word[..8], Word[^8..], "c2Vj" })
                Assert.False(all.Contains(secret, StringComparison.OrdinalIgnoreCase), log + "\n---\n" + all);
        }
    }

    private static string Filled(string text) => text.Replace("{T}", Token).Replace("{t}", Token.ToLowerInvariant()).Replace("{W}", Word).Replace("{w}", Word.ToLowerInvariant()).Replace("{U}", User).Replace("{P}", Password).Replace("{S}", "c2Vj");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
