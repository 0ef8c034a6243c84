namespace MailLog.Parsing;

/// <summary>How Postfix and a hook talk to each other.</summary>
[Flags]
public enum HookMethods : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>
    /// A table lookup, <c>type:name</c>: files (texthash, hash, btree, lmdb, cdb, regexp, pcre, cidr, inline, static) or servers (ldap, mysql, pgsql, sqlite, mongodb,
    /// memcache, tcp, socketmap, proxy).
    /// </summary>
    Table = 1,

    /// <summary>The policy protocol: lines of name=value over a Unix or TCP socket.</summary>
    Policy = 2,

    /// <summary>The milter protocol.</summary>
    Milter = 4,

    /// <summary>SMTP or LMTP.</summary>
    Smtp = 8,

    /// <summary>A program that is run, with the message on its standard input.</summary>
    Exec = 16,

    /// <summary>A SASL server: Cyrus, or Dovecot's socket.</summary>
    Sasl = 32,

    /// <summary>Lookups in the DNS.</summary>
    Dns = 64,

    /// <summary>Compiled in: only parameters.</summary>
    Compiled = 128,
}
