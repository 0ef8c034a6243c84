using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

public class AllocationTests
{
    /// <summary>As for the other systems: twice as many lines allocate exactly as much, in one of several measurements at least.</summary>
    [Theory]
    [InlineData("A.warn.log")]
    [InlineData("A.file.log")]
    [InlineData("A.syslog.log")]
    [InlineData("A.syslog.raw")]
    [InlineData("B.warn.log")]
    [InlineData("B.parent.log")]
    public void Lines_of_every_carrier_are_read_without_allocating(string log) => AssertSameBytes([.. LogFiles.Read("qpsmtpd/" + log), .. Logins()], null);

    [Fact]
    public void Stamps_of_a_template_are_read_without_allocating()
    {
        byte[] log = LogFiles.Read("qpsmtpd/A.file.log");
        AssertSameBytes(log, "%a %b %e %H:%M:%S %Y");
    }

    private static byte[] Logins() =>
        [.. "28365 dispatching AUTH PLAIN AHVzZXJAbG9jYWwuZXhhbXBsZQBzZWNyZXQ=\n28365 dispatching AUTH XOAUTH2 dXNlcj1ib2IBYXV0aD1CZWFyZXIgdG9rZW4BAQ==\n28365 dispatching c2VjcmV0\n"u8];

    private static void AssertSameBytes(byte[] log, string? stamp)
    {
        byte[] once = [.. Enumerable.Repeat(log, 6).SelectMany(l => l)], twice = [.. once, .. once];
        long difference = long.MaxValue;
        for (int i = 0; i < 8 && difference != 0; i++)
        {
            (long lines, long bytes) = Measure(once, stamp);
            (long linesOfTwice, long bytesOfTwice) = Measure(twice, stamp);
            Assert.Equal(2 * lines, linesOfTwice);
            difference = bytesOfTwice - bytes;
        }
        Assert.Equal(0, difference);
    }

    private static (long Lines, long Bytes) Measure(byte[] log, string? stamp)
    {
        var stream = new MemoryStream(log);
        long lines = 0, sum = 0, before = GC.GetAllocatedBytesForCurrentThread();
        using (MailLogReader reader = MailLogReader.Open(stream, new MailLogOptions { Year = 2026, QpsmtpdStamp = stamp }))
        {
            // What is allocated on another thread would not be counted.
            reader.IsAhead = false;
            while (reader.Read())
            {
                lines++;
                sum += Views.Touch(reader.Line);
            }
        }
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.NotEqual(0, sum);
        return (lines, bytes);
    }
}
