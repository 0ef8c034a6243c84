using System.CommandLine;
using System.Globalization;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The logs named on the command line, and how to read them. An input that cannot be read is named, and the others are still read.</summary>
internal sealed partial class Inputs
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Logs, patterns such as 'mail.log*' (in quotes), or folders of multilog, svlogd or s6-log; '-' or none: standard input. Gzip is recognised by content.", DefaultValueFactory = _ => [] };
    private static readonly Option<int?> Year = new("--year") { HelpName = "YEAR", Description = "Year of the first stamp, for stamps without one." };
    public static readonly Option<string?> Zone = new("--time-zone") { HelpName = "ZONE", Description = "Zone of stamps without an offset, for instance Europe/Vienna or UTC." };

    private static readonly Option<string> Tai = new("--tai-offset")
    {
        HelpName = "auto|constant|leap",
        Description = "What labels (@4000...) are ahead of UTC: constant, 10 s (multilog, svlogd); leap, with the leap seconds (s6-log); auto, as the log proves, else constant.",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<string?> Stamp = new("--stamp") { HelpName = "FORMAT", Description = "Format of the stamps in a file of qpsmtpd, if its tsformat is another than the default, for instance '%d.%m.%Y %T'." };

    private readonly string[] _paths;
    private readonly bool _isNamed;
    private readonly MailLogOptions _options;
    private Func<string, IEnumerable<LogSegment>> _plan = path => [new LogSegment(path, null)];
    private bool _wholeLinesOnly;

    public Inputs(ParseResult result)
    {
        string[] files = result.GetValue(Files) ?? [];
        // The command line parser takes a mistyped option for a file.
        CheckNames(files, result.CommandResult.Command);
        _isNamed = files.Length > 0;
        // A log that a pattern fits, too, would have its mails twice. And where a log was rotated, both files mostly have the same second: of equal times, the line of the file before comes first.
        _paths = !_isNamed ? ["-"] : LogNames.OldestFirst([.. files.SelectMany(Expand).DistinctBy(path => path == "-" ? path : Path.GetFullPath(path), StringComparer.Ordinal)]);
        if (result.GetValue(Year) is < 1970 or > 9998)
            throw new UsageException("--year is a year of four digits, for instance 2026.");
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
            Redaction = RedactionKey.Read(result),
        };
        CheckStamp(_options);
    }

    /// <summary>The zone that the command line names, or null.</summary>
    public TimeZoneInfo? TimeZone { get; }

    /// <summary>What replaces names in the lines, or null.</summary>
    public Redaction? Redaction => _options.Redaction;

    /// <summary>The inputs, when all are files that are read from their beginnings, as they are; null otherwise.</summary>
    public (IReadOnlyList<string> Paths, MailLogOptions Options)? OnlyFiles => Redaction is null && !_wholeLinesOnly && _paths.All(path => path != "-" && File.Exists(path)) ? (_paths, _options) : null;

    /// <summary>The inputs as they are named on the command line.</summary>
    public IReadOnlyList<string> Names => _paths;

    /// <summary>Some input could not be read.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Something was said about an input already: it could not be read, or nothing of it was understood.</summary>
    public bool HasComplained { get; private set; }

    /// <summary>Something is printed while lines are read, so that nothing else may be shown meanwhile on the same terminal.</summary>
    public bool IsOutputLive { get; set; } = true;

    /// <param name="command">The command that reads logs.</param>
    /// <param name="canRedact">False: what the lines are compared with has no tokens.</param>
    public static void AddTo(Command command, bool canRedact = true)
    {
        command.Add(Files);
        command.Add(Year);
        command.Add(Zone);
        command.Add(Tai);
        command.Add(Stamp);
        command.Add(canRedact ? RedactionKey.Option : RedactionKey.Refused);
    }

    private static void CheckStamp(MailLogOptions options)
    {
        if (options.QpsmtpdStamp is null)
            return;
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

    public static void CheckNames(string[] paths, Command? command = null)
    {
        if (paths.Contains(""))
            throw new UsageException("the name of a file is empty.");
        if (paths.FirstOrDefault(f => f.Length > 1 && f[0] == '-') is { } option)
            throw new UsageException("there is no option '" + option + "'" + DidYouMean.Of(option, command?.Options.Select(o => o.Name) ?? []) + "; a file of that name is './" + option + "'.");
    }

    private string[] Expand(string name)
    {
        string[] found = LogNames.Expand(name);
        if (found.Length == 0)
            Fail(name, "no file fits this pattern.");
        return found;
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

    private MailLogReader Open(LogSegment segment, Progress? progress)
    {
        if (segment.Path == "-")
            return OpenInput();
        if (Directory.Exists(segment.Path))
            return MailLogs.OpenMultilog(segment.Path, _options);
        MailLogOptions options = _options with { StartAt = segment.Start, WholeLinesOnly = _wholeLinesOnly };
        return progress is null ? MailLogReader.Open(segment.Path, options) : progress.Open(segment.Path, options);
    }

    private MailLogReader OpenInput() => _isNamed || Console.IsInputRedirected ? MailLogReader.Open(Console.OpenStandardInput(), _options with { Source = "-" })
        // Silence would look like work.
        : throw new UsageException("no log is named; name one, for instance /var/log/mail.log, or send one to standard input ('-' reads what is typed).");

    /// <summary>Follows every input as it is written.</summary>
    public List<MailLogReader> Follow()
    {
        if (_paths.FirstOrDefault(Directory.Exists) is { } folder)
            throw new UsageException("--follow needs files or standard input; follow '" + Path.Combine(folder, "current") + "' instead of the folder.");
        var readers = new List<MailLogReader>();
        foreach (string path in _paths)
        {
            if (path != "-" && !File.Exists(path))
                Console.Error.WriteLine("maillog: " + path + ": there is no such file yet; it is waited for.");
            readers.Add(path == "-" ? OpenInput() : MailLogs.Follow(path, _options));
        }
        return readers;
    }

    /// <summary>Names an input that could not be read.</summary>
    public void Fail(string path, string reason)
    {
        HasFailed = HasComplained = true;
        Console.Error.WriteLine("maillog: " + path + ": " + reason);
    }

    public static string Reason(string path, Exception error, string wanted = "file") => error switch
    {
        FileNotFoundException or UnauthorizedAccessException when Directory.Exists(path) => "is a folder, not a " + wanted + ".",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        UnauthorizedAccessException => "may not be read.",
        InvalidDataException => "is damaged or cut off compressed data; what stands before that was read.",
        NotSupportedException => "cannot be followed: compressed logs are not written any more.",
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
            throw new UsageException("--time-zone: there is no zone '" + name + "'; write for instance Europe/Vienna or UTC.");
        }
    }
}
