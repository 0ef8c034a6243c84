using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>How far the reading has come: for somebody at a terminal, never for a pipe.</summary>
public class ProgressTests
{
    [Theory]
    [InlineData(0, 1, "[........................]   0 %  0 MB/s  0:00 left")]
    [InlineData(500_000_000, 2, "[############............]  50 %  250 MB/s  0:02 left")]
    [InlineData(10_000_000, 10, "[........................]   1 %  1 MB/s  16:30 left")]
    [InlineData(1_000_000_000, 4, "[########################] 100 %  250 MB/s  0:00 left")]
    [InlineData(2_000_000_000, 8, "[########################] 100 %  125 MB/s  0:00 left")]
    public void It_tells_percent_rate_and_the_time_that_is_left(long read, int seconds, string expected)
    {
        using var progress = new Progress(TextWriter.Null, 1_000_000_000);
        Assert.Equal(expected, progress.Describe(read, TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void There_is_none_in_pipes()
    {
        // The tests' own standard error is none.
        if (Console.IsErrorRedirected)
            Assert.Null(Progress.Begin([typeof(ProgressTests).Assembly.Location], isOutputLive: false));
    }
}
