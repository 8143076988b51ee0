using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ClickClack.Protocol;

namespace ClickClack.Wire.Tests.Recorded;

/// <summary>One of the wire's types: how it is read, written, and compared with what it was read from.</summary>
internal sealed class Shape
{
    private readonly JsonTypeInfo type;
    private readonly Func<string, object?> read;
    private readonly Func<string, object?> readByMetadata;
    private readonly Func<object, string> write;

    private Shape(JsonTypeInfo type, Func<string, object?> read, Func<string, object?> readByMetadata, Func<object, string> write)
    {
        this.type = type;
        this.read = read;
        this.readByMetadata = readByMetadata;
        this.write = write;
    }

    public string Name => type.Type.Name;

    public static Shape Of<T>()
        where T : class
    {
        // What is read by hand has metadata all the same, which says what is to be read.
        JsonTypeInfo<T> type = WireFormat.ByMetadata<T>();
        return new Shape(
            type,
            text => JsonSerializer.Deserialize(text, WireFormat.Of<T>()),
            text => JsonSerializer.Deserialize(text, type),
            value => JsonSerializer.Serialize((T)value, type));
    }

    public object Read(JsonNode json) => read(json.ToJsonString()) ?? throw new InvalidDataException("null");

    /// <summary>As <see cref="Read"/>, by the type's metadata, which for what is frequent is another way.</summary>
    public object ReadByMetadata(JsonNode json) => readByMetadata(json.ToJsonString()) ?? throw new InvalidDataException("null");

    public JsonNode Write(object value) => JsonNode.Parse(write(value))!;

    /// <summary>What was lost or changed on the way through the type: members it knows whose value is another one, and that is no default.</summary>
    public IEnumerable<string> Differences(JsonNode before, JsonNode after) => Differences(type, before, after, Name);

    /// <summary>Members the type does not know.</summary>
    public IEnumerable<string> Unknown(JsonNode json) => Unknown(type, json, Name);

    /// <summary>Members that are null and must not be.</summary>
    public IEnumerable<string> WrongNulls(object value) => WrongNulls(type, value, Name);

    /// <summary>Whether a member of what is read as this may be absent.</summary>
    public static bool MayBeAbsent(JsonTypeInfo? type, string member) =>
        type?.Properties.FirstOrDefault(property => property.Name == member) is not { AssociatedParameter.HasDefaultValue: false };

    /// <summary>Every object in what is read as this, with its type if that is known.</summary>
    public IEnumerable<(JsonObject Json, JsonTypeInfo? Type)> Levels(JsonNode json) => Levels(type, json);

    private static IEnumerable<(JsonObject Json, JsonTypeInfo? Type)> Levels(JsonTypeInfo? type, JsonNode? json)
    {
        switch (json)
        {
            case JsonObject members:
                yield return (members, type);
                foreach ((string name, JsonNode? value) in members)
                {
                    foreach (var level in Levels(TypeOf(type, name), value))
                    {
                        yield return level;
                    }
                }

                break;
            case JsonArray elements:
                foreach (var level in elements.SelectMany(element => Levels(ElementOf(type), element)))
                {
                    yield return level;
                }

                break;
        }
    }

    private static IEnumerable<string> Differences(JsonTypeInfo? type, JsonNode? before, JsonNode? after, string path)
    {
        switch (before)
        {
            case null:
                return [];
            case JsonObject members when type?.Kind == JsonTypeInfoKind.Object || type?.Type == typeof(WireEvent):
                return members.Where(member => Knows(type, member.Key)).SelectMany(
                    member => Differences(TypeOf(type, member.Key), member.Value, after?[member.Key], $"{path}.{member.Key}"));
            case JsonArray elements when type?.Kind == JsonTypeInfoKind.Enumerable:
                return (after as JsonArray)?.Count == elements.Count
                    ? elements.SelectMany((element, i) => Differences(ElementOf(type), element, after![i], $"{path}[{i}]"))
                    : elements.Count == 0 && after is null ? [] : [$"{path}: {elements.Count} elements became {after?.ToJsonString()}"];
            default:
                return Same(before, after) ? [] : [$"{path}: {before.ToJsonString()} became {after?.ToJsonString() ?? "nothing"}"];
        }
    }

    private static bool Same(JsonNode before, JsonNode? after)
    {
        if (after is null)
        {
            return before.ToJsonString() is "\"\"" or "0" or "false" or "[]" or "{}";
        }

        // The server's nanoseconds are more than a clock here can tell.
        return JsonNode.DeepEquals(before, after)
            || (before is JsonValue one && after is JsonValue other && one.TryGetValue(out string? text) && other.TryGetValue(out string? said)
                && ((text.Length == 0 && said.StartsWith("0001-01-01", StringComparison.Ordinal))
                    || (DateTimeOffset.TryParse(text, null, out DateTimeOffset time) && DateTimeOffset.TryParse(said, null, out DateTimeOffset same) && (time - same).Duration() < TimeSpan.FromMicroseconds(1))));
    }

    private static IEnumerable<string> Unknown(JsonTypeInfo? type, JsonNode? json, string path) => json switch
    {
        JsonObject members when type?.Kind == JsonTypeInfoKind.Object => members.SelectMany(member => Knows(type, member.Key)
            ? Unknown(TypeOf(type, member.Key), member.Value, $"{NameOf(type) ?? path}.{member.Key}")
            : [$"{NameOf(type) ?? path}.{member.Key}"]),
        JsonArray elements => elements.SelectMany(element => Unknown(ElementOf(type), element, path)),
        _ => [],
    };

    private static IEnumerable<string> WrongNulls(JsonTypeInfo type, object value, string path)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                return type.Properties.Where(property => property.Get is not null).SelectMany(property => property.Get!(value) is { } member
                    ? WrongNulls(Info(property.PropertyType), member, $"{path}.{property.Name}")
                    : property.IsGetNullable ? [] : [$"{path}.{property.Name}"]);
            case JsonTypeInfoKind.Enumerable:
                return ((System.Collections.IEnumerable)value).Cast<object?>().SelectMany(element =>
                    element is null ? [$"{path}[]"] : WrongNulls(Info(type.ElementType!), element, $"{path}[]"));
            default:
                return [];
        }
    }

    private static string? NameOf(JsonTypeInfo type) => type.Type.Name;

    private static bool Knows(JsonTypeInfo? type, string member) =>
        type?.Type == typeof(WireEvent)
            ? member is "id" or "cursor" or "type" or "workspace_id" or "channel_id" or "seq" or "created_at" or "mentioned_user_ids" or "payload"
            : type?.Properties.Any(property => property.Name == member) == true;

    private static JsonTypeInfo? TypeOf(JsonTypeInfo? type, string member) =>
        type?.Kind == JsonTypeInfoKind.Object && type.Properties.FirstOrDefault(property => property.Name == member) is { } property
            ? Info(property.PropertyType)
            : null;

    private static JsonTypeInfo? ElementOf(JsonTypeInfo? type) => type?.ElementType is { } element ? Info(element) : null;

    private static JsonTypeInfo Info(Type type) => WireFormat.ByMetadata<WireMessage>().Options.GetTypeInfo(type);
}
