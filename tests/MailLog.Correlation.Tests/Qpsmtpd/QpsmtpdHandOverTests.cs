using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>A mail that qpsmtpd hands on is one mail, up to its last delivery.</summary>
public class QpsmtpdHandOverTests
{
    private const string Q = "4jW4p22bP3z1kf", Other = "4jW4p22bP3z1kg";

    private static readonly DateTime Time = new(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, bool, bool> Orders
    {
        get
        {
            var orders = new TheoryData<string, bool, bool>();
            foreach (string reply in new[] { "250 queued as " + Q, "250 Queued! <" + Q + "@a.example> (Queue-Id: " + Q + ")" })
                foreach (bool hasClock in new[] { false, true })
                    foreach (bool isFirst in new[] { false, true })
                        orders.Add(reply, hasClock, isFirst);
            return orders;
        }
    }

    [Theory, MemberData(nameof(Orders))]
    public void To_Postfix(string reply, bool hasClock, bool isFirst)
    {
        byte[] qpsmtpd = new QpsmtpdText(hasClock ? Time : null).Received(10, reply).Bytes;
        byte[] postfix = new LogText().Received(Q).Sent(Q).Removed(Q).Bytes;

        Mail mail = Assert.Single(Mails(isFirst ? [qpsmtpd, postfix] : [postfix, qpsmtpd]));

        Assert.Equal(MailSystem.Qpsmtpd, mail.System);
        Assert.Equal([Q], mail.QueueIds);
        Assert.Equal("192.0.2.1", mail.Client?.Address);
        Assert.Equal("c.example", mail.Client?.Name);
        Recipient recipient = Assert.Single(mail.Recipients);
        Assert.Equal("mx.b.example[192.0.2.9]:25", recipient.Relay);
        Assert.Equal(Q, recipient.QueueId);
        Assert.Equal(MailOutcome.Delivered, mail.Outcome);
        Assert.True(mail.IsComplete, string.Join(' ', mail.Missing));
    }

    [Theory, CombinatorialOrders]
    public void To_qmail(string reply, bool isFirst)
    {
        byte[] qpsmtpd = new QpsmtpdText().Received(10, reply).Bytes, qmail = new QmailText().Delivered(5, 4711, "s@a.example", "r@b.example").Bytes;

        Mail mail = Assert.Single(Mails(isFirst ? [qpsmtpd, qmail] : [qmail, qpsmtpd]));

        Assert.Equal(MailSystem.Qpsmtpd, mail.System);
        Assert.Equal(["5"], mail.QueueIds);
        Assert.Equal(4711, mail.Qp);
        Assert.Equal(RecipientStatus.Delivered, Assert.Single(mail.Recipients).Status);
        Assert.True(mail.IsComplete, string.Join(' ', mail.Missing));
    }

    [Fact]
    public void A_bounce_of_the_next_system_is_the_mails_outcome()
    {
        Mail mail = Assert.Single(Mails([new QpsmtpdText().Received(10, "250 queued as " + Q).Bytes, new LogText().Received(Q).Bounced(Q).Removed(Q).Bytes]));

        Assert.Equal(MailOutcome.Bounced, mail.Outcome);
    }

    [Fact]
    public void Through_a_filter_behind_Postfix_it_stays_one()
    {
        byte[] postfix = new LogText().Received(Q).Attempt(Q, "r@b.example", "sent", "250 2.0.0 Ok: queued as " + Other, "2.0.0", "127.0.0.1[127.0.0.1]:10125").Removed(Q)
            .Smtpd($"{Other}: client=localhost[127.0.0.1], orig_queue_id={Q}, orig_client=localhost[127.0.0.1]", 11).Cleanup(Other + ": message-id=<m@a.example>").Active(Other).Sent(Other).Removed(Other).Bytes;

        Mail mail = Assert.Single(Mails([new QpsmtpdText().Received(10, "250 queued as " + Q).Bytes, postfix]));

        Assert.Equal([Q, Other], mail.QueueIds);
        Assert.Equal("mx.b.example[192.0.2.9]:25", Assert.Single(mail.Recipients).Relay);
    }

    [Fact]
    public void Without_the_next_systems_log_it_ends_here()
    {
        List<Mail> mails = Mails([new QpsmtpdText().Received(10, "250 queued as " + Q).Bytes]);

        Assert.True(Assert.Single(mails).IsComplete);
        Assert.Equal(MailOutcome.Delivered, mails[0].Outcome);
    }

    [Fact]
    public void Queue_files_of_two_hosts_with_the_id_are_not_chosen_between()
    {
        byte[] one = new LogText("one").Received(Q).Sent(Q).Removed(Q).Bytes, two = new LogText("two").Received(Q).Sent(Q).Removed(Q).Bytes;

        List<Mail> mails = Mails([one, two, new QpsmtpdText(Time.AddSeconds(4)).Received(10, "250 queued as " + Q).Bytes]);

        Assert.Equal(3, mails.Count);
    }

    [Fact]
    public void Each_mail_of_many_finds_its_own()
    {
        var qpsmtpd = new QpsmtpdText();
        var postfix = new LogText();
        for (int i = 0; i < 3000; i++)
        {
            string id = "A1" + i.ToString("X8", System.Globalization.CultureInfo.InvariantCulture);
            qpsmtpd.Received(100 + i, "250 queued as " + id, i + "@a.example");
            postfix.Received(id, sender: i + "@a.example").Sent(id).Removed(id);
        }

        List<Mail> mails = Mails([qpsmtpd.Bytes, postfix.Bytes]);

        Assert.Equal(3000, mails.Count);
        Assert.All(mails, m => Assert.True(m.System == MailSystem.Qpsmtpd && m.IsComplete && m.QueueIds is [{ } id] && Convert.ToInt32(id[2..], 16) + "@a.example" == m.Sender));
    }

    private static List<Mail> Mails(byte[][] logs)
    {
        var correlator = new MailCorrelator();
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process([.. logs.Select((log, i) => MailLogReader.Open(new MemoryStream(log), Correlating.Reading with { Source = "log" + i }))]);
        return mails;
    }

    private sealed class CombinatorialOrdersAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod)
        {
            foreach (string reply in new[] { "250 Queued! 1795168800 qp 4711 <m@a.example>", "250 queued as 4711" })
                foreach (bool isFirst in new[] { false, true })
                    yield return [reply, isFirst];
        }
    }
}
