using System.Text.Json;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The file of <c>track --state</c>: how far each log was read, as a line of JSON, and behind it what the correlator has open.</summary>
/// <param name="path">The file.</param>
/// <param name="redaction">What replaces names in the lines, or null: open mails hold names as they were read, so it must be the same in every run.</param>
internal sealed class StateFile(string path, Redaction? redaction)
{
    /// <summary>A token tells one key from another, and nothing of the key.</summary>
    private readonly string? _key = redaction?.RedactUser("maillog");

    /// <summary>More logs than any rotation keeps: the oldest are forgotten.</summary>
    private const int MaxLogs = 256;

    private List<KnownLog> _logs = [];
    private Dictionary<string, LogPosition> _before = [];

    /// <summary>A log that was read, under the name it had then.</summary>
    /// <param name="Path">Its name.</param>
    /// <param name="End">How far it was read.</param>
    /// <param name="Fingerprint">Its content.</param>
    /// <param name="Key">What <c>--redact</c> made of a name, or null without it.</param>
    internal sealed record KnownLog(string Path, LogPosition End, LogFingerprint Fingerprint, string? Key = null);

    /// <summary>A correlator that goes on where the file says, or a new one when there is no such file.</summary>
    public MailCorrelator Load(CorrelatorOptions options)
    {
        try
        {
            CheckWritable();
            if (!File.Exists(path))
                return new MailCorrelator(options);
            using var stream = new BufferedStream(new FileStream(path, FileMode.Open, FileAccess.Read));
            _logs = JsonSerializer.Deserialize(ReadLine(stream), StateJson.Default.ListKnownLog) ?? [];
            if (_logs.Any(log => log.Key != _key))
                throw new IOException("it was written " + (_logs[0].Key is null ? "without --redact" : _key is null ? "with --redact" : "with another key of --redact") + "; go on so, or name another file.");
            MailCorrelator correlator = MailCorrelator.LoadState(stream, options);
            _before = new(correlator.Positions);
            return correlator;
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException("--state: " + path + " cannot be used: " + (error is JsonException ? "this is not a saved state." : error.Message));
        }
    }

    /// <summary>What is to be read for a log named on the command line: the rest of what was rotated away since the last run, then the log itself.</summary>
    public IEnumerable<LogSegment> Plan(string log)
    {
        if (EndOf(log) is { } end)
            return [new LogSegment(log, end)];
        KnownLog? before = _logs.FindLast(k => k.Path == log);
        if (before is null)
            return [new LogSegment(log, null)];
        List<string> rotated = Rotated(log);
        int at = rotated.FindIndex(before.Fingerprint.Matches);
        if (at < 0)
        {
            Console.Error.WriteLine("maillog: " + log + ": was rotated, and what was logged to the old file since the last run is not to be found; reading goes on with the new one.");
            return [new LogSegment(log, null)];
        }
        return [.. rotated.Skip(at).Select(f => new LogSegment(f, EndOf(f))), new LogSegment(log, null)];
    }

    /// <summary>How far a file was read, whatever it was called then; null when it is not known.</summary>
    private LogPosition? EndOf(string file) => _logs.Where(k => k.Fingerprint.Matches(file)).MaxBy(k => k.End.Offset)?.End;

    /// <summary>Notes how far the logs were read, and writes the state; the file is replaced as a whole.</summary>
    public void Save(MailCorrelator correlator, IReadOnlyDictionary<string, LogPosition> positions)
    {
        foreach ((string log, LogPosition end) in positions)
        {
            // What was not read in this run has its place noted already, and there may be another file of that name by now.
            if (!File.Exists(log) || end.Offset == 0 || (_before.TryGetValue(log, out LogPosition before) && before == end))
                continue;
            var now = new KnownLog(log, end, LogFingerprint.Of(log, end.Offset), _key);
            _logs.RemoveAll(k => k.Path == log && k.Fingerprint.Matches(log));
            _logs.RemoveAll(k => k.Fingerprint == now.Fingerprint);
            _logs.Add(now);
        }
        if (_logs.Count > MaxLogs)
            _logs.RemoveRange(0, _logs.Count - MaxLogs);
        using (var stream = new BufferedStream(new FileStream(Part, FileMode.Create, FileAccess.Write)))
        {
            JsonSerializer.Serialize(stream, _logs, StateJson.Default.ListKnownLog);
            stream.WriteByte((byte)'\n');
            correlator.SaveState(stream);
        }
        File.Move(Part, path, overwrite: true);
    }

    private string Part => path + ".part";

    /// <summary>Mails that were printed must not come again in the next run because their state could not be written.</summary>
    private void CheckWritable()
    {
        if (Directory.Exists(path))
            throw new IOException("it is a folder.");
        if (path.Length == 0 || Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder || !Directory.Exists(folder))
            throw new IOException("there is no such folder.");
        new FileStream(Part, FileMode.Create, FileAccess.Write).Dispose();
        File.Delete(Part);
    }

    /// <summary>The files that a log was rotated to (<c>mail.log.1</c>, <c>mail.log.2.gz</c>, <c>mail.log-20261120</c>), the oldest first.</summary>
    private static List<string> Rotated(string log)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(log))!, name = Path.GetFileName(log);
        return [.. Directory.EnumerateFiles(folder).Where(IsRotated).OrderBy(File.GetLastWriteTimeUtc)];

        bool IsRotated(string file) => Path.GetFileName(file) is { } other && other.Length > name.Length && other.StartsWith(name, StringComparison.Ordinal) && other[name.Length] is ('.' or '-');
    }

    private static byte[] ReadLine(Stream stream)
    {
        var line = new List<byte>();
        for (int b = stream.ReadByte(); b != '\n'; b = stream.ReadByte())
        {
            if (b < 0 || line.Count > 1_000_000)
                throw new InvalidDataException("this is not a saved state.");
            line.Add((byte)b);
        }
        return [.. line];
    }
}

/// <summary>A file to read, from a place on.</summary>
internal sealed record LogSegment(string Path, LogPosition? Start);
