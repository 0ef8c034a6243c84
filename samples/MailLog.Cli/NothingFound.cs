namespace MailLog.Cli;

/// <summary>Says on standard error that no mail was found, or none to judge, and in what: so that a wrong file or format is noticed.</summary>
internal static class NothingFound
{
    /// <summary>Reading files just to say this may take so much: a part of a second.</summary>
    private const long MaxLength = 64_000_000;

    /// <summary>When everything was read.</summary>
    /// <param name="inputs">What was read; when it was complained about already, that is enough.</param>
    /// <param name="mails">How many mails it has, none of which was asked for.</param>
    public static void Tell(Inputs inputs, long mails)
    {
        if (!inputs.HasComplained)
            Console.Error.WriteLine("maillog: no mail matches: " + Quantity.Count(mails) + (mails == 1 ? " mail; " : " mails; ") + inputs.Count.Extent + ".");
    }

    /// <summary>When there was no delivery to compare with a policy: that no deviation was found means nothing.</summary>
    public static void TellUnjudged(Inputs inputs)
    {
        if (!inputs.HasComplained)
            Console.Error.WriteLine("maillog: no delivery was judged: " + inputs.Count.Extent + ".");
    }

    /// <summary>When a search found no line of such a mail.</summary>
    public static void Tell(Inputs inputs, IReadOnlyList<string> paths)
    {
        if (paths.Sum(path => new FileInfo(path).Length) <= MaxLength)
        {
            inputs.ReadInTime(_ => true);
            if (!inputs.HasComplained)
                Console.Error.WriteLine("maillog: no mail matches: no line leads to one; " + inputs.Count.Extent + ".");
        }
        else
        {
            string logs = paths is [var path] ? path : Quantity.Count(paths.Count) + " logs";
            Console.Error.WriteLine("maillog: no mail matches: none of the lines of " + logs + " leads to one; 'maillog summary' shows what " + (paths.Count == 1 ? "it holds." : "they hold."));
        }
    }
}
