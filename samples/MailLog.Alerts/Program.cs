using System.CommandLine;
using System.Globalization;
using MailLog.Alerts;
using MailLog.Correlation;
using MailLog.Parsing;

var logs = new Argument<string[]>("LOG") { Description = "Logs in any order; they are merged by time.", Arity = ArgumentArity.OneOrMore };
var by = new Option<string>("--by") { Description = "Whose rate: that of each relay, or of each sender's domain.", DefaultValueFactory = _ => "relay" };
by.AcceptOnlyFromAmong("relay", "sender");
var minutes = new Option<int>("--minutes") { Description = "Length of the window, in the log's time.", DefaultValueFactory = _ => 10 };
var percent = new Option<int>("--percent") { Description = "How much of it must have bounced.", DefaultValueFactory = _ => 20 };
var least = new Option<int>("--least") { Description = "Fewer recipients than this are no rate.", DefaultValueFactory = _ => 10 };
var root = new RootCommand("Raises an alert when too much of somebody's mail bounces.") { logs, by, minutes, percent, least };
root.SetAction(result =>
{
    var threshold = new Threshold(TimeSpan.FromMinutes(result.GetValue(minutes)), result.GetValue(percent) / 100.0, result.GetValue(least));
    var correlator = new MailCorrelator();
    using IDisposable alerts = correlator.Mails.Alerts(result.GetValue(by) == "sender" ? Outcome.BySender : Outcome.ByRelay, threshold).Subscribe(Print);
    try
    {
        correlator.Process([.. result.GetValue(logs)!.Select(path => MailLogReader.Open(path))]);
        return 0;
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine("maillog-alerts: " + error.Message);
        return 1;
    }
});
return root.Parse(args).Invoke();

static void Print(Alert alert) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{alert.At:yyyy-MM-dd HH:mm:ss zzz}  {Visible(alert.Key)}: {alert.Failed} of {alert.Total} bounced"));

// Log text is written by strangers: control characters would steer the terminal.
static string Visible(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
