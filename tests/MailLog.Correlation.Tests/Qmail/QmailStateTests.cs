using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What is open of qmail is kept in a saved state: sessions, transactions, messages that are not tied yet.</summary>
public class QmailStateTests
{
    [Theory]
    [InlineData("sqzoo", "qmail/sqzoo.send.log", "qmail/sqzoo.smtpd.log", "qmail/sqzoo.smtpsd.log")]
    [InlineData("nq1", "qmail/nq1.send.log", "qmail/nq1.smtpd.log")]
    [InlineData("splog", "qmail/splog.mail-iso.log")]
    public void It_may_be_saved_and_loaded_after_every_line(string run, params string[] logs)
    {
        List<string> expected = Told(logs, reload: false), told = Told(logs, reload: true);

        Assert.True(expected.Count > 4, run);
        Assert.Equal(expected, told);
    }

    [Fact]
    public void Damage_is_told()
    {
        var correlator = new MailCorrelator();
        Correlating.Feed(correlator, new QmailText().Connect(10).Accept(10, "s@a.example", "r@b.example").Queued(5, 11, "s@a.example").Start(5, "r@b.example").Bytes);
        using var state = new MemoryStream();
        correlator.SaveState(state);
        byte[] bytes = state.ToArray();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 0x41;
            Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(damaged)));
            Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(bytes[..i])));
        }
    }

    private static List<string> Told(string[] logs, bool reload)
    {
        var told = new List<string>();
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(m => told.Add(Tests.Told.All(m)));
        using var merge = new MailLogMerge(logs.Select(QmailRun.Open));
        while (merge.Read())
        {
            correlator.Feed(merge.Line);
            if (!reload)
                continue;
            using var state = new MemoryStream();
            correlator.SaveState(state);
            state.Position = 0;
            correlator = MailCorrelator.LoadState(state);
            correlator.Mails.Subscribe(m => told.Add(Tests.Told.All(m)));
        }
        correlator.Complete();
        return told;
    }
}
