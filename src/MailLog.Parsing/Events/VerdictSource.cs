namespace MailLog.Parsing;

/// <summary>What kind of thing decided.</summary>
public enum VerdictSource : byte
{
    /// <summary>A restriction list of smtpd: maps, block lists, policy services, built-in checks.</summary>
    Access,

    /// <summary>A milter.</summary>
    Milter,

    /// <summary>The before-queue content filter (<c>smtpd_proxy_filter</c>).</summary>
    Proxy,

    /// <summary>cleanup's look at the content: header and body checks, the MIME parser.</summary>
    Content,

    /// <summary>postscreen.</summary>
    Postscreen,

    /// <summary>The SMTP server itself: qmail-smtpd and qmail-popup with their control files, SPF, scanners, logins; qpsmtpd without a plugin.</summary>
    Smtpd,

    /// <summary>The rules of tcpserver or sslserver for who may connect.</summary>
    ConnectionRules,

    /// <summary>rblsmtpd: a DNS list.</summary>
    BlockList,

    /// <summary>A plugin of qpsmtpd.</summary>
    Plugin,
}
