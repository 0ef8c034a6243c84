using System.Reflection;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using Xunit;

namespace MailLog.Tests;

/// <summary>Compares a library's public API with the text that was approved.</summary>
/// <remarks>The approved text is written only when <c>MAILLOG_APPROVE=1</c> asks for it; look at the difference before you commit it.</remarks>
internal static class ApiApproval
{
    /// <param name="library">The build under test.</param>
    /// <param name="approvedPath">Path of the approved text, from the repository's root.</param>
    /// <param name="notOnNetStandard">Lines that the netstandard2.0 build need not have, each with its reason in the test.</param>
    public static void Check(Assembly library, string approvedPath, params (string Line, string OnNetStandard)[] notOnNetStandard)
    {
        string path = Repository.Path(approvedPath), actual = ApiPrinter.Print(library);
        if (Environment.GetEnvironmentVariable("MAILLOG_APPROVE") == "1" && !IsNetStandard(library))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }
        if (library.GetExportedTypes().Length == 0)
            return;
        Assert.True(File.Exists(path), "There is no approved API yet: run the test with MAILLOG_APPROVE=1.");
        string approved = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
        if (IsNetStandard(library))
        {
            foreach ((string line, string replacement) in notOnNetStandard)
            {
                Assert.Contains(line, approved, StringComparison.Ordinal);
                approved = approved.Replace(line, replacement, StringComparison.Ordinal);
            }
        }
        Assert.Equal(approved, actual);
    }

    /// <summary>The library's build for another framework, as the build of the solution left it.</summary>
    public static Assembly Load(string library, string framework)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string path = Repository.Path($"src/{library}/bin/{configuration}/{framework}/{library}.dll");
        Assert.True(File.Exists(path), "Build the solution first: there is no " + path);
        return new Context(Path.GetDirectoryName(path)!).LoadFromAssemblyPath(path);
    }

    public static bool IsNetStandard(Assembly library) =>
        library.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal);

    /// <summary>Takes the libraries beside the one that is loaded, and all else from the framework.</summary>
    private sealed class Context(string folder) : AssemblyLoadContext(isCollectible: false)
    {
        protected override Assembly? Load(AssemblyName name)
        {
            string path = Path.Combine(folder, name.Name + ".dll");
            return name.Name!.StartsWith("MailLog.", StringComparison.Ordinal) && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
