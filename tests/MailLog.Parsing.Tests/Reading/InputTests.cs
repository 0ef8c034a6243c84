using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>From bytes to lines, through the reader: what is a line and where it stands.</summary>
public class InputTests
{
    private const string Header = "2026-11-20T10:00:00Z mx1 postfix/smtpd[1]: ";

    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "1@0 0")]
    [InlineData("a", "1@0 1")]
    [InlineData("a\n", "1@0 1")]
    [InlineData("a\nb", "1@0 1|2@2 1")]
    [InlineData("a\r\nb\r\n", "1@0 1|2@3 1")]
    [InlineData("a\rb\n", "1@0 3")]
    [InlineData("\uFEFFa\nb\n", "1@3 1|2@5 1")]
    [InlineData("\uFEFF", "")]
    [InlineData("a\n\0\0\0b\n\0\0", "1@0 1|2@5 1")]
    [InlineData("\0\n", "1@1 0")]
    [InlineData("a\0b\n", "1@0 3")]
    [InlineData("\n\n\n", "1@0 0|2@1 0|3@2 0")]
    public void Lines_end_at_LF(string log, string expected)
    {
        var lines = new List<string>();
        using MailLogReader reader = Open(Encoding.UTF8.GetBytes(log));
        while (reader.Read())
            lines.Add($"{reader.Line.Number}@{reader.Line.Offset} {reader.Line.Bytes.Length}");
        Assert.Equal(expected, string.Join("|", lines));
        Assert.False(reader.Read());
    }

    [Fact]
    public void An_over_long_line_is_cut_and_the_next_is_whole()
    {
        string log = Header + "connect from " + new string('x', 300_000) + "\n" + Header + "connect from a[192.0.2.1]\n";
        using MailLogReader reader = Open(Encoding.UTF8.GetBytes(log));
        Assert.True(reader.Read());
        Assert.True(reader.Line.IsCut);
        Assert.Equal(65_535, reader.Line.Bytes.Length);
        Assert.True(reader.Read());
        Assert.False(reader.Line.IsCut);
        Assert.Equal(2, reader.Line.Number);
        Assert.Equal(log.IndexOf('\n') + 1, reader.Line.Offset);
        Assert.True(reader.TryGet(out ConnectEvent connect));
        Assert.Equal("a", connect.Client.Host.ToString());
        Assert.Equal(log.IndexOf('\n') - 65_535, reader.DroppedBytes);
        Assert.False(reader.Read());
    }

    [Fact]
    public void Skipped_NULs_are_counted()
    {
        using MailLogReader reader = Open([.. new byte[100_000], .. Encoding.UTF8.GetBytes(Header + "connect from a[192.0.2.1]\n"), .. new byte[5]]);
        Assert.True(reader.Read());
        Assert.Equal(EventKind.Connect, reader.Line.Kind);
        Assert.Equal(100_000, reader.Line.Offset);
        Assert.False(reader.Read());
        Assert.Equal(100_005, reader.SkippedNuls);
    }

    [Fact]
    public void A_lone_CR_forges_no_line()
    {
        using MailLogReader reader = Open(Encoding.UTF8.GetBytes(Header + "connect from a[192.0.2.1]\r" + Header + "connect from b[192.0.2.2]\n"));
        Assert.True(reader.Read());
        Assert.Equal(EventKind.Unknown, reader.Line.Kind);
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData("connect from a[192.0.2.1]", EventKind.Connect)]
    [InlineData("something that no version writes", EventKind.Unknown)]
    [InlineData("", EventKind.Unknown)]
    public void What_a_program_of_ours_says_is_typed_or_unknown(string message, EventKind expected)
    {
        using MailLogReader reader = Open(Encoding.UTF8.GetBytes(Header + message));
        Assert.True(reader.Read());
        Assert.Equal(expected, reader.Line.Kind);
        Assert.Equal(message, reader.Line.Message.ToString());
        Assert.Equal(MailSystem.Postfix, reader.Line.System);
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00Z mx1 dovecot: connect from a[192.0.2.1]")]
    [InlineData("2026-11-20T10:00:00Z mx1 smtpd[1]: connect from a[192.0.2.1]")]
    [InlineData("connect from a[192.0.2.1]")]
    [InlineData("\u0001\u0002")]
    public void Another_programs_line_is_foreign(string line)
    {
        using MailLogReader reader = Open(Encoding.UTF8.GetBytes(line));
        Assert.True(reader.Read());
        Assert.Equal(EventKind.Foreign, reader.Line.Kind);
        Assert.Equal(MailSystem.None, reader.Line.System);
        Assert.Equal("", reader.Line.Form);
    }

    [Fact]
    public void Thousands_of_tags_do_not_mix()
    {
        var log = new StringBuilder();
        for (int i = 0; i < 10_000; i++)
            log.Append("2026-11-20T10:00:00Z mx1 tag").Append(i).Append(i % 3 == 0 ? "/smtpd[1]: " : "/other[1]: ").Append("connect from a[192.0.2.1]\n");
        using MailLogReader reader = Open(Encoding.UTF8.GetBytes(log.ToString()));
        for (int i = 0; i < 10_000; i++)
        {
            Assert.True(reader.Read());
            Assert.Equal(i % 3 == 0 ? EventKind.Connect : EventKind.Foreign, reader.Line.Kind);
        }
    }

    private static MailLogReader Open(byte[] log) => MailLogReader.Open(new MemoryStream(log));
}
