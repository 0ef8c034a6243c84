using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog pmg</c>: pmg-log-tracker's options and output, see docs/pmg.md.</summary>
internal static class PmgCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <param name="args">What follows <c>pmg</c>.</param>
    /// <param name="stdout">Gets the blocks.</param>
    /// <param name="stderr">Gets what went wrong.</param>
    /// <returns>The exit status.</returns>
    public static int Run(ReadOnlySpan<string> args, Stream stdout, TextWriter stderr)
    {
        if (PmgOptions.Parse(args, TimeProvider.System.GetLocalNow(), out PmgOptions options) is string wrong)
        {
            stderr.WriteLine("maillog pmg: " + wrong + " See maillog pmg --help.");
            return WrongUsage;
        }
        try
        {
            if (options.RedactionKey is { } path)
                options.Redact(RedactionKey.Read(path));
        }
        catch (UsageException error)
        {
            stderr.WriteLine("maillog pmg: " + error.Message);
            return WrongUsage;
        }
        var output = new PmgOutput(stdout);
        int status = 0;
        void Report(string file, Exception e)
        {
            stderr.WriteLine("maillog pmg: " + file + ": " + Inputs.Reason(file, e, "log"));
            status = Failed;
        }

        int End()
        {
            output.Flush();
            if (output.Error is not null && !StandardOutput.IsClosed(output.Error))
                Report("standard output", output.Error);
            return status;
        }

        if (options.Help)
        {
            output.Text(Encoding.UTF8.GetBytes(PmgOptions.Usage));
            return End();
        }
        PrintHeader(options, output);
        List<string> files = PmgSeries.Find(options, Report);
        // A search of the file would look for tokens that are not in it.
        if (options.Reading.Redaction is not null || !PmgSearchRun.TryRun(options, files, output))
            ReadAll(files, options, output, Report);
        return End();
    }

    /// <summary>Prints what the options let through of whole files.</summary>
    public static void ReadAll(List<string> files, PmgOptions options, PmgOutput output, Action<string, Exception> failed)
    {
        var printer = new PmgPrinter(options, output);
        var tracker = new PmgTracker(options, printer);
        int number = 0;
        bool isFull = false;
        foreach (string file in files)
        {
            try
            {
                using MailLogReader reader = PmgSeries.Open(file, options.Reading, file == "-" ? 0 : PmgWindow.StartOf(file, options));
                isFull = Read(reader, options, tracker, printer, ref number);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                failed(file, e);
            }
            if (isFull || output.Error is not null)
                break;
        }
        if (isFull)
            output.Text("STATUS: aborted by limit (too many hits)\n"u8);
        else
            tracker.Finish();
    }

    /// <returns>True when the limit is reached.</returns>
    private static bool Read(MailLogReader reader, PmgOptions options, PmgTracker tracker, PmgPrinter printer, ref int number)
    {
        var clock = new PmgLineClock(options.Now);
        long second = long.MinValue, place = 0;
        while (reader.Read())
        {
            LogLine line = reader.Line;
            if (!clock.TryGetSeconds(line, out long time))
                continue;
            place = time == second ? place + 1 : 0;
            second = time;
            if (time < options.Start)
                continue;
            if (time > options.End)
                break;
            if (options.Limit > 0 && printer.Rows >= options.Limit)
                return true;
            if (printer.IsBroken)
                return false;
            tracker.Add(line, time, place, ++number);
        }
        return false;
    }

    private static void PrintHeader(PmgOptions options, PmgOutput output)
    {
        var text = new StringBuilder();
        void Add(string label, string? value)
        {
            if (value is not null)
                text.Append("# ").Append(label).Append(": ").Append(value).Append('\n');
        }

        Add("LogReader", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        text.Append("# Query options\n");
        Add("Sender", options.From);
        Add("Recipient", options.To);
        Add("Server", options.Host);
        Add("MsgID", options.MessageId);
        foreach (string id in options.QueueIds)
            Add("QID", id);
        Add("Match", options.Search);
        Add("Start", Format(options.Start));
        Add("End", Format(options.End));
        text.Append("# End Query Options\n\n");
        output.Text(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Format(long seconds) =>
        PmgTime.ToLocal(seconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + string.Create(CultureInfo.InvariantCulture, $" ({seconds})");
}
