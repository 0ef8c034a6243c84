using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>The page: figures, charts, lists, mails. It has no script, and its policy allows none, nor anything from elsewhere.</summary>
internal sealed class ReportPage(MailSummary summary, MailSelection selection, LineCount lines)
{
    private const int MaxSteps = 100, MaxSources = 8;

    private static readonly string Style = ReadStyle();

    public required string Title { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Only mails that filters let through are in it.</summary>
    public required bool IsFiltered { get; init; }

    /// <summary>How many rows lists have.</summary>
    public required int Top { get; init; }

    public void Write(Stream output)
    {
        using var html = new Html(output);
        html.Raw("<!DOCTYPE html>\n");
        using (html.In("html", null, ("lang", "en")))
        {
            WriteHead(html);
            using (html.In("body"))
            {
                if (summary.Mails > 0)
                    html.Element("a", "Skip to the mails", "skip", ("href", "#mails"));
                WriteHeader(html);
                using (html.In("main"))
                {
                    if (summary.Mails == 0)
                        WriteNothing(html);
                    else
                        WriteSections(html);
                }
                WriteFooter(html);
            }
        }
        html.Line();
    }

    private void WriteHead(Html html)
    {
        using (html.In("head"))
        {
            using (html.In("meta", null, ("charset", "utf-8")))
            {
            }
            string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
            using (html.In("meta", null, ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'")))
            {
            }
            using (html.In("meta", null, ("name", "viewport"), ("content", "width=device-width, initial-scale=1")))
            {
            }
            using (html.In("meta", null, ("name", "color-scheme"), ("content", "light dark")))
            {
            }
            using (html.In("meta", null, ("name", "referrer"), ("content", "no-referrer")))
            {
            }
            html.Element("title", Title);
            using (html.In("style"))
                html.Raw(Style);
        }
        html.Line();
    }

    private void WriteHeader(Html html)
    {
        using (html.In("header"))
        {
            html.Element("h1", Title);
            if (summary.First is { } first && summary.Last is { } last)
            {
                using (html.In("p", "span"))
                {
                    Time(html, first);
                    html.Text(" to ");
                    Time(html, last);
                    html.Element("span", summary.Clock.Caption, "zone");
                }
            }
            using (html.In("p", "soft"))
            {
                html.Text("From ");
                html.Logged(string.Join(", ", Sources.Take(MaxSources).Select(s => s == "-" ? "standard input" : Path.GetFileName(Path.TrimEndingDirectorySeparator(s)))));
                if (Sources.Count > MaxSources)
                    html.Text(" and " + Quantity.Count(Sources.Count - MaxSources) + " more");
                html.Text(IsFiltered ? ". Only mails that the filters let through." : ".");
            }
            if (summary.Mails == 0)
                return;
            using (html.In("nav", null, ("aria-label", "Parts of this page")))
                foreach ((string id, string name) in ((string, string)[])[("volume", "Volume"), ("delays", "Delays"), ("decisions", "Decisions"), ("servers", "Servers"), ("people", "Senders and recipients"), ("mails", "Mails")])
                    html.Element("a", name, null, ("href", "#" + id));
        }
        html.Line();
    }

    private void Time(Html html, LogTime time)
    {
        DateTimeOffset shown = summary.Clock.Show(time);
        html.Element("time", shown.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), null, ("datetime", shown.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)));
    }

    private void WriteNothing(Html html)
    {
        using (html.In("section", "card empty"))
        {
            html.Element("h2", IsFiltered ? "No mail matches" : "No mails here");
            html.Element("p", IsFiltered ? "The filters let none of the mails of these logs through." : "No line of these logs belongs to a mail.");
        }
    }

    private void WriteSections(Html html)
    {
        var cards = new ReportCards(html, summary);
        cards.KeyFigures();
        using (html.In("section", null, ("id", "volume")))
        {
            cards.OverTime(SummaryTables.OverTime(summary, MaxSteps));
            cards.Outcomes();
        }
        cards.Section("delays", "Delays", "No delivery with a time is in these logs.", SummaryTables.Delays(summary), SummaryTables.DelayParts(summary));
        cards.Section("decisions", "Decisions", "No mail was refused, held or changed by a hook.", SummaryTables.Decisions(summary, Top), SummaryTables.Refusals(summary, Top));
        cards.Section("servers", "Servers", "No delivery attempt is in these logs.", SummaryTables.SlowRelays(summary, Top), SummaryTables.Relays(summary, Top), SummaryTables.Bounces(summary, Top), SummaryTables.Deferrals(summary, Top));
        cards.Section("people", "Senders and recipients", "These logs tell no sender.", SummaryTables.Senders(summary, Top), SummaryTables.Clients(summary, Top), SummaryTables.Domains(summary, Top));
        new ReportMails(html, summary.Clock).Write(selection);
    }

    private void WriteFooter(Html html)
    {
        using (html.In("footer"))
        {
            html.Element("p", lines.Kinds);
            if (summary.Mails > 0)
                html.Element("p", "Times are " + summary.Clock.Caption + ". Percentiles of delays are right to 3 %. Reasons are put together by a rule of thumb: … stands for what differs. Connections and refusals that belong to no mail are not counted.");
        }
        html.Line();
    }

    private static string ReadStyle()
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // The hash in the policy is of the text as a browser sees it.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
