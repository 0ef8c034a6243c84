using System.Text;

namespace MailLog.Parsing.Tests;

/// <summary>What a reader makes of a text: one line of text for each line of the log, with all that the line says.</summary>
internal static class ParsedLines
{
    private static readonly MailLogOptions Options = new() { Year = 2026, TimeZone = TimeZoneInfo.Utc, TimeProvider = new FixedClock("2026-12-01T00:00:00Z") };

    public static List<string> Of(byte[] log) => Of(new MemoryStream(log));

    public static List<string> Of(Stream log, int threads = 1)
    {
        using MailLogReader reader = MailLogReader.Open(log, Options);
        reader.Threads = threads;
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(Of(reader.Line));
        return lines;
    }

    public static async Task<List<string>> OfAsync(Stream log)
    {
        using MailLogReader reader = MailLogReader.Open(log, Options);
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(Of(reader.Line));
        return lines;
    }

    /// <summary>Every member is looked at, so this is also where one of them would throw.</summary>
    public static string Of(LogLine line, bool withPlace = true)
    {
        var text = new StringBuilder();
        if (withPlace)
            text.Append(line.Number).Append('@').Append(line.Offset).Append(' ');
        text.Append($"{line.Time:O} {line.FractionDigits} {line.HasHeader} {line.System} {line.Host.ToString()} {line.Program.ToString()} {line.Component.ToString()}");
        text.Append($" {line.ProcessId} {line.Kind} {line.Form} {(line.IsAmbiguous ? "ambiguous" : "")} {(line.IsCut ? "cut" : "")}");
        foreach (LogField field in line.Fields)
            text.Append(' ').Append(field.Name).Append('=').Append(Encoding.Latin1.GetString(field.Value.Bytes));
        return text.Append(" | ").Append(Encoding.Latin1.GetString(line.Message.Bytes)).Append(" | ").Append(line.Bytes.Length).Append(' ').Append(Views.Touch(line)).ToString();
    }
}
