using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>Regular expressions as causes.</summary>
internal static partial class Patterns
{
    /// <summary><c>RegexOptions.NonBacktracking</c>, which netstandard2.0 does not name.</summary>
    private const RegexOptions NonBacktracking = (RegexOptions)0x400;

    private const int MaxTimeout = 1000;

    /// <summary>What is wrong with an expression, or its groups.</summary>
    private static readonly Memo<(PatternProblem?, EquatableArray<string>)> Checked =
        new(static text => (Check(text, out List<string> groups), groups.ToEquatableArray()));

    /// <summary>
    /// Why an expression in which nothing is known to need backtracking cannot do without all the same. Trying it is slow, so only whoever
    /// reports does: the project does not build then, whatever is emitted.
    /// </summary>
    private static readonly Memo<PatternProblem?> Linear = new(TryLinear);

    /// <summary>Reads the pattern of an attribute.</summary>
    /// <param name="attribute"><c>[OnPattern]</c>.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The pattern, or null if it is wrong.</returns>
    public static RoutePattern? Parse(AttributeData attribute, Compilation compilation, Action<Diagnostic>? report)
    {
        int order = attribute.NamedValue("Order") is { Value: int value } ? value : 0;
        if (attribute.ConstructorArguments.Length == 2)
        {
            return ParseMember(attribute, compilation, order, report);
        }

        if (attribute.OnlyArgument() is not { Kind: TypedConstantKind.Primitive } argument)
        {
            // Not a constant: the compiler's error.
            return null;
        }

        string text = argument.Value as string ?? "";
        (PatternProblem? found, EquatableArray<string> groups) = Checked.Of(text);
        if ((found ?? (report is null ? null : Linear.Of(text))) is not { } problem)
        {
            return new RoutePattern(text, Member: null, order, groups);
        }

        report?.Invoke(Diagnostic.Create(
            DiagnosticDescriptors.InvalidPattern, LocationOf(attribute, text, problem), text, problem.Reason + At(problem.Position)));
        return null;
    }

    /// <summary>Whether a pattern has a group for a parameter.</summary>
    public static bool CheckGroup(RoutePattern pattern, HandlerParameter argument, IParameterSymbol parameter, Action<Diagnostic>? report)
    {
        foreach (string group in pattern.Groups)
        {
            if (group == argument.Name)
            {
                return true;
            }
        }

        string groups = pattern.Groups.Count == 0 ? "it has no named group" : $"its groups are {string.Join(", ", pattern.Groups)}";
        string? near = report is null ? null : GroupLike(pattern, parameter);
        report?.Invoke(Diagnostic.Create(
            DiagnosticDescriptors.NoSuchGroup,
            parameter.Identifier(),
            near is not null && AttributeOf(pattern, (IMethodSymbol)parameter.ContainingSymbol) is { } attribute ? [attribute.Argument()] : [],
            FixData.Of(FixData.Text, near),
            argument.Name,
            groups,
            near is null ? $"add (?<{argument.Name}>…), or take a Message and read its Text" : $"rename the group '{near}', or the parameter"));
        return false;
    }

