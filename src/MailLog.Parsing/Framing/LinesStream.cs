using System.Text;

namespace MailLog.Parsing;

/// <summary>Lines that somebody else has cut and decoded, as the bytes of a log.</summary>
internal sealed class LinesStream : ForwardStream
{
    private readonly IEnumerator<string>? _lines;
    private readonly IAsyncEnumerator<string>? _asyncLines;
    private readonly ByteBuffer _line = new();
    private int _taken;

    /// <summary>The wait for the next line, which goes on when a read is cancelled.</summary>
    private Task<bool>? _next;

    public LinesStream(IEnumerable<string> lines) => _lines = lines.GetEnumerator();

    public LinesStream(IAsyncEnumerable<string> lines) => _asyncLines = lines.GetAsyncEnumerator();

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_lines is null)
            throw new NotSupportedException("Lines that come asynchronously are read with ReadAsync.");
        // As many as there is room for: whoever has them at hand gets them in one go.
        int given = 0;
        while (given < count)
        {
            if (_taken == _line.Length)
            {
                if (!_lines.MoveNext())
                    break;
                Take(_lines.Current);
            }
            given += Give(buffer, offset + given, count - given);
        }
        return given;
    }

    /// <summary>Waits for one line, and takes those behind it that are there: one that waits for its lines must not keep those waiting.</summary>
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_asyncLines is null)
            return Read(buffer, offset, count);
        int given = 0;
        while (given < count)
        {
            if (_taken == _line.Length)
            {
                _next ??= _asyncLines.MoveNextAsync().AsTask();
                if (given > 0 && !_next.IsCompleted)
                    break;
                if (!_next.IsCompleted)
                    await Task.WhenAny(_next, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (!await _next.ConfigureAwait(false))
                    break;
                _next = null;
                Take(_asyncLines.Current);
            }
            given += Give(buffer, offset + given, count - given);
        }
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines?.Dispose();
            // Enumerators that wait in their disposal are waited for by nobody.
            _ = _asyncLines?.DisposeAsync().AsTask();
        }
        base.Dispose(disposing);
    }

    /// <summary>One line stays one: a line feed in it would let whoever wrote it forge another.</summary>
    private void Take(string? line)
    {
        _line.Clear();
        _taken = 0;
        line = (line ?? "").TrimEnd('\n').Replace('\n', ' ');
#if NETSTANDARD2_0
        _line.Add(Encoding.UTF8.GetBytes(line));
#else
        int length = Encoding.UTF8.GetMaxByteCount(line.Length), before = _line.Length;
        _line.Cut(before + Encoding.UTF8.GetBytes(line, _line.Room(length)));
#endif
        _line.Add((byte)'\n');
    }

    private int Give(byte[] buffer, int offset, int count)
    {
        count = Math.Min(count, _line.Length - _taken);
        _line.Written.Slice(_taken, count).CopyTo(buffer.AsSpan(offset));
        _taken += count;
        return count;
    }
}
