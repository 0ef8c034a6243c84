using System.Text;

namespace MailLog.Cli;

/// <summary>The words of <see cref="Words"/> as JSON, made once.</summary>
internal static class JsonWords
{
    public static ReadOnlySpan<byte> Of<T>(T value)
        where T : struct, Enum => Table<T>.Map.TryGetValue(value, out byte[]? word) ? word : Encode(value);

    private static byte[] Encode<T>(T value)
        where T : struct, Enum => Encoding.UTF8.GetBytes("\"" + Words.Of(value) + "\"");

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, byte[]> Map = Enum.GetValues<T>().ToDictionary(v => v, Encode);
    }
}
