using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Who refused: what the program logs at its debug level (<c>returned DENY</c>), and what the rule finds without it.</summary>
public class QpsmtpdBlameTests
{
    /// <summary>The refusals of a real log in their order, and who was behind each; empty for the server itself.</summary>
    private static readonly (string Reply, string Plugin, string Hook)[] Refusals =
    [
        ("550 mail to", "badrcptto", "rcpt"), ("550 Relaying", "rcpt_ok", "rcpt"), ("550 I do not believe", "helo", "ehlo"), ("550 Your envelope", "badmailfrom", "mail"), ("503 Use MAIL", "", ""),
        ("450 Temporary", "resolvable_fromhost", "mail"), ("503 Use MAIL", "", ""), ("550 SPF", "sender_permitted_from", "mail"), ("503 Use MAIL", "", ""), ("503 MAIL first", "", ""),
        ("500 Unrecognized", "", ""), ("500 Unrecognized", "", ""), ("500 Unrecognized", "", ""), ("521 Closing", "count_unrecognized_commands", "unrecognized_command"), ("550 Listed in", "dnsbl", "connect"),
        ("550 Relaying", "rcpt_ok", "rcpt"), ("552 901", "headers", "data_post"), ("552 Too many hops", "loop", "data_post"), ("500 Unrecognized", "", ""), ("500 Unrecognized", "", ""),
        ("500 Unrecognized", "", ""), ("521 Closing", "count_unrecognized_commands", "unrecognized_command"), ("500 Stop wasting", "noop_counter", "noop"), ("535 PLAIN", "auth/auth_flat_file", "auth-plain"),
        ("503 Use MAIL", "", ""), ("503 MAIL first", "", ""), ("503 please say", "", ""), ("503 but you", "", ""), ("552 Message too big!", "", ""),
    ];

    [Fact]
    public void Every_refusal_of_a_real_log_is_attributed()
    {
        List<DialogueLine> refusals = [.. new QpsmtpdRun("qpsmtpd/A.warn.log").Dialogues.SelectMany(d => d.Lines).Where(l => l.RefusedBy is not null).OrderBy(l => l.Number)];

        Assert.Equal(Refusals.Select(r => r.Plugin + " " + r.Hook), refusals.Select(l => l.Plugin + " " + l.Hook));
        foreach (((string reply, string plugin, _), DialogueLine line) in Refusals.Zip(refusals))
        {
            Assert.StartsWith(reply, line.Text, StringComparison.Ordinal);
            Assert.Equal(plugin.Length > 0 ? VerdictSource.Plugin : VerdictSource.Smtpd, line.RefusedBy);
        }
    }

    [Theory]
    [InlineData("qpsmtpd/A.file.log")]
    [InlineData("qpsmtpd/A.syslog.log")]
    public void Where_plugins_are_not_logged_none_is_named_wrongly(string log)
    {
        List<DialogueLine> refusals = [.. new QpsmtpdRun(log).Dialogues.SelectMany(d => d.Lines).Where(l => l.RefusedBy is not null).OrderBy(l => l.Number)];

        Assert.Equal(Refusals.Length, refusals.Count);
        foreach (((string _, string plugin, _), DialogueLine line) in Refusals.Zip(refusals))
        {
            Assert.Equal(plugin.Length > 0 ? VerdictSource.Plugin : VerdictSource.Smtpd, line.RefusedBy);
            Assert.True(line.Plugin is null || line.Plugin == plugin, line.Text);
        }
    }

    [Fact]
    public void What_failed_before_the_last_command_is_over()
        => Assert.Null(Refusal(t => t.Line(10, "(mail) rhsbl: fail, listed").Says(10, "RCPT TO:<r@b.example>", "550 no such user")).Plugin);

    [Fact]
    public void What_fails_last_refuses()
        => Assert.Equal("badrcptto", Refusal(t => t.Line(10, "dispatching RCPT TO:<r@b.example>").Line(10, "(rcpt) karma: fail").Line(10, "(rcpt) check_badrcptto: fail: rcpt match").Line(10, "550 no")).Plugin);

    [Fact]
    public void What_is_tolerated_refuses_nothing()
        => Assert.Null(Refusal(t => t.Line(10, "dispatching RCPT TO:<r@b.example>").Line(10, "(rcpt) rhsbl: fail, tolerated, listed").Line(10, "550 no")).Plugin);

    [Fact]
    public void Where_the_log_says_who_refused_that_counts()
    {
        DialogueLine refusal = Refusal(t => t.Line(10, "dispatching RCPT TO:<r@b.example>").Line(10, "(rcpt) Plugin rcpt_ok, hook rcpt returned DENY, Relaying denied").Line(10, "(rcpt) fcrdns: fail, no rDNS").Line(10, "550 Relaying denied"));

        Assert.Equal("rcpt_ok", refusal.Plugin);
        Assert.Equal("rcpt", refusal.Hook);
    }

    [Fact]
    public void Where_the_log_says_who_refuses_one_that_only_fails_has_not()
        => Assert.Null(Refusal(t => t.Line(10, "(ehlo) Plugin helo, hook ehlo returned DECLINED, ").Line(10, "dispatching RCPT TO:<r@b.example>").Line(10, "(rcpt) fcrdns: fail, no rDNS").Line(10, "550 no")).Plugin);

    [Fact]
    public void A_refusal_that_was_put_off_is_naughtys()
    {
        DialogueLine refusal = Refusal(t => t.Line(10, "(connect) dnsbl: fail, NAUGHTY, dnsbl.test").Line(10, "dispatching RCPT TO:<r@b.example>").Line(10, "(rcpt) naughty: disconnecting").Line(10, "550 listed"));

        Assert.Equal("naughty", refusal.Plugin);
        Assert.Equal("rcpt", refusal.Hook);
    }

    [Fact]
    public void A_verdict_names_plugin_and_hook()
    {
        Mail mail = Assert.Single(Correlating.Mails(new QpsmtpdText().Connect(10).Hello(10).Mail(10).Line(10, "dispatching RCPT TO:<r@b.example>").Line(10, "(rcpt) check_badrcptto: fail: rcpt match").Line(10, "550 no").Quit(10).Bytes));

        Verdict verdict = Assert.Single(mail.Verdicts);
        Assert.Equal("badrcptto", verdict.Plugin);
        Assert.Equal(["rcpt"], verdict.Hooks);
        Assert.Equal(HookConfidence.Exact, verdict.Confidence);
        Assert.Equal("RCPT", verdict.Stage);
        Assert.Equal("r@b.example", verdict.Recipient);
        Assert.Equal("s@a.example", verdict.Sender);
        Assert.Equal(VerdictAction.Reject, verdict.Action);
    }

    private static DialogueLine Refusal(Func<QpsmtpdText, QpsmtpdText> lines)
    {
        var correlator = new MailCorrelator();
        var dialogues = new List<SmtpDialogue>();
        correlator.Dialogues.Subscribe(dialogues.Add);
        Correlating.Feed(correlator, lines(new QpsmtpdText().Connect(10).Hello(10)).Quit(10).Bytes);
        correlator.Complete();
        return Assert.Single(Assert.Single(dialogues).Lines, l => l.RefusedBy is not null);
    }
}
