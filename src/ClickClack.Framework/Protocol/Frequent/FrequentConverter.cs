using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A type that is read, or written, by hand; the other way by its metadata.</summary>
/// <param name="read">Reads it; null for by its metadata.</param>
/// <param name="write">Writes it; null for by its metadata.</param>
internal sealed class FrequentConverter<T>(ReadJson<T>? read, Action<Utf8JsonWriter, T>? write = null) : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read is null ? JsonSerializer.Deserialize(ref reader, WireFormat.ByMetadata<T>()) : read(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (write is null)
        {
            JsonSerializer.Serialize(writer, value, WireFormat.ByMetadata<T>());
        }
        else
        {
            write(writer, value);
        }
    }
}
