using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>A test in a real browser. Without one it is skipped, unless <c>MAILLOG_BROWSER=required</c> says that there has to be one.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Program is null && !Chromium.IsRequired)
            Skip = Chromium.Missing;
    }
}
