using System.Text.Json;
using System.Text.RegularExpressions;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Postfix;

/// <summary>Logs of servers whose hooks are known: what is attributed must be configured there.</summary>
public partial class HooksLogTests
{
    private const string Log = "hooks/mail.log";

    /// <summary>In force unless switched off: the list of own users, the relay list's default, transports that refuse.</summary>
    private static readonly string[] Defaults = ["reject_unlisted_recipient", "reject_unauth_destination", "defer_unauth_destination", "transport_maps"];

    /// <summary>Scenarios whose recorded settings leave out what their description says.</summary>
    private static readonly Dictionary<string, string[]> Described = new()
    {
        ["access_delayed"] = ["check_client_access", "check_helo_access", "check_sender_access", "check_recipient_access"],
        ["header_checks"] = ["header_checks", "body_checks", "mime_header_checks", "nested_header_checks"],
        ["proxy_filter"] = ["smtpd_proxy_filter"],
        ["postscreen"] = ["postscreen_greet_action"],
    };

    [Fact]
    public void Every_line_of_the_log_with_one_service_per_hook_is_attributed_to_the_service_s_hooks()
    {
        Dictionary<string, string[]> services = Services();
        var opened = new Dictionary<string, string>();
        int exact = 0, verdicts = 0;
        using var reader = MailLogReader.Open(LogFiles.PathOf(Log), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc });
        while (reader.Read())
        {
            if (reader.TryGet(out ClientEvent client) && client.QueueId.HasValue)
                opened[client.QueueId.ToString()] = Tag(reader.Line.Program.ToString());
            if (!reader.TryGet(out VerdictEvent verdict))
                continue;
            HookLine line = HookLine.Of(verdict);
            verdicts++;
            // cleanup has no service of its own: the mail's smtpd tells.
            string service = line.Component == "cleanup" ? opened[line.QueueId] : line.Component == "postscreen" ? line.Program : Tag(line.Program);
            string[] truth = [.. services[service], .. Defaults];
            Assert.True(line.Hooks.Intersect(truth).Any(), service + " has none of " + string.Join(", ", line.Hooks) + ": " + line.Text);
            Assert.Equal(line.Hooks.Length == 1 ? HookConfidence.Exact : HookConfidence.Ambiguous, line.Confidence);
            exact += line.Confidence == HookConfidence.Exact ? 1 : 0;
        }
        Assert.Equal(80, verdicts);
        Assert.Equal(37, exact);

        static string Tag(string program) => program.Substring(0, program.LastIndexOf('/'));
    }

    [Fact]
    public void Component_stage_and_action_are_as_the_line_says()
    {
        foreach (byte[] bytes in LogFiles.Lines(Log))
        {
            Match match = Decision().Match(System.Text.Encoding.UTF8.GetString(bytes));
            if (!match.Success)
                continue;
            HookLine line = HookLine.Read(match.Groups["program"].Value, match.Groups["message"].Value);
            string word = match.Groups["action"].Value.Replace("milter-", "", StringComparison.Ordinal);
            Assert.Equal(match.Groups["component"].Value, line.Component);
            Assert.Equal(match.Groups["stage"].Success ? match.Groups["stage"].Value : "END-OF-MESSAGE", line.Stage);
            Assert.Equal(word == "warning" ? "warn" : word, line.Action.ToString().ToLowerInvariant());
        }
    }

    [Theory]
    [InlineData("postfix/smtpd_rejects")]
    [InlineData("postfix/milter")]
    [InlineData("postfix/proxy_filter")]
    [InlineData("postfix/header_checks")]
    [InlineData("postfix/access_delayed")]
    [InlineData("postfix/postscreen")]
    public void Every_attributed_hook_is_among_those_configured(string scenario)
    {
        HashSet<string> configured = [.. Configured(scenario), .. Defaults, .. Described.GetValueOrDefault(Path.GetFileName(scenario)) ?? []];
        List<HookLine> lines = HookLine.All(scenario + ".log");
        Assert.NotEmpty(lines);
        foreach (HookLine line in lines)
            Assert.True(line.Hooks.Any(configured.Contains), "none is configured of " + string.Join(", ", line.Hooks) + ": " + line.Text);
    }

    [Fact]
    public void Every_verdict_of_every_log_is_attributed()
    {
        int count = 0;
        foreach (string log in LogFiles.All)
        {
            foreach (HookLine line in HookLine.All(log))
            {
                count++;
                Assert.True(line.Hooks.Length > 0, log + ": " + line.Text);
                foreach (string hook in line.Hooks)
                    Assert.True(PostfixHooks.Find(hook)?.Component is "smtpd" or "cleanup" or "postscreen" or "qmgr", hook);
            }
        }
        Assert.True(count > 300);
    }

    private static Dictionary<string, string[]> Services()
    {
        var services = new Dictionary<string, string[]>();
        foreach (string row in File.ReadAllLines(LogFiles.PathOf("hooks/services.tsv")))
            if (!row.StartsWith('#'))
                services[row.Split('\t')[0]] = [.. row.Split('\t')[1].Split(", ").Select(hook => hook.Split(' ')[0])];
        return services;
    }

    private static IEnumerable<string> Configured(string scenario)
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(LogFiles.PathOf(scenario + ".truth.json")));
        foreach (JsonProperty instance in truth.RootElement.GetProperty("settings").EnumerateObject())
        {
            foreach (JsonProperty parameter in instance.Value.GetProperty("main.cf").EnumerateObject())
                foreach (string word in parameter.Value.ToString().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Append(parameter.Name))
                    yield return word;
        }
    }

    [GeneratedRegex(@" mx1? (?<program>[^ ]+/(?<component>smtpd|cleanup|postscreen))\[\d+\]: (?<message>(?:[0-9A-F]{6,}|NOQUEUE): (?<action>(?:milter-)?(?:reject|hold|discard|redirect|filter|bcc|info|warn|warning|hangup|prepend|replace|strip)): (?:(?<stage>[A-Z-]+) from |header |body ).*)$")]
    private static partial Regex Decision();
}
