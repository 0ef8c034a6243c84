using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Dialects;

public class DialectTests
{
    [Theory]
    [InlineData("4F1A2B3C4D: score=5.2 verdict=spam took=12.5ms client=a.example[192.0.2.1] note=", "tagscan.verdict | queueId:Id=4F1A2B3C4D | score:Decimal=5.2 | verdict:Word=spam | took:Decimal=12.5 | client:Endpoint=a.example[192.0.2.1] | note:Text=")]
    [InlineData("4F1A2B3C4D: score=0 verdict=ham took=1ms note= client=b verdict=spam", "tagscan.verdict | queueId:Id=4F1A2B3C4D | score:Decimal=0 | verdict:Word=ham | took:Decimal=1 | note:Text= client=b verdict=spam")]
    [InlineData("NONE: 2001:db8::1 is on own.list", "tagscan.list | address:Name=2001:db8::1 | listName:Word=own.list")]
    [InlineData("4F1A2B3C4D: a.example is on x", "tagscan.list | queueId:Id=4F1A2B3C4D | address:Name=a.example | listName:Word=x")]
    [InlineData("warning: 4F1A2B3C4D: looks like an id", "tagscan.warning | severity:Word=warning | what:Text=4F1A2B3C4D: looks like an id")]
    public void Lines_have_their_form_and_fields(string message, string expected)
    {
        foreach (string tag in new[] { "tagscan", "filters/tagscan", "mx/out/tagscan" })
            Assert.Equal("Neighbour Custom " + expected, DialectLine.Told(DialectLine.Read(tag, message, DialectLine.Tagscan).Line));
    }

    [Theory]
    [InlineData("tagscan", "4F1A2B3C4D: score=5.2 verdict=eggs took=1ms", EventKind.Unknown, MailSystem.Neighbour)]
    [InlineData("tagscan", "", EventKind.Unknown, MailSystem.Neighbour)]
    [InlineData("tagscan2", "4F1A2B3C4D: a is on b", EventKind.Foreign, MailSystem.None)]
    [InlineData("Tagscan", "4F1A2B3C4D: a is on b", EventKind.Foreign, MailSystem.None)]
    [InlineData("tagscan/x", "4F1A2B3C4D: a is on b", EventKind.Foreign, MailSystem.None)]
    public void Other_lines_are_unknown_and_other_programs_foreign(string tag, string message, EventKind kind, MailSystem system)
    {
        MailLogEvent read = DialectLine.Read(tag, message, DialectLine.Tagscan);
        Assert.Equal((kind, system, ""), (read.Kind, read.Line.System, read.Line.Form));
    }

    [Fact]
    public void Without_the_dialect_nothing_of_it_is_known()
        => Assert.Equal(EventKind.Foreign, DialectLine.Read("tagscan", "4F1A2B3C4D: a is on b").Kind);

    [Fact]
    public void Fields_are_numbers_when_they_look_so()
    {
        MailLogEvent read = DialectLine.Read("tagscan", "4F1A2B3C4D: score=-5.25 verdict=spam took=12ms note=x", DialectLine.Tagscan);
        Assert.True(read.Line.TryGetField("score", out Utf8Text score) && score.TryGetDouble(out double value) && value == -5.25);
        Assert.True(read.Line.TryGetField("took", out Utf8Text took) && took.TryGetInt64(out long milliseconds) && milliseconds == 12);
        Assert.True(read.Line.TryGetField("note", out Utf8Text note) && !note.TryGetDouble(out _) && !note.TryGetInt64(out _));
        Assert.False(score.TryGetInt64(out _));
        Assert.False(read.Line.TryGetField("listName", out Utf8Text missing) || missing.TryGetInt64(out _) || missing.TryGetDouble(out _));
        Assert.Equal("4F1A2B3C4D", read.Line.QueueId.ToString());
    }

    /// <summary>What the parser of mail systems goes by in the first place, ids and levels, means nothing in another program's words.</summary>
    [Theory]
    [InlineData("FACADE: {what:text}", "FACADE: x")]
    [InlineData("{word:DECADE|ADDED00}: {what:text}", "DECADE: x")]
    [InlineData("warning: {queueId}: {what:text}", "warning: 4F1A2B3C4D: x")]
    [InlineData("{severity:info|warning}: {queueId}: {what:text}", "warning: 4F1A2B3C4D: x")]
    [InlineData("[{queueId}: ]score={score}", "score=1")]
    [InlineData("[{queueId}: ]score={score}", "4F1A2B3C4D: score=1")]
    [InlineData("überprüft: {what:text}", "überprüft: ja")]
    [InlineData("{own:word} → {what:text}", "ä → b")]
    [InlineData("NOQUEUE: {what:text}", "NOQUEUE: x")]
    [InlineData("\\{{what:text}\\} \\[x\\] \\\\", "{a} [x] \\")]
    [InlineData("{note~}, {n#} bytes", "a, 1 bytes, 2 bytes")]
    [InlineData("{id?none}", "none")]
    [InlineData("nothing but text", "nothing but text")]
    public void A_line_of_a_form_is_read_whatever_it_begins_with(string pattern, string message)
        => Assert.Equal("x.y", DialectLine.Read("x", message, new LogDialect("x", new LogForm("x.y", pattern, message))).Line.Form);

