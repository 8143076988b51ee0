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

    /// <summary>A word: the name of an enum's member.</summary>
    Name,

    /// <summary>A word: a number that may have a fraction.</summary>
    Number,

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
/// <param name="PlainType">The same without <c>?</c>: the service asked for, or the value read.</param>
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
    /// <summary>Whether it is read from the text.</summary>
    public bool IsArgument => Source >= ParameterSource.Text;
}

/// <summary>The members of an enum, as an argument names them.</summary>
/// <param name="Type">The enum as C# source writes it.</param>
/// <param name="Name">The enum's simple name.</param>
/// <param name="Members">The members: the name in lower case, and the member as C# writes its name.</param>
internal sealed record NameSet(string Type, string Name, EquatableArray<NamedMember> Members);

/// <summary>A member of an enum.</summary>
/// <param name="Lower">Its name in lower case.</param>
/// <param name="Member">Its name as C# writes it.</param>
internal readonly record struct NamedMember(string Lower, string Member);

/// <summary>A service that must be registered.</summary>
/// <param name="Type">Its type, as <c>typeof</c> takes it.</param>
/// <param name="Key">Its key as C# source, or null.</param>
/// <param name="Handler">Who takes it.</param>
internal sealed record RequiredService(string Type, string? Key, string Handler);
