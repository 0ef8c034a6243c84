using MailLog.Tests;
using Xunit;

namespace MailLog.Samples.Tests;

/// <summary>What the samples' READMEs show is what they print.</summary>
public class ShownOutputTests
{
    private const string Run = "$ dotnet run -c Release --project samples/";

    public static TheoryData<string, string, string> Shown
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (string sample in (string[])["MailLog.Bounced", "MailLog.Alerts", "MailLog.Dialect"])
                foreach (string[] block in MarkdownFile.Blocks("samples/" + sample + "/README.md", "console"))
                    data.Add(sample, block[0], string.Join('\n', block.Skip(1)));
            return data;
        }
    }

    [Theory, MemberData(nameof(Shown))]
    public void A_sample_prints_what_its_readme_shows(string sample, string command, string output)
    {
        string start = Run + sample + " -- ";
        Assert.StartsWith(start, command, StringComparison.Ordinal);
        Assert.Equal(output.TrimEnd('\n'), Sample.Run(sample, command[start.Length..].Split(' ')).TrimEnd('\n'));
    }

    [Fact]
    public void Each_sample_says_how_to_run_it()
    {
        foreach (string folder in Directory.GetDirectories(Repository.Path("samples")))
            Assert.True(File.Exists(Path.Combine(folder, "README.md")), folder);
        Assert.Equal(3, Shown.Select(row => row[0]).Distinct().Count());
    }
}
