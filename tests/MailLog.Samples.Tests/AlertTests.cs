using System.Globalization;
using Xunit;

namespace MailLog.Samples.Tests;

/// <summary>Rates are of the log's time, and strangers' text does no harm.</summary>
public class AlertTests
{
    [Fact]
    public void An_alert_is_raised_once_for_each_time_that_the_rate_passes_the_threshold()
    {
        // A mail a minute: twelve are delivered, six bounce, thirty are delivered, six bounce.
        string fates = new string('+', 12) + new string('-', 6) + new string('+', 30) + new string('-', 6);
        string[] alerts = Alerts(fates, TimeSpan.FromMinutes(1), "mx", "--minutes", "10", "--percent", "50", "--least", "5");
        // 5 of the last 10 are reached with the fifth that bounces.
        Assert.Equal(["2026-11-20 10:16:30 +00:00  mx: 5 of 10 bounced", "2026-11-20 10:52:30 +00:00  mx: 5 of 10 bounced"], alerts);
    }

    [Fact]
    public void What_is_older_than_the_window_does_not_count()
        => Assert.Empty(Alerts("-----------", TimeSpan.FromMinutes(11), "mx", "--minutes", "10", "--percent", "10", "--least", "2"));

    [Fact]
    public void Fewer_than_the_least_are_no_rate()
        => Assert.Empty(Alerts("----", TimeSpan.FromMinutes(1), "mx", "--percent", "10", "--least", "5"));

    [Fact]
    public void Text_of_strangers_cannot_steer_the_terminal()
        => Assert.Contains("evil?[2j", Assert.Single(Alerts("---", TimeSpan.FromMinutes(1), "evil\u001b[2J", "--percent", "10", "--least", "3", "--by", "sender")), StringComparison.Ordinal);

    /// <param name="fates">Of each mail, whether it is delivered (+) or bounces (-).</param>
    /// <param name="apart">Time from one mail to the next.</param>
    /// <param name="name">The relay, and the sender's domain.</param>
    /// <param name="options">Of the sample.</param>
    private static string[] Alerts(string fates, TimeSpan apart, string name, params string[] options)
    {
        string log = Path.GetTempFileName();
        try
        {
            using (StreamWriter text = File.CreateText(log))
                for (int i = 0; i < fates.Length; i++)
                    foreach (string line in Mail(i, new DateTime(2026, 11, 20, 10, 0, 0) + i * apart, name, fates[i] == '+'))
                        text.Write(line + "\n");
            return Sample.Run("MailLog.Alerts", [log, .. options]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static IEnumerable<string> Mail(int number, DateTime at, string name, bool delivered)
    {
        string id = $"A{number:D9}";
        string Line(int seconds, string text) => at.AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "+00:00 host postfix/" + text;
        yield return Line(0, $"pickup[10]: {id}: uid=0 from=<a@{name}>");
        yield return Line(0, $"cleanup[20]: {id}: message-id=<{number}@a.example>");
        yield return Line(0, $"qmgr[30]: {id}: from=<a@{name}>, size=500, nrcpt=1 (queue active)");
        yield return Line(30, $"smtp[40]: {id}: to=<r{number}@b.example>, relay=mx[192.0.2.99]:25, delay=30, delays=0/0/0/30, "
            + (delivered ? "dsn=2.0.0, status=sent (250 2.0.0 Ok)" : "dsn=5.1.1, status=bounced (host mx[192.0.2.99] said: 550 5.1.1 no (in reply to RCPT TO command))"));
        yield return Line(30, $"qmgr[30]: {id}: removed");
    }
}
