using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog pmg -q</c> without gathering every block.</summary>
internal static class PmgSearchRun
{
    /// <summary>Prints the blocks of the ids that are asked for, if a search of the log can tell them.</summary>
    /// <param name="options">Asks for ids, perhaps among other things.</param>
    /// <param name="paths">The files.</param>
    /// <param name="output">Gets the blocks.</param>
    /// <returns>False when nothing was printed, and the log has to be read as a whole.</returns>
    public static bool TryRun(PmgOptions options, IReadOnlyList<string> paths, PmgOutput output)
    {
        // Where the limit ends the output is not where its last block does.
        if (options.QueueIds.Count == 0 || options.Limit > 0 || !paths.All(PmgLog.IsFile))
            return false;
        var logs = new List<PmgLog>();
        try
        {
            HashSet<long> seconds = [.. options.QueueIds.Select(id => PmgFilter.SessionId(id).Time).Where(t => t >= 0)];
            foreach (string path in paths)
                logs.Add(new PmgLog(path, options, seconds));
            var files = new PmgSearchFiles(options, logs);
            var query = new PmgQuery(options, files);
            using var blocks = new MemoryStream();
            if (!query.TryFind() || !TryPrint(options, files, [.. query.Chosen], blocks))
                return false;
            output.Text(blocks.GetBuffer().AsSpan(0, (int)blocks.Length));
            return true;
        }
        catch (Exception error) when (Inputs.IsOfInput(error))
        {
            // Reading it as a whole will tell, and name the file.
            return false;
        }
        finally
        {
            logs.ForEach(log => log.Dispose());
        }
    }

    private static bool TryPrint(PmgOptions options, PmgSearchFiles files, IReadOnlyList<PmgPlace> lines, MemoryStream blocks)
    {
        var output = new PmgOutput(blocks);
        var printer = new PmgPrinter(options, output);
        var tracker = new PmgTracker(options, printer);
        // Only of a session that is asked for does the place within its second matter.
        if (!files.TryRead(lines, (line, place, second) => tracker.Add(line, second, files.Names.GetValueOrDefault(place, -1), files.LinesBefore(place) + 1)))
            return false;
        printer.Time = files.LastSecond;
        tracker.Finish();
        output.Flush();
        return true;
    }
}
