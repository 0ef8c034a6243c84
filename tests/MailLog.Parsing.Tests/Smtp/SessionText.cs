using System.Text;

namespace MailLog.Parsing.Tests;

/// <summary>Sessions as text, and what is read of them.</summary>
internal static class SessionText
{
    public static ArchivedSession Read(string text) => Read(Encoding.Latin1.GetBytes(text));

    public static ArchivedSession Read(byte[] bytes) => ArchivedSession.Read(new MemoryStream(bytes));

    /// <summary>Lines with CRLF behind each.</summary>
    public static string Lines(params string[] lines) => string.Concat(lines.Select(l => l + "\r\n"));

    /// <summary>The content as it stands in the file.</summary>
    public static string Content(string text, ArchivedTransaction transaction)
        => string.Concat(transaction.Content.Select(c => text.Substring((int)c.Offset, (int)c.Length)));

    /// <summary>Everything that a session tells, as one text.</summary>
    public static string Everything(ArchivedSession session)
    {
        var text = new StringBuilder();
        text.Append(session.Prefix.ToString()).Append('\n');
        foreach (ArchivedTransaction transaction in session.Transactions)
        {
            XforwardAttributes x = transaction.Xforward;
            text.AppendJoin('|', transaction.Helo.ToString(), x.Name.ToString(), x.Address.ToString(), x.Port, x.Protocol.ToString(), x.Helo.ToString(), x.Ident.ToString(), x.Source.ToString());
            foreach (EnvelopeAddress address in transaction.Recipients.Prepend(transaction.Sender))
                text.Append('\n').Append(address).Append(' ').Append(address.Parameters.ToString());
            text.Append('\n').AppendJoin('|', transaction.Header.MessageId.ToString(), transaction.Header.Subject.ToString(), transaction.Header.Date.ToString());
            foreach (ReceivedField received in transaction.Header.Received)
                text.Append('\n').Append(received.By.ToString()).Append(' ').Append(received.Id.ToString());
            text.Append('\n').AppendJoin(',', transaction.Content).Append(' ').Append(transaction.Size).Append(transaction.IsComplete).Append(transaction.IsAmbiguous).Append('\n');
        }
        return text.AppendJoin(',', session.Diagnostics).Append(session.IsComplete).ToString();
    }
}
