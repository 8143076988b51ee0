namespace ClickClack.Generators;

/// <summary>What an error handler is called for.</summary>
/// <param name="Type">The type of exception, as C# source writes it.</param>
/// <param name="Depth">How many types it derives from: the most derived comes first.</param>
internal sealed record CaughtError(string Type, int Depth);
