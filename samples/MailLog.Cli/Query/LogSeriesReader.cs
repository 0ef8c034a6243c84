using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Reads a stretch of a series of files.</summary>
/// <param name="parts">The files that it is of, what of each, and what stands before each.</param>
internal sealed class LogSeriesReader(IEnumerable<(SparseLog Log, Stretch Own, long Start, long Lines)> parts) : IDisposable
{
    private readonly IEnumerator<(SparseLog Log, Stretch Own, long Start, long Lines)> _parts = parts.GetEnumerator();
    private MailLogReader? _reader;

    /// <inheritdoc cref="MailLogReader.Line"/>
    public LogLine Line => _reader!.Line;

    /// <summary>Where the line begins in the series.</summary>
    public long Offset => _parts.Current.Start + Line.Offset;

    /// <summary>Its number in the series.</summary>
    public long Number => _parts.Current.Lines + Line.Number;

    /// <inheritdoc cref="SparseLog.IsCertain"/>
    public bool IsCertain => _parts.Current.Log.IsCertain(Line);

    public bool Read()
    {
        while (_reader?.Read() != true)
        {
            _reader?.Dispose();
            _reader = null;
            if (!_parts.MoveNext())
                return false;
            _reader = _parts.Current.Log.Open(_parts.Current.Own);
        }
        return true;
    }

    public void Dispose() => _reader?.Dispose();
}
