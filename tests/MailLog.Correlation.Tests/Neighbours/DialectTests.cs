using System.Text;
using System.Text.Json;
using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests.Neighbours;

/// <summary>Lines of a program that the user described: noted of the mail that they name, and nothing else.</summary>
public class DialectTests
{
    private const string Q = "A100000001", Run = "BC0A6AFF2D2A4B9F1";

    private static readonly MailLogOptions Reading = Correlating.Reading with
    {
        Dialects = [new LogDialect("tagscan",
            new LogForm("tagscan.score", "{queueId}: score={score}", "4F1A2B3C4D: score=5.2"),
            new LogForm("tagscan.run", "run {filterId}: {what:text}", "run 381C4E5DFA31DF9E90F: clean"),
            new LogForm("tagscan.news", "{what:text}"))],
    };

    private static readonly CorrelatorOptions KeepsText = new() { Lines = KeptLines.Text };

    [Fact]
    public void A_line_is_noted_of_the_mail_whose_queue_id_it_has()
    {
        LogText log = new LogText().Connect().Opened(Q).Line("tagscan", 5, Q + ": score=5.2").Active(Q).Sent(Q).Removed(Q).Line("filters/tagscan", 5, Q + ": score=7").Line("tagscan", 5, "database is old");
        Mail mail = Assert.Single(Mails(log, KeepsText));
        MailHistoryEntry[] noted = [.. mail.History.Where(step => step.Step == MailStep.Noted)];
        Assert.Equal([Q + ": score=5.2", Q + ": score=7"], noted.Select(step => step.Detail));
        Assert.All(noted, step => Assert.Equal((Q, null), (step.QueueId, step.Recipient)));
        Assert.Equal(noted[1].At, mail.LastSeen);
        Assert.Equal(2, mail.Lines.Count(line => line.Text!.Contains("tagscan", StringComparison.Ordinal)));
        Assert.Contains("\"step\":\"noted\"", JsonSerializer.Serialize(noted[0], MailJsonContext.Default.MailHistoryEntry), StringComparison.Ordinal);
    }

    /// <summary>But for what is noted, the mail is the one that there is without.</summary>
    [Fact]
    public void Nothing_else_of_a_mail_changes()
    {
        LogText with = new LogText().Connect().Opened(Q).Line("tagscan", 5, Q + ": score=5.2").Active(Q).Deferred(Q).Line("tagscan", 5, Q + ": score=7").Sent(Q).Removed(Q);
        Mail noted = Assert.Single(Mails(with)), plain = Assert.Single(Correlating.Mails(with));
        Assert.Equal(Told.All(plain).Split('\n'), Told.All(noted).Split('\n').Where(part => !part.Contains(" Noted " + Q, StringComparison.Ordinal)));
        Assert.Equal(2, noted.History.Count - plain.History.Count);
    }

    [Fact]
    public void A_line_of_no_mail_makes_none()
        => Assert.Empty(Mails(new LogText().Line("tagscan", 5, Q + ": score=5.2").Line("tagscan", 5, "run " + Run + ": clean").Line("tagscan", 5, "")));

    [Fact]
    public void Another_hosts_mail_is_another()
        => Assert.DoesNotContain(Assert.Single(Mails(new LogText().Received(Q).Line("tagscan", 5, Q + ": score=5.2", host: "other").Sent(Q).Removed(Q))).History, step => step.Step == MailStep.Noted);

    [Fact]
    public void A_filters_run_is_found_by_its_id()
    {
        Mail mail = Assert.Single(Mails(new LogText().Filter(Run + ": new mail message-id=<x@a.example>#012").Line("tagscan", 5, "run " + Run + ": clean").Filter(Run + ": processing time: 1.2 seconds (0.5, 0.3, 0)")));
        MailHistoryEntry noted = Assert.Single(mail.History, step => step.Step == MailStep.Noted);
        Assert.Equal((Run, "run " + Run + ": clean"), (noted.FilterId, noted.Detail));
    }

    [Fact]
    public void It_is_in_a_saved_state()
    {
        byte[] text = new LogText().Connect().Opened(Q).Line("tagscan", 5, Q + ": score=5.2").Active(Q).Sent(Q).Line("tagscan", 5, Q + ": score=7").Removed(Q).Bytes;
        string[] expected = [.. Mails(text).Single().History.Select(Steps.WithTime)];
        Assert.Equal(2, expected.Count(step => step.Contains("Noted", StringComparison.Ordinal)));
        for (int lines = 0; lines <= 8; lines++)
        {
            var correlator = new MailCorrelator();
            using MailLogReader reader = MailLogReader.Open(new MemoryStream(text), Reading);
            for (int i = 0; i < lines && reader.Read(); i++)
                correlator.Feed(reader.Line);
            using var state = new MemoryStream();
            correlator.SaveState(state);
            state.Position = 0;
            var loaded = MailCorrelator.LoadState(state);
            var mails = new List<Mail>();
            loaded.Mails.Subscribe(mails.Add);
            while (reader.Read())
                loaded.Feed(reader.Line);
            loaded.Complete();
            Assert.Equal(expected, Assert.Single(mails).History.Select(Steps.WithTime));
        }
    }

    /// <summary>On several threads lines are handed over in buffers, with their forms.</summary>
    [Fact]
    public void Hosts_on_several_threads_are_read_the_same()
    {
        var log = new LogText();
        for (int i = 0; i < 40; i++)
            log.Line("postfix/pickup", 1, $"{Q}: uid=0 from=<s@a.example>", "mx" + i).Line("tagscan", 5, $"{Q}: score={i}", "mx" + i);
        var scores = new List<string?>();
        var correlator = new ShardedCorrelator();
        correlator.Mails.Subscribe(mail => scores.Add(mail.Host + " " + mail.History.Single(step => step.Step == MailStep.Noted).Detail));
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log.Bytes), Reading);
        correlator.Process(reader);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"mx{i} {Q}: score={i}").Order(StringComparer.Ordinal), scores.Order(StringComparer.Ordinal));
    }

    private static List<Mail> Mails(LogText log, CorrelatorOptions? options = null) => Mails(log.Bytes, options);

    private static List<Mail> Mails(byte[] log, CorrelatorOptions? options = null)
    {
        var mails = new List<Mail>();
        var correlator = new MailCorrelator(options);
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process(MailLogReader.Open(new MemoryStream(log), Reading));
        return mails;
    }
}
