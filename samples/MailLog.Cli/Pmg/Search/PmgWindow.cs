namespace MailLog.Cli;

/// <summary>Where the window begins in a plain file: guessed by bisection, as most logs are in order, and proved by a look at the stamps of all lines before that.</summary>
internal static class PmgWindow
{
    /// <summary>Going over less than this by stamps gains nothing worth telling.</summary>
    private const long FewestBytes = 4 * 1024 * 1024;

    /// <returns>An offset before which no line is in the window, and nothing else is that matters to those in it; 0 when none is known.</returns>
    public static long StartOf(string path, PmgOptions options, long fewestBytes = FewestBytes)
    {
        try
        {
            if (!PmgLog.IsFile(path) || MayHoldLeapDay(options))
                return 0;
            long guess = Guess(path, options, fewestBytes / 16);
            if (guess < fewestBytes)
                return 0;
            using var before = new PmgLog(path, options, guess);
            var found = new List<long>();
            // What is overwritten in the lines that are printed may depend on what qpsmtpd logged before.
            return before.TryFind(PmgQuery.OfQpsmtpd.Select(System.Text.Encoding.UTF8.GetBytes), found) && found.Count == 0 && before.Lines == 0 && before.End == guess ? guess : 0;
        }
        catch (Exception error) when (Inputs.IsOfInput(error))
        {
            // Reading it will tell.
            return 0;
        }
    }

    /// <summary>Which day the stamp <c>Feb 29</c> is may depend on the stamps before it.</summary>
    private static bool MayHoldLeapDay(PmgOptions options)
    {
        DateTime first = PmgTime.ToLocal(options.Start).Date.AddDays(-1);
        int days = (int)Math.Min(400, (options.End - options.Start) / 86400 + 3);
        return days >= 400 || Enumerable.Range(0, days).Select(day => first.AddDays(day)).Any(day => day is { Month: 2, Day: 29 });
    }

    private static long Guess(string path, PmgOptions options, long precision)
    {
        using var log = new PmgLog(path, options);
        if (!log.TryGetSecond(0, out long first) || first >= options.Start)
            return 0;
        long low = 0, high = log.Length;
        while (high - low > precision)
        {
            long line = log.LineStart((low + high) / 2);
            if (!log.TryGetSecond(line, out long second))
                return 0;
            if (second < options.Start)
                low = (low + high) / 2;
            else
                high = line;
        }
        return log.LineStart(low);
    }
}
