using System.Collections.Immutable;

namespace ClickClack.Generators;

/// <summary>What an analyzer tells a code fix beside where the problem is. Compiled into both: a fix reads no messages.</summary>
internal static class FixData
{
    /// <summary>What the literal at the place of the problem should say.</summary>
    public const string Text = "Text";

    /// <summary>The person, as <c>[AllowFrom]</c> takes it, whose direct messages are meant where a channel is wanted.</summary>
    public const string Person = "Person";

    /// <summary>The command of a class that its methods were meant to be sub-commands of.</summary>
    public const string Group = "Group";

    /// <summary>The right order of a method's parameters: their positions as they are, with commas between.</summary>
    public const string Order = "Order";

    /// <summary>There if the attribute at the place of the problem repeats another one and can go.</summary>
    public const string Surplus = "Surplus";

    /// <summary>The name of a command, or one of its aliases, that another command has already.</summary>
    public const string Name = "Name";

    /// <summary>A name like it that no command has; not there for an alias, which is better left out.</summary>
    public const string Free = "Free";

    /// <summary>
    /// Of the further places, which are calls, the name of the parameter that takes a token; empty where the token follows the
    /// arguments there are. With commas between.
    /// </summary>
    public const string Tokens = "Tokens";

    /// <summary>The properties of a diagnostic with one of these, or with none if there is nothing to tell.</summary>
    public static ImmutableDictionary<string, string?> Of(string key, string? value) => value is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(key, value);
}
