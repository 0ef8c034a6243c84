using System.Reflection;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

public class ApiTests
{
    private static readonly Assembly Library = Assembly.Load("MailLog.Correlation");

    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        // Lines that the netstandard2.0 build lacks go here, each with its reason.
        ApiApproval.Check(Library, "tests/MailLog.Correlation.Tests/Api/MailLog.Correlation.approved.txt");
    }

    [Fact]
    public void Every_public_member_is_documented() => Assert.Empty(XmlDocs.Missing(Library));

    [Fact]
    public void The_API_is_the_same_for_all_frameworks()
    {
        Assert.Equal(ApiPrinter.Print(ApiApproval.Load("MailLog.Correlation", "net8.0")), ApiPrinter.Print(ApiApproval.Load("MailLog.Correlation", "net10.0")));
    }
}
