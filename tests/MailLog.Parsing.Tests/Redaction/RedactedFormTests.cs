using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Every form of the catalog: what its fields name is replaced, and the line stays of the form.</summary>
public partial class RedactedFormTests
{
    /// <summary>What the catalog's examples call people and clients.</summary>
    [GeneratedRegex(@"(?<![\w.=/-])(alice|bob)(?![\w-])|(?<![\w.+-])(?!u[a-z2-7]{12}@)[a-z0-9]+@example|192\.0\.2\.\d")]
    private static partial Regex Names();

    [Fact]
    public void Examples_keep_their_form_and_lose_their_names()
    {
        var wrong = new List<string>();
        foreach ((ProgramGrammar program, LineForm form) in FormReading.AllForms)
        {
            (byte[] message, byte[]?[] values) = Redact(program, form, Encoding.UTF8.GetBytes(form.Example));
            FormReading again = FormReading.Of(program, message);
            // simscan and vpopmail write colons between fields, around an IPv6 address, too.
            if (form.Name is not ("simscan.result" or "vpopmail.failed" or "vpopmail.login") && (again.Form != form || !FormReading.AreSame(again.Values, values)))
                wrong.Add(form.Name + " reads otherwise: " + Encoding.UTF8.GetString(message));
            // Ids of messages stay.
            string text = MessageIds().Replace(Encoding.UTF8.GetString(message), "");
            if (Names().IsMatch(text))
                wrong.Add(form.Name + " has a name: " + text);
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    [GeneratedRegex("(<[xy]|<?m1|message-id=<a)@example.org>?")]
    private static partial Regex MessageIds();

    private static (byte[] Message, byte[]?[] Values) Redact(ProgramGrammar program, LineForm form, byte[] message)
    {
        var block = new LogBlock { Bytes = message, Slots = new uint[Pattern.MaxFields] };
        LineForm? found = program.Match(message, 0, block.Slots, out _);
        Assert.Equal(form.Name, found?.Name);
        block.Add() = new LineRecord { Length = (ushort)message.Length, Form = form.Number, Kind = form.Kind, System = program.System };
        LineRedactor redactor = new Redaction("0123456789abcdef"u8).CreateRedactor();
        redactor.Begin(message.Length);
        redactor.Redact(block, 0);
        ref LineRecord line = ref block.Lines[0];
        byte[]?[] values = new byte[]?[form.Pattern.Fields.Length];
        for (int i = 0; i < values.Length; i++)
            if (block.Slots[i] != Pattern.Missing)
                values[i] = block.Bytes.AsSpan(line.Start + (int)(block.Slots[i] >> 16), (int)(block.Slots[i] & 0xFFFF)).ToArray();
        return (block.Bytes.AsSpan(line.Start, line.Length).ToArray(), values);
    }
}
