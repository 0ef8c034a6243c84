using MailLog.Parsing;

namespace MailLog.Correlation;

// What the replies make of a session: transactions, refusals, mails.
internal sealed partial class QpsmtpdAssembler
{
    private void Reply(in LineContext context, QpsmtpdSession session, SmtpReplyEvent reply)
    {
        bool isRefusal = reply.Code >= 400;
        if (session.IsInData)
        {
            session.IsInData = false;
            if (isRefusal)
                Refuse(context, session, reply, "END-OF-MESSAGE"u8);
            else
                Take(context, session);
            EndTransaction(session, isRefused: isRefusal);
            return;
        }
        if (reply.Code == 354)
        {
            session.IsInData = true;
            return;
        }
        AcceptByReply(session, reply);
        ReadOnlySpan<byte> command = session.Command ?? [.. "CONNECT"u8];
        bool isMail = command.SequenceEqual("MAIL"u8);
        // qpsmtpd begins anew with every MAIL, also one that it refuses then.
        if ((isMail || (command.SequenceEqual("RSET"u8) && !isRefusal)) && session.IsBegun)
            EndTransaction(session);
        if (isMail)
            BeginTransaction(context, session, !isRefusal);
        if (isRefusal)
        {
            Refuse(context, session, reply, command.IsEmpty ? "UNKNOWN"u8 : command);
            if (command.SequenceEqual("DATA"u8) && session.IsBegun && reply.Code != 503)
                EndTransaction(session, isRefused: true);
        }
        else if (command.SequenceEqual("RCPT"u8) && session.Address is { } recipient && session.IsBegun)
        {
            session.Recipients.Add(recipient);
            MailNode node = Node(context, session);
            mails.Attach(context, node, keepsLine: false)?.Begin(FactKind.AcceptedRecipient, node.Number, context).Add(FactField.Recipient, recipient).End();
        }
    }

    /// <summary>These replies name the command that they accept (<c>SMTP.pm</c>): it may be in another file, or out of order.</summary>
    private static void AcceptByReply(QpsmtpdSession session, SmtpReplyEvent reply)
    {
        ReadOnlySpan<byte> text = reply.Text.Bytes;
        int end = text.LastIndexOf(">, "u8);
        if (reply.Code != 250 || end < 1 || text[0] != '<')
            return;
        ReadOnlySpan<byte> rest = text.Slice(end + 3);
        if (rest.StartsWith("sender OK"u8))
            session.Command = [.. "MAIL"u8];
        else if (rest.SequenceEqual("recipient ok"u8))
            session.Command = [.. "RCPT"u8];
        else
            return;
        if (session.Address is null || session.Address.Length != end - 1)
            session.Address = text.Slice(1, end - 1).ToArray();
    }

    /// <summary>The session's mail: of the transaction, or of the refusals before there is one.</summary>
    private MailNode Node(in LineContext context, QpsmtpdSession session)
    {
        if (session.Transaction is { Mail.IsGone: false } known)
            return known;
        MailNode node = mails.Add(context, NodeKind.Transaction, default);
        node.Mail.Facts.Append(session.Facts, 0);
        Remember(session, node);
        mails.Attach(context, node, keepsLine: false)?.Begin(FactKind.Seen, 0, context).End();
        session.BeginTicks = context.UtcTicks;
        return session.Transaction = node;
    }

    /// <summary>A sender was named. What was refused before belongs to the same mail if nobody, or the same sender, was.</summary>
    private void BeginTransaction(in LineContext context, QpsmtpdSession session, bool isAccepted)
    {
        if (session.Sender is not null && !session.Sender.AsSpan().SequenceEqual(session.Address))
            EndTransaction(session);
        session.Sender = session.Address ?? [];
        session.IsBegun = isAccepted;
        if (!isAccepted)
            return;
        MailNode node = Node(context, session);
        session.BeginTicks = context.UtcTicks;
        mails.Attach(context, node, keepsLine: false)?.Begin(FactKind.Greeting, node.Number, context).Add(FactField.Helo, session.Helo ?? []).End();
        node.Mail.Facts.Begin(FactKind.EnvelopeSender, node.Number, context).Add(FactField.Sender, session.Sender).End();
    }

