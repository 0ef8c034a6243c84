using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>The sessions in a folder and below it.</summary>
internal static class ArchiveFolder
{
    public static IEnumerable<ArchivedSession> Read(string folder, List<ArchiveFailure> failures)
    {
        // The folder itself has to be there.
        var left = new Stack<string>();
        Push(left, Directory.GetFileSystemEntries(folder));
        var roots = new List<string> { Path.GetFullPath(folder) };
        while (left.Count > 0)
        {
            string path = left.Pop();
            ArchivedSession? session = null;
            try
            {
                FileAttributes attributes = File.GetAttributes(path);
                if ((attributes & FileAttributes.Directory) == 0)
                    session = Read(path);
                else if ((attributes & FileAttributes.ReparsePoint) == 0 || LeadsElsewhere(path, roots))
                    Push(left, Directory.GetFileSystemEntries(path));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                failures.Add(new ArchiveFailure(path, Reason(error)));
            }
            if (session is not null)
                yield return session;
        }
    }

    /// <summary>A pipe, whose writer may never come, and a device have no length; a session has one.</summary>
    private static ArchivedSession Read(string path)
    {
        var file = new FileInfo(path);
#if !NETSTANDARD2_0
        file = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
#endif
        return file.Length > 0 ? ArchivedSession.Read(path) : ArchivedSession.Read(Stream.Null, path);
    }

    /// <summary>A link to a folder is followed unless what it leads to is read anyway, or has what is being read in it.</summary>
    private static bool LeadsElsewhere(string link, List<string> roots)
    {
#if NETSTANDARD2_0
        throw new IOException("A link to a folder is not followed.");
#else
        string target = Path.GetFullPath(new DirectoryInfo(link).ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        foreach (string root in roots)
            if (IsWithin(target, root) || IsWithin(root, target))
                return false;
        roots.Add(target);
        return true;

        static bool IsWithin(string path, string root) => (path + Path.DirectorySeparatorChar).StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
#endif
    }

    /// <summary>The system's own message names the path again.</summary>
    private static string Reason(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "is not there, or leads to nothing.",
        UnauthorizedAccessException => "may not be read.",
        _ => error.Message,
    };

    private static void Push(Stack<string> left, string[] paths)
    {
        Array.Sort(paths, StringComparer.Ordinal);
        for (int i = paths.Length - 1; i >= 0; i--)
            left.Push(paths[i]);
    }
}
