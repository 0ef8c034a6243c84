using System.CommandLine;
using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The logs named on the command line, and how to read them. An input that cannot be read is named, and the others are still read.</summary>
internal sealed class Inputs
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Logs in the order of time; '-' or none: standard input. Gzip is recognised by content.", DefaultValueFactory = _ => [] };
    private static readonly Option<int?> Year = new("--year") { Description = "Year of the first stamp, for stamps without one." };
    private static readonly Option<string?> Zone = new("--time-zone") { Description = "Zone of stamps without an offset, for instance Europe/Vienna or UTC." };

    private readonly string[] _paths;
    private readonly MailLogOptions _options;
    private Func<string, IEnumerable<LogSegment>> _plan = path => [new LogSegment(path, null)];
    private bool _wholeLinesOnly;

    public Inputs(ParseResult result)
    {
        string[] files = result.GetValue(Files) ?? [];
        _paths = files.Length == 0 ? ["-"] : files;
        // The command line parser takes a mistyped option for a file.
        if (files.FirstOrDefault(f => f.Length > 1 && f[0] == '-') is { } option)
            throw new UsageException("there is no option '" + option + "'; a file of that name is './" + option + "'.");
        if (result.GetValue(Year) is < 1 or > 9998)
            throw new UsageException("--year is not a year.");
        TimeZone = FindZone(result.GetValue(Zone));
        _options = new MailLogOptions { Year = result.GetValue(Year), TimeZone = TimeZone };
    }

    /// <summary>The zone that the command line names, or null.</summary>
    public TimeZoneInfo? TimeZone { get; }

    /// <summary>Some input could not be read.</summary>
    public bool HasFailed { get; private set; }

    public static void AddTo(Command command)
    {
        command.Add(Files);
        command.Add(Year);
        command.Add(Zone);
    }

    /// <summary>Hands every line of every input to <paramref name="take"/>, until that says false.</summary>
    /// <param name="take">Gets the reader at each line.</param>
    /// <param name="done">Gets each reader at its end.</param>
    public void Read(Func<MailLogReader, bool> take, Action<MailLogReader>? done = null)
    {
        foreach (LogSegment segment in _paths.SelectMany(_plan))
        {
            using MailLogReader? reader = Try(segment.Path, () => Open(segment));
            if (reader is null)
                continue;
            bool goOn = Read(reader, take);
            done?.Invoke(reader);
            if (!goOn)
                return;
        }
    }

    private bool Read(MailLogReader reader, Func<MailLogReader, bool> take)
    {
        long lines = 0, withHeader = 0, known = 0;
        while (Try(reader.Source, reader.Read))
        {
            lines++;
            LogLine line = reader.Line;
            if (line.HasHeader)
                withHeader++;
            if (line.System != MailSystem.None)
                known++;
            if (!take(reader))
                return false;
        }
        // Silence is the worst answer to a log that was not understood.
        if (lines > 0 && withHeader == 0)
            Fail(reader.Source, string.Create(CultureInfo.InvariantCulture, $"not one of its {lines} lines has a header that is understood; is it a log?"));
        else if (lines > 0 && known == 0)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maillog: {reader.Source}: none of its {lines} lines comes from a mail system that is known."));
        return true;
    }

    private T? Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            Fail(path, Reason(path, error));
            return default;
        }
    }

    /// <summary>Reads what a state file says is new: from where the last run stopped, and no line that is not whole yet.</summary>
    public void GoOnFrom(StateFile state)
    {
        if (_paths.Contains("-"))
            throw new UsageException("--state needs files: standard input cannot be read again.");
        _plan = state.Plan;
        _wholeLinesOnly = true;
    }

    private MailLogReader Open(LogSegment segment) => segment.Path == "-"
        ? MailLogReader.Open(Console.OpenStandardInput(), _options with { Source = "-" })
        : MailLogReader.Open(segment.Path, _options with { StartAt = segment.Start, WholeLinesOnly = _wholeLinesOnly });

    private void Fail(string path, string reason)
    {
        HasFailed = true;
        Console.Error.WriteLine("maillog: " + path + ": " + reason);
    }

    private static string Reason(string path, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file.",
        UnauthorizedAccessException when Directory.Exists(path) => "is a folder, not a log.",
        UnauthorizedAccessException => "may not be read.",
        InvalidDataException => "is damaged or cut off compressed data; what stands before that was read.",
        _ => error.Message,
    };

    private static TimeZoneInfo? FindZone(string? name)
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
