using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Neighbours;

/// <summary>One line of a neighbour, read through the reader, and what of it a table expects.</summary>
internal static class NeighbourLine
{
    public static MailLogEvent Read(string program, string message)
    {
        byte[] line = Encoding.UTF8.GetBytes("Nov 20 10:00:00 mx1 " + program + ": " + message + "\n");
        using var reader = MailLogReader.Open(new MemoryStream(line), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc });
        Assert.True(reader.Read());
        MailLogEvent read = reader.Line.ToOwned();
        Assert.False(reader.Read());
        return read;
    }

    /// <param name="program">The tag, perhaps with its pid.</param>
    /// <param name="message">The message.</param>
    /// <param name="kind">The kind that is expected.</param>
    /// <param name="fields">What is expected of the fields: <c>name=value</c>, separated by <c> | </c>; <c>name=-</c>: there is none.</param>
    public static void Check(string program, string message, EventKind kind, string fields)
    {
        MailLogEvent read = Read(program, message);
        Assert.True(kind == read.Kind, $"{read.Kind} {read.Line.Form}: {message}");
        Assert.Equal(MailSystem.Neighbour, read.Line.System);
        Assert.False(read.Line.IsAmbiguous, message);
        foreach (string field in fields.Split(" | ", StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = field.IndexOf('=', StringComparison.Ordinal);
            string value = read.Line.TryGetField(field[..equals], out Utf8Text text) ? text.ToString() : "-";
            Assert.Equal(field, field[..equals] + "=" + value);
        }
    }
}
