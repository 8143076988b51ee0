using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The options of a command.</summary>
internal static class Options
{
    private const int MaxLength = 32;

    /// <summary>Whether a parameter is marked <c>[Option]</c>.</summary>
    public static bool IsOption(IParameterSymbol parameter) => Attribute(parameter) is not null;

    /// <summary>Checks that a parameter that cannot be an option is not marked as one.</summary>
    /// <returns>Whether it is not.</returns>
    public static bool CheckAbsence(IParameterSymbol parameter, string reason, Action<Diagnostic>? report) =>
        !IsOption(parameter) || Misplaced(parameter, reason, report);

    /// <summary>Makes an argument an option if it is marked as one.</summary>
    /// <returns>The argument, or null if its mark is wrong.</returns>
    public static HandlerParameter? Parse(IParameterSymbol parameter, HandlerParameter argument, Action<Diagnostic>? report)
    {
        if (Attribute(parameter) is not { } attribute)
        {
            return argument;
        }

        if (attribute.ConstructorArguments.Length == 0 || attribute.ConstructorArguments[0].Kind == TypedConstantKind.Error)
        {
            // The compiler says so.
            return null;
        }

        string name = attribute.ConstructorArguments[0].Value as string ?? "";
        char? letter = attribute.ConstructorArguments.Length > 1 ? attribute.ConstructorArguments[1].Value as char? : null;
        string? problem = CheckName(name) ?? CheckLetter(letter);
        if (problem is not null)
        {
            bool isLetter = CheckName(name) is null;
            report?.Invoke(Diagnostic.Create(
                DiagnosticDescriptors.InvalidOption,
                attribute.Argument(isLetter ? 1 : 0),
                FixData.Of(FixData.Text, isLetter ? null : CorrectName(name)),
                isLetter ? $"{letter}" : name,
                problem));
            return null;
        }

        if (argument.Source == ParameterSource.Rest)
        {
            Misplaced(parameter, "it is [Rest]", report);
            return null;
        }

        // A switch that is not there is off.
        bool isSwitch = argument.Source == ParameterSource.Boolean && argument.List == ListForm.None;
        return argument with { Option = name, Letter = letter, IsOptional = argument.IsOptional || isSwitch };
    }

    /// <summary>Checks that no two options have the same name or letter.</summary>
    /// <returns>Whether none have.</returns>
    public static bool CheckNames(IMethodSymbol method, List<HandlerParameter> parameters, Action<Diagnostic>? report)
    {
        var owners = new Dictionary<string, string>();
        foreach (HandlerParameter parameter in parameters)
        {
            foreach (string? name in (string?[])[parameter.Option is null ? null : "--" + parameter.Option, parameter.Letter is null ? null : "-" + parameter.Letter])
            {
                if (name is null)
                {
                    continue;
                }

                if (owners.TryGetValue(name, out string? owner))
                {
                    report?.Invoke(Diagnostic.Create(
                        DiagnosticDescriptors.DuplicateOption, Arguments.Find(method, parameter), name, owner, parameter.Name));
                    return false;
                }

                owners.Add(name, parameter.Name);
            }
        }

        return true;
    }

    private static AttributeData? Attribute(IParameterSymbol parameter) => parameter.Attribute("ClickClack", "OptionAttribute");

    private static bool Misplaced(IParameterSymbol parameter, string reason, Action<Diagnostic>? report)
    {
        report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.MisplacedOption, parameter.Identifier(), parameter.Name, reason));
        return false;
    }

    /// <summary>Why a text cannot be the name of an option, or null.</summary>
    private static string? CheckName(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (name[0] == '-')
        {
            return $"write \"{name.TrimStart('-')}\" without dashes";
        }

        if (name.Length > MaxLength)
        {
            return $"it has {name.Length} characters, more than {MaxLength}";
        }

        for (int i = 0; i < name.Length; i++)
        {
            bool isDash = name[i] == '-' && i + 1 < name.Length && name[i + 1] != '-';
            bool isDigit = name[i] is >= '0' and <= '9' && i > 0;
            if (!(name[i] is >= 'a' and <= 'z' || isDigit || isDash))
            {
                return "names are lower-case letters and digits with single dashes between, a letter first";
            }
        }

        return null;
    }

    /// <summary>What the author of a wrong name meant: <c>dry-run</c> for <c>--dryRun</c> and <c>dry_run</c>. Null if that is unknown.</summary>
    private static string? CorrectName(string name)
    {
        string right = Expectation.Dashed(name.Trim('-', ' '));
        return right != name && CheckName(right) is null ? right : null;
    }

    private static string? CheckLetter(char? letter) =>
        letter is null or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') ? null : "the short form is one letter, a to z or A to Z";
}
