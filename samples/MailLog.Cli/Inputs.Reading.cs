using System.Globalization;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

// Reading them all.
internal sealed partial class Inputs
{
    /// <summary>What was read so far of inputs that came to their ends.</summary>
    public LineCount Count { get; } = new();

    /// <summary>Hands every line of every input to <paramref name="take"/>, one input after the other, rotated files oldest first, until that says false.</summary>
    /// <param name="take">Gets the reader at each line.</param>
    /// <param name="done">Gets each reader at its end.</param>
    public void Read(Func<MailLogReader, bool> take, Action<MailLogReader>? done = null)
    {
        using var progress = Progress.Begin(_paths, IsOutputLive);
        foreach (LogSegment segment in _paths.SelectMany(_plan))
        {
            using MailLogReader? reader = Try(segment.Path, () => Open(segment, progress));
            if (reader is null)
                continue;
            var count = new LineCount();
            bool goOn = true;
            while (goOn && Try(reader.Source, reader.Read))
            {
                count.Add(reader.Line);
                progress?.Tell(reader.Line);
                goOn = take(reader);
            }
            done?.Invoke(reader);
            if (!goOn)
                return;
            progress?.Clear();
            Report(reader.Source, count);
        }
    }

    /// <summary>Hands every line of all inputs to <paramref name="take"/>, in the order of time, until that says false.</summary>
    public void ReadInTime(Func<LogLine, bool> take)
    {
        using var progress = Progress.Begin(_paths, IsOutputLive);
        MailLogReader[] readers = [.. _paths.SelectMany(_plan).Select(segment => Try(segment.Path, () => Open(segment, progress))).OfType<MailLogReader>()];
        Dictionary<MailLogReader, LineCount> counts = readers.ToDictionary(r => r, _ => new LineCount());
        using var merge = new MailLogMerge(readers);
        // Nearly every line is of the same log as the one before.
        MailLogReader? current = null;
        LineCount count = new();
        while (true)
        {
            bool hasLine;
            try
            {
                hasLine = merge.Read();
            }
            catch (Exception error) when (IsOfInput(error))
            {
                progress?.Clear();
                Fail(merge.Current!.Source, Reason(merge.Current.Source, error, "log"));
                continue;
            }
            if (!hasLine)
                break;
            if (merge.Current != current)
            {
                current = merge.Current!;
                count = counts[current];
            }
            LogLine line = merge.Line;
            count.Add(line);
            progress?.Tell(line);
            if (!take(line))
                return;
        }
        progress?.Clear();
        foreach (MailLogReader reader in readers)
            Report(reader.Source, counts[reader]);
    }

    /// <summary>Every mail of all inputs, in the order in which they were completed.</summary>
    public List<Mail> ReadMails(KeptLines lines)
    {
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = lines });
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        ReadInTime(line =>
        {
            correlator.Feed(line);
            return true;
        });
        correlator.Complete();
        return mails;
    }

    /// <summary>Silence is the worst answer to a log that was not understood.</summary>
    private void Report(string source, LineCount count)
    {
        Count.Add(count);
        if (count.Read > 0 && count.WithoutHeader == count.Read)
            Fail(source, string.Create(CultureInfo.InvariantCulture, $"{(count.Read == 1 ? "its only line has no" : $"not one of its {count.Read} lines has a")} header that is understood; ")
                + (count.Advice ?? "is it a log? (Stamps of a format of its own, in a file of qpsmtpd: see --stamp.)"));
        if (count.Read == count.WithoutHeader || count.Known > 0)
            return;
        HasComplained = true;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maillog: {source}: none of its {count.Read} lines comes from a mail system that is known."));
    }

    private T? Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (IsOfInput(error))
        {
            Fail(path, Reason(path, error, "log"));
            return default;
        }
    }
}
