using System.Globalization;

namespace MailLog.Cli;

/// <summary>Charts as SVG. They stretch to any width, so words and numbers stand beside them as text.</summary>
internal static class ReportCharts
{
    private const double Height = 100, LeastVisible = 0.8;

    /// <summary>Fewer columns than this stand in the middle, instead of becoming as wide as a wall.</summary>
    private const int LeastColumns = 8;

    /// <summary>Columns over time, each a stack of classes.</summary>
    /// <param name="html">The page.</param>
    /// <param name="table">Steps of time.</param>
    /// <param name="first">The first measure that is drawn.</param>
    /// <param name="styles">The classes of the measures from there on.</param>
    public static void Stacked(Html html, SummaryTable table, int first, IReadOnlyList<string> styles)
    {
        double top = Round(table.Rows.Max(r => r.Values[0]));
        using (html.In("div", "plot"))
        {
            using (html.In("div", "scale", ("aria-hidden", "true")))
            {
                html.Element("span", Quantity.Count((long)top));
                if (top > 1)
                    html.Element("span", top < 20 ? Number(top / 2) : Quantity.Count((long)(top / 2)));
                html.Element("span", "0");
            }
            SummaryRow busiest = table.Rows.MaxBy(r => r.Values[0])!;
            string label = string.Create(CultureInfo.InvariantCulture, $"{table.Title}, from {table.Rows[0].Item} to {table.Rows[^1].Item}; most at {busiest.Item}: {Quantity.Count((long)busiest.Values[0])}. The figures are in the table below.");
            double margin = Math.Max(0, (LeastColumns - table.Rows.Count) / 2.0), end = table.Rows.Count + margin;
            using (html.In("svg", "stacked", ("viewBox", Number(-margin) + " 0 " + Number(end + margin) + " 100"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", label)))
            {
                foreach (double y in (double[])[0, 50, 100])
                    using (html.In("line", "rule", ("x1", Number(-margin)), ("x2", Number(end)), ("y1", Number(y)), ("y2", Number(y))))
                    {
                    }
                for (int i = 0; i < table.Rows.Count; i++)
                    if (table.Rows[i].Values[0] > 0)
                        Column(html, table, i, first, styles, top);
            }
            using (html.In("div", "dates", ("aria-hidden", "true")))
                foreach (int i in (int[])(table.Rows.Count switch { 1 => [0], 2 => [0, 1], int n => [0, n / 2, n - 1] }))
                    html.Element("span", table.Rows[i].Item);
        }
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

    private static void Column(Html html, SummaryTable table, int index, int first, IReadOnlyList<string> styles, double top)
    {
        SummaryRow row = table.Rows[index];
        using (html.In("g"))
        {
            html.Element("title", row.Item + ": " + string.Join(", ", styles.Select((style, i) => Quantity.Count((long)row.Values[first + i]) + " " + ReportCards.Spaced(style)).Where((_, i) => row.Values[first + i] > 0)));
            double y = Height;
            for (int i = 0; i < styles.Count; i++)
            {
                double count = row.Values[first + i];
                if (count <= 0)
                    continue;
                double height = Math.Max(LeastVisible, Height * count / top);
                y -= height;
                Rectangle(html, styles[i], index + 0.1, y, 0.8, height);
            }
        }
    }

    private static void Rectangle(Html html, string style, double x, double y, double width, double height)
    {
        if (width <= 0)
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
