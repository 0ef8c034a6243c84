namespace MailLog.Cli;

/// <summary>What text is written for: how wide it may be, and whether colours are wanted (NO_COLOR).</summary>
internal sealed record Terminal(int Width, bool HasColours)
{
    /// <summary>A file, a pipe, a terminal that says nothing of itself.</summary>
    public static readonly Terminal None = new(80, false);

    /// <summary>Where standard output goes.</summary>
    public static Terminal OfOutput()
    {
        if (Console.IsOutputRedirected)
            return None;
        bool isPlain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is "dumb";
        return new Terminal(Math.Clamp(Width80(), 60, 120), !isPlain);
    }

    public string Bold(string text) => HasColours ? "\e[1m" + text + "\e[0m" : text;

    public string Dim(string text) => HasColours ? "\e[2m" + text + "\e[0m" : text;

    public string Bar(string bar, int colour) => HasColours && bar.Length > 0 ? "\e[" + colour + "m" + bar + "\e[0m" : bar;

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
