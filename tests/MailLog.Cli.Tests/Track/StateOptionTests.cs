using Xunit;

namespace MailLog.Cli.Tests;

/// <summary><c>--state</c>: runs one after the other over logs that grow and rotate print each mail once, when it is complete.</summary>
public sealed class StateOptionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_log_that_grows()
    {
        _folder.Write("mail.log", SmallLog.Mail(1) + SmallLog.Begin(2) + "2026-11-20T10:03:00+00:00 mx postf");
        string[] first = Run();
        _folder.Append("mail.log", "ix/smtpd[3]: connect from c3.example[192.0.2.3]\n" + SmallLog.End(2) + SmallLog.Mail(3));
        string[] second = Run(), third = Run(), last = Run("--final");

        AssertOnce(4 - 1, first, second, third, last);
        Assert.Empty(third);
        Assert.Empty(Run("--final"));
    }

    [Fact]
    public void A_log_that_is_rotated_and_then_compressed()
    {
        var printed = new List<string[]>();
        _folder.Write("mail.log", SmallLog.Mail(1) + SmallLog.Begin(2));
        printed.Add(Run());
        _folder.Append("mail.log", SmallLog.End(2) + SmallLog.Begin(3));
        Rotate();
        _folder.Write("mail.log", SmallLog.End(3) + SmallLog.Begin(4));
        printed.Add(Run());
        Rotate();
        _folder.Compress("mail.log.2");
        _folder.Write("mail.log", SmallLog.End(4) + SmallLog.Mail(5));
        printed.Add(Run());
        printed.Add(Run("--final"));

        AssertOnce(5, [.. printed]);
    }

    [Fact]
    public void Two_rotations_between_two_runs()
    {
        _folder.Write("mail.log", SmallLog.Begin(1));
        string[] first = Run();
        _folder.Append("mail.log", SmallLog.End(1) + SmallLog.Begin(2));
        Rotate();
        _folder.Write("mail.log", SmallLog.End(2) + SmallLog.Begin(3));
        File.SetLastWriteTimeUtc(_folder["mail.log.1"], DateTime.UtcNow.AddHours(-2));
        Rotate();
        File.SetLastWriteTimeUtc(_folder["mail.log.1"], DateTime.UtcNow.AddHours(-1));
        _folder.Compress("mail.log.2");
        _folder.Write("mail.log", SmallLog.End(3) + SmallLog.Mail(4));

        AssertOnce(4, first, Run(), Run("--final"));
    }

    /// <summary>Rotation leaves an empty file, and the old one may get lines until its writer knows.</summary>
    [Fact]
    public void A_log_that_is_new_and_empty()
    {
        _folder.Write("mail.log", SmallLog.Mail(1) + SmallLog.Begin(2));
        string[] first = Run();
        Rotate();
        _folder.Write("mail.log", "");
        string[] second = Run();
        _folder.Append("mail.log.1", SmallLog.End(2) + SmallLog.Begin(3));
        string[] third = Run(), fourth = Run();
        _folder.Append("mail.log", SmallLog.End(3) + SmallLog.Mail(4));

        AssertOnce(4, first, second, third, fourth, Run("--final"));
    }

    [Fact]
    public void A_log_that_is_copied_and_truncated()
    {
        _folder.Write("mail.log", SmallLog.Begin(1));
        string[] first = Run();
        _folder.Append("mail.log", SmallLog.End(1) + SmallLog.Begin(2));
        File.Copy(_folder["mail.log"], _folder["mail.log.1"]);
        _folder.Write("mail.log", SmallLog.End(2) + SmallLog.Mail(3));

        AssertOnce(3, first, Run(), Run("--final"));
    }

    [Fact]
    public void A_log_whose_rotated_file_is_gone_is_told_of()
    {
        _folder.Write("mail.log", SmallLog.Begin(1));
        Run();
        _folder.Write("mail.log", SmallLog.Mail(2));
        Command.Result result = Command.Track(_folder["mail.log"], "--state", _folder["state"], "--final");

        Assert.Equal([SmallLog.Id(1), SmallLog.Id(2)], result.Ids.Order());
        Assert.Contains("was rotated", result.Errors, StringComparison.Ordinal);
        Assert.Equal(0, result.Status);
    }

    [Fact]
    public void The_same_log_given_twice_is_read_once()
    {
        string log = _folder.Write("mail.log", SmallLog.Mail(1) + SmallLog.Mail(2));
        string[] first = Run(), second = Command.Track(log, log, "--state", _folder["state"], "--final").Done().Ids;

        AssertOnce(2, first, second);
    }

    [Fact]
    public void Names_that_were_read_without_a_key_are_not_shown_by_a_run_with_one()
    {
        string log = _folder.Write("mail.log", SmallLog.Begin(1)), state = _folder["state"], redacted = _folder["redacted"];
        string key = _folder.Write("key", "0123456789abcdef"), other = _folder.Write("other", "fedcba9876543210");
        Command.Track(log, "--state", state).Done();
        Command.Track(log, "--state", redacted, "--redact", key);

        foreach ((string[] arguments, string reason) in new[]
        {
            (new[] { "--state", state, "--redact", key }, "without --redact;"),
            (["--state", redacted], "with --redact;"),
            (["--state", redacted, "--redact", other], "with another key of --redact;"),
        })
        {
            Command.Result result = Command.Track([log, "--final", .. arguments]);
            Assert.Equal((2, ""), (result.Status, result.Output));
            Assert.Contains("cannot be used: it was written " + reason, result.Errors, StringComparison.Ordinal);
        }
        Assert.Single(Command.Track(log, "--final", "--state", redacted, "--redact", key).Ids);
    }

    [Fact]
    public void A_compressed_log_is_not_followed()
    {
        Command.Result result = Command.Run("track", "-F", _folder.Compress("mail.log.gz", SmallLog.Mail(1)));

        Assert.Equal(1, result.Status);
        Assert.Contains("cannot be followed: compressed logs are not written any more.", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_change_the_state_stays_as_it_is()
    {
        _folder.Write("mail.log", SmallLog.Mail(1) + SmallLog.Begin(2));
        Run();
        byte[] before = File.ReadAllBytes(_folder["state"]);
        Run();

        Assert.Equal(before, File.ReadAllBytes(_folder["state"]));
    }

    [Fact]
    public void A_damaged_state_is_refused_and_left_alone()
    {
        string log = _folder.Write("mail.log", SmallLog.Begin(1));
        Run();
        byte[] whole = File.ReadAllBytes(_folder["state"]);
        byte[] changed = [.. whole];
        changed[^40] ^= 1;
        foreach (byte[] damaged in new[] { changed, whole[..^9], [], [.. "no state at all\n"u8], [.. "[]\nno state at all"u8] })
        {
            File.WriteAllBytes(_folder["state"], damaged);
            Command.Result result = Command.Track(log, "--state", _folder["state"]);

            Assert.Equal((2, ""), (result.Status, result.Output));
            Assert.Matches("^maillog: --state: .*state cannot be used: .*\n$", result.Errors);
            Assert.Equal(damaged, File.ReadAllBytes(_folder["state"]));
        }
    }

    private string[] Run(params string[] more) => Command.Track([_folder["mail.log"], "--state", _folder["state"], .. more]).Done().Ids;

    private void Rotate()
    {
        if (File.Exists(_folder["mail.log.1"]))
            _folder.Move("mail.log.1", "mail.log.2");
        _folder.Move("mail.log", "mail.log.1");
    }

    private static void AssertOnce(int mails, params string[][] printed)
        => Assert.Equal(Enumerable.Range(1, mails).Select(i => SmallLog.Id(i)), printed.SelectMany(p => p).Order());
}
