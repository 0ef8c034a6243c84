using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class FormsReferenceTests
{
    private const string File = "docs/forms.md";

    [Fact]
    public void The_reference_shows_the_catalog()
    {
        string path = Repository.Path(File), expected = FormsReference.Text();
        if (Environment.GetEnvironmentVariable("MAILLOG_APPROVE") == "1")
            System.IO.File.WriteAllText(path, expected);
        string actual = System.IO.File.Exists(path) ? System.IO.File.ReadAllText(path) : "";
        Assert.True(expected == actual, File + " is not what the catalog says; run the tests once with MAILLOG_APPROVE=1 and look at the difference.");
    }
}
