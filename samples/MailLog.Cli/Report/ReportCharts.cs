using System.Globalization;

namespace MailLog.Cli;

/// <summary>Charts as SVG. They stretch to any width, so words and numbers stand beside them as text.</summary>
internal static class ReportCharts
{
    private const double Floor = 100, LeastVisible = 0.8;

    /// <summary>Fewer columns than this stand in the middle, instead of becoming as wide as a wall.</summary>
    private const int LeastColumns = 8;

    /// <summary>Columns over time, each a stack.</summary>
    /// <param name="html">The page.</param>
    /// <param name="table">Steps of time.</param>
    /// <param name="title">What is drawn.</param>
    /// <param name="parts">The measures from below, with the style of each.</param>
    public static void Columns(Html html, SummaryTable table, string title, params IReadOnlyList<(int Measure, string Style)> parts)
    {
        MeasureUnit unit = table.Measures[parts[0].Measure].Unit;
        double top = Round(table.Rows.Max(Height));
        SummaryRow busiest = table.Rows.MaxBy(Height)!;
        string label = $"{title}, from {table.Rows[0].Item} to {table.Rows[^1].Item}; most at {busiest.Item}: {Quantity.Of(Height(busiest), unit)}. The figures are in a table below.";
        double margin = Math.Max(0, (LeastColumns - table.Rows.Count) / 2.0), end = table.Rows.Count + margin;
        using (html.In("div", "plot"))
        {
            using (html.In("div", "scale", ("aria-hidden", "true")))
            {
                html.Element("span", Quantity.Of(top, unit));
                html.Element("span", unit == MeasureUnit.Count && top % 2 > 0 ? "" : Quantity.Of(top / 2, unit));
                html.Element("span", "0");
            }
            using (html.In("svg", "columns", ("viewBox", Number(-margin) + " 0 " + Number(end + margin) + " 100"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", label)))
            {
                foreach (double y in (double[])[0, 50, 100])
                    using (html.In("line", "rule", ("x1", Number(-margin)), ("x2", Number(end)), ("y1", Number(y)), ("y2", Number(y))))
                    {
                    }
                for (int i = 0; i < table.Rows.Count; i++)
                    if (Height(table.Rows[i]) > 0)
                        Column(html, table, i, parts, top);
            }
            using (html.In("div", "dates", ("aria-hidden", "true")))
                foreach (int i in (int[])(table.Rows.Count switch { 1 => [0], 2 => [0, 1], int n => [0, n / 2, n - 1] }))
                    html.Element("span", table.Rows[i].Item);
        }

        double Height(SummaryRow row) => parts.Sum(p => row.Values[p.Measure]);
    }

    /// <summary>Parts of a whole.</summary>
    public static void Share(Html html, IReadOnlyList<(string Style, long Count)> parts)
    {
        double whole = Math.Max(1, parts.Sum(p => p.Count)), x = 0;
        using (html.In("svg", "share", ("viewBox", "0 0 100 1"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")))
            foreach ((string style, long count) in parts)
            {
                double width = 100 * count / whole;
                Rectangle(html, style, x, 0, width, 1);
                x += width;
            }
    }

    /// <summary>A bar below the text of a row; the row's number says the same.</summary>
    public static void Bar(Html html, double value, double most)
    {
        using (html.In("svg", "bar", ("viewBox", "0 0 100 1"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")))
        {
            Rectangle(html, "track", 0, 0, 100, 1);
            Rectangle(html, "value", 0, 0, value <= 0 || most <= 0 ? 0 : Math.Max(LeastVisible, 100 * value / most), 1);
        }
    }

    private static void Column(Html html, SummaryTable table, int index, IReadOnlyList<(int Measure, string Style)> parts, double top)
    {
        SummaryRow row = table.Rows[index];
        using (html.In("g"))
        {
            html.Element("title", row.Item + ": " + string.Join(", ", parts.Where(p => row.Values[p.Measure] > 0)
                .Select(p => Quantity.Of(row.Values[p.Measure], table.Measures[p.Measure].Unit) + (parts.Count > 1 ? " " + Words.Spaced(p.Style) : ""))));
            double y = Floor;
            foreach ((int measure, string style) in parts)
            {
                double height = row.Values[measure] <= 0 ? 0 : Math.Max(LeastVisible, Floor * row.Values[measure] / top);
                y -= height;
                Rectangle(html, style, index + 0.1, y, 0.8, height);
            }
        }
    }

    private static void Rectangle(Html html, string style, double x, double y, double width, double height)
    {
        if (width <= 0 || height <= 0)
            return;
        using (html.In("rect", style, ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height))))
        {
        }
    }

    /// <summary>The next number that a scale may end with: 1, 2, 4, 5 or 8, with noughts.</summary>
    private static double Round(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, value))));
        return power * (value / power) switch { <= 1 => 1, <= 2 => 2, <= 4 => 4, <= 5 => 5, <= 8 => 8, _ => 10 };
    }

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
