using System.Text;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;
using static MailLog.Cli.Tests.MailSearchChecks;

namespace MailLog.Cli.Tests;

/// <summary>What is found by a search is what a run over the whole log tells, to the byte.</summary>
public sealed partial class MailSearchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("shuffled")]
    [InlineData("reused")]
    [InlineData("reused shuffled")]
    [InlineData("yearless")]
    [InlineData("yearless reused shuffled")]
    [InlineData("gaps")]
    [InlineData("gaps shuffled")]
    [InlineData("twice")]
    [InlineData("fewProcesses")]
    [InlineData("fewProcesses shuffled reused gaps yearless")]
    [InlineData("fewProcesses fewClients")]
    [InlineData("fewProcesses fewClients gaps")]
    [InlineData("fewProcesses fewClients shuffled")]
    [InlineData("fewProcesses fewClients reused shuffled gaps")]
    [InlineData("fewProcesses fewClients reused shuffled gaps twice")]
    [InlineData("fewProcesses fewClients proxied")]
    [InlineData("fewProcesses fewClients proxied shuffled gaps")]
    [InlineData("filtered")]
    [InlineData("filtered fewProcesses")]
    [InlineData("filtered fewProcesses fewClients reused shuffled gaps")]
    [InlineData("filtered fewProcesses fewClients gaps yearless")]
    [InlineData("piped")]
    [InlineData("piped shuffled reused")]
    [InlineData("local")]
    [InlineData("local reused shuffled")]
    public void Of_traffic_every_mail_is_found(string kind)
    {
        int found = 0, all = 0;
        for (int seed = 0; seed < 2 * PropertyCheck.Times; seed++)
        {
            int chance = PropertyCheck.NewRandom().Next() + seed;
            string path = _folder.Write(kind + seed, Make(kind, chance));
            (int searched, int asked) = Check([path], 40, chance, kind + " " + PropertyCheck.SeedText);
            (found, all) = (found + searched, all + asked);
        }
        // Giving up is always right, but must not be the rule. Where a log holds itself twice, how long mails wait depends on lines that are not read.
        if (!kind.Contains("shuffled", StringComparison.Ordinal) && !kind.Contains("twice", StringComparison.Ordinal))
            Assert.True(found * 2 > all, $"{kind}: {found} of {all}");
    }

    [Fact]
    public void Of_real_logs_every_mail_is_found()
    {
        int found = 0, all = 0;
        foreach (string log in LogFiles.All)
        {
            (int searched, int asked) = Check([LogFiles.PathOf(log)], 60, 1, log);
            (found, all) = (found + searched, all + asked);
        }
        Assert.True(found * 4 > all, $"{found} of {all}");
    }

    [Theory]
    [InlineData("{\"MESSAGE\":\"A000000001: from=<a@b.example>, size=500, nrcpt=1 (queue active)\",\"_HOSTNAME\":\"mx\",\"SYSLOG_IDENTIFIER\":\"postfix/qmgr\",\"__REALTIME_TIMESTAMP\":\"1795003200000000\",\"_PID\":\"1\"}\n")]
    [InlineData("__REALTIME_TIMESTAMP=1795003200000000\nMESSAGE=A000000001: from=<a@b.example>, size=500, nrcpt=1 (queue active)\n_HOSTNAME=mx\nSYSLOG_IDENTIFIER=postfix/qmgr\n_PID=1\n\n")]
    public void A_journal_is_read_as_a_whole(string journal)
    {
        string path = _folder.Write("journal", journal);

        Assert.NotEmpty(Run([path], new MailLogOptions()));
        Assert.Null(MailSearchRun.Run(([path], new MailLogOptions()), ["A000000001"], null, _ => true, Options, int.MaxValue, stream => new MailJsonWriter(stream, true, true), Stream.Null, MailSearch.Reach));
    }
}
