using MailLog.Correlation;

namespace MailLog.Worker;

/// <summary>The file that a run leaves for the next one: the place in the log, as a line of JSON, and behind it what the correlator has open.</summary>
internal static class WorkerState
{
    /// <summary>What the last run left; of a first run, nothing.</summary>
    /// <exception cref="InvalidDataException">The file is no whole state of this version.</exception>
    public static (LogPlace Place, MailCorrelator Correlator) Load(string path, CorrelatorOptions options)
    {
        if (!File.Exists(path))
            return (new LogPlace([], default), new MailCorrelator(options));
        using var stream = new BufferedStream(File.OpenRead(path));
        return (LogPlace.Read(stream), MailCorrelator.LoadState(stream, options));
    }

    /// <summary>Writes the file; it is replaced as a whole.</summary>
    public static void Save(string path, LogPlace place, MailCorrelator correlator)
    {
        using (var stream = new BufferedStream(File.Create(path + ".part")))
        {
            place.Write(stream);
            correlator.SaveState(stream);
        }
        File.Move(path + ".part", path, overwrite: true);
    }
}
