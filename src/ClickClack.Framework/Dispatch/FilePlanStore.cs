using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClickClack.Realtime;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>Keeps each plan in a file of its own under <c>journal</c>: written beside it, flushed to the disk, renamed over it.</summary>
internal sealed class FilePlanStore : IPlanStore
{
    private const string Unfinished = ".new";

    /// <summary>With texts as they are: people read the file, no browser does.</summary>
    private static readonly PlanJson Json = new(
        new JsonSerializerOptions(PlanJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly string directory;

    /// <summary>Makes the directory.</summary>
    /// <param name="state">The directory of the account's state.</param>
    public FilePlanStore(string state)
    {
        directory = Path.Combine(state, "journal");
        PrivateFile.CreateDirectory(directory);
    }

    public IReadOnlyList<Plan> Load()
    {
        var plans = new List<Plan>();
        foreach (string path in Directory.EnumerateFiles(directory))
        {
            if (path.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                // Cut off by a crash: nothing of it was written to the server.
                File.Delete(path);
            }
            else if (path.EndsWith(".json", StringComparison.Ordinal))
            {
                plans.Add(Read(path));
            }
        }

        return plans;
    }

    public void Save(Plan plan)
    {
        string path = PathOf(plan.Trigger);
        string fresh = path + Unfinished;
        using (var stream = new FileStream(fresh, PrivateFile.Options(FileMode.Create)))
        {
            JsonSerializer.Serialize(stream, plan, Json.Plan);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    public void Remove(string trigger) => File.Delete(PathOf(trigger));

    private static Plan Read(string path)
    {
        Plan? plan;
        try
        {
            plan = JsonSerializer.Deserialize(File.ReadAllBytes(path), Json.Plan);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} cannot be read; delete it to give up the rest of that answer ({error.Message})", error);
        }

        return plan switch
        {
            { Version: not Plan.CurrentVersion } => throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} was written by another version of the framework ({plan.Version}); this one knows {Plan.CurrentVersion}")),
            { Trigger.Length: > 0, Messages: { Count: > 0 } messages } when messages.All(static message => message is { Nonce.Length: > 0, Body: not null, Place: not null })
                => plan,
            _ => throw new InvalidDataException($"{path} cannot be read; delete it to give up the rest of that answer (something in it is missing)"),
        };
    }

    /// <summary>The server chooses its ids: what it chose must not leave the directory, nor be taken for another.</summary>
    private string PathOf(string trigger)
    {
        string name = string.Concat(trigger.Take(80).Select(static c => char.IsAsciiLetterOrDigit(c) || c is '_' ? c : '-'));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(trigger)).AsSpan(0, 4));
        return Path.Combine(directory, $"{name}-{hash}.json");
    }
}
