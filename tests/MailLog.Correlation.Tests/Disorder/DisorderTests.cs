using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What log transports do to lines: mixed up, doubled, cut off. Mails stay what they were.</summary>
public class DisorderTests
{
    private const string Q = "A100000001";

    public static TheoryData<string> Logs => new("postfix/agents.log", "postfix/content_filter.rfc3339.log", "postfix/dsn.log", "postfix/header_checks.log", "postfix/milter.log",
        "postfix/proxy_filter.log", "postfix/smtpd_rejects.log", "postfix-3.11/outcomes.log", "postfix-3.11/milter.log", "postfix-3.11/proxy_filter.rfc3339.log");

    [Theory]
    [InlineData("postfix/content_filter.rfc3339.log")]
    [InlineData("postfix/dsn.log")]
    [InlineData("postfix-3.11/agents.log")]
    public void A_real_log_that_was_shuffled_tells_of_the_same_deliveries(string log)
    {
        List<byte[]> lines = LogFiles.Lines(log);
        string expected = Deliveries(Correlating.Mails(lines));
        Assert.NotEmpty(expected);

        Check(seed => Assert.Equal(expected, Deliveries(Correlating.Mails(Traffic.Shuffle(lines, 50, seed)))), 40);
    }

    [Fact]
    public void Shuffled_traffic_tells_of_the_same_mails()
    {
        Check(seed =>
        {
            // A refusal that comes behind the mail whose first recipient it names is a mail of its own: nothing but the order tells.
            List<byte[]> lines = Traffic.Lines(150, seed, withRefusedRecipients: false);
            string[] expected = Parts(Correlating.Mails(lines)), told = Parts(Correlating.Mails(Traffic.Shuffle(lines, 50, seed)));
            Assert.Equal(expected.Except(told), told.Except(expected));
            Assert.Equal(expected.Length, told.Length);
        }, 60);
    }

    [Theory, MemberData(nameof(Logs))]
    public void Every_line_twice_changes_nothing(string log)
    {
        List<byte[]> lines = LogFiles.Lines(log);
        Assert.Equal(All(Correlating.Mails(lines)), All(Correlating.Mails(lines.SelectMany(l => new[] { l, l }))));
    }

    [Theory, MemberData(nameof(Logs))]
    public void Some_lines_twice_change_nothing(string log)
    {
        List<byte[]> lines = LogFiles.Lines(log);
        string expected = All(Correlating.Mails(lines));
        Check(seed =>
        {
            var random = new Random(seed);
            Assert.Equal(expected, All(Correlating.Mails(lines.SelectMany(l => random.Next(4) == 0 ? new[] { l, l } : [l]))));
        }, 10);
    }

    [Theory, MemberData(nameof(Logs))]
    public void A_log_that_is_cut_anywhere_loses_no_queue_id(string log)
    {
        List<byte[]> lines = LogFiles.Lines(log);
        HashSet<string> mails = Ids(Correlating.Mails(lines));
        for (int i = 0; i <= lines.Count; i++)
        {
            Assert.Superset(Named(lines.Take(i)).Where(mails.Contains).ToHashSet(), Ids(Correlating.Mails(lines.Take(i))));
            Assert.Superset(Named(lines.Skip(i)).Where(mails.Contains).ToHashSet(), Ids(Correlating.Mails(lines.Skip(i))));
        }
    }

    [Fact]
    public void An_id_that_is_used_again_at_once_is_another_mail()
    {
        LogText log = new();
        for (int i = 0; i < 4; i++)
            log.Connect().Smtpd($"{Q}: client={LogText.Client}").Cleanup($"{Q}: message-id=<{i}@a.example>").Active(Q, 1, $"s{i}@a.example")
                .Disconnect("ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5").Sent(Q, $"r{i}@b.example").Removed(Q);
        List<Mail> mails = Correlating.Mails(log);

        Assert.Equal(Enumerable.Range(0, 4).Select(i => ($"<{i}@a.example>", $"s{i}@a.example", $"r{i}@b.example")), mails.Select(m => (m.MessageId!, m.Sender!, Assert.Single(m.Recipients).Address)));
        Assert.All(mails, m => OutcomeTests.Check(m, MailOutcome.Delivered, RecipientStatus.Delivered));
    }

