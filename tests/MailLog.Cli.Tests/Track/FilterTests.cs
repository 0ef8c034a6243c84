using Xunit;

namespace MailLog.Cli.Tests;

public sealed class FilterTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _log;

    public FilterTests() => _log = _folder.Write("mail.log", string.Concat(Enumerable.Range(1, 4).Select(i => SmallLog.Mail(i))) + SmallLog.Begin(5));

    public void Dispose() => _folder.Dispose();

    /// <summary>The logs' five mails: 1 and 3 delivered, 2 and 4 bounced, 5 in progress.</summary>
    [Theory]
    [InlineData("--from S2@", "2")]
    [InlineData("--from s2@ --from s3@", "2 3")]
    [InlineData("--from s2@ --to r3", "")]
    [InlineData("--from a.example", "1 2 3 4 5")]
    [InlineData("--from <>", "")]
    [InlineData("--to R3@B", "3")]
    [InlineData("--to alias4", "4")]
    [InlineData("--client c1.EXAMPLE", "1")]
    [InlineData("--client 192.0.2.5", "5")]
    [InlineData("--text no.such", "")]
    [InlineData("--text NO_SUCH", "")]
    [InlineData("--text USER3", "3")]
    [InlineData("--queue-id A000000002", "2")]
    [InlineData("--queue-id A000000002 --queue-id A000000005", "2 5")]
    [InlineData("--queue-id a000000002", "")]
    [InlineData("--queue-id A00000000", "")]
    [InlineData("--message-id 4@a.example", "4")]
    [InlineData("--message-id <4@a.example>", "4")]
    [InlineData("--message-id 4@a", "")]
    [InlineData("--status bounced", "2 4")]
    [InlineData("--status bounced --status delivered", "1 2 3 4")]
    [InlineData("--outcome inProgress", "5")]
    [InlineData("--outcome DELIVERED", "1 3")]
    [InlineData("--outcome delivered --from s1", "1")]
    [InlineData("--since 2026-11-20T10:03:31+00:00", "3 4 5")]
    [InlineData("--since 2026-11-20T11:03:32+01:00", "4 5")]
    [InlineData("--until 2026-11-20T10:02:01Z", "1 2")]
    [InlineData("--until 2026-11-20T10:02:00Z", "1")]
    [InlineData("--since 2026-11-20T10:02:00Z --until 2026-11-20T10:03:59.5Z", "2 3")]
    [InlineData("--since 2026-11-21", "")]
    [InlineData("--since 2026-11-20 --time-zone UTC", "1 2 3 4 5")]
    [InlineData("--limit 2", "1 2")]
    [InlineData("--limit 1 --status bounced", "2")]
    [InlineData("--limit 99", "1 2 3 4 5")]
    public void A_filter_lets_through_what_it_says(string filter, string mails)
    {
        string[] expected = [.. mails.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => SmallLog.Id(int.Parse(m, System.Globalization.CultureInfo.InvariantCulture)))];

        Command.Result result = Command.Track([_log, .. filter.Split(' ')]);
        Assert.Equal(expected, (expected.Length == 0 ? result.FoundNothing() : result.Done()).Ids.Order());
    }

    [Fact]
    public void Civil_times_are_in_the_zone_asked_for()
    {
        Assert.Equal(3, Command.Track(_log, "--since", "2026-11-20 11:03", "--time-zone", "Europe/Vienna").Done().Ids.Length);
        Assert.Equal(5, Command.Track(_log, "--since", "2026-11-20 10:01:00", "--time-zone", "UTC").Done().Ids.Length);
    }
}
