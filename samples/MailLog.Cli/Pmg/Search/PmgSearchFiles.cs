using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The files of a query, searched one after the other: lines by a text, by their process, and parsed one by one.</summary>
internal sealed class PmgSearchFiles(PmgOptions options, IReadOnlyList<PmgLog> logs)
{
    private const int FirstBlock = 64 * 1024, LargestBlock = 4 * 1024 * 1024, MostBehind = 16;

    private readonly byte[] _buffer = new byte[LargestBlock + MostBehind];

    private readonly HashSet<(long Second, long Place)> _names = [.. options.QueueIds.Select(PmgFilter.SessionId)];

    /// <summary>Looking for processes may take as long as going over everything so many times.</summary>
    private long _budget = 2 * logs.Sum(l => l.Length) + 64 * LargestBlock;

    /// <summary>The lines that may begin the sessions that are asked for by name, each with its place in its second. Known after the first <see cref="TryFind"/>.</summary>
    public Dictionary<PmgPlace, long> Names { get; } = [];

    /// <summary>The second of the last line of the window.</summary>
    public long LastSecond => logs.LastOrDefault(l => l.Lines > 0)?.LastSecond ?? 0;

    /// <summary>Adds the lines of the window in which texts stand.</summary>
    /// <returns>False when the time of some line is not certain.</returns>
    public bool TryFind(IEnumerable<string> texts, ICollection<PmgPlace> places)
    {
        byte[][] bytes = [.. texts.Select(Encoding.UTF8.GetBytes)];
        var found = new List<long>();
        for (int i = 0; i < logs.Count; i++)
        {
            if (!logs[i].TryFind(bytes, found))
                return false;
            foreach (long offset in found)
                if (logs[i].LineStart(offset) is var start && start >= logs[i].Start && start < logs[i].End)
                    places.Add(new PmgPlace(i, start));
            foreach ((long offset, long second, long place) in logs[i].Marks)
                if (_names.Contains((second, place)) && offset < logs[i].End)
                    Names[new PmgPlace(i, offset)] = place;
        }
        return true;
    }

    /// <summary>Parses lines, in order, without those that are before the window.</summary>
    /// <returns>False when one of them is not what the search took it for.</returns>
    public bool TryRead(IReadOnlyList<PmgPlace> places, Action<LogLine, PmgPlace, long> take)
    {
        var lines = new MemoryStream();
        foreach (PmgPlace place in places)
            logs[place.File].AddLine(place.Offset, lines);
        lines.Position = 0;
        var clock = new PmgLineClock(options.Now);
        var stamp = new LineSecond(options.Now);
        using MailLogReader reader = MailLogReader.Open(lines, PmgLineClock.ReaderOptions);
        foreach (PmgPlace place in places)
        {
            if (!reader.Read() || !clock.TryGetSeconds(reader.Line, out long second) || !stamp.TryRead(reader.Line.Bytes, out long own) || own != second)
                return false;
            if (second >= options.Start)
                take(reader.Line, place, second);
        }
        return !reader.Read();
    }

    /// <summary>The lines of a process in the window, from one on, itself included; null at the end when it could not be told.</summary>
    public IEnumerable<PmgNote?> Behind(PmgNote line)
    {
        PmgPlace last = line.Place with { Offset = line.Place.Offset - 1 };
        for (int file = line.Place.File; file < logs.Count; file++)
        {
            long from = file == line.Place.File ? line.Place.Offset : logs[file].Start;
            for (int length = FirstBlock; from < logs[file].End; from += length, length = Math.Min(LargestBlock, length * 2))
            {
                foreach (PmgNote? note in Block(line, file, from, (int)Math.Min(length, logs[file].End - from)))
                {
                    if (note is not null && note.Place.CompareTo(last) <= 0)
                        continue;
                    last = note?.Place ?? last;
                    yield return note;
                }
            }
        }
    }

    /// <summary>The same for those before it, backwards.</summary>
    public IEnumerable<PmgNote?> Before(PmgNote line)
    {
        PmgPlace last = line.Place;
        for (int file = line.Place.File; file >= 0; file--)
        {
            long to = file == line.Place.File ? line.Place.Offset : logs[file].End;
            for (int length = FirstBlock; to > logs[file].Start; to -= length, length = Math.Min(LargestBlock, length * 2))
            {
                long from = Math.Max(logs[file].Start, to - length);
                foreach (PmgNote? note in Block(line, file, from, (int)(to - from)).AsEnumerable().Reverse())
                {
                    if (note is not null && note.Place.CompareTo(last) >= 0)
                        continue;
                    last = note?.Place ?? last;
                    yield return note;
                }
            }
        }
    }

    /// <summary>The lines of a process that have its number in a part of a file; one that begins before it, too.</summary>
    private List<PmgNote?> Block(PmgNote line, int file, long from, int length)
    {
        _budget -= length;
        byte[] number = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{line.Process}]"));
        // The number may begin in this part and end in the next: that is then found twice.
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, logs[file].Fill(_buffer.AsSpan(0, length + MostBehind), from));
        var places = new List<PmgPlace>();
        for (int at = 0, found; (found = bytes[at..].IndexOf(number)) >= 0; at += found + 1)
        {
            if (at + found > 0 && bytes[at + found - 1] is not ((byte)'[' or (byte)'0'))
                continue;
            var place = new PmgPlace(file, logs[file].LineStart(from + at + found));
            if (place.Offset >= logs[file].Start && place.Offset < logs[file].End && (places.Count == 0 || places[^1] != place))
                places.Add(place);
        }
        List<PmgNote?> notes = [];
        if (line.Process < 0 || _budget < 0 || (places.Count > 0 && !TryRead(places, (l, place, second) => notes.Add(PmgNote.Of(l, place, second)))))
            return [null];
        notes.RemoveAll(n => n!.Process != line.Process || n.Host != line.Host);
        return notes;
    }

    /// <summary>How many lines of the window stand before a line.</summary>
    public int LinesBefore(PmgPlace place) => logs.Take(place.File).Sum(l => l.Lines) + logs[place.File].LinesBefore(place.Offset);
}
