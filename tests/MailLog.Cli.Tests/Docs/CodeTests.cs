using System.Text.RegularExpressions;
using MailLog.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>The code that the documents show compiles.</summary>
public class CodeTests
{
    private const string Usings = """
        using System; using System.Buffers; using System.Collections.Generic; using System.Diagnostics; using System.Diagnostics.Metrics; using System.IO; using System.Linq; using System.Reactive.Linq;
        using System.Text; using System.Text.Json; using System.Threading; using System.Threading.Channels; using System.Threading.Tasks;
        using MailLog.Correlation; using MailLog.Parsing; using MailLog.Routing;
        """;

    /// <summary>What a piece may use without saying where it is from, unless it declares it itself.</summary>
    private static readonly (string Type, string Name)[] AtHand =
    [
        ("string", "path"), ("string", "text"), ("CancellationToken", "cancellation"), ("MailLogReader", "reader"), ("MailCorrelator", "correlator"), ("Mail", "mail"), ("IReadOnlyList<Mail>", "mails"), ("string[]", "args"),
    ];

    private static readonly MetadataReference[] References = [.. AppDomain.CurrentDomain.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!.ToString()!.Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("FSharp", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];

    public static TheoryData<string, int> Pieces
    {
        get
        {
            var data = new TheoryData<string, int>();
            // dialects.md shows parts of a sample; a test of that compares them.
            foreach (string document in (string[])["README.md", .. Directory.GetFiles(Repository.Path("docs"), "*.md").Select(f => "docs/" + Path.GetFileName(f)).Where(d => d != "docs/dialects.md").Order(StringComparer.Ordinal)])
                for (int i = 0; i < MarkdownFile.Blocks(document, "csharp").Count; i++)
                    data.Add(document, i);
            return data;
        }
    }

    [Theory, MemberData(nameof(Pieces))]
    public void A_piece_of_code_compiles(string document, int index)
        => Assert.Equal([], Errors(string.Join('\n', MarkdownFile.Blocks(document, "csharp")[index])));

    [Fact]
    public void Code_that_is_wrong_is_told()
    {
        Assert.NotEmpty(Pieces);
        Assert.Contains("NoSuchThing", Assert.Single(Errors("correlator.NoSuchThing();")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Errors(string piece)
    {
        // A whole file declares what it uses; anything else is the body of a method.
        bool isWhole = Regex.IsMatch(piece, @"^(using [\w.]+;|(public |internal |sealed |static )*(class|record) )", RegexOptions.Multiline);
        string code = isWhole ? piece : Usings + "\nstatic class Piece\n{\n    static void Print(Mail mail) { }\n    static void Print(params object?[] values) { }\n    static async Task Run(" + string.Join(", ", AtHand.Where(p => !Declares(piece, p.Name)).Select(p => p.Type + " " + p.Name))
            + ")\n    {\n        await Task.Yield();\n" + piece + "\n    }\n}";
        if (isWhole)
            code = Usings.Replace("using ", "global using ", StringComparison.Ordinal) + "\n" + code;
        bool isProgram = isWhole && !Regex.IsMatch(piece, @"^(public |internal |sealed |static )*(class|record) ", RegexOptions.Multiline);
        CSharpCompilation compilation = CSharpCompilation.Create("Piece", [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest))], References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString());
    }

    private static bool Declares(string piece, string name) => Regex.IsMatch(piece, @"(\w|>|\?|\])\s+" + name + @"\s*(=[^=]|in\b|;)") || Regex.IsMatch(piece, @"\b" + name + @"\s*=>");
}
