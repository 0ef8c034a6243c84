namespace MailLog.Parsing;

/// <summary>Finds names in text word by word: those that the line's own fields have, and those that a key or command stands before.</summary>
internal sealed class WordRedactor(TokenTable tokens, LineEdits edits, TextRedactor text)
{
    /// <summary>Between blanks, a shorter word may be any.</summary>
    private const int ShortestBetweenBlanks = 3;

    private const int MostKnown = 16;

    private readonly (int Start, int Length, bool IsHost)[] _known = new (int, int, bool)[MostKnown];
    private int _count;

    /// <summary>Starts on a line.</summary>
    public void Clear() => _count = 0;

    /// <summary>A name of the line's fields.</summary>
    public void Learn(ReadOnlySpan<byte> line, int start, int length, bool isHost)
    {
        ReadOnlySpan<byte> name = line.Slice(start, length);
        // Replies have the local part without its quotes.
        if (length > 2 && name[0] == '"' && name[length - 1] == '"')
            name = line.Slice(++start, length -= 2);
        if (length > 0 && _count < MostKnown && !(isHost ? SystemNames.IsHost(name) : SystemNames.IsUser(name)))
            _known[_count++] = (start, length, isHost);
    }

    /// <summary>Looks through a part of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="hasForm">False: nothing is known of the text, so that words tell more than they do in what others have said.</param>
    public void Redact(ReadOnlySpan<byte> line, int start, int end, bool hasForm)
    {
        for (int i = 0; i < _count; i++)
            if (_known[i].Length >= ShortestBetweenBlanks && !IsOneWord(line.Slice(_known[i].Start, _known[i].Length)))
                LookFor(_known[i], line, start, end);
        int before = start, beforeEnd = start;
        for (int i = start; i < end; i++)
        {
            if (!IsWordByte(line[i]))
                continue;
            int word = i;
            while (i < end && IsWordByte(line[i]))
                i++;
            int wordEnd = i;
            while (wordEnd > word + 1 && line[wordEnd - 1] is (byte)'.' or (byte)'-')
                wordEnd--;
            // The parts of addresses are found as such.
            bool isOfAddress = (word > start && line[word - 1] == '@') || (i < end && line[i] == '@');
            if (!isOfAddress)
                Look(line, start, end, word, wordEnd, line.Slice(before, beforeEnd - before), hasForm);
            (before, beforeEnd) = (word, wordEnd);
        }
    }

    /// <summary>A name with other characters in it is nothing else, wherever it stands.</summary>
    private void LookFor((int Start, int Length, bool IsHost) known, ReadOnlySpan<byte> line, int start, int end)
    {
        ReadOnlySpan<byte> name = line.Slice(known.Start, known.Length);
        for (int at = start; at < end; at += name.Length)
        {
            int found = line.Slice(at, end - at).IndexOf(name);
            if (found < 0)
                break;
            at += found;
            edits.Add(at, name.Length, known.IsHost ? tokens.Host(name) : tokens.User(name));
        }
    }

    private static bool IsOneWord(ReadOnlySpan<byte> name)
    {
        foreach (byte b in name)
            if (!IsWordByte(b))
                return false;
        return true;
    }

    private void Look(ReadOnlySpan<byte> line, int start, int end, int word, int wordEnd, ReadOnlySpan<byte> before, bool hasForm)
    {
        ReadOnlySpan<byte> name = line.Slice(word, wordEnd - word);
        byte left = word > start ? line[word - 1] : (byte)' ', right = wordEnd < end ? line[wordEnd] : (byte)' ';
        bool isQuoted = left is (byte)'<' or (byte)'"' or (byte)'\'';
        byte sign = isQuoted && word - 1 > start ? line[word - 2] : left;
        bool isCommon = SystemNames.IsWord(name) || IsNumber(name);
        if (sign == '=' && NameKeys.IsHostKey(before) && !IsNumber(name))
            text.AddHost(line, word, name.Length);
        else if (((sign == '=' && NameKeys.IsUserKey(before)) || (sign == ':' && left == '<' && Is(before, "from", "to"))) && !IsNumber(name))
            text.AddLocalPart(line, word, wordEnd, default);
        else if (left == ' ' && !isCommon && Is(before, "helo", "ehlo", "lhlo"))
            text.AddHost(line, word, name.Length);
        else if (left == ' ' && !isCommon && Is(before, "vrfy", "expn"))
            text.AddLocalPart(line, word, wordEnd, default);
        else if (!hasForm && !isCommon && right != '\'' && (left == ' ' || sign == ' ') && Is(before, "user", "username"))
            text.AddLocalPart(line, word, wordEnd, default);
        // What is left of AUTH: the user's name, where the secret was.
        else if (right == ' ' && wordEnd + 1 < end && line[wordEnd + 1] == '*' && !Is(before, "auth", "auth") && !isCommon)
            text.AddLocalPart(line, word, wordEnd, default);
        else
            LookUp(line, word, name, left == ' ' && (isCommon || name.Length < ShortestBetweenBlanks));
    }

    private void LookUp(ReadOnlySpan<byte> line, int word, ReadOnlySpan<byte> name, bool mayBeAnyWord)
    {
        for (int i = 0; i < _count; i++)
        {
            (int start, int length, bool isHost) = _known[i];
            if (length != name.Length || (mayBeAnyWord && name.IndexOf((byte)'.') < 0) || !Utf8.EqualsIgnoreCase(line.Slice(start, length), name))
                continue;
            edits.Add(word, length, isHost ? tokens.Host(name) : tokens.User(name));
            return;
        }
    }

    private static bool Is(ReadOnlySpan<byte> word, string one, string other, string third = "") =>
        Utf8.EqualsAsciiIgnoreCase(word, one) || Utf8.EqualsAsciiIgnoreCase(word, other) || (third.Length > 0 && Utf8.EqualsAsciiIgnoreCase(word, third));

    private static bool IsNumber(ReadOnlySpan<byte> name) => Utf8.TryParseNumber(name, out _);

    private static bool IsWordByte(byte b) => TextRedactor.IsNameByte(b) || b is (byte)'+' || b >= 0x80;
}
