using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>
/// Walks over the members of an object of JSON. What is null counts as absent, as on the server (2.4 of the protocol); what is of another
/// kind than asked for throws what the serializer turns into a <see cref="JsonException"/>.
/// </summary>
internal static class JsonMembers
{
    /// <summary>Longer than any name that is known.</summary>
    private const int LongestName = 40;

    /// <summary>Ids, names and kinds: a bot hears of a few channels and people, however many messages there are.</summary>
    private static readonly RecentTexts Recent = new();

    /// <summary>Begins an object; the reader is at its value.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static void Begin(ref Utf8JsonReader reader) => Require(reader.TokenType == JsonTokenType.StartObject, "an object was expected");

    /// <summary>Goes to the next name.</summary>
    /// <returns>False at the end of the object.</returns>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Leaves the member's value out.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The text that follows.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    /// <summary>The text that follows, one string for each that comes again and again.</summary>
    public static string? RecurringText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? Recent.Read(ref reader) : reader.GetString();
    }

    /// <summary>The number that follows.</summary>
    public static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
    }

    /// <summary>The flag that follows.</summary>
    public static bool? Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetBoolean();
    }

    /// <summary>The time that follows; the server writes "" for one that is not known.</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null
            : reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""u8) ? default(DateTimeOffset)
            : reader.GetDateTimeOffset();
    }

    /// <summary>The object that follows.</summary>
    public static T? One<T>(ref Utf8JsonReader reader, ReadJson<T> read)
        where T : class
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : read(ref reader);
    }

    /// <summary>The values that follow; null if there is no array.</summary>
    public static T[]? Many<T>(ref Utf8JsonReader reader, ReadJson<T> read)
        where T : class
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : ReadMany(ref reader, read);
    }

    /// <summary>The texts that follow; null if there is no array. One that is null stays so.</summary>
    public static string[]? Texts(ref Utf8JsonReader reader) => Many(ref reader, static (ref Utf8JsonReader text) => text.GetString()!);

    /// <summary>The array that the reader is at. What becomes of a null in it is for <paramref name="read"/> to say.</summary>
    public static T[] ReadMany<T>(ref Utf8JsonReader reader, ReadJson<T> read)
        where T : class
    {
        Require(reader.TokenType == JsonTokenType.StartArray, "an array was expected");
        List<T>? all = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            (all ??= []).Add(read(ref reader));
        }

        return all is null ? [] : [.. all];
    }

    /// <summary>The object that the reader is at, of which one member is what the answer is about.</summary>
    /// <param name="reader">Reads.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="read">Reads its value.</param>
    /// <exception cref="JsonException">It is not there: the answer comes from something else than a ClickClack server.</exception>
    public static T ReadContent<T>(ref Utf8JsonReader reader, string name, ReadJson<T> read)
        where T : class
    {
        T? content = null;
        Begin(ref reader);
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals(name))
            {
                content = One(ref reader, read);
            }
            else
            {
                Skip(ref reader);
            }
        }

        return content ?? throw new JsonException($"\"{name}\" is missing");
    }

    /// <summary>The object that the reader is at.</summary>
    /// <param name="reader">Reads.</param>
    /// <param name="into">What the members are read into.</param>
    /// <param name="member">Reads a member.</param>
    /// <returns><paramref name="into"/>.</returns>
    public static T Read<T>(ref Utf8JsonReader reader, T into, ReadJsonMember<T> member)
        where T : class
    {
        Span<char> buffer = stackalloc char[LongestName];
        Begin(ref reader);
        while (Next(ref reader))
        {
            // A name that is longer is none that is known.
            bool isKnown = !reader.HasValueSequence && reader.ValueSpan.Length <= LongestName;
            member(into, isKnown ? buffer[..reader.CopyString(buffer)] : default, ref reader);
        }

        return into;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new JsonException(what);
        }
    }
}
