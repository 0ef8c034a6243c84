using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using MailLog.Routing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests.Routing;

/// <summary>What holds for every policy.</summary>
public class PolicyPropertyTests
{
    // Few letters and labels, so that rules meet addresses.
    private static readonly Gen<string> Label = Gen.Elements("a", "b", "ab", "c-1", "x_y");
    private static readonly Gen<string> Domain = from n in Gen.Choose(1, 3) from labels in Gen.ArrayOf(Label, n) select string.Join('.', labels);
    private static readonly Gen<string> Local = Gen.Elements("a", "b", "joe", "max.x", "root");
    private static readonly Gen<string> Wildcard = from parts in Gen.ArrayOf(Gen.Elements("*", "*", ".", "a", "b", "ab", "@"), 4) from tail in Gen.Elements("", ".a", "@a.b") select "*" + string.Concat(parts) + tail;
    private static readonly Gen<string> Pattern = Gen.Elements("^a", "b$", "a.b", "\\.b", "^joe@", "@a\\.b$", "(a|b)+", "[a-c]{2}", "^.$");
    private static readonly Gen<string> Destination = Gen.Frequency((4, Domain), (3, from l in Local from d in Domain select l + "@" + d), (3, Wildcard), (2, Pattern.Select(p => "/" + p + "/")));
    private static readonly Gen<string> Port = Gen.Elements("", "", ":25", ":2525", ":65535");
    private static readonly Gen<string> Relay = Gen.OneOf(from h in Domain from p in Port select h + ".x" + p, from p in Port select "192.0.2.1" + p, from p in Port select "[2001:db8::1]" + p, Gen.Constant("::1"));
    private static readonly Gen<string> NextHop = Gen.Frequency((5, from n in Gen.Choose(1, 3) from relays in Gen.ArrayOf(Relay, n) select string.Join(" , ", relays)),
        (1, Gen.Elements("queue/maildir", "|robot --x  y$", "/usr/bin/maildrop -d $x-y", "$mta", "$mta,192.0.2.7", "|$cmd$mta")));
    private static readonly Gen<string> Space = Gen.Elements(" ", "\t", "  ");
    private static readonly Gen<string> End = Gen.Elements("\n", "\r\n", " \n", "\n\n", "\n# rem\n \n");
    private static readonly Gen<string> Rule = from before in Gen.Elements("", "", " ", "\t") from d in Destination from s in Space from n in NextHop from e in End select before + d + s + n + e;
    private static readonly Gen<string> Rules = from n in Gen.Choose(0, 8) from rules in Gen.ArrayOf(Rule, n) select string.Concat(rules);
    private static readonly Gen<string> Address = from l in Local from d in Domain from dot in Gen.Elements("", "", ".") from upper in Gen.Elements(false, true) select upper ? (l + "@" + d + dot).ToUpperInvariant() : l + "@" + d + dot;

    [Fact]
    public void Explaining_is_the_first_rule_that_matches()
    {
        PropertyCheck.Run(Prop.ForAll(Arb.From(from r in Rules from a in Gen.ArrayOf(Address, 8) select (r, a)), c =>
        {
            RoutingPolicy policy = Policy(c.r);
            foreach (string address in c.a)
            {
                PolicyRule? expected = policy.Rules.FirstOrDefault(rule => Matches(rule.Destination, address));
                RouteExplanation route = policy.Explain(address);
                Assert.Same(expected, route.Rule);
                Assert.Equal(expected is null, route.IsDefault);
                Assert.Equal(expected?.Number ?? policy.Rules.Count, route.Steps.Count);
                Assert.Equal(expected is not null, route.Steps.Any(s => s.IsMatch));
            }
        }), 500);
    }

