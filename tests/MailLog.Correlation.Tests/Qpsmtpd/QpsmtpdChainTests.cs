using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>
/// qpsmtpd in front of a real Postfix with filters behind and before its queue, and an archiving proxy: from the connection to the last delivery each mail is one. What
/// qpsmtpd logs is made up from what Postfix logged.
/// </summary>
public partial class QpsmtpdChainTests
{
    public static TheoryData<bool, bool> Orders => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory, MemberData(nameof(Orders))]
    public void Each_mail_is_one_with_its_archive(bool hasClock, bool isFirst)
    {
        byte[] postfix = LogFiles.Read("archive/mail.log");
        List<(string Id, string Sender, string[] Recipients, DateTime Time)> incoming = Incoming(Encoding.Latin1.GetString(postfix));
        var log = new StringBuilder();
        int process = 100;
        foreach ((string id, string sender, string[] recipients, DateTime time) in incoming)
        {
            var session = new QpsmtpdText(hasClock ? time : null);
            session.Connect(++process, "192.0.2.7").Hello(process).Mail(process, sender);
            foreach (string recipient in recipients)
                session.Recipient(process, recipient);
            log.Append(Encoding.Latin1.GetString(session.Data(process, "250 queued as " + id).Quit(process).Bytes));
        }
        List<Mail> mails = Mails(isFirst ? [Encoding.Latin1.GetBytes(log.ToString()), postfix] : [postfix, Encoding.Latin1.GetBytes(log.ToString())]);

        Assert.Equal(12, incoming.Count);
        List<Mail> whole = mails.FindAll(m => m.System == MailSystem.Qpsmtpd);
        Assert.Equal(incoming.Select(i => i.Id).Order(), whole.Select(m => m.QueueIds[0]).Order());
        Assert.Equal(9, whole.Count(m => m.QueueIds.Count == 2));
        Assert.All(whole, m => Assert.True(m.IsComplete && m.Client?.Address == "192.0.2.7", m + string.Join(' ', m.Missing)));
        Assert.All(whole.SelectMany(m => m.Recipients).Where(r => r.Status == RecipientStatus.Delivered), r => Assert.EndsWith(":2699", r.Relay, StringComparison.Ordinal));
        ArchiveJoin join = ArchiveIndex.Open(Repository.Path("tests/data/archive/arch1"), []).Join(mails);
        Assert.Empty(join.Orphans);
        Assert.Equal(11, join.Mails.Where(m => m.Mail.System == MailSystem.Qpsmtpd).Sum(m => m.Archives.Count));
    }

    /// <summary>What clients handed in, not what filters handed back.</summary>
    private static List<(string Id, string Sender, string[] Recipients, DateTime Time)> Incoming(string log)
    {
        var incoming = new List<(string, string, string[], DateTime)>();
        foreach (Match client in Client().Matches(log))
        {
            string id = client.Groups[2].Value, time = client.Groups[1].Value;
            Match sender = Regex.Match(log, "qmgr.*: " + id + ": from=<([^>]*)>");
            string[] recipients = [.. Regex.Matches(log, ": " + id + ": to=<([^>]*)>").Select(m => m.Groups[1].Value)];
            if (!client.Value.Contains("orig_queue_id", StringComparison.Ordinal) && recipients.Length > 0)
                incoming.Add((id, sender.Groups[1].Value, recipients, DateTime.ParseExact("2026 " + time, "yyyy MMM d HH:mm:ss", CultureInfo.InvariantCulture)));
        }
        return incoming;
    }

    private static List<Mail> Mails(byte[][] logs)
    {
        var correlator = new MailCorrelator();
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process([.. logs.Select((log, i) => MailLogReader.Open(new MemoryStream(log), Correlating.Reading with { Source = "log" + i }))]);
        return mails;
    }

    [GeneratedRegex(@"^(\w+ \d+ [\d:]+) .*smtpd\[\d+\]: (\w+): client=.*$", RegexOptions.Multiline)]
    private static partial Regex Client();
}
