using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Help with examples that work, and completion in a real shell.</summary>
public class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("track")]
    [InlineData("summary")]
    [InlineData("report")]
    [InlineData("events")]
    [InlineData("coverage")]
    [InlineData("dialogue")]
    [InlineData("hooks")]
    [InlineData("explain")]
    [InlineData("policy check")]
    [InlineData("policy explain")]
    [InlineData("policy audit")]
    [InlineData("archive show")]
    [InlineData("archive index")]
    [InlineData("archive find")]
    [InlineData("completion")]
    public void Every_command_shows_examples(string command)
    {
        string help = Command.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Done().Output;

        Assert.Contains("\nExamples:\n  ", help, StringComparison.Ordinal);
        foreach ((string line, _) in Examples.Of(command.Length == 0 ? "maillog" : command))
        {
            Assert.Contains("  " + line + "\n", help, StringComparison.Ordinal);
            Assert.Contains("maillog " + command, line, StringComparison.Ordinal);
            // Every option of it is one of the help.
            foreach (Match option in Regex.Matches(line[line.IndexOf("maillog", StringComparison.Ordinal)..].Split(" | ")[0], " (-o|--[a-z-]+)"))
                Assert.Contains(option.Groups[1].Value, command.Length == 0 ? Command.Run("track", "--help").Output : help, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("maillog tr", "track")]
    [InlineData("maillog track --out", "--outcome")]
    [InlineData("maillog track --format cs", "csv")]
    [InlineData("maillog track --status boun", "bounced")]
    [InlineData("maillog policy au", "audit")]
    [InlineData("maillog track mail", "mail.log")]
    [InlineData("maillog track ", "mail.log")]
    [InlineData("maillog track --format json ", "mail.log")]
    public void Bash_completes(string line, string expected)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TempFolder();
        folder.Write("mail.log", "");
        string program = "maillog() { dotnet '" + Path.Combine(AppContext.BaseDirectory, "maillog.dll") + "' \"$@\"; }\n";
        // What readline does: the words, the place of the cursor, then the function; without an answer, files.
        string ask = "cd '" + folder["."] + "'\n" + $"COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=($COMP_LINE); [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
            + "$(complete -p maillog | sed 's/.*-F \\([^ ]*\\).*/\\1/')\nif ((${#COMPREPLY[@]})); then printf '%s\\n' \"${COMPREPLY[@]}\"; else complete -p maillog | grep -q -- '-o default' && compgen -f -- \"${COMP_WORDS[COMP_CWORD]}\"; fi\n";
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(program + Command.Run("completion", "bash").Done().Output + ask);
        using Process bash = Process.Start(start)!;
        string output = bash.StandardOutput.ReadToEnd();

        Assert.Equal(expected + "\n", output);
    }

    [Fact]
    public void Help_says_what_an_option_wants()
    {
        string help = Command.Run("track", "--help").Done().Output;

        foreach (string option in new[] { "--limit <N>", "--state <FILE>", "--archive <FOLDER>", "--year <YEAR>", "--time-zone <ZONE>", "--tai-offset <auto|constant|leap>", "--stamp <FORMAT>", "--redact <FILE>" })
            Assert.Contains("  " + option + " ", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shell_has_a_script()
    {
        foreach (string shell in new[] { "bash", "zsh", "fish", "pwsh" })
            Assert.Contains("[suggest:", Command.Run("completion", shell).Done().Output, StringComparison.Ordinal);
        Assert.Equal(2, Command.Run("completion", "cmd").Status);
    }
}
