using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>The queue's lines, as qmail-send of qmail 1.03, notqmail and s/qmail writes them.</summary>
public class SendLineTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { "status: local 1/10 remote 0/20", "qmail-send.status|localCount=1|localLimit=10|remoteCount=0|remoteLimit=20" },
        { "status: local 0/10 remote 0/8 exitasap", "qmail-send.status|localCount=0|localLimit=10|remoteCount=0|remoteLimit=8|word=exitasap" },
        { "status: local 0/10 remote 0/8 queue3", "qmail-send.status|localCount=0|localLimit=10|remoteCount=0|remoteLimit=8|queue=3" },
        { "new msg 11878401", "qmail-send.new|action=new|queueId=11878401" },
        { "end msg 11878401", "qmail-send.end|action=end|queueId=11878401" },
        { "end msg 11878401 queue1", "qmail-send.end|action=end|queueId=11878401|queue=1" },
        { "info msg 11878401: bytes 333 from <alice@example.org> qp 1771 uid 992", "qmail-send.info|queueId=11878401|size=333|sender=alice@example.org|qp=1771|uid=992" },
        { "bounce msg 11878401 qp 1909", "qmail-send.bounce|queueId=11878401|qp=1909" },
        { "starting delivery 2: msg 11878401 to remote x2@example.org", "qmail-send.starting|delivery=2|queueId=11878401|channel=remote|recipient=x2@example.org" },
        { "starting delivery 26: msg 11903599 to local q_T:t@t.test@example.com", "qmail-send.starting|delivery=26|queueId=11903599|channel=local|recipient=q_T:t@t.test@example.com" },
        { "starting delivery 3: msg 7 to local alice-virt-user@virt.example.com", "qmail-send.starting|delivery=3|queueId=7|channel=local|recipient=alice-virt-user@virt.example.com" },
        { "starting delivery 3: msg 7 to local \"a_b\"@example.com", "qmail-send.starting|delivery=3|queueId=7|channel=local|recipient=\"a_b\"@example.com" },
        { "starting delivery 3: msg 7 to remote a@example.com queue2", "qmail-send.starting|delivery=3|queueId=7|channel=remote|recipient=a@example.com|queue=2" },
        { "delivery 1: success: did_1+0+0/", "qmail-send.delivery|delivery=1|status=success|response=did_1+0+0/" },
        { "delivery 10: deferral: ", "qmail-send.delivery|delivery=10|status=deferral|response=" },
        { "delivery 10: failure: over_quota_50_/", "qmail-send.delivery|delivery=10|status=failure|response=over_quota_50_/" },
        { "delivery 2: success: did_1+0+0/ queue1", "qmail-send.delivery.queue|delivery=2|status=success|response=did_1+0+0/|queue=1" },
        { "delivery 2: report mangled, will defer", "qmail-send.mangled|delivery=2|status=report mangled, will defer" },
        { "triple bounce: discarding bounce/11878405", "qmail-send.discarded|action=triple bounce|queueId=11878405" },
        { "double bounce: discarding bounce/11878405", "qmail-send.discarded|action=double bounce|queueId=11878405" },
        { "double bounce: discarding bounce/3/11878405", "qmail-send.discarded.path|action=double bounce|path=bounce/3/11878405" },
        { "status: exiting", "qmail-send.exit|action=exiting" },
        { "status: qmail-send exiting", "qmail-send.exit|action=qmail-send exiting" },
        { "status: qmail-todo stop processing asap", "qmail-send.exit|action=qmail-todo stop processing asap" },
        { "running", "qmail-send.old|action=running" },
        { "exiting", "qmail-send.old|action=exiting" },
        { "number in queue: 3", "qmail-send.in-queue|metric=number in queue|count=3" },
        { "alert: cannot start: qmail-send is already running", "qmail-send.cannot-start|level=alert|topic=cannot start|reason=qmail-send is already running" },
        { "alert: cannot start: hath the daemon spawn no fire?", "qmail-send.cannot-start|level=alert|topic=cannot start|reason=hath the daemon spawn no fire?" },
        { "alert: oh no! lost qmail-clean connection! dying...", "qmail-send.lost|level=alert|topic=oh no! lost|service=qmail-clean" },
        { "alert: oh no! lost spawn connection! dying...", "qmail-send.lost|level=alert|topic=oh no! lost|service=spawn" },
        { "alert: out of memory, sleeping...", "qmail-send.alert|level=alert|text=out of memory, sleeping..." },
        { "alert: unable to reread control/locals", "qmail-send.alert|level=alert|text=unable to reread control/locals" },
        { "alert: qmail-todo: unable to opendir todo, sleeping...", "qmail-send.alert|level=alert|text=qmail-todo: unable to opendir todo, sleeping..." },
        { "warning: unable to unlink mess/3/11878405; will try again later", "qmail-send.alert|level=warning|text=unable to unlink mess/3/11878405; will try again later" },
        { "warning: trouble marking local/5/11878401; message will be delivered twice!", "qmail-send.trouble|level=warning|topic=trouble marking|path=local/5/11878401" },
        { "warning: trouble fsyncing bounce/5; will try again later", "qmail-send.alert|level=warning|text=trouble fsyncing bounce/5; will try again later" },
        { "warning: internal error: delivery report out of range", "qmail-send.alert|level=warning|text=internal error: delivery report out of range" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void All_fields_are_read(string message, string expected)
    {
        QmailLine.Check("qmail", message, expected);
        QmailLine.Check("qmail-send", message, expected);
    }

    /// <summary>Blanks, and bytes that are not printable ASCII, are logged as <c>_</c>; brackets and colons stay. The sender ends at the last place where it can.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("#@[]")]
    [InlineData("q_u:o,te>d@client.test")]
    [InlineData("a>_qp_1_uid_2@client.test")]
    [InlineData("a> qp 1 uid 2@client.test")]
    [InlineData("a> qp 1 uid 2> qp 3")]
    [InlineData("tab_and_cr@client.test")]
    [InlineData("a_F:z@z.test@client.test")]
    [InlineData("\"a@client.test")]
    public void Any_sender_is_read(string sender)
    {
        MailLogEvent read = QmailLine.Read("qmail", "info msg 11903600: bytes 323 from <" + sender + "> qp 25688 uid 985");
        Assert.True(read.Line.TryGet(out QueueActiveEvent message));
        Assert.Equal(sender, message.Sender.ToStringOrNull());
        Assert.Equal(("11903600", 323L, 25688, 985), (message.QueueId.ToString(), message.Size, message.QueuePid, message.UserId));
        Assert.Null(message.RecipientCount);
        Assert.False(read.Line.IsAmbiguous);
    }

    /// <summary>splogger's tag is any; what is of no form of qmail-send under a tag that others use as well is none of ours.</summary>
    [Theory]
    [InlineData("qmail", EventKind.Foreign)]
    [InlineData("qmail-send", EventKind.Unknown)]
    public void Only_the_name_of_the_program_makes_a_line_ours(string tag, EventKind expected)
    {
        Assert.Equal(expected, QmailLine.Read(tag, "something else").Kind);
        Assert.Equal(EventKind.QueueFile, QmailLine.Read(tag, "new msg 1").Kind);
    }

    [Fact]
    public void The_views_say_what_the_lines_say()
    {
        Assert.True(QmailLine.Read("qmail", "status: local 3/10 remote 12/20").Line.TryGet(out StatisticsEvent statistics));
        Assert.Equal(((3, 10), (12, 20)), (statistics.LocalDeliveries, statistics.RemoteDeliveries));

        Assert.True(QmailLine.Read("qmail", "starting delivery 2: msg 11878401 to remote x2@example.org").Line.TryGet(out DeliveryStartEvent start));
        Assert.Equal((2L, "11878401", "x2@example.org", false), (start.Number, start.QueueId.ToString(), start.Recipient.ToString(), start.IsLocal));
        Assert.True(QmailLine.Read("qmail", "starting delivery 4294967297: msg 1 to local a@b").Line.TryGet(out start));
        Assert.Equal((4294967297L, true), (start.Number, start.IsLocal));

        Assert.True(QmailLine.Read("qmail", "bounce msg 11878401 qp 1909").Line.TryGet(out NotificationEvent bounce));
        Assert.Equal(("11878401", 1909, NotificationKind.NonDelivery), (bounce.QueueId.ToString(), bounce.QueuePid, bounce.Notice));
        Assert.False(bounce.Notification.HasValue);

        Assert.True(QmailLine.Read("qmail", "status: exiting").Line.TryGet(out DaemonEvent _));
        Assert.True(QmailLine.Read("qmail", "alert: oh no! lost spawn connection! dying...").Line.TryGet(out DiagnosticEvent _));
        Assert.Equal(QueueFileAction.Created, FileAction("new msg 7"));
        Assert.Equal(QueueFileAction.Removed, FileAction("end msg 7"));
        Assert.Equal(QueueFileAction.BounceDiscarded, FileAction("triple bounce: discarding bounce/7"));
    }

    [Theory]
    [InlineData("success: did_1+0+0/", DeliveryStatus.Sent)]
    [InlineData("deferral: ", DeliveryStatus.Deferred)]
    [InlineData("failure: over_quota_50_/", DeliveryStatus.Bounced)]
    [InlineData("report mangled, will defer", DeliveryStatus.Deferred)]
    public void A_delivery_has_its_number_and_its_result(string text, DeliveryStatus expected)
    {
        Assert.True(QmailLine.Read("qmail", "delivery 17: " + text).Line.TryGet(out DeliveryEvent delivery));
        Assert.Equal((17L, expected), (delivery.Number, delivery.Status));
        Assert.False(delivery.QueueId.HasValue || delivery.Recipient.HasValue);
    }

    private static QueueFileAction FileAction(string message) => QmailLine.Read("qmail", message).Line.TryGet(out QueueFileEvent file) ? file.Action : default;
}
