namespace MailLog.Parsing;

/// <summary>The ways in which programs write a host with its address.</summary>
internal enum EndpointStyle : byte
{
    /// <summary><c>name[address]:port</c> (Postfix).</summary>
    Brackets,

    /// <summary><c>address:name</c> (s/qmail <c>smtpdlog.c</c>). The name has no colon: the DNS library escapes it.</summary>
    AddressAndName,

    /// <summary><c>name:address:ident:port</c>, or without ident for the own side (ucspi-tcp and ucspi-ssl, <c>safecats</c>). An IPv6 address has colons of its own.</summary>
    Ucspi,

    /// <summary>A bare address.</summary>
    Address,

    /// <summary>A bare name.</summary>
    Name,
}
