namespace MailLog.Parsing;

/// <summary>
/// What qpsmtpd's loggers that are not syslog put before a message: the process id alone (<c>logging/warn</c>, <c>logging/adaptive</c>: <c>28365 (rcpt) badrcptto: fail</c>), or a stamp, the
/// host and the process id (<c>logging/file</c>: <c>vm[28365]: fail</c>).
/// </summary>
internal static class QpsmtpdText
{
    private const int MostDigits = 10;

    /// <summary>Reads <c>PID </c> before a message that begins as one of qpsmtpd's does; false if it does not. A message without process id is one that perl wrote itself.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
        ReadOnlySpan<byte> text = line.Slice(position);
        if (text.StartsWith("FATAL PLUGIN ERROR ["u8) || (text.StartsWith("Use of uninitialized value "u8) && text.IndexOf("/qpsmtpd/"u8) >= 0))
        {
            Set(position, -1, ref header);
            return true;
        }

        int message = ProcessLength(text, out int processId);
        if (message == 0)
            return false;
        bool isCopy = IsCopy(text.Slice(message));
        if (isCopy)
            message += 2;
        else if (!IsOfCore(text.Slice(message)) && !IsOfPlugin(text.Slice(message)))
            return false;
        Set(position + message, processId, ref header);
        if (isCopy)
            header.Flags |= HeaderFlags.Copy;
        return true;
    }

    /// <summary>
    /// The same behind a header of syslog, whose number is then that of the server or of the logger: what a service writes to standard error gets there (<c>vm qpsmtpd[800]: 28365 dispatching</c>).
    /// A process can have the number of a reply; of such a one only a line that no other program writes is certain, until others have shown how the log is written.
    /// </summary>
    public static bool TryReadInner(ReadOnlySpan<byte> line, bool isShown, ref LineHeader header)
    {
        ReadOnlySpan<byte> text = line.Slice(header.MessageStart);
        int message = ProcessLength(text, out int processId);
        bool isReply = message == 4 && text[0] is >= (byte)'2' and <= (byte)'5';
        return message > 0 && (isShown || !isReply || processId == header.ProcessId || IsOfCoreAlone(text.Slice(message))) && TryRead(line, header.MessageStart, ref header);
    }

    /// <summary>The length of a process id with the blank behind it; 0 if a text begins with none.</summary>
    private static int ProcessLength(ReadOnlySpan<byte> text, out int processId)
    {
        int length = 0;
        long value = 0;
        for (; length < text.Length && length <= MostDigits && StampText.IsDigit(text[length]); length++)
            value = value * 10 + text[length] - '0';
        processId = (int)value;
        return length is 0 or > MostDigits || value > int.MaxValue || length + 1 >= text.Length || text[length] != ' ' ? 0 : length + 1;
    }

    private static bool IsCopy(ReadOnlySpan<byte> text) => text.StartsWith("` "u8);

    /// <summary>After a stamp that only a file of qpsmtpd has before <c>host[pid]: </c>: what looked like a tag is the host.</summary>
    public static void TakeTagForHost(ref LineHeader header)
    {
        if (header.ProgramLength == 0 || header.HostLength != 0 || header.ProcessId < 0)
            return;
        header.HostStart = header.ProgramStart;
        header.HostLength = header.ProgramLength;
        header.ProgramStart = header.ProgramLength = 0;
        header.Flags |= HeaderFlags.Qpsmtpd;
    }

    /// <summary>Whether a message begins as one of qpsmtpd itself does, and hardly any other's.</summary>
    public static bool IsOfCore(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return false;
        switch (text[0])
        {
            case (byte)'A':
                return text.StartsWith("Accepted connection "u8) || text.StartsWith("Authentication-Results moved"u8);
            case (byte)'C':
                return text.StartsWith("Connection from "u8) || text.StartsWith("Connection Timed Out"u8) || text.StartsWith("Cleaning up temporary "u8) || text.StartsWith("CRAM-MD5 authentication "u8);
            case (byte)'c':
                return text.StartsWith("click, disconnecting"u8) || text.StartsWith("cleaning up after "u8) || text.StartsWith("config("u8);
            case (byte)'d':
                return text.StartsWith("dispatching "u8) || text.StartsWith("deny mail from "u8) || text.StartsWith("denysoft mail from "u8) || text.StartsWith("delivery denied ("u8);
            case (byte)'F':
                return text.StartsWith("FATAL PLUGIN ERROR ["u8);
            case (byte)'L':
                return text.StartsWith("Loaded Qpsmtpd::"u8) || text.StartsWith("Listening on "u8) || text.StartsWith("Lost connection to client"u8) || text.StartsWith("Loading "u8) || text.StartsWith("LOGIN authentication "u8);
            case (byte)'P':
                return text.StartsWith("Plugin "u8) || text.StartsWith("PLAIN authentication "u8);
            case (byte)'R':
                return text.StartsWith("Running as user "u8);
            case (byte)'r':
                return text.StartsWith("running plugin ("u8);
            case (byte)'s':
                return text.StartsWith("spooling message to disk"u8) || text.StartsWith("setting _config_cache for "u8) || text.StartsWith("size_threshold set to "u8);
            case (byte)'M':
                return text.StartsWith("Message too big: "u8);
            case (byte)'2' or (byte)'3' or (byte)'4' or (byte)'5':
                return text.Length >= 4 && StampText.IsDigit(text[1]) && StampText.IsDigit(text[2]) && text[3] is (byte)' ' or (byte)'-';
            // From here on, what it says at LOGDEBUG alone.
            case (byte)'a':
                return text.StartsWith("adding auth results header"u8) || text.StartsWith("auth success cleared naughty"u8);
            case (byte)'f':
                return text.StartsWith("full from_parameter: "u8) || text.StartsWith("from email address : ["u8);
            case (byte)'g':
                return text.StartsWith("getting mail from "u8);
            case (byte)'i':
                return text.StartsWith("in config("u8) || text.StartsWith("inclusion of "u8);
            case (byte)'m':
                return text.StartsWith("max_size: "u8);
            case (byte)'t':
                return text.StartsWith("trying to get config for "u8) || text.StartsWith("to email address : ["u8);
            case (byte)'u':
                return text.StartsWith("unlinked "u8);
            case (byte)'D':
                return text.StartsWith("DESTROY called by "u8);
            case (byte)'I':
                return text.StartsWith("Initializing spool_dir"u8);
            default:
                return false;
        }
    }

    /// <summary>Whether a message is one that no other program writes: enough to know qpsmtpd by, whatever its tag. A process id may stand before it.</summary>
    public static bool IsOfCoreAlone(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> command = "dispatching "u8;
        text = text.Slice(ProcessLength(text, out _));
        return text.StartsWith(command) ? SmtpCommandText.Verb(text.Slice(command.Length)).HasValue
            : text.StartsWith("Loaded Qpsmtpd::Plugin::"u8) || text.SequenceEqual("click, disconnecting"u8) || text.StartsWith("FATAL PLUGIN ERROR ["u8);
    }

    /// <summary><c>(hook) plugin: </c>, or <c>plugin plugin: </c>.</summary>
    private static bool IsOfPlugin(ReadOnlySpan<byte> text)
    {
        int start = text.Length > 0 && text[0] == '(' ? 1 : 0, end = start;
        while (end < text.Length && IsOfName(text[end]))
            end++;
        if (end == start || end >= text.Length)
            return false;
        return start == 1 ? text[end] == ')' : text.Slice(end).StartsWith(" plugin: "u8);
    }

    private static bool IsOfName(byte b) => (uint)((b | 0x20) - 'a') <= 25 || StampText.IsDigit(b) || b is (byte)'_' or (byte)'-' or (byte)':' or (byte)'/' or (byte)'.';

    private static void Set(int message, int processId, ref LineHeader header)
    {
        header.ProcessId = processId;
        header.MessageStart = (ushort)message;
        header.Flags |= HeaderFlags.Qpsmtpd;
    }
}
