using System.Text.Json;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Real sessions behind and before the queue of a real Postfix, and what the client recorded.</summary>
public class ArchiveTruthTests
{
    private static readonly ArchiveNameTemplate[] Names = [new("A-%F-%T.%%07d.arc", TimeZoneInfo.Utc), new("B-%F-%T.%%07d.arc", TimeZoneInfo.Utc)];
    private static readonly string Folder = Repository.Path("tests/data/archive/arch1");
    private static readonly List<Mail> Mails = Correlating.Mails(LogFiles.Read("archive/mail.log"));
    private static readonly Dictionary<string, JsonElement> Truth = LogFiles.Lines("archive/truth.jsonl").Select(l => JsonDocument.Parse(l).RootElement).ToDictionary(t => t.GetProperty("mid").GetString()!);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_session_is_tied_to_its_mail(bool hasTimes)
    {
        ArchiveIndex index = ArchiveIndex.Open(Folder, hasTimes ? Names : []);
        ArchiveJoin join = index.Join(Mails);

        Assert.Equal(11, index.Entries.Count);
        Assert.All(index.Entries, e => Assert.Equal(hasTimes, e.StartedAt is not null));
        Assert.Empty(index.Failures);
        Assert.Empty(join.Orphans);
        Assert.Equal(Mails, join.Mails.Select(m => m.Mail));
        MailArchive[] archives = [.. join.Mails.SelectMany(m => m.Archives)];
        Assert.Equal(9, archives.Count(a => a is { Key: ArchiveKey.Ident, Quality: TieQuality.Exact, Candidates: 1 }));
        Assert.Equal(2, archives.Count(a => a is { Key: ArchiveKey.MessageId, Quality: TieQuality.Heuristic, Candidates: 1 }));
        foreach (ArchivedMail mail in join.Mails.Where(m => m.Archives.Count > 0))
            CheckTruth(mail);
        // What the scanner blocked never came to the archive.
        string[] without = [.. join.Mails.Where(m => m.Archives.Count == 0 && m.Mail.NotificationOf is null).Select(m => m.Mail.MessageId ?? "")];
        Assert.Equal(["", "<c3-virus@good.example>"], without.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_session_cut_anywhere_is_never_tied_to_another_mail()
    {
        foreach (string path in Directory.GetFiles(Folder))
        {
            byte[] file = File.ReadAllBytes(path);
            Mail mail = Assert.Single(new ArchiveIndex([ArchivedSession.Read(path)], Names).Join(Mails).Mails, m => m.Archives.Count > 0).Mail;
            ArchivedSession[] cuts = [.. Enumerable.Range(0, file.Length).Select(n => ArchivedSession.Read(new MemoryStream(file, 0, n), path))];
            foreach (ArchivedMail tied in new ArchiveIndex(cuts).Join(Mails).Mails.Where(m => m.Archives.Count > 0))
                Assert.Same(mail, tied.Mail);
        }
    }

    private static void CheckTruth(ArchivedMail mail)
    {
        ArchivedTransaction transaction = Assert.Single(mail.Archives).Entry.Transaction;
        Assert.Equal(mail.Mail.MessageId, transaction.Header.MessageId.ToString());
        if (!Truth.TryGetValue(mail.Mail.MessageId!.Split('@')[0][1..], out JsonElement truth))
            return;
        Assert.Equal(truth.GetProperty("sport").GetInt32(), transaction.Xforward.Port);
        Assert.Equal(truth.GetProperty("frm").GetString(), transaction.Sender.ToString());
        Assert.Equal(truth.GetProperty("to").EnumerateArray().Select(t => t.GetString()), transaction.Recipients.Select(r => r.ToString()));
        Assert.Equal(truth.GetProperty("src").GetString(), mail.Mail.Client!.Address);
    }
}
