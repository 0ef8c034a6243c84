using MailLog.Tests;
using Xunit;
using static MailLog.Parsing.Tests.SessionText;

namespace MailLog.Parsing.Tests;

public class ArchivedSessionTests
{
    private static readonly string Folder = Repository.Path("tests/data/archive/arch1/");

    [Fact]
    public void A_session_behind_a_content_filter_is_read_whole()
    {
        string path = Folder + "A-2026-11-20-06:15:38.0815800.arc";
        ArchivedSession session = ArchivedSession.Read(path);
        ArchivedTransaction transaction = Assert.Single(session.Transactions);

        Assert.True(session.IsComplete && transaction.IsComplete && !transaction.IsAmbiguous);
        Assert.Empty(session.Diagnostics);
        Assert.Equal((path, ""), (session.Path, session.Prefix.ToString()));
        Assert.Equal("scan.lab.example", transaction.Helo.ToString());
        Assert.Equal("a@good.example", transaction.Sender.ToString());
        Assert.Equal(["b@dest.example", "c@dest.example", "d@lab.example"], transaction.Recipients.Select(r => r.ToString()));
        Assert.Equal(("127.0.0.10", 43585, "ESMTP", "client.good.example", "4jW4p25SJSz1kfm5", "REMOTE"),
            (transaction.Xforward.Address.ToString(), transaction.Xforward.Port, transaction.Xforward.Protocol.ToString(), transaction.Xforward.Helo.ToString(), transaction.Xforward.Ident.ToString(), transaction.Xforward.Source.ToString()));
        Assert.False(transaction.Xforward.Name.HasValue);
        Assert.Equal(("<c2@good.example>", "t c2", "Fri, 20 Nov 2026 06:15:38 -0000"), (transaction.Header.MessageId.ToString(), transaction.Header.Subject.ToString(), transaction.Header.Date.ToString()));
        ReceivedField received = Assert.Single(transaction.Header.Received);
        Assert.Equal(("mx.lab.example", "4jW4p25SJSz1kfm5"), (received.By.ToString(), received.Id.ToString()));
        string text = File.ReadAllText(path), content = Content(text, transaction);
        Assert.StartsWith("X-Scan: clean\r\n", content, StringComparison.Ordinal);
        Assert.EndsWith("\r\nhello\r\n", content, StringComparison.Ordinal);
        Assert.Equal(content.Length, transaction.Size);
    }

    [Fact]
    public void A_session_before_the_queue_has_a_prefix_and_no_id()
    {
        ArchivedSession session = ArchivedSession.Read(Folder + "B-2026-11-20-06:15:42.0012180.arc");
        ArchivedTransaction transaction = Assert.Single(session.Transactions);

        Assert.True(session.IsComplete);
        Assert.Empty(session.Diagnostics);
        Assert.Equal("X-Archive-", session.Prefix.ToString());
        Assert.Equal("size=151", transaction.Sender.Parameters.ToString());
        Assert.Equal(["x@bad.example", "b@dest.example"], transaction.Recipients.Select(r => r.ToString()));
        Assert.False(transaction.Xforward.Ident.HasValue || transaction.Xforward.Name.HasValue);
        Assert.Equal(59701, transaction.Xforward.Port);
        Assert.False(Assert.Single(transaction.Header.Received).Id.HasValue);
    }

    [Fact]
    public void A_name_with_control_characters_is_told()
    {
        ArchivedSession session = Read(Lines("EHLO x\u0001y", "MAIL FROM:<a@b>", "QUIT"));

        Assert.False(session.Transactions[0].Helo.HasValue);
        Assert.Equal(new ArchiveDiagnostic(ArchiveDiagnosticKind.MalformedCommand, 0), Assert.Single(session.Diagnostics));
    }

