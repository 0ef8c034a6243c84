using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>Reports of deliveries, taken apart. Most were logged by a real qmail-send.</summary>
public class ReportTests
{
    /// <summary>Result, report, peer, reply code, status, id on the next host, expired.</summary>
    public static TheoryData<string, string, string?, int, string, string?, bool> Remote => new()
    {
        { "success", "127.0.0.1_accepted_message./Remote_host_said:_250_2.0.0_Ok:_queued_as_F7992734/", "127.0.0.1", 250, "2.0.0", "F7992734", false },
        { "success", "127.0.0.1_accepted_message./Remote_host_said:_250_ok_1795155371_qp_1771/", "127.0.0.1", 250, "", null, false },
        { "success", "192.0.2.4_TLS_transmitted_message_accepted./Remote_host_said:_250_2.0.0_Ok:_queued_as_F7992734/", "192.0.2.4", 250, "2.0.0", "F7992734", false },
        { "success", "2001:db8::25_accepted_message./Remote_host_said:_250_ok/", "2001:db8::25", 250, "", null, false },
        { "deferral", "127.0.0.1_does_not_like_recipient./Remote_host_said:_451-4.7.1_greylisted:_come_back/451_4.7.1_in_5_minutes_<u@tempfail.test>_(50__sure)/Giving_up_on_127.0.0.1./", "127.0.0.1", 451, "4.7.1", null, false },
        { "failure", "127.0.0.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_<u@refuse.test>:_no_such_user:_here/Giving_up_on_127.0.0.1./", "127.0.0.1", 550, "5.1.1", null, false },
        { "deferral", "127.0.0.1_failed_after_I_sent_the_message./Remote_host_said:_451_4.3.0_scanner_down/", "127.0.0.1", 451, "4.3.0", null, false },
        { "failure", "127.0.0.1_failed_after_I_sent_the_message./Remote_host_said:_554_5.7.1_spam_content,_t_l__bye/", "127.0.0.1", 554, "5.7.1", null, false },
        { "deferral", "192.0.2.7_failed_on_DATA_command./Remote_host_said:_452_try_later/", "192.0.2.7", 452, "", null, false },
        { "deferral", "Connected_to_127.0.0.1_but_greeting_failed./Remote_host_said:_421_sink.test_too_busy,__50_try_later/", "127.0.0.1", 421, "", null, false },
        { "deferral", "Connected_to_127.0.0.1_but_greylisted./Remote_host_said:_421_sink.test_too_busy,__50_try_later/", "127.0.0.1", 421, "", null, false },
        { "failure", "Connected_to_127.0.0.1_but_sender_was_rejected./Remote_host_said:_550_5.1.8_sender_unwanted/", "127.0.0.1", 550, "5.1.8", null, false },
        { "failure", "Connected_to_192.0.2.7_but_my_name_was_rejected./Remote_host_said:_501_bad_name/", "192.0.2.7", 501, "", null, false },
        { "deferral", "Connected_to_127.0.0.1_but_connection_died._Possible_duplicate!_(#4.4.2)/", "127.0.0.1", 0, "4.4.2", null, false },
        { "deferral", "Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/", null, 0, "4.4.1", null, false },
        { "failure", "Sorry,_I_couldn't_find_any_host_named_nohost-at-all.test._(#5.1.2)/", null, 0, "5.1.2", null, false },
        { "deferral", "CNAME_lookup_failed_temporarily._(#4.4.3)/", null, 0, "4.4.3", null, false },
        { "deferral", "qmail-remote_crashed./", null, 0, "", null, false },
        { "deferral", "qmail-remote_produced_no_output./", null, 0, "", null, false },

        // Too long in the queue: the reason of the last attempt stands before, or nothing.
        { "failure", "I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./", null, 0, "", null, true },
        { "failure", "Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./", null, 0, "4.4.1", null, true },
        { "failure", "127.0.0.1_failed_after_I_sent_the_message./Remote_host_said:_451_4.3.0_scanner_down/I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./", "127.0.0.1", 451, "4.3.0", null, true },
        { "failure", "Connected_to_127.0.0.1_but_greeting_failed./Remote_host_said:_421_sink.test_too_busy,__50_try_later/I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./", "127.0.0.1", 421, "", null, true },
        { "failure", "192.0.2.1_does_not_like_recipient./Remote_host_said:_450_no/Giving_up_on_192.0.2.1./I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./", "192.0.2.1", 450, "", null, true },
    };

