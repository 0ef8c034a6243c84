namespace MailLog.Cli;

/// <summary>A recipient on the command line. What cannot be one is told, rather than looked up as the domain that it is not.</summary>
internal static class RecipientArgument
{
    /// <summary>The address, without the angle brackets that logs and mails write around it.</summary>
    public static string Parse(string text)
    {
        string address = text.Length > 1 && text[0] == '<' && text[^1] == '>' ? text[1..^1] : text;
        if (Fault(address) is { } fault)
            throw new UsageException("'" + text + "' is not a recipient: " + fault + ".");
        return address;
    }

    private static string? Fault(string address)
    {
        if (address.Length == 0)
            return "it is empty";
        bool isQuoted = false;
        int at = -1;
        for (int i = 0; i < address.Length; i++)
        {
            char c = address[i];
            if (char.IsControl(c))
                return "a control character stands in it";
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == '\\')
                i++;
            else if (isQuoted)
                continue;
            else if (char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>')
                return "'" + c + "' stands in it";
            else if (c == '@' && at >= 0)
                return "it has a second '@'";
            else if (c == '@')
                at = i;
        }
        return isQuoted ? "a quote is not closed" : at == 0 ? "nothing stands before the '@'" : at == address.Length - 1 ? "nothing stands behind the '@'" : null;
    }
}
