using System.Buffers.Binary;
using System.Buffers.Text;

namespace MailLog.Correlation;

/// <summary>Where each field of a fact stands, found in one pass: looking for each field of an attempt by itself went over its bytes a dozen times.</summary>
/// <param name="owner">The facts of the mail.</param>
/// <param name="places">Room for <see cref="Count"/> places.</param>
internal readonly ref struct FactFields(byte[] owner, Span<int> places)
{
    public const int Count = (int)FactField.Hook + 1;

    private readonly Span<int> _places = places;

    /// <summary>Reads a fact instead of the one before.</summary>
    public void Read(in Fact fact)
    {
        _places.Clear();
        int end = fact.Position + fact.Length;
        for (int at = fact.Position + Fact.HeadLength; at < end;)
        {
            // The first counts; a field that this version does not know has no place.
            if (owner[at] < Count && _places[owner[at]] == 0)
                _places[owner[at]] = at + 3;
            at += 3 + BinaryPrimitives.ReadUInt16LittleEndian(owner.AsSpan(at + 1));
        }
    }

    /// <summary>Where a field's text starts in the mail's facts; 0 when it is missing.</summary>
    public int Place(FactField field) => _places[(int)field];

    public bool Has(FactField field) => Place(field) != 0;

    public MailText Text(FactField field) => MailText.At(owner, Place(field));

    public byte Byte(FactField field)
    {
        ReadOnlySpan<byte> text = Text(field).Bytes;
        return text.IsEmpty ? (byte)0 : text[0];
    }

    public long? Number(FactField field) => Utf8Parser.TryParse(Text(field).Bytes, out long value, out _) ? value : null;
}
