using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>The page as people see it: on a desk and on a telephone, by day and by night, with the keyboard alone, and written by nobody but us.</summary>
public sealed class ReportInBrowserTests(Chromium browser) : IClassFixture<Chromium>, IDisposable
{
    /// <summary>Contrast of every visible text with what is behind it, and of the charts' colours (WCAG 2.2: 4.5 and 3).</summary>
    private const string TooPale = """
        (() => {
          const rgb = c => { const n = c.match(/[\d.]+/g).map(Number); return n.length > 3 && n[3] === 0 ? null : n.slice(0, 3); };
          const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
          const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c) return c; } return [255, 255, 255]; };
          const pale = []; let seen = 0;
          for (const e of document.body.querySelectorAll('*')) {
            const isChart = e.matches('svg rect:not(.track)');
            if (!isChart && ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.closest('title')) continue;
            if (!e.getClientRects().length) continue;
            seen++;
            const style = getComputedStyle(e), is = contrast(rgb(isChart ? style.fill : style.color), behind(isChart ? e.closest('.card') : e));
            if (is < (isChart ? 3 : 4.5)) pale.push(e.tagName + '.' + e.className + ' ' + is.toFixed(2));
          }
          return { pale: [...new Set(pale)], seen };
        })()
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Page(string log)
    {
        Command.Run("report", "--time-zone", "UTC", "-o", _folder["page.html"], log).Done();
        return _folder["page.html"];
    }

    [BrowserTheory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task It_fits_and_can_be_read(int width, bool isDark)
    {
        string page = Page(LogFiles.PathOf("hooks/mail.log"));
        await using BrowserTab tab = await browser.OpenAsync(page, width, isDark);
        await FitsAsync(tab, width);
        await tab.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await FitsAsync(tab, width);

        JsonElement colours = await tab.EvaluateAsync(TooPale);
        Assert.Empty(colours.GetProperty("pale").EnumerateArray().Select(p => p.GetString()));
        Assert.InRange(colours.GetProperty("seen").GetInt32(), 500, int.MaxValue);
        string background = (await tab.EvaluateAsync("getComputedStyle(document.body).backgroundColor")).GetString()!;
        Assert.Equal(isDark ? "rgb(19, 21, 23)" : "rgb(245, 245, 241)", background);
        Assert.Empty(tab.Messages);
        Assert.Equal([new Uri(page).AbsoluteUri], tab.Requests);
    }

    [BrowserTheory]
    [InlineData("Enter", "\r", 13)]
    [InlineData(" ", " ", 32)]
    public async Task A_mail_opens_by_key(string key, string text, int number)
    {
        await using BrowserTab tab = await browser.OpenAsync(Page(LogFiles.PathOf("hooks/mail.log")), 1280, isDark: false);
        // From the start of the page on, with the tabulator alone.
        int presses = 0;
        do
        {
            Assert.True(++presses < 60, "The keyboard does not come to a mail.");
            await tab.PressAsync("Tab", "Tab", 9);
        }
        while (!(await tab.EvaluateAsync("document.activeElement.matches('.mail > summary')")).GetBoolean());
        Assert.NotEqual("none", (await tab.EvaluateAsync("getComputedStyle(document.activeElement).outlineStyle")).GetString());

        const string Step = "document.activeElement.parentElement.querySelector('.way li').checkVisibility()";
        Assert.False((await tab.EvaluateAsync(Step)).GetBoolean());
        await tab.PressAsync(key, key == " " ? "Space" : key, number, text);
        await tab.WaitAsync(Step);
        await tab.PressAsync(key, key == " " ? "Space" : key, number, text);
        await tab.WaitAsync("!(" + Step + ")");
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Hostile_text_does_nothing_but_stand_there(int width)
    {
        File.WriteAllBytes(_folder["hostile.log"], HostileLog.Lines);
        string page = Page(_folder["hostile.log"]);
        await using BrowserTab tab = await browser.OpenAsync(page, width, isDark: false);
        await tab.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await FitsAsync(tab, width);
        Assert.Equal("undefined", (await tab.EvaluateAsync("typeof window.hacked")).GetString());
        Assert.Equal(0, (await tab.EvaluateAsync("document.querySelectorAll('script, img, iframe, object, embed, form, link, base, svg svg, [onload], [onerror]').length")).GetInt32());
        Assert.Equal(1, (await tab.EvaluateAsync("document.querySelectorAll('style').length")).GetInt32());
        Assert.Contains("<script>window.hacked=1</script>", (await tab.EvaluateAsync("document.body.innerText")).GetString(), StringComparison.Ordinal);
        // Even if a script came in, the policy would not let it run.
        await tab.EvaluateAsync("(() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 2'; document.body.append(s); })()");
        Assert.Equal("undefined", (await tab.EvaluateAsync("typeof window.hacked")).GetString());
        Assert.Equal([new Uri(page).AbsoluteUri], tab.Requests);
    }

    private static async Task FitsAsync(BrowserTab tab, int width)
    {
        JsonElement widths = await tab.EvaluateAsync("[document.scrollingElement.scrollWidth, innerWidth]");
        Assert.Equal(width, widths[1].GetInt32());
        Assert.True(widths[0].GetInt32() <= width, "The page is " + widths[0] + " wide.");
    }
}
