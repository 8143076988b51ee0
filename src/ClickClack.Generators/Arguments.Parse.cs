using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The words of a command as typed values.</summary>
internal static partial class Arguments
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";

    /// <summary>The names that the emitted code uses itself.</summary>
    private static readonly HashSet<string> Taken = ["context", "arguments", "names", "notFound", "handler", "chunk", "Stream"];

    /// <summary>Reads a parameter whose type a word can have, or several words.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="isCommand">Whether there are words: a list elsewhere is a service.</param>
    /// <returns>The parameter, or null if no word has that type.</returns>
    public static HandlerParameter? Parse(IParameterSymbol parameter, bool isCommand)
    {
        ListForm list = ListForm.None;
        ITypeSymbol? item = isCommand && !IsRest(parameter) ? ItemOf(parameter.Type, out list) : null;
        ITypeSymbol type = (item ?? parameter.Type).ValueType();
        NameSet? names = type is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum ? ParseNames(@enum) : null;
        if (SourceOf(type, names, IsRest(parameter)) is not { } source)
        {
            return null;
        }

        List<string> choices = [];
        foreach (NamedMember member in names?.Members ?? default)
        {
            choices.Add(member.Shown);
        }

        string? expected = names is not null ? Expectation.OneOf(choices) : Expectation.Of(type);
        string? description = Documentation.OfParameter(parameter);
        if ((expected, description) is (null, null) && source is (ParameterSource.SpanParsable or ParameterSource.Parsable))
        {
            // Better than nothing: "id is missing: order number".
            string words = Expectation.Words(type.Name);
            description = words == parameter.Name ? null : words;
        }

        // A list without a default of its own is empty where nothing is given.
        bool mayBeMissing = parameter.HasExplicitDefaultValue || parameter.Type.IsNullable();
        string local = LocalName(parameter);
        return new HandlerParameter(
            source,
            parameter.Name,
            local,
            parameter.Type.SourceName(),
            type.TypeOfName(),
            parameter.Type.IsReferenceType,
            IsOptional: mayBeMissing || item is not null,
            Default: item is null || mayBeMissing ? DefaultOf(parameter) : "",
            expected,
            description,
            Key: null,
            names)
        {
            List = item is null ? ListForm.None : list,
            ItemType = item?.SourceName() ?? "",
            WordLocal = WordLocalName(parameter, local),
            Choices = choices.ToEquatableArray(),
        };
    }

    /// <summary>Whether a type reads a text itself, with a static <c>TryParse(text, …, out T)</c>, and so is meant as an argument.</summary>
    public static bool HasOwnParser(ITypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers("TryParse"))
        {
            if (member is IMethodSymbol { IsStatic: true, ReturnType.SpecialType: SpecialType.System_Boolean, Parameters: { Length: > 1 } parameters }
                && (parameters[0].Type.SpecialType == SpecialType.System_String || parameters[0].Type.Is("System", "ReadOnlySpan`1"))
                && parameters[parameters.Length - 1] is { RefKind: RefKind.Out } result
                && result.Type.ValueType().IsSame(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reports members of an enum that no word can mean: case does not matter, and the first of a name is it.</summary>
    public static void ReportLostNames(IParameterSymbol parameter, Action<Diagnostic> report)
    {
        if ((ItemOf(parameter.Type, out _) ?? parameter.Type).ValueType() is not INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum)
        {
            return;
        }

        var first = new Dictionary<string, IFieldSymbol>();
        foreach (ISymbol member in @enum.GetMembers())
        {
            if (member is not IFieldSymbol { HasConstantValue: true } field)
            {
                continue;
            }

            string word = field.Name.ToLowerInvariant();
            if (!first.TryGetValue(word, out IFieldSymbol? other))
            {
                first.Add(word, field);
            }
            else if (!Equals(field.ConstantValue, other.ConstantValue))
            {
                report(Diagnostic.Create(DiagnosticDescriptors.LostName, parameter.Type(), @enum.Name, field.Name, other.Name));
                return;
            }
        }
    }

    /// <summary>Of what a type is a list; null if it is none.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type, out ListForm form)
    {
        form = type is IArrayTypeSymbol ? ListForm.Array : ListForm.List;
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return array.ElementType;
        }

        if (type.ValueType() is not INamedTypeSymbol { TypeArguments: { Length: 1 } items } list)
        {
            return null;
        }

        string @namespace;
        (form, @namespace) = list.MetadataName switch
        {
            "List`1" or "IEnumerable`1" or "ICollection`1" or "IList`1" or "IReadOnlyCollection`1" or "IReadOnlyList`1" => (ListForm.List, Generic),
            "HashSet`1" or "ISet`1" or "IReadOnlySet`1" => (ListForm.Set, Generic),
            "ImmutableArray`1" => (ListForm.ImmutableArray, Immutable),
            "ImmutableList`1" => (ListForm.ImmutableList, Immutable),
            "ImmutableHashSet`1" => (ListForm.ImmutableHashSet, Immutable),

            // Characters side by side are a text.
            "ReadOnlySpan`1" or "Span`1" when items[0].SpecialType != SpecialType.System_Char => (ListForm.Array, "System"),
            _ => (ListForm.None, ""),
        };
        return form != ListForm.None && list.Is(@namespace, list.MetadataName) ? items[0] : null;
    }

    /// <summary>Whether a parameter is marked <c>[Rest]</c>.</summary>
    public static bool IsRest(IParameterSymbol parameter) => parameter.Attribute("ClickClack", "RestAttribute") is not null;

    /// <summary>Checks that nothing follows the rest or a list, and nothing required follows what may be missing. Options stand anywhere.</summary>
    /// <returns>Whether the order is right.</returns>
    public static bool CheckOrder(IMethodSymbol method, List<HandlerParameter> parameters, Action<Diagnostic>? report)
    {
        HandlerParameter? before = null;
        foreach (HandlerParameter parameter in parameters)
        {
            if (!parameter.IsArgument || parameter.Option is not null)
            {
                continue;
            }

            if (before is { Source: ParameterSource.Rest })
            {
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.MisplacedRest,
                    Find(method, before),
                    FixData.Of(FixData.Order, RightOrder(method, parameters)),
                    before.Name,
                    $"'{parameter.Name}' follows it; make it the last argument"));
                return false;
            }

            if (before is not null && before.List != ListForm.None)
            {
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.MisplacedList,
                    Find(method, before),
                    FixData.Of(FixData.Order, RightOrder(method, parameters)),
                    before.Name,
                    parameter.Name));
                return false;
            }

            if (before is { IsOptional: true } && !parameter.IsOptional)
            {
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.RequiredAfterOptional,
                    Find(method, parameter),
                    FixData.Of(FixData.Order, RightOrder(method, parameters)),
                    parameter.Name,
                    before.Name));
                return false;
            }

            before = parameter;
        }

        return true;
    }

    /// <summary>
    /// The order in which the arguments of a method are right: the required ones, those that may be missing, and what takes all that is
    /// left. What is no argument stays where it is. Null if no order is right, for these rules or for those of C#.
    /// </summary>
    private static string? RightOrder(IMethodSymbol method, List<HandlerParameter> parameters)
    {
        var places = new List<int>();
        var sorted = new List<int>();
        foreach (Func<HandlerParameter, bool> isNext in (Func<HandlerParameter, bool>[])[
            static one => !IsOpen(one) && !one.IsOptional,
            static one => !IsOpen(one) && one.IsOptional,
            static one => IsOpen(one)])
        {
            for (int i = 0; i < parameters.Count; i++)
            {
                if (parameters[i].IsArgument && parameters[i].Option is null && isNext(parameters[i]))
                {
                    places.Add(i);
                    sorted.Add(i);
                }
            }
        }

        places.Sort();
        var order = new int[parameters.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (int i = 0; i < places.Count; i++)
        {
            order[places[i]] = sorted[i];
        }

        var ordered = new List<HandlerParameter>();
        bool mayBeOmitted = false;
        foreach (int i in order)
        {
            IParameterSymbol parameter = method.Parameters[i];
            if (mayBeOmitted && !parameter.HasExplicitDefaultValue && !parameter.IsParams)
            {
                return null;
            }

            mayBeOmitted |= parameter.HasExplicitDefaultValue;
            ordered.Add(parameters[i]);
        }

        // A params parameter is the last of all; one that was moved, or follows what was, would not be.
        bool isLast = method.Parameters.Length == 0 || !method.Parameters[method.Parameters.Length - 1].IsParams || order[order.Length - 1] == order.Length - 1;
        return isLast && CheckOrder(method, ordered, report: null) ? string.Join(",", order) : null;
    }

    private static bool IsOpen(HandlerParameter parameter) => parameter.Source == ParameterSource.Rest || parameter.List != ListForm.None;

    /// <summary>How a command is used: required arguments in angle brackets, the others in square ones; the rest last.</summary>
    public static string Usage(string command, EquatableArray<HandlerParameter> parameters)
    {
        string usage = "/" + command;
        string rest = "";
        foreach (HandlerParameter parameter in parameters)
        {
            if (parameter.Option is not null)
            {
                string letter = parameter.Letter is null ? "" : $"-{parameter.Letter}|";
                string value = parameter.IsSwitch ? "" : $" <{parameter.Name}>";
                string option = $"{letter}--{parameter.Option}{value}";
                string more = parameter.List != ListForm.None ? "..." : "";
                usage += parameter.IsOptional ? $" [{option}]{more}" : $" {option}{more}";
            }
            else if (parameter.IsArgument)
            {
                bool isOpen = parameter.Source == ParameterSource.Rest || parameter.List != ListForm.None;
                string name = isOpen ? parameter.Name + "..." : parameter.Name;
                string word = parameter.IsOptional ? $" [{name}]" : $" <{name}>";
                usage += isOpen ? "" : word;
                rest += isOpen ? word : "";
            }
        }

        return usage + rest;
    }

    /// <summary>Where a parameter is in the source.</summary>
    public static Location Find(IMethodSymbol method, HandlerParameter parameter)
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

    private static ParameterSource? SourceOf(ITypeSymbol type, NameSet? names, bool isRest) => type switch
    {
        { SpecialType: SpecialType.System_String } => isRest ? ParameterSource.Rest : ParameterSource.Text,
        { SpecialType: SpecialType.System_Boolean } => ParameterSource.Boolean,
        { SpecialType: SpecialType.System_DateTime } => ParameterSource.DateTime,
        { TypeKind: TypeKind.Enum } => names is null ? null : ParameterSource.Name,
        _ when type.Is("System", "Uri") => ParameterSource.Address,
        _ when type.Is("System", "TimeSpan") => ParameterSource.Duration,
        _ when type.Is("System", "DateTimeOffset") => ParameterSource.Moment,
        _ when type.Is("System", "DateOnly") => ParameterSource.Date,
        _ when type.Is("System", "TimeOnly") => ParameterSource.Time,
        _ when type.Is("ClickClack", "UserRef") => ParameterSource.User,
        _ when type.Is("ClickClack", "ChannelRef") => ParameterSource.Channel,
        _ when type.Is("System.Text", "Rune") => ParameterSource.Rune,
        _ when Implements(type, "System.Numerics", "IFloatingPoint`1") => ParameterSource.Number,
        _ when Implements(type, "System", "ISpanParsable`1") => ParameterSource.SpanParsable,
        _ when Implements(type, "System", "IParsable`1") => ParameterSource.Parsable,
        _ => null,
    };

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

    /// <summary>The name of a second local of a parameter: what one word says.</summary>
    private static string WordLocalName(IParameterSymbol parameter, string local)
    {
        string name = local.TrimStart('@') + "Word";
        while (IsOther(parameter, name))
        {
            name += "Value";
        }

        return name;
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

        // A small number is one of its type only where nothing else is chosen from.
        string? small = parameter.HasExplicitDefaultValue && parameter.Type.ValueType().TypeKind != TypeKind.Enum
            ? parameter.ExplicitDefaultValue switch { byte => "byte", sbyte => "sbyte", short => "short", ushort => "ushort", _ => null }
            : null;
        if (small is not null)
        {
            return $"({small}){value}";
        }

        // Its author has written null! there, or has the warning turned off.
        return value == "null" && !parameter.Type.IsNullable() ? "null!" : value;
    }

    private static NameSet? ParseNames(INamedTypeSymbol @enum)
    {
        var taken = new HashSet<string>();
        var fields = new List<string>();
        foreach (ISymbol member in @enum.GetMembers())
        {
            // Two members that differ in case only cannot be told apart: the first one it is.
            if (member is IFieldSymbol { HasConstantValue: true } && taken.Add(member.Name.ToLowerInvariant()))
            {
                fields.Add(member.Name);
            }
        }

        var members = new List<NamedMember>();
        foreach (string field in fields)
        {
            string words = Expectation.Dashed(field);
            string lower = field.ToLowerInvariant();
            members.Add(new NamedMember(lower, words == lower || words.Length == 0 || !taken.Add(words) ? null : words, field.Escaped()));
        }

        return members.Count == 0 ? null : new NameSet(@enum.TypeOfName(), @enum.Name, members.ToEquatableArray());
    }
}
