using System.Text.Json.Serialization;

namespace ClickClack.Dispatch;

/// <summary>The JSON of the dead-letter file, one letter a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class DeadLetterJson : JsonSerializerContext;
