namespace MailLog.Benchmarks;

/// <summary>Addresses, hosts and the like, from pools as large as a real log's; documentation domains only.</summary>
internal sealed class Names(Random random)
{
    private static readonly string[] s_domains =
        ["example.com", "example.org", "example.net", "lists.example.net", "mail.test.example", "customer-portal.example", "bulk.sender.example", "university.example.edu"];

    /// <summary>What Postfix says of a TLS connection.</summary>
    public const string Tls = "TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (4096 bits) server-digest SHA256";

    public string Domain() => s_domains[random.Next(s_domains.Length)];

    /// <summary>Somebody elsewhere.</summary>
    public string Remote() => $"user{random.Next(4000)}@{Domain()}";

    /// <summary>Somebody here.</summary>
    public string Local() => $"staff{random.Next(800)}@domain{random.Next(1, 4)}.example";

    public string[] Locals()
    {
        // Most mails have one recipient.
        var locals = new string[Math.Max(1, random.Next(-4, 4))];
        for (int i = 0; i < locals.Length; i++)
            locals[i] = $"staff{random.Next(800)}.{i}@domain{random.Next(1, 4)}.example";
        return locals;
    }

    public string Ip() => $"198.51.{random.Next(100, 108)}.{random.Next(1, 255)}";

    /// <summary><c>name[ip]</c>.</summary>
    public string Client() => random.Next(7) == 0 ? $"unknown[{Ip()}]" : $"mx{random.Next(1, 40)}.{Domain()}[{Ip()}]";

    /// <summary><c>name[ip]:25</c>.</summary>
    public string Relay(string recipient) => $"mx.{recipient.AsSpan(recipient.IndexOf('@') + 1)}[192.0.2.{random.Next(1, 255)}]:25";

    public string MessageId() => $"<{random.NextInt64():x16}.{random.Next(0x10000):x4}@{Domain()}>";

    public int Size() => (int)(2000 / (1.0001 - random.NextDouble()));
}
