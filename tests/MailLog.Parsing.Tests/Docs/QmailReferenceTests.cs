using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class QmailReferenceTests
{
    private const string File = "docs/qmail.md";

    [Fact]
    public void The_page_shows_the_table()
    {
        string path = Repository.Path(File), actual = System.IO.File.ReadAllText(path).ReplaceLineEndings("\n"), expected = QmailReference.Update(actual);
        if (Environment.GetEnvironmentVariable("MAILLOG_APPROVE") == "1")
            System.IO.File.WriteAllText(path, actual = expected);
        Assert.True(expected == actual, File + " is not what the table says; run the tests once with MAILLOG_APPROVE=1 and look at the difference.");
    }

    [Theory]
    [InlineData("")]
    [InlineData(QmailReference.Begin)]
    [InlineData(QmailReference.End + QmailReference.Begin)]
    public void A_page_without_place_for_it_is_told(string document)
    {
        Assert.Throws<ArgumentException>(() => QmailReference.Update(document));
    }
}
