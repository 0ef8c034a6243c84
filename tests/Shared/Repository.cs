namespace MailLog.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>A path below the root; its parts are separated by <c>/</c>.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative.Replace('/', System.IO.Path.DirectorySeparatorChar));

    private static string FindRoot()
    {
        // The compiler's caller paths are mapped to /_/ in deterministic builds, so the way leads up from the binary.
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MailLog.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("No MailLog.sln above " + AppContext.BaseDirectory);
    }
}
