using System.Reflection;
using System.Runtime.Versioning;
using MailLog.Correlation;
using MailLog.Correlation.Tests;
using MailLog.Parsing;

namespace MailLog.Consumers;

/// <summary>Runs the README's examples, which are compiled beside this, and prints what they found.</summary>
public static class Report
{
    public static async Task WriteAsync(string path, TextWriter output)
    {
        output.WriteLine("target " + typeof(MailLogReader).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName);
        foreach (KeyValuePair<string, int> host in Examples.CountBounces(path))
            output.WriteLine("bounces " + host.Key + " " + host.Value);
        Examples.PrintBounced(path, mail => output.WriteLine("bounced " + mail.Id));
        output.WriteLine("kept " + Examples.KeepDeliveries(path).Count);
        output.WriteLine("live " + (await CountLiveAsync(path, 3) >= 3));
    }

    /// <summary>Lines of another program, hours later, make the grace of all mails pass.</summary>
    private static async Task<int> CountLiveAsync(string path, int enough)
    {
        string live = Path.GetTempFileName();
        int count = 0;
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            File.WriteAllText(live, File.ReadAllText(path) + string.Concat(Enumerable.Repeat("Nov 20 12:00:00 mx1 cron[1]: tick\n", CorrelatorOptions.Default.GraceLines + 1)));
            await Examples.PrintLive(live, _ =>
            {
                if (++count >= enough)
                    cancellation.Cancel();
            }, cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            // That is how a live log ends.
        }
        finally
        {
            File.Delete(live);
        }
        return count;
    }
}
