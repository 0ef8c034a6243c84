using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class ReplyTests
{
    [Theory]
    [InlineData("550 5.1.1 user unknown", 550, "5.1.1", "user unknown")]
    [InlineData("250 2.0.0 Ok: queued as 4F1A2B3C4D", 250, "2.0.0", "Ok: queued as 4F1A2B3C4D")]
    [InlineData("550-5.7.1 first 550 5.7.1 last", 550, "5.7.1", "first 550 5.7.1 last")]
    [InlineData("421 too busy", 421, "", "too busy")]
    [InlineData("220", 220, "", "")]
    [InlineData("220 ", 220, "", "")]
    [InlineData("550 5.1.1", 550, "5.1.1", "")]
    [InlineData("550 5.1.1x", 550, "", "5.1.1x")]
    [InlineData("550 5.1.1000 x", 550, "", "5.1.1000 x")]
    public void A_reply_has_codes_and_text(string text, int code, string status, string rest)
    {
        Assert.True(SmtpReply.TryParse(Encoding.UTF8.GetBytes(text), out SmtpReply reply));
        Assert.True(reply.HasValue);
        Assert.Equal(code, reply.Code);
        Assert.Equal(status, reply.Status.ToString());
        Assert.Equal(rest, reply.Text.ToString());
        Assert.Equal(text, reply.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("25")]
    [InlineData("150 x")]
    [InlineData("650 x")]
    [InlineData("2500 x")]
    [InlineData("250x")]
    [InlineData(" 250 x")]
    public void Other_text_is_none(string text)
    {
        Assert.False(SmtpReply.TryParse(Encoding.UTF8.GetBytes(text), out SmtpReply reply));
        Assert.False(reply.HasValue);
        Assert.Equal("", reply.ToString());
    }

    /// <summary>The response of a delivery, and what of it is the server's.</summary>
    [Theory]
    [InlineData("250 2.0.0 Ok", "250 2.0.0 Ok")]
    [InlineData("host mx[192.0.2.1] said: 550 5.1.1 <a>: unknown (in reply to RCPT TO command)", "550 5.1.1 <a>: unknown")]
    [InlineData("host mx[192.0.2.1] said: 550 (in reply to x) y (in reply to end of DATA command)", "550 (in reply to x) y")]
    [InlineData("host mx[192.0.2.1] refused to talk to me: 554 go away", "554 go away")]
    [InlineData("delivery temporarily suspended: host mx[192.0.2.1] refused to talk to me: 421 later", "421 later")]
    [InlineData("host mx[192.0.2.1] said: no code (in reply to RCPT TO command)", "")]
    [InlineData("connect to mx[192.0.2.1]:25: Connection refused", "")]
    [InlineData("host not found said: 550 x", "")]
    [InlineData("host mx", "")]
    [InlineData("delivered to maildir", "")]
    [InlineData("", "")]
    public void The_servers_words_are_taken_out(string response, string expected)
    {
        Assert.Equal(expected, RemoteReply.In(Encoding.UTF8.GetBytes(response)).ToString());
    }

    [Theory]
    [InlineData("250 2.0.0 Ok: queued as 4F1A2B3C4D", "4F1A2B3C4D")]
    [InlineData("250 2.0.0 Ok: queued as 4Zk8mP2gqRz1BC", "4Zk8mP2gqRz1BC")]
    [InlineData("250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4F1A2B3C4D", "4F1A2B3C4D")]
    [InlineData("250 2.6.0 Ok, id=1-2, from MTA([127.0.0.1]:10025): 250 Ok: queued as 4F1A2B3C4D)", "4F1A2B3C4D")]
    [InlineData("250 Ok queued as ABCDEF0 queued as 4F1A2B3C4D", "4F1A2B3C4D")]
    [InlineData("250 queued as 4F1A2B3C4D-1", null)]
    [InlineData("250 queued as nothing", null)]
    [InlineData("250 queued as ", null)]
    [InlineData("queued as 4F1A2B3C4D", null)]
    [InlineData("250 2.0.0 Ok", null)]
    public void The_next_queue_id_is_named(string response, string? expected)
    {
        Assert.Equal(expected, RemoteReply.QueuedAs(Encoding.UTF8.GetBytes(response)).ToStringOrNull());
    }

    [Theory]
    [InlineData("forwarded as 4F1A2B3C4D", "4F1A2B3C4D")]
    [InlineData("forwarded as 4Zk8mP2gqRz1BC", "4Zk8mP2gqRz1BC")]
    [InlineData("forwarded as 4F1A2B3C4D x", null)]
    [InlineData("forwarded as ", null)]
    [InlineData("250 forwarded as 4F1A2B3C4D", null)]
    public void A_forward_names_its_queue_id(string response, string? expected)
    {
        Assert.Equal(expected, RemoteReply.ForwardedAs(Encoding.UTF8.GetBytes(response)).ToStringOrNull());
    }

    [Theory]
    [InlineData("250 2.5.0 OK (1A2B3C4D5E6F70)", "1A2B3C4D5E6F70")]
    [InlineData("host 127.0.0.1[127.0.0.1] said: 550 5.7.1 no (1A2B3C4D5E6F70) (in reply to end of DATA command)", "1A2B3C4D5E6F70")]
    [InlineData("250 2.5.0 OK (1A2B3C)", null)]
    [InlineData("250 2.5.0 OK ()", null)]
    [InlineData("250 2.5.0 OK (1A2B3C4D5E6F70) x", null)]
    [InlineData("250 2.5.0 OK 1A2B3C4D5E6F70", null)]
    [InlineData("", null)]
    public void A_filter_run_is_named(string response, string? expected)
    {
        Assert.Equal(expected, RemoteReply.FilterId(Encoding.UTF8.GetBytes(response)).ToStringOrNull());
    }
}
