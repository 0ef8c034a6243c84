using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using MailLog.Tests;
using Xunit;

namespace MailLog.Packages.Tests;

/// <summary>What somebody finds who looks at a package.</summary>
public partial class ContentTests
{
    public static TheoryData<string, string> Packages => new() { { "MailLog.Parsing", "src/MailLog.Parsing" }, { "MailLog.Correlation", "src/MailLog.Correlation" }, { "maillog", "samples/MailLog.Cli" } };

    [Theory, MemberData(nameof(Packages))]
    public void A_package_says_what_it_is(string id, string project)
    {
        PackageFile package = Packed.Open(id);
        Assert.Equal(id, package["id"]);
        Assert.Equal(Packed.Version, package["version"]);
        Assert.Equal("MIT", package["license"]);
        Assert.InRange(package["description"].Length, 80, 300);
        Assert.Contains("postfix", package["tags"].Split(' '));
        Assert.Equal(File.ReadAllText(Repository.Path(project + "/README.md")), package.Text(package["readme"]));
        // A README that is read elsewhere has nothing for a relative link to lead to.
        Assert.DoesNotMatch(Link(), package.Text(package["readme"]));
    }

    [Theory, MemberData(nameof(Packages))]
    public void The_release_notes_are_the_versions_section_of_the_changelog(string id, string project)
    {
        Assert.NotEmpty(project);
        string changes = File.ReadAllText(Repository.Path("CHANGELOG.md"));
        string section = changes.Split("\n## ").Single(s => s.StartsWith(Packed.Version, StringComparison.Ordinal));
        Assert.Equal(section[section.IndexOf('\n')..].Trim(), Packed.Open(id)["releaseNotes"].ReplaceLineEndings("\n").Trim());
    }

    [Theory, MemberData(nameof(Packages))]
    public void The_icon_is_a_picture_of_128_by_128(string id, string project)
    {
        Assert.NotEmpty(project);
        PackageFile package = Packed.Open(id);
        byte[] icon = package.Entries[package["icon"]];
        Assert.Equal("PNG"u8, icon.AsSpan(1, 3));
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
    }

    [Theory, MemberData(nameof(Packages))]
    public void A_repository_is_named_only_where_there_is_one(string id, string project)
    {
        Assert.NotEmpty(project);
        string config = Repository.Path(".git/config");
        bool hasRemote = File.Exists(config) && File.ReadAllText(config).Contains("github.com", StringComparison.Ordinal);
        Assert.Equal(hasRemote, Packed.Open(id).Element("repository")?.Attribute("url") is not null);
    }

    [Fact]
    public void Only_netstandard_asks_for_other_packages()
    {
        string[] netstandard = ["Microsoft.Bcl.AsyncInterfaces 10.0.14", "Microsoft.Bcl.TimeProvider 10.0.14", "System.Diagnostics.DiagnosticSource 10.0.14", "System.Memory 4.6.3", "System.Text.Json 10.0.14"];
        Assert.Equal(["net10.0", "net8.0", .. netstandard.Select(n => ".NETStandard2.0: " + n)], Packed.Open("MailLog.Parsing").Dependencies);
        Assert.Equal(["net10.0: MailLog.Parsing " + Packed.Version, "net8.0: MailLog.Parsing " + Packed.Version, ".NETStandard2.0: MailLog.Parsing " + Packed.Version],
            Packed.Open("MailLog.Correlation").Dependencies);
    }

    [Theory, InlineData("MailLog.Parsing"), InlineData("MailLog.Correlation")]
    public void A_library_has_its_documentation_and_symbols_for_every_target(string id)
    {
        PackageFile package = Packed.Open(id), symbols = Packed.OpenSymbols(id);
        foreach (string target in (string[])["netstandard2.0", "net8.0", "net10.0"])
        {
            string path = $"lib/{target}/{id}";
            Assert.Contains("<member name=\"T:" + id, package.Text(path + ".xml"), StringComparison.Ordinal);
            Assert.Equal(SymbolsOf(package.Entries[path + ".dll"]), IdOf(symbols.Entries[path + ".pdb"]));
        }
    }

    [Fact]
    public void The_tools_files_have_symbols_and_one_language()
    {
        PackageFile package = Packed.Open("maillog");
        Assert.Contains("""<Command Name="maillog" EntryPoint="maillog.dll" Runner="dotnet" />""", package.Text("tools/net10.0/any/DotnetToolSettings.xml"), StringComparison.Ordinal);
        Assert.Equal(SymbolsOf(package.Entries["tools/net10.0/any/maillog.dll"]), IdOf(Packed.OpenSymbols("maillog").Entries["tools/net10.0/any/maillog.pdb"]));
        Assert.DoesNotContain(package.Entries.Keys, e => e.EndsWith(".resources.dll", StringComparison.Ordinal));
    }

    private static Guid SymbolsOf(byte[] library)
    {
        using var reader = new PEReader(new MemoryStream(library));
        DebugDirectoryEntry entry = reader.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.CodeView);
        CodeViewDebugDirectoryData data = reader.ReadCodeViewDebugDirectoryData(entry);
        // A path of whoever built it would be in everybody's stack traces.
        Assert.StartsWith("/_/", data.Path, StringComparison.Ordinal);
        return data.Guid;
    }

    private static Guid IdOf(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        return new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id).Guid;
    }

    [GeneratedRegex(@"\]\(|<a |<img ")]
    private static partial Regex Link();
}
