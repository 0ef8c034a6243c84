using MailLog.Routing;
using Xunit;

namespace MailLog.Correlation.Tests.Routing;

/// <summary>What is wrong with a policy is data: all of it at once, each with its place.</summary>
public class PolicyErrorTests
{
    [Theory]
    [InlineData("a.b mx.c:", "1:10 port missing")]
    [InlineData("a.b mx.c:x", "1:10 a port is a number")]
    [InlineData("a.b mx.c:0", "1:10 port out of range 1..65535")]
    [InlineData("a.b mx.c, ,mx.d", "1:11 relay missing")]
    [InlineData("a.b mx.c,", "1:10 relay missing")]
    [InlineData("a.b mx.c mx.d", "1:9 white space in a relay; several are separated by \",\"")]
    [InlineData("a.b [::1]25", "1:10 behind \"]\" only \":\" and a port can stand")]
    [InlineData("a.b []", "1:6 host missing")]
    [InlineData("a.b [1::2::3]", "1:6 not an IPv6 address")]
    [InlineData("a.b 1::2::3", "1:5 not an IPv6 address; with a port it needs brackets: [::1]:25")]
    [InlineData("a.b 1.2.3.400", "1:5 not an IPv4 address")]
    [InlineData("a.b mx..c", "1:8 a dot with nothing before it in a host name")]
    [InlineData("a;b mx.c", "1:2 ';' cannot be part of a domain")]
    [InlineData("*\u0007 mx.c", "1:2 '\\u0007' cannot be part of a destination")]
    [InlineData("*\u202Eb mx.c", "1:2 '\\u202e' cannot be part of a destination")]
    [InlineData("a\u202Eb mx.c", "1:2 '\\u202e' cannot be part of a destination")]
    [InlineData("a@b@c mx.c", "1:4 a second \"@\"")]
    [InlineData("\"a@b mx.c", "1:1 a quote that is not closed")]
    [InlineData("-a.b mx.c", "1:1 '-' can stand between other characters only in a domain")]
    [InlineData("a.b -host", "1:5 '-' can stand between other characters only in a host name")]
    [InlineData("a.b mx-.c", "1:7 '-' can stand between other characters only in a host name")]
    [InlineData("@a.b mx.c", "1:1 nothing before the \"@\"")]
    [InlineData("a@ mx.c", "1:3 domain missing behind the \"@\"")]
    [InlineData("$a mx.c", "1:1 '$' cannot begin a destination: variables are for next hops")]
    [InlineData("// mx.c", "1:1 regular expression without content: it would match everything")]
    [InlineData("/[a/ mx.c", "1:2 regex: missing ]")]
    [InlineData("/a)/ mx.c", "1:3 regex: ) without (")]
    [InlineData("/((((a?){11}){10,}){1,10}){10}/ mx.c", "1:27 regex: more than 10000 repetitions inside of each other")]
    [InlineData("/a{10001}/ mx.c", "1:3 regex: more than 10000 repetitions inside of each other")]
    [InlineData("/\\p{nothing}/ mx.c", null)]
    [InlineData("a.b queue/", "1:11 plugin missing behind \"queue/\"")]
    [InlineData("a.b queue/x y", "1:12 ' ' cannot be part of a plugin's name")]
    [InlineData("a.b | ", "1:6 command missing behind \"|\"")]
    [InlineData("a.b / x", "1:6 path missing behind \"/\"")]
    [InlineData("\ta.b \t \r\n#x\n\n  c.d", "1:5 next hop missing, 4:6 next hop missing")]
    [InlineData("a.b $x,$y-z", "1:5 undefined variable \"x\", 1:8 undefined variable \"y-z\"")]
    public void A_rule_that_is_wrong_is_told_with_its_place(string transports, string? expected)
    {
        RoutingPolicy policy = RoutingPolicy.Parse(transports);
        Assert.False(policy.IsValid);
        if (expected is not null)
            Assert.Equal(expected, Told(policy.Errors));
    }

