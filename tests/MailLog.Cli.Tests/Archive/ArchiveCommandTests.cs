using System.Text;
using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

public sealed class ArchiveCommandTests : IDisposable
{
    private static readonly string Sessions = Repository.Path("tests/data/archive/arch1"), Log = LogFiles.PathOf("archive/mail.log");
    private static readonly string First = Path.Combine(Sessions, "A-2026-11-20-06:15:38.0422461.arc");
    private static readonly string[] Reading = [Log, "--year", "2026", "--time-zone", "UTC", "--template", "A-%F-%T.%%07d.arc", "--template", "B-%F-%T.%%07d.arc"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Show_prints_what_a_session_holds()
    {
        string text = Command.Run("archive", "show", First, "--template", "A-%F-%T.%%07d.arc", "--time-zone", "UTC").Done().Output;

        Assert.Contains("  started  2026-11-20T06:15:38.422461+00:00\n", text, StringComparison.Ordinal);
        Assert.Contains("  to       <b@dest.example>\n", text, StringComparison.Ordinal);
        JsonElement session = Assert.Single(Command.Run("archive", "show", First, "--format", "json").Done().Objects);
        JsonElement transaction = Assert.Single(session.GetProperty("transactions").EnumerateArray());
        Assert.Equal("4jW4p22bP3z1kfmT", transaction.GetProperty("xforward").GetProperty("ident").GetString());
        byte[] content = File.ReadAllBytes(First).AsSpan(transaction.GetProperty("offset").GetInt32(), transaction.GetProperty("length").GetInt32()).ToArray();
        Assert.StartsWith("X-Scan: clean\r\n", Encoding.ASCII.GetString(content), StringComparison.Ordinal);
        Assert.EndsWith("\r\nhello\r\n", Encoding.ASCII.GetString(content), StringComparison.Ordinal);
    }

    [Fact]
    public void Index_prints_a_line_for_each_file()
    {
        JsonElement[] sessions = Command.Run("archive", "index", Sessions).Done().Objects;

        Assert.Equal(Directory.GetFiles(Sessions).Order(StringComparer.Ordinal), sessions.Select(s => s.GetProperty("file").GetString()));
        Assert.All(sessions, s => Assert.True(s.GetProperty("complete").GetBoolean()));
    }

    [Fact]
    public void Find_prints_mails_with_their_archives()
    {
        JsonElement[] mails = Command.Run(["archive", "find", Sessions, .. Reading, "--format", "json"]).Done().Objects;

        JsonElement[] archives = [.. mails.Where(m => m.TryGetProperty("archive", out _)).Select(m => Assert.Single(m.GetProperty("archive").EnumerateArray()))];
        Assert.Equal(9, archives.Count(a => a.GetProperty("key").GetString() == "ident" && a.GetProperty("quality").GetString() == "exact"));
        Assert.Equal(2, archives.Count(a => a.GetProperty("key").GetString() == "messageId" && a.GetProperty("quality").GetString() == "heuristic"));
        Assert.Equal(2, mails.Count(m => m.TryGetProperty("ties", out JsonElement ties) && ties[0].GetProperty("what").GetString() == "archive"));
        Assert.DoesNotContain(mails, m => m.TryGetProperty("orphan", out _));

        string text = Command.Run(["archive", "find", Sessions, .. Reading, "--queue-id", "4jW4p234CKz1kfmY"]).Done().Output;
        Assert.Contains("  archive  " + First + "\n           content at 204, 333 bytes, received as 4jW4p22bP3z1kfmT, by ident\n", text, StringComparison.Ordinal);
        Assert.Contains("  archive  none\n", Command.Run(["archive", "find", Sessions, .. Reading, "--message-id", "c3-virus@good.example"]).Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Orphans_come_last()
    {
        File.Copy(First, _folder["A-2026-11-20-06:15:38.0422461.arc"]);
        _folder.Write("chunks", "EHLO x\nMAIL FROM:<x@x>\nRCPT TO:<y@y>\nBDAT 2\nx\nBDAT 0 LAST\nQUIT\n");
        // Later by an hour: the id is another mail's then.
        File.Copy(First, _folder["A-2026-11-20-07:15:38.0422461.arc"]);
        File.WriteAllText(_folder["B-2026-11-20-06:15:38.0422461.arc"], File.ReadAllText(First).Replace("<a@good.example>", "<b@good.example>", StringComparison.Ordinal));
        string folder = Path.GetDirectoryName(_folder["x"])!;
        JsonElement[] objects = Command.Run(["archive", "find", folder, .. Reading, "--format", "json"]).Done().Objects;

        // The message id alone would still be the mail's; the time says otherwise.
        Assert.Equal(["notFound", "conflict", "notFound"], objects[^3..].Select(o => o.GetProperty("orphan").GetString()));
        Assert.Equal("mx/20261120T061538/4jW4p22bP3z1kfmT", Assert.Single(objects[^2].GetProperty("candidates").EnumerateArray()).GetString());
        string text = Command.Run(["archive", "find", folder, .. Reading]).Done().Output;
        Assert.Contains("\n\nORPHAN  " + _folder["chunks"] + "\n  from     <x@x>\n", text, StringComparison.Ordinal);
        // Asked for certain mails, only what may be theirs.
        JsonElement[] some = Command.Run(["archive", "find", folder, .. Reading, "--format", "json", "--message-id", "c1@good.example"]).Done().Objects;
        Assert.Equal(["conflict"], some[1..].Select(o => o.GetProperty("orphan").GetString()));
    }

    [Fact]
    public void Track_prints_archives_too()
    {
        Command.Result result = Command.Track([.. Reading, "--archive", Sessions]).Done();
        Assert.Equal(11, result.Objects.Count(m => m.TryGetProperty("archive", out _)));
        Assert.Equal(2, Command.Track([.. Reading, "--archive", Sessions, "--limit", "2"]).Done().Objects.Length);

        _folder.Write("other", "EHLO x\nMAIL FROM:<x@x>\nQUIT\n");
        result = Command.Track([.. Reading, "--archive", Path.GetDirectoryName(_folder["x"])!]);
        Assert.Equal((0, 1), (result.Status, result.Errors.TrimEnd('\n').Split('\n').Length));
        Assert.Contains("1 archive", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_empty_is_left_out()
    {
        string file = _folder.Write("odd", "EHLO x\nMAIL FROM:<a@b>\nRCPT TO:nobody at all\nDATA\nReceived: nonsense\n\nx\n.\nQUIT\n"), empty = _folder.Write("empty", "EHLO x\nQUIT\n");
        Command.Result result = Command.Run("archive", "show", file, empty, "--format", "json").Done();

        Assert.DoesNotContain("{}", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("[]", result.Output, StringComparison.Ordinal);
        Assert.Equal("malformedCommand", result.Objects[0].GetProperty("diagnostics")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void A_message_sent_many_times_has_some_candidates_and_their_count()
    {
        string log = _folder.Write("log", string.Concat(Enumerable.Range(1, 12).Select(i => SmallLog.Mail(i).Replace($"<{i}@a.example>", "<same@a.example>", StringComparison.Ordinal).Replace($"s{i}@", "s@", StringComparison.Ordinal)
            .Replace($"r{i}@", "r@", StringComparison.Ordinal))));
        Directory.CreateDirectory(_folder["archives"]);
        for (int i = 0; i < 12; i++)
            _folder.Write("archives/" + i, "EHLO x\nMAIL FROM:<s@a.example>\nRCPT TO:<r@b.example>\nDATA\nMessage-ID: <same@a.example>\n\nx\n.\nQUIT\n");
        JsonElement[] objects = Command.Run("archive", "find", _folder["archives"], log, "--format", "json").Done().Objects;

        Assert.Equal(24, objects.Length);
        Assert.All(objects[..12], m => Assert.Equal(12, Assert.Single(m.GetProperty("ties").EnumerateArray()).GetProperty("candidates").GetInt32()));
        Assert.All(objects[12..], o => Assert.Equal((10, 12), (o.GetProperty("candidates").GetArrayLength(), o.GetProperty("candidateCount").GetInt32())));
        // Those asked for stand first.
        objects = Command.Run("archive", "find", _folder["archives"], log, "--format", "json", "--queue-id", SmallLog.Id(12)).Done().Objects;
        Assert.Equal(13, objects.Length);
        Assert.Equal(objects[0].GetProperty("id").GetString(), objects[1].GetProperty("candidates")[0].GetString());
        Assert.Contains("           and 2 more\n", Command.Run("archive", "find", _folder["archives"], log).Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_hour_that_comes_twice_has_no_offset()
    {
        string file = _folder["A-2026-10-25-02:30:00.0000001.arc"];
        File.Copy(First, file);
        string[] zone = ["--time-zone", "Europe/Vienna", "--template", "A-%F-%T.%%07d.arc"];

        Assert.Equal("2026-10-25T02:30:00.000001", Command.Run(["archive", "show", file, "--format", "json", .. zone]).Done().Objects[0].GetProperty("startedAt").GetString());
        Assert.Contains("  started  2026-10-25T02:30:00.000001\n", Command.Run(["archive", "show", file, .. zone]).Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_on_standard_error_do_not_steer_the_terminal()
    {
        Command.Result result = Command.Run("archive", "show", "a\u001b[2J");
        Assert.Equal("maillog: a\\u001b[2J: there is no such file.\n", result.Errors);
        File.CreateSymbolicLink(_folder["link"], _folder["gone"]);
        Assert.Equal("maillog: " + _folder["link"] + ": is not there, or leads to nothing.\n", Command.Run("archive", "index", Path.GetDirectoryName(_folder["x"])!).Errors);
        Assert.Equal("maillog: " + Sessions + ": is a folder, not a file.\n", Command.Run("archive", "show", Sessions).Errors);
    }

    [Theory]
    [InlineData("show missing")]
    [InlineData("show . ")]
    [InlineData("index missing")]
    [InlineData("find missing LOG")]
    [InlineData("find SESSIONS missing")]
    [InlineData("show LOG")]
    public void An_input_that_cannot_be_read_is_named(string arguments)
    {
        Command.Result result = Command.Run(["archive", .. arguments.Replace("LOG", Log, StringComparison.Ordinal).Replace("SESSIONS", Sessions, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries), "--time-zone", "UTC"]);

        Assert.Equal(1, result.Status);
        Assert.StartsWith("maillog: ", Assert.Single(result.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("archive")]
    [InlineData("archive show")]
    [InlineData("archive index")]
    [InlineData("archive find")]
    [InlineData("archive show --nonsense")]
    [InlineData("archive show x --format xml")]
    [InlineData("archive index . --template name")]
    [InlineData("archive index . --template %F")]
    [InlineData("archive find . x --time-zone Nowhere/Land")]
    [InlineData("track x --template %F-%T")]
    [InlineData("track x --archive . --state s")]
    public void Wrong_usage_is_told_in_a_line(string arguments)
    {
        Command.Result result = Command.RunWith([], arguments.Split(' '));

        Assert.Equal(2, result.Status);
        Assert.Matches("^maillog: .*\\.\n$", result.Errors);
        Assert.Equal("", result.Output);
    }
}
