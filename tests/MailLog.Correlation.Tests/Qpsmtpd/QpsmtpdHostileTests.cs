using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Whatever the lines of a log are, and in whichever order: nothing throws, nothing stays, and nobody gets another's recipients.</summary>
public class QpsmtpdHostileTests
{
    [Theory]
    [InlineData("qpsmtpd/A.warn.log")]
    [InlineData("qpsmtpd/A.file.log")]
    [InlineData("qpsmtpd/B.warn.log")]
    public void Lines_that_are_lost_repeated_changed_or_mixed_up_are_survived(string log)
    {
        Random random = PropertyCheck.NewRandom();
        List<byte[]> lines = LogFiles.Lines(log);
        for (int run = 0; run < 20; run++)
        {
            var correlator = new MailCorrelator(new CorrelatorOptions { MaxOpenSessions = 4 + run, MaxOpenMails = 4 + run, MaxMailBytes = 2000 });
            int mails = 0, dialogues = 0;
            correlator.Mails.Subscribe(m => { Assert.NotNull(m.History); mails++; });
            correlator.Dialogues.Subscribe(d => { Assert.NotEmpty(d.Lines); dialogues++; });
            Correlating.Feed(correlator, Correlating.Join(Distort(lines, random)));
            correlator.Complete();

            Assert.True(mails > 0 && dialogues > 0);
        }
    }

    [Fact]
    public void A_state_may_be_saved_anywhere_in_such_a_log()
    {
        Random random = PropertyCheck.NewRandom();
        List<byte[]> lines = Distort(LogFiles.Lines("qpsmtpd/A.warn.log"), random);
        List<string> expected = [.. Correlating.Mails(lines).Select(Told.All)], told = [];
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(m => told.Add(Told.All(m)));
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Correlating.Join(lines)), Correlating.Reading);
        while (reader.Read())
        {
            correlator.Feed(reader.Line);
            using var state = new MemoryStream();
            correlator.SaveState(state);
            state.Position = 0;
            correlator = MailCorrelator.LoadState(state);
            correlator.Mails.Subscribe(m => told.Add(Told.All(m)));
        }
        correlator.Complete();

        Assert.Equal(expected.Count, told.Count);
    }

    [Theory]
    [InlineData("RCPT TO:<\"a>, sender OK\"@b.example>", "250 <\"a>, sender OK\"@b.example>, recipient ok")]
    [InlineData("RCPT TO:<\"250 queued as 4jW4p22bP3z1kf\"@b.example>", "250 <\"250 queued as 4jW4p22bP3z1kf\"@b.example>, recipient ok")]
    public void What_a_client_writes_into_an_address_is_no_reply(string command, string reply)
    {
        Mail mail = Assert.Single(Correlating.Mails(new QpsmtpdText().Connect(10).Hello(10).Mail(10).Says(10, command, reply).Data(10, "250 Queued! <1@a>").Quit(10).Bytes));

        Assert.Equal("s@a.example", mail.Sender);
        Assert.Equal(command[9..^1], Assert.Single(mail.Recipients).Address);
    }

    [Fact]
    public void Endless_sessions_and_dialogues_are_bounded()
    {
        var log = new QpsmtpdText().Connect(10).Hello(10).Mail(10);
        for (int i = 0; i < 50_000; i++)
            log.Recipient(10, i + "@b.example");
        var correlator = new MailCorrelator(new CorrelatorOptions { MaxMailBytes = 10_000 });
        List<SmtpDialogue> dialogues = [];
        correlator.Dialogues.Subscribe(dialogues.Add);
        Correlating.Feed(correlator, log.Data(10, "250 Queued! <1@a>").Quit(10).Bytes);
        correlator.Complete();

        SmtpDialogue dialogue = Assert.Single(dialogues);
        Assert.False(dialogue.IsComplete);
        Assert.True(dialogue.Lines.Count < 100);
        Assert.Equal(100_000 + 11 - dialogue.Lines.Count, dialogue.DroppedLines);
    }

    private static List<byte[]> Distort(List<byte[]> lines, Random random)
    {
        var distorted = new List<byte[]>();
        foreach (byte[] line in lines)
        {
            int kind = random.Next(20);
            if (kind == 0)
                continue;
            byte[] copy = [.. line];
            if (kind == 1 && copy.Length > 0)
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
            if (kind == 2)
                distorted.Add(copy[..random.Next(copy.Length + 1)]);
            distorted.Add(copy);
            if (kind == 3)
                distorted.Add(copy);
            if (kind == 4 && distorted.Count > 20)
                (distorted[^1], distorted[^(1 + random.Next(20))]) = (distorted[^(1 + random.Next(20))], distorted[^1]);
        }
        return distorted;
    }
}
