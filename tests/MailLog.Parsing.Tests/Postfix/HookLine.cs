using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Postfix;

/// <summary>A verdict, made an object for the tests.</summary>
internal sealed record HookLine(string Program, string QueueId, string Component, string Service, string Stage, VerdictAction Action, VerdictRestriction Restriction,
    string? Rule, string[] Hooks, HookConfidence Confidence, string Text)
{
    /// <summary>The verdict that a message of a program is.</summary>
    public static HookLine Read(string program, string message)
    {
        using var reader = MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes("2026-11-20T10:00:00Z mx1 " + program + "[1]: " + message + "\n")));
        Assert.True(reader.Read());
        Assert.True(reader.TryGet(out VerdictEvent verdict), "no verdict: " + reader.Line.Form + " " + message);
        return Of(verdict);
    }

    public static HookLine Rejected(string text) => Read("postfix/smtpd",
        "NOQUEUE: reject: RCPT from c.example[192.0.2.1]: " + text + "; from=<a@s.example> to=<b@r.example> proto=ESMTP helo=<h.example>");

    public static HookLine Of(VerdictEvent verdict) => new(verdict.Line.Program.ToString(), verdict.QueueId.ToString(), verdict.Component.ToString(), verdict.Service.ToString(), verdict.Stage.ToString(),
        verdict.Action, verdict.Restriction, verdict.Rule?.Name, verdict.Hooks.ToArray(), verdict.Confidence, verdict.Line.Message.ToString());

    /// <summary>All verdicts of a log in <c>tests/data</c>.</summary>
    public static List<HookLine> All(string log)
    {
        var lines = new List<HookLine>();
        using var reader = MailLogReader.Open(LogFiles.PathOf(log), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc });
        while (reader.Read())
            if (reader.TryGet(out VerdictEvent verdict))
                lines.Add(Of(verdict));
        return lines;
    }
}
