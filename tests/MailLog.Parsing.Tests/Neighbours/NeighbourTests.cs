using Xunit;

namespace MailLog.Parsing.Tests.Neighbours;

/// <summary>Lines as the programs write them, of several releases, and their fields.</summary>
public class NeighbourTests
{
    [Theory]
    [InlineData("4F1A2B3C4D: DKIM-Signature field added (s=mail, d=example.org)", EventKind.FilterAction, "queueId=4F1A2B3C4D | selector=mail | domain=example.org")]
    [InlineData("4F1A2B3C4D: DKIM-Signature header added (s=2011, d=example.org)", EventKind.FilterAction, "selector=2011 | domain=example.org")]
    [InlineData("4Zk8mP2gqRz1mK9: DKIM verification successful", EventKind.Check, "queueId=4Zk8mP2gqRz1mK9")]
    [InlineData("4F1A2B3C4D: no signature data", EventKind.Check, "queueId=4F1A2B3C4D")]
    [InlineData("4F1A2B3C4D: bad signature data", EventKind.Check, "queueId=4F1A2B3C4D")]
    [InlineData("4F1A2B3C4D: s=20161025 d=example.com SSL error:04091068:rsa routines:INT_RSA_VERIFY:bad signature", EventKind.Check, "selector=20161025 | domain=example.com | text=04091068:rsa routines:INT_RSA_VERIFY:bad signature")]
    [InlineData("4F1A2B3C4D: s=20161025 d=example.com SSL ", EventKind.Check, "selector=20161025 | domain=example.com | text=")]
    [InlineData("4F1A2B3C4D: s=s1 d=example.com a=rsa-sha256 SSL error:0D07209B:asn1 encoding routines::too long", EventKind.Check, "signature=rsa-sha256 | domain=example.com")]
    [InlineData("4F1A2B3C4D: key retrieval failed (s=s1, d=example.com)", EventKind.Check, "selector=s1 | domain=example.com | text=-")]
    [InlineData("4F1A2B3C4D: key retrieval failed (s=s1, d=example.com): 's1._domainkey.example.com' record not found", EventKind.Check, "text=s1._domainkey.example.com")]
    [InlineData("4F1A2B3C4D: signature=Wz2oJ4kQ domain=example.com selector=s1 result=\"signature verification failed\"", EventKind.Check, "domain=example.com | text=signature verification failed")]
    [InlineData("4F1A2B3C4D: no signing table match for 'a@example.org'", EventKind.Diagnostic, "topic=no signing table match for | text=a@example.org")]
    [InlineData("4F1A2B3C4D: mail.example.net [192.0.2.1] not internal", EventKind.Diagnostic, "clientName=mail.example.net | clientAddress=192.0.2.1 | topic=not internal")]
    public void Opendkim(string message, EventKind kind, string fields) => NeighbourLine.Check("opendkim[711]", message, kind, fields);

    [Theory]
    [InlineData("DKIM verification successful", CheckResult.Pass)]
    [InlineData("no signature data", CheckResult.None)]
    [InlineData("bad signature data", CheckResult.Fail)]
    [InlineData("s=s1 d=example.com SSL error:04091068:rsa routines", CheckResult.Fail)]
    [InlineData("s=s1 d=example.com SSL ", CheckResult.Other)]
    [InlineData("key retrieval failed (s=s1, d=example.com): query timed out", CheckResult.TempError)]
    [InlineData("key retrieval failed (s=s1, d=example.com): 's1._domainkey.example.com' record not found", CheckResult.PermError)]
    [InlineData("signature=Wz2oJ4kQ domain=example.com selector=s1 result=\"no signature error\"", CheckResult.Pass)]
    public void Opendkim_says_what_came_out(string message, CheckResult result)
    {
        Assert.True(NeighbourLine.Read("opendkim[711]", "4F1A2B3C4D: " + message).Line.TryGet(out CheckEvent check));
        Assert.Equal((CheckMethod.Dkim, result), (check.Method, check.Result));
        Assert.Equal("4F1A2B3C4D", check.QueueId.ToString());
    }

