using System.Text.RegularExpressions;

namespace ClickClack.Framework.Tests;

/// <summary>Who may use whom inside the library. A file speaks for its folder: the public types share one namespace.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Each folder and what it may use, with what those may use.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Targets"] = [],
        ["Protocol"] = ["Targets"],
        ["Telemetry"] = [],
        ["State"] = [],
        ["Client"] = ["Telemetry", "Protocol", "Targets"],
        ["Handlers"] = ["Client", "Protocol", "Targets"],
        ["Realtime"] = ["State", "Telemetry", "Handlers", "Client", "Protocol", "Targets"],
        ["Replies"] = ["State", "Telemetry", "Handlers", "Client", "Protocol", "Targets"],
        ["Dispatch"] = ["State", "Telemetry", "Realtime", "Replies", "Handlers", "Client", "Protocol", "Targets"],
        ["Configuration"] = ["Targets"],
        ["Hosting"] = ["State", "Telemetry", "Dispatch", "Realtime", "Replies", "Handlers", "Client", "Protocol", "Targets", "Configuration"],
    };

    private static readonly string Library = FindLibrary();

    [Fact]
    public void Every_folder_has_its_place()
    {
        string[] folders = [.. Directory.GetDirectories(Library).Select(folder => Path.GetFileName(folder)!).Where(folder => folder is not ("bin" or "obj" or "build" or "package" or "readytorun"))];

        Assert.Equal(Allowed.Keys.Order(), folders.Order());
    }

    [Fact]
    public void Folders_use_only_what_is_below_them()
    {
        Dictionary<string, string> homes = Homes();
        var wrong = new List<string>();
        foreach (string file in Sources())
        {
            string folder = FolderOf(file);
            string code = Code(file);
            foreach (Match used in UsedNamespace().Matches(code))
            {
                Check(used.Groups[1].Value, used.Value);
            }

            foreach (string name in Identifier().Matches(code).Select(match => match.Value).Distinct())
            {
                if (homes.TryGetValue(name, out string? home))
                {
                    Check(home, name);
                }
            }

            void Check(string home, string what)
            {
                if (home != folder && Allowed.ContainsKey(home) && !Allowed[folder].Contains(home))
                {
                    wrong.Add($"{folder}/{Path.GetFileName(file)} uses {home} ({what})");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_file_is_in_the_namespace_of_its_folder_or_shares_the_public_one()
    {
        foreach (string file in Sources())
        {
            string declared = DeclaredNamespace().Match(Code(file)).Groups[1].Value;
            Assert.True(declared == "ClickClack" || declared == $"ClickClack.{FolderOf(file)}", $"{file}: {declared}");
        }
    }

    [Fact]
    public void Only_the_protocol_knows_the_json_of_the_wire()
    {
        string[] outside = [.. Sources().Where(file => FolderOf(file) != "Protocol" && Code(file).Contains("JsonPropertyName", StringComparison.Ordinal))];

        Assert.Empty(outside);
    }

    [Fact]
    public void Time_comes_from_the_time_provider_only()
    {
        string[] outside = [.. Sources().Where(file => WallClock().IsMatch(Code(file)))];

        Assert.Empty(outside);
    }

    /// <summary>The public types by name: they share a namespace, so that only their folder tells where they belong.</summary>
    private static Dictionary<string, string> Homes()
    {
        var homes = new Dictionary<string, string>();
        foreach (string file in Sources().Where(file => DeclaredNamespace().Match(Code(file)).Groups[1].Value == "ClickClack"))
        {
            foreach (Match type in DeclaredType().Matches(Code(file)))
            {
                homes[type.Groups[1].Value] = FolderOf(file);
            }
        }

        // The server's names of events are constants, some of which are called as the type that observers take.
        foreach (Match name in ConstantText().Matches(Code(Path.Combine(Library, "Protocol", "EventTypes.cs"))))
        {
            homes.Remove(name.Groups[1].Value);
        }

        // Also names of other things: a message of an exception, a channel of a target, the target of a reply, a setting.
        foreach (string common in (string[])["Message", "Channel", "Conversation", "Thread", "User", "Author", "Target", "Per"])
        {
            homes.Remove(common);
        }

        return homes;
    }

    private static IEnumerable<string> Sources() => Allowed.Keys.SelectMany(folder => Directory.GetFiles(Path.Combine(Library, folder), "*.cs", SearchOption.AllDirectories));

    private static string FolderOf(string file) => Path.GetRelativePath(Library, file).Split(Path.DirectorySeparatorChar)[0];

    /// <summary>The text without comments and literals.</summary>
    private static string Code(string file) => Noise().Replace(File.ReadAllText(file), "\"\"");

    private static string FindLibrary()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string library = Path.Combine(directory.FullName, "src", "ClickClack.Framework");
            if (Directory.Exists(library))
            {
                return library;
            }
        }

        throw new DirectoryNotFoundException("The sources of the library are not above the tests.");
    }

    [GeneratedRegex("""//[^\n]*|"(?:\\.|[^"\\\n])*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Noise();

    [GeneratedRegex(@"^using ClickClack\.(\w+);", RegexOptions.Multiline)]
    private static partial Regex UsedNamespace();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex DeclaredNamespace();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+)?([A-Z]\w*)")]
    private static partial Regex DeclaredType();

    [GeneratedRegex(@"\bconst string (\w+)")]
    private static partial Regex ConstantText();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bThread\.Sleep\b|\bStopwatch\b|\bEnvironment\.TickCount")]
    private static partial Regex WallClock();
}
