using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>The stamps of qmail's loggers, and the folders they write to.</summary>
public sealed class MultilogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_one_log()
    {
        _folder.Write("current", "@400000006affe65310af4b2c postfix/anvil[1]: c\n");
        _folder.Compress("@400000006affe65300000000.s", "@400000006affe6523a360fbc postfix/anvil[1]: a\n@400000006affe6523a360fbc postfix/anvil[1]: b");
        _folder.Write("lock", "");
        string folder = Path.GetDirectoryName(_folder["x"])!;
        JsonElement[] lines = Command.Run("events", "--format", "json", folder).Done().Objects;

        Assert.Equal(["a", "b", "c"], lines.Select(l => l.GetProperty("text").GetString()));
        Assert.Equal([1, 2, 3], lines.Select(l => l.GetProperty("line").GetInt32()));
        Assert.All(lines, l => Assert.Equal(folder, l.GetProperty("source").GetString()));
        Assert.Equal("2026-11-20T06:18:48.9766215+00:00", At(lines[0]));
    }

    [Fact]
    public void A_folder_without_a_log_is_named()
    {
        _folder.Write("mail.log", "x\n");
        Command.Result result = Command.Run("events", Path.GetDirectoryName(_folder["x"])!);
        Assert.Equal(1, result.Status);
        Assert.Matches("^maillog: .*: is a folder, not a log\\.\n$", result.Errors);
    }

    [Fact]
    public void With_a_state_a_folder_is_refused()
    {
        _folder.Write("current", "@400000006affe65310af4b2c new msg 1\n");
        Command.Result result = Command.Track(Path.GetDirectoryName(_folder["x"])!, "--state", _folder["state"]);
        Assert.Equal(2, result.Status);
        Assert.Contains("is a folder", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["state"]));
    }

    [Theory]
    [InlineData("s6log_t.log", null, "06:19:15.9836242")]
    [InlineData("s6log_t.log", "auto", "06:19:15.9836242")]
    [InlineData("s6log_t.log", "constant", "06:19:15.9836242")]
    [InlineData("s6log_t.log", "leap", "06:18:48.9836242")]
    [InlineData("s6log_t_T_utc.log", "auto", "06:18:48.9789527")]
    [InlineData("s6log_t_T_utc.log", "constant", "06:19:15.9789527")]
    public void What_labels_are_ahead_by_can_be_said(string log, string? offset, string expected)
    {
        string[] option = offset is null ? [] : ["--tai-offset", offset];
        JsonElement line = Command.Run(["events", "--format", "json", LogFiles.PathOf("qmail/framing/" + log), .. option]).Done().Objects[0];
        Assert.Equal("2026-11-20T" + expected + "+00:00", At(line));
    }

    private static string? At(JsonElement line) => line.GetProperty("at").GetString();
}
