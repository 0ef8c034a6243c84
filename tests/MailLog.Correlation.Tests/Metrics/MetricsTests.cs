using System.Diagnostics.Metrics;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What a meter is told, as somebody who exports it sees it.</summary>
public class MetricsTests
{
    private static readonly string[] Logs = ["postfix/outcomes.rfc3339.log", "postfix/content_filter.rfc3339.log"];

    [Fact]
    public void A_reader_tells_lines_and_events_by_source()
    {
        using var listener = new Listener();
        using var meter = new Meter("MailLog.Tests.Reader");
        listener.Listen(meter);
        var ledger = new LogLedger();
        long lines = 0;
        foreach (string log in Logs)
        {
            using MailLogReader reader = MailLogReader.Open(new MemoryStream(LogFiles.Read(log)), new MailLogOptions { Source = log, Meter = meter });
            while (reader.Read())
            {
                lines++;
                ledger.Add(reader.Line);
            }
        }
        Assert.Equal(lines, listener.Sum("maillog.lines"));
        Assert.Equal(LogFiles.Lines(Logs[0]).Count, listener.Sum("maillog.lines", "source=" + Logs[0]));
        Assert.Equal(ledger.Count(EventKind.Delivery), listener.Sum("maillog.events", "kind=delivery"));
        Assert.Equal(ledger.Count(EventKind.QueueActive), listener.Sum("maillog.events", "kind=queueActive"));
        Assert.Equal(lines, listener.Sum("maillog.events"));
    }

    [Fact]
    public async Task Lines_that_are_waited_for_count_too()
    {
        using var listener = new Listener();
        using var meter = new Meter("MailLog.Tests.Async");
        listener.Listen(meter);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(LogFiles.Read(Logs[0])), new MailLogOptions { Meter = meter });
        while (await reader.ReadAsync())
        {
        }
        Assert.Equal(LogFiles.Lines(Logs[0]).Count, listener.Sum("maillog.lines"));
    }

    [Fact]
    public void Dropped_bytes_are_told()
    {
        using var listener = new Listener();
        using var meter = new Meter("MailLog.Tests.Dropped");
        listener.Listen(meter);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream([.. "Nov 18 10:00:00 mx a: "u8, .. new byte[70_000].Select(_ => (byte)'x'), (byte)'\n']), new MailLogOptions { Meter = meter });
        while (reader.Read())
        {
        }
        Assert.Equal(reader.DroppedBytes, listener.Sum("maillog.dropped"));
        Assert.True(reader.DroppedBytes > 4000);
    }

    [Fact]
    public void The_lag_is_from_the_last_line_to_the_clock()
    {
        using var listener = new Listener();
        using var meter = new Meter("MailLog.Tests.Lag");
        listener.Listen(meter);
        var clock = new FakeClock();
        byte[] log = new LogText().Connect().Bytes;
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), new MailLogOptions { Meter = meter, TimeProvider = clock });
        listener.Observe();
        Assert.Equal(0, listener.Sum("maillog.lag"));
        Assert.True(reader.Read());
        clock.Advance(TimeSpan.FromSeconds(90));
        listener.Observe();
        Assert.Equal(90, listener.Sum("maillog.lag"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_correlator_tells_mails_open_and_done(bool isSharded)
    {
        using var listener = new Listener();
        using var meter = new Meter("MailLog.Tests.Correlator" + isSharded);
        listener.Listen(meter);
        var options = new CorrelatorOptions { Meter = meter, MaxOpenMails = 2, GraceLines = 0, GraceTime = TimeSpan.Zero };
        LogText log = new LogText().Connect().Opened("A100000001").Opened("A100000002").Opened("A100000003").Qmgr("A100000003: from=<a@b.example>, size=1, nrcpt=1 (queue active)").Qmgr("A100000003: removed");
        int mails = 0;
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log.Bytes), Correlating.Reading);
        if (isSharded)
        {
            var correlator = new ShardedCorrelator(2, options);
            correlator.Mails.Subscribe(_ => mails++);
            while (reader.Read())
                correlator.Feed(reader.Line);
            correlator.Flush();
            Check();
            correlator.Complete();
        }
        else
        {
            var correlator = new MailCorrelator(options);
            correlator.Mails.Subscribe(_ => mails++);
            while (reader.Read())
                correlator.Feed(reader.Line);
            Check();
            correlator.Complete();
        }
        listener.Observe();
        Assert.Equal((3, 0), (listener.Sum("maillog.mails"), listener.Sum("maillog.mails.open")));
        Assert.Equal(3, mails);

        void Check()
        {
            listener.Observe();
            Assert.Equal(mails, listener.Sum("maillog.mails"));
            Assert.Equal((1, 3 - mails, 1), (listener.Sum("maillog.mails.evicted"), listener.Sum("maillog.mails.open"), listener.Sum("maillog.sessions.open")));
        }
    }

    /// <summary>Sums up what counters are told, and keeps what gauges say.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<(string Name, string Tags, double Value)> _told = [];

        public void Listen(Meter meter)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == meter)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public void Observe()
        {
            _told.RemoveAll(t => t.Name is not ("maillog.lines" or "maillog.events" or "maillog.dropped"));
            _listener.RecordObservableInstruments();
        }

        public double Sum(string name, string tag = "") => _told.Where(t => t.Name == name && (tag.Length == 0 || t.Tags.Split(' ').Contains(tag))).Sum(t => t.Value);

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
            => _told.Add((instrument.Name, string.Join(' ', tags.ToArray().Select(t => t.Key + "=" + t.Value)), value));
    }
}
