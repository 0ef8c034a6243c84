using System.IO.Compression;
using System.Text;

namespace MailLog.Cli.Tests;

/// <summary>A folder for the logs of one test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("maillog").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string Append(string name, string text)
    {
        File.AppendAllText(this[name], text);
        return this[name];
    }

    public void Move(string from, string to) => File.Move(this[from], this[to]);

    public string Compress(string name, string text)
    {
        using var file = File.Create(this[name]);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return this[name];
    }

    public void Compress(string name)
    {
        Compress(name + ".gz", File.ReadAllText(this[name]));
        File.SetLastWriteTimeUtc(this[name + ".gz"], File.GetLastWriteTimeUtc(this[name]));
        File.Delete(this[name]);
    }
}
