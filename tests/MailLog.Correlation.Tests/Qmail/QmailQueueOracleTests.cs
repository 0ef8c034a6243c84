using System.Text;
using System.Text.RegularExpressions;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Messages, deliveries, bounces and forwards against a second, naive reading of qmail-send's log: all of them are told by numbers, so all must agree.</summary>
public partial class QmailQueueOracleTests
{
    public static TheoryData<string> Logs => ["nq1", "sq2", "sqzoo"];

    [Theory, MemberData(nameof(Logs))]
    public void Every_delivery_is_of_its_message(string log)
    {
        List<Message> messages = Read(log);
        List<Mail> mails = MailsOf(log);
        Assert.NotEmpty(messages);
        foreach (Message message in messages)
        {
            Mail mail = Assert.Single(mails, m => m.QueueIds.Contains(message.Id) && m.FirstSeen.Value.UtcTicks <= message.LastTicks && Attempts(m, message).Any());
            Assert.Equal(message.Deliveries.Order(), Attempts(mail, message).Order());
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void Every_bounce_and_forward_is_of_its_message(string log)
    {
        List<Message> messages = Read(log);
        List<Mail> mails = MailsOf(log);
        int bounces = 0, forwards = 0;
        foreach (Message message in messages)
        {
            foreach (int qp in message.Bounces)
            {
                Mail bounce = Assert.Single(mails, m => m.Qp == qp);
                Mail of = mails.Single(m => m.QueueIds.Contains(message.Id) && m.Notifications.Any(n => n.QueueId == bounce.QueueIds[0]) && Attempts(m, message).Any());
                Assert.Equal(message.Id, bounce.NotificationOf);
                Assert.Contains(of.Notifications, n => n.Kind == Parsing.NotificationKind.NonDelivery);
                bounces++;
            }
            foreach (int qp in message.Forwards)
            {
                Message child = messages.Single(m => m.Qp == qp);
                Assert.Contains(mails, m => m.QueueIds.Contains(message.Id) && m.QueueIds.Contains(child.Id) && Attempts(m, message).Any());
                Assert.DoesNotContain(mails, m => m.Qp == qp);
                forwards++;
            }
        }
        Assert.True(bounces > 0 && (forwards > 0 || log == "sqzoo"), log + " " + bounces + " " + forwards);
    }

    private static IEnumerable<string> Attempts(Mail mail, Message message) => mail.Recipients.SelectMany(r => r.Attempts.Select(a => (r, a)))
        .Where(p => p.a.QueueId == message.Id && p.a.At.UtcTicks >= message.FirstTicks && p.a.At.UtcTicks <= message.LastTicks).Select(p => p.r.Address.ToUpperInvariant() + " " + p.a.Response);

    private static List<Mail> MailsOf(string log)
    {
        var mails = new List<Mail>();
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process(QmailRun.Open("qmail/" + log + ".send.log"));
        return mails;
    }

    private static List<Message> Read(string log)
    {
        var all = new List<Message>();
        var open = new Dictionary<string, Message>();
        var running = new Dictionary<string, (Message Message, string Recipient)>();
        foreach (byte[] bytes in LogFiles.Lines("qmail/" + log + ".send.log"))
        {
            string line = Encoding.Latin1.GetString(bytes);
            long ticks = (Convert.ToInt64(line[1..17], 16) - (1L << 62) - 10) * TimeSpan.TicksPerSecond + Convert.ToInt64(line[17..25], 16) / 100 + DateTime.UnixEpoch.Ticks;
            if (Info().Match(line) is { Success: true } info && (!open.TryGetValue(info.Groups[1].Value, out Message? known) || known.Qp != Int(info.Groups[2])))
                all.Add(open[info.Groups[1].Value] = new Message(info.Groups[1].Value, Int(info.Groups[2])) { FirstTicks = ticks });
            else if (Start().Match(line) is { Success: true } start)
                running[start.Groups[1].Value] = (open[start.Groups[2].Value], start.Groups[3].Value);
            else if (Result().Match(line) is { Success: true } result && running.Remove(result.Groups[1].Value, out var delivery))
            {
                delivery.Message.LastTicks = ticks;
                // A recipient whose only row was forwarded is path, not delivery.
                bool isForward = Forward().Match(result.Groups[2].Value) is { Success: true };
                if (QpOf().Match(result.Groups[2].Value) is { Success: true } qp)
                    delivery.Message.Forwards.Add(Int(qp.Groups[1]));
                if (!isForward)
                    delivery.Message.Deliveries.Add(delivery.Recipient.ToUpperInvariant() + " " + result.Groups[2].Value);
            }
            else if (Bounce().Match(line) is { Success: true } bounce)
                open[bounce.Groups[1].Value].Bounces.Add(Int(bounce.Groups[2]));
            else if (End().Match(line) is { Success: true } end && open.Remove(end.Groups[1].Value, out Message? ended))
                ended.LastTicks = ticks;
        }
        return [.. all.Where(m => m.Deliveries.Count > 0)];
    }

    private static int Int(Group group) => int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Message(string id, int qp)
    {
        public readonly string Id = id;
        public readonly int Qp = qp;
        public readonly List<string> Deliveries = [];
        public readonly List<int> Bounces = [], Forwards = [];
        public long FirstTicks, LastTicks;
    }

    [GeneratedRegex(@" info msg (\d+): bytes \d+ from <.*> qp (\d+) uid \d+$")]
    private static partial Regex Info();

    [GeneratedRegex(@" starting delivery (\d+): msg (\d+) to (?:local|remote) (.*)$")]
    private static partial Regex Start();

    [GeneratedRegex(@" delivery (\d+): (?:success|deferral|failure): (.*)$")]
    private static partial Regex Result();

    [GeneratedRegex(@"did_0\+\d+\+0/qp_\d+/$")]
    private static partial Regex Forward();

    [GeneratedRegex(@"qp_(\d+)/$")]
    private static partial Regex QpOf();

    [GeneratedRegex(@" bounce msg (\d+) qp (\d+)$")]
    private static partial Regex Bounce();

    [GeneratedRegex(@" end msg (\d+)$")]
    private static partial Regex End();
}
