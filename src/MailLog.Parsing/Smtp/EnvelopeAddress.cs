namespace MailLog.Parsing;

/// <summary>An address of MAIL or RCPT with its parameters (RFC 5321 section 4.1.1).</summary>
public sealed class EnvelopeAddress
{
    internal static readonly EnvelopeAddress None = new(null, []);

    private readonly byte[]? _address;
    private readonly byte[] _parameters;

    internal EnvelopeAddress(byte[]? address, byte[] parameters)
    {
        _address = address;
        _parameters = parameters;
    }

    /// <summary>The address as sent, without angle brackets and source route; empty for <c>&lt;&gt;</c>, missing when the command has none that can be read. Valid as long as this object.</summary>
    public Utf8Text Address => _address is null ? default : new Utf8Text(_address);

    /// <summary>
    /// The parameters as sent (<c>SIZE=136 BODY=8BITMIME</c>), with one space between them; empty without any. Those from AUTH on are left out. Valid as long as this object.
    /// </summary>
    public Utf8Text Parameters => new(_parameters);

    /// <summary>The address as sent.</summary>
    public override string ToString() => Address.ToString();
}
