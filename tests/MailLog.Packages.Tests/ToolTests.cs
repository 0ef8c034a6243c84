using MailLog.Tests;
using Xunit;

namespace MailLog.Packages.Tests;

public class ToolTests
{
    [Fact]
    public void The_installed_command_tells_its_version() => Assert.StartsWith(Packed.Version, Tool.Run("--version"), StringComparison.Ordinal);

    [Fact]
    public void The_installed_command_prints_what_its_readme_shows()
    {
        string[] shown = Assert.Single(MarkdownFile.Blocks("samples/MailLog.Cli/README.md", "console"));
        Assert.Equal(string.Join('\n', shown[1..]).TrimEnd('\n'), Tool.Run(shown[0].Split(' ')[2..]).TrimEnd('\n'));
    }
}
