namespace MailLog.Parsing;

/// <summary>Takes a delivery's response apart, by templates from its start.</summary>
internal static class DeliveryReasonParser
{
    public static DeliveryReason Parse(Utf8Text response)
    {
        if (response.IsEmpty)
            return default;
        ReadOnlySpan<byte> text = response.Bytes;
        bool isSuspended = Skip(ref text, "delivery temporarily suspended: "u8);
        if (SmtpReply.TryParse(text, out SmtpReply reply))
            return new DeliveryReason(reply.Code < 400 ? DeliveryReasonKind.Accepted : DeliveryReasonKind.Refused, reply.Text) { Reply = reply, IsSuspended = isSuspended };
        if (Skip(ref text, "host "u8))
            return Host(text, isSuspended, response);
        if (Skip(ref text, "connect to "u8))
            return Connect(text, isSuspended, response);
        if (Skip(ref text, "lost connection with "u8))
            return While(DeliveryReasonKind.ConnectionLost, text, " while "u8, isSuspended, response);
        if (Skip(ref text, "conversation with "u8))
            return While(DeliveryReasonKind.ConversationTimedOut, text, " timed out while "u8, isSuspended, response);
        if (Skip(ref text, "Host or domain name not found. "u8))
            return NameService(text, isSuspended);
        return Fixed(text, isSuspended);
    }

    /// <summary><c>host H said: REPLY (in reply to C command)</c>, <c>host H refused to talk to me: REPLY</c>.</summary>
    private static DeliveryReason Host(ReadOnlySpan<byte> text, bool isSuspended, Utf8Text whole)
    {
        ReadOnlySpan<byte> rest = Word(text, out Endpoint peer);
        var kind = DeliveryReasonKind.Refused;
        Utf8Text command = default;
        if (Skip(ref rest, " said: "u8))
        {
            ReadOnlySpan<byte> mark = " (in reply to "u8;
            int at = rest.LastIndexOf(mark);
            if (at >= 0 && rest[rest.Length - 1] == ')')
            {
                ReadOnlySpan<byte> name = rest.Slice(at + mark.Length, rest.Length - at - mark.Length - 1);
                command = new Utf8Text(name.EndsWith(" command"u8) ? name.Slice(0, name.Length - 8) : name);
                rest = rest.Slice(0, at);
            }
        }
        else if (Skip(ref rest, " refused to talk to me: "u8))
        {
            kind = DeliveryReasonKind.RefusedToTalk;
        }
        else
        {
            return new DeliveryReason(DeliveryReasonKind.Other, whole) { IsSuspended = isSuspended };
        }
        bool hasReply = SmtpReply.TryParse(rest, out SmtpReply reply);
        return new DeliveryReason(kind, hasReply ? reply.Text : new Utf8Text(rest)) { IsSuspended = isSuspended, Peer = peer, Command = command, Reply = reply };
    }

    /// <summary><c>connect to H: ERROR</c>; before 2.4 with <c> (port 25)</c> behind.</summary>
    private static DeliveryReason Connect(ReadOnlySpan<byte> text, bool isSuspended, Utf8Text whole)
    {
        // A socket's path may have blanks, an address may have colons: the place behind the bracket decides.
        int colon = text.IndexOf(": "u8);
        if (colon < 0)
            return new DeliveryReason(DeliveryReasonKind.Other, whole) { IsSuspended = isSuspended };
        ReadOnlySpan<byte> error = text.Slice(colon + 2);
        return new DeliveryReason(ConnectError(error), new Utf8Text(error)) { IsSuspended = isSuspended, Peer = new Endpoint(new Utf8Text(text.Slice(0, colon))) };
    }

    /// <summary>The words of the operating system for <c>errno</c>.</summary>
    public static DeliveryReasonKind ConnectError(ReadOnlySpan<byte> error)
    {
        if (error.StartsWith("Connection refused"u8))
            return DeliveryReasonKind.ConnectionRefused;
        if (error.StartsWith("Connection timed out"u8) || error.StartsWith("Operation timed out"u8))
            return DeliveryReasonKind.ConnectionTimedOut;
        if (error.StartsWith("No route to host"u8) || error.StartsWith("Host is down"u8) || error.StartsWith("Host is unreachable"u8))
            return DeliveryReasonKind.NoRoute;
        return error.StartsWith("Network is unreachable"u8) || error.StartsWith("Network is down"u8) ? DeliveryReasonKind.NetworkUnreachable : DeliveryReasonKind.ConnectionFailed;
    }

    private static DeliveryReason While(DeliveryReasonKind kind, ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal, bool isSuspended, Utf8Text whole)
    {
        int at = text.IndexOf(literal);
        if (at < 0)
            return new DeliveryReason(DeliveryReasonKind.Other, whole) { IsSuspended = isSuspended };
        var during = new Utf8Text(text.Slice(at + literal.Length));
        return new DeliveryReason(kind, during) { IsSuspended = isSuspended, Peer = new Endpoint(new Utf8Text(text.Slice(0, at))), During = during };
    }

    /// <summary><c>Name service error for name=N type=T: ERROR</c>.</summary>
    private static DeliveryReason NameService(ReadOnlySpan<byte> text, bool isSuspended)
    {
        ReadOnlySpan<byte> rest = text;
        int type = rest.IndexOf(" type="u8);
        if (!rest.StartsWith("Name service error for name="u8) || type < 28)
            return new DeliveryReason(DeliveryReasonKind.HostNotFound, new Utf8Text(text)) { IsSuspended = isSuspended };
        var name = new Utf8Text(rest.Slice(28, type - 28));
        rest = rest.Slice(type + 6);
        int colon = rest.IndexOf(": "u8);
        ReadOnlySpan<byte> error = colon < 0 ? default : rest.Slice(colon + 2);
        var record = new Utf8Text(colon < 0 ? rest : rest.Slice(0, colon));
        bool isFinal = error.SequenceEqual("Host not found"u8) || error.StartsWith("Host found but no data record"u8);
        return new DeliveryReason(isFinal ? DeliveryReasonKind.HostNotFound : DeliveryReasonKind.NameServiceError, new Utf8Text(error))
        {
            IsSuspended = isSuspended,
            Name = name,
            RecordType = record,
        };
    }

    /// <summary>Templates that are a start, perhaps a name, and an end.</summary>
    private static DeliveryReason Fixed(ReadOnlySpan<byte> text, bool isSuspended)
    {
        foreach (DeliveryReasonTemplate template in DeliveryReasonTemplate.All)
        {
            if (!template.TryMatch(text, out Utf8Text name))
                continue;
            return new DeliveryReason(template.Kind, new Utf8Text(text))
            {
                IsSuspended = isSuspended,
                Name = template.IsPeer ? default : name,
                Peer = template.IsPeer ? new Endpoint(name) : default,
            };
        }
        return new DeliveryReason(DeliveryReasonKind.Other, new Utf8Text(text)) { IsSuspended = isSuspended };
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> text, out Endpoint word)
    {
        int blank = text.IndexOf((byte)' ');
        if (blank < 0)
            blank = text.Length;
        word = new Endpoint(new Utf8Text(text.Slice(0, blank)));
        return text.Slice(blank);
    }

    private static bool Skip(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        if (!text.StartsWith(start))
            return false;
        text = text.Slice(start.Length);
        return true;
    }
}
