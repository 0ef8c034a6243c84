// Prints the bounced mails of logs: who wrote to whom, and in whose words it failed.
using MailLog.Correlation;
using MailLog.Parsing;

var correlator = new MailCorrelator();
correlator.Mails.Subscribe(mail =>
{
    foreach (Recipient recipient in mail.Recipients)
        if (recipient.Status == RecipientStatus.Bounced)
            Console.WriteLine(Visible($"{mail.FirstSeen}  <{mail.Sender}> to <{recipient.Address}>: {recipient.Reply ?? recipient.Response}"));
});
correlator.Process([.. args.Select(path => MailLogReader.Open(path))]);

// Log text is written by strangers: control characters would steer the terminal.
static string Visible(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
