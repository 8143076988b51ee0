using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The words of a command as typed values.</summary>
internal static partial class Arguments
{
    /// <summary>The names that the emitted code uses itself.</summary>
    private static readonly HashSet<string> Taken = ["context", "arguments", "handler", "chunk", "Stream"];

    /// <summary>Reads a parameter whose type a word can have.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The parameter, or null if no word has that type.</returns>
    public static HandlerParameter? Parse(IParameterSymbol parameter)
    {
        ITypeSymbol type = parameter.Type.ValueType();
        NameSet? names = type is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum ? ParseNames(@enum) : null;
        ParameterSource? source = type switch
        {
            { SpecialType: SpecialType.System_String } => IsRest(parameter) ? ParameterSource.Rest : ParameterSource.Text,
            { SpecialType: SpecialType.System_Boolean } => ParameterSource.Boolean,
            { TypeKind: TypeKind.Enum } => names is null ? null : ParameterSource.Name,
            _ when type.Is("System", "Uri") => ParameterSource.Address,
            _ when Implements(type, "System.Numerics", "IFloatingPoint`1") => ParameterSource.Number,
            _ when Implements(type, "System", "ISpanParsable`1") => ParameterSource.SpanParsable,
            _ when Implements(type, "System", "IParsable`1") => ParameterSource.Parsable,
            _ => null,
        };

        if (source is null)
        {
            return null;
        }

        string? expected = names is not null ? OneOf(names) : Expectation.Of(type);
        string? description = Documentation.OfParameter(parameter);
        if ((expected, description) is (null, null) && source is (ParameterSource.SpanParsable or ParameterSource.Parsable))
        {
            // Better than nothing: "id is missing: order number".
            string words = Expectation.Words(type.Name);
            description = words == parameter.Name ? null : words;
        }

        return new HandlerParameter(
            source.Value,
            parameter.Name,
            LocalName(parameter),
            parameter.Type.SourceName(),
            parameter.Type.TypeOfName(),
            parameter.Type.IsReferenceType,
            IsOptional: parameter.HasExplicitDefaultValue || parameter.Type.IsNullable(),
            Default: DefaultOf(parameter),
            expected,
            description,
            Key: null,
            names);
    }

    /// <summary>Whether a parameter is marked <c>[Rest]</c>.</summary>
    public static bool IsRest(IParameterSymbol parameter) => parameter.Attribute("ClickClack", "RestAttribute") is not null;

    /// <summary>Checks that nothing follows the rest, and nothing required follows what may be missing.</summary>
    /// <returns>Whether the order is right.</returns>
    public static bool CheckOrder(IMethodSymbol method, List<HandlerParameter> parameters, Action<Diagnostic>? report)
    {
        HandlerParameter? before = null;
        foreach (HandlerParameter parameter in parameters)
        {
            if (!parameter.IsArgument)
            {
                continue;
            }

            if (before is { Source: ParameterSource.Rest })
            {
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.MisplacedRest,
                    Find(method, before),
                    before.Name,
                    $"'{parameter.Name}' follows it; make it the last argument"));
                return false;
            }

            if (before is { IsOptional: true } && !parameter.IsOptional)
            {
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.RequiredAfterOptional, Find(method, parameter), parameter.Name, before.Name));
                return false;
            }

            before = parameter;
        }

        return true;
    }

    /// <summary>How a command is used: required arguments in angle brackets, the others in square ones.</summary>
    public static string Usage(string command, EquatableArray<HandlerParameter> parameters)
    {
        string usage = "/" + command;
        foreach (HandlerParameter parameter in parameters)
        {
            if (parameter.IsArgument)
            {
                string name = parameter.Source == ParameterSource.Rest ? parameter.Name + "..." : parameter.Name;
                usage += parameter.IsOptional ? $" [{name}]" : $" <{name}>";
            }
        }

        return usage;
    }

    private static Location Find(IMethodSymbol method, HandlerParameter parameter)
    {
        foreach (IParameterSymbol symbol in method.Parameters)
        {
            if (symbol.Name == parameter.Name)
            {
                return symbol.Identifier();
            }
        }

        return method.Identifier();
    }

    private static bool Implements(ITypeSymbol type, string @namespace, string @interface)
    {
        foreach (INamedTypeSymbol candidate in type.AllInterfaces)
        {
            if (candidate.MetadataName == @interface
                && candidate.Is(@namespace, @interface)
                && SymbolEqualityComparer.Default.Equals(candidate.TypeArguments[0], type))
            {
                return true;
            }
        }

        return false;
    }

    private static string LocalName(IParameterSymbol parameter)
    {
        string name = parameter.Name;
        while (Taken.Contains(name) || (name != parameter.Name && IsOther(parameter, name)))
        {
            name += "Value";
        }

        return name.Escaped();
    }

    private static bool IsOther(IParameterSymbol parameter, string name)
    {
        foreach (IParameterSymbol other in ((IMethodSymbol)parameter.ContainingSymbol).Parameters)
        {
            if (other.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static string DefaultOf(IParameterSymbol parameter)
    {
        string value = Literals.Of(parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null, parameter.Type);

        // Its author has written null! there, or has the warning turned off.
        return value == "null" && !parameter.Type.IsNullable() ? "null!" : value;
    }

    private static NameSet? ParseNames(INamedTypeSymbol @enum)
    {
        var members = new List<NamedMember>();
        foreach (ISymbol member in @enum.GetMembers())
        {
            // Two members that differ in case only cannot be told apart: the first one it is.
            string lower = member.Name.ToLowerInvariant();
            if (member is IFieldSymbol { HasConstantValue: true } && !members.Exists(other => other.Lower == lower))
            {
                members.Add(new NamedMember(lower, member.Name.Escaped()));
            }
        }

        return members.Count == 0 ? null : new NameSet(@enum.TypeOfName(), @enum.Name, members.ToEquatableArray());
    }

    private static string OneOf(NameSet names)
    {
        const int Shown = 20;
        string list = "one of ";
        for (int i = 0; i < names.Members.Count && i < Shown; i++)
        {
            list += i == 0 ? names.Members[i].Lower : ", " + names.Members[i].Lower;
        }

        return names.Members.Count > Shown ? list + ", …" : list;
    }
}
