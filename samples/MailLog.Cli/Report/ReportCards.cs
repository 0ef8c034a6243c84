using System.Globalization;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>The parts of the page that show figures. What a chart shows stands in a table, too.</summary>
internal sealed class ReportCards(Html html, MailSummary summary)
{
    private const int MaxMeasures = 3;

    public void KeyFigures()
    {
        using (html.In("section", "tiles", ("aria-label", "Key figures")))
        {
            Tile("Mails", Quantity.Count(summary.Mails), null);
            Tile("Recipients", Quantity.Count(summary.Recipients), null);
            Tile("Volume", Quantity.Bytes(summary.Bytes), null);
            foreach (OutcomeClass outcome in OutcomeClasses.All)
                if (outcome != OutcomeClass.SetAside || summary.Count(outcome) > 0)
                    Tile(Name(outcome), Quantity.Percent(summary.Count(outcome), summary.Mails), Words.Of(outcome));
            if (summary.Delays.Count > 0)
                Tile("Median delay", Quantity.Seconds(summary.Delays.Percentile(0.5)), null);
        }
        html.Line();
    }

    public void OverTime(SummaryTable table)
    {
        using (html.In("figure", "card"))
        {
            using (html.In("figcaption"))
            {
                html.Element("h2", table.Title);
                html.Element("span", summary.Clock.Caption, "zone");
            }
            int first = table.Measures.Count - OutcomeClasses.All.Count;
            ReportCharts.Columns(html, table, table.Title, [.. OutcomeClasses.All.Select((o, i) => (first + i, Words.Of(o)))]);
            Legend();
            int bytes = table.Measures.Select((m, i) => (m, i)).First(m => m.m.Unit == MeasureUnit.Bytes).i;
            if (summary.Bytes > 0)
            {
                html.Element("h3", "Their size");
                ReportCharts.Columns(html, table, "Size of " + table.Title, (bytes, "value"));
            }
            Figures(table);
        }
        html.Line();
    }

    public void Outcomes()
    {
        using (html.In("figure", "card"))
        {
            using (html.In("figcaption"))
                html.Element("h2", "Outcomes");
            ReportCharts.Share(html, [.. OutcomeClasses.All.Select(o => (Words.Of(o), summary.Count(o)))]);
            using (html.In("table", "outcomes"))
            {
                html.Element("caption", "Mails by outcome", "hidden");
                using (html.In("tbody"))
                    foreach (MailOutcome outcome in Enum.GetValues<MailOutcome>().Where(o => summary.Count(o) > 0).OrderByDescending(summary.Count))
                        using (html.In("tr"))
                        {
                            using (html.In("th", null, ("scope", "row")))
                            {
                                html.Element("span", "", "dot " + Words.Of(OutcomeClasses.Of(outcome)));
                                html.Text(Words.Spaced(Words.Of(outcome)));
                            }
                            html.Element("td", Quantity.Count(summary.Count(outcome)));
                            html.Element("td", Quantity.Percent(summary.Count(outcome), summary.Mails));
                        }
            }
        }
        html.Line();
    }

    /// <summary>A heading with tables below it.</summary>
    public void Section(string id, string title, string ifEmpty, params ReadOnlySpan<SummaryTable> tables)
    {
        using (html.In("section", null, ("id", id)))
        {
            html.Element("h2", title);
            int shown = 0;
            foreach (SummaryTable table in tables)
                shown += table.Rows.Count > 0 ? 1 : 0;
            using (html.In("div", shown > 1 ? "grid" : "grid one"))
            {
                foreach (SummaryTable table in tables)
                    if (table.Rows.Count > 0)
                        Bars(table);
                if (shown == 0)
                    html.Element("p", ifEmpty, "card empty");
            }
        }
        html.Line();
    }

    public static string Name(OutcomeClass outcome) => outcome switch
    {
        OutcomeClass.Delivered => "Delivered",
        OutcomeClass.Waiting => "Waiting",
        OutcomeClass.Failed => "Failed",
        OutcomeClass.Refused => "Refused",
        _ => "Set aside",
    };

    /// <summary>A table whose first numbers are bars, too.</summary>
    private void Bars(SummaryTable table)
    {
        int measures = Math.Min(MaxMeasures, table.Measures.Count);
        double most = table.Rows.Max(r => r.Values[0]);
        using (html.In("div", table.IsOfReasons ? "card wide" : "card"))
        {
            using (html.In("table", "bars"))
            {
                using (html.In("caption"))
                    html.Element("h3", table.Title);
                using (html.In("thead"))
                using (html.In("tr"))
                {
                    html.Element("th", table.Item, null, ("scope", "col"));
                    foreach (Measure measure in table.Measures.Take(measures))
                        html.Element("th", Heading(measure), "n", ("scope", "col"));
                }
                using (html.In("tbody"))
                    foreach (SummaryRow row in table.Rows)
                        using (html.In("tr"))
                        {
                            using (html.In("th", null, ("scope", "row")))
                            {
                                html.Logged(row.Item);
                                ReportCharts.Bar(html, row.Values[0], most);
                            }
                            for (int i = 0; i < measures; i++)
                                html.Element("td", Quantity.Of(row.Values[i], table.Measures[i].Unit));
                        }
            }
            if (table.Note is { } note)
                html.Element("p", note, "soft");
            if (table.Others > 0)
                html.Element("p", "and " + Quantity.Count(table.Others) + " more", "soft");
            if (table.MaxMissed > 0)
                html.Element("p", "So many different values that a number may be too low by " + Quantity.Count(table.MaxMissed) + ".", "soft");
        }
    }

    /// <summary>The numbers of a chart.</summary>
    private void Figures(SummaryTable table)
    {
        using (html.In("details", "figures"))
        {
            html.Element("summary", "The figures");
            // It may be wider than a telephone: then it is moved, also by keys, and not the page.
            using (html.In("div", "scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", table.Title)))
            using (html.In("table", "plain"))
            {
                using (html.In("thead"))
                using (html.In("tr"))
                {
                    html.Element("th", table.Item, null, ("scope", "col"));
                    foreach (Measure measure in table.Measures)
                        html.Element("th", Heading(measure), "n", ("scope", "col"));
                }
                using (html.In("tbody"))
                    foreach (SummaryRow row in table.Rows.Where(r => r.Values[0] > 0))
                        using (html.In("tr"))
                        {
                            html.Element("th", row.Item, null, ("scope", "row"));
                            for (int i = 0; i < table.Measures.Count; i++)
                                html.Element("td", Quantity.Of(row.Values[i], table.Measures[i].Unit));
                        }
            }
        }
    }

    private void Legend()
    {
        using (html.In("ul", "legend"))
            foreach (OutcomeClass outcome in OutcomeClasses.All.Where(o => summary.Count(o) > 0))
                using (html.In("li"))
                {
                    html.Element("span", "", "dot " + Words.Of(outcome));
                    html.Text(Name(outcome) + " " + Quantity.Count(summary.Count(outcome)));
                }
    }

    private void Tile(string name, string value, string? style)
    {
        using (html.In("div", style is null ? "tile" : "tile " + style))
        {
            html.Element("span", name, "name");
            html.Element("strong", value);
        }
    }

    private static string Heading(Measure measure) => measure.Name switch { "bytes" => "size", "mean" => "average", var name => Words.Spaced(name) };
}
