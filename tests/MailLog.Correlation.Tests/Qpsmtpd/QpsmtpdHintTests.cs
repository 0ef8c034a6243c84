using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>A name in the reply that takes a mail is a hint: what the next system logs under it is that mail only if all that both logs say agrees.</summary>
public class QpsmtpdHintTests
{
    private const string Q = "4F1A2B3C4D";

    private static readonly DateTime Time = new(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc);

    private static byte[] Taken(string reply = "250 queued as " + Q, string sender = "s@a.example", string recipient = "r@b.example", double seconds = 0)
        => new QpsmtpdText(Time).Later(seconds).Received(10, reply, sender, recipient).Bytes;

    private static byte[] Queued(string sender = "s@a.example", string recipient = "r@b.example", int seconds = 0, string host = "mx")
        => new LogText(host).Later(seconds).Received(Q, sender: sender).Sent(Q, recipient).Removed(Q).Bytes;

    [Fact]
    public void What_agrees_is_one() => Assert.Single(Mails(Taken(), Queued()));

    [Theory]
    [InlineData("z@far.example", "k@b.example", 0)]
    [InlineData("s@a.example", "k@b.example", 0)]      // the recipient
    [InlineData("z@far.example", "r@b.example", 0)]    // the sender
    [InlineData("s@a.example", "r@b.example", 300)]    // an id that the reply has cannot begin after it
    [InlineData("s@a.example", "r@b.example", -300)]   // nor long before the transaction
    public void What_contradicts_is_another_mail(string sender, string recipient, int seconds)
    {
        foreach (bool isFirst in new[] { true, false })
        {
            byte[] postfix = Queued(sender, recipient, seconds);
            List<Mail> mails = isFirst ? Mails(Taken(), postfix) : Mails(postfix, Taken());

            Assert.Equal(2, mails.Count);
            Assert.Equal(["s@a.example", sender], mails.OrderByDescending(m => m.System).Select(m => m.Sender));
            Assert.All(mails, m => Assert.True(m.IsComplete));
        }
    }

    [Theory]
    [InlineData(-59)]
    [InlineData(-1)]
    [InlineData(30)]
    public void Clocks_may_differ(int seconds) => Assert.Single(Mails(Taken(), Queued(seconds: seconds)));

    [Theory]
    [InlineData("s", "s@mx.example")]
    [InlineData("s@a", "s@a.example")]
    [InlineData("S@A.Example", "s@a.example")]
    public void A_sender_may_be_completed(string sender, string queued) => Assert.Empty(Assert.Single(Mails(Taken(sender: sender), Queued(queued))).Ties);

    [Theory]
    [InlineData("other@a.example")]
    [InlineData("s@elsewhere.example")]
    [InlineData("SRS0=HHH=TT=a.example=s@mx.example")]
    public void A_sender_that_was_rewritten_makes_a_rule_of_thumb(string queued)
    {
        MailTie tie = Assert.Single(Assert.Single(Mails(Taken(), Queued(queued))).Ties);

        Assert.Equal(("handOver", TieQuality.Heuristic), (tie.What, tie.Quality));
    }

    [Fact]
    public void A_message_id_that_both_have_must_be_the_same()
    {
        Assert.Single(Mails(Taken($"250 Queued! <{Q}@a.example> (Queue-Id: {Q})"), Queued()));
        Assert.Equal(2, Mails(Taken($"250 Queued! <other@a.example> (Queue-Id: {Q})"), Queued()).Count);
    }

    [Fact]
    public void What_was_submitted_on_the_host_was_not_handed_on()
    {
        byte[] cron = new LogText().Pickup(Q + ": uid=0 from=<s@a.example>").Cleanup(Q + ": message-id=<1@mx>").Active(Q).Sent(Q).Removed(Q).Bytes;

        Assert.Equal(2, Mails(Taken(), cron).Count);
    }

    [Fact]
    public void What_a_client_elsewhere_handed_in_did_not_come_over_the_loopback_interface()
    {
        byte[] taken = new QpsmtpdText(Time).Connect(10).Hello(10).Mail(10).Recipient(10).Says(10, "DATA", "354 go").Line(10, "forwarding to 127.0.0.1:25").Line(10, "250 queued as " + Q).Quit(10).Bytes;

        Assert.Equal(2, Mails(taken, Queued()).Count);
    }

