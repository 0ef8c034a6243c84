using System.Globalization;
using System.Text;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests.Pmg;

/// <summary>What is found by a search is what a run over the whole log prints, to the byte.</summary>
public sealed class PmgSearchTests : IDisposable
{
    private const long Start = 1795003200; // 2026-11-18 12:00:00 UTC

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Lines that tie sessions, queue files and filter runs in every way, and in ways that no mail server would.</summary>
    [Theory]
    [InlineData("plain", 1)]
    [InlineData("plain", 3)]
    [InlineData("iso", 2)]
    [InlineData("disorder", 2)]
    [InlineData("disorder iso", 1)]
    [InlineData("crossed", 1)]
    [InlineData("crossed disorder hosts", 2)]
    [InlineData("hosts", 2)]
    [InlineData("late", 1)]
    public void Of_traffic_every_block_is_found(string kind, int files)
    {
        int found = 0, all = 0;
        for (int seed = 0; seed < 2 * PropertyCheck.Times; seed++)
        {
            var random = new Random(PropertyCheck.NewRandom().Next() + seed);
            List<string> lines = Make(kind.Split(' '), random);
            string[] paths = [.. Enumerable.Range(0, files).Select(f => _folder.Write($"{seed}.{f}", string.Concat(lines.Skip(lines.Count * f / files).Take(lines.Count * (f + 1) / files - lines.Count * f / files))))];
            List<string> names = [.. Ids(lines), .. Names(paths)];
            for (int i = 0; i < 40; i++)
            {
                List<string> args = ["--now", "2026-11-20T00:00:00Z", "-s", Text(Start + random.Next(-300, 300)), "-e", Text(Start + random.Next(300, 3000)), random.Next(4) == 0 ? "-v" : "-vv"];
                for (int q = random.Next(3); q >= 0; q--)
                    args.AddRange(["-q", names[random.Next(names.Count)]]);
                if (random.Next(5) == 0)
                    args.AddRange(["-x", "example"]);
                Assert.Null(PmgOptions.Parse(args.ToArray(), DateTimeOffset.UnixEpoch, out PmgOptions options));
                string expected = Print(output => PmgCommand.ReadAll([.. paths], options, output, (_, e) => throw e));
                bool isFound = false;
                string searched = Print(output => isFound = PmgSearchRun.TryRun(options, paths, output));
                all++;
                found += isFound ? 1 : 0;
                Assert.True(!isFound || expected == searched, $"{kind} {PropertyCheck.SeedText} {string.Join(' ', args)} -i {paths[0]}\n{expected}\nbut\n{searched}");
            }
        }
        // Giving up is always right, but must not be the rule.
        Assert.True(found * 2 > all, $"{kind}: {found} of {all}");
    }

    [Theory]
    [InlineData("plain", true)]
    [InlineData("iso hosts", true)]
    [InlineData("disorder", false)]
    [InlineData("late", false)]
    public void Lines_before_the_window_are_passed_over(string kind, bool isFound)
    {
        int found = 0;
        for (int seed = 0; seed < 10 * PropertyCheck.Times; seed++)
        {
            var random = new Random(PropertyCheck.NewRandom().Next() + seed);
            string path = _folder.Write("window" + seed, string.Concat(Make(kind.Split(' '), random)));
            string[] args = ["--now", "2026-11-20T00:00:00Z", "-s", Text(Start + random.Next(-350, 300)), "-e", Text(Start + random.Next(300, 3000))];
            Assert.Null(PmgOptions.Parse(args, DateTimeOffset.UnixEpoch, out PmgOptions options));

            long start = PmgWindow.StartOf(path, options, fewestBytes: 1024);

            found += start > 0 ? 1 : 0;
            var clock = new PmgLineClock(options.Now);
            using MailLogReader reader = PmgSeries.Open(path, PmgLineClock.ReaderOptions);
            while (reader.Read() && reader.Line.Offset < start)
                Assert.True(clock.TryGetSeconds(reader.Line, out long second) && second < options.Start, $"{PropertyCheck.SeedText} {string.Join(' ', args)} {path}");
            Assert.True(start == 0 || reader.Line.Offset == start);
        }
        Assert.True(found > 0 || !isFound);
    }

