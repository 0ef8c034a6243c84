using System.Runtime.InteropServices;
using MailLog.Tests;
using Xunit;

namespace MailLog.Packages.Tests;

/// <summary>The packages in programs that are published without what they do not use; any warning of the linker or compiler fails.</summary>
public class PublishTests
{
    private static readonly string[] Options = ["-c", "Release", "--nologo", "-v", "quiet", "-r", RuntimeInformation.RuntimeIdentifier, "-o", "published"];

    [Fact]
    public void A_trimmed_program_runs()
    {
        string folder = Consumers.New("trimmed");
        Dotnet.Run(folder, Packed.Cache, ["publish", "App", "-p:TargetFrameworks=net10.0", "-f", "net10.0", "--self-contained", "-p:PublishTrimmed=true", .. Options]);
        Consumers.Check(Dotnet.RunProgram(Path.Combine(folder, "published/App"), folder, null, LogFiles.PathOf(Consumers.Log)), ".NETCoreApp,Version=v10.0");
    }

    /// <summary>For .NET 8, whose native compiler every source of packages has.</summary>
    [Fact]
    public void A_native_program_runs()
    {
        string folder = Consumers.New("native");
        Dotnet.Run(folder, Packed.Cache, ["publish", "App", "-p:TargetFrameworks=net8.0", "-f", "net8.0", "-p:PublishAot=true", .. Options]);
        Consumers.Check(Dotnet.RunProgram(Path.Combine(folder, "published/App"), folder, null, LogFiles.PathOf(Consumers.Log)), ".NETCoreApp,Version=v8.0");
    }
}
