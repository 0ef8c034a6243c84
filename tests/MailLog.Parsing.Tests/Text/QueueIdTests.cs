using System.Globalization;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class QueueIdTests
{
    private const string Base52 = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

    [Theory]
    [InlineData("4F1A2B3C4D: removed", 10)]
    [InlineData("ABCDEF", 6)]
    [InlineData("5E4A2B6292B: x", 11)]
    [InlineData("4Zk8mP2gqRz1", 12)]
    [InlineData("4dT1cS0zFGz1B: removed", 13)]
    [InlineData("4dT1cS0zFGz: removed", 0)]
    [InlineData("4Zk8mP2gqRzzz1", 14)]
    [InlineData("ABCDE", 0)]
    [InlineData("NOQUEUE: reject", 0)]
    [InlineData("warning: x", 0)]
    [InlineData("connect from", 0)]
    [InlineData("Untrusted", 0)]
    [InlineData("statistics:", 0)]
    [InlineData("lost", 0)]
    [InlineData("4F1A2B3C4d", 0)]
    [InlineData("bcdfghjklmnpq", 0)]
    [InlineData("", 0)]
    [InlineData("0123456789ABCDEF0123456789ABCD", 30)]
    [InlineData("0123456789ABCDEF0123456789ABCDE", 0)]
    public void The_alphabets_tell_ids_from_words(string text, int length)
    {
        Assert.Equal(length, QueueId.Scan(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("1A2B3C4D5E6F70: x", 14)]
    [InlineData("1A2B3C", 0)]
    [InlineData("1A2B3C4", 7)]
    [InlineData("0123456789ABCDEF012345678", 25)]
    [InlineData("0123456789ABCDEF0123456789", 0)]
    [InlineData("", 0)]
    public void Filter_runs_have_ids_of_their_own(string text, int length)
    {
        Assert.Equal(length, QueueId.ScanFilterId(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_long_id_carries_its_second()
    {
        Random random = PropertyCheck.NewRandom();
        for (int n = 0; n < 1_000; n++)
        {
            long seconds = random.NextInt64(700_000_000, uint.MaxValue - 1L);
            string id = Encode(seconds, 6) + Encode(random.Next(1_000_000), 4) + "z" + Encode(random.Next(), 1).Replace("z", "y", StringComparison.Ordinal);
            Assert.True(QueueId.Scan(Encoding.UTF8.GetBytes(id)) == id.Length, id);
            bool hasTime = QueueId.TryGetTime(Encoding.UTF8.GetBytes(id), out long actual);
            Assert.True(hasTime && actual == seconds, $"{id} is of {seconds}, not {actual}");
        }
    }

    [Theory]
    [InlineData("4F1A2B3C4D")]
    [InlineData("")]
    [InlineData("z")]
    [InlineData("zzzzzzzzz")]
    [InlineData("aaaaaaaaaazB")]
    [InlineData("yyyyyyyyyyyyyyyyyyyyyyyyzB")]
    public void Other_ids_carry_none(string id)
    {
        Assert.False(QueueId.TryGetTime(Encoding.UTF8.GetBytes(id), out _));
    }

    [Fact]
    public void A_filter_run_carries_its_second()
    {
        string id = 0x1A2B3.ToString("X", CultureInfo.InvariantCulture) + 1_795_155_923.ToString("X", CultureInfo.InvariantCulture) + 123_456.ToString("X5", CultureInfo.InvariantCulture);
        Assert.True(QueueId.TryGetFilterTime(Encoding.UTF8.GetBytes(id), out long seconds));
        Assert.Equal(1_795_155_923, seconds);
        Assert.False(QueueId.TryGetFilterTime("1A2B3C4D5E6F7"u8, out _));
    }

    private static string Encode(long value, int length)
    {
        string text = "";
        for (; value > 0 || text.Length < length; value /= 52)
            text = Base52[(int)(value % 52)] + text;
        return text;
    }
}
