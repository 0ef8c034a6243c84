using System.CommandLine;
using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog coverage</c>: what a log holds, and what of it is understood.</summary>
internal static class CoverageCommand
{
    public static Command Create()
    {
        var command = new Command("coverage", "Counts lines per program and per event, and shows every shape of a line that is not known.");
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        var ledger = new LogLedger();
        long nuls = 0, dropped = 0;
        inputs.IsOutputLive = false;
        inputs.Read(reader =>
        {
            ledger.Add(reader.Line);
            return true;
        }, reader =>
        {
            nuls += reader.SkippedNuls;
            dropped += reader.DroppedBytes;
        });
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ledger.Lines,10} lines"));
        Note(text, ledger.WithoutHeader, "without a header that is understood");
        Note(text, ledger.Cut, "cut at 65535 bytes");
        Note(text, dropped, "bytes dropped behind the cuts");
        Note(text, nuls, "NUL bytes skipped before lines");
        Note(text, ledger.Ambiguous, "with two readings");
        text.WriteLine();
        text.WriteLine("     lines  program");
        foreach ((string program, long count) in ledger.ByProgram.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal))
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,10}  {(program.Length == 0 ? "(none)" : Printable.Of(program))}"));
        text.WriteLine();
        text.WriteLine("     lines  event");
        foreach (EventKind kind in Enum.GetValues<EventKind>().OrderByDescending(ledger.Count))
            if (ledger.Count(kind) > 0)
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ledger.Count(kind),10}  {Words.Of(kind)}"));
        if (ledger.UnknownShapes.Count == 0)
            return;
        text.WriteLine();
        text.WriteLine("     lines  unknown shape, its first line, and why that is unknown");
        foreach (UnknownShape shape in ledger.UnknownShapes)
        {
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape.Count,10}  {Printable.Of(shape.Shape)}"));
            text.WriteLine("            " + Printable.Of(shape.Example));
            text.WriteLine("            " + Printable.Of(shape.Reason));
        }
        Note(text, ledger.OtherShapes, "of further shapes");
    }

    private static void Note(StreamWriter text, long count, string what)
    {
        if (count > 0)
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,10} {what}"));
    }
}
