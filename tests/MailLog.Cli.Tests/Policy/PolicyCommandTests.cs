using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>0: clean. 1: deviations. 2: policy, input or usage error.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private const string Log = "tests/data/archive/mail.log";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "3 rules, 0 errors, 0 warnings\n", "router")]
    [InlineData(0, "2 rules, 0 errors, 0 warnings\n", "gateway.transports")]
    [InlineData(2, "2 rules, 3 errors, 1 warning\n", "mistakes.transports")]
    [InlineData(2, "undefined variable \"gateway\"", "moved.transports")]
    [InlineData(0, "3 rules, 0 errors, 0 warnings\n", "moved.transports", "--transport-defs", "tests/data/policy/moved.defs")]
    [InlineData(0, "4 rules, 0 errors, 0 warnings\n", "transport.postfix", "--postfix", "--relayhost", "[mx.example]:587")]
    [InlineData(2, "\"[\" without \"]\"", "transport.postfix", "--postfix", "--relayhost", "[mx.example")]
    public void A_policy_is_checked(int status, string output, string file, params string[] options)
    {
        Command.Result result = Policy("check", file, options);
        Assert.Equal((status, ""), (result.Status, result.Errors));
        Assert.Contains(output, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_are_objects_on_request()
    {
        JsonElement[] errors = Policy("check", "mistakes.transports", "--format", "json").Objects;
        Assert.Equal(["error 3:19", "error 4:3", "error 4:29", "warning 2:1"], errors.Select(e => $"{e.GetProperty("severity").GetString()} {e.GetProperty("line").GetInt32()}:{e.GetProperty("column").GetInt32()}"));
        Assert.All(errors, e => Assert.Equal(Repository.Path("tests/data/policy/mistakes.transports"), e.GetProperty("file").GetString()));
    }

    [Theory]
    [InlineData("root@foo.bar", "mda /usr/bin/maildrop", 1)]
    [InlineData("Robot-7@x.example", "pipe \"robot --x\"", 2)]
    [InlineData("joe@old.example", "smtp 192.0.2.25:25 or backup.foo.bar:2525 (round robin)", 3)]
    [InlineData("joe@other.example", "mx", 0)]
    public void An_address_is_explained_with_all_files_of_the_policy(string address, string nextHop, int rule)
    {
        JsonElement route = Assert.Single(Policy("explain", "router", address, "--format", "json").Done().Objects);
        Assert.Equal(nextHop, route.GetProperty("nextHop").GetString());
        Assert.Equal(rule == 0, route.GetProperty("default").GetBoolean());
        Assert.Equal(rule, rule == 0 ? 0 : route.GetProperty("rule").GetProperty("number").GetInt32());
        Assert.Equal(rule == 0 ? 3 : rule, route.GetProperty("steps").GetArrayLength());
        string text = Policy("explain", "router", address).Done().Output;
        Assert.Contains("next hop   " + nextHop + " (", text, StringComparison.Ordinal);
        Assert.Equal(address == "joe@old.example", text.Contains("rewritten  joe@new.partner.example by ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_log_that_does_what_the_policy_says_is_clean()
    {
        Command.Result result = Policy("audit", "gateway.transports", Repository.Path(Log), "--year", "2026").Done();
        Assert.Contains("        11  match\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("rule 2 ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Deviations_have_an_exit_status_of_their_own()
    {
        Command.Result text = Policy("audit", "moved.transports", "--transport-defs", Repository.Path("tests/data/policy/moved.defs"), Repository.Path(Log)),
            json = Policy("audit", "moved.transports", "--transport-defs", Repository.Path("tests/data/policy/moved.defs"), Repository.Path(Log), "--format", "json");
        Assert.Equal((1, "", 1, ""), (text.Status, text.Errors, json.Status, json.Errors));
        Assert.Equal(11, text.Output.Split('\n').Count(l => l.Contains("  wrongPort  <", StringComparison.Ordinal)));
        Assert.Equal(["match 1", "neverMatched 1", "wrongPort 11"], json.Objects.GroupBy(o => o.GetProperty("finding").GetString()).Select(g => g.Key + " " + g.Count()).Order(StringComparer.Ordinal));
        JsonElement finding = json.Objects.First(o => o.GetProperty("deviation").GetBoolean());
        Assert.Equal(("smtp 127.0.0.1:2700", "127.0.0.1[127.0.0.1]:2699", 2), (finding.GetProperty("expected").GetString(), finding.GetProperty("actual").GetString(), finding.GetProperty("queueIds").GetArrayLength()));
    }

    [Fact]
    public void A_table_of_postfix_with_relayhost_is_compared()
    {
        Assert.Equal(0, Policy("audit", "transport.postfix", "--postfix", Repository.Path(Log)).Status);
        Command.Result result = Policy("audit", "transport.postfix", Repository.Path(Log), "--postfix", "--relayhost", "[192.0.2.1]", "--format", "json");
        Assert.Equal(1, result.Status);
        Assert.Equal("d@lab.example", Assert.Single(result.Objects, o => o.GetProperty("deviation").GetBoolean()).GetProperty("recipient").GetString());
    }

    [Fact]
    public void Attempts_and_hosts_are_used_on_request()
    {
        string policy = _folder.Write("p", "b.example gateway.example\n"), hosts = _folder.Write("hosts", "# x\ngateway.example 192.0.2.98 # y\nGATEWAY.example 192.0.2.99\n");
        string log = _folder.Write("log", SmallLog.Mail(1).Replace("relay=mx[", "relay=192.0.2.99[", StringComparison.Ordinal) + SmallLog.Mail(2));
        Assert.Contains("1  undecided: it is not known whether this is gateway.example", Command.Run("policy", "audit", policy, log).Done().Output, StringComparison.Ordinal);
        Assert.Contains("1  match", Command.Run("policy", "audit", policy, log, "--hosts", hosts).Done().Output, StringComparison.Ordinal);
        Assert.Contains("2  match", Command.Run("policy", "audit", policy, log, "--hosts", hosts, "--attempts").Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_without_deliveries_says_so()
    {
        foreach ((string log, string extent) in new[] { ("", "no line was read"), ("2026-11-20T10:00:00+00:00 mx postfix/qmgr[1]: A100000001: removed\n", "1 line was read, all of mail systems") })
        {
            Command.Result result = Policy("audit", "gateway.transports", _folder.Write("log", log));
            Assert.Equal(0, result.Status);
            Assert.StartsWith("maillog: no delivery was judged: " + extent, result.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("policy nonsense")]
    [InlineData("policy check")]
    [InlineData("policy check no-such-file")]
    [InlineData("policy check GATEWAY --aliases no-such-file")]
    [InlineData("policy check GATEWAY --relayhost mx")]
    [InlineData("policy check GATEWAY --postfix --me mx")]
    [InlineData("policy check GATEWAY --format xml")]
    [InlineData("policy explain GATEWAY")]
    [InlineData("policy explain MISTAKES a@b")]
    [InlineData("policy audit GATEWAY no-such-log")]
    [InlineData("policy audit MISTAKES LOG")]
    [InlineData("policy audit GATEWAY LOG --year 0")]
    [InlineData("policy audit GATEWAY LOG --hosts no-such-file")]
    [InlineData("policy audit GATEWAY LOG --hosts GATEWAY")]
    [InlineData("policy audit GATEWAY LOG --no-such-option")]
    public void What_keeps_it_from_an_answer_is_told(string arguments)
    {
        Command.Result result = Command.Run([.. arguments.Split(' ').Select(a => a switch
        {
            "GATEWAY" => Repository.Path("tests/data/policy/gateway.transports"),
            "MISTAKES" => Repository.Path("tests/data/policy/mistakes.transports"),
            "LOG" => Repository.Path(Log),
            _ => a,
        })]);
        Assert.Equal(2, result.Status);
        Assert.StartsWith("maillog: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<joe@old.example>", "joe@old.example")]
    [InlineData("\"a b,@c\"@old.example", "\"a b,@c\"@old.example")]
    [InlineData("joe", "joe")]
    [InlineData("", null)]
    [InlineData("<>", null)]
    [InlineData(" a@foo.bar", null)]
    [InlineData("a@foo.bar,b@foo.bar", null)]
    [InlineData("a@@foo.bar", null)]
    [InlineData("a@foo.bar\n", null)]
    [InlineData("\"a\nb\"@foo.bar", null)]
    [InlineData("@foo.bar", null)]
    [InlineData("a@", null)]
    [InlineData("\"a@foo.bar", null)]
    public void What_cannot_be_a_recipient_is_told(string address, string? asked)
    {
        Command.Result result = Policy("explain", "router", address, "--format", "json");
        Assert.Equal(asked is null ? 2 : 0, result.Status);
        if (asked is not null)
            Assert.Equal(asked, Assert.Single(result.Done().Objects).GetProperty("address").GetString());
        else
            Assert.Contains(" is not a recipient: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-file", "there is no such file.")]
    [InlineData(".", "is a folder, not a file.")]
    public void Why_a_policy_cannot_be_read_is_told(string file, string reason)
    {
        Command.Result result = Command.Run("policy", "check", file);
        Assert.Equal((2, $"maillog: {file}: {reason}\n"), (result.Status, result.Errors));
    }

    [Fact]
    public void A_file_that_names_itself_is_told()
    {
        Assert.Contains(":1:12: this is the file of the main options itself\n", Command.Run("policy", "check", _folder.Write("router", "transports ./router\n")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_the_options_name_is_sought_beside_them()
    {
        string options = _folder.Write("router", "transports rules\ntransport-defs gone\n");
        _folder.Write("rules", "a.b 192.0.2.1\n");
        Command.Result result = Command.Run("policy", "check", options);
        Assert.Equal(2, result.Status);
        Assert.Equal(options + ":2:16: this file cannot be read\n  transport-defs gone\n                 ^\n1 rule, 1 error, 0 warnings\n", result.Output);
    }

    [Fact]
    public void What_would_steer_the_terminal_is_shown()
    {
        string policy = _folder.Write("p", "a\u001b[2J.b 192.0.2.1\n");
        Assert.DoesNotContain('\u001b', Command.Run("policy", "check", policy).Output);
        Assert.DoesNotContain('\u001b', Command.Run("policy", "explain", Repository.Path("tests/data/policy/gateway.transports"), "a\u001b@b").Output);
    }

    private static Command.Result Policy(string command, string file, params string[] options)
        => Command.Run(["policy", command, Repository.Path("tests/data/policy/" + file), .. options.Select(o => o.StartsWith("tests/", StringComparison.Ordinal) ? Repository.Path(o) : o)]);
}
