namespace ClickClack.Generators;

/// <summary>What is asked before a handler is called.</summary>
internal sealed record GuardSet
{
    /// <summary>Nothing is.</summary>
    public static readonly GuardSet None = new();

    /// <summary>The people it answers; none for everybody.</summary>
    public EquatableArray<string> AllowFrom { get; init; }

    /// <summary>The bots it answers.</summary>
    public EquatableArray<string> AllowBots { get; init; }

    /// <summary>Whether the bot must be mentioned, or null.</summary>
    public bool? RequireMention { get; init; }

    /// <summary>How often it answers, or null.</summary>
    public CooldownLimit? Cooldown { get; init; }

    /// <summary>The account it belongs to, or null.</summary>
    public string? Account { get; init; }

    /// <summary>The scopes it says it needs.</summary>
    public EquatableArray<string> Scopes { get; init; }

    /// <summary>The filters, in order.</summary>
    public EquatableArray<RouteFilter> Filters { get; init; }

    /// <summary>
    /// What of them there is to be asked of an observer, which has no message to judge, and of an error handler, whose message they have
    /// let pass.
    /// </summary>
    public GuardSet OfNoMessage() => None with { Account = Account, Scopes = Scopes };

    /// <summary>Whether the framework has something to check before the handler's turn.</summary>
    public bool HasRules => AllowFrom.Count > 0 || AllowBots.Count > 0 || RequireMention is not null || Cooldown is not null;
}

/// <summary>So many messages in so long.</summary>
/// <param name="Messages">How many.</param>
/// <param name="Seconds">In how many seconds.</param>
/// <param name="Per">Whose: the name of a member of <c>ClickClack.Per</c>.</param>
internal sealed record CooldownLimit(int Messages, double Seconds, string Per);

/// <summary>A filter and how it is made.</summary>
/// <param name="Name">The full name, for people.</param>
/// <param name="SourceName">The type as C# source writes it.</param>
/// <param name="Constructor">What its constructor takes.</param>
/// <param name="Disposal">How it is disposed of.</param>
internal sealed record RouteFilter(string Name, string SourceName, EquatableArray<HandlerParameter> Constructor, Disposal Disposal);
