using System.Globalization;
using System.Text;

namespace MailLog.Cli;

/// <summary>A summary for a terminal: tables with bars.</summary>
internal sealed class SummaryTextWriter(TextWriter output, Terminal terminal)
{
    /// <summary>The first measures of a table are the most important: more do not fit.</summary>
    private const int BarWidth = 12, ShortBarWidth = 8, NumberWidth = 11, MaxMeasures = 3;

    private static readonly Dictionary<string, int> Colours = new() { ["delivered"] = 32, ["deferred"] = 33, ["inProgress"] = 33, ["held"] = 33, ["bounced"] = 31, ["partial"] = 31, ["expired"] = 31, ["rejected"] = 35, ["blocked"] = 35 };

    public void Write(MailSummary summary, LineCount lines, IReadOnlyList<SummaryTable> tables)
    {
        if (summary.First is { } first && summary.Last is { } last)
        {
            output.WriteLine(terminal.Bold($"{Clock(summary, first)} to {Clock(summary, last)}") + terminal.Dim(" (" + summary.Clock.Caption + ")"));
            output.WriteLine(Quantity.Count(summary.Mails) + (summary.Mails == 1 ? " mail, " : " mails, ") + Quantity.Count(summary.Recipients) + (summary.Recipients == 1 ? " recipient, " : " recipients, ") + Quantity.Bytes(summary.Bytes));
        }
        else
        {
            output.WriteLine("No mails.");
        }
        foreach (SummaryTable table in tables.Where(t => t.Rows.Count > 0))
            Write(table);
        output.WriteLine();
        output.WriteLine(terminal.Dim(lines.Kinds));
    }

    private static string Clock(MailSummary summary, Correlation.LogTime time) => summary.Clock.Show(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void Write(SummaryTable table)
    {
        Measure[] measures = [.. table.Measures.Take(MaxMeasures)];
        int itemWidth = terminal.Width - BarWidth - 4 - NumberWidth * measures.Length;
        double most = table.Rows.Max(r => r.Values[0]);
        output.WriteLine();
        string head = string.Concat(measures.Select(m => m.Name.PadLeft(NumberWidth)));
        if (table.IsOfReasons)
            output.WriteLine(terminal.Bold(table.Title));
        else
            output.WriteLine(terminal.Bold(Cut(table.Title, itemWidth + 2)) + terminal.Dim(head));
        foreach (SummaryRow row in table.Rows)
        {
            string numbers = string.Concat(measures.Select((m, i) => Quantity.Of(row.Values[i], m.Unit).PadLeft(NumberWidth)));
            string item = Printable.Of(row.Item), bar = Bar(row.Values[0], most, table.IsOfReasons ? ShortBarWidth : BarWidth);
            if (table.IsOfReasons)
                WriteReason(numbers, bar, item);
            else
                output.WriteLine("  " + Cut(item, itemWidth) + numbers + (bar.Length == 0 ? "" : "  " + terminal.Bar(bar, Colours.GetValueOrDefault(row.Item, 36))));
        }
        if (table.Others > 0)
            output.WriteLine(terminal.Dim("  and " + Quantity.Count(table.Others) + " more"));
        if (table.MaxMissed > 0)
            output.WriteLine(terminal.Dim("  so many different values that a number may be too low by " + Quantity.Count(table.MaxMissed)));
        if (table.Note is { } note)
            output.WriteLine("  " + note);
    }

    /// <summary>A sentence stands behind its number, over as many lines as it takes.</summary>
    private void WriteReason(string numbers, string bar, string reason)
    {
        int margin = NumberWidth + 2 + ShortBarWidth + 2;
        string lead = numbers + "  " + terminal.Bar(bar, 36) + new string(' ', ShortBarWidth + 2 - bar.Length);
        foreach (string line in TextWrap.Lines(reason, terminal.Width - margin))
        {
            output.WriteLine(lead + line);
            lead = new string(' ', margin);
        }
    }

    private static string Cut(string text, int width)
        => text.Length <= width ? text.PadRight(width) : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[width - 2]) ? width - 2 : width - 1), "…").PadRight(width);

    /// <summary>A bar in eighths of a character.</summary>
    private static string Bar(double value, double most, int width)
    {
        if (value <= 0 || most <= 0)
            return "";
        int eighths = Math.Max(1, (int)Math.Round(value / most * width * 8));
        var bar = new StringBuilder(width).Append('█', eighths / 8);
        if (eighths % 8 > 0)
            bar.Append("▏▎▍▌▋▊▉"[eighths % 8 - 1]);
        return bar.ToString();
    }
}
