using System.Reflection;
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
}
