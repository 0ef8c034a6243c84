using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MailLog.Correlation;
using MailLog.Correlation.Tests;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Traffic of many kinds, and the comparison of what a search finds in it with what the whole run tells.</summary>
internal static partial class MailSearchChecks
{
    public static readonly CorrelatorOptions Options = new() { GraceLines = 20, GraceTime = TimeSpan.FromSeconds(3), Lines = KeptLines.Text };

    private static readonly Lock Parsing = new();

    /// <summary>Traffic begins on 2026-11-20 at 10:00.</summary>
    private static readonly TimeSpan BeforeNewYear = new DateTime(2025, 12, 31, 23, 55, 0) - new DateTime(2026, 11, 20, 10, 0, 0);

    [GeneratedRegex("[0-9A-Fa-f]{9,20}")]
    public static partial Regex Id();

    /// <summary>Mails are asked for by what they say, in whatever case; the condition is that of the command line.</summary>
    public static (int Found, int Asked) CheckParts(string[] paths, int count, int seed, string what)
    {
        var random = new Random(seed);
        var options = new MailLogOptions { TimeZone = TimeZoneInfo.Utc };
        List<Mail> mails = Run(paths, options);
        int found = 0;
        for (int i = 0; i < count && mails.Count > 0; i++)
        {
            Mail one = mails[random.Next(mails.Count)];
            string line = one.Lines.Count > 0 ? one.Lines[random.Next(one.Lines.Count)].Text ?? "" : "";
            (string Option, string? Text) asked = random.Next(6) switch
            {
                0 => ("--from", one.Sender),
                1 => ("--to", one.Recipients.Count > 0 ? one.Recipients[^1].Address : one.Verdicts.Count > 0 ? one.Verdicts[0].Recipient : null),
                2 => ("--client", one.Client?.Name),
                3 => ("--client", one.Client?.Address),
                4 => ("--message-id", one.MessageId),
                _ => ("--text", line.Length > 60 ? line.Substring(random.Next(20, line.Length - 25), 25) : line),
            };
            if (asked.Text is not { Length: > 0 } text || text[0] == '-')
                continue;
            string option = asked.Option;
            if (option != "--message-id" && random.Next(2) == 0)
                text = text.ToUpperInvariant();
            string[] args = random.Next(4) == 0 ? [option, text, "--outcome", "delivered", .. paths] : [option, text, .. paths];
            MailFilter filter;
            // The options of a command are the same for all that parse a line of it, and not made for several at a time.
            lock (Parsing)
                filter = new MailFilter(TrackCommand.Create().Parse(args), TimeZoneInfo.Utc);
            found += IsFound(paths, options, [], filter.Part, filter.Matches, mails, 1 << random.Next(8, 16), what + ", " + string.Join(' ', args)) ? 1 : 0;
        }
        return (found, count);
    }

    public static List<Mail> Run(string[] paths, MailLogOptions options)
    {
        List<Mail> mails = [];
        var correlator = new MailCorrelator(Options);
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process([.. paths.Select(path => MailLogReader.Open(path, options))]);
        return mails;
    }

    public static (int Found, int Asked) Check(string[] paths, int count, int seed, string what, string? text = null)
    {
        var random = new Random(seed);
        var options = new MailLogOptions { TimeZone = TimeZoneInfo.Utc };
        text ??= string.Concat(paths.Select(path => File.ReadAllText(path, Encoding.Latin1)));
        string[] ids = [.. Id().Matches(text).Select(m => m.Value).Distinct()];
        random.Shuffle(ids);
        List<Mail> mails = Run(paths, options);
        int found = 0;
        foreach (string id in ids.Take(count))
        {
            Func<Mail, bool> matches = mail => mail.QueueIds.Contains(id) || mail.FilterIds.Contains(id);
            found += IsFound(paths, options, [id], null, matches, mails, 1 << random.Next(8, 16), what + ", " + id + " in " + string.Join(" ", paths)) ? 1 : 0;
        }
        return (found, Math.Min(count, ids.Length));
    }

    /// <returns>False when the search gave up; what it finds is what it has to be.</returns>
    public static bool IsFound(string[] paths, MailLogOptions options, string[] ids, string? part, Func<Mail, bool> matches, List<Mail> mails, int reach, string what)
    {
        using var output = new MemoryStream();
        if (MailSearchRun.Run((paths, options), ids, part, matches, Options, int.MaxValue, stream => new MailJsonWriter(stream, withLines: true, withHistory: true), output, reach) is null)
            return false;
        using var expected = new MemoryStream();
        using (var writer = new MailJsonWriter(expected, withLines: true, withHistory: true))
            foreach (Mail mail in mails.Where(matches))
                writer.Write(mail);
        if (!expected.ToArray().AsSpan().SequenceEqual(output.ToArray()))
            Assert.Fail($"{what}: {Difference(Encoding.UTF8.GetString(expected.ToArray()).Split('\n'), Encoding.UTF8.GetString(output.ToArray()).Split('\n'))}");
        return true;

        static string Difference(string[] wanted, string[] got)
        {
            int at = Enumerable.Range(0, wanted.Length + got.Length).First(i => i >= wanted.Length || i >= got.Length || wanted[i] != got[i]);
            return $"{wanted.Length - 1} mails, found {got.Length - 1}, other from {at}:\n{wanted.ElementAtOrDefault(at)}\nbut\n{got.ElementAtOrDefault(at)}";
        }
    }

