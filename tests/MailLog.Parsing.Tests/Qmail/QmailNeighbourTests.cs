using MailLog.Parsing.Tests.Neighbours;
using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>Filters and checkers that are run with qmail.</summary>
public class QmailNeighbourTests
{
    public static TheoryData<string, string, EventKind, string> Lines => new()
    {
        { "simscan", "[210394]:CLEAN (-1.21/9999.00):3.3608s:Subject here:198.51.100.224:from@x.test:to@y.test", EventKind.FilterResult,
            "pid=210394 | details=CLEAN | score=-1.21 | threshold=9999.00 | seconds=3.3608 | subject=Subject here | clientAddress=198.51.100.224 | from=from@x.test | to=to@y.test" },
        { "simscan", "[7]:SPAM REJECT (12.50/6.00):0.5s:An [offer]:198.51.100.224:from@x.test:to@y.test", EventKind.FilterResult,
            "details=SPAM REJECT | score=12.50 | subject=An [offer] | clientAddress=198.51.100.224 | from=from@x.test | to=to@y.test" },
        { "simscan", "[7]:CLEAN (0.00/6.00):0.5s::198.51.100.224::to@y.test", EventKind.FilterResult, "subject= | clientAddress=198.51.100.224 | from= | to=to@y.test" },
        { "spamdyke[29207]", "DENIED_RDNS_MISSING from: a@b.test to: c@d.test origin_ip: 203.0.113.66 origin_rdns: (unknown) auth: (unknown) encryption: (none) reason: (empty)", EventKind.Policy,
            "action=DENIED_RDNS_MISSING | sender=a@b.test | recipient=c@d.test | clientAddress=203.0.113.66 | name=(unknown) | user=(unknown) | details=(none) | reason=(empty)" },
        { "spamdyke[29207]", "ALLOWED from: a@b.test to: c@d.test origin_ip: 203.0.113.66 origin_rdns: mail.b.test auth: (unknown)", EventKind.Policy,
            "action=ALLOWED | sender=a@b.test | recipient=c@d.test | clientAddress=203.0.113.66 | name=mail.b.test | user=(unknown) | reason=-" },
        { "vpopmail[7]", "vchkpw-smtp: password fail alice@example.com:192.0.2.1", EventKind.Login, "service=vchkpw-smtp | reason=password fail | user=alice@example.com | clientAddress=192.0.2.1 | status=-" },
        { "vpopmail[7]", "vchkpw-submission: null password given alice@example.com:192.0.2.1", EventKind.Login, "service=vchkpw-submission | reason=null password given | user=alice@example.com" },
        { "vpopmail[7]", "vchkpw-pop3: (PLAIN) login success alice@example.com:192.0.2.1", EventKind.Login, "method=PLAIN | status=login success | user=alice@example.com | clientAddress=192.0.2.1" },
        { "qmail-scanner[25]", "Clear:RC:0(192.0.2.1):SA:0(0.1/5.0): 0.5 1234 a@example.org b@example.com", EventKind.FilterResult, "details=Clear | count=0 | clientAddress=192.0.2.1" },
        { "policy_check", "remote a@example.org -> local b@example.com", EventKind.Policy, "origin=remote | sender=a@example.org | direction=local | recipient=b@example.com" },
        { "policy_check", "local a -> local x@example.org -> remote b@example.com", EventKind.Policy, "origin=local | sender=a -> local x@example.org | direction=remote | recipient=b@example.com" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void Main_lines_are_events(string program, string message, EventKind kind, string fields) => NeighbourLine.Check(program, message, kind, fields);

    /// <summary>Nothing is quoted, and what separates the fields may stand in them: the line is read from its end, and says that there is another reading.</summary>
    [Theory]
    [InlineData("[7]:CLEAN (0.00/6.00):0.5s:Re: a:b:198.51.100.224:from@x.test:to@y.test", "Re: a:b", "198.51.100.224")]
    [InlineData("[7]:CLEAN (0.00/6.00):0.5s:Hello:2001:db8::1:from@x.test:to@y.test", "Hello:2001:db8:", "1")]
    public void Simscan_with_colons_keeps_sender_and_recipient(string message, string subject, string address)
    {
        MailLogEvent read = NeighbourLine.Read("simscan", message);
        Assert.True(read.Line.TryGet(out FilterResultEvent result));
        Assert.Equal((subject, address, "from@x.test", "to@y.test"), (result.Subject.ToString(), result.ClientAddress.ToString(), result.From.ToString(), result.To.ToString()));
        Assert.True(read.Line.IsAmbiguous);
    }

    [Fact]
    public void Spamdyke_with_its_words_in_an_address_is_told()
    {
        MailLogEvent read = NeighbourLine.Read("spamdyke[29207]", "ALLOWED from: a to: x origin_ip: 192.0.2.9@b.test to: c@d.test origin_ip: 203.0.113.66 origin_rdns: mail.b.test");
        Assert.True(read.Line.TryGet(out PolicyEvent policy));
        Assert.Equal(("c@d.test", "203.0.113.66"), (policy.Recipient.ToString(), policy.ClientAddress.ToString()));
        Assert.True(read.Line.IsAmbiguous);
    }

    [Fact]
    public void A_login_succeeds_or_fails()
    {
        Assert.True(NeighbourLine.Read("vpopmail[7]", "vchkpw-pop3: (PLAIN) login success a@x.test:192.0.2.1").Line.TryGet(out LoginEvent login));
        Assert.Equal((true, "PLAIN", "a@x.test", "vchkpw-pop3"), (login.IsSuccess, login.Method.ToString(), login.User.ToString(), login.Service.ToString()));
        Assert.True(NeighbourLine.Read("vpopmail[7]", "vchkpw-smtp: password fail a:b@x.test:192.0.2.1").Line.TryGet(out login));
        Assert.Equal((false, "a:b@x.test", "192.0.2.1", "password fail"), (login.IsSuccess, login.User.ToString(), login.ClientAddress.ToString(), login.Reason.ToString()));
    }

    [Theory]
    [InlineData("simscan", "[7]: something else")]
    [InlineData("spamdyke[1]", "ERROR: unable to open file")]
    [InlineData("vpopmail[7]", "vchkpw-smtp: something else")]
    public void Their_other_lines_are_foreign(string program, string message)
    {
        Assert.Equal(EventKind.Foreign, NeighbourLine.Read(program, message).Kind);
    }
}
