namespace MailLog.Cli;

/// <summary>A file that takes the place of another when it is whole, and never stands there half.</summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _path, _temporary;
    private bool _isComplete;

    public NewFile(string path)
    {
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path))
            throw new UsageException("--output: '" + path + "' is a folder.");
        _temporary = _path + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write);
    }

    public Stream Stream { get; }

    public void Complete()
    {
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _isComplete = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_isComplete)
            File.Delete(_temporary);
    }
}
