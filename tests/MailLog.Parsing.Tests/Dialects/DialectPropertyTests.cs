using System.Text;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Dialects;

/// <summary>Print and parse against each other for forms that users could write, and hostile lines against them.</summary>
public class DialectPropertyTests
{
    private static readonly LogDialect Forms = new("x",
        new LogForm("x.verdict", "{queueId}: score={score} verdict={verdict:ham|spam|unsure} took={took:decimal}ms[ client={client}][ note={note:text}]"),
        new LogForm("x.kinds", "kinds {a:id} {b:number} {c:decimal} {d:decimals} {e:dsn} {f:code} {g:word} <{h:address}> ({i:addresses}) {j:endpoint}, {k:name}, {l:text}"),
        new LogForm("x.free", "free {n#}: {note~} in {seconds} s"),
        new LogForm("x.parts", "parts[ {a:number}[/{b:number}]][ of {c:word}[ by {d:word}]], {text}"),
        new LogForm("x.clean", "clean {who^}: <{recipient}>[ via {how:lmtp|smtp}]"),
        new LogForm("x.none", "{id?none} -> {next?none}"));

    public static TheoryData<string> Names => [.. Forms.Forms.Select(form => form.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Fields_come_back(string name)
    {
        (ProgramGrammar program, LineForm form) = Of(name);
        PropertyCheck.Run(Prop.ForAll(FormCase.Tame(program, form), c =>
        {
            FormReading reading = FormReading.Of(program, c.Message);
            bool areSame = FormReading.AreSame(reading.Values, c.Values);
            return reading.Form == form && (c.HasQuotes ? areSame || reading.IsAmbiguous : areSame && !reading.IsAmbiguous);
        }), 200);
    }

    /// <summary>Whatever stands in the free fields, what is read of a line prints back to the same bytes, and through a reader it is the same.</summary>
    [Theory, MemberData(nameof(Names))]
    public void What_is_read_prints_back(string name)
    {
        (ProgramGrammar program, LineForm form) = Of(name);
        PropertyCheck.Run(Prop.ForAll(FormCase.AllHostile(program, form), c =>
        {
            FormReading reading = FormReading.Of(program, c.Message);
            return (reading.Form is null || reading.PrintsBackTo(c.Message)) && IsReadAs(c.Message, reading);
        }), 200);
    }

    /// <summary>Lines made to be read in as many ways as can be: each is read in time, and is one line.</summary>
    [Fact]
    public void A_hostile_line_is_read_in_time()
    {
        var hard = new LogDialect("x",
            new LogForm("x.two", "{a~}, {b~}; {n#}"),
            new LogForm("x.parts", "[{a:number},][{b:text},][{c:text},][{d:text},][{e:text},][{f:text},]!{g:number}"),
            new LogForm("x.nested", "([{a:text}([{b:text}([{c:text}([{d:text}(]]]])"));
        foreach (string part in new[] { ", ", ",;", ", ;", "(", "1,", "x,", "<>", "\"", ",x;1" })
        {
            string message = string.Concat(Enumerable.Repeat(part, 60_000 / part.Length));
            foreach (string end in new[] { "", "; 1", "; x", "!1", ")" })
                Assert.Equal(EventKind.Foreign, DialectLine.Read("y", message + end, hard).Kind);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            foreach (string end in new[] { "", "; 1", "; x", "!1", ")" })
                Assert.True(DialectLine.Read("x", message + end, hard).Kind is EventKind.Custom or EventKind.Unknown);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), part + " " + clock.Elapsed);
        }
    }

    private static bool IsReadAs(byte[] message, FormReading reading)
    {
        if (message.Contains((byte)'\n') || message is [] or [.., (byte)'\r'])
            return true;
        byte[] line = [.. "Nov 20 10:00:00 mx1 x[7]: "u8, .. message, (byte)'\n'];
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(line), DialectLine.With(Forms) with { KeepSecrets = true });
        Assert.True(reader.Read());
        Assert.Equal(reading.Form?.Name ?? "", reader.Line.Form);
        Assert.Equal(reading.IsAmbiguous, reader.Line.IsAmbiguous);
        int i = 0;
        foreach (LogField field in reader.Line.Fields)
        {
            while (reading.Values[i] is null)
                i++;
            Assert.Equal(reading.Form!.Pattern.NameOf(i), field.Name);
            Assert.True(field.Value.Bytes.SequenceEqual(reading.Values[i++]));
        }
        return !reader.Read();
    }

    private static (ProgramGrammar Program, LineForm Form) Of(string name)
        => (new ProgramGrammar(MailSystem.Neighbour, Forms.Program, Forms.Lines) { IsDialect = true }, Forms.Lines.Single(form => form.Name == name));
}
