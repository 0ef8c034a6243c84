using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>What plugins find, and what they decide.</summary>
public class PluginTests
{
    [Theory]
    [InlineData("rcpt", "badrcptto", "fail: rcpt match", "fail", "rcpt match", VerdictAction.Warn, "RCPT", false)]
    [InlineData("connect", "dnsbl", "fail, NAUGHTY, dnsbl.test", "fail", "NAUGHTY, dnsbl.test", VerdictAction.Warn, "CONNECT", false)]
    [InlineData("mail", "resolvable_fromhost", "fail, tolerated, no MX", "fail", "tolerated, no MX", VerdictAction.Warn, "MAIL", true)]
    [InlineData("connect", "relay", "skip, no match", "skip", "no match", VerdictAction.Info, "CONNECT", false)]
    [InlineData("helo", "helo", "pass", "pass", null, VerdictAction.Info, "HELO", false)]
    [InlineData("ehlo", "helo", "pass", "pass", null, VerdictAction.Info, "EHLO", false)]
    [InlineData("data_post", "headers", "fail, Date in the future", "fail", "Date in the future", VerdictAction.Warn, "END-OF-MESSAGE", false)]
    [InlineData("data", "loop", "error; no header", "error", "no header", VerdictAction.Warn, "DATA", false)]
    [InlineData("auth-plain", "auth::auth_flat_file", "fail: wrong password", "fail", "wrong password", VerdictAction.Warn, "AUTH", false)]
    [InlineData("queue", "queue::maildir", "info, stored", "info", "stored", VerdictAction.Info, "END-OF-MESSAGE", false)]
    [InlineData("post-connection", "karma", "pass, 3", "pass", "3", VerdictAction.Info, null, false)]
    public void A_finding_has_hook_plugin_result_and_stage(string hook, string plugin, string message, string result, string? detail, VerdictAction action, string? stage, bool isTolerated)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            MailLogEvent read = QpsmtpdLine.Read(QpsmtpdLine.Of(carrier, hook, plugin) + message, carrier);
            bool hasHook = carrier is Carrier.Warn or Carrier.Multilog, hasPlugin = hasHook || carrier is Carrier.Adaptive or Carrier.AdaptiveCopy;
            Assert.True(read.Line.TryGet(out PluginEvent said));
            Assert.Equal((hasHook ? hook : null, hasPlugin ? plugin : null), (said.Hook.ToStringOrNull(), said.Plugin.ToStringOrNull()));
            Assert.Equal((result, detail, isTolerated), (said.Result.ToString(), said.Detail.ToStringOrNull(), said.IsTolerated));
            Assert.False(said.ReturnCode.HasValue);
            Assert.True(read.Line.TryGet(out VerdictEvent verdict));
            Assert.Equal((action, VerdictSource.Plugin, hasHook ? stage : null), (verdict.Action, verdict.By, verdict.Stage.ToStringOrNull()));
        }
    }

    [Theory]
    [InlineData("DENY", VerdictAction.Reject)]
    [InlineData("DENY_DISCONNECT", VerdictAction.Reject)]
    [InlineData("DENYSOFT", VerdictAction.Defer)]
    [InlineData("DENYSOFT_DISCONNECT", VerdictAction.Defer)]
    [InlineData("OK", VerdictAction.Accept)]
    [InlineData("DECLINED", VerdictAction.Info)]
    [InlineData("DONE", VerdictAction.Info)]
    public void An_exact_code_is_a_decision(string code, VerdictAction action)
    {
        foreach (string text in new[] { "", "no such user, sorry" })
        {
            MailLogEvent read = QpsmtpdLine.Read("Plugin queue::smtp_2dforward, hook rcpt returned " + code + ", " + text, Carrier.Warn);
            Assert.True(read.Line.TryGet(out PluginEvent said) && read.Line.TryGet(out VerdictEvent _));
            read.Line.TryGet(out VerdictEvent verdict);
            Assert.Equal((code, "rcpt", "queue/smtp-forward", text), (said.ReturnCode.ToString(), said.Hook.ToString(), said.PluginName, said.Detail.ToString()));
            Assert.Equal((action, "RCPT"), (verdict.Action, verdict.Stage.ToString()));
        }
    }

    [Theory]
    [InlineData("deny mail from <a@spffail.example> (SPF (forgery))", VerdictAction.Reject, "a@spffail.example", "SPF (forgery)")]
    [InlineData("denysoft mail from <> (later)", VerdictAction.Defer, "", "later")]
    [InlineData("deny mail from <\"a> (b\"@x.example> (no)", VerdictAction.Reject, "\"a> (b\"@x.example", "no")]
    public void A_refused_sender_is_a_verdict(string message, VerdictAction action, string sender, string text)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            Assert.True(QpsmtpdLine.Read(message, carrier).Line.TryGet(out VerdictEvent verdict));
            Assert.Equal((action, "MAIL", sender, text), (verdict.Action, verdict.Stage.ToString(), verdict.Sender.ToString(), verdict.Text.ToString()));
        }
    }

    /// <summary>Names as perl has them, and as they were in older versions.</summary>
    [Theory]
    [InlineData("badrcptto", "badrcptto")]
    [InlineData("queue::smtp_2dforward", "queue/smtp-forward")]
    [InlineData("queue::qmail_2dqueue", "queue/qmail-queue")]
    [InlineData("ident::p0f_3a0", "ident/p0f:0")]
    [InlineData("my::_39lives", "my/9lives")]
    [InlineData("count_39", "count_39")]
    [InlineData("sender_permitted_from", "sender_permitted_from")]
    [InlineData("a_2", "a_2")]
    [InlineData("a_", "a_")]
    [InlineData("a_zz", "a_zz")]
    [InlineData("check_badrcptto", "badrcptto")]
    [InlineData("check_badrcptto_patterns", "badrcptto")]
    [InlineData("check_badmailfrom_patterns", "badmailfrom")]
    [InlineData("require_resolvable_fromhost", "resolvable_fromhost")]
    [InlineData("check_basicheaders", "headers")]
    [InlineData("check_earlytalker", "earlytalker")]
    [InlineData("check_spamhelo", "helo")]
    [InlineData("relay_only", "relay")]
    [InlineData("count_unrecognized_commands", "count_unrecognized_commands")]
    [InlineData("noop_counter", "noop_counter")]
    [InlineData("queue::smtp_2dqueue", "queue/smtp-forward")]
    public void Names_are_those_of_files(string logged, string expected)
    {
        Assert.True(QpsmtpdLine.Read("(rcpt) " + logged + ": pass", Carrier.Warn).Line.TryGet(out PluginEvent said));
        Assert.Equal((logged, expected), (said.Plugin.ToString(), said.PluginName));
    }

    [Theory]
    [InlineData(Carrier.Warn, "(mail) running plugin: rhsbl", "qpsmtpd.running|hook=mail|topic=running plugin|plugin=rhsbl")]
    [InlineData(Carrier.Adaptive, "running plugin (mail): rhsbl", "qpsmtpd.running.adaptive|topic=running plugin|hook=mail|plugin=rhsbl")]
    [InlineData(Carrier.Warn, "(mail) sender_permitted_from: karma 1 (1)", "qpsmtpd.karma|hook=mail|plugin=sender_permitted_from|score=1|threshold=1")]
    [InlineData(Carrier.Warn, "(mail) karma: karma -1 (-3)", "qpsmtpd.karma|hook=mail|plugin=karma|score=-1|threshold=-3")]
    [InlineData(Carrier.Warn, "(post-connection) connection_time: 0.032 s.", "qpsmtpd.time|hook=post-connection|plugin=connection_time|seconds=0.032")]
    [InlineData(Carrier.File, "0.032 s.", "qpsmtpd.time.plain|seconds=0.032")]
    [InlineData(Carrier.Warn, "(rcpt) x: passed over", "qpsmtpd.plugin|hook=rcpt|plugin=x|text=passed over")]
    [InlineData(Carrier.File, "failed to load Mail::DMARC::PurePerl", "qpsmtpd.text|text=failed to load Mail::DMARC::PurePerl")]
    [InlineData(Carrier.File, "passing", "qpsmtpd.text|text=passing")]
    [InlineData(Carrier.Warn, "FATAL PLUGIN ERROR [greylisting]: Can't locate object method", "qpsmtpd.fatal|service=greylisting|topic=FATAL PLUGIN ERROR|text=Can't locate object method")]
    public void Other_lines_of_plugins_have_their_forms(Carrier carrier, string message, string expected)
    {
        string actual = QpsmtpdLine.Text(QpsmtpdLine.Read(message, carrier));
        Assert.Equal(expected.Split('|').Order(StringComparer.Ordinal), actual.Split('|').Order(StringComparer.Ordinal));
    }
}
