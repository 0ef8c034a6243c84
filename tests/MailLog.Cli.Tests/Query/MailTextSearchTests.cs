using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;
using static MailLog.Cli.Tests.MailSearchChecks;

namespace MailLog.Cli.Tests;

/// <summary>The same of mails that are asked for by a text.</summary>
public sealed class MailTextSearchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("shuffled")]
    [InlineData("reused shuffled yearless")]
    [InlineData("gaps")]
    [InlineData("twice")]
    [InlineData("fewProcesses")]
    [InlineData("fewProcesses shuffled reused gaps yearless")]
    [InlineData("fewProcesses fewClients gaps shuffled")]
    [InlineData("fewProcesses fewClients proxied shuffled")]
    [InlineData("filtered")]
    [InlineData("filtered fewProcesses fewClients gaps shuffled")]
    [InlineData("piped shuffled reused")]
    [InlineData("local reused")]
    [InlineData("screened")]
    [InlineData("screened shuffled")]
    public void Of_traffic_every_mail_with_a_text_is_found(string kind)
    {
        int found = 0, all = 0;
        for (int seed = 0; seed < 2 * PropertyCheck.Times; seed++)
        {
            int chance = PropertyCheck.NewRandom().Next() + seed;
            string path = _folder.Write(kind + seed, Make(kind, chance));
            (int searched, int asked) = CheckParts([path], 15, chance, kind + " " + PropertyCheck.SeedText);
            (found, all) = (found + searched, all + asked);
        }
        if (!kind.Contains("shuffled", StringComparison.Ordinal) && !kind.Contains("twice", StringComparison.Ordinal))
            Assert.True(found * 3 > all, $"{kind}: {found} of {all}");
    }

    [Fact]
    public void Of_real_logs_every_mail_with_a_text_is_found()
    {
        int found = 0, all = 0;
        foreach (string log in LogFiles.All)
        {
            (int searched, int asked) = CheckParts([LogFiles.PathOf(log)], 15, 1, log);
            (found, all) = (found + searched, all + asked);
        }
        Assert.True(found * 6 > all, $"{found} of {all}");
    }

    /// <summary>A search for a field finds a line of its mail: nothing of it is put together from several, or written in another way.</summary>
    [Fact]
    public void What_a_mail_says_stands_in_one_of_its_lines()
    {
        foreach (string log in LogFiles.All)
        {
            foreach (Mail mail in Run([LogFiles.PathOf(log)], new MailLogOptions { TimeZone = TimeZoneInfo.Utc }))
            {
                string?[] fields = [mail.Sender, mail.MessageId, mail.Client?.Name, mail.Client?.Address, .. mail.Recipients.SelectMany(r => new[] { r.Address, r.Original }), .. mail.Verdicts.Select(v => v.Recipient)];
                foreach (string field in fields.OfType<string>())
                    Assert.True(mail.Lines.Any(l => l.Text?.Contains(field, StringComparison.OrdinalIgnoreCase) == true) || !CaselessText.CanBe(field), $"{log}: {field} of {mail.Id}");
            }
        }
    }

    [Theory]
    [InlineData("some text", "SOME TEXT")]
    [InlineData("a@b", "A@B")]
    [InlineData("{k}", "{K}")]
    public void A_part_is_found_wherever_it_stands(string text, string other)
    {
        var random = new Random(1);
        for (int length = text.Length; length < 120; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(1, 256))];
            int at = random.Next(length - text.Length + 1);
            Encoding.ASCII.GetBytes(random.Next(2) == 0 ? text : other).CopyTo(bytes, at);
            var hits = new List<long>();
            new CaselessText(text).FindIn(bytes, length, 1000, hits);
            Assert.Contains(1000L + at, hits);
            Assert.All(hits, hit => Assert.Equal(text, Encoding.Latin1.GetString(bytes, (int)hit - 1000, text.Length), ignoreCase: true));
        }
    }
}
