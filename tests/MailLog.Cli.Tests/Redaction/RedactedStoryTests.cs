using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MailLog.Correlation;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Whatever is redacted, the same happened to the same mails, and nobody is named.</summary>
public partial class RedactedStoryTests
{
    private static readonly Redaction Key = new("0123456789abcdef"u8);

    /// <summary>What a mail's JSON has that names people or clients, or that quotes a line.</summary>
    private static readonly HashSet<string> Named =
    [
        "name", "address", "sender", "recipient", "original", "helo", "text", "reply", "relay", "response", "lines", "saslUsername", "peer", "host", "line", "reason", "report", "during", "detail", "user", "username",
    ];

    public static TheoryData<string> Logs => [.. LogFiles.Below("").Where(log => !log.Contains("framing/", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Logs))]
    public void The_story_is_the_same(string log)
    {
        List<JsonNode> plain = Mails(log, null), redacted = Mails(log, Key);
        Assert.Equal(plain.Count, redacted.Count);
        for (int i = 0; i < plain.Count; i++)
            AssertSame(plain[i], redacted[i], "", "");
    }

    [Theory, MemberData(nameof(Logs))]
    public void No_name_is_left(string log)
    {
        (HashSet<string> locals, HashSet<string> addresses) = NamesIn(log);
        using var output = new MemoryStream();
        Write(log, Key, stream => new MailJsonWriter(stream, withLines: true, withHistory: true), output);
        Write(log, Key, stream => new MailTextWriter(stream, withLines: true, DisplayClock.AsLogged, Terminal.None), output);
        string text = MessageId().Replace(Encoding.UTF8.GetString(output.ToArray()), "");
        // A message id stays wherever its own field does not stand, too: it is what mails are followed by.
        foreach (Match word in Word().Matches(text))
            Assert.False(locals.Contains(word.Value.ToLowerInvariant()), word.Value + " in " + text[Math.Max(0, word.Index - 120)..Math.Min(text.Length, word.Index + 60)]);
        foreach (string address in addresses)
            Assert.DoesNotContain(address, text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?i)(message-?id(=|"":""|  +|: )|msgid=|mid=)\\?<?[^ >""]*>?")]
    private static partial Regex MessageId();

    [GeneratedRegex(@"[\w.+-]+(?=@)|(?<![\w.+@-])[\w+-]+(?![\w.+-])")]
    private static partial Regex Word();

    private static List<JsonNode> Mails(string log, Redaction? redaction)
    {
        using var output = new MemoryStream();
        Write(log, redaction, stream => new MailJsonWriter(stream, withLines: true, withHistory: true), output);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static void Write(string log, Redaction? redaction, Func<Stream, IMailWriter> create, Stream output)
    {
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = KeptLines.Text });
        using IMailWriter writer = create(output);
        correlator.Mails.Subscribe(writer.Write);
        correlator.Process(MailLogReader.Open(LogFiles.PathOf(log), Options(log, redaction)));
        writer.Flush();
    }

    private static MailLogOptions Options(string log, Redaction? redaction) => new() { Year = 2026, TimeZone = TimeZoneInfo.Utc, Source = log, Redaction = redaction };

    private static void AssertSame(JsonNode? plain, JsonNode? redacted, string name, string path)
    {
        switch (plain)
        {
            case JsonObject parts:
                Assert.Equal(parts.Select(p => p.Key), redacted!.AsObject().Select(p => p.Key));
                foreach ((string key, JsonNode? part) in parts)
                    AssertSame(part, redacted![key], key, path + "." + key);
                break;
            case JsonArray items:
                Assert.Equal(items.Count, redacted!.AsArray().Count);
                for (int i = 0; i < items.Count; i++)
                    AssertSame(items[i], redacted![i], name, path);
                break;
            default:
                if (!JsonNode.DeepEquals(plain, redacted))
                    Assert.True(Named.Contains(name), path + ": " + plain?.ToJsonString() + " became " + redacted?.ToJsonString());
                break;
        }
    }

    /// <summary>The local parts and addresses of clients that the log's own fields hold, but for those of the mail system, and such as are words of every line.</summary>
    private static (HashSet<string> Locals, HashSet<string> Addresses) NamesIn(string log)
    {
        HashSet<string> locals = [], addresses = [];
        using MailLogReader reader = MailLogReader.Open(LogFiles.PathOf(log), Options(log, null));
        while (reader.Read())
        {
            foreach (LogField field in reader.Line.Fields)
            {
                string value = field.Value.ToString();
                if (field.Kind == FieldKind.Address || field.Name is "saslUsername" or "user")
                    locals.Add((value.LastIndexOf('@') is >= 0 and int at ? value[..at] : value).ToLowerInvariant());
                if (field.Kind == FieldKind.Endpoint && new Endpoint(field.Value).Address is { HasValue: true } address && address.ToString() is var ip && !ip.StartsWith("127.", StringComparison.Ordinal) && ip.Contains('.', StringComparison.Ordinal) && !ip.Contains('/', StringComparison.Ordinal))
                    addresses.Add(ip);
            }
        }
        foreach (string common in new[] { "", "postmaster", "mailer-daemon", "double-bounce", "none", "-", "#", "user", "unknown", "root", "sender", "recipient", "test", "data", "reject", "hold", "bcc", "discard", "redirect", "filter", "warn", "info", "delay", "cmd", "true", "false", "hangup", "prepend", "permit", "accept", "removed", "deferred", "bounced" })
            locals.Remove(common);
        locals.RemoveWhere(l => l.Length < 3);
        return (locals, addresses);
    }
}
