using MailLog.Tests;

namespace MailLog.Packages.Tests;

/// <summary>The command, installed from its package.</summary>
internal static class Tool
{
    private static readonly Lazy<string> Installed = new(() =>
    {
        string folder = Packed.NewFolder("tool");
        Dotnet.Run(folder, Packed.Cache, "tool", "install", "maillog", "--version", Packed.Version, "--tool-path", folder, "--configfile", "nuget.config");
        return Path.Combine(folder, "maillog");
    });

    public static string Run(params string[] arguments) => Dotnet.RunProgram(Installed.Value, Repository.Path(""), null, arguments);
}