    [Theory]
    [InlineData("Nov 18 12:00:00 mx tag[1]: 1795003200.123456 info msg 1: bytes 1 from <x> qp 1 uid 1", false)] // splogger: the time is in the text
    [InlineData("Nov 18 12:00:00 mx", true)]
    [InlineData("Nov 18 12:00:00 2026 mx tag: text", false)]
    [InlineData("Nov 18 12:00:60 mx tag: text", true)]
    [InlineData("Nov 18 12:60:00 mx tag: text", false)]
    [InlineData("Feb 29 12:00:00 mx tag: text", false)]
    [InlineData("Nov 18  12:00:00 mx tag: text", false)]
    [InlineData("2026-11-18T12:00:00.123456+14:00 mx tag: text", false)]
    [InlineData("2026-11-18T12:00:00.123456-01:00 mx tag: text", true)]
    [InlineData("2026-11-18T12:00:00 mx tag: text which goes on", false)]
    [InlineData("2026-11-18T12:00:00.Z mx tag: text which goes on", false)]
    [InlineData("\0\0Nov 18 12:00:00 mx tag: text", false)]
    [InlineData("no stamp", false)]
    public void Lines_are_counted_only_where_their_time_is_certain(string odd, bool isFound)
    {
        string reject = "Nov 18 12:00:01 mx postfix/smtpd[10]: ABCDEF1234: client=a.example[192.0.2.1]\n";
        string path = _folder.Write("odd", "Nov 18 12:00:00 mx tag: text\n" + odd + "\n" + reject);
        Assert.Null(PmgOptions.Parse(["--now", "2026-11-20T00:00:00Z", "-s", "0", "-vv", "-q", "ABCDEF1234"], DateTimeOffset.UnixEpoch, out PmgOptions options));

        bool did = false;
        string searched = Print(output => did = PmgSearchRun.TryRun(options, [path], output));

        Assert.Equal(isFound, did);
        if (isFound)
            Assert.Equal(Print(output => PmgCommand.ReadAll([path], options, output, (_, e) => throw e)), searched);
    }

    private static string Print(Action<PmgOutput> print)
    {
        using var stream = new MemoryStream();
        var output = new PmgOutput(stream);
        print(output);
        output.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Ids(List<string> lines) =>
        lines.Select(l => l.Split("]: ")[^1].Split(':')[0]).Where(id => id.Length is 10 or 18 && id.All(char.IsAsciiHexDigit)).Distinct();

    /// <summary>The sessions, by the names that the output gives them.</summary>
    private static IEnumerable<string> Names(string[] paths)
    {
        PmgOptions.Parse(["--now", "2026-11-20T00:00:00Z", "-s", "0", "-v"], DateTimeOffset.UnixEpoch, out PmgOptions options);
        return Print(output => PmgCommand.ReadAll([.. paths], options, output, (_, e) => throw e)).Split('\n').Where(l => l.StartsWith("SMTPD: ", StringComparison.Ordinal)).Select(l => l[7..]);
    }

    private static List<string> Make(string[] kinds, Random random)
    {
        bool isIso = kinds.Contains("iso"), isCrossed = kinds.Contains("crossed");
        var lines = new List<string>();
        long time = Start - 400;
        int hosts = kinds.Contains("hosts") ? 2 : 1;
        for (int step = 0; step < 1500; step++)
        {
            time += random.Next(4) == 0 ? random.Next(4) : 0;
            long shown = time + (kinds.Contains("disorder") && random.Next(10) == 0 ? random.Next(-40, 40) : 0) + (kinds.Contains("late") && step == 1200 ? 4000 : 0);
            // Mostly of one mail; sometimes of one nearby.
            int mail = step / 14 + (random.Next(isCrossed ? 12 : 60) == 0 ? random.Next(3) : 0);
            string host = "mx" + random.Next(hosts);
            string stamp = DateTimeOffset.FromUnixTimeSeconds(shown).ToString(isIso ? "yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00 '" : "MMM d HH:mm:ss ", CultureInfo.InvariantCulture);
            lines.Add((isIso ? stamp : Local(shown)) + host + " " + Line(mail, random) + (random.Next(50) == 0 ? "\r\n" : "\n"));
        }
        return lines;

        static string Local(long seconds)
        {
            DateTimeOffset local = PmgTime.ToLocal(seconds);
            return local.ToString("MMM ", CultureInfo.InvariantCulture) + local.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2) + local.ToString(" HH:mm:ss ", CultureInfo.InvariantCulture);
        }
    }

