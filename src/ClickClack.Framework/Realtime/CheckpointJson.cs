using System.Text.Json.Serialization;

namespace ClickClack.Realtime;

/// <summary>The JSON of the checkpoint file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckpointFile))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
