using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClickClack.State;

namespace ClickClack.Replies;

/// <summary>Keeps each plan as a content of its own in <c>journal</c>, until it is carried out and nobody can ask for it again.</summary>
internal sealed class PlanStore(IOwnedState state)
{
    private const string Folder = "journal";

    /// <summary>With texts as they are: people read the file, no browser does.</summary>
    private static readonly PlanJson Json = new(
        new JsonSerializerOptions(PlanJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The plans an earlier run left.</summary>
    /// <exception cref="InvalidDataException">One cannot be read.</exception>
    public IReadOnlyList<Plan> Load()
    {
        var plans = new List<Plan>();
        foreach (string name in state.List(Folder))
        {
            if (name.EndsWith(".json", StringComparison.Ordinal) && ReadContent(name) is { } content)
            {
                plans.Add(Read(name, content));
            }
        }

        return plans;
    }

    /// <summary>Keeps a plan, in the place of an earlier one of its trigger. Once this returns it survives a crash.</summary>
    public void Save(Plan plan)
    {
        var line = new ArrayBufferWriter<byte>();
        StateLine.Write(line, JsonSerializer.SerializeToUtf8Bytes(plan, Json.Plan));
        state.Write(NameOf(plan.Trigger), line.WrittenSpan, durable: true);
    }

    /// <summary>Forgets the plan of a trigger. It need not survive a crash: carried out once more, a plan changes nothing.</summary>
    public void Remove(string trigger) => state.Delete(NameOf(trigger));

    private byte[]? ReadContent(string name)
    {
        using Stream? stream = state.Read(name);
        if (stream?.Length > StateLine.Longest)
        {
            throw Unreadable(name, $"it is longer than {StateLine.Longest / 1024 / 1024} MB");
        }

        if (stream is null)
        {
            return null;
        }

        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private Plan Read(string name, ReadOnlySpan<byte> content)
    {
        if (StateLine.TryRead(content.TrimEnd((byte)'\n'), out ReadOnlySpan<byte> json))
        {
            content = json;
        }
        else if (content is not [(byte)'{', ..])
        {
            // Not one of the versions that had no sums either.
            throw Unreadable(name, "it is damaged");
        }

        Plan? plan;
        try
        {
            plan = JsonSerializer.Deserialize(content, Json.Plan);
        }
        catch (JsonException error)
        {
            throw Unreadable(name, error.Message, error);
        }

        return plan switch
        {
            { Version: not Plan.CurrentVersion } => throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{state.Locate(name)} was written by another version of the framework ({plan.Version}); this one knows {Plan.CurrentVersion}")),
            { Trigger.Length: > 0, Messages: { } messages }
                when (messages.Count > 0 || plan.Surplus is { Count: > 0 })
                    && messages.All(static message => message is { Nonce.Length: > 0, Body: not null, Place: not null })
                    && plan.Surplus?.All(static deletion => deletion is { Message.Length: > 0 }) != false
                => plan,
            _ => throw Unreadable(name, "something in it is missing"),
        };
    }

    private InvalidDataException Unreadable(string name, string reason, Exception? error = null) =>
        new($"{state.Locate(name)} cannot be read; delete it to give up the rest of that answer ({reason})", error);

    /// <summary>The server chooses its ids: what it chose must not leave the folder, nor be taken for another.</summary>
    private static string NameOf(string trigger)
    {
        string name = string.Concat(trigger.Take(80).Select(static c => char.IsAsciiLetterOrDigit(c) || c is '_' ? c : '-'));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(trigger)).AsSpan(0, 4));
        return $"{Folder}/{name}-{hash}.json";
    }
}
