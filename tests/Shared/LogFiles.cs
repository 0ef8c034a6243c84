namespace MailLog.Tests;

/// <summary>The real logs in <c>tests/data</c>.</summary>
internal static class LogFiles
{
    /// <summary>Every log of Postfix (not those of qmail and qpsmtpd), as a path relative to <c>tests/data</c>.</summary>
    public static IEnumerable<string> All => Below("").Where(log => !log.StartsWith("q", StringComparison.Ordinal));

    /// <summary>Every log below a folder of <c>tests/data</c>, as a path relative to that.</summary>
    public static IEnumerable<string> Below(string folder)
    {
        string root = Repository.Path("tests/data");
        return Directory.EnumerateFiles(Path.Combine(root, folder), "*.log", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
    }

    public static string PathOf(string log) => Repository.Path("tests/data/" + log);

    public static byte[] Read(string log) => File.ReadAllBytes(PathOf(log));

    /// <summary>So many times the same that a reader has filled each of its blocks several times, and has all the memory that it needs.</summary>
    public static byte[] Repeat(byte[] log) => [.. Enumerable.Repeat(log, 1 + 4_000_000 / log.Length).SelectMany(l => l)];

    /// <summary>The lines without their LF.</summary>
    public static List<byte[]> Lines(string log) => Split(Read(log));

    public static List<byte[]> Split(byte[] text)
    {
        var lines = new List<byte[]>();
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n')
                continue;
            lines.Add(text[start..i]);
            start = i + 1;
        }
        if (start < text.Length)
            lines.Add(text[start..]);
        return lines;
    }
}
