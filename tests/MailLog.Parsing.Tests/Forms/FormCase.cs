using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MailLog.Parsing.Tests;

/// <summary>One form with random fields, and the message that is printed of them.</summary>
internal sealed record FormCase(ProgramGrammar Program, FormShape Shape, byte[]?[] Values)
{
    public byte[] Message => Shape.Form.Pattern.Print(Values);

    /// <summary>An address has a quoted local part.</summary>
    public bool HasQuotes => Values.Any(value => value is [(byte)'"', ..]);

    /// <summary>No field's text can be taken for another's, but for quoted local parts.</summary>
    public static Arbitrary<FormCase> Tame(ProgramGrammar program, LineForm form) => Make(program, FormShape.Of(form), (_, slot) => FieldValues.Tame(slot));

    /// <summary>One of the fields that strangers fill is hostile, the others are tame.</summary>
    public static Arbitrary<FormCase> OneHostile(ProgramGrammar program, LineForm form, Field hostile) =>
        Make(program, FormShape.Of(form), (shape, slot) => slot.Field == hostile ? FieldValues.Hostile(shape, slot.Field) : FieldValues.Tame(slot));

    /// <summary>Every free text and every address is hostile.</summary>
    public static Arbitrary<FormCase> AllHostile(ProgramGrammar program, LineForm form) => Make(program, FormShape.Of(form), (shape, slot) =>
        slot.Words.Length == 0 && slot.Kind is FieldKind.Text or FieldKind.Address or FieldKind.Endpoint ? FieldValues.Hostile(shape, slot.Field) : FieldValues.Tame(slot));

    public override string ToString()
    {
        string fields = string.Join(", ", Values.Select((value, slot) => Shape.Form.Pattern.NameOf(slot) + "=" + (value is null ? "-" : Encoding.UTF8.GetString(value))));
        return $"{Shape.Form.Name}: {fields}\n  line: {Encoding.UTF8.GetString(Message)}\n  read: {FormReading.Of(Program, Message)}";
    }

    private static Arbitrary<FormCase> Make(ProgramGrammar program, FormShape shape, Func<FormShape, FormShape.Slot, Gen<byte[]>> value)
    {
        Gen<FormCase> cases =
            from groups in Gen.ArrayOf(Gen.Elements(true, true, false), shape.GroupCount)
            from fallbacks in Gen.ArrayOf(Gen.Elements(true, false, false), shape.Slots.Count)
            from values in Gen.CollectToArray(shape.Slots, slot => value(shape, slot))
            select new FormCase(program, shape, [.. shape.Slots.Select((slot, i) =>
                slot.Groups.All(g => groups[g]) && !(slot.Fallback is not null && fallbacks[i]) ? values[i] : null)]);
        return Arb.From(cases, Shrink);
    }

    private static IEnumerable<FormCase> Shrink(FormCase c)
    {
        for (int i = 0; i < c.Values.Length; i++)
        {
            if (c.Values[i] is not { Length: > 1 } value || c.Shape.Slots[i].Kind != FieldKind.Text || c.Shape.Slots[i].Words.Length > 0)
                continue;
            foreach (byte[] shorter in new[] { value[..(value.Length / 2)], value[(value.Length / 2)..], value[1..], value[..^1] })
            {
                byte[]?[] values = [.. c.Values];
                values[i] = shorter;
                yield return c with { Values = values };
            }
        }
    }
}
