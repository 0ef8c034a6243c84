using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Samples.Tests;

/// <summary>docs/dialects.md shows code of the sample, and a message as it is.</summary>
public class DialectDocsTests
{
    [Fact]
    public void The_code_is_the_samples()
    {
        string code = string.Join('\n', Directory.GetFiles(Repository.Path("samples/MailLog.Dialect"), "*.cs").SelectMany(File.ReadAllLines).Select(line => line.Trim()));
        List<string[]> shown = [.. MarkdownFile.Blocks("docs/dialects.md", "csharp")];
        Assert.Equal(3, shown.Count);
        Assert.All(shown, block => Assert.Contains(string.Join('\n', block.Select(line => line.Trim())), code.Replace("/// <remarks>Borrowed: valid as long as <see cref=\"Line\"/>.</remarks>\n", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void The_message_is_what_a_mistake_tells()
        => Assert.Contains(Assert.Throws<ArgumentException>(() => new LogForm("x.y", "{queueId}: score={score}", "4F1A2B3C4D: score=high")).Message.Split(" (")[0], File.ReadAllText(Repository.Path("docs/dialects.md")), StringComparison.Ordinal);
}
