using System.Xml.Linq;
using MailLog.Tests;

namespace MailLog.Packages.Tests;

/// <summary>The packages of this build, packed once for all tests, and a place to use them from.</summary>
internal static class Packed
{
    /// <summary>The version of this build.</summary>
    public static string Version { get; } = XDocument.Load(Repository.Path("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    /// <summary>Everything that the tests write.</summary>
    private static readonly DirectoryInfo Temp = MakeTemp();

    private static readonly Lazy<string> Made = new(Pack);

    /// <summary>The folder with the packages.</summary>
    public static string Folder => Made.Value;

    public static PackageFile Open(string id) => new(Path.Combine(Folder, id + "." + Version + ".nupkg"));

    public static PackageFile OpenSymbols(string id) => new(Path.Combine(Folder, id + "." + Version + ".snupkg"));

    /// <summary>A new folder in which the packed packages can be had, beside those of the machine's own sources.</summary>
    public static string NewFolder(string name)
    {
        string folder = Temp.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Folder}" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), $"<Project><PropertyGroup><MailLogVersion>{Version}</MailLogVersion></PropertyGroup></Project>");
        return folder;
    }

    /// <summary>Where packages are extracted to: what the machine has already, but never a MailLog of another time.</summary>
    public static string Cache { get; } = MakeCache();

    private static string Pack()
    {
        string folder = Temp.CreateSubdirectory("packages").FullName;
#if DEBUG
        string[] built = [];
#else
        string[] built = ["--no-build"];
#endif
        Dotnet.Run(Repository.Path(""), null, ["pack", "packaging/Packages.slnf", "-c", "Release", "--nologo", "-v", "quiet", "-o", folder, .. built]);
        return folder;
    }

    private static DirectoryInfo MakeTemp()
    {
        // A test run is often ended before it has cleaned up: what earlier ones left is removed here.
        foreach (DirectoryInfo old in new DirectoryInfo(Path.GetTempPath()).GetDirectories("maillog-packages*").Where(d => d.CreationTimeUtc < DateTime.UtcNow.AddHours(-1)))
            old.Delete(recursive: true);
        DirectoryInfo temp = Directory.CreateTempSubdirectory("maillog-packages");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => temp.Delete(recursive: true);
        return temp;
    }

    private static string MakeCache()
    {
        string cache = Temp.CreateSubdirectory("cache").FullName;
        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        if (Directory.Exists(machine))
            foreach (string package in Directory.EnumerateDirectories(machine).Where(p => !Path.GetFileName(p).StartsWith("maillog", StringComparison.OrdinalIgnoreCase)))
                Directory.CreateSymbolicLink(Path.Combine(cache, Path.GetFileName(package)), package);
        return cache;
    }
}
