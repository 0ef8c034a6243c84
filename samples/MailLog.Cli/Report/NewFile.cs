namespace MailLog.Cli;

/// <summary>A file that takes the place of another when it is whole, and never stands there half.</summary>
internal sealed class NewFile
{
    private readonly string _path, _temporary;

    /// <summary>Checks that the file can be made; nothing of it is there until it is written.</summary>
    public NewFile(string path)
    {
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path))
            throw new UsageException("--output: '" + path + "' is a folder.");
        _temporary = _path + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
    }

    public void Write(Action<Stream> write)
    {
        try
        {
            using (var stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write))
                write(stream);
            File.Move(_temporary, _path, overwrite: true);
        }
        catch
        {
            File.Delete(_temporary);
            throw;
        }
    }
}
