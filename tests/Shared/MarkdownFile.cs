namespace MailLog.Tests;

/// <summary>A document of the repository, for the tests that hold documents and code together.</summary>
internal static class MarkdownFile
{
    /// <summary>The lines of each fenced block of one language, in the order of the document.</summary>
    public static List<string[]> Blocks(string path, string language)
    {
        var blocks = new List<string[]>();
        List<string>? open = null;
        foreach (string line in File.ReadAllLines(Repository.Path(path)))
        {
            if (open is null && line == "```" + language)
            {
                open = [];
            }
            else if (open is not null && line == "```")
            {
                blocks.Add([.. open]);
                open = null;
            }
            else
            {
                open?.Add(line);
            }
        }
        return blocks;
    }
}
