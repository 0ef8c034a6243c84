using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary><c>--redact</c>, as a user meets it.</summary>
public class RedactOptionTests
{
    private static readonly string Log = LogFiles.PathOf("postfix/outcomes.rfc3339.log");

    [Fact]
    public void A_key_is_made_for_its_owner_and_used_again()
    {
        using var folder = new TempFolder();
        Command.Result first = Command.Track("--redact", folder["key"], Log), second = Command.Track("--redact", folder["key"], Log);
        Assert.Equal((0, 0), (first.Status, second.Status));
        Assert.Contains("a new key was written to " + folder["key"], first.Errors, StringComparison.Ordinal);
        Assert.Equal("", second.Errors);
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(32, new FileInfo(folder["key"]).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["key"]));
        Assert.NotEqual(first.Output, Command.Track("--redact", folder["other"], Log).Output);
        Assert.Contains("alice", Command.Track(Log).Output, StringComparison.Ordinal);
        foreach (string[] command in new[] { ["track", "--lines", "--history"], ["track", "--format", "pmg"], new[] { "events" }, ["coverage"], ["summary"], ["report", "-o", "-"], ["pmg", "-vv", "-s", "2026-11-20 00:00:00", "-e", "2026-11-21 00:00:00", "-i"] })
        {
            Command.Result result = Command.Run([.. command, Log, "--redact", folder["key"]]);
            Assert.Equal(0, result.Status);
            Assert.DoesNotContain("alice", result.Output, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Complete_names_and_tokens_find_their_mails()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["key"], "0123456789abcdef");
        string[] Find(params string[] filter) => Command.Track([.. filter, Log, "--redact", folder["key"]]).Ids;
        string[] ids = Command.Track("--from", "alice@example.com", Log).Ids;
        Assert.NotEmpty(ids);
        Assert.Equal(ids, Find("--from", "alice@example.com"));
        Assert.Equal(ids, Find("--from", "alice"));
        Assert.Equal(ids, Find("--from", "urto6ph6fp3s6@example.com"));
        Assert.Empty(Find("--from", "alic"));
    }

    [Theory]
    [InlineData("too short", "has 9 bytes; it needs at least 16")]
    [InlineData(null, "is a folder")]
    public void What_is_no_key_is_refused(string? text, string reason)
    {
        using var folder = new TempFolder();
        string path = text is null ? Path.GetDirectoryName(folder["x"])! : folder.Write("key", text);
        foreach (string command in (string[])["track", "pmg"])
        {
            Command.Result result = Command.Run(command, "--redact", path);
            Assert.Equal(2, result.Status);
            Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
        }
        Assert.Contains("is no key", Command.Run("track", "--redact", folder.Write("log", new string('x', 5000)), Log).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_names_itself_does_not_go_with_it()
    {
        using var folder = new TempFolder();
        Command.Result result = Command.Run("track", "--archive", LogFiles.PathOf("archive/arch1"), "--redact", folder["key"], LogFiles.PathOf("archive/mail.log"));
        Assert.Equal(2, result.Status);
        Assert.Contains("does not go with archives", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("archives", "archive", "find", "folder", "log")]
    [InlineData("a policy", "policy", "audit", "policy", "log")]
    public void It_is_not_offered_where_nothing_is_redacted(string what, params string[] arguments)
    {
        using var folder = new TempFolder();
        Command.Result result = Command.Run([.. arguments, "--redact", folder["key"]]);
        Assert.Equal(2, result.Status);
        Assert.Contains("--redact does not go with " + what, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("--redact", Command.Run([.. arguments.Take(2), "--help"]).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["key"]));
    }
}
