using System.CommandLine;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The folder of archives that the command line names, and how its files are named.</summary>
internal static class ArchiveNames
{
    public static readonly Option<string[]> Option = new("--template")
    {
        HelpName = "T",
        Description = "How archives are named: strftime, and %%07d for the microseconds, for instance A-%F-%T.%%07d.arc. May be repeated.",
    };

    public static ArchiveNameTemplate[] Read(ParseResult result, TimeZoneInfo? zone)
    {
        try
        {
            return [.. (result.GetValue(Option) ?? []).Select(t => new ArchiveNameTemplate(t, zone))];
        }
        catch (ArgumentException)
        {
            throw new UsageException("--template is a name with a date and a time to the second, in the conversions of strftime; %%07d is the microseconds.");
        }
    }

    /// <summary>The index of a folder; an empty one when the folder cannot be read.</summary>
    public static ArchiveIndex Open(ParseResult result, Inputs inputs, string folder)
    {
        RedactionKey.Refuse(result, "archives");
        return Open(folder, Read(result, inputs.TimeZone), inputs.Fail);
    }

    public static ArchiveIndex Open(string folder, ArchiveNameTemplate[] templates, Action<string, string> fail)
    {
        Inputs.CheckNames([folder]);
        try
        {
            ArchiveIndex index = ArchiveIndex.Open(folder, templates);
            foreach (ArchiveFailure failure in index.Failures)
                fail(failure.Path, failure.Reason);
            return index;
        }
        catch (Exception error) when (Inputs.IsOfInput(error))
        {
            fail(folder, error is DirectoryNotFoundException ? "there is no such folder." : error.Message);
            return new ArchiveIndex([]);
        }
    }
}