    [Theory]
    [InlineData("4F1A2B3C4D: example.com pass", CheckMethod.Dmarc, CheckResult.Pass, "domain=example.com")]
    [InlineData("4F1A2B3C4D: example.com fail", CheckMethod.Dmarc, CheckResult.Fail, "domain=example.com")]
    [InlineData("4F1A2B3C4D: sub.example.com none", CheckMethod.Dmarc, CheckResult.None, "queueId=4F1A2B3C4D | domain=sub.example.com")]
    [InlineData("4F1A2B3C4D: SPF(mailfrom): a@example.com pass", CheckMethod.Spf, CheckResult.Pass, "identity=mailfrom | sender=a@example.com")]
    [InlineData("4F1A2B3C4D: SPF(mailfrom): example.com softfail", CheckMethod.Spf, CheckResult.SoftFail, "sender=example.com")]
    [InlineData("4F1A2B3C4D: SPF(mailfrom): \"x pass\"@example.com fail", CheckMethod.Spf, CheckResult.Fail, "sender=\"x pass\"@example.com")]
    [InlineData("4F1A2B3C4D: SPF(helo): mail.example.com none", CheckMethod.Spf, CheckResult.None, "identity=helo | helo=mail.example.com")]
    [InlineData("4Zk8mP2gqRz1mK9: SPF(mailfrom): a@example.com tempfail pass", CheckMethod.Spf, CheckResult.Pass, "sender=a@example.com tempfail")]
    public void Opendmarc(string message, CheckMethod method, CheckResult result, string fields)
    {
        NeighbourLine.Check("opendmarc[712]", message, EventKind.Check, fields);
        Assert.True(NeighbourLine.Read("opendmarc[712]", message).Line.TryGet(out CheckEvent check));
        Assert.Equal((method, result), (check.Method, check.Result));
    }

    [Theory]
    [InlineData("policyd-spf[9]", "Pass; identity=mailfrom; client-ip=192.0.2.1; helo=mail.example.org; envelope-from=a@example.org; receiver=b@example.net", CheckResult.Pass, "identity=mailfrom | clientAddress=192.0.2.1 | helo=mail.example.org | sender=a@example.org | recipient=b@example.net")]
    [InlineData("policyd-spf[9]", "None; identity=helo; client-ip=2001:db8::1; helo=mail.example.org; envelope-from=<>; receiver=b@example.net", CheckResult.None, "identity=helo | clientAddress=2001:db8::1 | sender=<>")]
    [InlineData("policyd-spf[9]", "Softfail; identity=mailfrom; client-ip=192.0.2.1; helo=h; envelope-from=a@example.org; receiver=<UNKNOWN>", CheckResult.SoftFail, "recipient=<UNKNOWN>")]
    [InlineData("policyd-spf[9]", "prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.1; helo=mail.example.org; envelope-from=a@example.org; receiver=b@example.net", CheckResult.Pass, "text=mailfrom | sender=a@example.org")]
    [InlineData("policyd-spf[9]", "prepend Received-SPF: None (no SPF record) identity=mailfrom; client-ip=192.0.2.1; helo=mail.example.org; envelope-from=a@example.org; receiver=b@example.net", CheckResult.None, "text=no SPF record")]
    [InlineData("policyd-spf[9]", "prepend Authentication-Results: mx.example.net; spf=pass (sender SPF authorized) smtp.mailfrom=example.org (client-ip=192.0.2.1; helo=mail.example.org; envelope-from=a@example.org; receiver=b@example.net)", CheckResult.Pass, "domain=example.org | recipient=b@example.net")]
    [InlineData("policyd-spf[9]", "prepend Authentication-Results: mx.example.net; spf=permerror (SPF Permanent Error: Too many DNS lookups) smtp.mailfrom=example.org (client-ip=192.0.2.1; helo=h; envelope-from=a@example.org; receiver=b@example.net)", CheckResult.PermError, "text=SPF Permanent Error: Too many DNS lookups")]
    [InlineData("postfix/policy-spf[9]", "Policy action=PREPEND Received-SPF: none (example.org: No applicable sender policy available) receiver=mx.example.net; identity=mailfrom; envelope-from=\"a@example.org\"; helo=mail.example.org; client-ip=192.0.2.1", CheckResult.None, "sender=a@example.org | helo=mail.example.org | clientAddress=192.0.2.1")]
    [InlineData("policyd-spf[9]", "Pass; identity=mailfrom; client-ip=192.0.2.1; helo=h; envelope-from=\"a; receiver=x\"@example.org; receiver=b@example.net", CheckResult.Pass, "sender=\"a; receiver=x\"@example.org | recipient=b@example.net")]
    public void Spf(string program, string message, CheckResult result, string fields)
    {
        NeighbourLine.Check(program, message, EventKind.Check, fields);
        Assert.True(NeighbourLine.Read(program, message).Line.TryGet(out CheckEvent check));
        Assert.Equal((CheckMethod.Spf, result), (check.Method, check.Result));
    }

