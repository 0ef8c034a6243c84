using System.Text.Json;
using System.Text.Json.Nodes;
using MailLog.Correlation;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>The library's JSON against the command's, which has a writer of its own for speed: the same names, the same values.</summary>
public class MailJsonContextTests
{
    public static TheoryData<string> Logs => [.. LogFiles.Below("").Where(log => !log.Contains("framing/", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Logs))]
    public void A_mail_is_written_as_the_command_writes_it(string log)
    {
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = KeptLines.Text });
        using var output = new MemoryStream();
        var library = new List<JsonNode>();
        using (var writer = new MailJsonWriter(output, withLines: true, withHistory: true))
        {
            correlator.Mails.Subscribe(mail =>
            {
                writer.Write(mail);
                library.Add(JsonNode.Parse(JsonSerializer.Serialize(mail, MailJsonContext.Default.Mail))!);
            });
            correlator.Process(MailLogReader.Open(LogFiles.PathOf(log), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc, Source = log }));
            writer.Flush();
        }
        string[] command = System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(command.Length, library.Count);
        for (int i = 0; i < command.Length; i++)
        {
            JsonNode expected = JsonNode.Parse(command[i])!;
            WithoutEmptyLists(expected);
            WithoutEmptyLists(library[i]);
            WithoutMore(library[i]);
            if (!JsonNode.DeepEquals(expected, library[i]))
                Assert.Equal(Sorted(expected), Sorted(library[i]));
        }
    }

    [Fact]
    public void Mails_sessions_and_decisions_can_be_written_and_mails_not_be_read()
    {
        var correlator = new MailCorrelator();
        var mails = new List<Mail>();
        var sessions = new List<string>();
        var verdicts = new List<string>();
        correlator.Mails.Subscribe(mails.Add);
        correlator.Sessions.Subscribe(session => sessions.Add(JsonSerializer.Serialize(session, MailJsonContext.Default.SmtpSession)));
        correlator.Verdicts.Subscribe(verdict => verdicts.Add(JsonSerializer.Serialize(verdict, MailJsonContext.Default.Verdict)));
        correlator.Process(MailLogReader.Open(LogFiles.PathOf("postfix/smtpd_rejects.log"), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc }));
        Assert.Equal(mails.Count, JsonNode.Parse(JsonSerializer.Serialize(mails, MailJsonContext.Default.IReadOnlyListMail))!.AsArray().Count);
        Assert.Contains(sessions, s => s.StartsWith("{\"host\":\"mx1\",\"program\":\"postfix/smtpd\",\"processId\":", StringComparison.Ordinal));
        Assert.Contains(verdicts, v => v.Contains("\"action\":\"reject\"", StringComparison.Ordinal));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize("{}", MailJsonContext.Default.Mail));
    }

    /// <summary>What the command leaves out, as it follows from what it prints.</summary>
    private static void WithoutMore(JsonNode mail)
    {
        foreach (JsonNode? recipient in mail["recipients"]?.AsArray() ?? [])
            foreach (JsonNode? attempt in recipient!["attempts"]?.AsArray() ?? [])
                attempt!.AsObject().Remove("reply");
        foreach (JsonNode? verdict in mail["verdicts"]?.AsArray() ?? [])
            verdict!.AsObject().Remove("part");
    }

    private static void WithoutEmptyLists(JsonNode? node)
    {
        if (node is JsonObject all)
        {
            foreach ((string name, JsonNode? value) in all.ToList())
            {
                WithoutEmptyLists(value);
                if (value is JsonArray { Count: 0 } || (name == "queueId" && value is JsonValue text && text.GetValue<string>().Length == 0))
                    all.Remove(name);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
                WithoutEmptyLists(item);
        }
    }

    private static string Sorted(JsonNode node) => node switch
    {
        JsonObject all => "{" + string.Join(",\n", all.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + ":" + Sorted(p.Value!))) + "}",
        JsonArray list => "[" + string.Join(",\n", list.Select(item => Sorted(item!))) + "]",
        _ => node.ToJsonString(),
    };
}
