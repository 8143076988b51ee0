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

    /// <summary>What another handler threw; no message.</summary>
    Error,

    /// <summary>What is said to a command that has only sub-commands.</summary>
    CommandGroup,

    /// <summary>A reaction to a message.</summary>
    Reaction,

    /// <summary>What is observed.</summary>
    Event,
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
/// <param name="Lane">Which of its messages wait for each other; null for the default.</param>
/// <param name="Description">The emitted field that describes the command, or null.</param>
internal sealed record RouteKey(
    RouteKind Kind,
    string Command,
    EquatableArray<PlaceTest> Places,
    string Cause,
    string Handler,
    string Call,
    bool UsesServices,
    EquatableArray<RequiredService> Services,
    RouteLane? Lane,
    string? Description)
{
    /// <summary>What an error handler is called for; null for every other.</summary>
    public CaughtError? Error { get; init; }

    /// <summary>The reactions it listens to; null for every other. Messages never lead to it, so it has no places beside these.</summary>
    public ReactionTest? Reaction { get; init; }

    /// <summary>Whether it is a command that runs again when its message is edited.</summary>
    public bool FollowsEdits { get; init; }

    /// <summary>Whether the handler of a reaction takes the message reacted to.</summary>
    public bool NeedsMessage { get; init; }

    /// <summary>The type of the event that is observed, as C# source writes it; null for every other.</summary>
    public string? Event { get; init; }

    /// <summary>Other names of the command.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>The pattern, or null.</summary>
    public RoutePattern? Pattern { get; init; }

    /// <summary>What a command that has only sub-commands is answered with; null for every other.</summary>
    public string? Hint { get; init; }

    /// <summary>What is asked before the handler is called.</summary>
    public GuardSet Guards { get; init; } = GuardSet.None;
}

/// <summary>A route and how its handler is called.</summary>
/// <param name="Key">What the table knows of it.</param>
/// <param name="Name">The emitted method, within the class of the handler's type.</param>
/// <param name="Method">The handler, as C# writes its name.</param>
/// <param name="IsStatic">Whether it needs no instance.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Command">The command in words, or null.</param>
/// <param name="Parameters">What it takes.</param>
internal sealed record Route(
    RouteKey Key,
    string Name,
    string Method,
    bool IsStatic,
    ReturnForm Returns,
    CommandWords? Command,
    EquatableArray<HandlerParameter> Parameters);

/// <summary>A command in words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usage">How it is used.</param>
/// <param name="Description">What it does, or null.</param>
/// <param name="Parameters">What its handler takes.</param>
internal sealed record CommandWords(string Name, string Usage, string? Description, EquatableArray<HandlerParameter> Parameters)
{
    /// <summary>What is read from the text, in order.</summary>
    public List<HandlerParameter> Arguments
    {
        get
        {
            var arguments = new List<HandlerParameter>();
            foreach (HandlerParameter parameter in Parameters)
            {
                if (parameter.IsArgument)
                {
                    arguments.Add(parameter);
                }
            }

            return arguments;
        }
    }
}
