using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>One message of one of the family's programs, read through the reader, and what is expected of it.</summary>
internal static class QmailLine
{
    public static MailLogEvent Read(string program, string message) => Read(program, Encoding.UTF8.GetBytes(message));

    public static MailLogEvent Read(string program, byte[] message)
    {
        byte[] line = [.. Encoding.UTF8.GetBytes("Nov 20 10:00:00 mx1 " + program + ": "), .. message, (byte)'\n'];
        using var reader = MailLogReader.Open(new MemoryStream(line), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc });
        Assert.True(reader.Read());
        MailLogEvent read = reader.Line.ToOwned();
        Assert.False(reader.Read());
        return read;
    }

    /// <param name="program">The tag, perhaps with its process id.</param>
    /// <param name="message">The message.</param>
    /// <param name="expected">The form, then each field as <c>name=value</c>, separated by <c>|</c>: all that the line has, in their order.</param>
    /// <param name="isAmbiguous">The line has two readings, of which this is one.</param>
    public static void Check(string program, string message, string expected, bool isAmbiguous = false)
    {
        MailLogEvent read = Read(program, message);
        Assert.Equal(expected, Text(read));
        Assert.Equal(isAmbiguous, read.Line.IsAmbiguous);
        if (read.Line.FormOrNull is not null)
            Assert.Equal(message, Printed(read));
    }

    /// <summary>The form and all fields of a line, as in a table of expectations.</summary>
    public static string Text(MailLogEvent read)
    {
        var text = new StringBuilder(read.Line.Form.Length == 0 ? read.Kind.ToString() : read.Line.Form);
        foreach (LogField field in read.Line.Fields)
            text.Append('|').Append(field.Name).Append('=').Append(field.Value.ToString());
        return text.ToString();
    }

    /// <summary>The message that the form prints from the fields that were read.</summary>
    public static string Printed(MailLogEvent read)
    {
        LineForm form = read.Line.FormOrNull!;
        var values = new byte[]?[form.Pattern.Fields.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = read.Line.Slot(i).HasValue ? read.Line.Slot(i).Bytes.ToArray() : null;
        return Encoding.UTF8.GetString(form.Pattern.Print(values));
    }
}
