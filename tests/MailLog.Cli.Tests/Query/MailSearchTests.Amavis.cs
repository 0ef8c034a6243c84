using System.Globalization;
using System.Text;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;
using static MailLog.Cli.Tests.MailSearchChecks;

namespace MailLog.Cli.Tests;

public sealed partial class MailSearchTests
{
    /// <summary>A child of amavis counts its runs from one, and a busy host soon has a child of the same number: the id of a run leads to no other mail.</summary>
    [Fact]
    public void Runs_of_amavis_with_the_same_id_are_not_followed()
    {
        string path = _folder.Write("amavis", Filtered(120, runs: 2));
        var options = new MailLogOptions { TimeZone = TimeZoneInfo.Utc };
        var mails = Run([path], options);
        Assert.Equal(120, mails.Count);
        Assert.All(mails, mail => Assert.Equal(2, mail.QueueIds.Count));

        Random random = PropertyCheck.NewRandom();
        for (int i = 0; i < 10; i++)
        {
            int mail = random.Next(mails.Count);
            foreach (string id in mails[mail].QueueIds)
                Assert.True(IsFound([path], options, [id], null, m => m.QueueIds.Contains(id), mails, 1 << 12, id + " " + PropertyCheck.SeedText), id);
            foreach (string text in new[] { mails[mail].Sender!, mails[mail].MessageId! })
                Assert.True(IsFound([path], options, [], text, m => m.Lines.Any(l => l.Text!.Contains(text, StringComparison.Ordinal)), mails, 1 << 12, text + " " + PropertyCheck.SeedText), text);
        }
    }

    /// <summary>Mails that amavis took from the queue and gave back, one a minute.</summary>
    private static string Filtered(int count, int runs)
    {
        var text = new StringBuilder();
        var time = new DateTime(2026, 11, 20, 10, 0, 0);
        for (int i = 0; i < count; i++, time = time.AddMinutes(1))
        {
            string first = "A0000" + i.ToString("D5", CultureInfo.InvariantCulture), second = "B0000" + i.ToString("D5", CultureInfo.InvariantCulture), client = "mx" + i + ".example[192.0.2." + i + "]";
            string sender = "sender" + i + "@example.net", message = "message-" + i + "@example.net";
            Add("postfix/smtpd[1]", "connect from " + client);
            Add("postfix/smtpd[1]", first + ": client=" + client);
            Add("postfix/cleanup[2]", first + ": message-id=<" + message + ">");
            Add("postfix/qmgr[3]", first + ": from=<" + sender + ">, size=500, nrcpt=1 (queue active)");
            Add("postfix/smtpd[1]", "disconnect from " + client + " ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
            Add("postfix/smtpd[4]", "connect from localhost[127.0.0.1]");
            Add("postfix/smtpd[4]", second + ": client=localhost[127.0.0.1], orig_queue_id=" + first + ", orig_client=" + client);
            Add("postfix/cleanup[2]", second + ": message-id=<" + message + ">");
            Add("postfix/qmgr[3]", second + ": from=<" + sender + ">, size=900, nrcpt=1 (queue active)");
            Add("postfix/smtpd[4]", "disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
            Add("amavis[77]", "(00077-0" + (i % runs) + ") Passed CLEAN {RelayedInbound}, [192.0.2." + i + "]:4000 <" + sender + "> -> <a@example.org>, Queue-ID: " + first + ", Message-ID: <" + message
                + ">, mail_id: 9yOZ3TBhzrlj, Hits: -2.898, size: 500, queued_as: " + second + ", 1538 ms");
            Add("postfix/smtp[5]", first + ": to=<a@example.org>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as " + second + ")");
            Add("postfix/qmgr[3]", first + ": removed");
            Add("postfix/smtp[5]", second + ": to=<a@example.org>, relay=mx.example.org[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)");
            Add("postfix/qmgr[3]", second + ": removed");
        }
        return text.ToString();

        void Add(string tag, string message) => text.Append(time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)).Append("+00:00 mx ").Append(tag).Append(": ").Append(message).Append('\n');
    }
}
