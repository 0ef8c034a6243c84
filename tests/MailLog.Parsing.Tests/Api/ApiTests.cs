using System.Reflection;
using System.Runtime.Versioning;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class ApiTests
{
    private static readonly Assembly Library = typeof(MailLogReader).Assembly;

    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        ApiApproval.Check(Library, "tests/MailLog.Parsing.Tests/Api/MailLog.Parsing.approved.txt");
    }

    [Fact]
    public void Every_public_member_is_documented() => Assert.Empty(XmlDocs.Missing(Library));

    [Fact]
    public void The_API_is_the_same_for_all_frameworks()
    {
        Assert.Equal(ApiPrinter.Print(ApiApproval.Load("MailLog.Parsing", "net8.0")), ApiPrinter.Print(ApiApproval.Load("MailLog.Parsing", "net10.0")));
    }

    /// <summary>This project is there for one of the builds: it must not test another by mistake.</summary>
    [Fact]
    public void The_build_under_test_is_the_one_that_was_meant()
    {
#if LIBRARY_NETSTANDARD
        const string expected = ".NETStandard,Version=v2.0";
#else
        const string expected = ".NETCoreApp,Version=v10.0";
#endif
        Assert.Equal(expected, Library.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
    }

    /// <summary>The types that can hold a line of the log are exactly those that say until when it is valid.</summary>
    [Fact]
    public void Borrowed_types_are_ref_structs()
    {
        string[] borrowed = [.. Library.GetExportedTypes().Where(t => t.Name.EndsWith("Event", StringComparison.Ordinal) && t.Name != nameof(MailLogEvent)).Select(t => t.Name)];
        Assert.NotEmpty(borrowed);
        Assert.All(Library.GetExportedTypes().Where(t => borrowed.Contains(t.Name) || t == typeof(LogLine)), t => Assert.True(t.IsByRefLike, t.Name));
    }
}
