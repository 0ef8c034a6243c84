namespace MailLog.Parsing;

/// <summary>
/// qmail-send(8): the queue. Its lines name no program (<c>qmail-send.c</c>, <c>qsutil.c</c>; the same words in qmail 1.03, netqmail, notqmail and s/qmail).
/// Senders, recipients and reports are without blanks and non-ASCII bytes (<c>logsafe</c>). indimail, which has several queues, puts their number behind.
/// </summary>
internal static class QmailSend
{
    private const string Queue = "[ queue{queue#}]";

    public static readonly LineForm[] Forms =
    [
        new("qmail-send.status", EventKind.Statistics, "status: local {localCount}/{localLimit} remote {remoteCount}/{remoteLimit}[ {word:exitasap}]" + Queue,
            "How many deliveries run, and how many may; exitasap: it ends as soon as they are done.", "status: local 1/10 remote 0/20"),
        new("qmail-send.starting", EventKind.DeliveryStart, "starting delivery {delivery}: msg {queueId#} to {channel:local|remote} {recipient}" + Queue,
            "An attempt for one recipient begins. The number counts from 1 in each life of qmail-send.", "starting delivery 2: msg 11878401 to remote x2@example.org"),
        new("qmail-send.delivery.queue", EventKind.Delivery, "delivery {delivery}: {status:success|deferral|failure}: {response~} queue{queue#}",
            "The same as qmail-send.delivery, of one of several queues (indimail).", "delivery 2: success: did_1+0+0/ queue1"),
        new("qmail-send.delivery", EventKind.Delivery, "delivery {delivery}: {status:success|deferral|failure}: {response}",
            "The result of an attempt, with the report of qmail-local or qmail-remote: _ stands for a blank (and for other bytes), / for a line's end.",
            "delivery 2: failure: 192.0.2.25_does_not_like_recipient./Remote_host_said:_550_5.1.1_no_such_user/Giving_up_on_192.0.2.25./"),
        new("qmail-send.mangled", EventKind.Delivery, "delivery {delivery}: {status:report mangled, will defer}",
            "An attempt ended without a report that could be read; it will be tried again.", "delivery 2: report mangled, will defer"),
        new("qmail-send.new", EventKind.QueueFile, "{action:new} msg {queueId#}" + Queue,
            "A message has come into the queue. Its number is an inode's, and is used again as soon as the message has left.", "new msg 11878401"),
        new("qmail-send.info", EventKind.QueueActive, "info msg {queueId#}: bytes {size} from <{sender~}> qp {qp} uid {uid}" + Queue,
            "The message: its size with headers, its sender, the qmail-queue process that put it there and that one's user.",
            "info msg 11878401: bytes 333 from <alice@example.org> qp 1771 uid 992"),
        new("qmail-send.end", EventKind.QueueFile, "{action:end} msg {queueId#}" + Queue,
            "The message has left the queue.", "end msg 11878401"),
        new("qmail-send.bounce", EventKind.Notification, "bounce msg {queueId#} qp {qp}" + Queue,
            "The bounce for a message was put into the queue by this qmail-queue process.", "bounce msg 11878401 qp 1909"),
        new("qmail-send.discarded", EventKind.QueueFile, "{action:double bounce|triple bounce}: discarding bounce/{queueId#}" + Queue,
            "A bounce that could not be delivered is given up; no further notice is sent.", "triple bounce: discarding bounce/11878401"),
        new("qmail-send.discarded.path", EventKind.QueueFile, "{action:double bounce|triple bounce}: discarding {path}",
            "The same, with another path.", "triple bounce: discarding bounce/3/11878401"),
        new("qmail-send.exit", EventKind.Daemon, "status: {action:exiting|qmail-send exiting|qmail-todo stop processing asap}" + Queue,
            "qmail-send (or qmail-todo) ends.", "status: exiting"),
        new("qmail-send.old", EventKind.Daemon, "{action:running|exiting}",
            "qmail-send before 1.0 starts or ends.", "running"),
        new("qmail-send.in-queue", EventKind.Statistics, "{metric:number in queue}: {count}",
            "qmail-send before 1.0: how many messages there are.", "number in queue: 3"),
        new("qmail-send.cannot-start", EventKind.Diagnostic, "{level:alert}: {topic:cannot start}: {reason}",
            "qmail-send could not start.", "alert: cannot start: qmail-send is already running"),
        new("qmail-send.lost", EventKind.Diagnostic, "{level:alert}: {topic:oh no! lost} {service} connection! dying...",
            "A part of the system died, so qmail-send ends.", "alert: oh no! lost spawn connection! dying..."),
        new("qmail-send.trouble", EventKind.Diagnostic, "{level:warning}: {topic:trouble reading|trouble writing to|trouble opening|trouble fsyncing|trouble marking} {path~}; message will be delivered twice!",
            "A queue file could not be changed: a recipient will get the message once more.", "warning: trouble marking local/5/11878401; message will be delivered twice!"),
        new("qmail-send.alert", EventKind.Diagnostic, "{level:warning|alert}: {text}",
            "Any other trouble.", "alert: out of memory, sleeping..."),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Qmail, "qmail-send", Forms);
}
