using System.Text.Json;
using System.Text.RegularExpressions;
using MailLog.Parsing;
using MailLog.Tests;

namespace MailLog.Correlation.Tests;

/// <summary>A run of real qmail programs: its logs as mails and sessions, and what the clients recorded.</summary>
internal sealed partial class QmailRun
{
    private QmailRun(string name, string[] logs)
    {
        Name = name;
        Logs = logs;
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(Mails.Add);
        correlator.Sessions.Subscribe(Sessions.Add);
        correlator.Process([.. logs.Select(Open)]);
        using JsonDocument truth = JsonDocument.Parse(LogFiles.Read("qmail/" + name + ".truth.json"));
        foreach (JsonElement session in truth.RootElement.GetProperty("sessions").EnumerateArray())
            if (session.TryGetProperty("tx", out JsonElement transactions))
                foreach (JsonElement transaction in transactions.EnumerateArray())
                    Add(session, transaction);
    }

    public static QmailRun Notqmail { get; } = new("nq1", ["qmail/nq1.send.log", "qmail/nq1.smtpd.log"]);

    public static QmailRun Sqmail { get; } = new("sq2", ["qmail/sq2.send.log", "qmail/sq2.smtpd.log"]);

    public static QmailRun Conditions { get; } = new("sqzoo", ["qmail/sqzoo.send.log", "qmail/sqzoo.smtpd.log", "qmail/sqzoo.smtpsd.log", "qmail/sqzoo.pop3d.log"]);

    public static QmailRun Splogger { get; } = new("splog", ["qmail/splog.mail-iso.log"]);

    public string Name { get; }

    public string[] Logs { get; }

    public List<Mail> Mails { get; } = [];

    public List<SmtpSession> Sessions { get; } = [];

    public List<Accepted> Truth { get; } = [];

    /// <summary>A message whose client was told that it is in the queue.</summary>
    /// <param name="Qp">The process named in the reply.</param>
    /// <param name="At">When, in seconds since 1970.</param>
    /// <param name="Port">The client's port.</param>
    /// <param name="Sender">Its envelope sender.</param>
    /// <param name="Recipients">The recipients that were accepted.</param>
    internal sealed record Accepted(int Qp, double At, int Port, string Sender, string[] Recipients);

    public Mail? Find(Accepted accepted) => Mails
        .Where(m => m.Qp == accepted.Qp && Math.Abs(m.FirstSeen.Value.ToUnixTimeMilliseconds() / 1000.0 - accepted.At) < 900)
        .MinBy(m => Math.Abs(m.FirstSeen.Value.ToUnixTimeMilliseconds() / 1000.0 - accepted.At));

    public static MailLogReader Open(string log) => MailLogReader.Open(new MemoryStream(LogFiles.Read(log)), new MailLogOptions { Source = log });

    private void Add(JsonElement session, JsonElement transaction)
    {
        if (!transaction.TryGetProperty("final", out JsonElement final) || final.ValueKind != JsonValueKind.String || Ok().Match(final.GetString()!) is not { Success: true } ok)
            return;
        string[] recipients = [.. transaction.GetProperty("rcpt").EnumerateArray().Where(r => r[1].GetString()!.StartsWith("250", StringComparison.Ordinal)).Select(r => r[0].GetString()!)];
        Truth.Add(new Accepted(int.Parse(ok.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), transaction.GetProperty("t").GetDouble(), session.GetProperty("srcport").GetInt32(),
            transaction.GetProperty("from").GetString()!, recipients));
    }

    [GeneratedRegex(@"^250 ok \d+ qp (\d+)")]
    private static partial Regex Ok();
}