    [Fact]
    public void Commands_in_the_content_are_content()
    {
        string path = Folder + "A-2026-11-20-06:15:40.0827884.arc";
        ArchivedTransaction transaction = Assert.Single(ArchivedSession.Read(path).Transactions);

        Assert.EndsWith("\r\n\r\nline\r\n..dot line\r\n...two\r\nDATA\r\nend\r\n", Content(File.ReadAllText(path), transaction), StringComparison.Ordinal);
        Assert.Equal(transaction.Content[0].Length - 2, transaction.Size);

        string text = Lines("EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "RCPT TO:<e@f>", "DATA", "MAIL FROM:<g@h>", "QUIT", "RSET", ".", "QUIT");
        transaction = Assert.Single(Read(text).Transactions);
        Assert.Equal("c@d", Assert.Single(transaction.Recipients).ToString());
        Assert.Equal(Lines("RCPT TO:<e@f>", "DATA", "MAIL FROM:<g@h>", "QUIT", "RSET"), Content(text, transaction));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Line_ends_are_those_of_the_session(string end)
    {
        string odd = end == "\n" ? "\r\n" : "\n";
        string text = $"ehlo x{end}mail from:<a@b>{end}rcpt to:<c@d>{end}data{end}Subject: s{end} t{end}{end}one{odd}.{odd}two{end}.{odd}three{odd}.{end}.{end}quit{end}";
        ArchivedSession session = Read(text);

        ArchivedTransaction transaction = Assert.Single(session.Transactions);
        Assert.True(session.IsComplete && transaction.IsComplete);
        Assert.Equal("s t", transaction.Header.Subject.ToString());
        Assert.EndsWith($"three{odd}.{end}", Content(text, transaction), StringComparison.Ordinal);
        Assert.Equal(3, session.Diagnostics.Count(d => d.Kind == ArchiveDiagnosticKind.OddLineEnd));
    }

    [Fact]
    public void Several_transactions_have_each_what_is_theirs()
    {
        string text = Lines("EHLO x", "XFORWARD NAME=a ADDR=192.0.2.1", "XFORWARD IDENT=1", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "Message-ID: <1>", "", ".",
            "XFORWARD IDENT=2", "MAIL FROM:<> BODY=8BITMIME", "RCPT TO:<@r,@s:e@f> NOTIFY=NEVER", "RSET", "MAIL FROM:<g@h>", "RCPT TO:<\"i>j\"@k>", "DATA", ".", "QUIT");
        ArchivedTransaction[] all = [.. Read(text).Transactions];

        Assert.Equal(["1", "2", ""], all.Select(t => t.Xforward.Ident.ToString()));
        Assert.Equal(["192.0.2.1", "", ""], all.Select(t => t.Xforward.Address.ToString()));
        Assert.Equal(["c@d", "e@f", "\"i>j\"@k"], all.Select(t => t.Recipients[0].ToString()));
        Assert.Equal([true, false, true], all.Select(t => t.IsComplete));
        Assert.Equal(("", true, "BODY=8BITMIME", "NOTIFY=NEVER"), (all[1].Sender.ToString(), all[1].Sender.Address.HasValue, all[1].Sender.Parameters.ToString(), all[1].Recipients[0].Parameters.ToString()));
        Assert.Equal(new ContentRange(text.LastIndexOf(".\r\n", StringComparison.Ordinal), 0), Assert.Single(all[2].Content));
    }

    [Fact]
    public void Chunks_are_counted_not_read()
    {
        string first = "Message-ID: <ch", second = "unk@x>\r\n\r\nQUIT\r\n.\r\n";
        string text = Lines("EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", $"BDAT {first.Length}") + first + $"bdat {second.Length} last\r\n" + second + Lines("QUIT");
        ArchivedSession session = Read(text);

        ArchivedTransaction transaction = Assert.Single(session.Transactions);
        Assert.True(session.IsComplete && transaction.IsComplete && !transaction.IsDotStuffed);
        Assert.Empty(session.Diagnostics);
        Assert.Equal("<chunk@x>", transaction.Header.MessageId.ToString());
        Assert.Equal((2, first + second, first.Length + second.Length), (transaction.Content.Count, Content(text, transaction), (int)transaction.Size));

        ArchivedSession cut = Read(text[..text.LastIndexOf("QUIT\r\n.", StringComparison.Ordinal)]);
        Assert.False(cut.IsComplete || cut.Transactions[0].IsComplete);
        Assert.Equal(ArchiveDiagnosticKind.CutOff, Assert.Single(cut.Diagnostics).Kind);
    }

    [Fact]
    public void XFORWARD_values_are_decoded()
    {
        ArchivedTransaction transaction = Read(Lines("EHLO x", "xforward name=a+20b addr=IPV6:2001:db8::1 port=[UNAVAILABLE] helo=h+2Bi ident=[unavailable] source=LOCAL odd=x proto=+zz", "MAIL FROM:<a@b>")).Transactions[0];

        Assert.Equal(("a b", "2001:db8::1", null, "h+i", false, "LOCAL", false), (transaction.Xforward.Name.ToString(), transaction.Xforward.Address.ToString(), transaction.Xforward.Port,
            transaction.Xforward.Helo.ToString(), transaction.Xforward.Ident.HasValue, transaction.Xforward.Source.ToString(), transaction.Xforward.Protocol.HasValue));
    }

    [Fact]
    public void A_line_with_another_prefix_is_told()
    {
        ArchivedSession session = Read(Lines("X-EHLO x", "X-MAIL FROM:<a@b>", "RCPT TO:<c@d>", "Y-RCPT TO:<e@f>", "DATA", ".", "MAIL FROM:<a@b>", "X-RCPT TO:<c@d>", "DATA", ".", "QUIT"));

        Assert.Equal(2, session.Transactions.Count(t => t.IsComplete));
        Assert.Equal("c@d", Assert.Single(session.Transactions[0].Recipients).ToString());
        Assert.Equal([ArchiveDiagnosticKind.PrefixDiffers, ArchiveDiagnosticKind.PrefixDiffers, ArchiveDiagnosticKind.UnknownCommand], session.Diagnostics.Select(d => d.Kind));
    }

    [Fact]
    public void A_refused_DATA_leaves_no_content_and_a_doubt()
    {
        ArchivedSession session = Read(Lines("EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "RSET", "MAIL FROM:<e@f>", "RCPT TO:<g@h>", "DATA", "Subject: s", ".", "QUIT"));

        Assert.Equal([0, 1], session.Transactions.Select(t => t.Content.Count));
        Assert.All(session.Transactions, t => Assert.True(t.IsAmbiguous));
        Assert.Equal(ArchiveDiagnosticKind.DataRefused, Assert.Single(session.Diagnostics).Kind);
    }

    [Fact]
    public void What_no_server_would_accept_counts_for_nothing()
    {
        ArchivedSession session = Read(Lines("EHLO x", "DATA", "RCPT TO:<a@b>", "MAIL FROM:<a@b>", "DATA", "XFORWARD IDENT=1", "QUIT"));

        Assert.False(Assert.Single(session.Transactions).Xforward.Ident.HasValue);
        Assert.Empty(session.Transactions[0].Content);
        Assert.All(session.Diagnostics, d => Assert.Equal(ArchiveDiagnosticKind.OutOfOrder, d.Kind));
        Assert.Equal(4, session.Diagnostics.Count);
    }

    [Fact]
    public void A_login_is_not_kept()
    {
        ArchivedSession session = Read(Lines("EHLO x", "AUTH PLAIN c2VjcmV0", "AUTH LOGIN", "c2VjcmV0", "c2VjcmV0", "MAIL FROM:<a@b> AUTH=c2VjcmV0 SIZE=5", "RCPT TO:<c@d>", "DATA", "Subject: s", "", ".", "QUIT"));

        Assert.Empty(session.Diagnostics);
        Assert.DoesNotContain("c2VjcmV0", Everything(session), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from x (y [192.0.2.1]) by mx.example (Postfix) with ESMTP id 4jW4p22bP3z1kfmT for <b@dest.example>; Fri", "mx.example", "4jW4p22bP3z1kfmT")]
    [InlineData("from x by mx.example with SMTP id FORGED (y [192.0.2.1]) by real.example (Postfix) with ESMTP; Fri", "real.example", "")]
    [InlineData("from x (y (by a id b)) by mx (c\\)id d) id Q for <\"by id\"@z> ; by e id f", "mx", "Q")]
    [InlineData("(qmail 123 invoked from network); 20 Nov 2026", "", "")]
    [InlineData("by", "", "")]
    [InlineData("from \"by x", "", "")]
    public void A_Received_field_is_read_by_its_structure(string value, string by, string id)
    {
        ArchivedTransaction transaction = Read(Lines("EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "Received: " + value.Replace(" with", "\r\n\twith", StringComparison.Ordinal), "", ".", "QUIT")).Transactions[0];

        ReceivedField received = Assert.Single(transaction.Header.Received);
        Assert.Equal((by, id), (received.By.ToString(), received.Id.ToString()));
    }

    [Fact]
    public void The_header_ends_at_the_first_line_that_is_no_field()
    {
        ArchivedHeader header = Read(Lines("EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "Subject: s", "not a field", "Message-ID: <no>", "", ".", "QUIT")).Transactions[0].Header;
        Assert.Equal(("s", "", true), (header.Subject.ToString(), header.MessageId.ToString(), header.IsComplete));

        header = Read(Lines("EHLO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "Subject: s", string.Join("\r\n", Enumerable.Repeat("X-Long: " + new string('x', 70), 1000)), "Message-ID: <no>", "", ".", "QUIT")).Transactions[0].Header;
        Assert.Equal(("s", "", false), (header.Subject.ToString(), header.MessageId.ToString(), header.IsComplete));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Nov 20 06:15:16 mx postfix/postfix-script[590]: starting the Postfix mail system\r\nMAIL FROM:<a@b>\r\n")]
    [InlineData("Mail system\r\nMAIL FROM:<a@b>\r\n")]
    [InlineData("Return-Path: <x>\r\nMAIL FROM:<a@b>\r\n")]
    [InlineData("\u001f\u008b\b\0\r\nMAIL FROM:<a@b>\r\n")]
    public void What_is_no_session_has_nothing_in_it(string text)
    {
        ArchivedSession session = Read(text);

        Assert.Empty(session.Transactions);
        Assert.False(session.IsComplete);
    }

    [Fact]
    public void What_is_encrypted_is_not_read()
    {
        ArchivedSession session = Read(Lines("EHLO x", "STARTTLS") + "\u0016\u0003\u0001\r\nMAIL FROM:<a@b>\r\nQUIT\r\n");

        Assert.Empty(session.Transactions);
        Assert.Equal(ArchiveDiagnosticKind.Encrypted, Assert.Single(session.Diagnostics).Kind);
        Assert.Single(Read(Lines("EHLO x", "STARTTLS", "MAIL FROM:<a@b>", "QUIT")).Transactions);
    }

    [Fact]
    public void What_stands_behind_QUIT_no_server_has_read()
    {
        const string Before = "EHLO c\r\nMAIL FROM:<a@a>\r\nRCPT TO:<b@b>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n";
        ArchivedSession session = ArchivedSession.Read(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(Before + "XFORWARD IDENT=4BBB2222\r\nMAIL FROM:<c@c>\r\nRCPT TO:<d@d>\r\nDATA\r\ny\r\n.\r\n")));

        Assert.Equal("a@a", Assert.Single(session.Transactions).Sender.ToString());
        Assert.Equal((ArchiveDiagnosticKind.OutOfOrder, (long)Before.Length), (Assert.Single(session.Diagnostics).Kind, session.Diagnostics[0].Offset));
    }
}
