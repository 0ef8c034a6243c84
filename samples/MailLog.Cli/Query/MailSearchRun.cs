using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog track</c> by queue ids or by a text without assembling every mail.</summary>
internal static class MailSearchRun
{
    /// <summary>Prints the mails that the filter lets through, if a search of the logs can tell them.</summary>
    /// <param name="sources">The logs.</param>
    /// <param name="filter">Asks for queue ids or texts, perhaps among other things.</param>
    /// <param name="options">How mails are assembled.</param>
    /// <param name="limit">How many mails are printed at most.</param>
    /// <param name="createWriter">Makes what prints to a stream.</param>
    /// <param name="output">Gets the mails.</param>
    /// <returns>How many mails were found; null when nothing was printed, and the logs have to be read as a whole.</returns>
    public static int? Run((IReadOnlyList<string> Paths, MailLogOptions Options) sources, MailFilter filter, CorrelatorOptions options, int limit, Func<Stream, IMailWriter> createWriter, Stream output)
        => Run(sources, filter.QueueIds, filter.QueueIds.Count > 0 ? null : filter.Part, filter.Matches, options, limit, createWriter, output, MailSearch.Reach);

    /// <summary>The same, with the filter in parts.</summary>
    public static int? Run((IReadOnlyList<string> Paths, MailLogOptions Options) sources, IReadOnlyCollection<string> ids, string? part, Func<Mail, bool> matches, CorrelatorOptions options, int limit,
        Func<Stream, IMailWriter> createWriter, Stream output, long reach)
    {
        if (ids.Count == 0 && part is null)
            return null;
        try
        {
            using var log = new LogSeries(sources.Paths, sources.Options);
            var search = new MailSearch(log, ids, part is null ? null : new CaselessText(part), options, reach);
            if (!search.TryFind())
                return null;
            if (search.Chosen.Count == 0)
            {
                // An empty table has a heading, too.
                createWriter(output).Dispose();
                return 0;
            }

            // How long a finished mail waits depends on lines that are not read here: the answer must be the same for the shortest wait and the longest. Where time goes back, nothing is known of the longest.
            using var soon = new Answer(options with { GraceTime = TimeSpan.Zero }, matches, limit, createWriter);
            CorrelatorOptions patient = options with { GraceLines = MailSearch.Graces * options.GraceLines, GraceTime = MailSearch.Graces * options.GraceTime };
            using var late = new Answer(patient, matches, limit, createWriter);
            using var last = new Answer(patient with { GraceTime = TimeSpan.MaxValue }, matches, limit, createWriter);
            if (!TryFeed(log, search, soon, late, last))
                return null;
            if (!soon.IsSame(last, isLongest: false) && !(soon.IsSame(late, isLongest: true) && log.IsInOrder(options.GraceTime)))
                return null;
            output.Write(soon.Text);
            return soon.Ends.Count;
        }
        catch (Exception error) when (Inputs.IsOfInput(error))
        {
            // Reading them as a whole will tell, and name the file.
            return null;
        }
    }

    private static bool TryFeed(LogSeries log, MailSearch search, params ReadOnlySpan<Answer> answers)
    {
        long number = 0;
        DateTimeOffset? passed = null;
        foreach (Stretch stretch in search.Stretches)
        {
            using LogSeriesReader reader = log.Open(stretch);
            while (reader.Read())
            {
                LogLine line = reader.Line;
                if (!search.Chosen.Contains(reader.Offset))
                {
                    if (reader.IsCertain && !(line.Time < passed))
                        passed = line.Time;
                    continue;
                }
                if (!reader.IsCertain)
                    return false;
                foreach (Answer answer in answers)
                    answer.Feed(line, reader.Number - number - 1, passed);
                number = reader.Number;
                passed = null;
            }
        }
        foreach (Answer answer in answers)
            answer.Complete(log.Lines - number, passed);
        return true;
    }

    /// <summary>Between which lines a mail was told.</summary>
    private sealed record MailEnd(long From, long To, bool Waits);

    /// <summary>What is printed when finished mails wait in a certain way.</summary>
    private sealed class Answer : IDisposable
    {
        private readonly MailCorrelator _correlator;
        private readonly MemoryStream _text = new();
        private readonly IMailWriter _writer;
        private long _from, _to;

        public Answer(CorrelatorOptions options, Func<Mail, bool> matches, int limit, Func<Stream, IMailWriter> createWriter)
        {
            _correlator = new MailCorrelator(options);
            _writer = createWriter(_text);
            int printed = 0;
            _correlator.Mails.Where(matches).Subscribe(mail =>
            {
                // Without an entry of the queue manager, the end of its session may have been its own.
                Ends.Add(new MailEnd(_from, _to, mail.IsComplete && mail.Size is not null));
                if (printed++ < limit)
                    _writer.Write(mail);
            });
        }

        public ReadOnlySpan<byte> Text => _text.GetBuffer().AsSpan(0, (int)_text.Length);

        public List<MailEnd> Ends { get; } = [];

        /// <summary>
        /// The same is told in the same order, however long each mail waits between this and another answer. Mails wait in the order in which they ended, so whatever the grace, that is the order in which they are told.
        /// Those that end with their session do not wait among them: between such a one and any other must be more than either can wait.
        /// </summary>
        /// <param name="late">What is told when mails wait longer.</param>
        /// <param name="isLongest">None waits longer than so; otherwise, nothing is known of that.</param>
        public bool IsSame(Answer late, bool isLongest)
        {
            if (!Text.SequenceEqual(late.Text) || Ends.Count != late.Ends.Count)
                return false;
            long latest = -1, latestWithSession = -1;
            for (int i = 0; i < Ends.Count; i++)
            {
                bool waits = Ends[i].Waits && late.Ends[i].Waits;
                if (Ends[i].From <= (waits ? latestWithSession : latest))
                    return false;
                long end = isLongest ? late.Ends[i].To : long.MaxValue;
                latest = Math.Max(latest, end);
                if (!waits)
                    latestWithSession = Math.Max(latestWithSession, end);
            }
            return true;
        }

        public void Feed(LogLine line, long passed, DateTimeOffset? until)
        {
            Pass(passed, until);
            (_from, _to) = (_to + 1, _to + 1);
            _correlator.Feed(line);
        }

        public void Complete(long passed, DateTimeOffset? until)
        {
            Pass(passed, until);
            (_from, _to) = (_to + 1, _to + 1);
            _correlator.Complete();
            _writer.Flush();
        }

        private void Pass(long lines, DateTimeOffset? until)
        {
            (_from, _to) = (_to + 1, _to + lines);
            _correlator.Pass(lines, until);
        }

        public void Dispose() => _writer.Dispose();
    }
}
