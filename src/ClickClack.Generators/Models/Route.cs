namespace ClickClack.Generators;

/// <summary>What a route listens to.</summary>
internal enum RouteKind
{
    /// <summary>The root messages or threads of a place.</summary>
    Place,

    /// <summary>Every message in its places.</summary>
    Message,

    /// <summary>A mention of the bot.</summary>
    Mention,

    /// <summary>A pattern.</summary>
    Pattern,

    /// <summary>A command.</summary>
    Command,

    /// <summary>What is said to a command that has only sub-commands.</summary>
    CommandGroup,
}

/// <summary>All that the table of routes has to know of one route; small, so that the table is rewritten only if it changes.</summary>
/// <param name="Kind">What it listens to.</param>
/// <param name="Command">The command's name, of one word or several, or empty.</param>
/// <param name="Places">Where it listens: any of them.</param>
/// <param name="Cause">What it listens to, in words.</param>
/// <param name="Handler">The method, for example <c>EchoBot.Dice.Roll</c>.</param>
/// <param name="Call">The emitted method that calls it.</param>
/// <param name="UsesServices">Whether the call needs services.</param>
/// <param name="Services">What must be registered for it.</param>
internal sealed record RouteKey(
    RouteKind Kind,
    string Command,
    EquatableArray<PlaceTest> Places,
    string Cause,
    string Handler,
    string Call,
    bool UsesServices,
    EquatableArray<RequiredService> Services)
{
    /// <summary>Other names of the command.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>The pattern, or null.</summary>
    public RoutePattern? Pattern { get; init; }

    /// <summary>How the command is used, or null.</summary>
    public string? Usage { get; init; }

    /// <summary>What is asked before the handler is called.</summary>
    public GuardSet Guards { get; init; } = GuardSet.None;
}

/// <summary>A route and how its handler is called.</summary>
/// <param name="Key">What the table knows of it.</param>
/// <param name="Name">The emitted method, within the class of the handler's type.</param>
/// <param name="Method">The handler, as C# writes its name.</param>
/// <param name="IsStatic">Whether it needs no instance.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Usage">How the command is used, or null.</param>
/// <param name="Parameters">What it takes.</param>
internal sealed record Route(
    RouteKey Key,
    string Name,
    string Method,
    bool IsStatic,
    ReturnForm Returns,
    string? Usage,
    EquatableArray<HandlerParameter> Parameters);
