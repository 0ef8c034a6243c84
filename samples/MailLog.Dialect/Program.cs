// Prints for each mail what tagscan, a program that the library does not know, thought of it, and what became of the mail.
using MailLog.Correlation;
using MailLog.Dialect;
using MailLog.Parsing;

var scores = new Dictionary<string, string>();
var ledger = new LogLedger();
var correlator = new MailCorrelator();
correlator.Mails.Subscribe(mail =>
{
    string? score = null;
    foreach (string id in mail.QueueIds)
        if (scores.Remove(id, out string? known))
            score = known;
    Console.WriteLine(Visible($"{mail.FirstSeen}  <{mail.Sender}>  {score ?? "not scored"}, {mail.Outcome}"));
    foreach (MailHistoryEntry entry in mail.History)
        if (entry.Step == MailStep.Noted)
            Console.WriteLine(Visible($"    {entry.Detail}"));
});
foreach (string path in args)
{
    using MailLogReader reader = MailLogReader.Open(path, new MailLogOptions { Dialects = [Tagscan.Dialect] });
    while (reader.Read())
    {
        LogLine line = reader.Line;
        if (line.TryGet(out TagscanVerdict verdict))
            scores[verdict.QueueId.ToString()] = FormattableString.Invariant($"{verdict.Verdict.ToString()} ({verdict.Score})");
        ledger.Add(line);
        correlator.Feed(line);
    }
}
correlator.Complete();

// What the forms do not know yet, and why.
foreach (UnknownShape shape in ledger.UnknownShapes)
    Console.WriteLine(Visible($"{shape.Count} of {shape.Program} unknown: {shape.Reason}\n    {shape.Example}"));

// Log text is written by strangers: control characters would steer the terminal.
static string Visible(string text) => string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? '?' : c));