    [Fact]
    public void A_rule_that_is_told_to_be_shadowed_never_matches()
    {
        PropertyCheck.Run(Prop.ForAll(Arb.From(from r in Rules from a in Gen.ArrayOf(Address, 20) select (r, a)), c =>
        {
            RoutingPolicy policy = Policy(c.r);
            HashSet<int> lines = [.. policy.Warnings.Where(w => w.File == "transports" && w.Message.EndsWith("can never match", StringComparison.Ordinal)).Select(w => w.Line)];
            foreach (string address in c.a)
                Assert.DoesNotContain(policy.Explain(address).Rule?.Line ?? 0, lines);
        }), 500);
    }

    [Fact]
    public void A_policy_prints_back()
    {
        Gen<PolicySources> sources = from r in Rules from relay in NextHop from days in Gen.Choose(1, 99) from yes in Gen.Elements("yes", "OFF", "1") from d in Gen.ArrayOf(Domain, 3)
                                     from direction in Gen.Elements("from", "To", "BOTH") from old in Gen.OneOf(Domain, Pattern.Select(p => "/" + p + "/"), Gen.Constant("*.a"))
                                     select new PolicySources
                                     {
                                         Options = new PolicyText("router", $"max-age {days}\nsend-ndr {yes}\r\n#\n archive-failed\t{yes}\nme {d[0]}.\nqueue-dir /a b \nrewrite-both {yes}"),
                                         Transports = new PolicyText("transports", r), TransportDefs = Definitions,
                                         Rewriting = new PolicyText("rewriting", $"{direction} {old} {d[1]}\nto {d[2]} {d[1]}.\n"), Aliases = new PolicyText("aliases", "root  max\n.*master\tadmin"),
                                     };
        PropertyCheck.Run(Prop.ForAll(Arb.From(from s in sources from a in Gen.ArrayOf(Address, 5) select (s, a)), c =>
        {
            RoutingPolicy policy = RoutingPolicy.Parse(c.s);
            Assert.Empty(policy.Errors);
            PolicySources printed = policy.Print();
            RoutingPolicy again = RoutingPolicy.Parse(printed);
            Assert.Empty(again.Errors);
            Assert.Equal(All(printed), All(again.Print()));
            Assert.Equal(policy.Rules.Select(Text), again.Rules.Select(Text));
            Assert.Equal((policy.MaxAge, policy.SendsNotices, policy.ArchivesFailed, policy.RewritesHeaders, policy.QueueDirectory, policy.Me),
                (again.MaxAge, again.SendsNotices, again.ArchivesFailed, again.RewritesHeaders, again.QueueDirectory, again.Me));
            foreach (string address in c.a)
                Assert.Equal(Text(policy.Explain(address)), Text(again.Explain(address)));
        }), 300);

        static string Text(object what) => what is RouteExplanation route ? route.Rewritten + " " + route.NextHop + " " + route.Rule?.Number
            : ((PolicyRule)what).Number + " " + ((PolicyRule)what).Destination + " " + ((PolicyRule)what).NextHop;
        static string All(PolicySources printed) => string.Join("\n--\n", new[] { printed.Options, printed.Transports, printed.TransportDefs, printed.Rewriting, printed.Aliases }.Select(t => t?.Text));
    }

