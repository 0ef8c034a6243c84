using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// Which plugin of qpsmtpd is behind a refusal: the one that failed last since the client's last command. The log says it outright only at its debug level
/// (<c>returned DENY</c>); else that is a rule, which the sources and measured runs bear out.
/// </summary>
internal sealed class PluginBlame
{
    private byte[]? _plugin, _hook;
    private bool _isExact, _saysExactly;

    /// <summary>The client has sent a command: what failed before is over.</summary>
    public void Begin()
    {
        (_plugin, _hook) = (null, null);
        _isExact = false;
    }

    /// <summary>A line of the process, whatever it says.</summary>
    public void Note(LogLine line)
    {
        if (line.TryGet(out PluginEvent plugin))
            Found(plugin);
        else if (line.Kind == EventKind.Diagnostic && !_saysExactly && line.TryGetField("plugin", out Utf8Text name) && name == "naughty"u8
            && line.TryGet(out DiagnosticEvent diagnostic) && diagnostic.Text.Bytes.StartsWith("disconnecting"u8))
            (_plugin, _hook) = ([.. "naughty"u8], line.TryGetField("hook", out Utf8Text hook) ? hook.Bytes.ToArray() : null);
    }

    /// <summary>A reply refuses: who is behind it.</summary>
    public (VerdictSource By, byte[]? Plugin, byte[]? Hook) Of(ReadOnlySpan<byte> reply)
    {
        if (_isExact)
            return (VerdictSource.Plugin, _plugin, _hook);
        if (QpsmtpdReplies.IsOfServer(reply))
            return (VerdictSource.Smtpd, null, null);
        if (_plugin is null && QpsmtpdReplies.TryFindPlugin(reply, out byte[]? plugin, out byte[]? hook))
            return (VerdictSource.Plugin, plugin, hook);
        return (VerdictSource.Plugin, _plugin, _hook);
    }

    public void Save(StateWriter writer)
    {
        writer.WriteOptional(_plugin);
        writer.WriteOptional(_hook);
        writer.Write(_isExact);
        writer.Write(_saysExactly);
    }

    public void Load(StateReader reader)
    {
        _plugin = reader.ReadOptional();
        _hook = reader.ReadOptional();
        _isExact = reader.ReadBoolean();
        _saysExactly = reader.ReadBoolean();
    }

    private static byte[]? Name(string? name) => name is null ? null : System.Text.Encoding.UTF8.GetBytes(name);

    private void Found(PluginEvent plugin)
    {
        bool isDenied = plugin.ReturnCode.Bytes.StartsWith("DENY"u8);
        // Where the log tells what plugins return, one that fails and returns nothing has not refused.
        _saysExactly |= plugin.ReturnCode.HasValue;
        if (!isDenied && (_saysExactly || plugin.Result != "fail"u8 || plugin.IsTolerated))
            return;
        // Another plugin refuses for it, at a later command (naughty).
        if (plugin.Detail.Bytes.StartsWith("NAUGHTY"u8))
            return;
        (_plugin, _hook) = (Name(plugin.PluginName), plugin.Hook.HasValue ? plugin.Hook.Bytes.ToArray() : null);
        _isExact = isDenied;
    }
}
