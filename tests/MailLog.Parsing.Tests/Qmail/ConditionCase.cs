using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>A row of the table of conditions with random fields, and the line that s/qmail makes of them, written down apart from the library's patterns.</summary>
internal sealed record ConditionCase(QmailConditionRow Row, string Spelling, string Protocol, string Client, byte[] Helo, byte[] Sender, byte[] Recipient, byte[] User, byte[] Information)
{
    private static readonly string[] HostileParts =
    [
        " F:", " T:", " H:", " S:", " P:", " ?~ '", " '", "'", " ?= '", " != '", "::", ": ", ":", " ", "\r", "\t", "\"", "<", ">", "\\", "\u0001", "%", "ü", "x",
        "F:", "T:", "F:v@x.test T:w@x.test", "a@example.org", "Reject::AUTH::plain", "qmail-smtpd: pid 4711 ",
    ];

    /// <summary>smtpdlog.c: smtp_logg, smtp_logi, smtp_logh, smtp_logb, smtp_loga; qmail-popup.c.</summary>
    public byte[] Message
    {
        get
        {
            byte[] start = Encoding.UTF8.GetBytes("pid 20001 " + Row.Action + "::" + Row.TypeWord + "::" + Spelling + " P:" + Protocol + " S:" + Client);
            byte[] helo = [.. " H:"u8, .. Helo], user = [.. " ?~ '"u8, .. User, (byte)'\''];
            byte[] envelope = [.. helo, .. " F:"u8, .. Sender, .. " T:"u8, .. Recipient];
            return Row.Template switch
            {
                QmailTemplate.Envelope => [.. start, .. envelope],
                QmailTemplate.Information => [.. start, .. envelope, .. " '"u8, .. Information, (byte)'\''],
                QmailTemplate.Session => [.. start, .. helo],
                QmailTemplate.Login => [.. start, .. helo, .. user],
                QmailTemplate.Authenticated => [.. start, .. envelope, .. user],
                _ => [.. start, .. user],
            };
        }
    }

    public FormReading Reading => FormReading.Of(Row.Template == QmailTemplate.Pop ? QmailPopup.Grammar : QmailSmtpd.Grammar, Message);

    /// <summary>The names of the fields that such a line has, and what they hold.</summary>
    public IEnumerable<(string Name, byte[] Value)> Expected
    {
        get
        {
            bool hasEnvelope = Row.Template is QmailTemplate.Envelope or QmailTemplate.Information or QmailTemplate.Authenticated;
            if (Row.Template != QmailTemplate.Pop)
                yield return ("helo", Helo);
            if (hasEnvelope)
                yield return ("sender", Sender);
            if (hasEnvelope)
                yield return ("recipient", Recipient);
            if (Row.Template is QmailTemplate.Login or QmailTemplate.Authenticated or QmailTemplate.Pop)
                yield return ("user", User);
            if (Row.Template == QmailTemplate.Information)
                yield return ("information", Information);
        }
    }

    private static Gen<string> TameWord { get; } =
        from length in Gen.Choose(1, 12)
        from word in Gen.ArrayOf(Gen.Elements("abcxyz0189.-_+=ü".ToCharArray()), length)
        select new string(word);

    private static Gen<byte[]> TameAddress { get; } =
        from local in TameWord from domain in TameWord select Encoding.UTF8.GetBytes(local + "@" + domain);

    private static Gen<byte[]> Hostile { get; } =
        from parts in Gen.ListOf(Gen.Frequency(
            (8, from part in Gen.Elements(HostileParts) select Encoding.UTF8.GetBytes(part)),
            (2, from word in TameWord select Encoding.UTF8.GetBytes(word)),
            (1, from b in Gen.Choose(1, 255) select b == '\n' ? "?"u8.ToArray() : [(byte)b])))
        select parts.SelectMany(p => p).ToArray();

    /// <summary>Nothing in the fields looks like a tag of the line.</summary>
    public static Arbitrary<ConditionCase> Tame(QmailConditionRow row) => Make(row, TameAddress, from word in TameWord select Encoding.UTF8.GetBytes(word), Gen.Elements("0", "!", "g: base64", "AV scanner", "'", ""));

    /// <summary>HELO, sender, recipient, user and what is found in a message are whatever a stranger likes; but no line feed, which ends the line.</summary>
    public static Arbitrary<ConditionCase> AllHostile(QmailConditionRow row) => Make(row, Hostile, Hostile, Gen.Elements("0", "'", "x 'y", "T:b 'y'"));

    public override string ToString() => Row.Template + ": " + Encoding.UTF8.GetString(Message) + "\n  read: " + Reading;

    private static Arbitrary<ConditionCase> Make(QmailConditionRow row, Gen<byte[]> address, Gen<byte[]> text, Gen<string> found) => Arb.From(
        from spelling in Gen.Elements(row.Spellings)
        from protocol in Gen.Elements("ESMTP", "ESMTPS", "ESMTPSA", "UTF8ESMTP", "ESMTPZ", "ESMTP\u0001", "")
        from client in Gen.Elements("192.0.2.1:unknown", "2001:db8::25:mail.example.org", "unknown:unknown", "192.0.2.1:a\\040b.test")
        from helo in text
        from sender in Gen.OneOf(address, Gen.Constant<byte[]>([]))
        from recipient in address
        from user in text
        from information in found
        select new ConditionCase(row, spelling, protocol, client, helo, sender, recipient, user, Encoding.UTF8.GetBytes(information)));
}
