using System.Diagnostics;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>However long a log is and whatever it lacks, what is kept is bounded, and nothing vanishes silently.</summary>
[Collection(nameof(AloneCollection))]
public class BoundsTests
{
    private const int Many = 300_000;
    private const string Q = "A100000001", Q2 = "A200000002", Q3 = "A300000003";

    private static readonly CorrelatorOptions Small = new() { MaxOpenMails = 500, MaxOpenSessions = 500 };

    [Fact]
    public void The_oldest_mail_goes_when_too_many_are_open()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Received(Q).Received(Q2).Received(Q3).Sent(Q2).Removed(Q2), new CorrelatorOptions { MaxOpenMails = 2 });

        Mail evicted = mails.Single(m => m.QueueIds[0] == Q);
        Assert.Equal((MailOutcome.InProgress, false), (evicted.Outcome, evicted.IsComplete));
        Assert.Equal(["evicted"], evicted.Missing);
        OutcomeTests.Check(mails.Single(m => m.QueueIds[0] == Q2), MailOutcome.Delivered, RecipientStatus.Delivered);
    }

    [Fact]
    public void Lines_behind_an_eviction_begin_a_mail_that_is_not_complete()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Received(Q).Received(Q2).Sent(Q).Removed(Q), new CorrelatorOptions { MaxOpenMails = 1 });

        Assert.Equal(["evicted"], mails[0].Missing);
        Assert.Contains(mails.Skip(1), m => m.QueueIds[0] == Q && m.Outcome == MailOutcome.Delivered && m.Missing.Contains("start"));
    }

    [Fact]
    public void The_oldest_session_is_taken_for_ended_when_too_many_are_open()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Connect("a[192.0.2.1]", 1).Refused("x@b.example", "s@a", "a[192.0.2.1]", 1).Connect("b[192.0.2.2]", 2).Connect("c[192.0.2.3]", 3)
            .Refused("y@b.example", "s@a", "a[192.0.2.1]", 1), new CorrelatorOptions { MaxOpenSessions = 2 });

        Assert.Equal(["x@b.example", "y@b.example"], mails.Select(m => Assert.Single(m.Verdicts).Recipient));
    }

    [Fact]
    public void A_mail_with_too_much_to_tell_says_so()
    {
        LogText log = new LogText().Received(Q, 200);
        for (int i = 0; i < 200; i++)
            log.Sent(Q, $"recipient-{i}@b.example");
        Mail mail = Correlating.OneMail(log.Removed(Q), new CorrelatorOptions { MaxMailBytes = 10_000 });

        Assert.Contains("lines", mail.Missing);
        Assert.InRange(mail.Recipients.Count, 10, 199);
    }

    public static TheoryData<string, string> Endless => new()
    {
        { "sessions that never end", "smtpd[{0}]: connect from c{0}.example[192.0.2.1]" },
        { "sessions without their first line", "smtpd[{0}]: Anonymous TLS connection established from c{0}.example[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)" },
        { "sessions of one process without first and last line", "smtpd[7]: NOQUEUE: reject: RCPT from c{0}.example[192.0.2.1]: 550 5.1.1 no; from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<a>" },
        { "sessions without pid", "smtpd: connect from c{0}.example[192.0.2.1]" },
        { "lines of one session", "smtpd[7]: Anonymous TLS connection established from a.example[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)" },
        { "mails that never finish", "qmgr[7]: A{0:D9}: from=<s@a.example>, size=5, nrcpt=1 (queue active)" },
        { "mails of one session", "smtpd[7]: A{0:D9}: client=a.example[192.0.2.1]" },
        { "transactions with a filter that never answers", "smtpd[{0}]: NOQUEUE: client=a.example[192.0.2.1]" },
        { "refusals of postscreen", "postscreen[7]: NOQUEUE: reject: RCPT from [192.0.2.1]:{0}: 550 5.7.1 blocked; from=<s@a.example>, to=<r@b.example>, proto=ESMTP, helo=<a>" },
        { "links to other hosts", "smtp[7]: A{0:D9}: to=<r@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 Ok: queued as B{0:D9})" },
        { "lines of one mail", "smtp[7]: A000000001: host mx[192.0.2.{0}] said: 450 4.2.0 try later (in reply to RCPT TO command)" },
    };

    [Fact]
    public void The_oldest_mail_goes_when_all_together_hold_too_much()
    {
        var log = new LogText();
        for (int i = 0; i < 100; i++)
            log.Active($"A{i:D9}").Smtp($"A{i:D9}: to=<r@b.example>, relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred ({new string('x', 500)})");
        List<Mail> mails = Correlating.Mails(log, new CorrelatorOptions { MaxOpenBytes = 20_000 });
        Assert.Equal(100, mails.Count);
        Assert.InRange(mails.Count(m => m.Missing.Contains("evicted")), 60, 90);
        Assert.Equal("A000000000", mails[0].QueueIds[0]);
    }

    [Theory, MemberData(nameof(Endless))]
    public void Memory_stays_flat(string what, string line)
    {
        Assert.NotEmpty(what);
        var correlator = new MailCorrelator(Small with { MaxMailBytes = 100_000 });
        int mails = 0;
        correlator.Mails.Subscribe(_ => mails++);
        var format = CompositeFormat.Parse("2026-11-20T10:{1:00}:{2:00}+00:00 mx postfix/" + line + "\n");
        const int Step = 10_000;
        long early = 0;
        var time = Stopwatch.StartNew();
        for (int from = 0; from < Many; from += Step)
        {
            var log = new StringBuilder();
            for (int i = from; i < from + Step; i++)
                log.AppendFormat(null, format, i, i / 10_000, i / 170 % 60);
            Correlating.Feed(correlator, Encoding.UTF8.GetBytes(log.ToString()));
            if (from == 5 * Step)
                early = GC.GetTotalMemory(forceFullCollection: true);
        }
        long late = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(late - early, long.MinValue, 3_000_000);
        Assert.InRange(time.Elapsed.TotalSeconds, 0, 60);
        correlator.Complete();
    }

    [Theory]
    [InlineData("GraceTime")]
    [InlineData("GraceLines")]
    [InlineData("MaxOpenMails")]
    [InlineData("MaxOpenBytes")]
    [InlineData("MaxOpenSessions")]
    [InlineData("MaxMailBytes")]
    public void Options_that_make_no_sense_are_refused(string option)
    {
        CorrelatorOptions options = option switch
        {
            "GraceTime" => new() { GraceTime = TimeSpan.FromTicks(-1) },
            "GraceLines" => new() { GraceLines = -1 },
            "MaxOpenMails" => new() { MaxOpenMails = 0 },
            "MaxOpenBytes" => new() { MaxOpenBytes = 1023 },
            "MaxOpenSessions" => new() { MaxOpenSessions = 0 },
            _ => new() { MaxMailBytes = 1023 },
        };
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MailCorrelator(options));
        Assert.Equal(option, error.ParamName);
        Assert.Matches("^[A-Z].*\\.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => MailCorrelator.LoadState(new MemoryStream(), options));
    }

    [Fact]
    public void Without_any_grace_mails_come_at_once()
    {
        var correlator = new MailCorrelator(new CorrelatorOptions { GraceLines = 0, GraceTime = TimeSpan.Zero });
        int mails = 0;
        correlator.Mails.Subscribe(_ => mails++);
        Correlating.Feed(correlator, new LogText().Received(Q).Sent(Q).Removed(Q).Bytes);
        Assert.Equal(1, mails);
    }
}