    /// <summary>A group with nearly the name of a parameter, which no other parameter has; null if there is none.</summary>
    private static string? GroupLike(RoutePattern pattern, IParameterSymbol parameter)
    {
        List<string> free = [.. pattern.Groups];
        foreach (IParameterSymbol other in ((IMethodSymbol)parameter.ContainingSymbol).Parameters)
        {
            free.Remove(other.Name);
        }

        string name = parameter.Name;
        return NearMiss.Find(name.AsSpan(), free) ?? free.Find(group =>
            Math.Min(group.Length, name.Length) > 2
            && (name.StartsWith(group, StringComparison.OrdinalIgnoreCase) || group.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The attribute in which an expression stands.</summary>
    private static AttributeData? AttributeOf(RoutePattern pattern, IMethodSymbol method)
    {
        foreach (RouteAttribute attribute in (RouteAttribute[])[.. RouteAttribute.On(method), .. RouteAttribute.On(method.ContainingType)])
        {
            if (pattern.Member is null && attribute.Kind == RouteAttributeKind.Pattern && attribute.Argument == pattern.Text)
            {
                return attribute.Data;
            }
        }

        return null;
    }

    /// <summary>Reports groups of an expression in an attribute that no parameter of its handler takes.</summary>
    public static void ReportUnused(RoutePattern pattern, IMethodSymbol method, List<RouteAttribute> attributes, Action<Diagnostic>? report)
    {
        // A member may be used elsewhere, with all its groups.
        if (report is null || pattern.Member is not null)
        {
            return;
        }

        foreach (string group in pattern.Groups)
        {
            bool isTaken = false;
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                isTaken |= parameter.Name == group;
            }

            if (!isTaken && attributes.Find(one => one.Kind == RouteAttributeKind.Pattern && one.Argument == pattern.Text).Data is { } attribute)
            {
                // (?<name>…) or (?'name'…)
                int name = Math.Max(pattern.Text.IndexOf($"(?<{group}>", StringComparison.Ordinal), pattern.Text.IndexOf($"(?'{group}'", StringComparison.Ordinal));
                report(Diagnostic.Create(
                    DiagnosticDescriptors.UnusedGroup,
                    LocationOf(attribute, pattern.Text, new PatternProblem("", name < 0 ? name : name + "(?<".Length, group.Length)),
                    group));
            }
        }
    }

    private static string At(int position) => position < 0 ? "" : $" (at character {position + 1})";

    /// <summary>Why an expression cannot be matched in linear time, or at all; or null.</summary>
    private static PatternProblem? Check(string text, out List<string> groups)
    {
        groups = [];
        if (text.Length == 0)
        {
            return new PatternProblem("it must not be empty; [OnMessage] listens to everything", -1, 0);
        }

        Regex regex;
        try
        {
            regex = new Regex(text, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException error)
        {
            return PatternProblem.Of(error, text);
        }

        foreach (string name in regex.GetGroupNames())
        {
            if (!char.IsDigit(name[0]))
            {
                groups.Add(name);
            }
        }

        return PatternSyntax.FindBacktracking(text);
    }

    private static PatternProblem? TryLinear(string text)
    {
        try
        {
            // Where the compiler runs on .NET Framework there is no such option; then the search above has to do.
            _ = new Regex(text, RegexOptions.CultureInvariant | NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new PatternProblem("it cannot be matched without backtracking", -1, 0);
        }
        catch (ArgumentOutOfRangeException)
        {
        }

        return null;
    }

    private static RoutePattern? ParseMember(AttributeData attribute, Compilation compilation, int order, Action<Diagnostic>? report)
    {
        if (attribute.ConstructorArguments[0] is not { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } type }
            || attribute.ConstructorArguments[1] is not { Kind: TypedConstantKind.Primitive } named)
        {
            return null;
        }

        string name = named.Value as string ?? "";
        ISymbol? member = null;
        foreach (ISymbol candidate in type.GetMembers(name))
        {
            member = candidate is IPropertySymbol or IMethodSymbol { Parameters.Length: 0 } ? candidate : member;
        }

        AttributeData? generated = member?.Attribute("System.Text.RegularExpressions", "GeneratedRegexAttribute");
        var groups = new List<string>();
        string? problem = member switch
        {
            null => $"'{type.Name}' has no such method or property",
            _ when generated is null => "it has no [GeneratedRegex]",
            { IsStatic: false } => "it must be static",
            _ when !compilation.IsSymbolAccessibleWithin(member, compilation.Assembly) => "it is out of reach: make it internal or public",
            _ => CheckGenerated(generated, groups),
        };

        if (problem is not null)
        {
            Location location = member is not null && generated is not null ? attribute.Site() : attribute.Argument(1);
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.InvalidPatternMember, location, name, problem));
            return null;
        }

        string call = $"{type.TypeOfName()}.{name.Escaped()}{(member is IMethodSymbol ? "()" : "")}";
        return new RoutePattern(generated!.ConstructorArguments[0].Value as string ?? "", call, order, groups.ToEquatableArray());
    }

    /// <summary>Why an author's own expression could take any time, or null.</summary>
    private static string? CheckGenerated(AttributeData generated, List<string> groups)
    {
        string text = generated.ConstructorArguments.Length > 0 ? generated.ConstructorArguments[0].Value as string ?? "" : "";
        RegexOptions options = RegexOptions.None;
        int timeout = -1;
        for (int i = 1; i < generated.ConstructorArguments.Length; i++)
        {
            // (pattern, options, matchTimeoutMilliseconds, cultureName): the two numbers differ in type.
            if (generated.ConstructorArguments[i] is { Value: int number } argument)
            {
                if (argument.Kind == TypedConstantKind.Enum)
                {
                    options = (RegexOptions)number;
                }
                else
                {
                    timeout = number;
                }
            }
        }

        try
        {
            foreach (string name in new Regex(text, options & ~NonBacktracking & ~RegexOptions.Compiled).GetGroupNames())
            {
                if (!char.IsDigit(name[0]))
                {
                    groups.Add(name);
                }
            }
        }
        catch (ArgumentException)
        {
            // The generator of regular expressions says so.
            return null;
        }

        return (options & NonBacktracking) != 0 || timeout is > 0 and <= MaxTimeout
            ? null
            : $"somebody can write a text on which it never ends; give it a matchTimeoutMilliseconds of at most {MaxTimeout}, or "
                + "RegexOptions.NonBacktracking";
    }

    /// <summary>The characters of the literal that are to blame, if it is written without escapes; else all of it.</summary>
    private static Location LocationOf(AttributeData attribute, string text, PatternProblem problem)
    {
        Location whole = attribute.Argument();
        if (problem.Position < 0
            || attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
            || arguments[0].Expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
        {
            return whole;
        }

        int start = literal.Token.Text.IndexOf(text, StringComparison.Ordinal);
        return start < 0
            ? whole
            : Location.Create(
                literal.SyntaxTree, new TextSpan(literal.Token.SpanStart + start + problem.Position, Math.Max(problem.Length, 1)));
    }
}
