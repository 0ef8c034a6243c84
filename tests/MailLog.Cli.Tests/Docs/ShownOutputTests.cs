using System.Diagnostics;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>What the documents show of the command's output is what it prints.</summary>
public class ShownOutputTests
{
    private const string Run = "$ dotnet run -c Release --project samples/MailLog.Cli -- ";
    private const string Short = "$ maillog ";
    private const string Status = "  # exit status ";

    public static TheoryData<string, string, string> Shown
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (string document in (string[])["README.md", "samples/MailLog.Cli/README.md", .. Directory.GetFiles(Repository.Path("docs"), "*.md").Select(f => "docs/" + Path.GetFileName(f)).Order(StringComparer.Ordinal)])
                foreach (string[] block in MarkdownFile.Blocks(document, "console"))
                    if (Arguments(block[0]) is { } arguments && !arguments.Contains('|'))
                        data.Add(document, arguments, string.Join('\n', block.Skip(1)));
            return data;
        }
    }

    [Theory, MemberData(nameof(Shown))]
    public async Task The_command_prints_what_is_shown(string document, string arguments, string output)
    {
        Assert.NotEmpty(document);
        int mark = arguments.IndexOf(Status, StringComparison.Ordinal);
        int status = mark < 0 ? 0 : int.Parse(arguments[(mark + Status.Length)..], System.Globalization.CultureInfo.InvariantCulture);
        arguments = mark < 0 ? arguments : arguments[..mark];
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Path(""), RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "maillog.dll"));
        foreach (string argument in arguments.Split(' '))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(output.TrimEnd('\n'), printed.TrimEnd('\n'));
        Assert.Equal(status, process.ExitCode);
    }

    [Fact]
    public void The_readme_shows_a_run()
    {
        Assert.Contains(MarkdownFile.Blocks("README.md", "console"), block => block[0].StartsWith(Run, StringComparison.Ordinal));
    }

    private static string? Arguments(string line) => line.StartsWith(Run, StringComparison.Ordinal) ? line[Run.Length..]
        : line.StartsWith(Short, StringComparison.Ordinal) ? line[Short.Length..] : null;
}
