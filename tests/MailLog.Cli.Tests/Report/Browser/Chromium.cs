using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>A headless browser with a profile of its own, spoken to by its DevTools protocol.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string RequiredVariable = "MAILLOG_BROWSER";

    public const string Missing = "There is no chromium on this machine, so the report page is not looked at in a browser: apt-get install chromium. (MAILLOG_BROWSER=required makes this a failure.)";

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("maillog-browser");
    private Process? _process;
    private string _address = "";

    /// <summary>The browser's program; null when there is none.</summary>
    internal static string? Program { get; } = Find();

    internal static bool IsRequired => Environment.GetEnvironmentVariable(RequiredVariable) == "required";

    public async Task InitializeAsync()
    {
        if (Program is null)
            return;
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--user-data-dir=" + _profile.FullName, "--remote-debugging-port=0", "about:blank"])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        // It writes its port there when it listens.
        string port = Path.Combine(_profile.FullName, "DevToolsActivePort");
        for (int i = 0; i < 600 && _address.Length == 0; i++)
        {
            if (_process.HasExited)
                throw new InvalidOperationException(Program + " ended with status " + _process.ExitCode.ToString(CultureInfo.InvariantCulture) + ".");
            if (File.Exists(port) && File.ReadAllLines(port) is [var number, _, ..])
                _address = "http://127.0.0.1:" + number;
            else
                await Task.Delay(50);
        }
        if (_address.Length == 0)
            throw new TimeoutException(Program + " does not listen.");
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        // Its last helpers may still be writing.
        for (int i = 0; i < 50; i++)
        {
            try
            {
                _profile.Delete(recursive: true);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Opens a page in a window of its own.</summary>
    /// <param name="path">A file.</param>
    /// <param name="width">Of the window, in CSS pixels; a small one is a telephone's.</param>
    /// <param name="isDark">What the system prefers.</param>
    internal async Task<BrowserTab> OpenAsync(string path, int width, bool isDark)
    {
        Assert.True(_address.Length > 0, Missing);
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.PutAsync(new Uri(_address + "/json/new?about:blank"), null);
        JsonElement target = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var tab = await BrowserTab.ConnectAsync(new Uri(target.GetProperty("webSocketDebuggerUrl").GetString()!));
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"])
            await tab.CallAsync(domain + ".enable");
        await tab.CallAsync("Emulation.setDeviceMetricsOverride", new { width, height = 800, deviceScaleFactor = 1, mobile = width < 600 });
        await tab.CallAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } } });
        await tab.CallAsync("Page.navigate", new { url = new Uri(path).AbsoluteUri });
        await tab.WaitAsync("document.readyState === 'complete' && location.protocol === 'file:'");
        return tab;
    }

    private static string? Find()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return (from name in (string[])["chromium", "chromium-browser", "google-chrome"] from folder in folders select Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
