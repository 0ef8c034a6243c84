using MailLog.Tests;
using Xunit;

namespace MailLog.Packages.Tests;

/// <summary>Programs of somebody who has the packages: their sources are in the folder of the same name.</summary>
internal static class Consumers
{
    public const string Log = "postfix/outcomes.log";

    /// <summary>A folder of their own, with the code of the README.</summary>
    public static string New(string name)
    {
        string folder = Packed.NewFolder(name), sources = Repository.Path("tests/MailLog.Packages.Tests/Consumers");
        foreach (string file in Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, Path.GetRelativePath(sources, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        File.Copy(Repository.Path("tests/MailLog.Correlation.Tests/Readme/Examples.cs"), Path.Combine(folder, "Shared/Examples.cs"));
        File.WriteAllLines(Path.Combine(folder, "Bounces/Program.cs"), MarkdownFile.Blocks("docs/packages.md", "csharp").Single());
        return folder;
    }

    /// <summary>The first program of the docs printed the bounced mails.</summary>
    public static void CheckBounces(string output)
        => Assert.Equal(ExpectedBounced.Value, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Order());

    /// <summary>The program printed what the log holds, with the package's files for that target.</summary>
    public static void Check(string output, string target)
    {
        string[] lines = File.ReadAllLines(LogFiles.PathOf(Log));
        Dictionary<string, int> bounces = lines.Where(line => line.Contains(", status=bounced (", StringComparison.Ordinal))
            .GroupBy(line => line.Split(", relay=")[1].Split(['[', ','])[0]).ToDictionary(g => g.Key, g => g.Count());
        string[] printed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("target " + target, printed[0]);
        Assert.NotEmpty(bounces);
        Assert.Equal(bounces.Select(b => $"bounces {b.Key} {b.Value}").Order(), printed.Where(l => l.StartsWith("bounces ", StringComparison.Ordinal)).Order());
        Assert.Equal(ExpectedBounced.Value, printed.Where(l => l.StartsWith("bounced ", StringComparison.Ordinal)).Select(l => l["bounced ".Length..]).Order());
        Assert.Contains("kept " + lines.Count(l => l.Contains(", relay=mx-1.example.org[", StringComparison.Ordinal)), printed);
        Assert.Equal("live True", printed[^1]);
    }

    /// <summary>What the packed tool says of the same log.</summary>
    private static readonly Lazy<string[]> ExpectedBounced = new(() =>
    {
        string[] ids = [.. Tool.Run("track", "--outcome", "bounced", "--format", "json", LogFiles.PathOf(Log)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!).Order()];
        Assert.NotEmpty(ids);
        return ids;
    });
}
