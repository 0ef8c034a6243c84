using System.CommandLine;
using System.Globalization;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The logs named on the command line, and how to read them. An input that cannot be read is named, and the others are still read.</summary>
internal sealed class Inputs
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Logs, or folders of multilog, svlogd or s6-log; '-' or none: standard input. Gzip is recognised by content.", DefaultValueFactory = _ => [] };
    private static readonly Option<int?> Year = new("--year") { Description = "Year of the first stamp, for stamps without one." };
    public static readonly Option<string?> Zone = new("--time-zone") { Description = "Zone of stamps without an offset, for instance Europe/Vienna or UTC." };

    private static readonly Option<string> Tai = new("--tai-offset")
    {
        Description = "What labels (@4000...) are ahead of UTC: constant, 10 s (multilog, svlogd); leap, with the leap seconds (s6-log); auto, as the log proves, else constant.",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<string?> Stamp = new("--stamp") { Description = "Format of the stamps in a file of qpsmtpd, if its tsformat is another than the default, for instance '%d.%m.%Y %T'." };

    private readonly string[] _paths;
    private readonly MailLogOptions _options;
    private Func<string, IEnumerable<LogSegment>> _plan = path => [new LogSegment(path, null)];
    private bool _wholeLinesOnly;

    public Inputs(ParseResult result)
    {
        string[] files = result.GetValue(Files) ?? [];
        _paths = files.Length == 0 ? ["-"] : files;
        // The command line parser takes a mistyped option for a file.
        CheckNames(files);
        // Silence would look like work.
        if (files.Length == 0 && !Console.IsInputRedirected)
            Console.Error.WriteLine("maillog: no log is named; lines are read from the terminal, up to Ctrl+D.");
        if (result.GetValue(Year) is < 1 or > 9998)
            throw new UsageException("--year is not a year.");
        TimeZone = FindZone(result.GetValue(Zone));
        _options = new MailLogOptions
        {
            Year = result.GetValue(Year), TimeZone = TimeZone,
            TaiOffset = result.GetValue(Tai) switch
            {
                "auto" => TaiOffset.Auto,
                "constant" => TaiOffset.Constant10,
                "leap" => TaiOffset.LeapTable,
                _ => throw new UsageException("--tai-offset is auto, constant or leap."),
            },
            QpsmtpdStamp = result.GetValue(Stamp),
        };
        CheckStamp(_options);
    }

    /// <summary>The zone that the command line names, or null.</summary>
    public TimeZoneInfo? TimeZone { get; }

    /// <summary>The only input, when it is one file that is read from its beginning; null otherwise.</summary>
    public (string Path, MailLogOptions Options)? OnlyFile => _paths is [var path] && path != "-" && !_wholeLinesOnly && File.Exists(path) ? (path, _options) : null;

    /// <summary>The inputs as they are named on the command line.</summary>
    public IReadOnlyList<string> Names => _paths;

    /// <summary>Some input could not be read.</summary>
    public bool HasFailed { get; private set; }

    public static void AddTo(Command command)
    {
        command.Add(Files);
        command.Add(Year);
        command.Add(Zone);
        command.Add(Tai);
        command.Add(Stamp);
    }

    private static void CheckStamp(MailLogOptions options)
    {
        try
        {
            MailLogReader.Open(Stream.Null, options).Dispose();
        }
        catch (ArgumentException error)
        {
            throw new UsageException("--stamp: " + UsageMessage.Of(error));
        }
    }

    /// <summary>The command line names a log, be it standard input.</summary>
    public static bool AreNamed(ParseResult result) => result.GetValue(Files) is { Length: > 0 };

    public static void CheckNames(string[] paths)
    {
        if (paths.FirstOrDefault(f => f.Length > 1 && f[0] == '-') is { } option)
            throw new UsageException("there is no option '" + option + "'; a file of that name is './" + option + "'.");
    }

    /// <summary>Hands every line of every input to <paramref name="take"/>, one input after the other, until that says false.</summary>
    /// <param name="take">Gets the reader at each line.</param>
    /// <param name="done">Gets each reader at its end.</param>
    public void Read(Func<MailLogReader, bool> take, Action<MailLogReader>? done = null)
    {
        foreach (LogSegment segment in _paths.SelectMany(_plan))
        {
            using MailLogReader? reader = Try(segment.Path, () => Open(segment));
            if (reader is null)
                continue;
            var understood = new Understood(reader.Source);
            bool goOn = true;
            while (goOn && Try(reader.Source, reader.Read))
            {
                understood.Add(reader.Line);
                goOn = take(reader);
            }
            done?.Invoke(reader);
            if (!goOn)
                return;
            Report(understood);
        }
    }

    /// <summary>Hands every line of all inputs to <paramref name="take"/>, in the order of time, until that says false.</summary>
    public void ReadInTime(Func<LogLine, bool> take)
    {
        MailLogReader[] readers = [.. _paths.SelectMany(_plan).Select(segment => Try(segment.Path, () => Open(segment))).OfType<MailLogReader>()];
        Dictionary<MailLogReader, Understood> understood = readers.ToDictionary(r => r, r => new Understood(r.Source));
        using var merge = new MailLogMerge(readers);
        while (true)
        {
            bool hasLine;
            try
            {
                hasLine = merge.Read();
            }
            catch (Exception error) when (IsOfInput(error))
            {
                Fail(merge.Current!.Source, Reason(merge.Current.Source, error, "log"));
                continue;
            }
            if (!hasLine)
                break;
            understood[merge.Current!].Add(merge.Line);
            if (!take(merge.Line))
                return;
        }
        foreach (Understood log in understood.Values)
            Report(log);
    }

    /// <summary>Every mail of all inputs, in the order in which they were completed.</summary>
    public List<Mail> ReadMails(KeptLines lines)
    {
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = lines });
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        ReadInTime(line =>
        {
            correlator.Feed(line);
            return true;
        });
        correlator.Complete();
        return mails;
    }

    /// <summary>Silence is the worst answer to a log that was not understood.</summary>
    private void Report(Understood log)
    {
        if (log.Lines > 0 && log.WithHeader == 0)
            Fail(log.Source, string.Create(CultureInfo.InvariantCulture, $"not one of its {log.Lines} lines has a header that is understood; is it a log? (Stamps of a format of its own, in a file of qpsmtpd: see --stamp.)"));
        else if (log.Lines > 0 && log.Known == 0)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maillog: {log.Source}: none of its {log.Lines} lines comes from a mail system that is known."));
    }

    /// <summary>How much of an input was understood.</summary>
    private sealed class Understood(string source)
    {
        public readonly string Source = source;
        public long Lines, WithHeader, Known;

        public void Add(LogLine line)
        {
            Lines++;
            if (line.HasHeader)
                WithHeader++;
            if (line.System != MailSystem.None)
                Known++;
        }
    }

    private T? Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (IsOfInput(error))
        {
            Fail(path, Reason(path, error, "log"));
            return default;
        }
    }

    public static bool IsOfInput(Exception error) => error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ArgumentException;

    /// <summary>Reads what a state file says is new: from where the last run stopped, and no line that is not whole yet.</summary>
    public void GoOnFrom(StateFile state)
    {
        if (_paths.Contains("-"))
            throw new UsageException("--state needs files: standard input cannot be read again.");
        if (_paths.FirstOrDefault(Directory.Exists) is { } folder)
            throw new UsageException("--state needs files: '" + folder + "' is a folder, whose files are renamed and removed between two runs. Read it without --state.");
        _plan = state.Plan;
        _wholeLinesOnly = true;
    }

    private MailLogReader Open(LogSegment segment) => segment.Path == "-"
        ? MailLogReader.Open(Console.OpenStandardInput(), _options with { Source = "-" })
        : Directory.Exists(segment.Path)
        ? MailLogs.OpenMultilog(segment.Path, _options)
        : MailLogReader.Open(segment.Path, _options with { StartAt = segment.Start, WholeLinesOnly = _wholeLinesOnly });

    /// <summary>Names an input that could not be read.</summary>
    public void Fail(string path, string reason)
    {
        HasFailed = true;
        Console.Error.WriteLine("maillog: " + path + ": " + reason);
    }

    public static string Reason(string path, Exception error, string wanted = "file") => error switch
    {
        FileNotFoundException or UnauthorizedAccessException when Directory.Exists(path) => "is a folder, not a " + wanted + ".",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        UnauthorizedAccessException => "may not be read.",
        InvalidDataException => "is damaged or cut off compressed data; what stands before that was read.",
        _ => error.Message,
    };

    /// <summary>The zone of a name; null for no name.</summary>
    public static TimeZoneInfo? FindZone(string? name)
    {
        if (name is null)
            return null;
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception error) when (error is TimeZoneNotFoundException or InvalidTimeZoneException or ArgumentException)
        {
            throw new UsageException("--time-zone: there is no zone '" + name + "'.");
        }
    }
}
