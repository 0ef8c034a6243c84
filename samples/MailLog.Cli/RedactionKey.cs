using System.CommandLine;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>--redact</c>: the file with the key of the tokens, made when there is none.</summary>
internal static partial class RedactionKey
{
    private const int NewLength = 32;

    /// <summary>What is longer is no key but another file, named by mistake: a log, for instance.</summary>
    private const int MaxLength = 4096;

    public static readonly Option<string?> Option = new("--redact") { HelpName = "FILE", Description = "Show tokens instead of names and addresses, by the key in this file; the file is made if there is none." };

    /// <summary>The same where nothing can be redacted: not in the help, but who tries it learns why.</summary>
    public static readonly Option<string?> Refused = new(Option.Name) { HelpName = "FILE", Hidden = true };

    /// <summary>The redaction that the command line asks for; null: none.</summary>
    public static Redaction? Read(ParseResult result) => result.GetValue(Option) is { } path ? Read(path) : null;

    /// <exception cref="UsageException">The command line asks for redaction.</exception>
    public static void Refuse(ParseResult result, string with)
    {
        if (result.GetValue(Option) is not null || result.GetValue(Refused) is not null)
            throw new UsageException("--redact does not go with " + with + ": the names there are not redacted.");
    }

    /// <summary>The redaction with the key of a file.</summary>
    public static Redaction Read(string path)
    {
        if (path.Length == 0)
            throw new UsageException("--redact names no file.");
        try
        {
            return new Redaction(TryMake(path) ?? ReadKey(path));
        }
        catch (Exception error) when (Inputs.IsOfInput(error))
        {
            throw new UsageException("--redact: " + path + ": " + Inputs.Reason(path, error, "file with a key"));
        }
    }

    /// <summary>What lines may hold of a text that they are searched for: itself, where it is no name or a token already, or tokens.</summary>
    public static string[] Sought(Redaction? redaction, string text) =>
        redaction is null ? [text] : [.. new[] { text, redaction.Redact(text), redaction.RedactUser(text), redaction.RedactHost(text) }.Distinct()];

    /// <summary>The text as lines hold it, where there can be one only.</summary>
    public static string? Redact(Redaction? redaction, string? text) => redaction is null || text is null || Token().IsMatch(text) ? text : redaction.Redact(text);

    [GeneratedRegex("^(u[a-z2-7]{12}(@.*)?|fd[0-9a-f]{2}(:[0-9a-f]{4}){7}|h[a-z2-7]{12}[.]invalid)$")]
    private static partial Regex Token();

    private static byte[] ReadKey(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] key = new byte[MaxLength + 1];
        int length = file.ReadAtLeast(key, key.Length, throwOnEndOfStream: false);
        if (length < Redaction.MinKeyLength)
            throw new UsageException("--redact: the key in " + path + " has " + length + " bytes; it needs at least " + Redaction.MinKeyLength + ".");
        if (length > MaxLength)
            throw new UsageException("--redact: " + path + " is no key: it has more than " + MaxLength + " bytes.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0)
            Console.Error.WriteLine("maillog: --redact: others can read the key in " + path + "; 'chmod 600' keeps it to its owner.");
        return key[..length];
    }

    /// <summary>A new key, for nobody but its owner to read; null when there is a file.</summary>
    private static byte[]? TryMake(string path)
    {
        if (Path.Exists(path))
            return null;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        byte[] key = RandomNumberGenerator.GetBytes(NewLength);
        try
        {
            using var file = new FileStream(path, options);
            file.Write(key);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException) && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            // On a full disk; the next run must not take it for a key.
            File.Delete(path);
            throw;
        }
        Console.Error.WriteLine("maillog: --redact: a new key was written to " + path + "; keep it, and keep it secret: tokens are the same only with the same key.");
        return key;
    }
}
