using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace MailLog.Packages.Tests;

/// <summary>What a package holds.</summary>
internal sealed class PackageFile
{
    /// <summary>Content by name.</summary>
    public SortedDictionary<string, byte[]> Entries { get; } = new(StringComparer.Ordinal);

    private readonly XElement _metadata;

    public PackageFile(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            Entries.Add(entry.FullName, bytes.ToArray());
        }
        using var nuspec = new MemoryStream(Entries.Single(e => e.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
    }

    /// <summary>A property of the package, as its description has it; empty when it has none.</summary>
    public string this[string property] => Element(property)?.Value ?? "";

    public XElement? Element(string name) => _metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name);

    /// <summary>"target: package version" for each package that this one asks for; "target" alone for none.</summary>
    public IEnumerable<string> Dependencies => Element("dependencies")!.Elements().SelectMany(group => group.Elements()
        .Select(d => ": " + d.Attribute("id")!.Value + " " + d.Attribute("version")!.Value).DefaultIfEmpty("").Select(d => group.Attribute("targetFramework")!.Value + d));

    public string Text(string entry) => Encoding.UTF8.GetString(Entries[entry]);
}