    [Theory]
    [InlineData("policyd-spf[9]", "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=a@example.org", "code=550 | dsn=5.7.23")]
    [InlineData("policyd-spf[9]", "prepend X-Comment: SPF skipped for whitelisted relay - client-ip=192.0.2.1; helo=h; envelope-from=a@example.org; receiver=b@example.net", "action=prepend | reason=SPF skipped for whitelisted relay | sender=a@example.org")]
    [InlineData("postfix/policy-spf[9]", "Policy action=DUNNO", "action=DUNNO")]
    [InlineData("postfix/policy-spf[9]", "Policy action=550 Please see http://www.openspf.org/Why?s=mfrom", "code=550")]
    [InlineData("postgrey[8]", "action=greylist, reason=new, client_name=mail.example.org, client_address=192.0.2.1/32, sender=a@example.org, recipient=b@example.net", "action=greylist | reason=new | clientName=mail.example.org | clientAddress=192.0.2.1 | sender=a@example.org | recipient=b@example.net")]
    [InlineData("postgrey[8]", "action=greylist, reason=new, client_name=unknown, client_address=192.0.2.1, sender=a@example.org, recipient=b@example.net", "clientAddress=192.0.2.1 | clientName=unknown")]
    [InlineData("postgrey[8]", "action=pass, reason=triplet found, delay=312, client_name=mail.example.org, client_address=2001:db8::1/64, sender=a@example.org, recipient=b@example.net", "action=pass | reason=triplet found | delay=312 | clientAddress=2001:db8::1")]
    [InlineData("postgrey[8]", "action=pass, reason=client AWL, client_name=mail.example.org, client_address=192.0.2.1, sender=a@example.org, recipient=b@example.net", "reason=client AWL")]
    [InlineData("postgrey[8]", "action=greylist, reason=early-retry (123s missing), client_name=mail.example.org, client_address=192.0.2.1, sender=a@example.org, recipient=b@example.net", "reason=early-retry (123s missing)")]
    [InlineData("postgrey[8]", "action=pass, reason=client whitelist, client_name=mail.example.org, client_address=192.0.2.1/32, sender=a@example.org", "reason=client whitelist | sender=a@example.org | recipient=-")]
    [InlineData("postgrey[8]", "4F1A2B3C4D: action=pass, reason=recipient whitelist, client_name=mail.example.org, client_address=192.0.2.1, sender=, recipient=postmaster@example.net", "queueId=4F1A2B3C4D | sender= | recipient=postmaster@example.net")]
    [InlineData("postgrey[8]", "action=pass, reason=triplet found, client_name=h, client_address=192.0.2.1, sender=\"x, recipient=y\"@example.org, recipient=b@example.net", "sender=\"x, recipient=y\"@example.org | recipient=b@example.net")]
    [InlineData("sqlgrey", "grey: new: 192.0.2(192.0.2.1), a@example.org -> b@example.net", "action=new | clientAddress=192.0.2.1 | sender=a@example.org | recipient=b@example.net")]
    [InlineData("sqlgrey", "grey: reconnect ok: 192.0.2(192.0.2.1), a@example.org -> b@example.net (00:05:12)", "action=reconnect ok | recipient=b@example.net | details=00:05:12")]
    [InlineData("sqlgrey", "grey: domain awl match: updating 192.0.2(192.0.2.1), example.org", "action=domain awl match | sender=example.org")]
    [InlineData("postfix/policyd-weight[7]", "decided action=550 Mail appeared to be SPAM or forged. Ask your Mail/DNS-Administrator; <client=192.0.2.1> <helo=h> <from=a@example.org> <to=b@example.net>; delay: 2s", "action=550 | clientAddress=192.0.2.1 | sender=a@example.org | delay=2")]
    [InlineData("postfwd2/policy[6]", "[RULES] rule=3, id=GREY, queue=4F1A2B3C4D, client=unknown[192.0.2.1], sender=<a@example.org>, recipient=<b@example.net>, helo=<h>, proto=ESMTP, state=DATA, delay=0.00s, hits=GREY, action=DUNNO", "queueId=4F1A2B3C4D | client=unknown[192.0.2.1] | action=DUNNO | rule=3")]
    [InlineData("milter-greylist", "4F1A2B3C4D: addr mail.example.org[192.0.2.1] from <a@example.org> to <b@example.net> delayed for 00:05:00 (ACL 123)", "action=delayed | limit=00:05:00 | reason=ACL 123")]
    public void Policy_services(string program, string message, string fields) => NeighbourLine.Check(program, message, EventKind.Policy, fields);