    private static string Line(int mail, Random random)
    {
        string inner = $"BB{mail % 70:D4}BBBB", run = $"3802E45DFA5038{mail:D4}", client = $"c{mail}.example[192.0.2.{mail % 250}]", outer = $"AA{mail:D4}0A0A";
        string id = random.Next(3) == 0 ? inner : outer;
        int smtpd = 100 + mail % 9, lmtp = 200 + mail % 5;
        string envelope = $"from=<s{mail}@a.example> to=<r{mail}@b.example> proto=ESMTP helo=<{outer}>";
        string done = "to=<r@b.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.07, delays=0/0/0/0, dsn=2.5.0, status=sent (250 2.5.0 OK";
        return random.Next(20) switch
        {
            0 => $"postfix/smtpd[{smtpd}]: connect from {client}",
            1 or 2 => $"postfix/smtpd[{smtpd}]: {id}: client={client}",
            3 => $"postfix/smtpd[{smtpd}]: disconnect from {client} ehlo=1 mail=1 commands=2",
            4 => $"postfix/smtpd[{smtpd}]: NOQUEUE: reject: RCPT from {client}: 554 5.7.1 <r@b.example>: Relay access denied; {envelope}",
            5 => $"postfix/smtpd[{smtpd}]: proxy-accept: END-OF-MESSAGE: 250 2.5.0 OK ({run}); {envelope}",
            6 => $"postfix/smtpd[{smtpd}]: proxy-reject: END-OF-MESSAGE: 554 5.7.1 Rejected for policy reasons ({run}); {envelope}",
            7 or 8 => $"postfix/cleanup[300]: {id}: message-id=<{mail / 2}@a.example>",
            9 or 10 => $"postfix/qmgr[12]: {id}: from=<s{mail}@a.example>, size=2053, nrcpt=1 (queue active)",
            11 or 12 => $"postfix/qmgr[12]: {id}: removed",
            13 => $"pmg-smtp-filter[13]: {run}: new mail message-id=<{mail / 2}@a.example>#012",
            14 => $"pmg-smtp-filter[13]: {run}: accept mail to <r@b.example> ({inner}) (rule: default-accept)",
            15 => $"pmg-smtp-filter[13]: {run}: processing time: 0.015 seconds (0, 0.011, 0)",
            16 => $"postfix/lmtp[{lmtp}]: {outer}: {done} ({run}))",
            17 => $"postfix/smtp[{lmtp}]: {inner}: {done}: queued as {outer})",
            18 => $"postfix/smtp[{lmtp}]: Untrusted TLS connection established to mx.example[192.0.2.9]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
            _ => random.Next(2) == 0 ? $"postfix/smtpd[{smtpd}]: something about {id}" : $"postfix/postscreen[9]: NOQUEUE: reject: RCPT from [192.0.2.7]:4711: 550 5.7.1 Service unavailable; client [192.0.2.7] blocked using x.example; {envelope}",
        };
    }
}
