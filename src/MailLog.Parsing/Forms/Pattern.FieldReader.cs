using System.Text;

namespace MailLog.Parsing;

internal sealed partial class Pattern
{
    /// <summary>Reads what stands between the braces of a form's text.</summary>
    private sealed class FieldReader(string text, bool isDialect)
    {
        private static readonly string[] KindNames = ["text", "address", "endpoint", "word", "id", "number", "decimal", "decimals", "dsn", "code", "addresses", "name"];

        private readonly Field[] _fields = new Field[MaxFields];
        private readonly List<OwnField> _own = [];

        public int Count { get; private set; }

        public Field[] Fields => _fields.AsSpan(0, Count).ToArray();

        public OwnField[] Own => [.. _own];

        /// <summary>Reads a field.</summary>
        /// <param name="start">Where its name begins.</param>
        /// <param name="end">Where its brace is closed.</param>
        public Step Read(int start, int end)
        {
            string content = text.Substring(start, end - start);
            int at = content.IndexOfAny([':', '?', '~', '!', '#', '^']);
            string name = at < 0 ? content : content.Substring(0, at), rest = at < 0 ? "" : content.Substring(at + 1);
            char mark = at < 0 ? ' ' : content[at];
            if (rest.Length > 0 && mark is not (':' or '?'))
                throw Mistake("Nothing can stand behind {" + name + mark, text, start + at + 1);
            FieldKind? given = mark == ':' && isDialect && Array.IndexOf(KindNames, rest) is >= 0 and int number ? (FieldKind)number : null;
            string[] words = mark == ':' && given is null ? rest.Split('|') : [];
            if (Array.IndexOf(words, "") >= 0 || (mark == '?' && rest.Length == 0))
                throw Mistake("A word is missing", text, start + at + 1);
            FieldKind kind = Add(name, mark, given, words, start);
            if (mark == '?' && kind != FieldKind.Id)
                throw Mistake("Only an id can have a word in its place, and '" + name + "' is none", text, start);
            return new Step
            {
                Kind = words.Length > 0 ? StepKind.OneOf : mark == '~' ? StepKind.FreeText : StepKind.Field,
                FieldKind = mark == '#' ? FieldKind.Number : kind,
                IsFirstOfSeveral = mark == '!',
                IsCleaned = mark == '^',
                Slot = (sbyte)(Count - 1),
                Literal = new Literal(Encoding.UTF8.GetBytes(mark == '?' ? rest : "")),
                Words = LongestFirst(words),
                Follows = [],
            };
        }

        private static Literal[] LongestFirst(string[] words)
        {
            var literals = new Literal[words.Length];
            int count = 0;
            foreach (string word in words.OrderByDescending(w => w.Length))
                literals[count++] = new Literal(Encoding.UTF8.GetBytes(word));
            return literals;
        }

        private FieldKind Add(string name, char mark, FieldKind? given, string[] words, int place)
        {
            if (Count == MaxFields)
                throw Mistake("A form has " + MaxFields + " fields at most", text, place);
            Field? known = FieldNames.Find(name);
            Field field = known ?? OwnField.Number(_own.Count);
            if (Array.IndexOf(_fields, field, 0, Count) >= 0 || _own.Exists(own => own.Name == name))
                throw Mistake("A form has a field once: " + name, text, place);
            _fields[Count++] = field;
            if (known is null)
                return AddOwn(name, mark, given, words, place);
            FieldKind kind = FieldNames.Kind(field);
            if (given is not null && given != kind)
                throw Mistake("The field '" + name + "' is " + KindNames[(int)kind] + " in every form: another needs another name", text, place);
            return kind;
        }

        private FieldKind AddOwn(string name, char mark, FieldKind? given, string[] words, int place)
        {
            if (!isDialect)
                throw Mistake("There is no field '" + name + "'", text, place);
            if (OwnField.Mistake(name) is { } mistake)
                throw Mistake(mistake, text, place);
            if (mark == ' ')
                throw Mistake("There is no field '" + name + "': one of your own has a kind, as in {" + name + ":text}", text, place);
            if (words.Length == 1)
                throw Mistake("'" + words[0] + "' is no kind (" + string.Join(", ", KindNames) + "), and no list of words (one|another)", text, place + name.Length + 1);
            FieldKind kind = given ?? (words.Length > 0 ? FieldKind.Word : mark switch { '#' => FieldKind.Number, '?' => FieldKind.Id, _ => FieldKind.Text });
            _own.Add(new OwnField(name, kind));
            return kind;
        }
    }
}
