using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The files to read, oldest first: one, or a rotated series as far back as the start time needs.</summary>
internal static class PmgSeries
{
    private const int MaxFiles = 32;

    public static List<string> Find(PmgOptions options, Action<string, Exception> failed)
    {
        if (options.InputFile is not null)
            return [options.InputFile];
        var files = new List<string>();
        for (int i = 0; i < MaxFiles; i++)
        {
            string file = i == 0 ? options.InputBase : options.InputBase + "." + i;
            if (!File.Exists(file) && File.Exists(file + ".gz"))
                file += ".gz";
            if (i > 0 && !File.Exists(file))
                break;
            try
            {
                if (FirstSecond(file, options) is not long first)
                    break;
                files.Add(file);
                if (first < options.Start)
                    break;
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                failed(file, e);
            }
        }
        files.Reverse();
        return files;
    }

    /// <param name="file">A file, or <c>-</c>.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="start">Where the first line begins that is asked for.</param>
    public static MailLogReader Open(string file, MailLogOptions options, long start = 0) => file == "-"
        ? MailLogReader.Open(Console.OpenStandardInput(), options)
        : MailLogReader.Open(file, start == 0 ? options : options with { StartAt = new LogPosition(start, 0, null) });

    /// <summary>The time of a file's first line that has one; null when there is none.</summary>
    private static long? FirstSecond(string file, PmgOptions options)
    {
        var clock = new PmgLineClock(options.Now);
        using MailLogReader reader = Open(file, options.Reading);
        while (reader.Read())
            if (clock.TryGetSeconds(reader.Line, out long seconds))
                return seconds;
        return null;
    }
}
