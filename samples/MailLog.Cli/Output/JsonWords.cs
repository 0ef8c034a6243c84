using System.Text;

namespace MailLog.Cli;

/// <summary>The words of an enum (<see cref="Words"/>) as JSON, made once and found by their numbers.</summary>
internal sealed class JsonWords
{
    private readonly byte[][] _words;

    private JsonWords(byte[][] words) => _words = words;

    public ReadOnlySpan<byte> this[int value] => (uint)value < (uint)_words.Length ? _words[value] : Encode(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Those of an enum whose values are 0, 1, 2 and so on.</summary>
    public static JsonWords For<T>()
        where T : struct, Enum => Of(typeof(T));

    /// <summary>Not generic: code for each enum would take longer to make than it runs.</summary>
    private static JsonWords Of(Type type) => new(Array.ConvertAll(Enum.GetNames(type), name => Encode(Words.Camel(name))));

    private static byte[] Encode(string word) => Encoding.UTF8.GetBytes("\"" + word + "\"");
}
