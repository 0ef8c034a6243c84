using System.CommandLine;
using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog events</c>: every line as a typed event.</summary>
internal static class EventsCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text (for people) or json (one object per line).", DefaultValueFactory = _ => "text" };

    public static Command Create()
    {
        var command = new Command("events", "Prints every log line as a typed event, in order.") { Format };
        Format.AcceptOnlyFromAmong("text", "json");
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        if (result.GetValue(Format) == "json")
        {
            using var json = new EventJsonWriter(output);
            inputs.Read(reader =>
            {
                json.Write(reader.Line);
                return true;
            });
            return;
        }
        inputs.Read(reader =>
        {
            output.Write(Encoding.UTF8.GetBytes(Printable.Of(Describe(reader.Line)) + "\n"));
            return true;
        });
    }

    private static string Describe(LogLine line)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{line.Number,6} {line.Time:yyyy-MM-dd HH:mm:ss} {line.Component.ToString(),-16} {Words.Of(line.Kind),-14}");
        if (line.Kind is EventKind.Foreign or EventKind.Unknown or EventKind.Continuation)
            return text.Append(' ').Append(line.Message.ToString()).ToString();
        foreach (LogField field in line.Fields)
            text.Append(' ').Append(field.Name).Append("=<").Append(field.Value.ToString()).Append('>');
        return text.ToString();
    }
}
