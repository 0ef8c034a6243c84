using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>The system that handed a mail in.</summary>
/// <param name="Name">Its confirmed name; null when it has none.</param>
/// <param name="Address">Its IP address as logged; null when not logged.</param>
/// <param name="Port">Its port; null when not logged.</param>
public sealed record MailClient(string? Name, string? Address, int? Port);

/// <summary>How the client authenticated.</summary>
/// <param name="Method">The SASL mechanism, for instance <c>PLAIN</c>; null when not logged.</param>
/// <param name="Username">The login name as logged; null when not logged.</param>
public sealed record SaslIdentity(string? Method, string? Username);

/// <summary>The TLS session over which a mail came in.</summary>
/// <param name="Protocol">For instance <c>TLSv1.3</c>.</param>
/// <param name="Cipher">The cipher's name.</param>
/// <param name="Bits">Bits of the cipher in use.</param>
/// <param name="Peer">How far the client's certificate was checked: <c>anonymous</c>, <c>untrusted</c>, <c>trusted</c> or <c>verified</c>.</param>
public sealed record TlsSession(string? Protocol, string? Cipher, int? Bits, string? Peer);

/// <summary>Who submitted a mail on the host itself.</summary>
/// <param name="UserId">The user's numeric id on the host.</param>
/// <param name="User">The envelope sender as submitted (the log does not tell the user's name).</param>
public sealed record LocalSubmission([property: JsonPropertyName("uid")] long? UserId, string? User);

/// <summary>A notification that a mail caused.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="QueueId">Its own queue id: that of another mail, whose <see cref="Mail.NotificationOf"/> names this one. Empty when it was not seen in the queue.</param>
public sealed record MailNotification(NotificationKind Kind, string QueueId);

/// <summary>A link between parts of a mail that no common id need prove.</summary>
/// <param name="What">What is tied: <c>filter</c> (a filter by pipe(8), and the mail that it handed back), <c>session</c> (a message in qmail's queue, and the session it came from), <c>tls</c> (that session, and its TLS), <c>archive</c> (an archived session, see <see cref="ArchivedMail"/>). More words may come.</param>
/// <param name="Quality">How good the link is.</param>
/// <param name="Candidates">How many fit, the one that was taken included.</param>
public sealed record MailTie(string What, TieQuality Quality, int Candidates);

/// <summary>How good a link is.</summary>
public enum TieQuality : byte
{
    /// <summary>An id proves it.</summary>
    Exact,

    /// <summary>A rule of thumb found one candidate.</summary>
    Heuristic,

    /// <summary>Several candidates fit equally.</summary>
    Ambiguous,
}

/// <summary>A log line of a mail.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Number">Number of the line in its source, from 1.</param>
/// <param name="Offset">Offset of its first byte in the (inflated) source.</param>
/// <param name="Text">The line; null when texts are not kept.</param>
public sealed record MailLine(string Source, [property: JsonPropertyName("line")] long Number, long Offset, string? Text);
