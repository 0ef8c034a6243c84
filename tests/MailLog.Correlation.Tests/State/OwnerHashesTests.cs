using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

public class OwnerHashesTests
{
    private static readonly string[] Names =
    [
        "", "a", "qmgr", "postfix", "opendkim", "postfix/qmgr", "postfix/smtp", "postfix/smtpd", "postfix-out/smtpd", "postfix/submission/smtpd", "/leading", "trailing/slash/",
        new string('x', 48), new string('x', 49), new string('x', 47) + "/", new string('h', 256), new string('h', 300),
    ];

    /// <summary>A saved state holds them: what is kept must never show.</summary>
    [Fact]
    public void Names_in_any_order_have_the_hashes_that_they_have_alone()
    {
        var owners = new OwnerHashes();
        Random random = PropertyCheck.NewRandom();
        for (int i = 0; i < 5000; i++)
        {
            string name = random.Next(3) == 0 ? "postfix/" + random.Next(500) + "/smtpd" : Names[random.Next(Names.Length)];
            byte[] bytes = Encoding.ASCII.GetBytes(name);
            owners.Program(bytes, out ulong program, out ulong instance);
            int slash = name.IndexOf('/');
            Assert.Equal(TextHash.Of(bytes), program);
            Assert.Equal(TextHash.Of(bytes.AsSpan(0, slash < 0 ? bytes.Length : slash)), instance);
            Assert.Equal(TextHash.Of(bytes), owners.Host(bytes));
        }
    }
}
