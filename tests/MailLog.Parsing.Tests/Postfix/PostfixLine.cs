using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Postfix;

/// <summary>One message of one of Postfix' programs, read through the reader, and what is expected of it.</summary>
internal static class PostfixLine
{
    public static MailLogEvent Read(string program, string message)
    {
        string tag = program.StartsWith('=') ? program[1..] : "postfix/" + program;
        byte[] line = Encoding.UTF8.GetBytes("Nov 20 06:45:00 mx1 " + tag + "[4711]: " + message + "\n");
        using var reader = MailLogReader.Open(new MemoryStream(line), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc });
        Assert.True(reader.Read());
        MailLogEvent read = reader.Line.ToOwned();
        Assert.False(reader.Read());
        return read;
    }

    /// <param name="program">The last part of the tag; with <c>=</c> before, the whole.</param>
    /// <param name="message">The message.</param>
    /// <param name="expected">The form, then each field as <c>name=value</c>, separated by <c>|</c>: all that the line has, in their order.</param>
    public static void Check(string program, string message, string expected)
    {
        MailLogEvent read = Read(program, message);
        var actual = new StringBuilder(read.Line.Form.Length == 0 ? read.Kind.ToString() : read.Line.Form);
        foreach (LogField field in read.Line.Fields)
            actual.Append('|').Append(field.Name).Append('=').Append(field.Value.ToString());
        Assert.Equal(expected, actual.ToString());
        Assert.False(read.Line.IsAmbiguous);
    }
}
