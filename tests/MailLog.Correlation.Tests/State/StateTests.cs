using System.Text;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>A correlator that was saved and loaded goes on as if nothing had been.</summary>
public class StateTests
{
    private const string Q = "A100000001";

    public static TheoryData<string> Logs => new("postfix/content_filter.log", "postfix/header_checks.log", "postfix-3.11/proxy_filter.rfc3339.log", "postfix/queuetools.log");

    [Theory, MemberData(nameof(Logs))]
    public void It_goes_on_from_any_line(string log)
    {
        byte[] text = LogFiles.Read(log);
        foreach (CorrelatorOptions options in new CorrelatorOptions[] { new(), new() { Lines = KeptLines.Text, GraceLines = 20, GraceTime = TimeSpan.Zero } })
        {
            List<string> expected = [.. Correlating.Mails(text, options).Select(Told.All)];
            int lines = LogFiles.Split(text).Count;
            for (int i = 0; i <= lines; i++)
            {
                var told = new List<string>();
                var before = new MailCorrelator(options);
                before.Mails.Subscribe(m => told.Add(Told.All(m)));
                LogPosition? position = FeedLines(before, text, i);
                MailCorrelator after = Reloaded(before, options);
                after.Mails.Subscribe(m => told.Add(Told.All(m)));
                Assert.Equal(position, after.Positions.TryGetValue("log", out LogPosition kept) ? kept : null);
                Correlating.Feed(after, text, position);
                after.Complete();
                Assert.Equal(expected, told);
            }
        }
    }

    [Fact]
    public void It_may_be_saved_and_loaded_after_every_line()
    {
        foreach (List<byte[]> lines in new[] { Traffic.Lines(60, 1), Traffic.Shuffle(Traffic.Lines(60, 2), 50, 2) })
        {
            List<string> told = [], expected = [.. Correlating.Mails(lines).Select(Told.All)];
            var correlator = new MailCorrelator();
            using MailLogReader reader = MailLogReader.Open(new MemoryStream(Correlating.Join(lines)), Correlating.Reading);
            correlator.Mails.Subscribe(m => told.Add(Told.All(m)));
            while (reader.Read())
            {
                correlator.Feed(reader.Line);
                correlator = Reloaded(correlator, null);
                correlator.Mails.Subscribe(m => told.Add(Told.All(m)));
            }
            correlator.Complete();
            Assert.Equal(expected, told);
        }
    }

    [Fact]
    public void Saving_twice_gives_the_same_bytes()
    {
        var correlator = new MailCorrelator();
        Correlating.Feed(correlator, Correlating.Join(Traffic.Lines(40, 3)));
        byte[] once = Save(correlator);

        Assert.Equal(once, Save(correlator));
        Assert.Equal(once, Save(MailCorrelator.LoadState(new MemoryStream(once))));
    }

    [Fact]
    public void Positions_of_all_sources_are_kept()
    {
        var correlator = new MailCorrelator();
        foreach (string source in new[] { "one", "two", "one" })
        {
            using MailLogReader reader = MailLogReader.Open(new MemoryStream(new LogText().Received(Q).Bytes), Correlating.Reading with { Source = source });
            Assert.True(reader.Read());
            correlator.Feed(reader.Line);
        }

        Assert.Equal(correlator.Positions.OrderBy(p => p.Key), Reloaded(correlator, null).Positions.OrderBy(p => p.Key));
        Assert.Equal(["one", "two"], correlator.Positions.Keys.Order());
    }

    [Fact]
    public void Probes_that_were_counted_are_kept()
    {
        var correlator = new MailCorrelator(new CorrelatorOptions { GraceLines = 0, GraceTime = TimeSpan.Zero });
        Correlating.Feed(correlator, new LogText().Cleanup(Q + ": message-id=<1@mx>").Active(Q, 1, "double-bounce@mx.example").Attempt(Q, "r@b.example", "deliverable", "250 ok", "2.0.0").Removed(Q).Idle(3).Bytes);

        Assert.Equal(1, Reloaded(correlator, null).Probes);
    }

    [Fact]
    public void A_state_with_any_byte_changed_is_refused()
    {
        byte[] state = SmallState();
        foreach (byte change in new byte[] { 0x01, 0x80, 0xFF })
            for (int i = 0; i < state.Length; i++)
            {
                byte[] damaged = [.. state];
                damaged[i] ^= change;
                Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(damaged)));
            }
    }

    [Fact]
    public void A_state_that_is_cut_off_is_refused()
    {
        byte[] state = SmallState();
        for (int length = 0; length < state.Length; length++)
            Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(state[..length])));
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        Random random = PropertyCheck.NewRandom();
        byte[] state = SmallState();
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(bytes)));
            // Behind a sound beginning, too.
            byte[] mixed = [.. state.AsSpan(0, random.Next(1, 200)), .. bytes];
            Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(mixed)));
        }
    }

    [Fact]
    public void A_damaged_count_takes_no_memory()
    {
        byte[] state = SmallState();
        MailCorrelator.LoadState(new MemoryStream(state));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < state.Length; i++)
        {
            byte[] damaged = [.. state];
            damaged[i] = 5;
            if (damaged[i] != state[i])
                Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(damaged)));
        }
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / state.Length, 0, 1_000_000);
    }

    [Fact]
    public void Another_version_is_named()
    {
        byte[] state = SmallState();
        int version = Encoding.ASCII.GetString(state).IndexOf("MailLog state", StringComparison.Ordinal) + "MailLog state".Length;
        int own = BitConverter.ToInt32(state, version);
        state[version] = 77;

        string message = Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(state))).Message;
        Assert.Contains("version 77", message, StringComparison.Ordinal);
        Assert.Contains("version " + own, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_state_is_told_to_be_none()
    {
        Assert.Contains("not a saved state", Assert.Throws<InvalidDataException>(() => MailCorrelator.LoadState(new MemoryStream(new LogText().Received(Q).Bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_correlator_has_no_state()
    {
        var correlator = new MailCorrelator();
        correlator.Complete();
        Assert.Throws<InvalidOperationException>(() => correlator.SaveState(new MemoryStream()));
        Assert.Throws<ArgumentNullException>(() => correlator.SaveState(null!));
        Assert.Throws<ArgumentNullException>(() => MailCorrelator.LoadState(null!));
    }

    private static byte[] SmallState()
    {
        var correlator = new MailCorrelator();
        Correlating.Feed(correlator, new LogText().Received(Q).Connect().Refused("x@b.example").Smtpd($"A200000002: client={LogText.Client}").Sent(Q, "r@b.example", "250 Ok: queued as A300000003").Bytes);
        return Save(correlator);
    }

    private static byte[] Save(MailCorrelator correlator)
    {
        using var state = new MemoryStream();
        correlator.SaveState(state);
        return state.ToArray();
    }

    private static MailCorrelator Reloaded(MailCorrelator correlator, CorrelatorOptions? options) => MailCorrelator.LoadState(new MemoryStream(Save(correlator)), options);

    private static LogPosition? FeedLines(MailCorrelator correlator, byte[] log, int count)
    {
        LogPosition? position = null;
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Correlating.Reading);
        for (int i = 0; i < count && reader.Read(); i++)
        {
            correlator.Feed(reader.Line);
            position = reader.Line.End;
        }
        return position;
    }
}
