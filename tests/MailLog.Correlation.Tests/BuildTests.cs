using System.Reflection;
using System.Runtime.Versioning;
using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

public class BuildTests
{
    /// <summary>This project is there for one of the builds: it must not test another by mistake.</summary>
    [Fact]
    public void The_builds_under_test_are_those_that_were_meant()
    {
#if LIBRARY_NETSTANDARD
        const string expected = ".NETStandard,Version=v2.0";
#else
        const string expected = ".NETCoreApp,Version=v10.0";
#endif
        Assembly[] libraries = [typeof(MailLogReader).Assembly, Assembly.Load("MailLog.Correlation")];
        Assert.All(libraries, library => Assert.Equal(expected, library.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName));
    }
}
