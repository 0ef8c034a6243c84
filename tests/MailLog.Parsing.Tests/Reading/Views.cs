using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Looks at every typed view of a line and at every field of it.</summary>
internal static class Views
{
    /// <summary>How many views <see cref="Touch"/> knows; a test compares.</summary>
    public const int Count = 36;

    /// <summary>Reads a log, and looks at all of every line.</summary>
    /// <returns>How many lines there are.</returns>
    public static long TouchAll(byte[] log, MailLogOptions? options = null, bool isAhead = false)
    {
        long lines = 0, sum = 0;
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), options);
        reader.IsAhead = isAhead;
        while (reader.Read())
        {
            lines++;
            sum += Touch(reader.Line) + reader.Line.Number + reader.Line.Offset;
        }
        Assert.NotEqual(0, sum);
        return lines;
    }

    /// <summary>A sum over all, so that nothing can be left out as unused.</summary>
    public static long Touch(LogLine line)
    {
        long sum = Session(line) + Queue(line) + Delivery(line) + Verdict(line) + Filter(line) + Daemon(line) + Notice(line) + Neighbour(line) + Qmail(line);
        if (line.TryGet(out DiagnosticEvent diagnostic))
            sum += diagnostic.Level.Length + diagnostic.QueueId.Length + diagnostic.Text.Length + diagnostic.Service.Length + diagnostic.Table.Length + diagnostic.Reason.Length;
        foreach (LogField field in line.Fields)
            sum += field.Name.Length + (int)field.Kind + field.Value.Length;
        return sum + (int)line.Kind + line.Form.Length + line.Time.Ticks + line.Host.Length + line.Program.Length + line.Component.Length
            + line.ProcessId + line.Message.Length + line.Bytes.Length + line.Source.Length + (line.IsAmbiguous ? 1 : 0) + (line.IsCut ? 1 : 0);
    }

    private static long Session(LogLine line)
    {
        long sum = 0;
        if (line.TryGet(out ConnectEvent connect))
            sum += Sum(connect.Client) + Sum(connect.Server);
        if (line.TryGet(out DisconnectEvent disconnect))
            sum += Sum(disconnect.Client) + disconnect.Commands.Length + disconnect.Count("rcpt"u8).Total + disconnect.Count("commands"u8).Succeeded
                + disconnect.User.Length + disconnect.Reason.Length + disconnect.SessionId.Length + (disconnect.ExitStatus ?? 0);
        if (line.TryGet(out SessionAbortedEvent aborted))
            sum += aborted.QueueId.Length + Sum(aborted.Client) + aborted.Reason.Length + aborted.Stage.Length + (aborted.Size ?? 0);
        if (line.TryGet(out ClientEvent client))
            sum += client.QueueId.Length + Sum(client.Client) + Sum(client.OriginalClient) + client.OriginalQueueId.Length + client.SaslMethod.Length
                + client.SaslUsername.Length + client.SaslSender.Length + (client.QueuePid ?? 0) + (client.RecipientCount ?? 0);
        if (line.TryGet(out TlsEvent tls))
            sum += Sum(tls.Peer) + tls.Trust.Length + (tls.IsIncoming ? 1 : 0) + tls.Protocol.Length + tls.Cipher.Length + (tls.Bits ?? 0) + tls.Details.Length
                + tls.ServerName.Length + tls.KeyExchange.Length + tls.KeyExchangeGroup.Length + tls.ServerSignature.Length + tls.ServerKey.Length + tls.ServerDigest.Length
                + tls.ClientSignature.Length + tls.ClientKey.Length + tls.ClientDigest.Length + (tls.IsReused ? 1 : 0);
        return sum;
    }

    private static long Queue(LogLine line)
    {
        long sum = 0;
        if (line.TryGet(out PickupEvent pickup))
            sum += pickup.QueueId.Length + (pickup.UserId ?? 0) + pickup.Sender.Length + pickup.OriginalQueueId.Length;
        if (line.TryGet(out MessageIdEvent message))
            sum += message.QueueId.Length + message.MessageId.Length + (message.IsResent ? 1 : 0);
        if (line.TryGet(out QueueActiveEvent active))
            sum += active.QueueId.Length + active.Sender.Length + (active.Size ?? 0) + (active.RecipientCount ?? 0) + (active.QueuePid ?? 0) + (active.UserId ?? 0);
        if (line.TryGet(out QueueFileEvent file))
            sum += file.QueueId.Length + (int)file.Action + file.Reason.Length + file.Sender.Length;
        if (line.TryGet(out NotificationEvent notification))
            sum += notification.QueueId.Length + notification.Notification.Length + (int)notification.Notice + (notification.IsForPostmaster ? 1 : 0) + (notification.QueuePid ?? 0);
        return sum;
    }

    private static long Delivery(LogLine line)
    {
        long sum = 0;
        if (line.TryGet(out DeliveryEvent delivery))
            sum += delivery.QueueId.Length + delivery.Recipient.Length + delivery.Original.Length + Sum(delivery.Relay) + (delivery.ConnectionUse ?? 0)
                + (long)(delivery.Delay ?? 0) + delivery.Delays.Length + delivery.Tls.Length + delivery.Dsn.Class + (int)delivery.Status + delivery.Response.Length
                + delivery.Reply.Code + delivery.Reply.Status.Detail + delivery.Reply.Text.Length + delivery.QueuedAs.Length + delivery.ForwardedAs.Length
                + delivery.FilterId.Length + Sum(delivery.Reason);
        if (line.TryGet(out DeliveryTroubleEvent trouble))
            sum += trouble.QueueId.Length + Sum(trouble.Relay) + trouble.Response.Length + Sum(trouble.Reason);
        return sum;
    }

    private static long Verdict(LogLine line)
    {
        if (!line.TryGet(out VerdictEvent verdict))
            return 0;
        return verdict.QueueId.Length + (int)verdict.Action + (int)verdict.By + verdict.Stage.Length + verdict.Part.Length + verdict.Content.Length
            + Sum(verdict.Client) + verdict.Code + verdict.Dsn.Class + verdict.Text.Length + verdict.Sender.Length + verdict.Recipient.Length
            + verdict.Protocol.Length + verdict.Helo.Length + verdict.QueuedAs.Length + verdict.FilterId.Length + verdict.Component.Length + verdict.Service.Length
            + (int)verdict.Restriction + verdict.Hooks.Length + (int)verdict.Confidence + verdict.BlockListing.List.Length + verdict.BlockListing.Reason.Length;
    }

    private static long Filter(LogLine line)
    {
        long sum = 0;
        if (line.TryGet(out FilterStartEvent start))
            sum += start.FilterId.Length + start.MessageId.Length + start.Sender.Length + start.Recipient.Length + start.User.Length;
        if (line.TryGet(out FilterActionEvent action))
            sum += action.FilterId.Length + action.Recipient.Length + action.QueueId.Length + (int)action.Action + action.Quarantine.Length
                + action.QuarantineId.Length + action.Rule.Length + action.Target.Length
                + action.QueuedAs.Length + action.Sender.Length + action.MessageId.Length + action.MailId.Length + action.Category.Length + action.Content.Length + action.Details.Length
                + action.QuarantineName.Length + (long)(action.Score ?? 0) + (action.Size ?? 0) + action.ClientAddress.Length + action.Signatures.Length + action.NewSignatures.Length + action.Domain.Length + action.Selector.Length;
        if (line.TryGet(out FilterResultEvent result))
            sum += result.FilterId.Length + (long)(result.Score ?? 0) + (long)(result.Threshold ?? 0) + result.Hits.Length + result.Virus.Length
                + result.Scanner.Length + result.Subject.Length + result.Text.Length
                + result.QueueId.Length + result.MessageId.Length + (result.IsSpam == true ? 1 : 0) + result.Action.Length + result.User.Length + result.ClientAddress.Length + (result.Size ?? 0);
        if (line.TryGet(out FilterDoneEvent done))
            sum += done.FilterId.Length + (long)(done.Seconds ?? 0);
        if (line.TryGet(out PolicyEvent policy))
            sum += policy.Action.Length + policy.Text.Length + policy.QueueId.Length + policy.Reason.Length + policy.Code + policy.ClientName.Length
                + policy.ClientAddress.Length + policy.Helo.Length + policy.Sender.Length + policy.Recipient.Length + (long)(policy.Delay ?? 0);
        return sum;
    }

    private static long Neighbour(LogLine line)
    {
        long sum = 0;
        if (line.TryGet(out CheckEvent check))
            sum += (int)check.Method + (int)check.Result + check.ResultText.Length + check.QueueId.Length + check.Domain.Length + check.Selector.Length + check.Identity.Length
                + check.ClientAddress.Length + check.Helo.Length + check.Sender.Length + check.Recipient.Length + check.Text.Length;
        if (line.TryGet(out MailboxEvent mailbox))
            sum += (int)mailbox.Action + mailbox.User.Length + mailbox.MessageId.Length + mailbox.Mailbox.Length + mailbox.Target.Length + mailbox.Reason.Length
                + mailbox.Service.Length + mailbox.SessionId.Length + (mailbox.WorkerId ?? 0);
        if (line.TryGet(out LoginEvent login))
            sum += (login.IsSuccess ? 1 : 0) + login.User.Length + login.Method.Length + login.ClientAddress.Length + login.ServerAddress.Length + (login.IsTls ? 1 : 0)
                + login.Tls.Length + (login.Attempts ?? 0) + login.Reason.Length + login.Service.Length + login.SessionId.Length + (login.MailProcessId ?? 0);
        return sum;
    }

    private static long Qmail(LogLine line)
    {
        long sum = 0;
        if (line.TryGet(out DeliveryStartEvent start))
            sum += start.Number + start.QueueId.Length + start.Recipient.Length + (start.IsLocal ? 1 : 0);
        if (line.TryGet(out SmtpCommandEvent command))
            sum += command.Command.Length + Sum(command.Client) + command.Helo.Length + command.Sender.Length + command.Recipient.Length
                + command.Text.Length + command.Mechanism.Length + command.User.Length;
        if (line.TryGet(out SmtpReplyEvent reply))
            sum += reply.Code + reply.Text.Length + (reply.IsLast ? 1 : 0) + reply.Reply.Status.Class;
        if (line.TryGet(out HandoffEvent handoff))
            sum += handoff.QueueId.Length + (handoff.QueuePid ?? 0) + handoff.MessageId.Length + handoff.Target.Length + handoff.Path.Length + (handoff.IsTaken ? 1 : 0);
        if (line.TryGet(out PluginEvent plugin))
            sum += plugin.Hook.Length + plugin.Plugin.Length + plugin.Result.Length + plugin.ReturnCode.Length + plugin.Detail.Length + (plugin.IsTolerated ? 1 : 0);
        if (line.TryGet(out DialogueEvent dialogue))
            sum += (dialogue.IsFromClient ? 1 : 0) + dialogue.Text.Length + (dialogue.GoesOn ? 1 : 0);
        if (line.TryGet(out QmailSmtpdEvent decision))
            sum += (int)decision.Action + decision.ActionText.Length + (int)decision.Type + decision.TypeText.Length + (int)decision.Condition + decision.ConditionText.Length
                + decision.Protocol.Length + (decision.IsTls ? 1 : 0) + (decision.HasTriedLogin ? 1 : 0) + (decision.IsSenderChecked ? 1 : 0) + (decision.IsUtf8 ? 1 : 0)
                + (decision.IsPop3 ? 1 : 0) + Sum(decision.Client) + decision.Helo.Length + decision.Sender.Length + decision.Recipient.Length + decision.Envelope.Length
                + decision.User.Length + decision.Information.Length + (decision.IsTorn ? 1 : 0);
        if (line.TryGet(out DeliveryEvent delivery))
            sum += (delivery.Number ?? 0) + delivery.Report.Peer.Length + (delivery.Report.Mailboxes ?? 0) + (delivery.Report.Forwards ?? 0) + (delivery.Report.Programs ?? 0)
                + (delivery.Report.QueuePid ?? 0) + delivery.Report.Status.Class + delivery.Report.QueuedAs.Length + (delivery.Report.IsExpired ? 1 : 0) + delivery.Report.Text.Length;
        return sum;
    }

    private static long Daemon(LogLine line)
    {
        long sum = 0;
        if (line.TryGet(out DaemonEvent daemon))
            sum += (int)daemon.Action + daemon.ActionText.Length + daemon.Version.Length + daemon.Configuration.Length + daemon.Table.Length + (daemon.Signal ?? 0)
                + (daemon.ExitStatus ?? 0) + daemon.Command.Length + (daemon.ProcessId ?? 0) + daemon.Setting.Length + daemon.Value.Length + daemon.Text.Length;
        if (line.TryGet(out StatisticsEvent statistics))
            sum += statistics.Metric.Length + (statistics.Count ?? 0) + (long)(statistics.Seconds ?? 0) + statistics.Service.Length + statistics.Address.Length
                + statistics.When.Length + statistics.Table.Length + (statistics.HitCount ?? 0) + (statistics.MissCount ?? 0) + (statistics.Retained ?? 0)
                + (statistics.Dropped ?? 0) + (statistics.Domains ?? 0) + (statistics.Addresses ?? 0) + (statistics.Connections ?? 0)
                + (statistics.Limit ?? 0) + (statistics.LocalDeliveries?.Running ?? 0) + (statistics.RemoteDeliveries?.Limit ?? 0);
        if (line.TryGet(out LimitEvent limit))
            sum += limit.Limit.Length + (limit.Count ?? 0) + Sum(limit.Client) + limit.Service.Length;
        return sum;
    }

    private static long Notice(LogLine line)
    {
        long sum = 0;
        if (line.TryGet(out AuthenticationEvent authentication))
            sum += Sum(authentication.Client) + authentication.SaslMethod.Length + authentication.SaslUsername.Length + authentication.Reason.Length + (authentication.IsAborted ? 1 : 0);
        if (line.TryGet(out ScreeningEvent screening))
            sum += (int)screening.Action + screening.ActionText.Length + Sum(screening.Client) + Sum(screening.Server) + screening.Address.Length + screening.List.Length
                + screening.Reply.Length + (screening.Rank ?? 0) + (screening.Bytes ?? 0) + (long)(screening.Seconds ?? 0) + screening.Phase.Length
                + screening.Command.Length + screening.Text.Length;
        if (line.TryGet(out TlsNoticeEvent tls))
            sum += tls.QueueId.Length + (int)tls.Notice + Sum(tls.Peer) + tls.Topic.Length + tls.Reason.Length + tls.Status.Length + tls.Domain.Length + tls.FailureType.Length
                + tls.Subject.Length + tls.Issuer.Length + tls.Fingerprint.Length + tls.Text.Length;
        if (line.TryGet(out SessionNoticeEvent session))
            sum += session.QueueId.Length + Sum(session.Peer) + session.Topic.Length + session.Stage.Length + session.Command.Length + session.Text.Length
                + session.Host.Length + session.Address.Length + session.Reason.Length;
        return sum;
    }

    private static long Sum(DeliveryReason reason) => (int)reason.Kind + Sum(reason.Peer) + reason.Command.Length + reason.During.Length + reason.Reply.Code + reason.Name.Length
        + reason.RecordType.Length + reason.Text.Length + reason.BlockListing.List.Length + (reason.IsSuspended ? 1 : 0);

    private static long Sum(Endpoint endpoint) => endpoint.Text.Length + endpoint.Host.Length + endpoint.Address.Length + (endpoint.Port ?? 0);
}
