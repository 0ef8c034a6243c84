using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MailLog.Parsing.Tests;

/// <summary>Random values of fields, by their kind.</summary>
internal static class FieldValues
{
    private const string Base52 = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

    private static readonly string[] HostileParts =
    [
        "; from=<", "> to=<", ">, to=<", "> proto=", " helo=<", ">", "<", "\"", "\\", "\\\"", "(", ")", "[", "]", ": ", ", ", " ", ";", "=", "/",
        ", status=sent (", ", relay=", ", dsn=5.0.0", ", orig_to=<", ", size=1, nrcpt=1 (queue active)", " from unknown[192.0.2.9]", "NOQUEUE: reject: ",
        "4F1A2B3C4D: removed", "250 2.0.0 Ok: queued as 4F1A2B3C4D", "550 5.1.1 ", " (in reply to RCPT TO command)", "Nov 18 10:00:00 mx1 postfix/smtpd[1]: ",
        "ü", "\u0001", "\0", "\r", "\t", "x", "a@example.org", "1",
    ];

    /// <summary>Words that no pattern holds, some not ASCII; with the vowel in them they are no ids either.</summary>
    private static Gen<string> TameWord { get; } =
        from first in Gen.Elements('q', 'x')
        from rest in Gen.ArrayOf(Gen.Elements("abcxyzäß€0189_".ToCharArray()))
        select first + "a" + new string(rest);

    private static Gen<string> TameText { get; } =
        from words in Gen.NonEmptyListOf(TameWord)
        select string.Join(" ", words);

    private static Gen<string> Name { get; } =
        from label in Gen.Elements("mx", "a", "mail-1", "xn--bcher-kva", "unknown")
        from domain in Gen.Elements("", ".example.org", ".test")
        select label + domain;

    private static Gen<string> IpAddress { get; } = Gen.OneOf(
        from a in Gen.Choose(0, 255) from b in Gen.Choose(0, 255) select $"192.{a}.2.{b}",
        from a in Gen.Choose(0, 0xFFFF) select "2001:db8::" + a.ToString("x", CultureInfo.InvariantCulture),
        Gen.Elements("::1", "fe80::1%eth0", "IPv6:2001:db8::1"));

    private static Gen<string> Endpoint { get; } = Gen.OneOf(
        from name in Name from address in IpAddress select $"{name}[{address}]",
        from name in Name from address in IpAddress from port in Gen.Choose(0, 65535) select $"{name}[{address}]:{port}",
        from address in IpAddress from port in Gen.Choose(0, 65535) select $"[{address}]:{port}",
        Gen.Elements("local", "none", "mx[private/lmtp]", "unknown[unknown]"));

    /// <summary>In the external form that Postfix logs since 3.5: a local part with other than atoms is quoted.</summary>
    private static Gen<string> Address { get; } = Gen.Frequency(
        (1, Gen.Constant("")),
        (4, from local in TameWord from name in Name select local + "@" + name),
        (1, from local in TameWord select local + "+tag=x#!$%&'*-/?^`{|}~.y"),
        (4, from parts in Gen.NonEmptyListOf(Gen.Elements(HostileParts)) from name in Name select Quoted(string.Concat(parts)) + "@" + name));

    private static Gen<string> Id { get; } = Gen.OneOf(
        from digits in Digits("0123456789ABCDEF", 6, 16) select digits,
        from seconds in Digits("4567", 1, 1)
        from time in Digits(Base52, 9, 9)
        from inode in Digits(Base52[..^1], 1, 12)
        select seconds + time + "z" + inode);

    private static Gen<string> Number { get; } = Gen.OneOf(
        from n in Gen.Choose(0, 100) select n.ToString(CultureInfo.InvariantCulture),
        Gen.Elements("0", "007", "4294967296", "99999999999999999999999"));

    private static Gen<string> Decimal { get; } = Gen.OneOf(
        from n in Gen.Choose(0, 9999) select (n / 100.0).ToString(CultureInfo.InvariantCulture),
        Gen.Elements("0", "-1", "4.1e+03", "0.00012", "86400"));

    /// <summary>A value with one reading, whatever stands around it.</summary>
    public static Gen<byte[]> Tame(FormShape.Slot slot)
    {
        if (slot.Words.Length > 0)
            return ToBytes(Gen.Elements(slot.Words));
        return ToBytes(slot.Kind switch
        {
            FieldKind.Address => Address,
            FieldKind.Addresses => from list in Gen.NonEmptyListOf(Address) select string.Join(",", list.Select(a => "<" + a + ">")),
            FieldKind.Endpoint => Endpoint,
            // Shorter than the shortest id, or it would be one.
            FieldKind.Name => TameWord,
            FieldKind.Word => slot.Field == Field.QueueIdStart ? Digits("0123456789BCDFGHJKLMNPQRSTVWXYZ", 1, 5) : TameWord,
            FieldKind.Id => slot.Field == Field.FilterId ? Digits("0123456789ABCDEF", 7, 25) : Id,
            FieldKind.Number => Number,
            FieldKind.Decimal => Decimal,
            FieldKind.Decimals => from parts in Gen.ArrayOf(Decimal, 4) select string.Join("/", parts),
            FieldKind.Dsn => from c in Gen.Elements(2, 4, 5) from s in Gen.Choose(0, 999) from d in Gen.Choose(0, 999) select $"{c}.{s}.{d}",
            FieldKind.Code => from n in Gen.Choose(200, 599) select n.ToString(CultureInfo.InvariantCulture),
            _ => slot.Field switch { Field.Relay => Endpoint, Field.Helo => TameWord, _ => TameText },
        });
    }

    /// <summary>Anything that a stranger could have sent, with pieces of the form itself in it.</summary>
    public static Gen<byte[]> Hostile(FormShape shape, Field field)
    {
        Gen<byte[]> part = Gen.Frequency(
            (6, ToBytes(Gen.Elements(HostileParts))),
            (4, ToBytes(Gen.Elements(shape.Literals.Append("").ToArray()))),
            (2, ToBytes(TameWord)),
            (1, ToBytes(Endpoint)),
            (1, from b in Gen.Choose(0, 255) select b == '\n' ? "?"u8.ToArray() : [(byte)b]));
        return from parts in Gen.ListOf(part) select Neutered(field, [.. parts.SelectMany(p => p)]);
    }

    /// <summary>
    /// Postfix replaces some characters in a HELO before it logs it (smtpd.c: NEUTER_CHARACTERS). The text of a reply does not start with what could be its
    /// code: Postfix writes the code itself.
    /// </summary>
    private static byte[] Neutered(Field field, byte[] text) => field switch
    {
        Field.Helo => Array.ConvertAll(text, b => " <>()\\\";@"u8.Contains(b) ? (byte)'?' : b),
        Field.Text => [(byte)'x', .. text],
        _ => text,
    };

    private static Gen<string> Digits(string alphabet, int min, int max) =>
        from length in Gen.Choose(min, max)
        from digits in Gen.ArrayOf(Gen.Elements(alphabet.ToCharArray()), length)
        select new string(digits);

    private static Gen<byte[]> ToBytes(Gen<string> text) => text.Select(Encoding.UTF8.GetBytes);

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
