using System.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A <see cref="MailClient"/> as UTF-8.</summary>
/// <param name="Name">Its confirmed name; missing when it has none.</param>
/// <param name="Address">Its IP address as logged; missing when not logged.</param>
/// <param name="Port">Its port; null when not logged.</param>
public readonly record struct MailClientText(MailText Name, MailText Address, int? Port)
{
    /// <summary>A client as logged; a name that could not be confirmed is none.</summary>
    internal static MailClientText? Of(MailText text)
    {
        if (text.Bytes.IsEmpty)
            return null;
        var endpoint = new Endpoint(new Utf8Text(text.Bytes));
        return new MailClientText(endpoint.Host == "unknown"u8 ? default : text.Part(endpoint.Host), text.Part(endpoint.Address), endpoint.Port);
    }

    internal MailClient ToClient() => new(Name.Value, Address.Value, Port);
}

/// <summary>A <see cref="SaslIdentity"/> as UTF-8.</summary>
/// <param name="Method">The SASL mechanism; missing when not logged.</param>
/// <param name="Username">The login name as logged; missing when not logged.</param>
public readonly record struct SaslText(MailText Method, MailText Username);

/// <summary>A <see cref="TlsSession"/> as UTF-8.</summary>
/// <param name="Protocol">For instance <c>TLSv1.3</c>.</param>
/// <param name="Cipher">The cipher's name.</param>
/// <param name="Bits">Bits of the cipher in use.</param>
/// <param name="Peer">How far the client's certificate was checked: <c>anonymous</c>, <c>untrusted</c>, <c>trusted</c> or <c>verified</c>.</param>
public readonly record struct TlsText(MailText Protocol, MailText Cipher, int? Bits, MailText Peer)
{
    internal static TlsText Of(byte[] facts, in Fact fact) => new(new MailText(facts, fact.Range(FactField.Protocol)), new MailText(facts, fact.Range(FactField.Cipher)),
        (int?)fact.Number(FactField.Bits), PeerOf(new MailText(facts, fact.Range(FactField.Trust))));

    internal TlsSession ToSession() => new(Protocol.Value, Cipher.Value, Bits, Peer.Value);

    /// <summary>Logged with a capital, told without.</summary>
    private static readonly byte[][] Peers = [.. new[] { "anonymous", "untrusted", "trusted", "verified" }.Select(Encoding.ASCII.GetBytes)];

    private static MailText PeerOf(MailText logged)
    {
        foreach (byte[] peer in Peers)
            if (new Utf8Text(logged.Bytes).EqualsIgnoreCase(peer))
                return new MailText(peer, new TextRange(0, peer.Length));
        return logged.Value is { } other && Encoding.UTF8.GetBytes(other.ToLowerInvariant()) is var bytes ? new MailText(bytes, new TextRange(0, bytes.Length)) : default;
    }
}

/// <summary>A <see cref="LocalSubmission"/> as UTF-8.</summary>
/// <param name="UserId">The user's numeric id on the host.</param>
/// <param name="User">The envelope sender as submitted.</param>
public readonly record struct SubmissionText(long? UserId, MailText User)
{
    internal static SubmissionText Of(byte[] facts, in Fact fact) => new(fact.Number(FactField.Uid), new MailText(facts, fact.Range(FactField.Sender)));
}
