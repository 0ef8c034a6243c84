using System.Reflection;
using System.Runtime.CompilerServices;
using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

public class LayeringTests
{
    [Fact]
    public void Correlation_sees_only_the_public_side_of_parsing()
    {
        IEnumerable<string> friends = typeof(MailLogReader).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName);
        Assert.DoesNotContain("MailLog.Correlation", friends);
        Assert.DoesNotContain(typeof(MailLogReader).Assembly.GetReferencedAssemblies(), a => a.Name == "MailLog.Correlation");
    }
}
