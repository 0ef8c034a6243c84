using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Names and types of the output are a contract: users' scripts read them.</summary>
public class JsonTests
{
    private static readonly HashSet<string> Numbers = ["port", "code", "size", "bits", "uid", "qp", "line", "offset", "candidates", "delay", "attempt"];
    private static readonly HashSet<string> Booleans = ["complete"];
    private static readonly HashSet<string> Objects = ["client", "sasl", "tls", "submittedBy"];
    private static readonly HashSet<string> Arrays = ["queueIds", "filterIds", "ties", "recipients", "attempts", "delays", "verdicts", "hooks", "notifications", "missing", "history", "lines"];

    private static readonly HashSet<string> Texts =
    [
        "id", "system", "host", "firstSeen", "lastSeen", "messageId", "sender", "name", "address", "helo", "protocol", "method", "username", "cipher", "peer", "user",
        "what", "quality", "original", "status", "dsn", "relay", "response", "reply", "queueId", "at", "component", "service", "stage", "restriction", "confidence", "action",
        "by", "text", "recipient", "kind", "notificationOf", "outcome", "source", "step", "filterId", "nextId", "detail",
    ];

    private static readonly HashSet<string> Outcomes =
        ["rejected", "discarded", "held", "deleted", "quarantined", "blocked", "delivered", "partial", "bounced", "expired", "deferred", "inProgress"];

    private static readonly HashSet<string> Statuses =
        ["delivered", "deferred", "bounced", "expired", "held", "discarded", "redirected", "quarantined", "blocked", "deleted", "rejected", "inProgress"];

    [Fact]
    public void Every_property_has_its_name_and_type()
    {
        JsonElement[] mails = Command.Track([.. LogFiles.All.Where(l => !l.Contains(".part", StringComparison.Ordinal)).Select(LogFiles.PathOf), "--lines", "--history", "--year", "2026"]).Done().Objects;
        Assert.True(mails.Length > 500);
        var seen = new HashSet<string>();
        foreach (JsonElement mail in mails)
        {
            Check(mail, seen);
            foreach (string name in new[] { "id", "system", "host", "firstSeen", "lastSeen", "queueIds", "outcome", "complete", "lines" })
                Assert.True(mail.TryGetProperty(name, out _), name);
            Assert.Contains(mail.GetProperty("outcome").GetString()!, Outcomes);
            Assert.Equal(mail.GetProperty("complete").GetBoolean(), !mail.TryGetProperty("missing", out _));
            Assert.True(DateTimeOffset.TryParse(mail.GetProperty("firstSeen").GetString(), out _));
            if (mail.TryGetProperty("recipients", out JsonElement recipients))
                foreach (JsonElement recipient in recipients.EnumerateArray())
                    Assert.Contains(recipient.GetProperty("status").GetString()!, Statuses);
        }
        // The logs show all but what other systems have.
        Assert.Empty(new[] { "code", "size", "uid", "line", "offset", "delay", "delays", "submittedBy", "notificationOf", "restriction", "reply", "missing", "history", "step", "attempt", "nextId", "detail" }.Except(seen));
    }

    [Fact]
    public void One_mail_to_the_letter()
    {
        using var folder = new TempFolder();
        string line = Assert.Single(Command.Track(folder.Write("mail.log", SmallLog.Mail(1))).Done().Output.TrimEnd('\n').Split('\n'));

        Assert.Equal(
            """
            {"id":"mx/20261120T100101/A000000001","system":"postfix","host":"mx","firstSeen":"2026-11-20T10:01:01+00:00","lastSeen":"2026-11-20T10:01:31+00:00",
            "queueIds":["A000000001"],"messageId":"<1@a.example>","sender":"s1@a.example","size":500,"client":{"name":"c1.example","address":"192.0.2.1"},
            "sasl":{"method":"PLAIN","username":"user1"},"recipients":[{"address":"r1@b.example","original":"alias1@b.example","status":"delivered","dsn":"2.0.0",
            "relay":"mx[192.0.2.99]:25","response":"250 2.0.0 Ok","reply":"250 2.0.0 Ok","queueId":"A000000001","attempts":[{"at":"2026-11-20T10:01:30+00:00",
            "status":"delivered","dsn":"2.0.0","relay":"mx[192.0.2.99]:25","delay":1.5,"delays":[0.1,0,0.4,1],"response":"250 2.0.0 Ok","queueId":"A000000001"}]}],
            "outcome":"delivered","complete":true}
            """.Replace("\n", "", StringComparison.Ordinal),
            line);
    }

    private static void Check(JsonElement element, HashSet<string> seen)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
                Check(item, seen);
            return;
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            seen.Add(property.Name);
            string name = property.Name;
            // Inside of tls, protocol is a text as well.
            JsonValueKind kind = property.Value.ValueKind;
            bool isRight = Numbers.Contains(name) ? kind == JsonValueKind.Number
                : Booleans.Contains(name) ? kind is JsonValueKind.True or JsonValueKind.False
                : Objects.Contains(name) ? kind == JsonValueKind.Object
                : Arrays.Contains(name) ? kind == JsonValueKind.Array
                : Texts.Contains(name) && kind == JsonValueKind.String;
            Assert.True(isRight, name + " is " + kind + " in " + element);
            Check(property.Value, seen);
        }
    }
}
