using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class Utf8TableTests
{
    [Fact]
    public void It_counts_as_a_dictionary_does()
    {
        Gen<string[]> keys = Gen.ArrayOf(from length in Gen.Choose(0, 20) from letters in Gen.ArrayOf(Gen.Elements("abcä€\0".ToCharArray()), length) select new string(letters));
        PropertyCheck.Run(Prop.ForAll(Arb.From(keys), texts =>
        {
            var table = new Utf8Table<int>();
            var expected = new List<KeyValuePair<string, int>>();
            foreach (string text in texts)
            {
                table[Encoding.UTF8.GetBytes(text)]++;
                int at = expected.FindIndex(e => e.Key == text);
                if (at < 0)
                    expected.Add(new KeyValuePair<string, int>(text, 1));
                else
                    expected[at] = new KeyValuePair<string, int>(text, expected[at].Value + 1);
            }
            return table.Count == expected.Count && table.SequenceEqual(expected)
                && expected.All(e => table.TryGetValue(Encoding.UTF8.GetBytes(e.Key), out int value) && value == e.Value);
        }), 300);
    }

    [Fact]
    public void It_grows()
    {
        var table = new Utf8Table<int>();
        for (int round = 0; round < 2; round++)
            for (int i = 0; i < 10_000; i++)
                table[Encoding.UTF8.GetBytes("key" + i)] += i;
        Assert.Equal(10_000, table.Count);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => new KeyValuePair<string, int>("key" + i, 2 * i)), table);
    }

    [Fact]
    public void Looking_up_adds_nothing()
    {
        var table = new Utf8Table<string>();
        Assert.False(table.TryGetValue("a"u8, out string? value));
        Assert.Null(value);
        Assert.Empty(table);
        table["a"u8] = "x";
        Assert.True(table.TryGetValue("a"u8, out value));
        Assert.Equal("x", value);
        Assert.False(table.TryGetValue("A"u8, out _));
    }

    [Fact]
    public void The_key_is_a_copy()
    {
        byte[] key = [.. "abc"u8];
        var table = new Utf8Table<int>();
        table[key] = 1;
        key[0] = (byte)'x';
        Assert.True(table.TryGetValue("abc"u8, out _));
        Assert.False(table.TryGetValue(key, out _));
    }

    [Fact]
    public void A_missing_text_is_the_empty_key()
    {
        var table = new Utf8Table<int>();
        table[default(Utf8Text)]++;
        table[new Utf8Text(""u8)]++;
        Assert.Equal([new KeyValuePair<string, int>("", 2)], table);
    }
}
