using System.Diagnostics;
using System.Text;
using Xunit;

namespace MailLog.Packages.Tests;

/// <summary>Runs programs as people do; one that fails shows what it said.</summary>
internal static class Dotnet
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));

    /// <summary>Runs <c>dotnet</c> in a folder and gives what it printed.</summary>
    /// <param name="packages">The folder that packages are extracted to; null for the machine's.</param>
    public static string Run(string folder, string? packages, params string[] arguments) => RunProgram(Path.Combine(Root, "dotnet"), folder, packages, arguments);

    /// <summary>Runs a program and gives what it printed; it must end with status 0.</summary>
    public static string RunProgram(string program, string folder, string? packages, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // Of the test run's own build.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_ROOT"] = Root;
        // A program for .NET 8 runs with the runtime that there is, over what the package has for .NET 8.
        start.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string all = new StringBuilder().AppendJoin(' ', arguments).Append('\n').Append(output).Append(errors.Result).ToString();
        Assert.True(process.ExitCode == 0, all);
        Assert.DoesNotContain("warning ", all, StringComparison.Ordinal);
        return output;
    }
}
