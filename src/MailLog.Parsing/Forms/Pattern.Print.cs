namespace MailLog.Parsing;

internal sealed partial class Pattern
{
    /// <summary>Writes the message that has these fields: the inverse of <see cref="Matches"/>, used by the tests and the reference.</summary>
    /// <param name="values">One per slot, in the order of <see cref="Fields"/>; null: missing.</param>
    public byte[] Print(byte[]?[] values)
    {
        var output = new List<byte>();
        Print(values, output, 0, _steps.Length);
        return [.. output];
    }

    private void Print(byte[]?[] values, List<byte> output, int step, int end)
    {
        while (step < end)
        {
            Step s = _steps[step];
            switch (s.Kind)
            {
                case StepKind.Literal:
                    output.AddRange(s.Literal.Bytes);
                    step++;
                    break;
                case StepKind.Optional:
                    if (HasValue(values, step + 1, s.Next))
                        Print(values, output, step + 1, s.Next);
                    step = s.Next;
                    break;
                default:
                    output.AddRange(values[s.Slot] ?? s.Literal.Bytes);
                    step++;
                    break;
            }
        }
    }

    private bool HasValue(byte[]?[] values, int step, int end)
    {
        for (; step < end; step++)
            if (_steps[step].Kind is not (StepKind.Literal or StepKind.Optional) && values[_steps[step].Slot] is not null)
                return true;
        return false;
    }
}
