namespace MailLog.Parsing;

/// <summary>A file under a path, as one stream without end across rotations.</summary>
internal sealed class FollowStream(string path, TimeProvider clock) : ForwardStream
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How much of two files' starts is compared: stamps differ within the first line.</summary>
    private const int HeadLength = 256;

    private FileStream? _file;
    private byte[] _head = [];
    private byte _last = (byte)'\n';

    public override int Read(byte[] buffer, int offset, int count)
        => throw new NotSupportedException("A log that is followed has no end: use ReadAsync, which waits without blocking a thread.");

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _file ??= Open();
            if (_file is not null)
            {
                int read = await _file.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
                if (read > 0)
                {
                    _last = buffer[offset + read - 1];
                    return read;
                }
                if (TurnOver())
                {
                    if (_last == '\n' || count == 0)
                        continue;
                    // The old file's writer did not end its last line: the new file's first line is another.
                    buffer[offset] = _last = (byte)'\n';
                    return 1;
                }
            }
            await clock.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file?.Dispose();
        base.Dispose(disposing);
    }

    private FileStream? Open()
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
        }
        catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Between renaming the old file and making the new one there is none.
            return null;
        }
    }

    /// <summary>At the end of the file: whether another is under the path by now, or the file was cut short and written anew.</summary>
    private bool TurnOver()
    {
        FileStream current = _file!;
        byte[] head = Head(current);
        if (current.Length < current.Position || !StartsWith(head, _head))
        {
            current.Position = 0;
            _head = [];
            return true;
        }
        _head = head;
        FileStream? next = Open();
        if (next is null)
            return false;
        byte[] other = Head(next);
        bool isSame = StartsWith(other, _head) && (_head.Length > 0 || other.Length == 0);
        if (isSame || current.Length > current.Position)
        {
            next.Dispose();
            return false;
        }
        current.Dispose();
        _file = next;
        _head = other;
        return true;
    }

    private static bool StartsWith(byte[] whole, byte[] start) => whole.AsSpan().StartsWith(start);

    private static byte[] Head(FileStream file)
    {
        long position = file.Position;
        file.Position = 0;
        byte[] head = new byte[HeadLength];
        int length = 0, read;
        while ((read = file.Read(head, length, HeadLength - length)) > 0)
            length += read;
        file.Position = position;
        Array.Resize(ref head, length);
        return head;
    }
}
