using System.CommandLine;
using System.Text;
using System.Text.Json;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog archive</c>: what a proxy archived, and whose it is.</summary>
internal static class ArchiveCommand
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Archived sessions.", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string> Folder = new("FOLDER") { Description = "A folder of archived sessions, with all folders below it." };
    private static readonly Option<string> Format = new("--format") { Description = "text (for people) or json (one object per line).", DefaultValueFactory = _ => "text" };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("text", "json");
        var show = new Command("show", "Prints what archived sessions hold.") { Files, Format, ArchiveNames.Option, Inputs.Zone };
        show.SetWork(Show);
        var index = new Command("index", "Prints every archived session of a folder, one JSON object per line.") { Folder, ArchiveNames.Option, Inputs.Zone };
        index.SetWork(Index);
        var find = new Command("find", "Prints mails with their archives; then the archives that have no mail.") { Folder, Format, ArchiveNames.Option };
        MailFilter.AddTo(find);
        DisplayClock.AddTo(find);
        Terminal.AddTo(find);
        Inputs.AddTo(find, canRedact: false);
        find.SetWork(Find);
        return new Command("archive", "Reads archived SMTP sessions, and finds the archives of mails.") { show, index, find };
    }

    private static bool Show(ParseResult result, Stream output)
    {
        string[] files = result.GetValue(Files) ?? [];
        Inputs.CheckNames(files, result.CommandResult.Command);
        ArchiveNameTemplate[] templates = ArchiveNames.Read(result, Inputs.FindZone(result.GetValue(Inputs.Zone)));
        bool isRead = true;
        using var json = new Utf8JsonWriter(output, MailJsonWriter.Options);
        foreach (string file in files)
        {
            try
            {
                ArchivedSession session = ArchivedSession.Read(file);
                isRead &= IsSession(session);
                if (result.GetValue(Format) == "json")
                    ArchiveJson.WriteLine(json, output, session, templates);
                else
                    WriteText(output, ArchiveLines.Of(session, templates));
            }
            catch (Exception error) when (Inputs.IsOfInput(error))
            {
                isRead = Fail(file, Inputs.Reason(file, error));
            }
        }
        return isRead;
    }

    private static bool Index(ParseResult result, Stream output)
    {
        ArchiveNameTemplate[] templates = ArchiveNames.Read(result, Inputs.FindZone(result.GetValue(Inputs.Zone)));
        bool isRead = true;
        ArchiveIndex index = ArchiveNames.Open(result.GetValue(Folder)!, templates, (path, reason) => isRead = Fail(path, reason));
        using var json = new Utf8JsonWriter(output, MailJsonWriter.Options);
        foreach (ArchivedSession session in index.Sessions)
            ArchiveJson.WriteLine(json, output, session, templates);
        return isRead;
    }

    private static void Find(ParseResult result, Inputs inputs, Stream output)
    {
        var filter = new MailFilter(result, inputs.TimeZone);
        ArchiveIndex index = ArchiveNames.Open(result, inputs, result.GetValue(Folder)!);
        ArchiveJoin join = index.Join(inputs.ReadMails(filter.NeedsLines ? KeptLines.Text : KeptLines.None));
        bool isJson = result.GetValue(Format) == "json";
        var found = new HashSet<Mail>();
        using (IMailWriter writer = isJson ? new MailJsonWriter(output, withLines: false, withHistory: false) : new MailTextWriter(output, withLines: false, DisplayClock.Of(result, inputs.TimeZone), Terminal.OfOutput(result)))
        {
            foreach (ArchivedMail mail in join.Mails.Where(m => filter.Matches(m.Mail)))
            {
                found.Add(mail.Mail);
                writer.Write(mail);
            }
        }
        using var json = new Utf8JsonWriter(output, MailJsonWriter.Options);
        // Who asks for certain mails wants to know which archives may be theirs, not all others.
        foreach (ArchiveOrphan orphan in join.Orphans.Where(o => filter.IsEmpty || o.Candidates.Any(found.Contains)))
        {
            // Not all candidates are printed, so those asked for stand first.
            ArchiveOrphan shown = filter.IsEmpty ? orphan : orphan with { Candidates = [.. orphan.Candidates.OrderBy(m => !found.Contains(m))] };
            if (isJson)
                ArchiveJson.WriteLine(json, output, shown);
            else
                WriteText(output, ArchiveLines.Of(shown));
        }
    }

    /// <summary>Silence is the worst answer to a file that was not understood.</summary>
    private static bool IsSession(ArchivedSession session)
        => session.Diagnostics.All(d => d.Kind != ArchiveDiagnosticKind.NotSmtp) || Fail(session.Path, "its first line is no SMTP command; is it an archived session?");

    private static bool Fail(string path, string reason)
    {
        Console.Error.WriteLine("maillog: " + path + ": " + reason);
        return false;
    }

    private static void WriteText(Stream output, IEnumerable<string> lines)
    {
        foreach (string line in lines)
            output.Write(Encoding.UTF8.GetBytes(Printable.Of(line) + "\n"));
        output.WriteByte((byte)'\n');
    }
}
