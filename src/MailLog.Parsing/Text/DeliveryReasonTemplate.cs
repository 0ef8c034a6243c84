using System.Text;

namespace MailLog.Parsing;

/// <summary>A text of Postfix' own for why a mail was delivered or not: how it starts, and what stands behind the name in it, if there is one.</summary>
/// <param name="kind">What it says.</param>
/// <param name="start">How the text starts.</param>
/// <param name="end">Null: there is no name. Else the name reaches to here; empty: to the end of the text.</param>
internal sealed class DeliveryReasonTemplate(DeliveryReasonKind kind, string start, string? end = null)
{
    private readonly byte[] _start = Encoding.ASCII.GetBytes(start);
    private readonly byte[]? _end = end is null ? null : Encoding.ASCII.GetBytes(end);

    public DeliveryReasonKind Kind => kind;

    /// <summary>Its words, the name left out.</summary>
    public string Text => start + " " + end;

    /// <summary>The name is a server.</summary>
    public bool IsPeer { get; init; }

    public bool TryMatch(ReadOnlySpan<byte> text, out Utf8Text name)
    {
        name = default;
        if (!text.StartsWith(_start))
            return false;
        if (_end is null)
            return true;
        ReadOnlySpan<byte> rest = text.Slice(_start.Length);
        int at = _end.Length == 0 ? rest.Length : rest.IndexOf(_end);
        if (at < 0)
            return false;
        name = new Utf8Text(rest.Slice(0, at));
        return true;
    }

    public static readonly DeliveryReasonTemplate[] All =
    [
        // smtp
        new(DeliveryReasonKind.NullMx, "Domain ", " does not accept mail (nullMX)"),
        new(DeliveryReasonKind.Loop, "mail for ", " loops back to myself"),
        new(DeliveryReasonKind.TlsNotOffered, "TLS is required, but was not offered by host ", "") { IsPeer = true },
        new(DeliveryReasonKind.TlsHandshakeFailed, "Cannot start TLS: "),
        new(DeliveryReasonKind.TlsNotVerified, "Server certificate not "),
        new(DeliveryReasonKind.TlsNotVerified, "Server certificate could not be verified"),
        new(DeliveryReasonKind.TlsNotOffered, "Sender requested REQUIRETLS, but REQUIRETLS support was not offered by host ", "") { IsPeer = true },
        new(DeliveryReasonKind.TlsUnavailable, "TLS is required, but "),
        new(DeliveryReasonKind.TlsUnavailable, "TLS not available due to local problem"),
        new(DeliveryReasonKind.TlsUnavailable, "Sender requested REQUIRETLS, but "),
        new(DeliveryReasonKind.AuthenticationFailed, "SASL authentication failed; server ", " said: ") { IsPeer = true },
        new(DeliveryReasonKind.AuthenticationFailed, "SASL authentication failed; cannot authenticate to server ", ": ") { IsPeer = true },
        new(DeliveryReasonKind.AuthenticationFailed, "SASL authentication failed"),
        new(DeliveryReasonKind.TooLarge, "message size "),
        new(DeliveryReasonKind.NameServiceError, "unable to look up host ", ": "),
        new(DeliveryReasonKind.NameServiceError, "Name service error for "),
        new(DeliveryReasonKind.HostNotFound, "Host not found"),

        // qmgr
        new(DeliveryReasonKind.TransportUnavailable, "mail transport unavailable"),
        new(DeliveryReasonKind.TransportUnavailable, "unknown mail transport error"),

        // local, virtual, pipe
        new(DeliveryReasonKind.Forwarded, "forwarded as ", ""),
        new(DeliveryReasonKind.Delivered, "delivered "),
        new(DeliveryReasonKind.UserUnknown, "unknown user: \"", "\""),
        new(DeliveryReasonKind.UserUnknown, "user unknown"),
        new(DeliveryReasonKind.UserUnknown, "User unknown"),
        new(DeliveryReasonKind.Loop, "mail forwarding loop for ", ""),
        new(DeliveryReasonKind.Loop, "alias database loop for ", ""),
        new(DeliveryReasonKind.CommandFailed, "Command died with "),
        new(DeliveryReasonKind.CommandFailed, "Command time limit exceeded: "),
        new(DeliveryReasonKind.CommandFailed, "command line usage error"),
        new(DeliveryReasonKind.CommandFailed, "internal software error"),
        new(DeliveryReasonKind.TemporaryFailure, "temporary failure"),
        new(DeliveryReasonKind.MailboxFailed, "maildir delivery failed"),
        new(DeliveryReasonKind.MailboxFailed, "cannot update mailbox "),
        new(DeliveryReasonKind.MailboxFailed, "cannot append message to "),
        new(DeliveryReasonKind.MailboxFailed, "cannot open mail file"),
        new(DeliveryReasonKind.MailboxFailed, "mailbox "),
        new(DeliveryReasonKind.MailboxFailed, "unable to create lock file "),
    ];
}
