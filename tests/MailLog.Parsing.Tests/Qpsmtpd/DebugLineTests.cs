using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>What qpsmtpd says at LOGDEBUG alone: none of it is taken for the dialogue, and passwords in its settings are not told.</summary>
public class DebugLineTests
{
    [Theory]
    [InlineData("in config(size_threshold)")]
    [InlineData("trying to get config for size_threshold")]
    [InlineData("full from_parameter: FROM:<a@example.org>")]
    [InlineData("from email address : [<a@example.org>]")]
    [InlineData("to email address : [<b@example.org>]")]
    [InlineData("getting mail from <a@example.org>")]
    [InlineData("max_size: 20000 / size: 151")]
    [InlineData("delivery denied (Relaying denied)")]
    [InlineData("setting _config_cache for me to [mx.example.org] from get_qmail_config and returning it")]
    [InlineData("PLAIN authentication failed for user@example.org - auth_flat_file - wrong password")]
    public void It_is_a_diagnostic(string message)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            MailLogEvent read = QpsmtpdLine.Read(message, carrier);
            Assert.Equal(EventKind.Diagnostic, read.Kind);
            Assert.Equal(message, read.Line.Message.ToString());
        }
    }

    [Theory]
    [InlineData("config(flat_auth_pw) returning (user@example.org:letmein) from cache", "config(flat_auth_pw)")]
    [InlineData("config(flat_auth_pw): hook returned (900, user@example.org:letmein)", "config(flat_auth_pw)")]
    [InlineData("setting _config_cache for flat_auth_pw to [user@example.org:letmein] from hooks and returning it", "setting _config_cache for flat_auth_pw ")]
    public void A_file_of_passwords_is_a_setting_and_is_not_told(string message, string kept)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            string read = Encoding.UTF8.GetString(QpsmtpdLine.Read(message, carrier).Line.Message.Bytes);
            Assert.Equal(kept + new string('*', message.Length - kept.Length), read);
        }
    }

    [Fact]
    public void Other_settings_are()
    {
        const string Message = "config(size_threshold) returning (10000) from cache";

        Assert.Equal(Message, QpsmtpdLine.Read(Message).Line.Message.ToString());
    }
}
