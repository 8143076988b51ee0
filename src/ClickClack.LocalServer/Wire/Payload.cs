using System.Text.Json;

namespace ClickClack.Local.Wire;

/// <summary>Builds event payloads: keys in ordinal order, absent values left out.</summary>
internal static class Payload
{
    public static RawJson Of(params ReadOnlySpan<(string Key, object? Value)> members)
    {
        var sorted = members.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new(Json.Text(writer =>
        {
            writer.WriteStartObject();
            foreach (var (key, value) in sorted)
            {
                switch (value)
                {
                    case null:
                        break;
                    case string text:
                        writer.WriteString(key, text);
                        break;
                    case long number:
                        writer.WriteNumber(key, number);
                        break;
                    case bool flag:
                        writer.WriteBoolean(key, flag);
                        break;
                    case JsonElement element:
                        writer.WritePropertyName(key);
                        element.WriteTo(writer);
                        break;
                    default:
                        throw new ArgumentException($"A payload cannot hold {value.GetType()}.", nameof(members));
                }
            }
            writer.WriteEndObject();
        }));
    }
}