    [Fact]
    public void A_relay_host_prints_back()
    {
        PropertyCheck.Run(Prop.ForAll(Arb.From(from n in Gen.Choose(1, 3) from r in Gen.ArrayOf(Relay, n) select string.Join(',', r)), relays =>
        {
            RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources { Options = new PolicyText("router", "relayhost " + relays) });
            Assert.Equal(policy.RelayHost!.ToString(), RoutingPolicy.Parse(policy.Print()).RelayHost!.ToString());
        }), 200);
    }

    [Fact]
    public void Any_character_changed_never_throws_and_every_error_lies_in_its_line()
    {
        Gen<char> characters = Gen.Frequency((3, Gen.Elements([.. "/*@$|:,[]().\\#\r\n\t -+{?^"])), (1, Gen.Choose(0, 0xFFFF).Select(c => (char)c)));
        PropertyCheck.Run(Prop.ForAll(Arb.From(from r in Rules where r.Length > 0 from at in Gen.Choose(0, r.Length - 1) from c in characters from how in Gen.Choose(0, 2) select (r, at, c, how)), t =>
        {
            string text = t.how == 0 ? t.r[..t.at] + t.c + t.r[(t.at + 1)..] : t.how == 1 ? t.r[..t.at] + t.c + t.r[t.at..] : t.r[..t.at] + t.r[(t.at + 1)..];
            CheckErrors(text, Policy(text, mayBeWrong: true));
            CheckErrors(text, RoutingPolicy.ParsePostfix(new PolicyText("transports", text)));
            foreach (Func<PolicyText, PolicySources> place in (Func<PolicyText, PolicySources>[])[s => new() { Options = s }, s => new() { TransportDefs = s }, s => new() { Rewriting = s }, s => new() { Aliases = s }])
                CheckErrors(text, RoutingPolicy.Parse(place(new PolicyText("transports", text))));
        }), 1000);
    }

    [Fact]
    public void Any_text_as_a_regular_expression_never_throws()
    {
        Gen<string> pieces = Gen.Elements("(", ")", "(?:", "(?=", "(?<a>", "(?<!", "(?(a)", "(?i)", "(?#", "[", "]", "[^", "-[", "{2}", "{1,3}", "{9999}", "{", "}", "*", "+", "?", "|", "\\", "\\1", "\\k<a>", "\\p{L}", "\\b",
            "\\x4", "\\u", "\\c", "^", "$", ".", "a", "b", "@", ",", "9", "\u0007", "\ud800", "' at offset 7. ");
        PropertyCheck.Run(Prop.ForAll(Arb.From(from n in Gen.Choose(1, 14) from p in Gen.ArrayOf(pieces, n) select string.Concat(p).Replace(' ', '_')), pattern =>
        {
            CheckErrors("/" + pattern + "/ 192.0.2.1", RoutingPolicy.Parse("/" + pattern + "/ 192.0.2.1"));
            CheckErrors(pattern + " max", RoutingPolicy.Parse(new PolicySources { Aliases = new PolicyText("transports", pattern + " max") }));
        }), 3000);
    }

    private static void CheckErrors(string text, RoutingPolicy policy)
    {
        string[] lines = text.Split('\n');
        foreach (PolicyError error in policy.Errors.Concat(policy.Warnings).Where(e => e.File == "transports"))
        {
            string line = lines[error.Line - 1];
            line = line.EndsWith('\r') ? line[..^1] : line;
            Assert.Equal(error.Line == 1 ? line.TrimStart('\uFEFF') : line, error.Source);
            Assert.InRange(error.Column, 1, error.Source.Length + 1);
            Assert.NotEmpty(error.ToString());
            Assert.DoesNotContain(error.Message, char.IsControl);
        }
        if (policy.IsValid)
            policy.Explain("joe@a.b");
    }

    private static readonly PolicyText Definitions = new("defs", "mta  mx.a:26 \ncmd $mta -x\nx-y 1\n");

    private static RoutingPolicy Policy(string transports, bool mayBeWrong = false)
    {
        RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources { Transports = new PolicyText("transports", transports), TransportDefs = Definitions });
        Assert.True(mayBeWrong || policy.IsValid, transports);
        return policy;
    }

    /// <summary>What a destination means, written down once more in the shortest way.</summary>
    private static bool Matches(string destination, string address)
    {
        string whole = address.TrimEnd('.').ToLowerInvariant(), domain = whole[(whole.LastIndexOf('@') + 1)..];
        if (destination[0] == '/')
            return Regex.IsMatch(destination.Contains('@') ? whole : domain, destination[1..^1], RegexOptions.IgnoreCase);
        string subject = destination.Contains('@') ? whole : domain;
        var pattern = new StringBuilder("^");
        foreach (char c in destination)
            pattern.Append(c == '*' ? ".+" : Regex.Escape(c.ToString()));
        return Regex.IsMatch(subject, pattern.Append('$').ToString());
    }
}
