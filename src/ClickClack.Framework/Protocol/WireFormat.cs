using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClickClack.Protocol;

/// <summary>
/// The JSON of the wire. Unknown members are ignored; what is absent or null keeps its default: servers grow, and to this one null and
/// absent are the same (2.4 of the protocol). What an answer is about must be there, though: an envelope without it comes from something
/// else than a ClickClack server.
/// </summary>
internal static class WireFormat
{
    private static readonly JsonSerializerOptions Frequent = MakeFrequent();

    /// <summary>How a type of the wire is read and written.</summary>
    public static JsonTypeInfo<T> Of<T>() =>
        Frequent.TryGetTypeInfo(typeof(T), out JsonTypeInfo? byHand) ? (JsonTypeInfo<T>)byHand : ByMetadata<T>();

    /// <summary>How a type is read and written that is not read and written by hand: the same, only slower to begin with.</summary>
    public static JsonTypeInfo<T> ByMetadata<T>() => (JsonTypeInfo<T>)Lenient.Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions MakeFrequent()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new FrequentTypes() };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>A class of its own: a bot that reads and writes frequent types only does not make it.</summary>
    private static class Lenient
    {
        public static readonly JsonSerializerOptions Options = Make();

        private static JsonSerializerOptions Make()
        {
            var options = new JsonSerializerOptions(WireJson.Default.Options) { TypeInfoResolver = WireJson.Default.WithAddedModifier(IgnoreNull) };
            options.MakeReadOnly();
            return options;
        }

        private static void IgnoreNull(JsonTypeInfo type)
        {
            foreach (JsonPropertyInfo member in type.Properties)
            {
                if (member is { Set: { } set, IsSetNullable: false } && !member.PropertyType.IsValueType && member.AssociatedParameter is null)
                {
                    member.IsSetNullable = true;
                    member.Set = (target, value) =>
                    {
                        if (value is not null)
                        {
                            set(target, value);
                        }
                    };
                }
            }
        }
    }
}
