using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>What of a file is of a stretch.</summary>
/// <param name="Log">The file.</param>
/// <param name="Own">What of it.</param>
/// <param name="Start">How many bytes are in the files before it.</param>
/// <param name="Lines">How many lines.</param>
internal sealed record LogPiece(SparseLog Log, Stretch Own, long Start, long Lines);

/// <summary>Reads a stretch of a series of files.</summary>
/// <param name="pieces">The files that it is of.</param>
internal sealed class LogSeriesReader(IEnumerable<LogPiece> pieces) : IDisposable
{
    private readonly IEnumerator<LogPiece> _pieces = pieces.GetEnumerator();
    private MailLogReader? _reader;

    /// <inheritdoc cref="MailLogReader.Line"/>
    public LogLine Line => _reader!.Line;

    /// <summary>Where the line begins in the series.</summary>
    public long Offset => _pieces.Current.Start + Line.Offset;

    /// <summary>Its number in the series.</summary>
    public long Number => _pieces.Current.Lines + Line.Number;

    /// <inheritdoc cref="SparseLog.IsCertain"/>
    public bool IsCertain => _pieces.Current.Log.IsCertain(Line);

    public bool Read()
    {
        while (_reader?.Read() != true)
        {
            _reader?.Dispose();
            _reader = null;
            if (!_pieces.MoveNext())
                return false;
            _reader = _pieces.Current.Log.Open(_pieces.Current.Own);
        }
        return true;
    }

    public void Dispose() => _reader?.Dispose();
}
