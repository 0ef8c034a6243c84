namespace MailLog.Parsing;

/// <summary>
/// The folder that multilog(8), svlogd(8) or s6-log(8) writes to: <c>current</c>, and beside it the files of before, named by the TAI64N label of their end.
/// </summary>
internal static class MultilogFolder
{
    private const string Current = "current";

    /// <summary>What was <c>current</c>, while a program works on it.</summary>
    private const string Previous = "previous";
    private const int LabelLength = 25;

    /// <summary>How files that were ended are named behind their label, the best first.</summary>
    /// <remarks>
    /// Whole (<c>s</c>); not worked on yet, or cut off when the machine went down (<c>u</c>); what a program has made of that so far (<c>t</c>). Of one label, all
    /// hold the same lines.
    /// </remarks>
    private static readonly string[] Endings = [".s", ".u", ".t"];

    /// <summary>How often a rotation may come between before the files are taken as they are.</summary>
    private const int MaxRotations = 10;

    /// <summary>The folder's lines as one stream, and when they were last written to.</summary>
    public static MultilogStream Open(string folder, out DateTimeOffset lastWrite)
    {
        for (int i = 0; ; i++)
        {
            List<string> files = Files(folder);
            if (files.Count == 0)
                throw new FileNotFoundException("The folder has no file of multilog, svlogd or s6-log in it, neither 'current' nor one named by a label ('@' and 24 digits).", folder);
            lastWrite = new DateTimeOffset(File.GetLastWriteTimeUtc(files[files.Count - 1]));
            MultilogStream stream;
            try
            {
                stream = new MultilogStream(files);
            }
            catch (FileNotFoundException) when (i < MaxRotations)
            {
                continue;
            }

            // The last file is open by now: if no other has come, it is the one that stood behind those before it.
            if (i == MaxRotations || Files(folder).SequenceEqual(files))
                return stream;
            stream.Dispose();
        }
    }

    /// <summary>The files in the order of their lines.</summary>
    private static List<string> Files(string folder)
    {
        var byLabel = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = new List<string>();
        foreach (string path in Directory.EnumerateFiles(folder).OrderBy(path => path, StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            if (name is Current or Previous)
                last.Insert(name == Current ? last.Count : 0, path);
            else if (IsLabelled(name) && (!byLabel.TryGetValue(Label(name), out string? known) || Rank(name) < Rank(known)))
                byLabel[Label(name)] = path;
        }

        return [.. byLabel.Values, .. last];
    }

    private static bool IsLabelled(string name)
    {
        if (name.Length != LabelLength + 2 || name[0] != '@' || Rank(name) < 0)
            return false;
        foreach (char c in name.AsSpan(1, LabelLength - 1))
            if (c is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
                return false;
        return true;
    }

    private static string Label(string name) => name.Substring(0, LabelLength);

    private static int Rank(string name) => Array.FindIndex(Endings, ending => name.EndsWith(ending, StringComparison.Ordinal));
}
