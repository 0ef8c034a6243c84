using System.Globalization;
using System.Text;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What a mail gives as UTF-8 is what it gives as strings; and it is one mail, whoever puts it together.</summary>
public class TextTests
{
    private const string Q = "A100000001";

    [Fact]
    public void Texts_are_the_strings()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Sent(Q).Removed(Q));
        var id = new byte[200];

        Assert.True(mail.TryFormatId(id, out int length));
        Assert.Equal(mail.Id, Encoding.UTF8.GetString(id, 0, length));
        Assert.False(mail.TryFormatId(new byte[length - 1], out int none));
        Assert.Equal(0, none);
        Assert.Equal(mail.Sender, mail.SenderText.ToString());
        Assert.Equal(mail.QueueIds, mail.QueueIdTexts.Select(t => t.ToString()));
        Assert.Equal(mail.Client?.Address, mail.ClientText?.Address.ToString());
        Assert.Equal(mail.Recipients[0].Response, mail.Recipients[0].ResponseText.ToString());
        Assert.False(mail.NotificationOfText.HasValue);
        Assert.Equal("", mail.NotificationOfText.ToString());
        Assert.NotEqual(mail.NotificationOfText, mail.SenderText);
        Assert.Equal(mail.QueueIdTexts[0], mail.Recipients[0].QueueIdText);
    }

    [Fact]
    public void An_id_is_found_without_the_rest()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Sent(Q).Removed(Q));

        Assert.True(mail.HasId(Encoding.ASCII.GetBytes(Q)));
        Assert.False(mail.HasId(Encoding.ASCII.GetBytes(Q.Substring(1))));
        Assert.False(mail.HasId([]));
    }

    [Fact]
    public void Threads_that_ask_at_once_see_one_mail()
    {
        for (int i = 0; i < 50; i++)
        {
            List<Mail> mails = Correlating.Mails(new LogText().Received(Q).Deferred(Q).Sent(Q).Removed(Q));
            var seen = new IReadOnlyList<Recipient>[8];

            Parallel.For(0, seen.Length, t => seen[t] = mails[0].Recipients);

            Assert.All(seen, recipients => Assert.Same(seen[0], recipients));
            Assert.Equal(2, Assert.Single(seen[0]).Attempts.Count);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 60)]
    [InlineData(3, -210)]
    [InlineData(6, 330)]
    [InlineData(7, -30)]
    [InlineData(9, 0)]
    public void Times_are_written_as_a_format_string_would(int digits, int offset)
    {
        var random = new Random(digits);
        for (int i = 0; i < 200; i++)
        {
            var time = new LogTime((long)(random.NextDouble() * DateTime.MaxValue.Ticks), (short)offset, (byte)digits);
            int shown = Math.Min(digits, 7);
            string format = "yyyy-MM-ddTHH:mm:ss" + (shown == 0 ? "" : "." + new string('f', shown)) + "zzz";

            Assert.Equal(time.Value.ToString(format, CultureInfo.InvariantCulture), time.ToString());
        }
        Assert.False(default(LogTime).TryFormat(new byte[24], out _));
    }
}
