using System.Text.Json;
using System.Text.Json.Nodes;
using ClickClack.Chaos.Tests.Talk;
using ClickClack.Chaos.Tests.World;

namespace ClickClack.Chaos.Tests.Judgement;

/// <summary>Everything needed to find out what went wrong, in a directory of its own.</summary>
internal static class Evidence
{
    public static async Task<string> KeepAsync(Scene scene, Crowd? crowd, IReadOnlyList<ChatMessage> messages, string report)
    {
        string directory = Path.Combine(Repository.Root, "artifacts", "chaos", $"{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}-{ChaosPlan.Seed}");
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "report.txt"), report);
        await File.WriteAllLinesAsync(Path.Combine(directory, "diary.txt"), scene.Diary.Lines);
        await WriteLivesAsync(directory, "bot", scene.Bot);
        if (scene.Server is { } server)
        {
            await WriteLivesAsync(directory, "server", server);
        }

        await File.WriteAllLinesAsync(Path.Combine(directory, "network.txt"), scene.Network.Requests);
        foreach (string file in Directory.EnumerateFiles(scene.StateDirectory, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "lock"))
        {
            string copy = Path.Combine(directory, "state", Path.GetRelativePath(scene.StateDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        await File.WriteAllLinesAsync(Path.Combine(directory, "conversations.jsonl"), messages
            .OrderBy(message => message.Place, StringComparer.Ordinal).ThenBy(message => message.Id, StringComparer.Ordinal)
            .Select(message => Json(message)));
        if (crowd is not null)
        {
            await File.WriteAllLinesAsync(Path.Combine(directory, "asked.txt"), crowd.Triggers.Select(trigger => trigger.ToString()));
            for (int n = 0; n < crowd.People.Count; n++)
            {
                await File.WriteAllLinesAsync(
                    Path.Combine(directory, $"events-{n + 1}.jsonl"), await crowd.People[n].ReadLogAsync(scene.Workspace));
            }
        }

        return directory;
    }

    private static async Task WriteLivesAsync(string directory, string name, Lives lives)
    {
        for (int n = 0; n < lives.Outputs.Count; n++)
        {
            await File.WriteAllLinesAsync(Path.Combine(directory, $"{name}-{n + 1:000}.log"), lives.Outputs[n]);
        }
    }

    private static string Json(ChatMessage message) => new JsonObject
    {
        ["place"] = message.Place,
        ["root"] = message.Root,
        ["seq"] = message.Seq,
        ["id"] = message.Id,
        ["author"] = message.Author,
        ["body"] = message.Body,
        ["quoted"] = message.Quoted,
        ["deleted"] = message.IsDeleted,
        ["files"] = message.Files,
        ["created_at"] = message.CreatedAt.ToString("O"),
    }.ToJsonString(new JsonSerializerOptions(JsonSerializerOptions.Default));
}
