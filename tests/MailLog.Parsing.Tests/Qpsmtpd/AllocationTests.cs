using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

[Collection(nameof(AloneCollection))]
public class AllocationTests
{
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
        byte[] once = LogFiles.Repeat(log), twice = [.. once, .. once];
        var options = new MailLogOptions { Year = 2026, QpsmtpdStamp = stamp };
        Allocations.AssertSame(() => Views.TouchAll(once, options), () => Views.TouchAll(twice, options));
    }
}
