using System.Globalization;
using System.Text;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>A mail for people: what became of it, whose it is, then what happened, step by step, with who said what.</summary>
/// <remarks>All that strangers wrote goes through <see cref="Printable"/> before anything is coloured or wrapped.</remarks>
internal sealed class MailTextWriter(Stream output, bool withLines, DisplayClock clock, Terminal terminal) : IMailWriter
{
    private const string Margin = "           ";

    private readonly StringBuilder _text = new();

    public void Write(Mail mail) => Write(mail, null);

    public void Write(ArchivedMail archived) => Write(archived.Mail, archived);

    private void Write(Mail mail, ArchivedMail? archived)
    {
        _text.Clear();
        string meaning = OutcomeWords.Meaning(mail);
        _text.Append(Day(mail.FirstSeen, "yyyy-MM-dd HH:mm:ss")).Append("  ").Append(terminal.Toned(OutcomeWords.Word(mail.Outcome), OutcomeWords.ToneOf(mail.Outcome)))
            .Append(meaning.Length > 0 ? ": " : "").Append(meaning).Append('\n');
        Fact("from", (mail.Sender is { } sender ? "<" + sender + ">" : "(unknown)") + Origin(mail));
        if (mail.MessageId is { } id || mail.Size is not null)
            Fact("message", string.Join(", ", new[] { mail.MessageId, mail.Size is { } size ? Bytes(size) : null }.OfType<string>()));
        if (mail.QueueIds.Count + mail.FilterIds.Count > 0)
            Fact("path", string.Join(" > ", mail.QueueIds) + (mail.FilterIds.Count == 0 ? "" : (mail.QueueIds.Count > 0 ? ", " : "") + "filter " + string.Join(", ", mail.FilterIds)));
        if (mail.NotificationOf is { } about)
            Fact("about", about);
        foreach (Recipient recipient in mail.Recipients)
            Fact("to", "<" + recipient.Address + ">" + Of(" (for <", recipient.Original, ">)") + "  " + Words.Spaced(Words.Of(recipient.Status)));
        if (!mail.IsComplete)
            Fact("missing", string.Join(", ", mail.Missing));
        WriteSteps(mail);
        if (archived is not null)
            foreach (string line in ArchiveLines.Of(archived))
                Line(line);
        if (withLines)
            foreach (MailLine line in mail.Lines)
                Line("  | " + line.Text);
        _text.Append('\n');
        output.Write(Encoding.UTF8.GetBytes(_text.ToString()));
    }

    public void Flush()
    {
    }

    public void Dispose()
    {
    }

    private static string Origin(Mail mail)
    {
        string origin = mail.Client is { } client ? " by " + (client.Name ?? "unknown") + Of("[", client.Address, "]") : mail.SubmittedBy is { } local ? " by user " + local.UserId : "";
        string tie = string.Concat(mail.Ties.Where(t => t.What == "session" && t.Quality != TieQuality.Exact)
            .Select(t => t.Quality == TieQuality.Ambiguous ? " (one of " + t.Candidates + " possible sessions)" : " (by sender and time)"));
        return origin + tie + Of(" as ", mail.Sasl?.Username, "") + Of(" over ", mail.Tls?.Protocol, "");
    }

    private void WriteSteps(Mail mail)
    {
        IReadOnlyList<TimelineStep> steps = MailTimeline.Of(mail);
        if (steps.Count == 0)
            return;
        string format = steps.Any(s => s.At.FractionDigits > 0) ? "HH:mm:ss.fff" : "HH:mm:ss";
        string[] delays = [.. steps.Select(s => s.Delay.TotalMilliseconds < 0.5 ? "" : "+" + Quantity.Seconds(s.Delay.TotalSeconds))];
        int delayWidth = delays.Max(d => d.Length);
        int margin = 2 + format.Length + 2 + (delayWidth == 0 ? 0 : delayWidth + 2);
        DateTimeOffset day = clock.Show(mail.FirstSeen);
        // Where a mail has several queue files, whose step it is.
        string? id = mail.QueueIds is [var first, _, ..] ? first : null;
        for (int i = 0; i < steps.Count; i++)
        {
            DateTimeOffset time = clock.Show(steps[i].At);
            if (time.Date != day.Date || time.Offset != day.Offset)
                _text.Append("  ").Append(terminal.Bold(Day(steps[i].At, "yyyy-MM-dd"))).Append('\n');
            day = time;
            _text.Append("  ").Append(time.ToString(format, CultureInfo.InvariantCulture)).Append("  ");
            if (delayWidth > 0)
                _text.Append(terminal.Dim(delays[i].PadLeft(delayWidth))).Append("  ");
            bool isOther = mail.QueueIds.Count > 1 && steps[i].Id is { } own && own != id;
            id = steps[i].Id ?? id;
            Write(steps[i], margin, isOther ? " (queue id " + id + ")" : "");
        }
    }

    private void Write(TimelineStep step, int margin, string whose)
    {
        string said = Printable.Of(step.Said ?? "");
        string what = step.What + Of(" for <", step.Recipient, ">") + Of(" as ", step.NextId, "") + Of(" " + step.Role + " ", step.Speaker, "") + whose + (said.Length > 0 ? ":" : "");
        bool isFirst = true;
        foreach (string line in TextWrap.Lines(Printable.Of(what), terminal.Width - margin))
        {
            int own = isFirst ? Math.Min(step.What.Length, line.Length) : 0;
            _text.Append(isFirst ? "" : new string(' ', margin)).Append(terminal.Toned(line[..own], step.Tone)).Append(line, own, line.Length - own).Append('\n');
            isFirst = false;
        }
        if (said.Length == 0)
            return;
        foreach (string line in TextWrap.Lines(said, terminal.Width - margin - 2))
            _text.Append(' ', margin + 2).Append(line).Append('\n');
    }

    /// <summary>A time with the zone that it is told in.</summary>
    private string Day(LogTime time, string format)
    {
        DateTimeOffset shown = clock.Show(time);
        return shown.ToString(format, CultureInfo.InvariantCulture) + (shown.Offset == TimeSpan.Zero ? " UTC" : shown.ToString(" zzz", CultureInfo.InvariantCulture));
    }

    private void Fact(string name, string value)
    {
        string lead = "  " + terminal.Dim(name) + new string(' ', Margin.Length - 2 - name.Length);
        foreach (string line in TextWrap.Lines(Printable.Of(value), terminal.Width - Margin.Length))
        {
            _text.Append(lead).Append(line).Append('\n');
            lead = Margin;
        }
    }

    private static string Bytes(long size) => string.Create(CultureInfo.InvariantCulture, $"{size} bytes");

    private static string Of(string before, string? text, string after) => text is null ? "" : before + text + after;

    private void Line(string line) => _text.Append(Printable.Of(line)).Append('\n');
}
