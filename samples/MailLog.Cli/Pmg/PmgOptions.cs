using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The command line of pmg-log-tracker: short flags can be combined (<c>-vvg</c>), <c>-h</c> is the host.</summary>
internal sealed class PmgOptions
{
    public const string Usage = """
        usage: maillog pmg [options]
          -i, --inputfile FILE       read this file, plain or gzip; '-': standard input
              --input-base FILE      read FILE, FILE.1, FILE.2.gz … as far back as the start needs (default /var/log/syslog)
          -s, --starttime TIME       seconds since 1970, RFC 3339, or local 'YYYY-MM-DD hh:mm:ss' (default: today 00:00:00)
          -e, --endtime TIME         the same (default: now)
          -f, --from TEXT            sender contains TEXT
          -t, --to TEXT              recipient contains TEXT
          -h, --host TEXT            client contains TEXT
          -m, --msgid ID             message id, with its angle brackets
          -q, --queue-id ID          queue id, filter id or T…L… (repeatable)
          -x, --search-string TEXT   some line contains TEXT
          -g, --exclude-greylist     leave out greylisted recipients
          -n, --exclude-ndr          leave out mails with the null sender
          -l, --limit NUMBER         stop after NUMBER recipients
          -v                         more; twice: with log lines
              --now TIME             what time it is
              --redact FILE          tokens instead of names and addresses, by the key in FILE (made if there is none)
              --help                 this text

        """;

    public string? InputFile { get; private set; }
    public string InputBase { get; private set; } = "/var/log/syslog";
    public string? From { get; private set; }
    public string? To { get; private set; }
    public string? Host { get; private set; }
    public string? MessageId { get; private set; }
    public string? RedactionKey { get; private set; }
    public string? Search { get; private set; }
    public List<string> QueueIds { get; } = [];
    public bool ExcludeGreylist { get; private set; }
    public bool ExcludeNdr { get; private set; }
    public bool Help { get; private set; }
    public long Limit { get; private set; }
    public int Verbose { get; private set; }
    public long Start { get; private set; }
    public long End { get; private set; }
    public DateTimeOffset Now { get; private set; }

    /// <summary>The blocks of some queue files with what belongs to each, whenever they were.</summary>
    /// <param name="queueIds">Their ids; none: all.</param>
    /// <param name="now">What time it is, for stamps without a year.</param>
    public static PmgOptions ForBlocks(IEnumerable<string> queueIds, DateTimeOffset now)
    {
        var options = new PmgOptions { Verbose = 1, Start = 0, End = long.MaxValue, Now = now };
        options.QueueIds.AddRange(queueIds);
        return options;
    }

    /// <summary>How lines are read.</summary>
    public MailLogOptions Reading { get; private set; } = PmgLineClock.ReaderOptions;

    /// <summary>Has names in lines replaced, and in what is searched for.</summary>
    public void Redact(Redaction redaction)
    {
        Reading = Reading with { Redaction = redaction };
        (From, To, Host, Search) = (Sought(From), Sought(To), Sought(Host), Sought(Search));

        string? Sought(string? text) => MailLog.Cli.RedactionKey.Redact(redaction, text);
    }

    /// <returns>Null, or one sentence about what is wrong.</returns>
    public static string? Parse(ReadOnlySpan<string> args, DateTimeOffset clock, out PmgOptions options)
    {
        options = new PmgOptions();
        string? start = null, end = null, now = null, limit = null;
        for (int i = 0; i < args.Length; i++)
        {
            string arg = args[i];
            if (arg.StartsWith("--", StringComparison.Ordinal))
            {
                int equals = arg.IndexOf('=');
                string name = equals < 0 ? arg : arg[..equals];
                if (options.SetFlag(name))
                    continue;
                string? value = equals >= 0 ? arg[(equals + 1)..] : i + 1 < args.Length ? args[++i] : null;
                if (options.Set(name, value, ref start, ref end, ref now, ref limit) is string wrong)
                    return wrong;
            }
            else if (arg.Length > 1 && arg[0] == '-')
            {
                int at = 1;
                while (at < arg.Length && options.SetFlag("-" + arg[at]))
                    at++;
                if (at == arg.Length)
                    continue;
                string? value = at + 1 < arg.Length ? arg[(at + 1)..] : i + 1 < args.Length ? args[++i] : null;
                if (options.Set("-" + arg[at], value, ref start, ref end, ref now, ref limit) is string wrong)
                    return wrong;
            }
            else
            {
                return $"'{arg}' is no option; an input is named with -i.";
            }
        }
        return options.Help ? null : options.SetTimes(start, end, now, clock) ?? options.SetLimit(limit);
    }

    private bool SetFlag(string name)
    {
        switch (name)
        {
            case "-v" or "--verbose":
                Verbose++;
                return true;
            case "-g" or "--exclude-greylist":
                return ExcludeGreylist = true;
            case "-n" or "--exclude-ndr":
                return ExcludeNdr = true;
            case "--help":
                return Help = true;
            default:
                return false;
        }
    }

    private string? Set(string name, string? value, ref string? start, ref string? end, ref string? now, ref string? limit)
    {
        if (value is null)
            return IsKnown(name) ? $"The option {name} needs a value." : $"There is no option {name}.";
        switch (name)
        {
            case "-i" or "--inputfile": InputFile = value; break;
            case "--input-base": InputBase = value; break;
            case "-s" or "--starttime": start = value; break;
            case "-e" or "--endtime": end = value; break;
            case "-f" or "--from": From = value; break;
            case "-t" or "--to": To = value; break;
            case "-h" or "--host": Host = value; break;
            case "-m" or "--msgid" or "--message-id": MessageId = value; break;
            case "-q" or "--queue-id": QueueIds.Add(value); break;
            case "-x" or "--search-string": Search = value; break;
            case "-l" or "--limit": limit = value; break;
            case "--now": now = value; break;
            case "--redact": RedactionKey = value; break;
            default: return $"There is no option {name}.";
        }
        return null;
    }

    private static bool IsKnown(string name)
    {
        string? none = null;
        return new PmgOptions().Set(name, "", ref none, ref none, ref none, ref none) is null;
    }

    private string? SetTimes(string? start, string? end, string? now, DateTimeOffset clock)
    {
        Now = clock;
        if (now is not null)
        {
            if (!PmgTime.TryParse(now, out long seconds))
                return Wrong("--now", now);
            Now = PmgTime.ToLocal(seconds);
        }
        Start = PmgTime.ToSeconds(Now.Date);
        End = Now.ToUnixTimeSeconds();
        if (start is not null)
        {
            if (!PmgTime.TryParse(start, out long seconds))
                return Wrong("--starttime", start);
            Start = seconds;
        }
        if (end is not null)
        {
            if (!PmgTime.TryParse(end, out long seconds))
                return Wrong("--endtime", end);
            End = seconds;
        }
        return End < Start ? "The end time is before the start time." : null;
    }

    private string? SetLimit(string? limit)
    {
        if (limit is null)
            return null;
        bool isNumber = long.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        Limit = number;
        return isNumber ? null : $"--limit: '{limit}' is no whole number.";
    }

    private static string Wrong(string option, string value) =>
        $"{option}: '{value}' is no time; seconds since 1970, RFC 3339, or 'YYYY-MM-DD hh:mm:ss' are.";
}
