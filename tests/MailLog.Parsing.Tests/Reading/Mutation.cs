namespace MailLog.Parsing.Tests;

/// <summary>Spoils a line, as crashes, bad disks and strangers do. The result holds no LF.</summary>
internal static class Mutation
{
    private static readonly byte[] Odd = [.. " \t\0\r:;,<>()[]{}\"\\/=+-@.0aA"u8, 0x80, 0xC3, 0xFE, 0xFF, 0x1B, 0x7F];

    private static readonly byte[][] Pieces =
    [
        [.. "; from=<"u8], [.. "> to=<"u8], [.. " from "u8], [.. ", status=sent ("u8], [.. "NOQUEUE: "u8], [.. "warning: "u8], [.. "reject: "u8],
        [.. "4F1A2B3C4D: "u8], [.. "99999999999999999999999"u8], [.. "\uFEFF"u8], new byte[300], [.. Enumerable.Repeat((byte)'9', 400)],
    ];

    public static byte[] Of(byte[] line, byte[] other, Random random)
    {
        var bytes = new List<byte>(line);
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            int at = random.Next(bytes.Count + 1), length = random.Next(bytes.Count - at + 1);
            switch (random.Next(8))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = Odd[random.Next(Odd.Length)];
                    break;
                case 2:
                    bytes.Insert(at, Odd[random.Next(Odd.Length)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 6:
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                default:
                    bytes.InsertRange(at, other[random.Next(other.Length + 1)..]);
                    break;
            }
        }
        for (int i = 0; i < bytes.Count; i++)
            if (bytes[i] == '\n')
                bytes[i] = (byte)'?';
        return [.. bytes];
    }
}
