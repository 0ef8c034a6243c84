using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>A reader that has seen enough (<c>| head -1</c>) ends the work: nobody wants the rest of a long log. A disk that is full is told.</summary>
public class ClosedPipeTests
{
    [Theory]
    [InlineData("events")]
    [InlineData("events", "--format", "json")]
    [InlineData("track")]
    [InlineData("track", "--format", "json")]
    [InlineData("track", "--follow")]
    [InlineData("pmg", "-s", "0", "-e", "4102444800", "-v", "-i", "-")]
    public async Task EndsWhenNobodyReads(params string[] arguments)
    {
        using Process process = Command.Start(arguments, hasInput: true);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task input = Task.Run(() => Feed(process));
        Assert.False(string.IsNullOrEmpty(await process.StandardOutput.ReadLineAsync()));
        process.StandardOutput.Close();
        bool hasEnded = process.WaitForExit(20_000);
        if (!hasEnded)
            process.Kill();
        await input;
        Assert.True(hasEnded, "It goes on.");
        Assert.Equal("", await errors);
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData(1, "maillog: the output", "--version")]
    [InlineData(1, "maillog: the output", "--help")]
    [InlineData(1, "maillog: the output", "track", "--help")]
    [InlineData(1, "maillog: the output", "hooks")]
    [InlineData(2, "maillog: the output", "policy", "check", "/dev/null")]
    [InlineData(1, "maillog pmg: standard output:", "pmg", "--help")]
    public void AFullDiskIsOneSentence(int status, string beginning, params string[] arguments)
    {
        if (!File.Exists("/dev/full"))
            return;
        using Process process = Command.StartInto("/dev/full", arguments);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.StartsWith(beginning, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd('\n').Split('\n'));
        Assert.Equal(status, process.ExitCode);
    }

    /// <summary>Refused sessions without end, one a second.</summary>
    private static void Feed(Process process)
    {
        var time = new DateTime(2026, 11, 18, 10, 0, 0);
        try
        {
            for (int session = 1; !process.HasExited; session++)
            {
                string head = time.AddSeconds(session).ToString("MMM dd HH:mm:ss", CultureInfo.InvariantCulture) + " mx postfix/smtpd[" + (1000 + session % 30_000).ToString(CultureInfo.InvariantCulture) + "]: ";
                process.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(head + "connect from unknown[192.0.2.1]\n"
                    + head + "NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 <a@example.org>: Relay access denied; from=<b@example.net> to=<a@example.org> proto=ESMTP helo=<c>\n"
                    + head + "disconnect from unknown[192.0.2.1]\n"));
            }
        }
        catch (IOException)
        {
            // It has closed its input.
        }
    }
}
