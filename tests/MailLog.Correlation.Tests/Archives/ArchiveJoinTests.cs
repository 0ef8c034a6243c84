using MailLog.Parsing;
using Xunit;
using static MailLog.Correlation.Tests.ArchiveText;

namespace MailLog.Correlation.Tests;

/// <summary>What ties an archive to a mail, and what keeps it from that.</summary>
public class ArchiveJoinTests
{
    private const string Q = "A000000001", Other = "A000000002";

    /// <summary>A mail from ten o'clock on, for six seconds.</summary>
    private static LogText Log => new LogText().Received(Q).Sent(Q).Removed(Q);

    private static ArchiveText ByIdent => new() { At = 2, Xforward = "ADDR=192.0.2.1 IDENT=" + Q, MessageId = Q + "@a.example" };

    [Fact]
    public void An_id_of_XFORWARD_is_proof()
    {
        (MailArchive? tied, _) = One(Log, ByIdent);

        Assert.Equal((ArchiveKey.Ident, TieQuality.Exact, 1), (tied!.Key, tied.Quality, tied.Candidates));
    }

    [Theory]
    [InlineData("message id")]
    [InlineData("sender")]
    [InlineData("recipient")]
    [InlineData("address")]
    [InlineData("name")]
    [InlineData("received")]
    public void What_both_tell_has_to_agree(string what)
    {
        ArchiveText archive = what switch
        {
            "message id" => ByIdent with { MessageId = "x@x" },
            "sender" => ByIdent with { Sender = "x@x" },
            "recipient" => ByIdent with { Recipients = ["x@x"] },
            "address" => ByIdent with { Xforward = "ADDR=192.0.2.7 IDENT=" + Q },
            "name" => ByIdent with { Xforward = "NAME=x.example IDENT=" + Q },
            _ => ByIdent with { Received = "from x (y) by mx.example (Postfix) with ESMTP id " + Other },
        };

        Assert.Equal((null, ArchiveOrphanReason.Conflict), One(Log, archive));
    }

    [Fact]
    public void A_session_that_began_when_the_mail_was_over_is_not_proven_to_be_its()
    {
        (MailArchive? tied, _) = One(Log, ByIdent with { At = 20 });

        Assert.Equal((ArchiveKey.Ident, TieQuality.Heuristic), (tied!.Key, tied.Quality));
    }

    [Fact]
    public void An_id_of_a_mail_that_was_over_does_not_count_against_another_key()
    {
        // The same message came once more, under way when the session began.
        LogText log = Log.Later(25).Smtpd($"{Other}: client={LogText.Client}").Cleanup($"{Other}: message-id=<{Q}@a.example>").Active(Other).Sent(Other).Removed(Other);
        ArchiveJoin join = Join(log, ByIdent with { At = 32 });

        ArchivedMail mail = Assert.Single(join.Mails, m => m.Archives.Count > 0);
        Assert.Equal([Other], mail.Mail.QueueIds);
        Assert.Equal((ArchiveKey.MessageId, TieQuality.Heuristic), (mail.Archives[0].Key, mail.Archives[0].Quality));
    }

    [Theory]
    [InlineData("S@A.example", "R@B.EXAMPLE")]
    [InlineData("s", "r@b.example")]
    [InlineData("\"s\"@a.example", "\"r\"@b.example")]
    public void Addresses_are_written_in_several_ways(string sender, string recipient)
    {
        Assert.NotNull(One(Log, ByIdent with { Sender = sender, Recipients = ["refused@b.example", recipient] }).Tied);
    }

    [Theory]
    [InlineData(-700)]
    [InlineData(80)]
    public void An_id_used_again_at_another_time_is_another_mail(int at)
    {
        ArchiveText archive = ByIdent with { At = at, MessageId = "" };

        Assert.Equal((null, ArchiveOrphanReason.NotFound), One(Log, archive));
        // Without a time the id is all there is, and proves nothing alone.
        Assert.Equal(TieQuality.Heuristic, One(Log, archive with { At = null }).Tied!.Quality);
    }

