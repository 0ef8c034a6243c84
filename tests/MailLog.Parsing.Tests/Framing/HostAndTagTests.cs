using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>A short line is read part by part, one with more behind its host by comparing 32 bytes at a time: what they find is the same.</summary>
public class HostAndTagTests
{
    private const string Stamp = "Nov 18 10:00:00 ";

    [Fact]
    public void The_length_of_the_message_changes_nothing()
    {
        string more = new('y', 100);
        Random random = PropertyCheck.NewRandom();
        for (int i = 0; i < 20_000 * PropertyCheck.Times; i++)
        {
            // Often what a header looks like, else anything made of what it is made of.
            string text = random.Next(2) == 0 ? "h" + Any(random, random.Next(27))
                : "mx" + Any(random, random.Next(3)) + " post/" + Any(random, random.Next(3)) + "[" + random.Next(100_000) + Any(random, random.Next(2)) + "]:" + Any(random, random.Next(3));
            string shortLine = HeaderText.Of(Stamp + text + " y");
            Assert.True(shortLine + more == HeaderText.Of(Stamp + text + " y" + more), text + " " + PropertyCheck.SeedText);
        }
    }

    [Fact]
    public void Names_of_any_length()
    {
        for (int host = 1; host < 70; host++)
        {
            for (int tag = 1; tag < 70; tag++)
            {
                string hostName = new('h', host), program = new('p', tag), id = new('7', 1 + (host + tag) % 9);
                Assert.Equal($"Rfc3164|?-11-18 10:00:00|{hostName}|{program}|{id}|a message", HeaderText.Of($"{Stamp}{hostName} {program}[{id}]: a message"));
            }
        }
    }

    private static string Any(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => "ab1[]: /.-"[random.Next(10)])]);
}
