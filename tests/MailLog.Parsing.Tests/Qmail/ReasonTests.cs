using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>Reports of qmail as reasons, in the words that all systems share.</summary>
public class ReasonTests
{
    [Theory]
    [InlineData("success: did_1+0+0/", DeliveryReasonKind.Delivered, "", "", 0)]
    [InlineData("success: did_0+1+0/qp_77/", DeliveryReasonKind.Forwarded, "", "", 0)]
    [InlineData("success: 192.0.2.9_accepted_message./Remote_host_said:_250_2.0.0_Ok/", DeliveryReasonKind.Accepted, "192.0.2.9", "", 250)]
    [InlineData("failure: 192.0.2.9_does_not_like_recipient./Remote_host_said:_550_5.1.1_no/Giving_up_on_192.0.2.9./", DeliveryReasonKind.Refused, "192.0.2.9", "RCPT TO", 550)]
    [InlineData("failure: Connected_to_192.0.2.9_but_sender_was_rejected./Remote_host_said:_550_no/", DeliveryReasonKind.Refused, "192.0.2.9", "MAIL FROM", 550)]
    [InlineData("deferral: 192.0.2.9_failed_on_DATA_command./Remote_host_said:_451_no/", DeliveryReasonKind.Refused, "192.0.2.9", "DATA", 451)]
    [InlineData("deferral: 192.0.2.9_failed_after_I_sent_the_message./Remote_host_said:_451_no_but_sender_was_rejected./", DeliveryReasonKind.Refused, "192.0.2.9", "end of DATA", 451)]
    [InlineData("deferral: Connected_to_192.0.2.9_but_greeting_failed./Remote_host_said:_421_busy/", DeliveryReasonKind.RefusedToTalk, "192.0.2.9", "", 421)]
    [InlineData("deferral: Connected_to_192.0.2.9_but_connection_died._Possible_duplicate!_(#4.4.2)/", DeliveryReasonKind.ConnectionLost, "192.0.2.9", "", 0)]
    [InlineData("deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/", DeliveryReasonKind.ConnectionFailed, "", "", 0)]
    [InlineData("deferral: CNAME_lookup_failed_temporarily._(#4.4.3)/", DeliveryReasonKind.NameServiceError, "", "", 0)]
    [InlineData("failure: Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/", DeliveryReasonKind.UserUnknown, "", "", 0)]
    [InlineData("failure: over_quota_Sorry,_no_mailbox_here_by_that_name./", DeliveryReasonKind.Other, "", "", 0)]
    [InlineData("deferral: ", DeliveryReasonKind.None, "", "", 0)]
    public void A_report_tells_what_happened_with_whom(string result, DeliveryReasonKind kind, string peer, string command, int code)
    {
        MailLogEvent line = QmailLine.Read("qmail", "delivery 7: " + result);
        Assert.True(line.Line.TryGet(out DeliveryEvent delivery));
        DeliveryReason reason = delivery.Reason;
        Assert.Equal((kind, peer, command, code), (reason.Kind, reason.Peer.Address.ToString(), reason.Command.ToString(), reason.Reply.Code));
    }

    [Fact]
    public void The_host_that_the_dns_does_not_know_is_named()
    {
        MailLogEvent line = QmailLine.Read("qmail", "delivery 7: failure: Sorry,_I_couldn't_find_any_host_named_no.example._(#5.1.2)/");
        Assert.True(line.Line.TryGet(out DeliveryEvent delivery));
        Assert.Equal((DeliveryReasonKind.HostNotFound, "no.example"), (delivery.Reason.Kind, delivery.Reason.Name.ToString()));
    }
}
