namespace ClickClack.Generators;

/// <summary>A type with handlers: one emitted file.</summary>
/// <param name="HintName">The name of the file.</param>
/// <param name="Namespace">The namespace of the emitted routes.</param>
/// <param name="Name">The full name, for example <c>EchoBot.Dice</c>.</param>
/// <param name="SourceName">The full name as C# source writes it.</param>
/// <param name="CallerName">The emitted class that calls the handlers.</param>
/// <param name="Constructor">What the constructor takes.</param>
/// <param name="Disposal">How an instance is disposed of.</param>
/// <param name="Routes">The routes, in source order.</param>
/// <param name="Order">Where the type stands in the source: of use to the table only, so null in what its own file is written from.</param>
internal sealed record HandlerType(
    string HintName,
    string Namespace,
    string Name,
    string SourceName,
    string CallerName,
    EquatableArray<HandlerParameter> Constructor,
    Disposal Disposal,
    EquatableArray<Route> Routes,
    SourceOrder? Order)
{
    private const string CallPrefix = "Call_";

    /// <summary>The emitted class that describes the commands.</summary>
    public string CommandsName => "Commands_" + CallerName.Substring(CallPrefix.Length);

    /// <summary>The emitted class that holds regular expressions.</summary>
    public string PatternsName => "Patterns_" + CallerName.Substring(CallPrefix.Length);
}

/// <summary>How an instance of a handler type is disposed of after the call it was made for.</summary>
internal enum Disposal
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Through <see cref="IDisposable"/>.</summary>
    Dispose,

    /// <summary>Through <c>IAsyncDisposable</c>.</summary>
    DisposeAsync,
}
