using System.Globalization;
using System.Text;
using MailLog.Routing;

namespace MailLog.Cli;

/// <summary>An audit for people: each deviation, the rules that met no mail, and how often each finding came.</summary>
internal sealed class PolicyTextWriter(Stream output) : IDisposable
{
    private readonly StreamWriter _text = new(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private bool _hasNotes;

    public void Write(PolicyFinding finding)
    {
        string kind = Words.Of(finding.Kind), counted = finding.Kind == PolicyFindingKind.Undecided ? kind + ": " + finding.Reason : kind;
        _counts[counted] = _counts.GetValueOrDefault(counted) + 1;
        if (finding.Kind == PolicyFindingKind.NeverMatched)
        {
            Line(finding.Rule + ": " + finding.Reason);
            _hasNotes = true;
        }
        if (!finding.IsDeviation || finding.Mail is not { } mail)
            return;
        Line((finding.Attempt is { } attempt ? attempt.At : mail.LastSeen) + "  " + kind + "  <" + finding.Recipient!.Address + ">");
        if (finding.Expected is { } expected)
            Item("expected", expected + (finding.Rule is { } rule ? " by rule " + Number(rule.Number) + " (" + rule.File + ":" + Number(rule.Line) + ")" : " by relayhost"));
        Item("actual", finding.Actual);
        Item("because", finding.Reason);
        Item("mail", string.Join(" > ", mail.QueueIds) + (mail.Sender is { } sender ? " from <" + sender + ">" : ""));
        Line("");
    }

    /// <summary>The counts; nothing is to be told of a log without recipients but that.</summary>
    public void Dispose()
    {
        if (_hasNotes)
            Line("");
        foreach ((string what, long count) in _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal))
            Line(string.Create(CultureInfo.InvariantCulture, $"{count,10}  {what}"));
        if (_counts.Count == 0)
            Line("no deliveries");
        _text.Dispose();
    }

    private void Item(string name, string? value)
    {
        if (value is not null)
            Line($"  {name,-10}{value}");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Line(string line) => _text.WriteLine(Printable.Of(line));
}
