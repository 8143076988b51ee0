using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using EchoBot.Tests.Processes;

namespace ClickClack.PackageTests;

/// <summary>What is in the package, and nothing else.</summary>
public sealed class PackageShapeTests(PackedFramework framework)
{
    private const string Library = "lib/net10.0/ClickClack.Framework.dll";
    private const string PlugIns = "analyzers/dotnet/roslyn4.14/cs/";

    [Fact]
    public async Task It_holds_the_library_the_plug_in_and_what_a_build_imports()
    {
        using ZipArchive package = ZipFile.OpenRead(await framework.FileAsync());
        Assert.Equal(
            [
                "README.md",
                PlugIns + "ClickClack.CodeFixes.dll",
                PlugIns + "ClickClack.Generators.dll",
                "build/ClickClack.Framework.props",
                "build/ClickClack.Framework.targets",
                "buildTransitive/ClickClack.Framework.props",
                "buildTransitive/ClickClack.Framework.targets",
                "icon.png",
                Library,
                "lib/net10.0/ClickClack.Framework.xml",
            ],
            Content(package));
    }

    [Fact]
    public async Task Its_manifest_says_what_it_is_and_what_it_needs()
    {
        using ZipArchive package = ZipFile.OpenRead(await framework.FileAsync());
        using Stream file = package.GetEntry("ClickClack.Framework.nuspec")!.Open();
        XElement metadata = XElement.Load(file).Elements().Single();
        Assert.Equal("ClickClack.Framework", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("expression", metadata.Elements().Single(element => element.Name.LocalName == "license").Attribute("type")?.Value);
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("https://github.com/clickclack/clickclack-framework", Value("projectUrl"));
        Assert.NotEmpty(Value("description"));
        XElement repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Equal(("git", "https://github.com/clickclack/clickclack-framework"), (repository.Attribute("type")?.Value, repository.Attribute("url")?.Value));

        // Of the compiler, which the plug-in is built with, nothing.
        Assert.Equal(
            [
                "Microsoft.Extensions.Diagnostics.HealthChecks",
                "Microsoft.Extensions.Hosting",
                "Microsoft.Extensions.Hosting.Abstractions",
                "Microsoft.Extensions.Http",
                "Polly.Core",
            ],
            metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Equal(["net10.0"], metadata.Descendants().Where(element => element.Name.LocalName == "group").Select(element => element.Attribute("targetFramework")?.Value));

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public async Task Its_symbols_are_deterministic_and_carry_the_sources()
    {
        string file = await framework.FileAsync();
        using ZipArchive symbols = ZipFile.OpenRead(Path.ChangeExtension(file, ".snupkg"));
        Assert.Equal(["lib/net10.0/ClickClack.Framework.pdb"], Content(symbols));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(await ReadAsync(symbols, "lib/net10.0/ClickClack.Framework.pdb"));
        MetadataReader reader = pdb.GetMetadataReader();
        Guid embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
        foreach (DocumentHandle handle in reader.Documents)
        {
            string name = reader.GetString(reader.GetDocument(handle).Name);
            Assert.StartsWith("/_/", name, StringComparison.Ordinal);
            Assert.Contains(
                reader.GetCustomDebugInformation(handle), information => reader.GetGuid(reader.GetCustomDebugInformation(information).Kind) == embeddedSource);
        }

        using ZipArchive package = ZipFile.OpenRead(file);
        foreach (string assembly in new[] { Library, PlugIns + "ClickClack.CodeFixes.dll", PlugIns + "ClickClack.Generators.dll" })
        {
            MemoryStream content = await ReadAsync(package, assembly);
            using var image = new PEReader(content);
            Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
            Assert.DoesNotContain(Path.TrimEndingDirectorySeparator(Repository.Root), Encoding.Latin1.GetString(content.ToArray()), StringComparison.Ordinal);
        }
    }

    /// <summary>The files, without those that only make the archive a package.</summary>
    private static IEnumerable<string> Content(ZipArchive package) => package.Entries
        .Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
        .Where(name => name is not ("[Content_Types].xml" or "ClickClack.Framework.nuspec"))
        .Order(StringComparer.Ordinal);

    private static async Task<MemoryStream> ReadAsync(ZipArchive archive, string name)
    {
        var content = new MemoryStream();
        await using (Stream file = archive.GetEntry(name)!.Open())
        {
            await file.CopyToAsync(content);
        }

        content.Position = 0;
        return content;
    }
}
