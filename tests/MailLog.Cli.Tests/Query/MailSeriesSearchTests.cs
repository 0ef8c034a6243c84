using System.Globalization;
using System.Text;
using System.Text.Json;
using MailLog.Correlation;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;
using static MailLog.Cli.Tests.MailSearchChecks;

namespace MailLog.Cli.Tests;

/// <summary>The same of several files: a log that was rotated, and what is none.</summary>
public sealed class MailSeriesSearchTests : IDisposable
{
    private const string AnyLine = "mx postfix/anvil[3]: statistics: max cache size 1\n";
    private const int LinesOfTwoSegments = 2 * LogScan.SegmentLength / 50;

    private static readonly MailLogOptions Utc = new() { TimeZone = TimeZoneInfo.Utc };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("reversed")]
    [InlineData("reused reversed")]
    [InlineData("yearless")]
    [InlineData("yearless reversed")]
    [InlineData("newYear reversed")]
    [InlineData("newYear yearless")]
    [InlineData("newYear yearless reused reversed")]
    [InlineData("shuffled")]
    [InlineData("gaps")]
    [InlineData("twice")]
    [InlineData("fewProcesses reversed")]
    [InlineData("fewProcesses shuffled reused gaps yearless")]
    [InlineData("piped reused")]
    [InlineData("local reused yearless")]
    [InlineData("screened")]
    public void Of_rotated_traffic_every_mail_is_found(string kind)
    {
        int found = 0, all = 0;
        for (int seed = 0; seed < 2 * PropertyCheck.Times; seed++)
        {
            int chance = PropertyCheck.NewRandom().Next() + seed;
            string[] paths = Rotate(kind + seed, Make(kind, chance), new Random(chance));
            if (kind.Split(' ').Contains("reversed"))
                Array.Reverse(paths);
            string what = kind + " " + PropertyCheck.SeedText;
            foreach ((int searched, int asked) in new[] { Check(paths, 20, chance, what), Check(paths, 20, chance, what, AtBoundaries(paths)), CheckParts(paths, 15, chance, what) })
                (found, all) = (found + searched, all + asked);
        }
        // Without fractions, the files have the same second at the boundary nearly always: then their order is that in which they are given.
        if (!kind.Contains("shuffled", StringComparison.Ordinal) && kind != "twice" && !(kind.Contains("yearless", StringComparison.Ordinal) && kind.Contains("reversed", StringComparison.Ordinal)))
            Assert.True(found * 2 > all, $"{kind}: {found} of {all}");
    }

    [Fact]
    public void Of_real_logs_in_several_files_every_mail_is_found()
    {
        int found = 0, all = 0;
        foreach (string log in LogFiles.All)
        {
            var random = new Random(log.Length);
            string[] paths = Rotate(log.Replace('/', '.'), Encoding.Latin1.GetString(LogFiles.Read(log)), random);
            foreach ((int searched, int asked) in new[] { Check(paths, 30, 1, log), CheckParts(paths, 10, 1, log) })
                (found, all) = (found + searched, all + asked);
        }
        Assert.True(found * 6 > all, $"{found} of {all}");
    }

    [Theory]
    [InlineData("2026-11-20T10:00:05.100000+00:00", "2026-11-20T10:00:05.100001+00:00", true, true)]
    [InlineData("2026-11-20T10:00:05.100000+00:00", "2026-11-20T10:00:05.100000+00:00", true, false)]
    [InlineData("2026-11-20T10:00:05.100001+00:00", "2026-11-20T10:00:05.100000+00:00", false, false)]
    [InlineData("2026-11-20T10:00:06.000000+00:00", "2026-11-20T10:00:05.900000+00:00", false, false)]
    [InlineData("2026-11-20T10:00:06.000000+00:00", "2026-11-20T09:00:07.900000-01:00", true, true)]
    [InlineData("Nov 20 10:00:05", "Nov 20 10:00:06", true, true)]
    [InlineData("Nov 20 10:00:05", "Nov 20 10:00:05", true, false)]
    [InlineData("Nov 20 10:00:06", "Nov 20 10:00:05", false, false)]
    [InlineData("Nov 20 10:00:05", "2026-11-20T10:00:05.000000+00:00", true, false)]
    public void The_time_at_the_boundary_tells_which_file_is_first(string last, string first, bool isFound, bool isFoundReversed)
    {
        // The session and the mail go over the boundary.
        string old = _folder.Write("mail.log.1", $"""
            {last.Replace("10:00:0", "09:00:0", StringComparison.Ordinal)} mx postfix/anvil[3]: statistics: max cache size 1
            {last} mx postfix/smtpd[7]: connect from c.example[198.51.100.7]
            {last} mx postfix/smtpd[7]: A000000001: client=c.example[198.51.100.7]
            {last} mx postfix/cleanup[8]: A000000001: message-id=<1@c.example>

            """);
        string log = _folder.Write("mail.log", $"""
            {first} mx postfix/qmgr[4]: A000000001: from=<a@c.example>, size=500, nrcpt=1 (queue active)
            {first} mx postfix/smtpd[7]: disconnect from c.example[198.51.100.7] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
            {first} mx postfix/smtp[9]: A000000001: to=<b@d.example>, relay=d.example[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
            {first} mx postfix/qmgr[4]: A000000001: removed
            {first.Replace(":00:0", ":30:0", StringComparison.Ordinal)} mx postfix/anvil[3]: statistics: max cache size 1

            """);

        Assert.Equal((isFound, isFoundReversed), (IsFound(old, log), IsFound(log, old)));
    }

    [Theory]
    [InlineData("2026-11-20T11:00:00.000000+00:00 mx postfix/anvil[3]: statistics: max cache size 1", false)]
    [InlineData("2026-11-20T09:00:00.000000+00:00 mx postfix/anvil[3]: statistics: max cache size 1", true)]
    [InlineData("Nov 20 09:00:00 mx postfix/anvil[3]: statistics: max cache size 1", false)]
    [InlineData("what has no time", false)]
    public void Each_line_of_a_file_must_be_before_the_next_file(string line, bool isFound)
    {
        List<string> lines = [.. Make("", 1).Split('\n')];
        // Long before the end, where nothing but a look at every line finds it.
        lines.Insert(10, line);
        string old = _folder.Write("mail.log.1", string.Join('\n', lines.Take(2000)) + '\n'), log = _folder.Write("mail.log", string.Join('\n', lines.Skip(2000)));

        Assert.Equal(isFound, IsFound(old, log));
    }

    [Theory]
    [InlineData("10:00:05.400000", true)]
    [InlineData("10:00:05.600000", false)]
    public void The_latest_line_may_stand_anywhere(string time, bool isFound)
    {
        string old = _folder.Write("mail.log.1", Line("10:00:00.000000") + Line(time) + string.Concat(Enumerable.Repeat(Line("10:00:00.000000"), LinesOfTwoSegments)));
        string log = _folder.Write("mail.log", "2026-11-20T10:00:05.500000+00:00 mx postfix/qmgr[4]: A000000001: removed\n");

        Assert.Equal(isFound, IsFound(old, log));

        static string Line(string time) => $"2026-11-20T{time}+00:00 {AnyLine}";
    }

    /// <summary>Then the second of a stamp without year may be of another year.</summary>
    [Fact]
    public void A_file_over_more_than_a_year_is_read_as_a_whole()
    {
        // The first day stands alone in its segments, with the second: what follows is not parsed with it.
        int[] steps = [.. Enumerable.Repeat(0, LinesOfTwoSegments), .. Enumerable.Repeat(1, LinesOfTwoSegments), .. Enumerable.Range(2, 71)];
        IEnumerable<DateTime> days = steps.Select(i => new DateTime(2025, 2, 25).AddDays(5 * i));
        string old = _folder.Write("mail.log.1", string.Concat(days.Select(day => string.Create(CultureInfo.InvariantCulture, $"{day:MMM} {day.Day,2} 10:00:00 {AnyLine}"))));
        string log = _folder.Write("mail.log", "2025-04-01T10:00:05.500000+00:00 mx postfix/qmgr[4]: A000000001: removed\n");

        Assert.False(IsFound(Utc with { Year = 2025 }, [old, log]));
    }

    [Fact]
    public void Logs_of_several_hosts_are_read_as_a_whole()
    {
        string[] lines = Make("", 1).Split('\n');
        string one = _folder.Write("one", string.Concat(lines.Where((_, i) => i % 2 == 0).Select(l => l + '\n'))), other = _folder.Write("other", string.Concat(lines.Where((_, i) => i % 2 == 1).Select(l => l + '\n')));

        Assert.False(IsFound(one, other));
    }

    /// <summary>What tells the year of a file may stand behind what is read of it.</summary>
    [Fact]
    public void A_stretch_does_not_change_the_year_of_a_file()
    {
        const string Made2024 = "2A5B76" + "673DB200" + "00001";
        string old = _folder.Write("mail.log.1", "Nov 20 10:00:00 mx pmg-smtp-filter[5]: " + Made2024 + ": SA score=0/5 time=1.000 bayes=undefined autolearn=no hits=none\n" + Mail("A000000001"));
        string log = _folder.Write("mail.log", Mail("A000000001") + string.Concat(Enumerable.Range(1, 9).Select(i => Mail("B00000000" + i)))
            + "Nov 20 10:00:00 mx pmg-smtp-filter[5]: " + Made2024 + ": processing time: 1.0 seconds (0.5, 0.2, 0)\n");

        Assert.All(Run([old, log], Utc), mail => Assert.Equal(2024, mail.FirstSeen.Value.Year));
        Assert.True(IsFound(Utc, [old, log], 16));

        static string Mail(string id) => $"Nov 20 10:00:00 mx postfix/qmgr[4]: {id}: from=<a@c.example>, size=500, nrcpt=1 (queue active)\nNov 20 10:00:00 mx postfix/qmgr[4]: {id}: removed\n";
    }

    [Theory]
    [InlineData("Europe/Vienna", "Oct 25", false)]
    [InlineData("Europe/Vienna", "Oct 26", false)]
    [InlineData("Europe/Vienna", "Oct 28", true)]
    [InlineData("UTC", "Oct 25", true)]
    public void Where_clocks_change_the_order_of_files_is_not_told(string zone, string day, bool isFound)
    {
        string[] lines = [.. Make("yearless", 1).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => day + l[6..] + '\n')];
        string old = _folder.Write("mail.log.1", string.Concat(lines.Take(2000))), log = _folder.Write("mail.log", string.Concat(lines.Skip(2000)));

        Assert.Equal(isFound, IsFound(new MailLogOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) }, [old, log]));
    }

    [Fact]
    public void A_compressed_log_among_them_is_read_as_a_whole()
    {
        string[] lines = [.. Make("", 1).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l + '\n')];
        string old = _folder.Compress("mail.log.2.gz", string.Concat(lines.Take(2000))), log = _folder.Write("mail.log", string.Concat(lines.Skip(2000)));

        Assert.False(IsFound(old, log));
        Assert.True(IsFound(log));
    }

    [Fact]
    public void A_file_that_does_not_end_with_a_line_end_is_the_last()
    {
        string[] lines = [.. Make("", 1).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l + '\n')];
        string old = _folder.Write("mail.log.1", string.Concat(lines.Take(2000)).TrimEnd('\n')), log = _folder.Write("mail.log", string.Concat(lines.Skip(2000)).TrimEnd('\n'));

        Assert.False(IsFound(old, log));
        File.AppendAllText(old, "\n");
        Assert.True(IsFound(old, log));
    }

    [Fact]
    public void The_command_searches_what_a_pattern_fits()
    {
        string old = _folder.Write("mail.log.1", "2026-11-20T10:00:05.000000+00:00 mx postfix/qmgr[4]: A000000001: from=<a@c.example>, size=500, nrcpt=1 (queue active)\n");
        string log = _folder.Write("mail.log", "2026-11-20T10:00:06.000000+00:00 mx postfix/qmgr[4]: A000000001: removed\n");

        JsonElement mail = Assert.Single(Command.Track(_folder["mail.log*"], "--queue-id", "A000000001", "--lines").Done().Objects);

        Assert.Equal([(old, 1), (log, 1)], mail.GetProperty("lines").EnumerateArray().Select(line => (line.GetProperty("source").GetString(), line.GetProperty("line").GetInt32())));
        Assert.Contains("no line leads to one; 2 lines were read", Command.Track(_folder["mail.log*"], "--queue-id", "FFFFFFFFFF").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_much_for_one_file_is_too_much_for_all_together()
    {
        string old = _folder.Write("mail.log.1", Deferrals(10)), log = _folder.Write("mail.log", Deferrals(20));

        Assert.True(IsAnswered(old));
        Assert.True(IsAnswered(log));
        Assert.False(IsAnswered(old, log));

        static string Deferrals(int hour) => string.Concat(Enumerable.Range(0, LogScan.MostFoundOfPart * 3 / 5).Select(i =>
            $"2026-11-20T{hour}:{i / 60:00}:{i % 60:00}.000000+00:00 mx postfix/smtp[9]: A000000001: to=<b@d.example>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connect to d.example[192.0.2.9]:25: Connection timed out)\n"));

        static bool IsAnswered(params string[] paths)
        {
            Func<Mail, bool> matches = mail => mail.Recipients.Any(r => r.Address == "b@d.example");
            return MailSearchChecks.IsFound(paths, Utc, [], "b@d.example", matches, Run(paths, Utc), (int)MailSearch.Reach, "too much");
        }
    }

    private static bool IsFound(params string[] paths) => IsFound(Utc, paths);

    /// <summary>Asks for the mail that the last file begins with.</summary>
    private static bool IsFound(MailLogOptions options, string[] paths, int reach = (int)MailSearch.Reach)
    {
        string id = Id().Match(File.ReadAllText(paths[^1])).Value;
        Assert.NotEmpty(id);
        return MailSearchChecks.IsFound(paths, options, [id], null, mail => mail.QueueIds.Contains(id), Run(paths, options), reach, string.Join(" ", paths));
    }

    /// <summary>Cuts a log into several, oldest first, perhaps with one that is empty; each was last written when its last line was, or that is lost.</summary>
    private string[] Rotate(string name, string text, Random random)
    {
        string whole = _folder.Write(name + ".whole", text);
        var times = new List<DateTimeOffset>();
        var ends = new List<int>();
        using (MailLogReader reader = MailLogReader.Open(whole, Utc))
        {
            while (reader.Read())
            {
                times.Add(reader.Line.Time);
                ends.Add((int)reader.Line.End.Offset);
            }
        }
        byte[] bytes = File.ReadAllBytes(whole);
        int[] cuts = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(ends.Count)).Distinct().Order().Append(ends.Count - 1)];
        bool isLost = random.Next(4) == 0;
        List<string> paths = [];
        for (int i = 0, start = 0; i < cuts.Length; start = ends[cuts[i++]])
        {
            string path = _folder[name + "." + i];
            File.WriteAllBytes(path, bytes[start..ends[cuts[i]]]);
            File.SetLastWriteTimeUtc(path, times[cuts[i]].UtcDateTime.AddYears(isLost ? -random.Next(3) : 0));
            paths.Add(path);
        }
        if (random.Next(3) == 0)
            paths.Insert(random.Next(paths.Count + 1), _folder.Write(name + ".empty", ""));
        return [.. paths];
    }

    /// <summary>The lines beside the boundaries of files.</summary>
    private static string AtBoundaries(string[] paths) => string.Concat(paths.Select(path => File.ReadAllText(path, Encoding.Latin1))
        .Select(text => text[..Math.Min(3000, text.Length)] + "\n" + text[Math.Max(0, text.Length - 3000)..]));
}
