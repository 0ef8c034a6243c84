namespace MailLog.Parsing;

/// <summary>What the text of a field is, and so how it is best shown.</summary>
public enum FieldKind : byte
{
    /// <summary>Free text: it ends where the form's next literal stands.</summary>
    Text,

    /// <summary>An address without its angle brackets, with quoted local parts kept as logged; empty for the null sender.</summary>
    Address,

    /// <summary>A host as Postfix writes it, see <see cref="MailLog.Parsing.Endpoint"/>.</summary>
    Endpoint,

    /// <summary>A word without blanks, and without the punctuation that separates fields.</summary>
    Word,

    /// <summary>A queue id, or the id of a filter run.</summary>
    Id,

    /// <summary>A whole number without sign.</summary>
    Number,

    /// <summary>A decimal number; delays are seconds.</summary>
    Decimal,

    /// <summary>Decimal numbers separated by <c>/</c>; delays are seconds.</summary>
    Decimals,

    /// <summary>An enhanced status code (RFC 3463).</summary>
    Dsn,

    /// <summary>An SMTP reply code (RFC 5321): three digits.</summary>
    Code,

    /// <summary>Addresses in angle brackets, separated by commas: <c>&lt;a@example.org&gt;, &lt;b@example.org&gt;</c>.</summary>
    Addresses,

    /// <summary>A name without blanks, with any punctuation: a domain, an IP address, a lookup table.</summary>
    Name,
}