    [Fact]
    public void Of_two_mails_with_one_id_the_time_decides_or_nobody_does()
    {
        // Both with the id, sender and recipient alike, twenty seconds apart.
        LogText log = Log.Later(20);
        log.Received(Q).Sent(Q).Removed(Q);
        ArchiveText archive = ByIdent with { MessageId = "" };

        (MailArchive? tied, _) = One(log, archive);
        Assert.Equal((TieQuality.Heuristic, 2), (tied!.Quality, tied.Candidates));
        ArchiveJoin join = Join(log, archive with { At = null });
        Assert.Equal((ArchiveOrphanReason.Ambiguous, 2), (Assert.Single(join.Orphans).Reason, join.Orphans[0].Candidates.Count));
        Assert.All(join.Mails, m => Assert.Equal(new MailTie("archive", TieQuality.Ambiguous, 2), Assert.Single(m.Ties)));
        Assert.All(join.Mails, m => Assert.Empty(m.Archives));
        // One tie, however many archives there are.
        join = Join(log, archive with { At = null }, archive with { At = null }, archive with { At = null });
        Assert.Equal(3, join.Orphans.Count);
        Assert.All(join.Mails, m => Assert.Equal(new MailTie("archive", TieQuality.Ambiguous, 2), Assert.Single(m.Ties)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_an_hour_that_comes_twice_neither_reading_is_excluded(int offset)
    {
        // On the day of the log, summer time ends: the hour from half past ten comes again.
        TimeZoneInfo.AdjustmentRule summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 29), TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 11, 30, 0), 11, 20));
        var names = new ArchiveNameTemplate("A-%F-%T.%%07d.arc", TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(offset), "x", "x", "x", [summer]));
        DateTimeOffset begun = new(2026, 11, 20, 10, 0, 2, TimeSpan.Zero);
        ArchivedSession session = ArchivedSession.Read(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(ByIdent.Text)), names.GetName(begun));
        var index = new ArchiveIndex([session], names);

        ArchiveEntry entry = Assert.Single(index.Entries);
        Assert.Equal(TimeSpan.FromHours(1), entry.StartedAt - entry.EarlierStartedAt);
        Assert.Contains(begun, new[] { entry.StartedAt!.Value, entry.EarlierStartedAt!.Value });
        Assert.Equal(TieQuality.Exact, Assert.Single(Assert.Single(index.Join(Correlating.Mails(Log)).Mails).Archives).Quality);
        Assert.True(names.TryGetTime(session.Path, out DateTimeOffset time));
        Assert.Equal(entry.StartedAt, time);
    }

    [Fact]
    public void The_id_in_the_topmost_Received_field_of_the_host_is_proof()
    {
        ArchiveText archive = new() { At = 2, Received = $"from x (y [192.0.2.1]) by mx.example (Postfix) with ESMTP id {Q}" };

        Assert.Equal((ArchiveKey.ReceivedId, TieQuality.Exact), One(Log, archive).Tied is { } tied ? (tied.Key, tied.Quality) : default);
        Assert.Equal((null, ArchiveOrphanReason.NotFound), One(Log, archive with { Received = $"from x (y [192.0.2.1]) by other.example (Postfix) with ESMTP id {Q}" }));
        // Below the host's own field, anybody can have written anything.
        Assert.Equal((null, ArchiveOrphanReason.NotFound), One(Log, archive with { Received = $"by mx (Postfix) with ESMTP id {Other}\r\nReceived: {archive.Received}" }));
    }

    [Fact]
    public void A_message_id_needs_sender_and_recipients_beside_it()
    {
        ArchiveText archive = new() { At = 2, MessageId = Q + "@a.example" };
        MailArchive tied = One(Log, archive).Tied!;

        Assert.Equal((ArchiveKey.MessageId, TieQuality.Heuristic), (tied.Key, tied.Quality));
        Assert.NotNull(One(Log, archive with { At = null, Recipients = ["x@x", "r@b.example"] }).Tied);
        Assert.Equal((null, ArchiveOrphanReason.Conflict), One(Log, archive with { Recipients = ["x@x"] }));
        Assert.Equal((null, ArchiveOrphanReason.Conflict), One(Log, archive with { Sender = "" }));
        // A client that tried before, and came again.
        Assert.Equal((null, ArchiveOrphanReason.NotFound), One(Log, archive with { At = -60 }));
    }

    [Fact]
    public void A_message_sent_twice_is_ambiguous()
    {
        var log = new LogText();
        foreach (string id in new[] { Q, Other })
            log.Connect().Smtpd($"{id}: client={LogText.Client}").Cleanup($"{id}: message-id=<same@a>").Active(id).Disconnect("quit=1 commands=1").Sent(id).Removed(id);
        ArchiveJoin join = Join(log, new ArchiveText { MessageId = "same@a" });

        Assert.Equal(ArchiveOrphanReason.Ambiguous, Assert.Single(join.Orphans).Reason);
        Assert.Equal(2, join.Mails.Count(m => m.Ties.Count == 1));
    }

    [Fact]
    public void A_clients_port_counts_with_a_time_only()
    {
        const string client = "a.example[192.0.2.1]:4321";
        LogText log = new LogText().Connect(client).Smtpd($"{Q}: client={client}").Active(Q).Disconnect("quit=1 commands=1", client).Sent(Q).Removed(Q);
        ArchiveText archive = new() { At = 2, Xforward = "ADDR=192.0.2.1 PORT=4321" };

        Assert.Equal(ArchiveKey.Client, One(log, archive).Tied?.Key);
        Assert.Equal((null, ArchiveOrphanReason.NotFound), One(log, archive with { At = null }));
        Assert.Equal((null, ArchiveOrphanReason.NotFound), One(log, archive with { Xforward = "ADDR=192.0.2.1 PORT=4322" }));
    }

    [Fact]
    public void A_transaction_with_two_readings_is_never_proven()
    {
        string text = ByIdent.Text.Replace("DATA\r\n", "DATA\r\nRSET\r\nXFORWARD ADDR=192.0.2.1 IDENT=" + Q + "\r\nMAIL FROM:<s@a.example>\r\nRCPT TO:<r@b.example>\r\nDATA\r\n", StringComparison.Ordinal);
        var index = new ArchiveIndex([ArchivedSession.Read(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text)), Names.GetName(new DateTimeOffset(2026, 11, 20, 10, 0, 2, TimeSpan.Zero)))], Names);

        ArchivedMail mail = Assert.Single(index.Join(Correlating.Mails(Log)).Mails);
        Assert.Equal(2, mail.Archives.Count);
        Assert.All(mail.Archives, a => Assert.Equal(TieQuality.Heuristic, a.Quality));
    }

    [Fact]
    public void A_folder_is_read_with_all_below_it()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("maillog");
        try
        {
            folder.CreateSubdirectory("2026/11");
            File.WriteAllText(Path.Combine(folder.FullName, "2026", "11", "A-2026-11-20-10:00:02.0000000.arc"), ByIdent.Text);
            File.WriteAllText(Path.Combine(folder.FullName, "README"), "no session\n");
            ArchiveIndex index = ArchiveIndex.Open(folder.FullName, Names);

            Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 2, TimeSpan.Zero), Assert.Single(index.Entries).StartedAt);
            Assert.Empty(index.Failures);
            Assert.Throws<DirectoryNotFoundException>(() => ArchiveIndex.Open(Path.Combine(folder.FullName, "missing")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
