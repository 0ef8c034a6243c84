using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What is open of qpsmtpd is kept in a saved state.</summary>
public class QpsmtpdStateTests
{
    [Theory]
    [InlineData("qpsmtpd/A.warn.log")]
    [InlineData("qpsmtpd/B.parent.log")]
    public void It_may_be_saved_and_loaded_after_every_line(string log)
    {
        List<string> expected = Told(log, reload: false), told = Told(log, reload: true);

        Assert.True(expected.Count > 20);
        Assert.Equal(expected, told);
    }

    private static List<string> Told(string log, bool reload)
    {
        var told = new List<string>();
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(m => told.Add(Tests.Told.All(m)));
        using MailLogReader reader = QpsmtpdRun.Open(log);
        while (reader.Read())
        {
            correlator.Feed(reader.Line);
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
