using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary><c>--by-host</c>: each host for itself, on several threads.</summary>
public class ByHostTests
{
    [Fact]
    public void Each_hosts_mails_are_those_of_its_own_log()
    {
        using var folder = new TempFolder();
        string one = string.Concat(Enumerable.Range(1, 20).Select(i => SmallLog.Mail(i, "mx1"))), two = string.Concat(Enumerable.Range(1, 20).Select(i => SmallLog.Mail(i, "mx2")));
        string both = folder.Write("both.log", string.Join('\n', (one + two).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)) + "\n");

        IEnumerable<string> apart = Lines(Command.Track(folder.Write("one.log", one))).Concat(Lines(Command.Track(folder.Write("two.log", two))));
        Assert.Equal(apart.Order(StringComparer.Ordinal), Lines(Command.Track("--by-host", both)).Order(StringComparer.Ordinal));
        Assert.Single(Lines(Command.Track("--by-host", "--limit", "1", both)));
    }

    [Theory]
    [InlineData("--by-host", "--state", "s")]
    [InlineData("--by-host", "-F")]
    [InlineData("-F", "--state", "s")]
    [InlineData("-F", "--archive", ".")]
    public void What_cannot_go_together_is_said(params string[] options)
    {
        Command.Result result = Command.Track([.. options, LogFiles.PathOf("postfix/dsn.log")]);

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains(" excludes ", result.Errors, StringComparison.Ordinal);
    }

    private static string[] Lines(Command.Result result) => result.Done().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
