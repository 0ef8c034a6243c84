using System.Reflection;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

public class CommandTests
{
    [Fact]
    public void The_command_is_named_maillog()
    {
        Assembly command = Assembly.Load("maillog");
        Assert.NotNull(command.EntryPoint);
    }

    [Fact]
    public async Task An_argument_that_begins_with_an_at_sign_is_no_file_of_arguments()
    {
        (int status, string output, string errors) = await Cli.Run("track", "--to", "@dest.example", Repository.Path("tests/data/archive/mail.log"));

        Assert.Equal((0, ""), (status, errors));
        Assert.Contains("@dest.example", output, StringComparison.Ordinal);
    }
}