    private void Refuse(in LineContext context, QpsmtpdSession session, SmtpReplyEvent reply, ReadOnlySpan<byte> stage)
    {
        (VerdictSource by, byte[]? plugin, byte[]? hook) = session.Blame.Of(reply.Text.Bytes);
        // That a command is unknown or out of order says nothing about a mail, nor does a login; that the server itself refuses a message does.
        if (stage.SequenceEqual("AUTH"u8) || (by == VerdictSource.Smtpd && reply.Code is >= 500 and <= 504))
            return;
        MailNode node = Node(context, session);
        node.IsRefused = true;
        Journal? facts = mails.Attach(context, node, keepsLine: false)?.Begin(FactKind.Verdict, node.Number, context)
            .AddByte(FactField.Action, (byte)(reply.Code < 500 ? VerdictAction.Defer : VerdictAction.Reject)).AddByte(FactField.By, (byte)by)
            .Add(FactField.Component, "qpsmtpd"u8).Add(FactField.Service, "qpsmtpd"u8).Add(FactField.Stage, stage).Add(FactField.Text, reply.Text).Add(FactField.Code, reply.Code);
        Add(facts, FactField.Sender, session.Sender);
        Add(facts, FactField.Recipient, stage.SequenceEqual("RCPT"u8) ? session.Address : null);
        Add(facts, FactField.Helo, session.Helo);
        Add(facts, FactField.Plugin, plugin);
        Add(facts, FactField.Hook, hook);
        facts?.End();
        if (facts is not null && streams.Verdicts.HasObservers)
            streams.PushVerdict(facts);
    }

    private static void Add(Journal? facts, FactField field, byte[]? text)
    {
        if (text is not null)
            facts?.Add(field, text);
    }

    /// <summary>The message is taken over: delivered, as far as qpsmtpd goes.</summary>
    private void Take(in LineContext context, QpsmtpdSession session)
    {
        MailNode node = Node(context, session);
        foreach (byte[] recipient in session.Recipients)
        {
            Journal? facts = mails.Attach(context, node, keepsLine: false)?.Begin(FactKind.Attempt, node.Number, context).AddByte(FactField.Status, (byte)DeliveryStatus.Sent)
                .Add(FactField.Recipient, recipient).Add(FactField.Response, context.Line.Message);
            Add(facts, FactField.Relay, session.Target);
            facts?.End();
        }
        node.HasStart = true;
        bool isNamed = context.Line.TryGet(out HandoffEvent handoff);
        if (isNamed && !handoff.MessageId.IsEmpty)
            node.Mail.Facts.Begin(FactKind.MessageId, node.Number, context).Add(FactField.MessageId, AsLogged(handoff)).End();
        if (isNamed)
            _next.Find(context, node, handoff);
        else
            mails.End(node);
        session.Transaction = null;
    }

    /// <summary>The message id with the angle brackets that it had.</summary>
    private static byte[] AsLogged(HandoffEvent handoff)
        => handoff.Line.Form.EndsWith(".bare", StringComparison.Ordinal) ? handoff.MessageId.Bytes.ToArray() : [(byte)'<', .. handoff.MessageId.Bytes, (byte)'>'];

    /// <summary>What there was is over. A transaction that came to nothing is a mail only if somebody was refused or accepted in it.</summary>
    private void EndTransaction(QpsmtpdSession session, bool isRefused = false)
    {
        if (session.Transaction is { Mail.IsGone: false } node)
        {
            bool isGivenUp = session.Recipients.Count > 0 && !isRefused;
            if (isGivenUp)
                MailTables.NoteDropped(node);
            if (isGivenUp || node.IsRefused || isRefused)
                mails.End(node);
            else
                mails.Forget(node);
        }
        (session.Transaction, session.Sender, session.Target, session.IsBegun, session.IsInData) = (null, null, null, false, false);
        session.Recipients.Clear();
    }
}
