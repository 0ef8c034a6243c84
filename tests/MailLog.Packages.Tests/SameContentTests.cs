using MailLog.Tests;
using Xunit;

namespace MailLog.Packages.Tests;

public class SameContentTests
{
    private static readonly string[] Needed = ["src", "packaging", "samples/MailLog.Cli", "Directory.Build.props", "Directory.Packages.props", "global.json", "nuget.config", ".editorconfig", "CHANGELOG.md", "MailLog.sln", ".gitignore"];

    /// <summary>What tells the commit, where the packages name it.</summary>
    private static readonly string[] OfGit = [".git/HEAD", ".git/config", ".git/packed-refs", ".git/refs", ".git/objects/info"];

    /// <summary>Who builds the same sources, elsewhere and at another time, gets the same packages, byte for byte.</summary>
    [Fact]
    public void Packages_are_made_of_their_sources_alone()
    {
        string copy = Packed.NewFolder("elsewhere");
        foreach (string path in Needed.Concat(OfGit.Where(path => Path.Exists(Repository.Path(path)))))
            Copy(Repository.Path(path), Path.Combine(copy, path));
        string packed = Path.Combine(copy, "packed");
        Dotnet.Run(copy, null, "pack", "packaging/Packages.slnf", "-c", "Release", "--nologo", "-v", "quiet", "-p:RunAnalyzers=false", "-o", packed);

        string[] names = [.. Directory.EnumerateFiles(Packed.Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
        Assert.Equal(names, Directory.EnumerateFiles(packed).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach (string name in names)
        {
            SortedDictionary<string, byte[]> here = new PackageFile(Path.Combine(Packed.Folder, name)).Entries, there = new PackageFile(Path.Combine(packed, name)).Entries;
            Assert.Equal(here.Keys, there.Keys);
            Assert.Empty(here.Where(e => !e.Value.AsSpan().SequenceEqual(there[e.Key])).Select(e => name + ": " + e.Key));
        }
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to, overwrite: true);
            return;
        }
        Directory.CreateDirectory(to);
        foreach (string entry in Directory.EnumerateFileSystemEntries(from))
            if (Path.GetFileName(entry) is not ("bin" or "obj") and { } name)
                Copy(entry, Path.Combine(to, name));
    }
}
