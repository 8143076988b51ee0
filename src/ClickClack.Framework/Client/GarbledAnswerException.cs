using System.Text.Json;

namespace ClickClack.Client;

/// <summary>An answer is no JSON at all. A server that has spoken JSON before did not say that: it was damaged on the way.</summary>
internal sealed class GarbledAnswerException(JsonException inner) : JsonException(inner.Message, inner);
