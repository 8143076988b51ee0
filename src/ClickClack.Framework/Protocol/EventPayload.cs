using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>
/// The details of an event. Those of nearly all are a handful of texts, so they are kept as such: a document for each would cost several
/// times as much, and thousands of events are kept at once.
/// </summary>
internal readonly struct EventPayload
{
    private static readonly string[] UsualNames =
    [
        "message_id", "author_id", "root_message_id", "direct_conversation_id", "channel_id", "nonce", "correlation_id", "user_id",
        "emoji", "kind", "turn_id", "topic_id",
    ];

    /// <summary>The members of an object, in order, then empty places; null if the payload is none.</summary>
    private readonly Member[]? members;

    /// <summary>A payload that is no object; undefined if there is none.</summary>
    private readonly JsonElement other;

    private EventPayload(Member[] members) => this.members = members;

    private EventPayload(JsonElement other) => this.other = other;

    /// <summary>A payload of texts; those that are null are left out.</summary>
    public static EventPayload Of(params ReadOnlySpan<(string Name, string? Text)> texts)
    {
        var members = new List<Member>(texts.Length);
        foreach ((string name, string? text) in texts)
        {
            if (text is not null)
            {
                members.Add(new Member(name, text));
            }
        }

        return new EventPayload([.. members]);
    }

    /// <summary>Reads the value the reader is at.</summary>
    /// <param name="reader">Reads.</param>
    /// <param name="recent">Keeps the texts that come again and again.</param>
    public static EventPayload Read(ref Utf8JsonReader reader, RecentTexts recent)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new EventPayload(JsonElement.ParseValue(ref reader));
        }

        var members = new Member[6];
        int count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = Name(ref reader);
            reader.Read();
            Member member = ReadMember(name, ref reader, recent);
            if (name is not null)
            {
                if (count == members.Length)
                {
                    Array.Resize(ref members, count * 2);
                }

                members[count++] = member;
            }
        }

        return new EventPayload(members);
    }

    /// <summary>A text, or null if it is absent or something else. Of equal names the last counts, as everywhere in JSON.</summary>
    public string? Text(string name)
    {
        for (int i = (members?.Length ?? 0) - 1; i >= 0; i--)
        {
            if (members![i].Name == name)
            {
                return members[i].Value as string;
            }
        }

        return null;
    }

    /// <summary>A whole number, or null if it is absent or something else.</summary>
    public long? Number(string name) => Value(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

    /// <summary>Whether a member is there and true.</summary>
    public bool IsTrue(string name) => Value(name).ValueKind == JsonValueKind.True;

    /// <summary>The payload as JSON; undefined if there is none.</summary>
    public JsonElement ToElement()
    {
        if (members is null)
        {
            return other;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteTo(writer);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Writes it as a value; an absent one as null.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (members is null)
        {
            if (other.ValueKind == JsonValueKind.Undefined)
            {
                writer.WriteNullValue();
            }
            else
            {
                WriteAsItIs(writer, other);
            }

            return;
        }

        writer.WriteStartObject();
        foreach (Member member in members)
        {
            if (member.Name is null)
            {
                break;
            }

            writer.WritePropertyName(member.Name);
            if (member.Value is string text)
            {
                writer.WriteStringValue(text);
            }
            else
            {
                WriteAsItIs(writer, (JsonElement)member.Value);
            }
        }

        writer.WriteEndObject();
    }

    private JsonElement Value(string name)
    {
        for (int i = (members?.Length ?? 0) - 1; i >= 0; i--)
        {
            if (members![i].Name == name)
            {
                return members[i].Value is JsonElement value ? value : default;
            }
        }

        return default;
    }

    /// <summary>Not decoded: what came as JSON can go as JSON, even where it is no text.</summary>
    private static void WriteAsItIs(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    /// <summary>The name the reader is at; null for one that is no text (half a character).</summary>
    private static string? Name(ref Utf8JsonReader reader)
    {
        foreach (string usual in UsualNames)
        {
            if (reader.ValueTextEquals(usual))
            {
                return usual;
            }
        }

        return TextOf(ref reader);
    }

    private static Member ReadMember(string? name, ref Utf8JsonReader reader, RecentTexts recent) =>
        reader.TokenType == JsonTokenType.String && TextOf(ref reader, Recurs(name) ? recent : null) is { } text
            ? new Member(name ?? "", text)
            : new Member(name ?? "", JsonElement.ParseValue(ref reader));

    /// <summary>Whether the same texts come again and again under a name.</summary>
    private static bool Recurs(string? name) => name is "author_id" or "channel_id" or "direct_conversation_id" or "user_id" or "emoji" or "kind";

    private static string? TextOf(ref Utf8JsonReader reader, RecentTexts? recent = null)
    {
        try
        {
            return recent is null ? reader.GetString() : recent.Read(ref reader);
        }
        catch (InvalidOperationException)
        {
            // Half a character: JSON that can be parsed, but is no text.
            return null;
        }
    }

    /// <summary>A member, or an empty place.</summary>
    /// <param name="Name">Its name; null for an empty place.</param>
    /// <param name="Value">Its value: a string if it is a text, else a <see cref="JsonElement"/>.</param>
    private readonly record struct Member(string? Name, object Value);
}
