namespace MailLog.Parsing;

/// <summary>From the words in the daemons' lines to <see cref="DaemonAction"/>.</summary>
internal static class DaemonWords
{
    public static DaemonAction Action(ReadOnlySpan<byte> text)
    {
        foreach ((string name, DaemonAction action) in Words)
            if (Utf8.EqualsAscii(text, name))
                return action;
        return DaemonAction.Other;
    }

    private static readonly (string Word, DaemonAction Action)[] Words =
    [
        ("daemon started", DaemonAction.Started),
        ("starting", DaemonAction.Started),
        ("running", DaemonAction.Started),
        ("reload", DaemonAction.Reloaded),
        ("reload configuration", DaemonAction.Reloaded),
        ("refreshing", DaemonAction.Reloaded),
        ("terminating", DaemonAction.Stopped),
        ("exiting", DaemonAction.Stopped),
        ("qmail-send exiting", DaemonAction.Stopped),
        ("qmail-todo stop processing asap", DaemonAction.Stopping),
        ("master exit time has arrived", DaemonAction.Stopped),
        ("stopping", DaemonAction.Stopping),
        ("aborting", DaemonAction.Stopping),
        ("waiting for", DaemonAction.Stopping),
        ("is running", DaemonAction.Running),
        ("is not running", DaemonAction.NotRunning),
        ("changed -- restarting", DaemonAction.TableChanged),
        ("changed - finishing in the background", DaemonAction.TableChanged),
        ("exit status", DaemonAction.ChildFailed),
        ("killed by signal", DaemonAction.ChildFailed),
        ("stopped by signal", DaemonAction.ChildFailed),
        ("bad command startup", DaemonAction.Throttled),
        ("using backwards-compatible default setting", DaemonAction.Compatibility),
        ("running with", DaemonAction.Compatibility),
        ("using", DaemonAction.Compatibility),
        ("entering", DaemonAction.StressBegan),
        ("leaving", DaemonAction.StressEnded),
    ];
}
