using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Xunit;

namespace Scvm.Tests;

/// <summary>The package as its users meet it: throw-away projects that run the program of the package's README.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("scvm-package-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_project_that_references_the_package_runs_its_readme()
    {
        (string program, string output) = Readme();
        string built = Build(program, $"""
            <PropertyGroup>
              <RestoreSources>{Path.GetDirectoryName(Places.Package)}</RestoreSources>
              <RestorePackagesPath>{folder}/packages</RestorePackagesPath>
            </PropertyGroup>
            <ItemGroup><PackageReference Include="Scvm" Version="{Places.Version}" /></ItemGroup>
            """);
        Assert.Equal((0, output), Run(built));

        // An override that leads nowhere says so; one that leads to the library needs nothing else.
        (int code, string text) = Run(built, "/nowhere/libscvm_csharp.so");
        Assert.NotEqual(0, code);
        Assert.Contains("DllNotFoundException", text);
        Assert.Contains("/nowhere/libscvm_csharp.so: no such file", text);
        Assert.Contains("SCVM_LIBRARY_PATH", text);

        foreach (string copy in Directory.GetFiles(folder, Path.GetFileName(Places.NativeLibrary), SearchOption.AllDirectories))
        {
            File.Delete(copy);
        }
        (code, text) = Run(built);
        Assert.NotEqual(0, code);
        Assert.Matches(@"Scvm needs its native library \S+ for (linux|osx|win)-\w+\. Tried:", text);
        Assert.Contains(Path.Combine(Path.GetDirectoryName(built)!, "runtimes"), text);
        Assert.Equal((0, output), Run(built, Places.NativeLibrary));
        Assert.Equal((0, output), Run(built, Path.GetDirectoryName(Places.NativeLibrary)!));
    }

    [Fact]
    public void The_assembly_for_net_standard_runs_it_too()
    {
        (string program, string output) = Readme();
        ZipFile.ExtractToDirectory(Places.Package, Path.Combine(folder, "unpacked"));
        string built = Build(program, $"""
            <ItemGroup>
              <Reference Include="{folder}/unpacked/lib/netstandard2.0/Scvm.dll" />
              <None Include="{folder}/unpacked/runtimes/*/native/*" CopyToOutputDirectory="Always" Link="%(Filename)%(Extension)" />
            </ItemGroup>
            """);
        Assert.Equal((0, output), Run(built));
    }

    [Fact]
    public void The_package_holds_both_assemblies_their_documentation_and_the_native_library()
    {
        using ZipArchive package = ZipFile.OpenRead(Places.Package);
        string[] names = package.Entries.Select(e => e.FullName).ToArray();
        foreach (string framework in new[] { "net8.0", "netstandard2.0" })
        {
            Assert.Contains($"lib/{framework}/Scvm.dll", names);
            Assert.Contains($"lib/{framework}/Scvm.xml", names);
        }
        Assert.Contains(names, n => Regex.IsMatch(n, @"^runtimes/\w+-\w+/native/") && n.EndsWith(Path.GetFileName(Places.NativeLibrary)));
        Assert.Contains("README.md", names);
    }

    /// <summary>The first program of the package's README, and the output that it promises.</summary>
    private static (string Program, string Output) Readme()
    {
        string text = File.ReadAllText(Path.Combine(Places.Sources, "csharp", "README.md"));
        Match found = Regex.Match(text, "```csharp\n(.*?)```\n\n```\n(.*?)```", RegexOptions.Singleline);
        Assert.True(found.Success);
        return (found.Groups[1].Value, found.Groups[2].Value);
    }

    private string Build(string program, string reference)
    {
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        File.WriteAllText(Path.Combine(folder, "consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                <UseAppHost>false</UseAppHost>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
              <ItemGroup><Compile Include="Program.cs" /></ItemGroup>
              {reference}
            </Project>
            """);
        (int code, string text) = Dotnet(null, "build", "consumer.csproj", "-o", "built", "--nologo", "-v", "quiet", "-p:UseSharedCompilation=false");
        Assert.True(code == 0, text);
        return Path.Combine(folder, "built", "consumer.dll");
    }

    private (int Code, string Text) Run(string program, string? library = null) => Dotnet(library, "exec", program);

    private (int Code, string Text) Dotnet(string? library, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test host was started with must not steer the consumer.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }
        start.Environment.Remove("SCVM_LIBRARY_PATH");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (library is not null)
        {
            start.Environment["SCVM_LIBRARY_PATH"] = library;
        }
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, text);
    }
}
