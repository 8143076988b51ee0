using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ClickClack;

/// <summary>
/// Listens to messages in whose text (<see cref="Message.Text"/>) a regular expression is found. The method's parameters are the named
/// groups: <c>[OnPattern(@"rollback (?&lt;id&gt;\d+)")] Reply Rollback(long id)</c>.
/// </summary>
/// <remarks>
/// Upper and lower case differ; <c>(?i)</c> at the start makes them equal. The expression is matched in time linear in the text
/// (<see cref="RegexOptions.NonBacktracking"/>), whatever somebody writes; what cannot be matched so (lookarounds, back references,
/// atomic groups) is an error while compiling. A text that starts with a command is never matched. Of several patterns the one with the
/// lowest <see cref="Order"/> wins, then the first in the source. If a group does not fit its parameter (a number that is too large),
/// the handler is not called and nothing is answered.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class OnPatternAttribute : Attribute
{
    /// <summary>Listens to a regular expression.</summary>
    /// <param name="pattern">The expression.</param>
    public OnPatternAttribute([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) => Pattern = pattern;

    /// <summary>Listens to a regular expression with <c>[GeneratedRegex]</c>, whose author answers for the time it takes.</summary>
    /// <param name="type">The type that has it.</param>
    /// <param name="member">
    /// The name of a static method or property with <c>[GeneratedRegex]</c>. Unless it is non-backtracking, that must have a match timeout of
    /// at most one second; what takes longer counts as not matched.
    /// </param>
    public OnPatternAttribute(Type type, string member) => (Type, Member) = (type, member);

    /// <summary>The expression, or null if a member is named instead.</summary>
    public string? Pattern { get; }

    /// <summary>The type with the expression, or null.</summary>
    public Type? Type { get; }

    /// <summary>The name of the member with the expression, or null.</summary>
    public string? Member { get; }

    /// <summary>Patterns with a lower order are tried first. Default 0.</summary>
    public int Order { get; set; }
}
