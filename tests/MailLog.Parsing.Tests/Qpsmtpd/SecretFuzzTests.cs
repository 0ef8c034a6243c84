using System.Text;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>Random logins in every carrier, fed in every way: no six bytes of a secret, or of what it was sent as, come out anywhere.</summary>
public class SecretFuzzTests
{
    private const int Shortest = 6;
    private const string User = "user@local.example";

    private static readonly string[] Words = ["NOOP", "EHLO a.example", "MAIL FROM:<a@example.org>", "RSET", "From: a@example.org", "STARTTLS", ""];

    [Fact]
    public void No_secret_comes_out()
    {
        PropertyCheck.Run(Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var log = new MemoryStream();
            var secrets = new List<byte[]>();
            for (int lines = random.Next(1, 12); lines > 0; lines--)
                AddLine(log, secrets, random);
            byte[] bytes = log.ToArray();
            var seen = new List<string> { Shown(new MemoryStream(bytes), keepSecrets: false), Shown(new ChunkStream(bytes, random.Next(1, 50), random), keepSecrets: false) };
            string kept = Shown(new MemoryStream(bytes), keepSecrets: true);
            return seen[0] == seen[1] && secrets.TrueForAll(s => !TellsOf(seen[0], s) && kept.Contains(Encoding.Latin1.GetString(s), StringComparison.Ordinal));
        }), 400);
    }

    [Fact]
    public void No_secret_comes_out_of_a_file()
    {
        Random random = PropertyCheck.NewRandom();
        var log = new MemoryStream();
        var secrets = new List<byte[]>();
        for (int lines = 0; lines < 200; lines++)
            AddLine(log, secrets, random);
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, log.ToArray());
            using MailLogReader reader = MailLogReader.Open(path, QpsmtpdLine.Options);
            var text = new StringBuilder();
            while (reader.Read())
                text.Append(Shown(reader.Line));
            Assert.All(secrets, s => Assert.False(TellsOf(text.ToString(), s), PropertyCheck.SeedText));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AddLine(MemoryStream log, List<byte[]> secrets, Random random)
    {
        Carrier carrier = QpsmtpdLine.Carriers.ElementAt(random.Next(QpsmtpdLine.Carriers.Count()));
        byte[] head = Encoding.ASCII.GetBytes(QpsmtpdLine.Head(carrier)), command = Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]);
        if (random.Next(4) > 0)
        {
            byte[] sent = Sent(random);
            secrets.Add(sent);
            command = [.. Encoding.ASCII.GetBytes(Before(random, sent)), .. sent, .. Encoding.ASCII.GetBytes(random.Next(5) == 0 ? " " : "")];
        }
        log.Write([.. head, .. "dispatching "u8, .. command, (byte)'\n']);
    }

    /// <summary>What stands before a secret. One that is base64 may come alone.</summary>
    private static string Before(Random random, byte[] sent)
    {
        bool isEncoded = Array.TrueForAll(sent, b => b is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'+' or (byte)'/' or (byte)'=');
        if (isEncoded && sent.Length >= 8 && random.Next(4) == 0)
            return random.Next(2) == 0 ? "" : " ";
        string[] verbs = ["AUTH", "auth", "Auth", " AUTH"], mechanisms = ["PLAIN", "plain", "LOGIN", "Cram-MD5", "XOAUTH2", "OAUTHBEARER", "SCRAM-SHA-256", "WHAT", "", "="], blanks = [" ", "  ", "\t", " \t "];
        string verb = verbs[random.Next(verbs.Length)], mechanism = mechanisms[random.Next(mechanisms.Length)], blank = blanks[random.Next(blanks.Length)];
        return verb + blank + mechanism + (mechanism.Length > 0 ? blank : "");
    }

    private static byte[] Sent(Random random)
    {
        byte[] secret = new byte[random.Next(Shortest, 40)];
        for (int i = 0; i < secret.Length; i++)
            secret[i] = (byte)(random.Next(3) == 0 ? random.Next(128, 256) : random.Next('!', 127));
        byte[] encoded = Encoding.ASCII.GetBytes(Convert.ToBase64String(random.Next(3) switch
        {
            0 => [0, .. Encoding.ASCII.GetBytes(User), 0, .. secret],
            1 => [.. Encoding.ASCII.GetBytes("user=" + User + "\u0001auth=Bearer "), .. secret, 1, 1],
            _ => secret,
        }));
        return random.Next(4) switch { 0 => secret, 1 => encoded[..random.Next(Shortest, encoded.Length)], _ => encoded };
    }

    /// <summary>Stars are what secrets become.</summary>
    private static bool TellsOf(string text, byte[] secret)
    {
        string sent = Encoding.Latin1.GetString(secret);
        for (int i = 0; i + Shortest <= sent.Length; i++)
            if (sent.Substring(i, Shortest) is var part && part.Trim('*').Length > 0 && text.Contains(part, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static string Shown(Stream log, bool keepSecrets)
    {
        using var reader = MailLogReader.Open(log, QpsmtpdLine.Options with { KeepSecrets = keepSecrets });
        var text = new StringBuilder();
        while (reader.Read())
            text.Append(Shown(reader.Line));
        return text.ToString();
    }

    /// <summary>All that can be had of a line.</summary>
    private static string Shown(LogLine line)
    {
        var text = new StringBuilder();
        void Add(ReadOnlySpan<byte> bytes) => text.Append(Encoding.Latin1.GetString(bytes)).Append('\n');
        MailLogEvent owned = line.ToOwned();
        Add(line.Bytes);
        Add(line.Message);
        Add(owned.Line.Bytes);
        foreach (LogField field in line.Fields)
            Add(field.Value);
        if (line.TryGet(out SmtpCommandEvent command))
        {
            Add(command.Text);
            Add(command.Mechanism);
            Add(command.User);
            Add(command.Sender);
            Add(command.Helo);
        }
        return text.ToString();
    }
}
