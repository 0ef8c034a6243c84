using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Runs the command as a user does: a process, with arguments and input.</summary>
internal static class Command
{
    /// <summary>What a run printed, and how it ended.</summary>
    internal sealed record Result(int Status, string Output, string Errors)
    {
        public JsonElement[] Objects => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

        /// <summary>The queue ids of the mails, a mail's joined by a comma.</summary>
        public string[] Ids => [.. Objects.Select(o => string.Join(',', o.GetProperty("queueIds").EnumerateArray().Select(i => i.GetString())))];

        /// <summary>The run did its work, and had nothing to say about it.</summary>
        public Result Done()
        {
            Assert.Equal("", Errors);
            Assert.Equal(0, Status);
            return this;
        }

        /// <summary>The run did its work, and said that there was nothing to print.</summary>
        public Result FoundNothing()
        {
            Assert.Matches("^maillog: no mail matches: [^\n]*\\.\n$", Errors);
            Assert.Equal(0, Status);
            return this;
        }
    }

    public static Result Run(params string[] arguments) => RunWith(null, arguments);

    public static Result Track(params string[] arguments) => Run(["track", "--format", "json", .. arguments]);

    public static Result RunWith(byte[]? input, params string[] arguments)
    {
        using Process process = Start(arguments, input is not null);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        Assert.True(process.WaitForExit(30_000), "It does not end.");
        return new Result(process.ExitCode, output.Result, errors.Result);
    }

    public static Process Start(string[] arguments, bool hasInput)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = hasInput, UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "maillog.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>A run whose output goes into a file; of Unix.</summary>
    public static Process StartInto(string path, string[] arguments)
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardError = true, UseShellExecute = false, StandardErrorEncoding = Encoding.UTF8 };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("out=$1; shift; exec dotnet \"$@\" > \"$out\"");
        foreach (string argument in (string[])["sh", path, Path.Combine(AppContext.BaseDirectory, "maillog.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
