using System.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A dialogue that goes on.</summary>
internal sealed class OpenDialogue(LogLine first, int processId, int maxBytes)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly string _source = first.Source;
    private readonly string? _host = first.Host.HasValue ? first.Host.ToString() : null;
    private readonly List<DialogueLine> _lines = [];
    private MailClient? _client;
    private bool _isGreeted, _isSplit, _isConnected;
    private string? _greetingSource;
    private int _dropped;
    private long _bytes;

    /// <summary>Who refuses, if the next reply does.</summary>
    public PluginBlame Blame { get; } = new();

    /// <summary>Another connection begins. The parent's line and the process' own are of one, and so is a file for the session that was read first.</summary>
    public bool IsOver(LogLine connect) => _isConnected || (_lines.Count > 0 && connect.Source == _source);

    public void Connect(ConnectEvent connect)
    {
        _isConnected |= connect.Line.Form != "qpsmtpd.accepted";
        string? name = connect.Client.Host.HasValue ? connect.Client.Host.ToString() : null;
        _client = new MailClient(name is "" or "unknown" or "Unknown" ? null : name, connect.Client.Address.HasValue ? connect.Client.Address.ToString() : null, null);
    }

    public void Command(SmtpCommandEvent command)
    {
        Blame.Begin();
        Add(command.Line, command.Text, isFromClient: true);
    }

    public void Reply(SmtpReplyEvent reply)
    {
        if (!_isGreeted && reply.Code == 220)
            _greetingSource = reply.Line.Source;
        _isGreeted = true;
        if (Add(reply.Line, reply.Line.Message, isFromClient: false) is not { } line)
            return;
        line.Code = reply.Code;
        line.IsLast = reply.IsLast;
        if (!reply.IsLast || reply.Code < 400)
            return;
        (VerdictSource by, byte[]? plugin, byte[]? hook) = Blame.Of(reply.Text.Bytes);
        line.RefusedBy = by;
        line.Plugin = Text(plugin);
        line.Hook = Text(hook);
    }

    /// <summary>The dialogue; null when nothing was said.</summary>
    public SmtpDialogue? Finish(bool hasEnd)
    {
        if (_lines.Count == 0)
            return null;
        // A file for each session has the beginning, and that of their parent the rest; their times are too coarse to tell.
        List<DialogueLine> lines = _isSplit && _greetingSource is not null ? [.. _lines.OrderBy(l => l.Source == _greetingSource ? 0 : 1)] : _lines;
        return new SmtpDialogue(lines[0].Source, _host, processId, _client, lines, hasEnd && _dropped == 0 && _client is not null, _dropped);
    }

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    private static string Text(Utf8Text text)
    {
        byte[] bytes = text.Bytes.ToArray();
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return new string(Array.ConvertAll(bytes, b => (char)b));
        }
    }

    private DialogueLine? Add(LogLine line, Utf8Text text, bool isFromClient)
    {
        _bytes += text.Bytes.Length + 100;
        if (_bytes > maxBytes)
        {
            _dropped++;
            return null;
        }
        _isSplit |= line.Source != _source;
        DateTimeOffset time = line.Time;
        var said = new DialogueLine(new LogTime(time.UtcTicks, (short)time.Offset.TotalMinutes, (byte)line.FractionDigits), isFromClient, Text(text), line.Source, line.Number, line.Offset);
        _lines.Add(said);
        return said;
    }
}
