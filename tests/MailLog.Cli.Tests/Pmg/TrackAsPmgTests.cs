using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests.Pmg;

/// <summary><c>maillog track --format pmg</c>: the blocks of <c>maillog pmg -v</c>, for the mails that track finds.</summary>
public class TrackAsPmgTests
{
    private static readonly string Log = LogFiles.PathOf("postfix/proxy_filter.rfc3339.log");

    [Fact]
    public void All_mails_are_all_blocks() => Assert.Equal(Blocks(Pmg("-v")), Blocks(Command.Run("track", "--format", "pmg", Log).Done().Output));

    [Fact]
    public void The_mails_found_are_the_blocks_of_their_queue_files()
    {
        string[] ids = Command.Track(Log, "--outcome", "delivered").Done().Ids;
        string[] expected = Blocks(Pmg(["-v", .. ids.SelectMany(mail => mail.Split(',')).SelectMany(id => new[] { "-q", id })]));

        Assert.NotEmpty(expected);
        Assert.True(expected.Length < Blocks(Pmg("-v")).Length);
        Assert.Equal(expected, Blocks(Command.Run("track", "--format", "pmg", Log, "--outcome", "delivered").Done().Output));
        Assert.Equal("", Command.Run("track", "--format", "pmg", Log, "--from", "nobody").FoundNothing().Output);
    }

    [Fact]
    public void Logs_have_to_be_files()
    {
        Assert.Equal(2, Command.RunWith([], "track", "--format", "pmg", "-").Status);
        Assert.Equal(2, Command.Run("track", "--format", "pmg", "-F", Log).Status);
    }

    private static string Pmg(params string[] options)
    {
        using var output = new MemoryStream();
        Assert.Equal(0, PmgCommand.Run([.. options, "--now", "2026-12-31T00:00:00Z", "-s", "2026-01-01T00:00:00Z", "-i", Log], output, TextWriter.Null));
        return string.Join('\n', Encoding.UTF8.GetString(output.ToArray()).Split('\n').Where(line => !line.StartsWith("# ", StringComparison.Ordinal)));
    }

    /// <summary>Blocks that are open at the end come in no certain order.</summary>
    private static string[] Blocks(string output) => [.. output.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(b => b.Trim('\n')).Where(b => b.Length > 0).Order(StringComparer.Ordinal)];
}
