using System.Text;

namespace MailLog.Parsing;

internal sealed partial class Pattern
{
    /// <summary>How far a message fits, and what the pattern wants there: the reason why the message is not of this form.</summary>
    public (int Fits, string Wants) Explain(ReadOnlySpan<byte> message)
    {
        Span<uint> slots = stackalloc uint[MaxFields];
        slots.Fill(Missing);
        var walk = new Walk { Message = message, Slots = slots, FailedStep = -1 };
        if (Run(ref walk, 0, _steps.Length) && walk.Position >= walk.Furthest)
            return (walk.Position, "the end of the line");
        if (walk.FailedStep < 0)
            return (0, "other text");
        Step step = _steps[walk.FailedStep];
        return (walk.Furthest, step.Kind == StepKind.Literal ? "'" + Encoding.UTF8.GetString(step.Literal.Bytes) + "'" : "{" + NameOf(step.Slot) + "}");
    }
}