    [Theory]
    [InlineData("amavis[5]", "(01234-05) Passed CLEAN {RelayedInbound}, [192.0.2.1]:41234 [198.51.100.1] <a@example.org> -> <b@example.net>, Queue-ID: 4F1A2B3C4D, Message-ID: <x@example.org>, mail_id: 9yOZ3TBhzrlj, Hits: -2.898, size: 3017, queued_as: 5A6B7C8D9E, dkim_sd=s1:example.org, 1538 ms",
        "run=01234-05 | category=CLEAN | details=RelayedInbound | clientAddress=192.0.2.1 | port=41234 | originAddress=198.51.100.1 | sender=a@example.org | recipient=b@example.net | queueId=4F1A2B3C4D | messageId=<x@example.org> | mailId=9yOZ3TBhzrlj | score=-2.898 | size=3017 | queuedAs=5A6B7C8D9E | milliseconds=1538")]
    [InlineData("amavis[5]", "(01234-05-3) Passed SPAMMY {RelayedTaggedInbound}, [192.0.2.1] <> -> <b@example.net>,<c@example.net>, Message-ID: <x@example.org>, mail_id: ab-_1, Hits: 5.1, size: 1, queued_as: 5A6B7C8D9E, 12 ms", "sender= | recipient=b@example.net | furtherRecipients=<c@example.net> | queueId=-")]
    [InlineData("amavis[5]", "(01234-05) Blocked SPAM {DiscardedInbound,Quarantined}, [192.0.2.1]:1234 [192.0.2.1] <a@example.org> -> <b@example.net>, quarantine: spam-9yOZ3TBhzrlj.gz, Queue-ID: 4F1A2B3C4D, Message-ID: <x@example.org>, mail_id: 9yOZ3TBhzrlj, Hits: 25.7, size: 1234, 3400 ms", "category=SPAM | quarantineName=spam-9yOZ3TBhzrlj.gz | score=25.7 | queuedAs=-")]
    [InlineData("amavis[5]", "(01234-05) Blocked INFECTED (Eicar-Test-Signature, Win.Test (x)) {DiscardedInternal,Quarantined}, MYNETS LOCAL [192.0.2.1]:1234 <a@example.org> -> <b@example.net>, quarantine: virus-1, Queue-ID: 4F1A2B3C4D, Message-ID: <x@example.org>, mail_id: 9yO, Hits: -, size: 800, 123 ms", "category=INFECTED | content=Eicar-Test-Signature, Win.Test (x) | origin=MYNETS LOCAL | score=-")]
    [InlineData("amavis[5]", "(01234-05) Blocked BANNED (application/x-msdownload,.exe,a (1).exe) {BouncedInbound,Quarantined}, [192.0.2.1] <a@example.org> -> <b@example.net>, quarantine: banned-1, Message-ID: <x@example.org>, mail_id: 9yO, Hits: -, size: 800, 123 ms", "content=application/x-msdownload,.exe,a (1).exe | details=BouncedInbound,Quarantined")]
    [InlineData("amavis[5]", "(12345-10) Passed CLEAN, [192.0.2.1] [198.51.100.1] <a@example.org> -> <b@example.net>, Message-ID: <x@example.org>, mail_id: wYKf5, Hits: 1.2, queued_as: 5A6B7C8D9E, 1234 ms", "category=CLEAN | details=- | score=1.2")]
    [InlineData("amavis[5]", "(12345-10) Passed BAD-HEADER-7 {RelayedOutbound}, ORIGINATING LOCAL [192.0.2.1] <a@example.org> -> <b@example.net>, Message-ID: <x@example.org>, mail_id: wYKf5, Hits: 1.2, size: 9, queued_as: 5A6B7C8D9E, dkim_sd=a:x.org,b:y.org, dkim_new=s1:example.org, 1234 ms", "category=BAD-HEADER-7 | signatures=a:x.org,b:y.org | newSignatures=s1:example.org")]
    [InlineData("amavis[5]", "(12345-10) Passed CLEAN {RelayedInbound}, [192.0.2.1] <\"x> -> <v@example.net>, Queue-ID: AAAAAA\"@example.org> -> <b@example.net>, Queue-ID: 4F1A2B3C4D, mail_id: wYKf5, Hits: 1.2, size: 9, queued_as: 5A6B7C8D9E, 4 ms", "recipient=b@example.net | queueId=4F1A2B3C4D | messageId=-")]
    [InlineData("amavisd[5]", "(12345-10) Passed UNCHECKED-ENCRYPTED {RelayedInbound}, [192.0.2.1]:9 <a@example.org> -> <b@example.net>, Queue-ID: 4F1A2B3C4D, Message-ID: <x, Hits: 0>, Resent-Message-ID: <y@example.org>, mail_id: wYKf5, Hits: -0.1, size: 9, queued_as: 5A6B7C8D9E, 4 ms", "messageId=<x, Hits: 0> | resentMessageId=<y@example.org>")]
    public void Amavis(string program, string message, string fields) => NeighbourLine.Check(program, message, EventKind.FilterAction, fields);