    [Fact]
    public void All_errors_of_all_files_are_told_in_one_go()
    {
        RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources
        {
            Options = new PolicyText("router", "relayhost mx:0\nmax-age never\nsend-ndr perhaps\ncolour blue\nme\nmax-age 3\naliases users"),
            Transports = new PolicyText("transports", "a.b\n"),
            TransportDefs = new PolicyText("defs", "x! 1\ny\nz 1\nz 2"),
            Rewriting = new PolicyText("rewriting", "up a b\nto\nto a\nto a@b c\nto a b c\nto a b;"),
        });
        Assert.Equal("router:1:14 port out of range 1..65535, router:2:9 max-age is a number of days, from 1 to 36500, router:3:10 neither yes nor no (1, true, yes, on; 0, false, no, off), "
            + "router:4:1 there is no option \"colour\", router:5:3 value of me missing, router:6:1 max-age is already set in line 2, router:7:9 this file cannot be read, "
            + "defs:1:2 '!' cannot be part of a variable's name, defs:2:2 value missing, defs:4:1 variable \"z\" is already defined in line 3, transports:1:4 next hop missing, "
            + "rewriting:1:1 the direction is from, to or both, rewriting:2:3 old domain missing, rewriting:3:5 new domain missing, rewriting:4:4 an address cannot be rewritten, only domains can, "
            + "rewriting:5:8 nothing can stand behind the new domain, rewriting:6:7 ';' cannot be part of a domain",
            string.Join(", ", policy.Errors.Select(e => $"{e.File}:{e.Line}:{e.Column} {e.Message}")));
    }

    [Fact]
    public void An_error_prints_with_its_line_and_a_caret()
    {
        Assert.Equal("transports:2:6: undefined variable \"nope\"\n  a.b\t $nope,mx.c\n     \t ^", RoutingPolicy.Parse("# x\r\na.b\t $nope,mx.c\r\n").Errors[0].ToString());
        Assert.Equal("transports:3:2: warning: has the destination of rule 1, and can never match\n   a.b 1.1.1.1\n   ^", RoutingPolicy.Parse("\nA.b. 1.1.1.2\n a.b 1.1.1.1").Warnings[0].ToString());
        // The column counts characters; the caret stands below the one that is meant, however wide those before it are.
        Assert.Equal("transports:1:7: ';' cannot be part of a domain\n  \u90F5\u4EF6e\u0301\U0001F4E8.;b mx\n          ^", RoutingPolicy.Parse("\u90F5\u4EF6e\u0301\U0001F4E8.;b mx").Errors[0].ToString());
        Assert.Equal("transports:1:2: '\\u0007' cannot be part of a destination\n  a\uFFFD 1.1.1.1\n   ^", RoutingPolicy.Parse("a\a 1.1.1.1").Errors[0].ToString());
    }

    [Fact]
    public void What_is_wrong_with_a_variable_is_told_where_it_is_used()
    {
        RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources { Transports = new PolicyText("transports", "a.b mx.c,$far"), TransportDefs = new PolicyText("defs", "far mx.d:99999") });
        Assert.Equal("1:10 port out of range 1..65535 in the value of variable \"far\" (defs:1)", Told(policy.Errors));
    }

    [Theory]
    [InlineData("a.b $v", "mx.c:", "1:7 port missing in the value of variable \"v\" (defs:1)")]
    [InlineData("a.b $v,mx.d", "mx.c:", "1:7 port missing in the value of variable \"v\" (defs:1)")]
    [InlineData("a.b $v:", "mx.c", "1:8 port missing")]
    [InlineData("a.b mx.c:$v", "x", "1:10 a port is a number in the value of variable \"v\" (defs:1)")]
    [InlineData("a.b $v:x", "mx.c", "1:8 a port is a number")]
    [InlineData("a.b $v.400", "1.2.3", "1:5 not an IPv4 address")]
    [InlineData("a.b $v", "mx.c,", "1:7 relay missing in the value of variable \"v\" (defs:1)")]
    [InlineData("a.b $v,", "mx.c", "1:8 relay missing")]
    [InlineData("a.b $v", "queue/x y", "1:5 ' ' cannot be part of a plugin's name in the value of variable \"v\" (defs:1)")]
    public void A_fault_of_a_value_names_the_definition(string rule, string value, string expected)
    {
        Assert.Equal(expected, Told(RoutingPolicy.Parse(new PolicySources { Transports = new PolicyText("transports", rule), TransportDefs = new PolicyText("defs", "v " + value) }).Errors));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_an_error()
    {
        PolicyText file = PolicyText.Read("latin", new MemoryStream([.. "# \u00FC \uFFFD\r\na.b mx.c\r\n# "u8, 0xFC, .. "\r\nb"u8, 0xFC, .. ".x mx.d"u8]));
        Assert.Equal("3:3 this is not UTF-8", Told(RoutingPolicy.Parse(new PolicySources { Transports = file }).Errors));
        Assert.Equal("3:3 this is not UTF-8", Told(RoutingPolicy.Parse(new PolicySources { Aliases = file }).Errors.Take(1)));
        Assert.Equal("3:3 this is not UTF-8", Told(RoutingPolicy.ParsePostfix(file).Errors));
        Assert.Equal("# \uFFFD", RoutingPolicy.Parse(new PolicySources { Transports = file }).Errors[0].Source);
        Assert.Equal("1:1 this is not UTF-8", Told(RoutingPolicy.Parse(new PolicySources { Transports = PolicyText.Read("utf16", new MemoryStream([0xFF, 0xFE, (byte)'#', 0])) }).Errors.Take(1)));
        Assert.Empty(RoutingPolicy.Parse(new PolicySources { Transports = PolicyText.Read("good", new MemoryStream([.. "\uFEFF\U0001F4E8\u90F5\u00FC\uFFFD.x mx.c"u8])) }).Errors);
    }

    [Fact]
    public void The_main_file_names_no_rules_in_itself()
    {
        var options = new PolicyText("router", "transports router");
        Assert.Equal("1:12 this is the file of the main options itself", Told(RoutingPolicy.Parse(new PolicySources { Options = options, Open = _ => options }).Errors));
    }

    [Fact]
    public void A_port_behind_an_address_without_brackets_is_warned_of()
    {
        Assert.Equal("1:5 \"25\" is the end of this IPv6 address; as a port it needs brackets: [::1]:25", Told(RoutingPolicy.Parse("a.b ::1:25").Warnings));
        Assert.Empty(RoutingPolicy.Parse("a.b ::1\nc.d 2001:db8::25\ne.f 1:2:3:4:5:6:7:25\ng.h [::1:25]").Warnings);
    }

    [Fact]
    public void A_delivery_agent_needs_an_alias_for_root()
    {
        var options = new PolicyText("router", "max-age 3");
        var transports = new PolicyText("transports", "a.b /usr/bin/maildrop");
        const string Missing = "1:1 a delivery agent is used, and aliases has no entry for root";
        Assert.Equal(Missing, Told(RoutingPolicy.Parse(new PolicySources { Options = options, Transports = transports }).Errors));
        Assert.Equal(Missing, Told(RoutingPolicy.Parse(new PolicySources { Transports = transports, Aliases = new PolicyText("aliases", ".*master admin\nroot2 x\naroot x") }).Errors));
        Assert.Empty(RoutingPolicy.Parse(new PolicySources { Transports = transports, Aliases = new PolicyText("aliases", ".*master admin\nROOT max") }).Errors);
        Assert.Empty(RoutingPolicy.Parse(new PolicySources { Transports = transports }).Errors);
        Assert.Empty(RoutingPolicy.Parse(new PolicySources { Options = options, Transports = new PolicyText("transports", "a.b |robot") }).Errors);
        Assert.Equal("1:2 unix user missing, 2:1 regex: missing ), 3:5 nothing can stand behind the unix user",
            Told(RoutingPolicy.Parse(new PolicySources { Aliases = new PolicyText("aliases", "a \n(b x\nc d e") }).Errors));
    }

    [Fact]
    public void Files_that_the_options_name_are_asked_for()
    {
        var asked = new List<string>();
        RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources
        {
            Options = new PolicyText("router", "transports rules here\ntransport-defs defs\nrewriting gone\nme foo.bar"),
            TransportDefs = new PolicyText("given", "x mx"),
            Open = name =>
            {
                asked.Add(name);
                return name == "gone" ? null : new PolicyText("opened", "a.b $x");
            },
        });
        Assert.Equal(["rules here", "gone"], asked);
        Assert.Equal("3:11 this file cannot be read", Told(policy.Errors));
        Assert.Equal("rule 1 (opened:1) a.b -> smtp mx.foo.bar:25", policy.Rules[0].ToString());
    }

    [Fact]
    public void A_text_with_an_option_in_it_is_the_main_file()
    {
        Assert.True(new PolicyText("x", "# transports\n\n  me foo.bar").HasOptions);
        Assert.True(new PolicyText("x", "colour blue\nrelayhost mx").HasOptions);
        Assert.False(new PolicyText("x", "# relayhost mx\nfoo.bar relayhost").HasOptions);
        Assert.False(new PolicyText("x", "").HasOptions);
        Assert.Equal("a b", PolicyText.Read("x", new StringReader("a b")).Text);
    }

    [Fact]
    public void Misuse_is_told()
    {
        Assert.Throws<ArgumentNullException>(() => RoutingPolicy.Parse((PolicySources)null!));
        Assert.Throws<ArgumentNullException>(() => RoutingPolicy.Parse("").Explain(null!));
        Assert.Throws<ArgumentNullException>(() => RoutingPolicy.ParsePostfix(null!));
        Assert.Throws<InvalidOperationException>(() => RoutingPolicy.Parse("x").Explain("a@b"));
        Assert.Throws<InvalidOperationException>(() => RoutingPolicy.Parse("x").Print());
    }

    private static string Told(IEnumerable<PolicyError> errors) => string.Join(", ", errors.Select(e => $"{e.Line}:{e.Column} {e.Message}"));
}
