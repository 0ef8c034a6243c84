using System.Diagnostics;
using MailLog.Tests;
using Xunit;

namespace MailLog.Samples.Tests;

/// <summary>Runs a sample as people do.</summary>
internal static class Sample
{
    public static Process Start(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Path(""), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, name + ".dll"), .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>What it prints; it must have nothing to say about it.</summary>
    public static string Run(string name, params string[] arguments)
    {
        using Process process = Start(name, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors.Result);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
