using System.Text;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Many hosts on several threads: each as if its log were read alone, whatever the number of threads.</summary>
public class ShardedCorrelatorTests
{
    private static readonly string[] Logs = ["postfix/content_filter.rfc3339.log", "postfix/proxy_filter.rfc3339.log", "postfix/pickup.rfc3339.log", "postfix-3.11/outcomes.rfc3339.log", "hooks/mail.log"];

    /// <summary>Logs of several hosts, line by line at random from one or the other, and traffic of hosts that share every id.</summary>
    private static List<byte[]> Merged(int seed)
    {
        var random = new Random(seed);
        var logs = Logs.Select((log, i) => new Queue<byte[]>(OfHost(LogFiles.Lines(log), "real" + i))).ToList();
        for (int i = 0; i < 6; i++)
            logs.Add(new Queue<byte[]>(OfHost(Traffic.Lines(150, seed: 1), "same" + i)));
        logs.Add(new Queue<byte[]>(Enumerable.Repeat("no header at all"u8.ToArray(), 40)));
        var lines = new List<byte[]>();
        while (logs.Count > 0)
        {
            Queue<byte[]> log = logs[random.Next(logs.Count)];
            for (int run = random.Next(1, 20); run > 0 && log.Count > 0; run--)
                lines.Add(log.Dequeue());
            logs.RemoveAll(l => l.Count == 0);
        }
        return lines;
    }

    private static IEnumerable<byte[]> OfHost(IEnumerable<byte[]> lines, string host) => lines.Select(line =>
    {
        // The host is the second word of a stamp with year, the fourth of one without.
        string[] words = Encoding.Latin1.GetString(line).Split(' ');
        int at = words[0].Length > 10 ? 1 : Array.FindIndex(words, word => word.Contains(':', StringComparison.Ordinal)) + 1;
        if (at < words.Length)
            words[at] = host;
        return Encoding.Latin1.GetBytes(string.Join(' ', words));
    });

    private static List<string> Sharded(byte[] log, int threads)
    {
        var correlator = new ShardedCorrelator(threads);
        var told = new List<string>();
        correlator.Mails.Subscribe(mail => told.Add(Told.All(mail)));
        correlator.Verdicts.Subscribe(verdict => told.Add(Told.Of(verdict)));
        correlator.Sessions.Subscribe(session => told.Add(session.Host + session.Client + session.FirstSeen));
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Correlating.Reading);
        correlator.Process(reader);
        return told;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_number_of_threads_changes_nothing(int seed)
    {
        byte[] log = Correlating.Join(Merged(seed));
        List<string> one = Sharded(log, 1);
        Assert.True(one.Count > 1000);
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, Sharded(log, threads));
    }

    [Fact]
    public void Each_host_is_told_as_if_its_log_were_read_alone()
    {
        byte[] log = Correlating.Join(Merged(seed: 3));
        var alone = new Dictionary<string, MailCorrelator>();
        var expected = new List<string>();
        using (MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Correlating.Reading))
        {
            while (reader.Read())
            {
                string host = reader.Line.Host.ToString();
                if (!alone.TryGetValue(host, out MailCorrelator? correlator))
                {
                    alone[host] = correlator = new MailCorrelator();
                    correlator.Mails.Subscribe(mail => expected.Add(Told.All(mail)));
                }
                correlator.Feed(reader.Line);
            }
        }
        foreach (MailCorrelator correlator in alone.Values)
            correlator.Complete();

        var sharded = new ShardedCorrelator(2);
        var told = new List<string>();
        sharded.Mails.Subscribe(mail => told.Add(Told.All(mail)));
        using (MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Correlating.Reading))
            sharded.Process(reader);
        Assert.Equal(12, sharded.Hosts);
        Assert.Equal(expected, told);
    }

    [Fact]
    public void It_tells_what_one_correlator_for_all_tells()
    {
        byte[] log = Correlating.Join(Merged(seed: 4));
        var correlator = new ShardedCorrelator(2);
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Correlating.Reading);
        correlator.Process(reader);
        Assert.Equal(Told.All(Correlating.Mails(log)), Told.All(mails));
    }

    [Fact]
    public void Invented_hosts_share_one_correlator_beyond_a_thousand()
    {
        var text = new LogText();
        for (int i = 0; i < 3000; i++)
            text.Line("postfix/smtpd", 10, "A1" + i.ToString("D8", null) + ": client=a.example[192.0.2.1]", host: "h" + i);
        var correlator = new ShardedCorrelator(2);
        int mails = 0;
        correlator.Mails.Subscribe(_ => mails++);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(text.Bytes), Correlating.Reading);
        correlator.Process(reader);
        Assert.Equal(1000, correlator.Hosts);
        Assert.Equal(3000, mails);
    }

    [Fact]
    public void Flushing_tells_what_waits()
    {
        var log = new LogText().Connect().Opened("A100000001").Qmgr("A100000001: from=<s@a.example>, size=1, nrcpt=1 (queue active)")
            .Smtp("A100000001: to=<r@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)").Qmgr("A100000001: removed").Disconnect("ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
        var correlator = new ShardedCorrelator(2);
        int mails = 0;
        correlator.Mails.Subscribe(_ => mails++);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log.Bytes), Correlating.Reading);
        while (reader.Read())
            correlator.Feed(reader.Line);
        Assert.Equal(0, mails);
        correlator.Flush();
        Assert.Equal(1, mails);
        correlator.Complete();
        Assert.Equal(1, mails);
    }

    [Fact]
    public void What_an_observer_throws_comes_out_at_the_end()
    {
        var correlator = new ShardedCorrelator(2);
        correlator.Mails.Subscribe(_ => throw new FormatException("mine"));
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Correlating.Join(Merged(seed: 5))), Correlating.Reading);
        var error = Assert.Throws<AggregateException>(() => correlator.Process(reader));
        Assert.IsType<FormatException>(Assert.Single(error.InnerExceptions));
    }

    [Fact]
    public void Misuse_is_told()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShardedCorrelator(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShardedCorrelator(1, new CorrelatorOptions { MaxOpenMails = 0 }));
        var correlator = new ShardedCorrelator();
        correlator.Complete();
        correlator.Complete();
        using MailLogReader reader = MailLogReader.Open(new MemoryStream("Nov 18 10:00:00 mx a: b"u8.ToArray()));
        Assert.True(reader.Read());
        var error = Assert.Throws<InvalidOperationException>(() => Feed(correlator, reader));
        Assert.Contains("complete", error.Message, StringComparison.Ordinal);
    }

    private static void Feed(ShardedCorrelator correlator, MailLogReader reader) => correlator.Feed(reader.Line);
}
