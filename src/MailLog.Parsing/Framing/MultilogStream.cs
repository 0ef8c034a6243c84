using System.IO.Compression;

namespace MailLog.Parsing;

/// <summary>Files one behind the other as one text, each plain or gzip. The last is opened at once, since its name will be another file's; the others in their turn.</summary>
internal sealed class MultilogStream : ForwardStream
{
    private readonly List<string> _paths;
    private readonly FileStream _last;

    /// <summary>The next file to be opened.</summary>
    private int _next;

    private Stream? _file;

    /// <summary>What is inflated; null when the file is plain.</summary>
    private PrependedStream? _compressed;
    private byte _lastByte = (byte)'\n';

    /// <summary>Opens the last of the files.</summary>
    public MultilogStream(List<string> paths)
    {
        _paths = paths;
        _last = Open(paths[paths.Count - 1]);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (count > 0)
        {
            if (_file is null)
            {
                if (!TryOpenNext())
                    return 0;
                if (TryEndLine(buffer, offset))
                    return 1;
            }
            int read;
            try
            {
                read = _file!.Read(buffer, offset, count);
            }
            catch (InvalidDataException)
            {
                CloseFile();
                throw;
            }
            if (read > 0)
                return Took(buffer, offset, read);
            EndFile();
        }
        return 0;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_file is null)
            {
                if (!TryOpenNext())
                    return 0;
                if (TryEndLine(buffer, offset))
                    return 1;
            }
            int read;
            try
            {
                read = await _file!.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException)
            {
                CloseFile();
                throw;
            }
            if (read > 0)
                return Took(buffer, offset, read);
            EndFile();
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _next = _paths.Count;
            CloseFile();
            _last.Dispose();
        }
        base.Dispose(disposing);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    private bool TryOpenNext()
    {
        if (_next == _paths.Count)
            return false;
        string path = _paths[_next++];
        FileStream file;
        try
        {
            file = _next == _paths.Count ? _last : Open(path);
        }
        catch (FileNotFoundException error)
        {
            throw new IOException("The file '" + path + "' was removed while the folder was read; reading can go on behind it.", error);
        }

        byte[] head = new byte[2];
        int length = 0, read;
        while (length < head.Length && (read = file.Read(head, length, head.Length - length)) > 0)
            length += read;
        var whole = new PrependedStream(head, length, file);
        bool isCompressed = length == 2 && head[0] == 0x1F && head[1] == 0x8B;
        _compressed = isCompressed ? whole : null;
        _file = isCompressed ? new GZipStream(whole, CompressionMode.Decompress) : whole;
        return true;
    }

    /// <summary>The writer of the file before did not end its last line: the next file's first line is another.</summary>
    private bool TryEndLine(byte[] buffer, int offset)
    {
        if (_lastByte == '\n')
            return false;
        buffer[offset] = _lastByte = (byte)'\n';
        return true;
    }

    private int Took(byte[] buffer, int offset, int read)
    {
        _lastByte = buffer[offset + read - 1];
        return read;
    }

    private void EndFile()
    {
        bool isWhole = _compressed is null || GzipEnd.IsWhole(_compressed, _file!);
        CloseFile();
        if (!isWhole)
            throw new InvalidDataException("The compressed file '" + _paths[_next - 1] + "' is cut off or damaged at its end.");
    }

    private void CloseFile()
    {
        _file?.Dispose();
        _file = null;
        _compressed = null;
    }
}
