namespace ClickClack.Generators;

/// <summary>Where the value of a parameter comes from.</summary>
internal enum ParameterSource
{
    /// <summary>The message.</summary>
    Message,

    /// <summary>The message's author.</summary>
    Author,

    /// <summary>The end of the bot.</summary>
    Cancellation,

    /// <summary>What a handler threw.</summary>
    Error,

    /// <summary>What shows what a handler is doing.</summary>
    Progress,

    /// <summary>The reaction.</summary>
    Reaction,

    /// <summary>Who reacted.</summary>
    Reactor,

    /// <summary>The event that is observed.</summary>
    Event,

    /// <summary>The services.</summary>
    Service,

    /// <summary>A word, as it is.</summary>
    Text,

    /// <summary>The rest of the text.</summary>
    Rest,

    /// <summary>A word: yes or no.</summary>
    Boolean,

    /// <summary>A word: an absolute address.</summary>
    Address,

    /// <summary>A word: a duration.</summary>
    Duration,

    /// <summary>A word: a date and time with its zone.</summary>
    Moment,

    /// <summary>A word: a date and time.</summary>
    DateTime,

    /// <summary>A word: a date.</summary>
    Date,

    /// <summary>A word: a time of day.</summary>
    Time,

    /// <summary>A word that names a user, who is looked up.</summary>
    User,

    /// <summary>A word that names a channel, which is looked up.</summary>
    Channel,

    /// <summary>A word: the name of an enum's member.</summary>
    Name,

    /// <summary>A word: a number that may have a fraction.</summary>
    Number,

    /// <summary>A word: one character, of any plane.</summary>
    Rune,

    /// <summary>A word that its type parses from characters.</summary>
    SpanParsable,

    /// <summary>A word that its type parses from a string.</summary>
    Parsable,
}

/// <summary>A parameter of a handler or of the constructor of its type.</summary>
/// <param name="Source">Where its value comes from.</param>
/// <param name="Name">Its name.</param>
/// <param name="Local">The local variable that holds an argument.</param>
/// <param name="Type">Its type as C# source writes it, nullability included.</param>
/// <param name="PlainType">The same without <c>?</c>: the service asked for, or the value read, of a list each of its values.</param>
/// <param name="IsReference">Whether that is a reference type.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
/// <param name="Default">The value of a missing argument, as C# source.</param>
/// <param name="Expected">What an argument takes, in words, or null if nothing is known of its type.</param>
/// <param name="Description">What an argument is for, in words, or null.</param>
/// <param name="Key">The key of a keyed service, as C# source, or null.</param>
/// <param name="Names">The names of an enum's members.</param>
internal sealed record HandlerParameter(
    ParameterSource Source,
    string Name,
    string Local,
    string Type,
    string PlainType,
    bool IsReference,
    bool IsOptional,
    string Default,
    string? Expected,
    string? Description,
    string? Key,
    NameSet? Names)
{
    /// <summary>A parameter that the framework fills, whose type needs not be written.</summary>
    public static HandlerParameter OfFramework(ParameterSource source, string name) => new(
        source, name, Local: "", Type: "", PlainType: "", IsReference: false, IsOptional: false, Default: "", Expected: null, Description: null, Key: null, Names: null);

    /// <summary>The name of an option, or null.</summary>
    public string? Option { get; init; }

    /// <summary>The letter of an option; null if it has none.</summary>
    public char? Letter { get; init; }

    /// <summary>Whether it takes several values, and as what.</summary>
    public ListForm List { get; init; }

    /// <summary>The type of a list's values as C# source writes it.</summary>
    public string ItemType { get; init; } = "";

    /// <summary>The local variable that holds one value of a list while it is checked, or the name of a user or channel.</summary>
    public string WordLocal { get; init; } = "";

    /// <summary>What each value must be besides.</summary>
    public EquatableArray<ValueCheck> Checks { get; init; }

    /// <summary>How many values a list takes; null for any number.</summary>
    public CountRange? Counts { get; init; }

    /// <summary>The words it takes, if these are all there are.</summary>
    public EquatableArray<string> Choices { get; init; }

    /// <summary>Whether it is read from the text.</summary>
    public bool IsArgument => Source >= ParameterSource.Text;

    /// <summary>Whether it is a word, known by its position.</summary>
    public bool IsWord => IsArgument && Option is null && Source != ParameterSource.Rest;

    /// <summary>Whether it is an option that needs no value.</summary>
    public bool IsSwitch => Option is not null && Source == ParameterSource.Boolean && List == ListForm.None;

    /// <summary>Whether what it names is looked up once the text was read.</summary>
    public bool IsLookedUp => Source is ParameterSource.User or ParameterSource.Channel;
}

/// <summary>Whether a parameter takes several values.</summary>
internal enum ListForm
{
    /// <summary>One value.</summary>
    None,

    /// <summary>A <c>List&lt;T&gt;</c>, or an interface of it.</summary>
    List,

    /// <summary>An array, or a span of one.</summary>
    Array,

    /// <summary>A <c>HashSet&lt;T&gt;</c>, or an interface of it.</summary>
    Set,

    /// <summary>An <c>ImmutableArray&lt;T&gt;</c>.</summary>
    ImmutableArray,

    /// <summary>An <c>ImmutableList&lt;T&gt;</c>.</summary>
    ImmutableList,

    /// <summary>An <c>ImmutableHashSet&lt;T&gt;</c>.</summary>
    ImmutableHashSet,
}

/// <summary>How many values a list takes.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
internal readonly record struct CountRange(int Least, int Most);

/// <summary>What a value must be besides being of its type.</summary>
/// <param name="Pattern">What it has to match, as C# source behind <c>is</c>; or null.</param>
/// <param name="Expression">The regular expression that all of it has to match; or null.</param>
internal readonly record struct ValueCheck(string? Pattern, string? Expression);

/// <summary>The members of an enum, as an argument names them.</summary>
/// <param name="Type">The enum as C# source writes it.</param>
/// <param name="Name">The enum's simple name.</param>
/// <param name="Members">The members, each name once.</param>
internal sealed record NameSet(string Type, string Name, EquatableArray<NamedMember> Members);

/// <summary>A member of an enum.</summary>
/// <param name="Lower">Its name in lower case.</param>
/// <param name="Words">The same with dashes between its words, which is how it is shown; null if another member is called so.</param>
/// <param name="Member">Its name as C# writes it.</param>
internal readonly record struct NamedMember(string Lower, string? Words, string Member)
{
    /// <summary>The name that is shown.</summary>
    public string Shown => Words ?? Lower;
}

/// <summary>A service that must be registered.</summary>
/// <param name="Type">Its type, as <c>typeof</c> takes it.</param>
/// <param name="Key">Its key as C# source, or null.</param>
/// <param name="Handler">Who takes it.</param>
internal sealed record RequiredService(string Type, string? Key, string Handler);
