using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

public class EventsTests
{
    private static readonly string[] Logs = [LogFiles.PathOf("postfix/outcomes.log"), LogFiles.PathOf("postfix-3.11/milter.log")];

    [Fact]
    public void Every_line_is_an_object_in_order()
    {
        JsonElement[] events = Command.Run(["events", "--format", "json", "--year", "2026", .. Logs]).Done().Objects;
        int at = 0;
        foreach (string log in Logs)
        {
            long offset = 0;
            int number = 0;
            foreach (byte[] line in LogFiles.Split(File.ReadAllBytes(log)))
            {
                JsonElement e = events[at++];
                Assert.Equal((log, ++number, offset), (e.GetProperty("source").GetString(), e.GetProperty("line").GetInt32(), e.GetProperty("offset").GetInt64()));
                Assert.Matches("^[a-z][A-Za-z]*$", e.GetProperty("event").GetString());
                Assert.Equal(e.GetProperty("program").GetString()!.Split('/')[^1], e.GetProperty("component").GetString());
                Assert.StartsWith("2026-11-20T", e.GetProperty("at").GetString(), StringComparison.Ordinal);
                offset += line.Length + 1;
            }
        }
        Assert.Equal(events.Length, at);
    }

    [Fact]
    public void Coverage_adds_up()
    {
        string output = Command.Run(["coverage", "--year", "2026", .. Logs]).Done().Output;
        JsonElement[] events = Command.Run(["events", "--format", "json", "--year", "2026", .. Logs]).Done().Objects;
        int lines = Logs.Sum(l => LogFiles.Split(File.ReadAllBytes(l)).Count);

        Assert.StartsWith(lines.ToString(CultureInfo.InvariantCulture) + " lines\n", output.TrimStart(), StringComparison.Ordinal);
        Assert.Equal(Count(events, "program"), Section(output, "program"));
        Assert.Equal(Count(events, "event"), Section(output, "event"));
        Assert.Equal(lines, Section(output, "event").Sum(e => e.Value));
    }

    private static SortedDictionary<string, int> Count(JsonElement[] events, string property)
        => new(events.GroupBy(e => e.GetProperty(property).GetString()!).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);

    private static SortedDictionary<string, int> Section(string output, string name)
    {
        string section = output.Split("\n\n").Single(s => Regex.IsMatch(s, "^ +lines  " + name + "\n"));
        return new(section.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Trim().Split("  ", 2)).ToDictionary(p => p[1], p => int.Parse(p[0], CultureInfo.InvariantCulture)), StringComparer.Ordinal);
    }
}
