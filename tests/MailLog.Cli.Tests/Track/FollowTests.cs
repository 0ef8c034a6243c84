using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary><c>-F</c>: mails and lines as they are written, across rotations, until somebody stops it.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private readonly List<Process> _processes = [];
    private readonly List<Timer> _watches = [];

    public void Dispose()
    {
        _watches.ForEach(w => w.Dispose());
        foreach (Process process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        _folder.Dispose();
    }

    [Fact]
    public void Mails_of_several_files_are_printed_across_a_rotation_and_what_is_finished_at_the_stop()
    {
        if (OperatingSystem.IsWindows())
            return;
        string log = _folder.Write("mail.log", SmallLog.Mail(1)), other = _folder.Write("other.log", SmallLog.Mail(2, "mx2"));
        Process process = Follow("track", "-F", "--format", "json", log, other);
        // Its grace ends by the clock, though nothing more is written.
        Assert.Equal([SmallLog.Id(1), SmallLog.Id(2)], new[] { Id(process), Id(process) }.Order());
        _folder.Append("mail.log", SmallLog.Begin(3));
        _folder.Move("mail.log", "mail.log.1");
        _folder.Append("mail.log.1", SmallLog.End(3));
        _folder.Write("mail.log", SmallLog.Mail(4));
        Thread.Sleep(2500);
        string[] rest = [.. Stop(process).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(IdOf)];
        Assert.True(process.WaitForExit(10_000));
        Assert.Equal([SmallLog.Id(3), SmallLog.Id(4)], rest);
        Assert.Equal((0, ""), (process.ExitCode, process.StandardError.ReadToEnd()));
    }

    [Fact]
    public void Lines_are_printed_as_they_are_written()
    {
        if (OperatingSystem.IsWindows())
            return;
        Process process = Follow("events", "-F", _folder["mail.log"]);
        Assert.Contains("it is waited for", process.StandardError.ReadLine(), StringComparison.Ordinal);
        _folder.Write("mail.log", SmallLog.Begin(1));
        string[] lines = [.. Enumerable.Range(0, 5).Select(_ => process.StandardOutput.ReadLine()!)];
        Assert.Equal(["connect", "client", "messageId", "queueActive", "disconnect"], lines.Select(l => l[44..].Split(' ')[0]));
        Assert.Equal("", Stop(process));
        Assert.True(process.WaitForExit(10_000));
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void Standard_input_ends_it()
    {
        byte[] input = System.Text.Encoding.UTF8.GetBytes(SmallLog.Mail(1) + SmallLog.Begin(2));

        Assert.Equal([SmallLog.Id(1), SmallLog.Id(2)], Command.RunWith(input, "track", "-F", "--format", "json").Done().Ids);
        Assert.Equal([SmallLog.Id(1)], Command.RunWith(input, "track", "-F", "--format", "json", "--limit", "1", "-").Done().Ids);
    }

    private static string Id(Process process) => IdOf(process.StandardOutput.ReadLine()!);

    private static string IdOf(string mail) => JsonDocument.Parse(mail).RootElement.GetProperty("queueIds")[0].GetString()!;

    /// <summary>Asks it to end, and takes what it still prints. (What runs in a shell's background does not hear of Ctrl+C: SIGINT may be ignored from the start.)</summary>
    private static string Stop(Process process)
    {
        using Process kill = Process.Start("sh", ["-c", "kill -TERM " + process.Id]);
        kill.WaitForExit();
        return process.StandardOutput.ReadToEnd();
    }

    /// <summary>Starts it, and ends it should the test fail or take too long.</summary>
    private Process Follow(params string[] arguments)
    {
        Process process = Command.Start(arguments, hasInput: false);
        _watches.Add(new Timer(_ => process.Kill(), null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan));
        _processes.Add(process);
        return process;
    }
}