    [Theory, MemberData(nameof(Remote))]
    public void A_remote_delivery_has_peer_reply_and_status(string result, string report, string? peer, int code, string status, string? queuedAs, bool isExpired)
    {
        MailLogEvent read = QmailLine.Read("qmail", "delivery 5: " + result + ": " + report);
        Assert.True(read.Line.TryGet(out DeliveryEvent delivery));
        Assert.Equal(report, delivery.Report.Text.ToString());
        Assert.Equal(peer, delivery.Report.Peer.ToStringOrNull());
        Assert.Equal(peer, delivery.Relay.Address.ToStringOrNull());
        Assert.Equal((code, code), (delivery.Report.Reply.Code, delivery.Reply.Code));
        Assert.Equal((status, status), (delivery.Report.Status.ToString(), delivery.Dsn.ToString()));
        Assert.Equal(queuedAs, delivery.Report.QueuedAs.ToStringOrNull());
        Assert.Equal(queuedAs, delivery.QueuedAs.ToStringOrNull());
        Assert.Equal(isExpired, delivery.Report.IsExpired);
        Assert.Equal((null, null, null, null), (delivery.Report.Mailboxes, delivery.Report.Forwards, delivery.Report.Programs, delivery.Report.QueuePid));
    }

    [Theory]
    [InlineData("did_1+0+0/", 1, 0, 0, null)]
    [InlineData("did_0+0+1/", 0, 0, 1, null)]
    [InlineData("did_0+0+0/", 0, 0, 0, null)]
    [InlineData("did_0+3+0/qp_23805/", 0, 3, 0, 23805)]
    [InlineData("did_1+1+0/qp_26914/", 1, 1, 0, 26914)]
    [InlineData("did_12+345+6/", 12, 345, 6, null)]
    [InlineData("hello_there/did_0+0+1/", 0, 0, 1, null)]
    [InlineData("multi/line:_100__q/did_0+0+1/", 0, 0, 1, null)]
    [InlineData("vdelivermail:_valiases_processed/did_0+0+1/", 0, 0, 1, null)]
    [InlineData("no_line_enddid_0+0+1/", 0, 0, 1, null)]
    public void A_local_delivery_counts_what_it_did(string report, int mailboxes, int forwards, int programs, int? qp)
    {
        Assert.True(QmailLine.Read("qmail", "delivery 5: success: " + report).Line.TryGet(out DeliveryEvent delivery));
        Assert.Equal((mailboxes, forwards, programs, qp), (delivery.Report.Mailboxes, delivery.Report.Forwards, delivery.Report.Programs, delivery.Report.QueuePid));
        Assert.False(delivery.Report.Peer.HasValue || delivery.Report.Reply.HasValue || delivery.Report.IsExpired);
    }

    /// <summary>What a program prints stands before the counts, and counts for nothing; where qmail-local gives up it writes none.</summary>
    [Theory]
    [InlineData("success", "did_9+9+9/qp_77/did_0+0+1/", 0, 1, null)]
    [InlineData("success", "did_9+9+9/did_0+1+1/qp_5/", 1, 1, 5)]
    [InlineData("success", "did_it/", null, null, null)]
    [InlineData("success", "did_5_things/", null, null, null)]
    [InlineData("success", "did_1+0/", null, null, null)]
    [InlineData("success", "did_1+0+0+0/", null, null, null)]
    [InlineData("success", "did_+1+0/", null, null, null)]
    [InlineData("success", "did_/", null, null, null)]
    [InlineData("success", "/", null, null, null)]
    [InlineData("success", "qp_5/", null, null, null)]
    [InlineData("success", "did_1+0+0", null, null, null)]
    [InlineData("success", "did_1+0+0/qp_x/", null, null, null)]
    [InlineData("success", "did_0+0+99999999999/", 0, null, null)]
    [InlineData("failure", "did_9+9+9/qp_77/", null, null, null)]
    [InlineData("deferral", "did_9+9+9/", null, null, null)]
    [InlineData("deferral", "", null, null, null)]
    public void A_program_cannot_pose_as_the_counts(string result, string report, int? forwards, int? programs, int? qp)
    {
        Assert.True(QmailLine.Read("qmail", "delivery 5: " + result + ": " + report).Line.TryGet(out DeliveryEvent delivery));
        Assert.Equal((forwards, programs, qp), (delivery.Report.Forwards, delivery.Report.Programs, delivery.Report.QueuePid));
        Assert.Equal(report, delivery.Report.Text.ToStringOrNull());
    }

    [Theory]
    [InlineData("failure", "Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/", "5.1.1")]
    [InlineData("failure", "Sorry,_I_couldn't_find_any_host_named_x(#5.9.9)y.test._(#5.1.2)/", "5.1.2")]
    [InlineData("failure", "over_quota_50_/", "")]
    [InlineData("failure", "not_(#a_code)/", "")]
    [InlineData("failure", "(#5.1.1/", "")]
    [InlineData("deferral", "", "")]
    public void A_local_failure_may_have_a_status_of_its_own(string result, string report, string status)
    {
        Assert.True(QmailLine.Read("qmail", "delivery 5: " + result + ": " + report).Line.TryGet(out DeliveryEvent delivery));
        Assert.Equal(status, delivery.Report.Status.ToString());
        Assert.False(delivery.Report.Peer.HasValue || delivery.Report.Reply.HasValue);
    }

