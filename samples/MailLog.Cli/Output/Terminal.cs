using System.CommandLine;

namespace MailLog.Cli;

/// <summary>What text is written for: how wide it may be, and whether colours are wanted (NO_COLOR).</summary>
internal sealed record Terminal(int Width, bool HasColours)
{
    /// <summary>A file, a pipe, a terminal that says nothing of itself.</summary>
    public static readonly Terminal None = new(80, false);

    private static readonly Option<string> Color = new("--color") { Description = "Colours in text: auto (on a terminal, unless NO_COLOR is set), always or never.", DefaultValueFactory = _ => "auto" };

    public static void AddTo(Command command)
    {
        Color.AcceptOnlyFromAmong("auto", "always", "never");
        command.Add(Color);
    }

    /// <summary>Where standard output goes, with colours as the command line wants them.</summary>
    public static Terminal OfOutput(ParseResult result)
    {
        bool isTerminal = !Console.IsOutputRedirected;
        return new Terminal(isTerminal ? Math.Clamp(Width80(), 60, 120) : None.Width, result.GetValue(Color) switch
        {
            "always" => true,
            "never" => false,
            _ => isTerminal && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 } && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        });
    }

    public string Bold(string text) => Paint(text, "1");

    public string Dim(string text) => Paint(text, "2");

    public string Bar(string bar, int colour) => Paint(bar, colour.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Text in the colour of what it tells: green, yellow, red.</summary>
    public string Toned(string text, StepTone tone) => tone switch
    {
        StepTone.Good => Paint(text, "1;32"),
        StepTone.Waiting => Paint(text, "1;33"),
        StepTone.Bad => Paint(text, "1;31"),
        _ => text,
    };

    private string Paint(string text, string how) => HasColours && !string.IsNullOrWhiteSpace(text) ? "\e[" + how + "m" + text + "\e[0m" : text;

    private static int Width80()
    {
        try
        {
            return Console.WindowWidth is > 0 and int width ? width : None.Width;
        }
        catch (IOException)
        {
            return None.Width;
        }
    }
}
