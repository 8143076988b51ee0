using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>Reads null as if the member were absent: to the server the two are the same (2.4 of the protocol).</summary>
internal abstract class NullAsDefaultConverter<T> : JsonConverter<T>
    where T : struct
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : ReadValue(ref reader);

    protected abstract T ReadValue(ref Utf8JsonReader reader);
}

internal sealed class NumberConverter : NullAsDefaultConverter<long>
{
    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    protected override long ReadValue(ref Utf8JsonReader reader) => reader.GetInt64();
}

internal sealed class SmallNumberConverter : NullAsDefaultConverter<int>
{
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    protected override int ReadValue(ref Utf8JsonReader reader) => reader.GetInt32();
}

internal sealed class FlagConverter : NullAsDefaultConverter<bool>
{
    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);

    protected override bool ReadValue(ref Utf8JsonReader reader) => reader.GetBoolean();
}

internal sealed class TimeConverter : NullAsDefaultConverter<DateTimeOffset>
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>The server writes "" for a time that is not known (the receipt of a marker that never moved).</summary>
    protected override DateTimeOffset ReadValue(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""u8) ? default : reader.GetDateTimeOffset();
}
