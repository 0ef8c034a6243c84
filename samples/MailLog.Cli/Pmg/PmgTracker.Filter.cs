using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Filter runs: pmg-smtp-filter.</summary>
internal sealed partial class PmgTracker
{
    private void AddFilter(LogLine line)
    {
        ReadOnlySpan<byte> id = line.FilterId;
        if (id.IsEmpty || !line.Message.Bytes.StartsWith(id))
            return;
        PmgFilterRun? run = _filterRuns.Find(_host, id);
        if (run is null)
            _filterRuns.Add(run = new PmgFilterRun(_host, id), run.Id);
        Attach(run, line);
        if (line.Kind == EventKind.FilterDone)
            run.IsFinished = true;
        else if (line.TryGet(out FilterActionEvent action))
            AddAction(run, action);
    }

    private void AddAction(PmgFilterRun run, FilterActionEvent action)
    {
        switch (action.Action)
        {
            case FilterAction.Accept:
                ReadOnlySpan<byte> queueId = action.QueueId.HasValue ? action.QueueId : action.QueueIdStart;
                AddRow(run, action, queueId, (byte)'A');
                run.IsAccepted = true;
                // Passed on before the queue, unless lmtp names the run later.
                if (_queueFiles.Find(_host, queueId) is { IsFiltered: false } file)
                {
                    file.IsFromFilter = true;
                    file.Filter = run;
                    run.QueueFile = file;
                }
                break;
            case FilterAction.Quarantine or FilterAction.QuarantineCopy:
                AddRow(run, action, action.QuarantineId, (byte)'Q');
                break;
            case FilterAction.Block:
                AddRow(run, action, "none"u8, (byte)'B');
                break;
        }
    }

    private void AddRow(PmgFilterRun run, FilterActionEvent action, ReadOnlySpan<byte> relay, byte status) =>
        run.Add(new PmgRow { To = run.Keep(action.Recipient), Relay = run.Keep(relay), Time = _time, Status = status });
}