    [Fact]
    public void Amavis_action_has_its_fields()
    {
        MailLogEvent read = NeighbourLine.Read("amavis[5]", "(01234-05) Blocked SPAM {DiscardedInbound}, [192.0.2.1] <a@example.org> -> <b@example.net>,<c@example.net>, Message-ID: <x@example.org>, mail_id: 9yO, Hits: 25.7, size: 1234, 3400 ms");
        Assert.True(read.Line.TryGet(out FilterActionEvent action));
        Assert.Equal((FilterAction.Block, 25.7, 1234L), (action.Action, action.Score, action.Size));
        Assert.Equal("01234-05", action.FilterId.ToString());
        Assert.Equal("01234-05", read.Line.FilterId.ToString());
        Assert.Equal("<c@example.net>", action.FurtherRecipients.ToString());
    }

    [Theory]
    [InlineData("amavis[5]", "(01234-05) SPAM-TAG, <a@example.org> -> <b@example.net>, No, score=-2.898 tagged_above=-999 required=6.31 tests=[BAYES_00=-1.9, SPF_PASS=-0.001] autolearn=ham autolearn_force=no", "result=No | score=-2.898 | threshold=6.31 | hits=BAYES_00=-1.9, SPF_PASS=-0.001")]
    [InlineData("rspamd[4]", "<b06a55>; task; rspamd_task_write_log: id: <x@example.org>, qid: <4F1A2B3C4D>, ip: 192.0.2.1, from: <a@example.org>, (default: F (no action): [-1.20/15.00] [MIME_GOOD(-0.10){text/plain;},R_SPF_ALLOW(-0.20){+mx;}]), len: 1234, time: 218.144ms, dns req: 36, digest: <3f8a>, rcpts: <b@example.net>, mime_rcpts: <b@example.net>",
        "run=b06a55 | messageId=<x@example.org> | queueId=4F1A2B3C4D | clientAddress=192.0.2.1 | sender=a@example.org | result=F | action=no action | score=-1.20 | threshold=15.00 | size=1234 | recipient=b@example.net")]
    [InlineData("rspamd[4]", "<b06a55>; task; rspamd_task_write_log: id: <x@example.org>, qid: <4F1A2B3C4D>, ip: 2001:db8::1, user: bob, from: <>, (default: T (add header): [7.20/15.00] [BAD(7.2){a, b;}]), len: 1, time: 12.1ms real, 3.2ms virtual, dns req: 0, digest: <3f8a>", "user=bob | sender= | action=add header | details=12.1ms real, 3.2ms virtual")]
    [InlineData("rspamd[4]", "<b06a55>; task; rspamd_task_write_log: id: <x@example.org>, ip: 192.0.2.1, from: <a@example.org>, (default: T (reject): [21.20/15.00] [GTUBE(0.00){}]), len: 1234, time: 312.55ms, dns req: 36, digest: <3f8a>, rcpts: <b@example.net,c@example.net>", "queueId=- | recipient=b@example.net | otherRecipients=c@example.net")]
    [InlineData("rspamd[4]", "<b06a55>; proxy; rspamd_task_write_log: id: <x>, ip: 6.6.6.6, qid: <4F1A2B3C4D>, ip: 192.0.2.1, from: <a@example.org>, (default: F (greylist): [5.20/15.00] []), len: 1234, time: 1ms, dns req: 0, digest: <3f8a>, rcpts: <b@example.net>, mime_rcpts: <b@example.net>, forced: greylist \"x\"; score=nan (set by greylist)", "messageId=<x>, ip: 6.6.6.6 | clientAddress=192.0.2.1 | action=greylist")]
    [InlineData("spamd[3]", "spamd: clean message (1.2/5.0) for alice:1000 in 1.3 seconds, 1234 bytes.", "result=clean message | score=1.2 | threshold=5.0 | user=alice | uid=1000 | seconds=1.3 | size=1234")]
    [InlineData("spamd[3]", "spamd: identified spam (12.2/5.0) for (unknown):65534 in 0.3 seconds, 12 bytes.", "result=identified spam | user=(unknown)")]
    [InlineData("spamd[3]", "clean message (-1.2/5.0) for alice:1000 in 1.3 seconds, 1234 bytes.", "score=-1.2")]
    [InlineData("spamd[3]", "spamd: result: Y 12 - BAYES_99,HTML_MESSAGE scantime=1.3,size=1234,user=alice,uid=1000,required_score=5.0,rhost=localhost,raddr=127.0.0.1,rport=58766,mid=<x@example.org>,bayes=0.999,autolearn=spam,autolearn_force=no,shortcircuit=no", "result=Y | score=12 | hits=BAYES_99,HTML_MESSAGE | threshold=5.0 | messageId=<x@example.org> | bayes=0.999 | autolearn=spam")]
    [InlineData("spamd[3]", "spamd: result: .  0 - NO_RELAYS scantime=1.3,size=1234,user=alice,uid=1000,required_score=5.0,rhost=localhost,raddr=127.0.0.1,rport=58766,mid=<x@example.org>,autolearn=ham", "result=. | score=0")]
    [InlineData("spamd[3]", "spamd: result: . -2 - ALL_TRUSTED scantime=1.3,size=1234,user=alice,uid=1000,required_score=5.0,rhost=localhost,raddr=127.0.0.1,rport=58766,mid=<x,autolearn=no>,autolearn=ham,shortcircuit=no", "score=-2 | messageId=<x,autolearn=no>")]
    [InlineData("clamav-milter[2]", "Message 4F1A2B3C4D from <a@example.org> to <b@example.net> infected by Eicar-Test-Signature", "queueId=4F1A2B3C4D | sender=a@example.org | recipient=b@example.net | virus=Eicar-Test-Signature")]
    [InlineData("clamav-milter[2]", "Message from <a@example.org> to <b@example.net> infected by Eicar-Test-Signature", "queueId=- | virus=Eicar-Test-Signature")]
    [InlineData("clamav-milter[2]", "Message 4F1A2B3C4D from <a@example.org> to <b@example.net> with subject 'it's infected by x' message-id '<x@example.org>' date 'Fri, 20 Nov 2026 10:00:00 +0000' infected by Sanesecurity.Junk.1", "subject=it's infected by x | messageId=<x@example.org> | virus=Sanesecurity.Junk.1")]
    [InlineData("clamav-milter[2]", "Clean message 4F1A2B3C4D from <a@example.org> to <b@example.net>", "result=Clean | queueId=4F1A2B3C4D")]
    [InlineData("clamav-milter[2]", "Clean message from <a@example.org> to <b@example.net>,<c@example.net>", "result=Clean | furtherRecipients=<c@example.net>")]
    [InlineData("clamav-milter[2]", "Clean message 4F1A2B3C4D from <a@example.org> to <b@example.net> with subject 'hello' message-id '<x@example.org>' date ''", "subject=hello | content=")]
    [InlineData("clamsmtpd", "100001: from=a@example.org, to=b@example.net, status=VIRUS:Eicar-Test-Signature", "run=100001 | sender=a@example.org | recipient=b@example.net | virus=Eicar-Test-Signature")]
    [InlineData("clamsmtpd", "1000AB: from=, to=b@example.net, status=CLEAN", "sender= | result=CLEAN")]
    [InlineData("clamd[1]", "instream(127.0.0.1@54321): Win.Test.EICAR_HDB-1 FOUND", "virus=Win.Test.EICAR_HDB-1 | attachment=instream(127.0.0.1@54321)")]
    [InlineData("clamd[1]", "/var/lib/amavis/tmp/p001: Eicar-Test-Signature(44d88612fea8a8f36de82e1278abb02f:68) FOUND", "virus=Eicar-Test-Signature(44d88612fea8a8f36de82e1278abb02f:68)")]
    [InlineData("clamd[1]", "fd[10]: OK", "result=OK")]
    [InlineData("mimedefang.pl[1]", "MDLOG,4F1A2B3C4D,mail_in,,,<a@example.org>,<b@example.net>,hello, you", "action=mail_in | queueId=4F1A2B3C4D | sender=a@example.org | subject=hello, you")]
    public void Filter_results(string program, string message, string fields) => NeighbourLine.Check(program, message, EventKind.FilterResult, fields);