    public static string Make(string kind, int seed)
    {
        var random = new Random(seed);
        List<byte[]> lines = Traffic.Lines(600, seed);
        if (Has("filtered"))
            lines = [.. lines.SelectMany(l => ThroughFilter(Encoding.UTF8.GetString(l), random)).Select(Encoding.UTF8.GetBytes)];
        if (Has("fewProcesses"))
            lines = Replace(lines, "smtpd\\[(\\d+)\\]", m => $"smtpd[{m.Groups[1].Value[^1]}]");
        if (Has("fewClients"))
            lines = Replace(lines, "(connect from |client=|RCPT from |after [A-Z]+ from )c[^ \\[,]*\\[[0-9.]+\\]", m => m.Groups[1].Value + "c" + m.Value[^2] + "[192.0.2." + m.Value[^2] + "]");
        if (Has("proxied"))
            lines = Replace(lines, "(smtpd\\[\\d+\\]): disconnect from .*", m => random.Next(4) == 0 ? m.Groups[1].Value + ": proxy-accept: END-OF-MESSAGE: 250 2.5.0 OK; from=<a@b.example> to=<c@d.example> proto=ESMTP helo=<x>" : m.Value);
        if (Has("piped"))
            lines = Replace(lines, "250 2.0.0 Ok (\\d+)\\.\\d", m => random.Next(3) == 0 ? "delivered via dovecot service" : m.Value);
        if (Has("local"))
            lines = Replace(lines, "smtpd\\[\\d+\\]: ([0-9A-F]{10}): client=c.*", m => random.Next(3) == 0 ? $"pickup[9]: {m.Groups[1].Value}: uid=0 from=<x>" : m.Value);
        if (Has("screened"))
            lines = Replace(lines, "smtpd\\[(\\d+)\\]: NOQUEUE: reject: RCPT from [^\\[]*\\[([0-9.]+)\\]", m => random.Next(2) == 0 ? $"postscreen[9]: NOQUEUE: reject: RCPT from [{m.Groups[2].Value}]:{40000 + random.Next(3)}" : m.Value);
        if (Has("reused"))
            lines = Replace(lines, "A00000([0-9A-F]{3})([0-9A-F])", m => $"A00000{Convert.ToInt32(m.Groups[1].Value, 16) % 40:X3}{m.Groups[2].Value}");
        if (Has("gaps"))
            lines = [.. lines.Where(_ => random.Next(12) > 0)];
        if (Has("newYear"))
            lines = Replace(lines, "^2026-11-20T[0-9:.]+", m => string.Create(CultureInfo.InvariantCulture, $"{Time(m.Value) + BeforeNewYear:yyyy-MM-dd'T'HH:mm:ss.ffffff}"));
        if (Has("yearless"))
            lines = Replace(lines, "^(.{19})\\.[0-9]+\\+00:00", m => string.Create(CultureInfo.InvariantCulture, $"{Time(m.Groups[1].Value):MMM} {Time(m.Groups[1].Value).Day,2} {Time(m.Groups[1].Value):HH:mm:ss}"));
        if (Has("shuffled"))
            lines = Traffic.Shuffle(lines, 20, seed);
        if (Has("twice"))
            lines = [.. lines, .. lines];
        return string.Concat(lines.Select(l => Encoding.UTF8.GetString(l) + "\n"));

        bool Has(string part) => kind.Split(' ').Contains(part);

        static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Some mails go through a before-queue filter, as those of Proxmox Mail Gateway do: it takes them from the session, and gives back what it lets through, or refuses them.</summary>
    private static IEnumerable<string> ThroughFilter(string line, Random random)
    {
        Match queued = Opened().Match(line), refused = Refused().Match(line);
        if (!(queued.Success || refused.Success) || random.Next(2) == 0)
            return [line];
        Match match = queued.Success ? queued : refused;
        string stamp = match.Groups["stamp"].Value, smtpd = match.Groups["smtpd"].Value, client = match.Groups["client"].Value, id = match.Groups["id"].Value;
        string run = $"{random.Next(0x10000, 0x100000):X5}6AFE{random.Next(0x1000, 0x10000):X4}{random.Next(0x10000, 0x100000):X5}", filter = stamp + "pmg-smtp-filter[9]: " + run, inner = stamp + $"postfix/smtpd[{random.Next(6000, 6100)}]: ";
        return
        [
            $"{smtpd}NOQUEUE: client={client}",
            $"{filter}: new mail message-id=<{run}@a.example>#012",
            .. queued.Success
                ? [$"{inner}connect from localhost[127.0.0.1]", $"{inner}{id}: client=localhost[127.0.0.1], orig_client={client}", $"{inner}disconnect from localhost[127.0.0.1] ehlo=1 xforward=1 mail=1 rcpt=1 data=1 commands=5", $"{filter}: accept mail to <r@b.example> ({id}) (rule: default-accept)"]
                : new[] { $"{filter}: block mail to <r@b.example> (rule: Blacklist)" },
            $"{filter}: processing time: 1.5 seconds (0.5, 0.1, 0)",
            smtpd + (queued.Success ? $"proxy-accept: END-OF-MESSAGE: 250 2.5.0 OK ({run})" : $"proxy-reject: END-OF-MESSAGE: 554 5.7.1 Rejected for policy reasons ({run})") + "; from=<a@a.example> to=<r@b.example> proto=ESMTP helo=<x>",
            .. refused.Success ? [line] : Array.Empty<string>(),
        ];
    }

    [GeneratedRegex(@"^(?<smtpd>(?<stamp>.* mx )postfix/smtpd\[\d+\]: )(?<id>[0-9A-F]{10}): client=(?<client>c.*)")]
    private static partial Regex Opened();

    [GeneratedRegex(@"^(?<smtpd>(?<stamp>.* mx )postfix/smtpd\[\d+\]: )disconnect from (?<client>c[^ ]*) .*rcpt=0")]
    private static partial Regex Refused();

    private static List<byte[]> Replace(List<byte[]> lines, string pattern, MatchEvaluator by) => [.. lines.Select(l => Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(l), pattern, by)))];
}