    [Fact]
    public void Own_forms_go_first_and_the_library_reads_the_rest()
    {
        var smtpd = new LogDialect("smtpd", new LogForm("own.patch", "patched: {what:text}"));
        Assert.Equal("own.patch", DialectLine.Read("postfix/smtpd", "patched: x", smtpd).Line.Form);
        Assert.Equal("smtpd.connect", DialectLine.Read("postfix/smtpd", "connect from a.example[192.0.2.1]", smtpd).Line.Form);
        Assert.Equal((EventKind.Unknown, MailSystem.Postfix), Kinds(DialectLine.Read("postfix/smtpd", "gibberish", smtpd)));
        // Not Postfix': so the library knows nothing of it.
        Assert.Equal((EventKind.Unknown, MailSystem.Neighbour), Kinds(DialectLine.Read("smtpd", "connect from a.example[192.0.2.1]", smtpd)));
        var opendkim = new LogDialect("opendkim", new LogForm("own.key", "key {name} is old"));
        Assert.Equal("own.key", DialectLine.Read("opendkim", "key a.example is old", opendkim).Line.Form);
        Assert.Equal(EventKind.Foreign, DialectLine.Read("opendkim", "gibberish", opendkim).Kind);

        static (EventKind, MailSystem) Kinds(MailLogEvent read) => (read.Kind, read.Line.System);
    }

    [Fact]
    public void Of_several_dialects_the_first_that_has_a_form_counts()
    {
        var first = new LogDialect("x", new LogForm("first.a", "a {n:number}"), new LogForm("first.b", "b {n:number}"));
        var second = new LogDialect("x", new LogForm("second.a", "a {what:text}"), new LogForm("second.b", "b {what:text}"));
        var other = new LogDialect("y", new LogForm("other.a", "a {what:text}"));
        string[] Forms(params LogDialect[] dialects) => [.. new[] { ("x", "a 1"), ("x", "a x"), ("x", "b 1"), ("x", "b x"), ("y", "a 1"), ("y", "b 1") }
            .Select(line => DialectLine.Read(line.Item1, line.Item2, dialects).Line.Form)];
        Assert.Equal(["first.a", "second.a", "first.b", "second.b", "other.a", ""], Forms(first, other, second));
        Assert.Equal(["second.a", "second.a", "second.b", "second.b", "other.a", ""], Forms(second, other, first));
    }

    [Fact]
    public void The_ledger_tells_why_a_line_has_no_form()
    {
        var ledger = new LogLedger();
        using MailLogReader reader = DialectLine.Open("Nov 20 10:00:00 mx1 tagscan[7]: 4F1A2B3C4D: score=5.2 verdict=eggs took=1ms\n", DialectLine.Tagscan);
        while (reader.Read())
            ledger.Add(reader.Line);
        UnknownShape shape = Assert.Single(ledger.UnknownShapes);
        Assert.Equal("tagscan.verdict fits furthest, up to byte 30, and wants {verdict} there", shape.Reason);
    }

    /// <summary>The passwords that a program repeats are overwritten whether anybody knows its lines or not.</summary>
    [Fact]
    public void Secrets_are_looked_for_in_them_too()
    {
        const string message = "client said: dispatching AUTH PLAIN AGFsaWNlAHNlY3JldHNlY3JldA==";
        var chatty = new LogDialect("chatty", new LogForm("chatty.said", "client said: {what:text}"));
        Assert.Equal(DialectLine.Read("chatty", message).ToString(), DialectLine.Read("chatty", message, chatty).ToString());
        Assert.DoesNotContain("AGFsaWNl", DialectLine.Read("chatty", message, chatty).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Any_number_of_threads_reads_the_same(int threads)
    {
        byte[] log = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i =>
            $"Nov 20 10:00:00 mx1 {(i % 3 == 0 ? "postfix/qmgr" : "tagscan")}[7]: {(i % 3 == 0 ? "4F1A2B3C4D: removed" : $"4F1A2B3C4D: score={i} verdict=spam took=1ms")}\n")));
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), DialectLine.With(DialectLine.Tagscan));
        reader.Threads = threads;
        for (int i = 0; i < 20_000; i++)
        {
            Assert.True(reader.Read());
            Assert.Equal(i % 3 == 0 ? EventKind.QueueFile : EventKind.Custom, reader.Line.Kind);
            Assert.True(i % 3 == 0 || (reader.Line.TryGetField("score", out Utf8Text score) && score.TryGetInt64(out long value) && value == i));
        }
    }

    [Fact]
    public void A_list_that_changes_later_changes_no_reader()
    {
        var dialects = new List<LogDialect> { DialectLine.Tagscan };
        MailLogOptions options = new() { Dialects = dialects };
        dialects.Clear();
        Assert.Same(DialectLine.Tagscan, Assert.Single(options.Dialects));
        Assert.Empty(MailLogOptions.Default.Dialects);
    }
}
