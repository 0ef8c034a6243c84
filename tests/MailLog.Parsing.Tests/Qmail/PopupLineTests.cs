using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>POP3 logins of s/qmail's qmail-popup.</summary>
public class PopupLineTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { "pid 25841 Reject::AUTH::User P:POP3 S:127.0.0.5:unknown ?~ 'alice'",
            "qmail-popup.login|pid=25841|action=Reject|type=AUTH|condition=User|protocol=POP3|client=127.0.0.5:unknown|user=alice" },
        { "pid 25846 Accept::AUTH::User P:POP3 S:127.0.0.5:unknown ?~ 'alice'",
            "qmail-popup.login|pid=25846|action=Accept|type=AUTH|condition=User|protocol=POP3|client=127.0.0.5:unknown|user=alice" },
        { "pid 25850 Reject::AUTH::User P:POP3 S:127.0.0.5:unknown ?~ 'o'x ?~ y'",
            "qmail-popup.login|pid=25850|action=Reject|type=AUTH|condition=User|protocol=POP3|client=127.0.0.5:unknown|user=o'x ?~ y" },
        { "pid 7 Reject::AUTH::User P:POP3 S:127.0.0.5:unknown ?~ 'a' ?~ 'b'",
            "qmail-popup.login|pid=7|action=Reject|type=AUTH|condition=User|protocol=POP3|client=127.0.0.5:unknown|user=a' ?~ 'b" },
        { "pid 7 Reject::AUTH::User P:POP3 S:127.0.0.5:unknown ?~ ''",
            "qmail-popup.login|pid=7|action=Reject|type=AUTH|condition=User|protocol=POP3|client=127.0.0.5:unknown|user=" },
        { "pid 7 Reject::STLS::Any P:POP3 S:2001:db8::5:mail.example.org ?~ 'unknown'",
            "qmail-popup.login|pid=7|action=Reject|type=STLS|condition=Any|protocol=POP3|client=2001:db8::5:mail.example.org|user=unknown" },
        { "pid 7 Accept::AUTH::Apop P:POP3S S:192.0.2.1:unknown ?= 'alice'",
            "qmail-popup.login.old|pid=7|action=Accept|type=AUTH|condition=Apop|protocol=POP3S|client=192.0.2.1:unknown|user=alice" },
        { "pid 7 Reject::AUTH::User P:POP3 S:192.0.2.1:unknown ?~ 'evil",
            "qmail-popup.login.torn|pid=7|action=Reject|type=AUTH|condition=User|protocol=POP3|client=192.0.2.1:unknown|rest=evil" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void All_fields_are_read(string message, string expected) => QmailLine.Check("qmail-popup", message, expected);

    [Theory]
    [InlineData("POP3", false)]
    [InlineData("POP3S", true)]
    public void It_is_a_decision_about_a_login(string protocol, bool isTls)
    {
        MailLogEvent read = QmailLine.Read("qmail-popup", "pid 25841 Accept::AUTH::User P:" + protocol + " S:2001:db8::5:mail.example.org ?~ 'alice'");
        Assert.True(read.Line.TryGet(out QmailSmtpdEvent decision));
        Assert.Equal((QmailAction.Accept, QmailConditionType.Authentication, QmailCondition.PopUser), (decision.Action, decision.Type, decision.Condition));
        Assert.Equal((true, isTls, false), (decision.IsPop3, decision.IsTls, decision.HasTriedLogin));
        Assert.Equal(("2001:db8::5", "mail.example.org", "alice"), (decision.Client.Address.ToString(), decision.Client.Host.ToString(), decision.User.ToString()));
        Assert.False(decision.Helo.HasValue || decision.Sender.HasValue || decision.Recipient.HasValue || decision.Envelope.HasValue);
        Assert.True(read.Line.TryGet(out VerdictEvent verdict));
        Assert.Equal((VerdictAction.Accept, "AUTH", 25841), (verdict.Action, verdict.Stage.ToString(), read.Line.ProcessId));
    }

    [Fact]
    public void A_torn_user_is_told()
    {
        Assert.True(QmailLine.Read("qmail-popup", "pid 7 Reject::AUTH::User P:POP3 S:192.0.2.1:unknown ?~ 'evil").Line.TryGet(out QmailSmtpdEvent decision));
        Assert.True(decision.IsTorn);
        Assert.Equal("evil", decision.User.ToString());
    }
}
