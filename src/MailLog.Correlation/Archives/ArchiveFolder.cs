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
        while (left.Count > 0)
        {
            string path = left.Pop();
            ArchivedSession? session = null;
            try
            {
                FileAttributes attributes = File.GetAttributes(path);
                if ((attributes & FileAttributes.Directory) == 0)
                    session = ArchivedSession.Read(path);
                else if ((attributes & FileAttributes.ReparsePoint) == 0)
                    Push(left, Directory.GetFileSystemEntries(path));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                failures.Add(new ArchiveFailure(path, error.Message));
            }
            if (session is not null)
                yield return session;
        }
    }

    private static void Push(Stack<string> left, string[] paths)
    {
        Array.Sort(paths, StringComparer.Ordinal);
        for (int i = paths.Length - 1; i >= 0; i--)
            left.Push(paths[i]);
    }
}
