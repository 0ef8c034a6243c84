using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Whatever stands in a file: nothing is thrown, ranges lie in the file, no login is kept.</summary>
public class ArchiveFuzzTests
{
    private const string Secret = "dGhlIHNlY3JldA";

    private static readonly byte[][] Files =
    [
        .. Directory.GetFiles(Repository.Path("tests/data/archive/arch1")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        .. Directory.GetFiles(Repository.Path("tests/data/archive/arch1")).Order(StringComparer.Ordinal).Select(WithLogin),
        Encoding.ASCII.GetBytes("EHLO x\nAUTH LOGIN\n" + Secret + "\nMAIL FROM:<a@b>\nRCPT TO:<c@d>\nBDAT 12\nSubject: x\n\nBDAT 5 LAST\nDATA\nMAIL FROM:<e@f>\nRCPT TO:<g@h>\nDATA\n.\nQUIT\n"),
    ];

    [Fact]
    public void A_file_cut_anywhere_is_read_and_not_complete()
    {
        foreach (byte[] file in Files)
        {
            ArchivedSession whole = Check(file);
            Assert.True(whole.IsComplete);
            for (int length = 0; length < file.Length; length++)
            {
                ArchivedSession cut = Check(file[..length]);
                Assert.False(cut.IsComplete);
                foreach ((ArchivedTransaction part, ArchivedTransaction all) in cut.Transactions.Zip(whole.Transactions))
                {
                    // What is there of it is what the whole file says.
                    Assert.Equal(all.Xforward.Ident.ToString(), part.Xforward.Ident.ToString());
                    Assert.Equal(all.Sender.ToString(), part.Sender.ToString());
                    Assert.True(part.Header.MessageId.IsEmpty || part.Header.MessageId == all.Header.MessageId);
                    Assert.Equal(part.Recipients.Select(r => r.ToString()), all.Recipients.Take(part.Recipients.Count).Select(r => r.ToString()));
                    Assert.True(part.Header.Received.Count == 0 || part.Header.Received[0].Id == all.Header.Received[0].Id);
                }
            }
        }
    }

    [Fact]
    public void Mutations_never_throw()
    {
        Gen<byte[]> mutated = from file in Gen.Elements(Files) from seed in Gen.Choose(0, int.MaxValue) select Mutate(file, new System.Random(seed));
        PropertyCheck.Run(Prop.ForAll(Arb.From(mutated), file => Check(file) is not null), 3000);
    }

    [Fact]
    public void Bytes_at_random_never_throw()
    {
        PropertyCheck.Run(Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), file => Check(file ?? []) is not null), 500);
    }

    [Fact]
    public void Lines_longer_than_any_buffer_are_passed_over()
    {
        string text = "EHLO x\r\nMAIL FROM:<a@b>\r\n" + "RCPT TO:<" + new string('x', 200_000) + "@d>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: s\r\nTo: t\r\nX: " + new string('y', 300_000) + "\r\n\r\n" + new string('.', 65_536) + "\r\n.\r\nQUIT\r\n";
        ArchivedSession session = Check(Encoding.ASCII.GetBytes(text));

        ArchivedTransaction transaction = Assert.Single(session.Transactions);
        Assert.True(session.IsComplete && transaction.IsComplete);
        Assert.Equal(["", "c@d"], transaction.Recipients.Select(r => r.ToString()));
        Assert.Equal("s", transaction.Header.Subject.ToString());
        Assert.Equal(text.IndexOf("Subject", StringComparison.Ordinal), transaction.Content[0].Offset);
        Assert.Equal(text.LastIndexOf(".\r\nQUIT", StringComparison.Ordinal), transaction.Content[0].Offset + transaction.Content[0].Length);
    }

    private static ArchivedSession Check(byte[] file)
    {
        ArchivedSession session = ArchivedSession.Read(new Trickle(file));
        long end = 0;
        foreach (ContentRange range in session.Transactions.SelectMany(t => t.Content))
        {
            Assert.True(range.Offset >= end && range.Length >= 0 && range.Offset + range.Length <= file.Length);
            end = range.Offset + range.Length;
        }
        Assert.All(session.Transactions, t => Assert.InRange(t.Size, 0, t.Content.Sum(c => c.Length)));
        Assert.All(session.Diagnostics, d => Assert.InRange(d.Offset, 0, file.Length));
        string everything = SessionText.Everything(session);
        Assert.DoesNotContain(Secret, everything, StringComparison.Ordinal);
        return session;
    }

    private static byte[] WithLogin(string path)
    {
        string text = File.ReadAllText(path), prefix = text.StartsWith("X-", StringComparison.Ordinal) ? "X-Archive-" : "";
        return Encoding.ASCII.GetBytes(text.Insert(text.IndexOf('\n', StringComparison.Ordinal) + 1, $"{prefix}AUTH PLAIN {Secret}\r\n{prefix}AUTH LOGIN\r\n{prefix}{Secret}\r\n{prefix}{Secret}\r\n"));
    }

    private static byte[] Mutate(byte[] file, System.Random random)
    {
        byte[] odd = "\r\n .:<>=+\0\"\\XDABQ0"u8.ToArray();
        var bytes = new List<byte>(file);
        for (int edits = random.Next(1, 8); edits > 0 && bytes.Count > 0; edits--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes.RemoveAt(at); break;
                case 1: bytes.Insert(at, odd[random.Next(odd.Length)]); break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3 when at > file.AsSpan().IndexOf("DATA"u8): bytes.RemoveRange(at, Math.Min(random.Next(60), bytes.Count - at)); break;
                // Nothing that takes the word AUTH away, or puts it in the middle of a header: then it is no login.
                case 4: bytes.InsertRange(at, file[random.Next(file.AsSpan().IndexOf("DATA"u8), file.Length)..]); break;
                default: bytes[at] = odd[random.Next(odd.Length)]; break;
            }
        }
        return [.. bytes];
    }

    /// <summary>Gives a few bytes at a time, as a pipe may.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + (int)(Position * 31 % 97)));
    }
}
