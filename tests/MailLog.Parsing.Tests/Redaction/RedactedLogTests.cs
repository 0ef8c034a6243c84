using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Real logs with redaction and without.</summary>
public class RedactedLogTests
{
    private static readonly Redaction Key = new("0123456789abcdef"u8);

    public static TheoryData<string> Logs => [.. LogFiles.Below("")];

    private static MailLogOptions Options(string log) => new() { Year = 2026, TimeZone = TimeZoneInfo.Utc, Source = log };

    [Theory, MemberData(nameof(Logs))]
    public void What_a_line_is_stays(string log)
    {
        using MailLogReader plain = MailLogReader.Open(LogFiles.PathOf(log), Options(log)), redacted = MailLogReader.Open(LogFiles.PathOf(log), Options(log) with { Redaction = Key });
        while (plain.Read())
        {
            Assert.True(redacted.Read());
            Assert.Equal(Frame(plain.Line), Frame(redacted.Line));
            Assert.Equal(Names(plain.Line), Names(redacted.Line));
        }
        Assert.False(redacted.Read());
    }

    /// <summary>Whoever reads the rewritten lines finds the same in them: tokens are of the same grammar as what they stand for.</summary>
    [Theory, MemberData(nameof(Logs))]
    public void Rewritten_lines_are_of_the_same_form_and_have_the_same_fields(string log)
    {
        using MailLogReader redacted = MailLogReader.Open(LogFiles.PathOf(log), Options(log) with { Redaction = Key });
        var lines = new List<(string Form, string Fields, EventKind Kind, bool IsAmbiguous)>();
        var text = new MemoryStream();
        while (redacted.Read())
        {
            lines.Add((redacted.Line.Form, Fields(redacted.Line), redacted.Line.Kind, redacted.Line.IsAmbiguous));
            text.Write(redacted.Line.Bytes.Bytes);
            text.WriteByte((byte)'\n');
        }
        text.Position = 0;
        // The user of a login stands where the secret was.
        using MailLogReader again = MailLogReader.Open(text, Options(log) with { KeepSecrets = true });
        foreach ((string form, string fields, EventKind kind, bool isAmbiguous) in lines)
        {
            Assert.True(again.Read());
            // A line that was cut has all of its text already, and its parts are asterisks.
            if (again.Line.Kind == EventKind.Continuation || kind == EventKind.Continuation)
                continue;
            Assert.Equal((form, fields), (again.Line.Form, Fields(again.Line)));
            // A token has no second reading.
            Assert.True(isAmbiguous || !again.Line.IsAmbiguous);
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void An_address_has_one_token_and_a_token_one_address(string log)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        using MailLogReader plain = MailLogReader.Open(LogFiles.PathOf(log), Options(log)), redacted = MailLogReader.Open(LogFiles.PathOf(log), Options(log) with { Redaction = Key });
        while (plain.Read() && redacted.Read())
        {
            string[] before = Addresses(plain.Line), after = Addresses(redacted.Line);
            Assert.Equal(before.Length, after.Length);
            for (int i = 0; i < before.Length; i++)
            {
                if (tokens.TryGetValue(before[i].ToLowerInvariant(), out string? token))
                    Assert.Equal(token, after[i].ToLowerInvariant());
                tokens[before[i].ToLowerInvariant()] = after[i].ToLowerInvariant();
            }
        }
        // "a"@x is a@x.
        Assert.Equal(tokens.Keys.Select(a => a.Replace("\"", "", StringComparison.Ordinal)).Distinct().Count(), tokens.Values.Distinct().Count());
    }

    [Theory, MemberData(nameof(Logs))]
    public void Owned_lines_and_buffers_have_the_same_text(string log)
    {
        using MailLogReader redacted = MailLogReader.Open(LogFiles.PathOf(log), Options(log) with { Redaction = Key });
        var buffer = new LogLineBuffer();
        while (redacted.Read())
        {
            buffer.Clear();
            buffer.Add(redacted.Line);
            Assert.Equal(redacted.Line.Bytes.ToString(), buffer[0].Bytes.ToString());
            Assert.Equal(Fields(redacted.Line), Fields(buffer[0]));
            Assert.Equal(Fields(redacted.Line), Fields(redacted.Line.ToOwned().Line));
        }
    }

    private static string Frame(LogLine line) => string.Join('|', line.Number, line.Offset, line.End.Offset, line.Kind, line.System, line.Form, line.Time.ToString("O"), line.Host.ToString(),
        line.Program.ToString(), line.Component.ToString(), line.ProcessId, line.QueueId.ToString(), line.FilterId.ToString(), line.IsAmbiguous, line.IsCut);

    private static string Names(LogLine line)
    {
        var names = new StringBuilder();
        foreach (LogField field in line.Fields)
            names.Append(field.Name).Append(field.Value.IsEmpty).Append(' ');
        return names.ToString();
    }

    private static string Fields(LogLine line)
    {
        var fields = new StringBuilder();
        foreach (LogField field in line.Fields)
            fields.Append(field.Name).Append('=').Append(field.Value.ToString()).Append('|');
        return fields.ToString();
    }

    private static string[] Addresses(LogLine line)
    {
        var addresses = new List<string>();
        foreach (LogField field in line.Fields)
            if (field.Kind == FieldKind.Address)
                addresses.Add(field.Value.ToString());
        return [.. addresses];
    }
}
