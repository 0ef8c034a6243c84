using System.Globalization;
using System.Text;

namespace MailLog.Routing;

/// <summary>Characters, and the columns of a terminal that they take: a mark above a letter takes none, an ideograph two.</summary>
internal static class TextWidth
{
    /// <summary>What a terminal shows in two columns: the blocks that are wide or fullwidth in Unicode's EastAsianWidth.txt, from, to.</summary>
    private static readonly int[] Wide =
    [
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
        0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD,
    ];

    /// <summary>How many characters the first <paramref name="length"/> units of a text are; two units that belong together are one.</summary>
    public static int Characters(string text, int length)
    {
        int count = length;
        for (int i = 1; i < length && i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                count--;
        return count;
    }

    /// <summary>White space as wide as the first characters of a text. A tab above is a tab below, or a caret would not stand where it points to.</summary>
    public static string Blank(string text, int characters)
    {
        var blank = new StringBuilder();
        int i = 0;
        for (; characters > 0; characters--)
        {
            if (i >= text.Length)
            {
                blank.Append(' ');
                continue;
            }
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (text[i] == '\t')
                blank.Append('\t');
            else
                blank.Append(' ', Of(text, i, isPair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i]));
            i += isPair ? 2 : 1;
        }
        return blank.ToString();
    }

    private static int Of(string text, int index, int character)
    {
        // A control character is shown as another that takes a column.
        if (CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        for (int i = 0; i < Wide.Length; i += 2)
            if (character >= Wide[i] && character <= Wide[i + 1])
                return 2;
        return 1;
    }
}