    /// <summary>A server's text ends where qmail-remote goes on: only behind a refused recipient, and there at the end.</summary>
    [Theory]
    [InlineData("192.0.2.1_does_not_like_recipient./Remote_host_said:_550_no/Giving_up_on_192.0.2.1./Giving_up_on_192.0.2.1./", "550_no/Giving_up_on_192.0.2.1.")]
    [InlineData("192.0.2.1_does_not_like_recipient./Remote_host_said:_550_no/Giving_up_on_192.0.2.9./Giving_up_on_192.0.2.1./", "550_no/Giving_up_on_192.0.2.9.")]
    [InlineData("192.0.2.1_does_not_like_recipient./Remote_host_said:_550_no/Giving_up_on_192.0.2.9./", "550_no/Giving_up_on_192.0.2.9.")]
    [InlineData("192.0.2.1_failed_after_I_sent_the_message./Remote_host_said:_550-no/550_Giving_up_on_192.0.2.1./", "550-no/550_Giving_up_on_192.0.2.1.")]
    [InlineData("192.0.2.1_failed_after_I_sent_the_message./Remote_host_said:_550_no/Giving_up_on_192.0.2.1./", "550_no/Giving_up_on_192.0.2.1.")]
    [InlineData("192.0.2.1_does_not_like_recipient./Remote_host_said:_550-Remote_host_said:_250_ok/550_no/Giving_up_on_192.0.2.1./", "550-Remote_host_said:_250_ok/550_no")]
    [InlineData("192.0.2.1_accepted_message./Remote_host_said:_250_2.0.0_192.0.2.9_accepted_message./", "250_2.0.0_192.0.2.9_accepted_message.")]
    [InlineData("192.0.2.1_accepted_message./Remote_host_said:_250_(#5.1.1)/", "250_(#5.1.1)")]
    public void A_server_cannot_pose_as_qmail(string report, string reply)
    {
        Assert.True(QmailLine.Read("qmail", "delivery 5: failure: " + report).Line.TryGet(out DeliveryEvent delivery));
        Assert.Equal(("192.0.2.1", reply), (delivery.Report.Peer.ToString(), delivery.Report.Reply.Bytes.ToString()));
        Assert.Equal(reply.StartsWith("250_2", StringComparison.Ordinal) ? "2.0.0" : "", delivery.Report.Status.ToString());
    }

    /// <summary>Where no server was spoken to, nothing is its reply: not what a program prints, not the name of a host that a recipient has.</summary>
    [Theory]
    [InlineData("success", "Remote_host_said:_250_2.0.0_ok/did_0+0+1/")]
    [InlineData("failure", "my-filter_failed_badly./Remote_host_said:_550_no/")]
    [InlineData("failure", "Sorry,_I_couldn't_find_any_host_named_x/Remote_host_said:_250_2.0.0_ok._(#5.1.2)/")]
    [InlineData("failure", "Connected_to_")]
    [InlineData("failure", "Connected_to__but_")]
    [InlineData("failure", "_accepted_message./Remote_host_said:_250_ok/")]
    [InlineData("failure", "Remote_host_said:_")]
    public void Without_a_server_there_is_no_reply(string result, string report)
    {
        Assert.True(QmailLine.Read("qmail", "delivery 5: " + result + ": " + report).Line.TryGet(out DeliveryEvent delivery));
        Assert.False(delivery.Report.Peer.HasValue || delivery.Report.Reply.HasValue || delivery.Report.QueuedAs.HasValue);
    }

    /// <summary>qmail-send gives up messages that fail for now: it says so in failures only.</summary>
    [Theory]
    [InlineData("success")]
    [InlineData("deferral")]
    public void Only_a_failure_is_expired(string result)
    {
        Assert.True(QmailLine.Read("qmail", "delivery 5: " + result + ": I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./").Line.TryGet(out DeliveryEvent delivery));
        Assert.False(delivery.Report.IsExpired);
    }

    [Fact]
    public void Other_systems_have_no_report()
    {
        Assert.True(Postfix.PostfixLine.Read("local", "4F1A2B3C4D: to=<a@x.test>, relay=local, delay=0, dsn=2.0.0, status=sent (did_1+0+0/)").Line.TryGet(out DeliveryEvent delivery));
        Assert.False(delivery.Report.Text.HasValue || delivery.Report.Mailboxes.HasValue || delivery.Report.IsExpired);
        Assert.Equal("", delivery.Report.Status.ToString());
    }
}