    [Theory]
    [InlineData("amavis[5]", "(01234-05) Checking: 9yOZ3TBhzrlj MYNETS [192.0.2.1] <a@example.org> -> <b@example.net>", EventKind.FilterStart, "mailId=9yOZ3TBhzrlj | origin=MYNETS")]
    [InlineData("spamd[3]", "spamd: processing message <x@example.org> for alice:1000", EventKind.FilterStart, "messageId=<x@example.org> | user=alice")]
    [InlineData("spamd[3]", "checking message (unknown) for alice:1000", EventKind.FilterStart, "messageId=(unknown)")]
    [InlineData("spamd[3]", "spamd: connection from localhost [127.0.0.1]:58766 to port 783, fd 5", EventKind.Connect, "client=[127.0.0.1]:58766 | local=783")]
    [InlineData("spamd[3]", "connection from localhost [127.0.0.1] at port 58766", EventKind.Connect, "client=[127.0.0.1] | port=58766")]
    public void Filter_runs(string program, string message, EventKind kind, string fields) => NeighbourLine.Check(program, message, kind, fields);

    [Fact]
    public void Spam_is_told_in_one_word()
    {
        static bool? IsSpam(string program, string message) =>
            NeighbourLine.Read(program, message).Line.TryGet(out FilterResultEvent result) ? result.IsSpam : throw new InvalidOperationException(message);
        Assert.True(IsSpam("spamd[3]", "spamd: identified spam (12.2/5.0) for a:1 in 0.3 seconds, 12 bytes."));
        Assert.False(IsSpam("spamd[3]", "spamd: clean message (2.2/5.0) for a:1 in 0.3 seconds, 12 bytes."));
        Assert.Null(IsSpam("clamd[1]", "fd[10]: OK"));
    }
}
