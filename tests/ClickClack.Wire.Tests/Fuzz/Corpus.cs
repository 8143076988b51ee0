using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClickClack.Wire.Tests.Fuzz;

/// <summary>What a real server said, recorded: where mutations start.</summary>
internal static partial class Corpus
{
    private static readonly (List<string> Frames, List<string> Bodies) Recorded = Load();

    public static IReadOnlyList<string> Frames => Recorded.Frames;

    public static IReadOnlyList<string> Bodies => Recorded.Bodies;

    private static (List<string> Frames, List<string> Bodies) Load()
    {
        string root = typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;
        var frames = new List<string>();
        var bodies = new List<string>();
        foreach (string file in Directory.GetFiles(Path.Combine(root, "tests", "ClickClack.LocalServer.Tests", "Conformance"), "*.json").Order())
        {
            foreach (JsonNode? step in JsonNode.Parse(File.ReadAllText(file))!["steps"]!.AsArray())
            {
                if (step!["ws"]?["expectFrame"] is { } frame)
                {
                    frames.Add(WithValues(frame));
                }
                else if (step["http"] is not null && step["expect"]?["json"] is { } body)
                {
                    bodies.Add(WithValues(body));
                }
            }
        }

        return (frames, bodies);
    }

    /// <summary>Recordings have names where a server has values.</summary>
    private static string WithValues(JsonNode json) =>
        Placeholder().Replace(json.ToJsonString().Replace(@"\u003Ctimestamp\u003E", "2026-08-21T10:00:01.5Z", StringComparison.Ordinal), "$1$2_01k3x");

    [GeneratedRegex(@"\{\{([A-Za-z0-9_.]+)\}\}|\\u003C([a-z_]+)\\u003E")]
    private static partial Regex Placeholder();
}
