namespace MailLog.Parsing;

/// <summary>From the words of the spam filters to yes and no.</summary>
internal static class FilterWords
{
    public static bool? IsSpam(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("Y"u8) || word.SequenceEqual("T"u8) || word.SequenceEqual("Yes"u8) || word.SequenceEqual("identified spam"u8))
            return true;
        if (word.SequenceEqual("."u8) || word.SequenceEqual("F"u8) || word.SequenceEqual("No"u8) || word.SequenceEqual("clean message"u8))
            return false;
        return null;
    }
}
