namespace MailLog.Parsing;

/// <summary>Something about a TLS session other than that it was set up: it failed, a certificate was not accepted, how it came about.</summary>
/// <remarks>Source: Postfix <c>tls/</c>, tlsproxy, smtp.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct TlsNoticeEvent
{
    internal TlsNoticeEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The mail for which it happened; most lines have none.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>What kind of notice.</summary>
    public TlsNoticeKind Notice => TlsNoticeWords.Kind(Line);

    /// <summary>The other side; missing where the line names none.</summary>
    public Endpoint Peer => Line.Endpoint(Field.Client);

    /// <summary>Postfix' own fixed words, where the form has such.</summary>
    public Utf8Text Topic => Line.Text(Field.Topic);

    /// <summary>What went wrong.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary>Of a report to TLSRPT (since 3.10): <c>success</c> or <c>failure</c>.</summary>
    public Utf8Text Status => Line.Text(Field.Status);

    /// <summary>The recipient domain, in a report to TLSRPT.</summary>
    public Utf8Text Domain => Line.Text(Field.Domain);

    /// <summary>The kind of failure, in a report to TLSRPT (RFC 8460).</summary>
    public Utf8Text FailureType => Line.Text(Field.FailureType);

    /// <summary>The certificate's subject, or its common name.</summary>
    public Utf8Text Subject => Line.Text(Field.Subject);

    /// <summary>The certificate's issuer, or its common name.</summary>
    public Utf8Text Issuer => Line.Text(Field.Issuer);

    /// <summary>The certificate's fingerprint.</summary>
    public Utf8Text Fingerprint => Line.Text(Field.Fingerprint);

    /// <summary>What else the line says.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a notice about TLS.</summary>
    /// <param name="notice">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.TlsNotice"/>.</returns>
    public bool TryGet(out TlsNoticeEvent notice)
    {
        notice = new TlsNoticeEvent(this);
        return Kind == EventKind.TlsNotice;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a notice about TLS, see <see cref="LogLine.TryGet(out TlsNoticeEvent)"/>.</summary>
    /// <param name="notice">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.TlsNotice"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out TlsNoticeEvent notice) => Line.TryGet(out notice);
}
