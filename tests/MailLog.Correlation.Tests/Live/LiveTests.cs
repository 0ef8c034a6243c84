using System.Collections.Concurrent;
using System.Text;
using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>A log that is being written: mails come as they are finished, across rotations, and by the clock when the host is quiet.</summary>
public sealed class LiveTests : IDisposable
{
    private const string Q = "A100000001", Q2 = "A200000002";
    private static readonly CorrelatorOptions AtOnce = new() { GraceLines = 0, GraceTime = TimeSpan.Zero };

    private readonly string _folder = Directory.CreateTempSubdirectory("maillog").FullName;
    private readonly FakeClock _clock = new();
    private readonly ConcurrentQueue<Mail> _mails = new();
    private readonly CancellationTokenSource _stop = new();

    private string Log => Path.Combine(_folder, "mail.log");

    public void Dispose()
    {
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Lines_that_are_appended_are_read()
    {
        string[] lines = Mail(Q).TrimEnd('\n').Split('\n');
        Append("");
        Task reading = Follow(AtOnce);
        foreach (string line in lines)
        {
            // In two pieces: a line counts when it is whole.
            Append(line[..20]);
            await Pump(3);
            Append(line[20..] + "\n");
            await Pump(3);
        }
        Append(Tick());
        await Until(() => !_mails.IsEmpty);

        OutcomeTests.Check(Assert.Single(_mails), MailOutcome.Delivered, RecipientStatus.Delivered);
        await Stop(reading);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_goes_on_across_a_rotation(bool isRenamed)
    {
        string[] lines = Mail(Q).TrimEnd('\n').Split('\n');
        Append(string.Concat(lines.Take(3).Select(l => l + "\n")));
        Task reading = Follow(AtOnce);
        await Pump(5);
        if (isRenamed)
        {
            File.Move(Log, Log + ".1");
            await Pump(3);
        }
        else
        {
            File.Copy(Log, Log + ".1");
            using var file = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(0);
        }
        await Pump(3);
        Append(string.Concat(lines.Skip(3).Select(l => l + "\n")) + Tick());
        await Until(() => !_mails.IsEmpty);

        OutcomeTests.Check(Assert.Single(_mails), MailOutcome.Delivered, RecipientStatus.Delivered);
        await Stop(reading);
    }

    [Fact]
    public async Task A_last_line_without_its_end_is_not_glued_to_the_new_file()
    {
        string text = Mail(Q);
        Append(text[..^1]);
        Task reading = Follow(AtOnce);
        await Pump(5);
        File.Move(Log, Log + ".1");
        Append(Mail(Q2) + Tick());
        await Until(() => _mails.Count == 2);

        Assert.All(_mails, m => OutcomeTests.Check(m, MailOutcome.Delivered, RecipientStatus.Delivered));
        await Stop(reading);
    }

    [Fact]
    public async Task A_file_may_appear_late()
    {
        Task reading = Follow(AtOnce);
        await Pump(5);
        Append(Mail(Q) + Tick());
        await Until(() => !_mails.IsEmpty);
        await Stop(reading);
    }

    [Fact]
    public async Task Cancellation_ends_it_and_closes_the_file()
    {
        Append(Mail(Q));
        Task reading = Follow(new CorrelatorOptions());
        await Pump(3);
        await Stop(reading);

        Assert.Empty(_mails);
        using FileStream file = new(Log, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(file.Length > 0);
    }

    [Fact]
    public async Task Leaving_the_loop_early_closes_the_file()
    {
        Append(Mail(Q) + Tick());
        await foreach (Mail mail in MailLogs.Follow(Log, Options).CorrelateAsync(AtOnce, _clock))
        {
            Assert.Equal([Q], mail.QueueIds);
            break;
        }
        using FileStream file = new(Log, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(file.Length > 0);
    }

    [Fact]
    public async Task On_a_quiet_host_the_grace_ends_by_the_clock()
    {
        Append(Mail(Q));
        Task reading = Follow(new CorrelatorOptions { GraceTime = TimeSpan.FromSeconds(10) });
        TimeSpan start = TimeSpan.FromTicks(_clock.GetTimestamp());
        await Pump(36);
        Assert.Empty(_mails);
        await Until(() => !_mails.IsEmpty);

        Assert.InRange(TimeSpan.FromTicks(_clock.GetTimestamp()) - start, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(60));
        OutcomeTests.Check(Assert.Single(_mails), MailOutcome.Delivered, RecipientStatus.Delivered);
        await Stop(reading);
    }

    [Fact]
    public async Task What_is_open_waits_however_quiet_the_host_is()
    {
        Append(new LogText().Received(Q).ToString());
        Task reading = Follow(new CorrelatorOptions { GraceTime = TimeSpan.FromSeconds(1) });
        await Pump(60);

        Assert.Empty(_mails);
        await Stop(reading);
    }

    [Fact]
    public async Task A_log_with_an_end_gives_what_is_open_at_its_end()
    {
        var mails = new List<Mail>();
        await foreach (Mail mail in MailLogReader.Open(new MemoryStream(new LogText().Received(Q).Bytes), Correlating.Reading).CorrelateAsync())
            mails.Add(mail);

        Assert.Equal(["removed"], Assert.Single(mails).Missing);
        await Assert.ThrowsAsync<ArgumentNullException>(async () =>
        {
            await foreach (Mail mail in ((MailLogReader)null!).CorrelateAsync())
                mails.Add(mail);
        });
    }

    private MailLogOptions Options => new() { TimeProvider = _clock, Year = 2026 };

    private static string Mail(string id) => new LogText().Received(id).Sent(id).Removed(id).ToString();

    private static string Tick() => new LogText().Later(60).Idle(2).ToString();

    private void Append(string text)
    {
        using var file = new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    private Task Follow(CorrelatorOptions options) => Task.Run(async () =>
    {
        await foreach (Mail mail in MailLogs.Follow(Log, Options).CorrelateAsync(options, _clock, _stop.Token))
            _mails.Enqueue(mail);
    });

    /// <summary>Lets so many quarters of a second pass, each when somebody waits for it.</summary>
    private async Task Pump(int quarters)
    {
        for (int i = 0; i < quarters; i++)
        {
            for (int patience = 0; _clock.Waiting == 0 && patience < 2000; patience++)
                await Task.Delay(1);
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(1);
        }
    }

    private async Task Until(Func<bool> holds)
    {
        for (int i = 0; i < 2000 && !holds(); i++)
            await Pump(1);
        Assert.True(holds());
    }

    private async Task Stop(Task reading)
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }
}
