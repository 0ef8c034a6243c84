namespace MailLog.Parsing;

/// <summary>What a plugin of qpsmtpd found or decided. Such a line is a <see cref="VerdictEvent"/> as well.</summary>
/// <remarks>Source: qpsmtpd <c>Plugin.pm</c>, <c>docs/logging</c>, <c>Qpsmtpd.pm</c>. Only some carriers keep the hook and the plugin.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct PluginEvent
{
    internal PluginEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The hook it ran in: <c>connect</c>, <c>helo</c>, <c>mail</c>, <c>rcpt</c>, <c>data_post</c>, <c>queue</c>…; missing where the carrier loses it.</summary>
    public Utf8Text Hook => Line.Text(Field.Hook);

    /// <summary>The plugin as logged, escaped (<c>queue::smtp_2dforward</c>); missing where the carrier loses it. <see cref="PluginName"/> is the name of its file.</summary>
    public Utf8Text Plugin => Line.Text(Field.Plugin);

    /// <summary>The plugin's name as in its configuration (<c>queue/smtp-forward</c>), old names as they are now; a new string. Null where the carrier loses it.</summary>
    public string? PluginName => Plugin.HasValue ? QpsmtpdPlugins.NameOf(Plugin.Bytes) : null;

    /// <summary><c>pass</c>, <c>fail</c>, <c>skip</c>, <c>error</c> or <c>info</c>; missing where the exact code is logged.</summary>
    public Utf8Text Result => Line.Text(Field.Result);

    /// <summary>The exact code, <c>DENY</c>, <c>DENYSOFT</c>, <c>OK</c>, <c>DECLINED</c>…; missing below LOGDEBUG.</summary>
    public Utf8Text ReturnCode => Line.Text(Field.ReturnCode);

    /// <summary>What it says about it.</summary>
    public Utf8Text Detail => Line.Text(Field.Text);

    /// <summary>It failed, but was told to let that pass: <c>fail, tolerated</c>.</summary>
    public bool IsTolerated => Detail.Bytes.StartsWith("tolerated"u8);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as what a plugin found.</summary>
    /// <param name="plugin">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of a plugin of qpsmtpd.</returns>
    public bool TryGet(out PluginEvent plugin)
    {
        plugin = new PluginEvent(this);
        return Kind == EventKind.Verdict && System == MailSystem.Qpsmtpd && (Text(Field.Result).HasValue || Text(Field.ReturnCode).HasValue);
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as what a plugin found, see <see cref="LogLine.TryGet(out PluginEvent)"/>.</summary>
    /// <param name="plugin">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of a plugin of qpsmtpd.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out PluginEvent plugin) => Line.TryGet(out plugin);
}