    /// <summary>The second copy of a log has sessions of its own, in which a queue file was opened that is still known: what was refused before it is not of the mail behind it.</summary>
    [Fact]
    public void A_queue_file_that_is_known_was_opened_in_the_second_copy_of_its_session_too()
    {
        const string Other = "A200000002";
        string session = new LogText().Connect().Refused("x@b.example").Opened(Q).Opened(Other).Active(Other).Disconnect("ehlo=1 mail=3 rcpt=2/3 data=2 quit=1 commands=8/9").Sent(Other).Removed(Other).ToString();
        List<Mail> mails = Correlating.Mails(Encoding.UTF8.GetBytes(session + new LogText().Idle(1100) + session));

        Assert.Equal([Other, Other], mails.Where(m => m.Outcome == MailOutcome.Delivered).Select(m => Assert.Single(m.QueueIds)));
        Assert.All(mails.Where(m => m.Outcome == MailOutcome.Delivered), m => Assert.Empty(m.Verdicts));
    }

    /// <summary>One line of a clock that was wrong, or an hour that comes twice, must not keep all mails until it is that late again.</summary>
    [Theory]
    [InlineData(24 * 60 * 60, 1)]
    [InlineData(60 * 60, 2000)]
    [InlineData(60, 1)]
    public void Mails_come_to_their_ends_when_time_has_gone_back(int seconds, int linesBefore)
    {
        var log = new LogText().Later(seconds).Received(Q).Sent(Q).Removed(Q).Idle(linesBefore).Later(-seconds - linesBefore);
        for (int i = 0; i < 5; i++)
            log.Received("B20000000" + i).Sent("B20000000" + i).Removed("B20000000" + i).Idle(1100);
        var correlator = new MailCorrelator();
        List<string> ended = [];
        correlator.Mails.Subscribe(mail => ended.Add(mail.QueueIds[0]));

        Correlating.Feed(correlator, log.Bytes);

        Assert.Equal([Q, "B200000000", "B200000001", "B200000002", "B200000003", "B200000004"], ended);
    }

    [Fact]
    public void An_id_that_a_local_mail_uses_again_is_another_mail()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Received(Q).Sent(Q, "r1@b.example").Removed(Q)
            .Pickup(Q + ": uid=1000 from=<alice>").Cleanup(Q + ": message-id=<2@mx>", 21).Active(Q, 1, "alice@mx").Sent(Q, "r2@b.example").Removed(Q));

        Assert.Equal(["r1@b.example", "r2@b.example"], mails.Select(m => Assert.Single(m.Recipients).Address));
        Assert.All(mails, m => Assert.True(m.IsComplete));
    }

    [Fact]
    public void An_id_that_a_notification_uses_again_is_another_mail()
    {
        const string Notice = "A200000002";
        List<Mail> mails = Correlating.Mails(new LogText().Received(Notice).Sent(Notice).Removed(Notice).Received(Q).Bounced(Q).Cleanup(Notice + ": message-id=<n@mx>", 21)
            .Bounce($"{Q}: sender non-delivery notification: {Notice}").Active(Notice, 1, "").Removed(Q).Sent(Notice, LogText.Sender).Removed(Notice));

        Assert.Equal(3, mails.Count);
        Assert.Equal(Q, mails.Single(m => m.Sender == "").NotificationOf);
        Assert.Null(mails.Single(m => m.QueueIds[0] == Notice && m.Sender != "").NotificationOf);
        Assert.All(mails, m => Assert.True(m.IsComplete));
    }

    private static void Check(Action<int> holds, int count) => PropertyCheck.Run(Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(seed)), count);

    /// <summary>What does not hang on a session: in a real log, one client's sessions follow each other in one process, and cannot be told apart once they are mixed up.</summary>
    private static string Deliveries(List<Mail> mails)
        => string.Join('\n', mails.Where(m => m.Recipients.Any(r => r.Attempts.Count > 0)).Select(Told.Story).Order(StringComparer.Ordinal));

    private static string[] Parts(List<Mail> mails) => [.. mails.Select(m => Told.Story(m) + "\n  " + m.Client + " " + string.Join(',', m.Missing) + " " + m.NotificationOf + " "
        + string.Join(',', m.Notifications.Select(n => n.QueueId)) + string.Concat(m.Verdicts.Select(v => "\n" + Told.Of(v)).Order(StringComparer.Ordinal)))];

    /// <summary>Everything; where a mail without id begins moves with the lines before it.</summary>
    private static string All(IEnumerable<Mail> mails)
        => string.Join('\n', mails.Select(m => Regex.Replace(Told.All(m), "/at[0-9]+ ", "/at ")).Order(StringComparer.Ordinal));

    private static HashSet<string> Ids(List<Mail> mails) => [.. mails.SelectMany(m => m.QueueIds)];

    /// <summary>Ids in lines that only a mail has.</summary>
    private static IEnumerable<string> Named(IEnumerable<byte[]> lines) => lines.Select(l => Regex.Match(Encoding.Latin1.GetString(l), @"\]: ([0-9A-F]{8,12}): (client=|message-id=|from=|to=|uid=)"))
        .Where(m => m.Success).Select(m => m.Groups[1].Value).Distinct();
}
