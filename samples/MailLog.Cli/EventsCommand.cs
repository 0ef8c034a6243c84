using System.CommandLine;
using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog events</c>: every line as a typed event.</summary>
internal static class EventsCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text (for people), json (one object per line) or csv (a row per line).", DefaultValueFactory = _ => "text" };
    private static readonly Option<bool> Follow = new("--follow", "-F") { Description = "Print lines as they are written, across rotations, until Ctrl+C." };

    /// <summary>Fields that have columns of their own.</summary>
    private static readonly string[] Columns = ["queueId", "messageId", "client", "sender", "recipient", "relay", "dsn", "status"];

    public static Command Create()
    {
        var command = new Command("events", "Prints every log line as a typed event, in order.") { Format, Follow };
        Format.AcceptOnlyFromAmong("text", "json", "csv");
        DisplayClock.AddTo(command);
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        DisplayClock clock = DisplayClock.Of(result, inputs.TimeZone);
        using EventJsonWriter? json = result.GetValue(Format) == "json" ? new EventJsonWriter(output) : null;
        bool isCsv = result.GetValue(Format) == "csv";
        if (isCsv)
            Print(output, Csv.Line(["source", "line", "at", "host", "program", "pid", "event", .. Columns, "message"]));
        if (result.GetValue(Follow))
        {
            FollowRun.Lines(inputs, line =>
            {
                Write(line);
                return true;
            }, () =>
            {
                output.Flush();
                return true;
            });
            return;
        }
        inputs.Read(reader =>
        {
            Write(reader.Line);
            return true;
        });

        void Write(LogLine line)
        {
            if (json is not null)
                json.Write(line);
            else
                Print(output, isCsv ? Row(line, clock) : Printable.Of(Describe(line, clock)) + "\n");
        }
    }

    private static void Print(Stream output, string text) => output.Write(Encoding.UTF8.GetBytes(text));

    private static string Row(LogLine line, DisplayClock clock)
    {
        string?[] fields = new string?[Columns.Length];
        foreach (LogField field in line.Fields)
            if (Array.IndexOf(Columns, field.Name) is >= 0 and int column)
                fields[column] = field.Value.ToString();
        return Csv.Line([line.Source, Number(line.Number), clock.Show(line.Time).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture), line.Host.ToString(), line.Program.ToString(),
            line.ProcessId < 0 ? null : Number(line.ProcessId), Words.Of(line.Kind), .. fields, line.Message.ToString()]);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Describe(LogLine line, DisplayClock clock)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{line.Number,6} {clock.Show(line.Time):yyyy-MM-dd HH:mm:ss} {line.Component.ToString(),-16} {Words.Of(line.Kind),-14}");
        if (line.Kind is EventKind.Foreign or EventKind.Unknown or EventKind.Continuation)
            return text.Append(' ').Append(line.Message.ToString()).ToString();
        foreach (LogField field in line.Fields)
            text.Append(' ').Append(field.Name).Append("=<").Append(field.Value.ToString()).Append('>');
        return text.ToString();
    }
}
