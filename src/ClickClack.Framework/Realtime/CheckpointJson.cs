using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>
/// The JSON of the lines of the checkpoint file, by hand: without a copy of its thousands of keys, and without what a start would wait for to
/// be compiled.
/// </summary>
internal static class CheckpointJson
{
    private static readonly WireEventConverter Events = new();

    /// <summary>Writes a first line.</summary>
    public static void Write(Utf8JsonWriter writer, Checkpoint checkpoint)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", CheckpointLine.CurrentVersion);
        writer.WriteString("cursor", checkpoint.Cursor);
        WriteKeys(writer, checkpoint.Done);
        WriteEvents(writer, checkpoint.Pending);
        if (checkpoint.Roots is { } roots)
        {
            writer.WriteString("roots_since", roots.Since);
            WriteRoots(writer, roots.Sequences);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a further line.</summary>
    public static void Write(Utf8JsonWriter writer, CheckpointChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("cursor", change.Cursor);
        if (change.Done.Count > 0)
        {
            WriteKeys(writer, change.Done);
        }

        if (change.Pending.Count > 0)
        {
            WriteEvents(writer, change.Pending);
        }

        if (change.Roots.Count > 0)
        {
            WriteRoots(writer, change.Roots);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a line, first or further.</summary>
    /// <exception cref="JsonException">It is no such JSON.</exception>
    public static CheckpointLine Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            CheckpointLine line = JsonMembers.Read(ref reader, new CheckpointLine(), ReadMember);
            return reader.Read() ? throw new JsonException("it goes on after its end") : line;
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new JsonException(error.Message, error);
        }
    }

    private static void ReadMember(CheckpointLine line, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "version":
                line.Version = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "cursor":
                line.Cursor = JsonMembers.Text(ref reader);
                break;
            case "done":
                line.Done = JsonMembers.Texts(ref reader);
                break;
            case "pending":
                line.Pending = JsonMembers.Many(ref reader, Events.Read);
                break;
            case "roots_since":
                line.RootsSince = JsonMembers.Time(ref reader);
                break;
            case "roots":
                line.Roots = JsonMembers.One(ref reader, ReadRoots);
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }

    private static Dictionary<string, long> ReadRoots(ref Utf8JsonReader reader)
    {
        var roots = new Dictionary<string, long>(StringComparer.Ordinal);
        JsonMembers.Begin(ref reader);
        while (JsonMembers.Next(ref reader))
        {
            string conversation = reader.GetString()!;
            roots[conversation] = JsonMembers.Number(ref reader) ?? 0;
        }

        return roots;
    }

    private static void WriteKeys(Utf8JsonWriter writer, IReadOnlyList<string> keys)
    {
        writer.WriteStartArray("done");
        foreach (string key in keys)
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
    }

    private static void WriteEvents(Utf8JsonWriter writer, IReadOnlyList<WireEvent> events)
    {
        writer.WriteStartArray("pending");
        foreach (WireEvent wire in events)
        {
            WireEventConverter.Write(writer, wire);
        }

        writer.WriteEndArray();
    }

    private static void WriteRoots(Utf8JsonWriter writer, IReadOnlyDictionary<string, long> roots)
    {
        writer.WriteStartObject("roots");
        foreach ((string conversation, long sequence) in roots)
        {
            writer.WriteNumber(conversation, sequence);
        }

        writer.WriteEndObject();
    }
}
