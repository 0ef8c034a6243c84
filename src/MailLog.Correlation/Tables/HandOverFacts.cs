using System.Buffers.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>What the log says of one station of a mail that the log of the next, or the one before, says, too.</summary>
internal sealed class HandOverFacts
{
    private byte[] _host = [], _client = [], _target = [];

    public MailSystem System { get; private set; }

    /// <summary>When it began, in UTC ticks.</summary>
    public long BeginTicks { get; private set; }

    /// <summary>The envelope sender; null when it is not known.</summary>
    public byte[]? Sender { get; private set; }

    public List<byte[]> Recipients { get; } = [];

    public List<byte[]> MessageIds { get; } = [];

    /// <summary>The process that queued it, of qmail.</summary>
    public int Qp { get; private set; } = -1;

    /// <summary>It began on its host: submitted there, or a notification.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>It was passed on within the host.</summary>
    public bool IsPassedToLoopback => IsLoopback(_target);

    /// <summary>A client on another host handed it in.</summary>
    public bool IsFromElsewhere => new Endpoint(new Utf8Text(_client)).Address is { HasValue: true } address && !IsLoopback(address.Bytes);

    public static HandOverFacts Of(MailNode node)
    {
        var facts = new HandOverFacts();
        foreach (Fact fact in new FactList(node.Mail.Facts.Bytes))
            if (fact.Node == node.Number)
                facts.Read(fact);
        return facts;
    }

    /// <summary>The sender is the other's, up to how that writes it.</summary>
    public bool IsSender(HandOverFacts other) => other.System == MailSystem.Qmail ? LogSafe.IsSame(Sender, other.Sender) : IsCompleted(Sender, other.Sender);

    public bool HasAnyRecipient(HandOverFacts other)
        => Recipients.Exists(own => other.Recipients.Exists(its => other.System == MailSystem.Qmail ? LogSafe.IsRecipient(own, its) : IsCompleted(own, its)));

    public bool HasAnyMessageId(HandOverFacts other) => MessageIds.Exists(own => other.MessageIds.Exists(its => IsLogged(own, its)));

    /// <summary>The other may be what address rewriting has made of the sender: the local part or the domain is the same, or both are in it (SRS).</summary>
    public bool IsRewrittenTo(ReadOnlySpan<byte> other)
    {
        ReadOnlySpan<byte> own = Sender;
        int at = own.LastIndexOf((byte)'@'), otherAt = other.LastIndexOf((byte)'@');
        if (at < 1 || otherAt < 1)
            return false;
        return IsLogged(own.Slice(0, at), other.Slice(0, otherAt)) || IsLogged(own.Slice(at), other.Slice(otherAt))
            || (other.StartsWith("SRS"u8) && other.IndexOf(own.Slice(at + 1)) > 0);
    }

    /// <summary>Both are on one host, as far as the logs name it; one may have it without its domain.</summary>
    public bool IsOnHostOf(HandOverFacts other)
    {
        bool isShorter = _host.Length < other._host.Length;
        ReadOnlySpan<byte> one = isShorter ? _host : other._host, two = isShorter ? other._host : _host;
        return one.IsEmpty || (IsLogged(one, two.Slice(0, one.Length)) && (one.Length == two.Length || two[one.Length] == '.'));
    }

    private void Read(in Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Node:
                System = (MailSystem)fact.Byte(FactField.Program);
                BeginTicks = fact.UtcTicks;
                _host = fact.Text(FactField.Host).ToArray();
                break;
            case FactKind.EnvelopeSender:
                BeginTicks = fact.UtcTicks;
                Sender = fact.Text(FactField.Sender).ToArray();
                break;
            case FactKind.Active:
                Sender = fact.Text(FactField.Sender).ToArray();
                if (Utf8Parser.TryParse(fact.Text(FactField.Qp), out int qp, out _))
                    Qp = qp;
                break;
            case FactKind.Verdict:
                if (!fact.Range(FactField.Sender).IsMissing)
                    Sender ??= fact.Text(FactField.Sender).ToArray();
                break;
            case FactKind.Opened:
                _client = fact.Text(FactField.Client).ToArray();
                break;
            case FactKind.Pickup or FactKind.NotificationOf:
                IsOwn = System != MailSystem.Qmail;
                break;
            case FactKind.MessageId:
                AddTo(MessageIds, fact, FactField.MessageId);
                break;
            case FactKind.AcceptedRecipient or FactKind.AttemptStart or FactKind.Attempt:
                AddTo(Recipients, fact, FactField.Recipient);
                AddTo(Recipients, fact, FactField.Original);
                if (System == MailSystem.Qpsmtpd && !fact.Range(FactField.Relay).IsMissing)
                    _target = fact.Text(FactField.Relay).ToArray();
                break;
        }
    }

    private static void AddTo(List<byte[]> texts, in Fact fact, FactField field)
    {
        if (fact.Range(field) is { IsMissing: false, Length: > 0 })
            texts.Add(fact.Text(field).ToArray());
    }

    private static bool IsLoopback(ReadOnlySpan<byte> host) => host.StartsWith("127."u8) || host.StartsWith("localhost"u8) || host.StartsWith("::1"u8) || host.StartsWith("[::1]"u8);

    /// <summary>Whether Postfix would log the address so: it adds a domain, or the rest of one, where they are missing.</summary>
    private static bool IsCompleted(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> logged)
    {
        if (logged.Length < raw.Length || !IsLogged(raw, logged.Slice(0, raw.Length)))
            return false;
        if (logged.Length == raw.Length)
            return true;
        int at = raw.LastIndexOf((byte)'@');
        return !raw.IsEmpty && (at < 0 ? logged[raw.Length] == '@' : logged[raw.Length] == '.' && raw.Slice(at).IndexOf((byte)'.') < 0);
    }

    /// <summary>Whether Postfix would log the text so: with a question mark for what is not printable, and here without regard to case.</summary>
    private static bool IsLogged(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> logged)
    {
        if (raw.Length != logged.Length)
            return false;
        for (int i = 0; i < raw.Length; i++)
            if (raw[i] != logged[i] && !(logged[i] == '?' && raw[i] is < 32 or > 126) && !((uint)((raw[i] | 0x20) - 'a') <= 25 && (raw[i] ^ 0x20) == logged[i]))
                return false;
        return true;
    }
}
