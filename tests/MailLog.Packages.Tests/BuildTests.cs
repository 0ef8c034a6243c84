using MailLog.Tests;
using Xunit;

namespace MailLog.Packages.Tests;

/// <summary>The packages in programs for .NET 8, for .NET 10, and behind a library for .NET Standard.</summary>
public class BuildTests
{
    [Fact]
    public void The_code_of_the_documents_runs_over_the_packages()
    {
        string folder = Consumers.New("use");
        Dotnet.Run(folder, Packed.Cache, "build", "All.slnx", "-c", "Release", "--nologo", "-v", "quiet");
        // On a machine without .NET 8 the program for it runs on a later runtime, still with the package's files for .NET 8.
        Consumers.Check(Dotnet.Run(folder, null, "App/bin/Release/net8.0/App.dll", LogFiles.PathOf(Consumers.Log)), ".NETCoreApp,Version=v8.0");
        Consumers.Check(Dotnet.Run(folder, null, "App/bin/Release/net10.0/App.dll", LogFiles.PathOf(Consumers.Log)), ".NETCoreApp,Version=v10.0");
        Consumers.CheckBounces(Dotnet.Run(folder, null, "Bounces/bin/Release/net10.0/Bounces.dll", LogFiles.PathOf(Consumers.Log)));
        // The library was compiled against the files for .NET Standard; the program that uses it brings those for .NET 10.
        Consumers.Check(Dotnet.Run(folder, null, "LibraryApp/bin/Release/net10.0/LibraryApp.dll", LogFiles.PathOf(Consumers.Log)), ".NETCoreApp,Version=v10.0");
    }
}
