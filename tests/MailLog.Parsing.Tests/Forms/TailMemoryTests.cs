using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>A parser that knows how lines ended before reads them as one that knows nothing.</summary>
public class TailMemoryTests
{
    private static readonly ProgramGrammar[] Programs = [.. FormReading.AllForms.Where(f => f.Form.EndsAlikeFrom is not null).Select(f => f.Program).Distinct()];

    [Fact]
    public void What_is_remembered_changes_nothing()
    {
        Assert.NotEmpty(Programs);
        Random random = PropertyCheck.NewRandom();
        string[] tails = [.. Enumerable.Range(0, 200).Select(_ => Tail(random))];
        var memory = new TailMemory();
        int typed = 0;
        for (int i = 0; i < 20_000 * PropertyCheck.Times; i++)
        {
            ProgramGrammar program = Programs[random.Next(Programs.Length)];
            // Mostly one of a few; often one in place of which another was remembered since; sometimes one that is hardly different.
            string tail = tails[random.Next(random.Next(2) == 0 ? 10 : tails.Length)];
            if (random.Next(10) == 0)
                tail = Change(random, tail);
            byte[] message = Encoding.UTF8.GetBytes(Head(random) + tail);
            uint[] expected = new uint[Pattern.MaxFields], actual = new uint[Pattern.MaxFields];
            int offset = random.Next(100);
            LineForm? known = program.Match(message, offset, actual, out bool isAmbiguous, memory), fresh = program.Match(message, offset, expected, out bool isExpected);
            string line = program.Name + ": " + Encoding.UTF8.GetString(message) + " " + PropertyCheck.SeedText;
            Assert.True(known == fresh && isAmbiguous == isExpected, line);
            int fields = fresh?.Pattern.Fields.Length ?? 0;
            Assert.True(expected.AsSpan(0, fields).SequenceEqual(actual.AsSpan(0, fields)), line);
            typed += fresh is null ? 0 : 1;
        }
        Assert.True(typed > 10_000 * PropertyCheck.Times);
    }

    [Fact]
    public void A_tail_is_known_again_behind_another_head()
    {
        LineForm form = Programs[0].Forms.First(f => f.EndsAlikeFrom is not null);
        byte[] tail = Encoding.ASCII.GetBytes("TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)");
        var memory = new TailMemory();
        uint[] slots = [10u << 16 | 7, Pattern.Missing], found = new uint[2];
        Assert.False(memory.TryRecall(form.Pattern, tail, 10, found));
        memory.Remember(form.Pattern, tail, 10, slots);
        Assert.True(memory.TryRecall(form.Pattern, tail, 300, found));
        Assert.Equal([300u << 16 | 7, Pattern.Missing], found);
        Assert.False(memory.TryRecall(Programs[0].Forms[0].Pattern, tail, 300, found));
        Assert.False(memory.TryRecall(form.Pattern, tail.AsSpan(1), 301, found));
    }

    private static string Head(Random random)
    {
        string[] trusts = ["Anonymous", "Untrusted", "Trusted", "Verified", "Odd"];
        string client = new string('m', random.Next(1, 60)) + "[192.0.2." + random.Next(256) + "]" + (random.Next(2) == 0 ? ":25" : "");
        return trusts[random.Next(trusts.Length)] + " TLS connection " + (random.Next(4) == 0 ? "reused" : "established") + (random.Next(2) == 0 ? " from " : " to ")
            + client + (random.Next(3) == 0 ? " to mx.example.org: " : ": ");
    }

    private static string Tail(Random random)
    {
        string bits = random.Next(2) == 0 ? "(128/128 bits)" : "(256/" + random.Next(1, 300) + " bits)";
        return "TLSv1." + random.Next(4) + " with cipher " + new string("ACGMSH_-"[random.Next(8)], random.Next(1, 230)) + " " + bits
            + Part(" key-exchange X25519" + Part(" (prime256v1)")) + Part(" server-signature RSA-PSS" + Part(" (2048 bits)") + Part(" server-digest SHA256"))
            + Part(" client-signature ECDSA (P-256)" + Part(" client-digest SHA512")) + (random.Next(20) == 0 ? " and more" : "");

        string Part(string text) => random.Next(3) == 0 ? "" : text;
    }

    private static string Change(Random random, string tail)
    {
        int at = random.Next(tail.Length);
        return random.Next(3) switch { 0 => tail.Remove(at, 1), 1 => tail.Insert(at, " "), _ => tail.Substring(0, at) };
    }
}