    [Fact]
    public void Of_two_mails_that_claim_a_queue_file_the_one_gets_it_that_fits()
    {
        byte[] one = Taken(), other = new QpsmtpdText(Time).Received(11, "250 queued as " + Q, "c@a.example", "d@b.example").Bytes;
        foreach (byte[][] logs in new byte[][][] { [one, other, Queued()], [other, one, Queued()], [Queued(), other, one] })
        {
            List<Mail> mails = Mails(logs);

            Assert.Equal(["c@a.example ", "s@a.example " + Q], mails.Select(m => m.Sender + " " + string.Join(',', m.QueueIds)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Of_two_that_fit_alike_nobody_gets_it()
        => Assert.Equal(3, Mails(Taken(), new QpsmtpdText(Time).Received(11, "250 queued as " + Q).Bytes, Queued()).Count);

    [Fact]
    public void An_id_that_comes_again_is_each_mails_own()
    {
        List<Mail> mails = Mails(new QpsmtpdText(Time).Received(10, "250 queued as " + Q).Later(600).Received(11, "250 queued as " + Q).Bytes, [.. Queued(), .. Queued(seconds: 600)]);

        Assert.Equal(2, mails.Count);
        Assert.All(mails, m => Assert.Equal(MailSystem.Qpsmtpd, m.System));
    }

    [Theory]
    [InlineData("z@far.example", "r@b.example", 0, 1)]
    [InlineData("s@a.example", "k@b.example", 0, 1)]
    [InlineData("s@a.example", "r@b.example", 300, 1)]
    [InlineData("s@a.example", "r@b.example", 0, 0)]
    public void A_message_of_qmail_must_fit_as_well(string sender, string recipient, int seconds, int more)
    {
        long queued = new DateTimeOffset(Time).ToUnixTimeSeconds() - seconds;
        byte[] qmail = new QmailText().Delivered(5, 4711, sender, recipient).Bytes;

        Assert.Equal(1 + more, Mails(new QpsmtpdText().Received(10, $"250 Queued! {queued} qp 4711 <m@a.example>").Bytes, qmail).Count);
    }

    [Fact]
    public void A_message_id_is_not_made_up()
    {
        Assert.Null(Assert.Single(Mails(Taken($"250 Queued! <x (Queue-Id: {Q})"))).MessageId);
        Assert.Equal("x@a.example", Assert.Single(Mails(Taken("250 Queued! x@a.example"))).MessageId);
    }

    [Theory]
    [InlineData("250 2.0.0 Ok: queued as " + Q)]
    [InlineData("250 queued as " + Q + ")")]
    [InlineData("250 queued as " + Q + ".")]
    public void The_next_hosts_own_words_have_the_id(string reply) => Assert.Equal([Q], Assert.Single(Mails(Taken(reply), Queued())).QueueIds);

    [Fact]
    public void Where_the_mail_came_in_gives_host_and_id()
    {
        byte[] qpsmtpd = "Nov 20 10:00:00 front qpsmtpd[10]: "u8.ToArray();
        string session = System.Text.Encoding.Latin1.GetString(new QpsmtpdText().Received(10, "250 queued as " + Q).Bytes);
        byte[] log = System.Text.Encoding.Latin1.GetBytes(string.Concat(session.Split('\n').Where(l => l.StartsWith("10 ", StringComparison.Ordinal)).Select(l => System.Text.Encoding.Latin1.GetString(qpsmtpd) + l[3..] + "\n")));

        Assert.Equal(["front"], Mails(log, Queued()).Select(m => m.Host));
        Assert.Equal(Mails(log, Queued()).Select(m => m.Id), Mails(Queued(), log).Select(m => m.Id));
    }

    [Fact]
    public void What_waits_may_be_saved_and_loaded()
    {
        byte[] log = [.. Taken(), .. Queued(seconds: 4)];
        var mails = new List<Mail>();
        var correlator = new MailCorrelator();
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Correlating.Reading);
        while (reader.Read())
        {
            correlator.Feed(reader.Line);
            using var state = new MemoryStream();
            correlator.SaveState(state);
            state.Position = 0;
            correlator = MailCorrelator.LoadState(state);
        }
        correlator.Mails.Subscribe(mails.Add);
        correlator.Complete();

        Assert.Equal([Q], Assert.Single(mails).QueueIds);
    }

    private static List<Mail> Mails(params byte[][] logs)
    {
        var correlator = new MailCorrelator();
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process([.. logs.Select((log, i) => MailLogReader.Open(new MemoryStream(log), Correlating.Reading with { Source = "log" + i }))]);
        return mails;
    }
}
