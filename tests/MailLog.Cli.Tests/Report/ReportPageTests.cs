using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using MailLog.Correlation;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>The page is well-formed, complete in itself, and nothing in it but text comes from a log.</summary>
public sealed partial class ReportPageTests : IDisposable
{
    private static readonly string[] Elements =
    [
        "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "time", "span", "bdi", "nav", "main", "section", "div", "strong", "figure", "figcaption", "svg", "line", "g", "rect",
        "ul", "ol", "li", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "small", "dl", "dt", "dd", "blockquote", "footer",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex("sha256-([A-Za-z0-9+/=]+)")]
    private static partial Regex Hash();

    private XElement Page(params string[] arguments)
    {
        Command.Run(["report", "--time-zone", "UTC", "-o", _folder["page.html"], .. arguments]).Done();
        using FileStream page = File.OpenRead(_folder["page.html"]);
        return Parse(page);
    }

    private static XElement Parse(Stream page)
    {
        using var reader = XmlReader.Create(page, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private string Hostile
    {
        get
        {
            File.WriteAllBytes(_folder["hostile.log"], HostileLog.Lines);
            return _folder["hostile.log"];
        }
    }

    [Fact]
    public void Every_real_log_makes_a_page_of_known_parts()
    {
        foreach (string log in LogFiles.Below(""))
        {
            (MailSummary summary, List<Mail> mails) = SummaryTests.Read(LogFiles.PathOf(log));
            var selection = new MailSelection(50);
            mails.ForEach(selection.Add);
            using var page = new MemoryStream();
            new ReportPage(summary, selection, new LineCount()) { Title = "<" + log + ">", Sources = [log], IsFiltered = false, Top = 10 }.Write(page);
            page.Position = 0;
            XElement root = Parse(page);
            Check(root);
            Assert.Equal("<" + log + ">", root.Element("head")!.Element("title")!.Value);
        }
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        XElement page = Page(Hostile);
        Check(page);
        string text = page.Value;
        Assert.Contains("<script>window.hacked=1</script>", text, StringComparison.Ordinal);
        Assert.Contains("</script><script>window.hacked=1</script>", text, StringComparison.Ordinal);
        Assert.Contains("\"><img/src=x", text, StringComparison.Ordinal);
        // What cannot be seen, or turns the line around, is shown.
        Assert.Contains("\\u202eevil\\u2066", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain(text, c => c is '\u202E' or '\u2066' or '\u2028' or '\uFFFE');
        Assert.Contains('\uFFFD', text);
        Assert.All(page.DescendantNodes().OfType<XText>().Where(t => t.Parent!.Name != "style"), t => Assert.InRange(t.Value.Length, 0, 2 * Html.MaxText));
    }

    /// <summary>No script, nothing from elsewhere, no style but the page's own, no attribute that does anything.</summary>
    private static void Check(XElement page)
    {
        Assert.All(page.DescendantsAndSelf(), e => Assert.Contains(e.Name.LocalName, Elements));
        foreach (XAttribute attribute in page.Descendants().Attributes())
        {
            Assert.DoesNotContain(attribute.Name.LocalName, (string[])["src", "style", "srcset", "action", "data"]);
            Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal), attribute.ToString());
            if (attribute.Name == "href")
                Assert.NotNull(page.Descendants().SingleOrDefault(e => e.Attribute("id")?.Value == attribute.Value[1..]));
        }
        XElement style = Assert.Single(page.Descendants("style"));
        Assert.DoesNotContain("url(", style.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style.Value, StringComparison.Ordinal);
        string policy = page.Descendants("meta").Single(m => m.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.Value))), Hash().Match(policy).Groups[1].Value);
        Assert.Equal(page.Descendants().Attributes("id").Count(), page.Descendants().Attributes("id").Select(a => a.Value).Distinct().Count());
    }

    [Fact]
    public void Each_listed_mail_opens_to_its_way()
    {
        XElement page = Page(LogFiles.PathOf("postfix/outcomes.rfc3339.log"));
        XElement[] mails = [.. page.Descendants("details").Where(d => d.Attribute("class")!.Value == "mail")];
        Assert.Equal(36, mails.Length);
        XElement bounced = Assert.Single(mails, m => m.Value.Contains("77232B5E47A", StringComparison.Ordinal) && m.Value.Contains("dataperm3", StringComparison.Ordinal));
        XElement step = Assert.Single(bounced.Descendants("li"), li => li.Attribute("class")!.Value == "bad");
        Assert.Contains("failed for good for dataperm3@single.test at mx-1.example.org[127.0.1.1]:25", step.Value, StringComparison.Ordinal);
        Assert.Equal("554 5.7.1 Message rejected: content policy (id SINK000001)", step.Element("div")!.ElementsAfterSelf().Single().Element("blockquote")!.Value);
        Assert.Equal("2026-11-20T06:58:24.552+00:00", step.Descendants("time").Single().Attribute("datetime")!.Value);
    }

    [Fact]
    public void What_a_chart_shows_stands_in_a_table()
    {
        XElement page = Page(LogFiles.PathOf("hooks/mail.log"));
        XElement[] charts = [.. page.Descendants("svg").Where(s => s.Attribute("role")?.Value == "img")];
        Assert.Equal(2, charts.Length);
        Assert.All(charts, c => Assert.NotEmpty(c.Attribute("aria-label")!.Value));
        XElement chart = charts[0];
        XElement table = chart.Ancestors("figure").Single().Descendants("table").Single();
        Assert.Equal(chart.Elements("g").Count(), table.Element("tbody")!.Elements("tr").Count());
        Assert.Equal(98, table.Element("tbody")!.Elements("tr").Sum(r => int.Parse(r.Elements("td").First().Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(page.Descendants("svg").Except(charts), s => Assert.Equal("true", s.Attribute("aria-hidden")!.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(36)]
    public void The_page_lists_no_more_mails_than_asked_for_and_says_how_many_are_left_out(int count)
    {
        XElement page = Page(LogFiles.PathOf("postfix/outcomes.rfc3339.log"), "--mails", count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(count, page.Descendants("details").Count(d => d.Attribute("class")!.Value == "mail"));
        Assert.Equal(count < 36, page.Value.Contains($"; {36 - count} are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_mail_it_says_so()
    {
        Assert.Contains("No mail matches", Page(LogFiles.PathOf("hooks/mail.log"), "--from", "nobody@nowhere").Value, StringComparison.Ordinal);
        Assert.Contains("No mails here", Page(_folder.Write("empty.log", "")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_say_their_zone()
    {
        string log = _folder.Write("zone.log", SmallLog.Mail(1).Replace("+00:00", "-05:00", StringComparison.Ordinal));
        Assert.Contains("-05:00, as logged", Page(log).Value, StringComparison.Ordinal);
        XElement utc = Page(log, "--utc");
        Assert.DoesNotContain("-05:00", utc.Value, StringComparison.Ordinal);
        Assert.Contains("2026-11-20 15:01:01", utc.Value, StringComparison.Ordinal);
        string mixed = _folder.Write("mixed.log", SmallLog.Mail(1) + SmallLog.Mail(2).Replace("+00:00", "+01:00", StringComparison.Ordinal));
        Assert.Contains("2026-11-20 10:02:01 +01:00", Page(mixed).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null", 0, "")]
    [InlineData("/dev/full", 1, "maillog: the output cannot be written: ")]
    public void A_device_is_written_to_and_stays_one(string device, int status, string errors)
    {
        if (!File.Exists(device))
            return;
        // A link: a page that takes the device's place would take that of the link only.
        File.CreateSymbolicLink(_folder["page"], device);

        Command.Result result = Command.Run("report", "-o", _folder["page"], LogFiles.PathOf("postfix/plain.log"));

        Assert.Equal(status, result.Status);
        Assert.StartsWith(errors, result.Errors, StringComparison.Ordinal);
        Assert.Equal(device, new FileInfo(_folder["page"]).LinkTarget);
    }

    [Fact]
    public void A_page_in_no_folder_is_told_in_plain_words()
        => Assert.Equal(
            (1, "maillog: the output cannot be written: there is no folder for '" + _folder["none/page"] + "'.\n"),
            Command.Run("report", "-o", _folder["none/page"], LogFiles.PathOf("postfix/plain.log")) is var result ? (result.Status, result.Errors) : default);

    [Fact]
    public void A_log_is_never_overwritten_and_a_page_never_half()
    {
        string log = _folder.Write("mail.log", SmallLog.Mail(1));
        Assert.Equal(2, Command.Run("report", log, "-o", log).Status);
        Assert.Equal(SmallLog.Mail(1), File.ReadAllText(log));
        Assert.Equal(2, Command.Run("report", log).Status);
        Assert.Equal(2, Command.Run("report", log, "-o", Path.GetTempPath()).Status);
        Assert.Equal(1, Command.Run("report", log, "-o", _folder["no/such/folder.html"]).Status);
        string page = _folder.Write("page.html", "old");
        Assert.Equal(2, Command.Run("report", log, "-o", page, "--status", "odd").Status);
        Assert.Equal("old", File.ReadAllText(page));
        Assert.Equal(["mail.log", "page.html"], Directory.GetFiles(Path.GetDirectoryName(page)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.StartsWith("<!DOCTYPE html>", Command.Run("report", log, "-o", "-").Done().Output, StringComparison.Ordinal);
    }
}
