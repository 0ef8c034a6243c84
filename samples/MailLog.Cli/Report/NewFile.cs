namespace MailLog.Cli;

/// <summary>A file that takes the place of another when it is whole, and never stands there half. A device stays what it is: it is written to.</summary>
internal sealed class NewFile
{
    private readonly string _path;
    private readonly string? _temporary;

    /// <summary>Checks that the file can be made; nothing of it is there until it is written.</summary>
    public NewFile(string path)
    {
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path))
            throw new UsageException("--output: '" + path + "' is a folder.");
        if (!Directory.Exists(Path.GetDirectoryName(_path)))
            throw new DirectoryNotFoundException("there is no folder for '" + path + "'.");
        if (IsDevice(_path))
            return;
        _temporary = _path + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
    }

    public void Write(Action<Stream> write)
    {
        if (_temporary is null)
        {
            using var device = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }
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

    /// <summary>What stands in /dev, or is a link to there: files in its place would be the end of /dev/null.</summary>
    private static bool IsDevice(string path) => IsInDev(path) || (File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && IsInDev(target.FullName));

    private static bool IsInDev(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
