using System.Globalization;

namespace MailLog.Cli;

/// <summary>A summary for spreadsheets: one number a line, with its table, row and measure (RFC 4180).</summary>
internal static class SummaryCsvWriter
{
    public static void Write(TextWriter output, MailSummary summary, LineCount lines, IReadOnlyList<SummaryTable> tables)
    {
        Line("table", "item", "measure", "value");
        Line("total", "", "mails", Number(summary.Mails));
        Line("total", "", "recipients", Number(summary.Recipients));
        Line("total", "", "bytes", Number(summary.Bytes));
        Line("total", "", "linesRead", Number(lines.Read));
        Line("total", "", "linesUnderstood", Number(lines.Understood));
        foreach (SummaryTable table in tables)
            foreach (SummaryRow row in table.Rows)
                for (int i = 0; i < table.Measures.Count; i++)
                    Line(table.Name, row.Item, table.Measures[i].Name, Number(row.Values[i]));

        void Line(params ReadOnlySpan<string?> fields) => output.Write(Csv.Line(fields));
    }

    private static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);
}
