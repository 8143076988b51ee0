using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Generators;

/// <summary>The attributes of System.ComponentModel.DataAnnotations on arguments, as code: none is made or asked at run time.</summary>
internal static class Checks
{
    private const string Namespace = "System.ComponentModel.DataAnnotations";

    /// <summary>RegexOptions.NonBacktracking, which netstandard2.0 does not name.</summary>
    private const RegexOptions NonBacktracking = (RegexOptions)1024;

    /// <summary>Reads the checks of an argument.</summary>
    /// <returns>The argument with its checks, or null if one cannot be done.</returns>
    public static HandlerParameter? Parse(IParameterSymbol parameter, HandlerParameter argument, Action<Diagnostic>? report)
    {
        ITypeSymbol type = argument.List == ListForm.None ? parameter.Type.ValueType() : Arguments.ItemOf(parameter.Type, out _)!.ValueType();
        foreach (AttributeData attribute in parameter.GetAttributes())
        {
            if (!IsValidation(attribute.AttributeClass))
            {
                continue;
            }

            if (attribute.AttributeConstructor is null || HasErrors(attribute))
            {
                // The compiler says so.
                return null;
            }

            string? problem = Add(attribute, type, ref argument);
            if (problem is not null)
            {
                Refuse(attribute, parameter, problem, report);
                return null;
            }

            if (report is not null && parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is { } value && !Fits(value, attribute))
            {
                report(Diagnostic.Create(
                    DiagnosticDescriptors.UnfitDefault,
                    parameter.Default(),
                    parameter.Name,
                    parameter.Default().SourceTree?.GetText().ToString(parameter.Default().SourceSpan),
                    ShownName(attribute)));
            }
        }

        return argument;
    }

    /// <summary>Whether a default value is what the attribute asks for; what cannot be judged here is taken for it.</summary>
    private static bool Fits(object value, AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        switch (name)
        {
            case "RangeAttribute" when attribute.ConstructorArguments.Length == 2:
                try
                {
                    decimal number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
                    int least = number.CompareTo(Limit(attribute.ConstructorArguments[0].Value));
                    int most = number.CompareTo(Limit(attribute.ConstructorArguments[1].Value));
                    return (least > 0 || (least == 0 && Named(attribute, "MinimumIsExclusive") is not true))
                        && (most < 0 || (most == 0 && Named(attribute, "MaximumIsExclusive") is not true));
                }
                catch (Exception error) when (error is OverflowException or InvalidCastException or FormatException)
                {
                    return true;
                }

            case "MinLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute" or "StringLengthAttribute" when value is string text:
                int? shortest = name switch
                {
                    "StringLengthAttribute" => Named(attribute, "MinimumLength") as int?,
                    "MaxLengthAttribute" => null,
                    _ => Number(attribute, 0),
                };
                int? longest = name switch
                {
                    "MinLengthAttribute" => null,
                    "LengthAttribute" => Number(attribute, 1),
                    _ => Number(attribute, 0),
                };
                return !(text.Length < shortest || text.Length > longest);

            case "AllowedValuesAttribute" when attribute.OnlyArgument() is { Kind: TypedConstantKind.Array, IsNull: false } allowed:
                foreach (TypedConstant one in allowed.Values)
                {
                    if (one.Kind is not (TypedConstantKind.Primitive or TypedConstantKind.Enum) || Equals(one.Value, value)
                        || (one.Value is not string && value is not string && Equals(Convert.ToString(one.Value, CultureInfo.InvariantCulture), Convert.ToString(value, CultureInfo.InvariantCulture))))
                    {
                        return true;
                    }
                }

                return false;

            default:
                return true;
        }

        static decimal Limit(object? limit) => limit switch
        {
            double and >= (double)decimal.MaxValue => decimal.MaxValue,
            double and <= (double)decimal.MinValue => decimal.MinValue,
            _ => Convert.ToDecimal(limit, CultureInfo.InvariantCulture),
        };
    }

    private static string ShownName(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>Whether a group of a pattern has no checks: what does not fit there is not answered, and the expression can say the same.</summary>
    public static bool AreAbsent(IParameterSymbol parameter, Action<Diagnostic>? report)
    {
        foreach (AttributeData attribute in parameter.GetAttributes())
        {
            if (IsValidation(attribute.AttributeClass))
            {
                Refuse(attribute, parameter, "it is a group of a pattern; let the expression say what fits, or check it in the handler", report);
                return false;
            }
        }

        return true;
    }

    private static void Refuse(AttributeData attribute, IParameterSymbol parameter, string problem, Action<Diagnostic>? report)
    {
        report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.UnsupportedCheck, attribute.Site(), ShownName(attribute), parameter.Name, problem));
    }

    private static string? Add(AttributeData attribute, ITypeSymbol type, ref HandlerParameter argument)
    {
        string? name = attribute.AttributeClass.Is(Namespace, attribute.AttributeClass!.Name) ? attribute.AttributeClass.Name : null;
        return name switch
        {
            // Whatever is not optional is required.
            "RequiredAttribute" => argument.IsOptional ? "it may be missing; give it no default value, and no nullable type" : null,
            "RangeAttribute" => AddRange(attribute, type, ref argument),
            "MinLengthAttribute" => AddLength(Number(attribute, 0), null, ref argument),
            "MaxLengthAttribute" when attribute.ConstructorArguments.Length == 1 => AddLength(0, Number(attribute, 0), ref argument),
            "LengthAttribute" => AddLength(Number(attribute, 0), Number(attribute, 1), ref argument),
            "StringLengthAttribute" => argument.List == ListForm.None
                ? AddLength(Named(attribute, "MinimumLength") as int? ?? 0, Number(attribute, 0), ref argument)
                : "it is for one text; take [MinLength] and [MaxLength] for the number of values",
            "AllowedValuesAttribute" => AddAllowed(attribute, type, ref argument),
            "RegularExpressionAttribute" => AddExpression(attribute, ref argument),
            _ => "only Range, MinLength, MaxLength, Length, StringLength, AllowedValues and RegularExpression are known; check it in the handler",
        };
    }

    private static string? AddRange(AttributeData attribute, ITypeSymbol type, ref HandlerParameter argument)
    {
        // (1, 10), (0.5, 2.5) or (typeof(TimeSpan), "00:01", "1.00:00")
        int first = attribute.ConstructorArguments.Length == 3 ? 1 : 0;
        object? least = attribute.ConstructorArguments[first].Value;
        object? most = attribute.ConstructorArguments[first + 1].Value;
        string from = Named(attribute, "MinimumIsExclusive") is true ? ">" : ">=";
        string to = Named(attribute, "MaximumIsExclusive") is true ? "<" : "<=";
        if (type.Is("System", "TimeSpan"))
        {
            if (least is not string one || most is not string other
                || !TimeSpan.TryParse(one, CultureInfo.InvariantCulture, out TimeSpan shortest)
                || !TimeSpan.TryParse(other, CultureInfo.InvariantCulture, out TimeSpan longest)
                || shortest > longest)
            {
                return "write [Range(typeof(TimeSpan), \"00:01:00\", \"1.00:00:00\")], the shorter one first";
            }

            argument = With(
                argument,
                $"{{ Ticks: {from} {shortest.Ticks.ToString(CultureInfo.InvariantCulture)}L and {to} {longest.Ticks.ToString(CultureInfo.InvariantCulture)}L }}",
                $"a duration from {Plain(shortest)} to {Plain(longest)}");
            return null;
        }

        if (!TryConvert(least, type, out decimal low, out string? lowText) || !TryConvert(most, type, out decimal high, out string? highText))
        {
            return $"its limits are no values of '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'";
        }

        if (low > high)
        {
            return "its first limit is above the second";
        }

        string noun = Expectation.IsWhole(type) ? "a whole number" : "a number";
        string limits = (from, to) switch
        {
            (">=", "<=") when IsBoundless(most) => $"of {Plain(low)} or more",
            (">=", "<=") => $"from {Plain(low)} to {Plain(high)}",
            (">", "<=") => $"above {Plain(low)}, up to {Plain(high)}",
            (">=", _) => $"from {Plain(low)}, below {Plain(high)}",
            _ => $"above {Plain(low)} and below {Plain(high)}",
        };
        argument = With(argument, $"{from} {lowText} and {to} {highText}", $"{noun} {limits}");
        return null;
    }

    private static string? AddLength(int? least, int? most, ref HandlerParameter argument)
    {
        if (least is < 0 || most is < 0 || least > most)
        {
            return "its limits are not in order";
        }

        int from = least ?? 0;
        int to = most ?? int.MaxValue;
        if (argument.List != ListForm.None)
        {
            CountRange before = argument.Counts ?? new CountRange(0, int.MaxValue);
            var counts = new CountRange(Math.Max(from, before.Least), Math.Min(to, before.Most));
            argument = argument with { Counts = counts, IsOptional = argument.IsOptional && (argument.Default.Length > 0 || counts.Least == 0) };
            return counts.Least > counts.Most ? "no number of values is within its limits and those before" : null;
        }

        if (argument.Source is not (ParameterSource.Text or ParameterSource.Rest))
        {
            return "only texts and lists have a length";
        }

        string of = to == int.MaxValue ? $"at least {from}" : from == 0 ? $"at most {to}" : from == to ? $"{from}" : $"{from} to {to}";
        string pattern = to == int.MaxValue ? $">= {from}" : from == 0 ? $"<= {to}" : $">= {from} and <= {to}";
        argument = With(argument, $"{{ Length: {pattern} }}", $"a text of {of} characters");
        return null;
    }

    private static string? AddAllowed(AttributeData attribute, ITypeSymbol type, ref HandlerParameter argument)
    {
        var patterns = new List<string>();
        var shown = new List<string>();
        TypedConstant given = attribute.ConstructorArguments[0];
        foreach (TypedConstant value in given.Kind == TypedConstantKind.Array ? given.Values : [])
        {
            if (argument.Source == ParameterSource.Name && value.Kind == TypedConstantKind.Enum
                && SymbolEqualityComparer.Default.Equals(value.Type, type) && Find(value, type, argument.Names!) is { } member)
            {
                patterns.Add($"{argument.Names!.Type}.{member.Member}");
                shown.Add(member.Shown);
            }
            else if (argument.Source is ParameterSource.Text && value.Value is string text)
            {
                patterns.Add(Literals.Of(text));
                shown.Add(text);
            }
            else if (value.Kind == TypedConstantKind.Primitive && TryConvert(value.Value, type, out decimal number, out string? literal))
            {
                patterns.Add(literal!);
                shown.Add(Plain(number));
            }
            else
            {
                return $"{value.ToCSharpString()} is no value of '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' that a word can be";
            }
        }

        if (patterns.Count == 0)
        {
            return "it allows nothing";
        }

        argument = With(argument, string.Join(" or ", patterns), Expectation.OneOf(shown)) with { Choices = shown.ToEquatableArray() };
        return null;
    }

    private static NamedMember? Find(TypedConstant value, ITypeSymbol type, NameSet names)
    {
        foreach (ISymbol field in type.GetMembers())
        {
            if (field is IFieldSymbol { HasConstantValue: true } constant && Equals(constant.ConstantValue, value.Value))
            {
                foreach (NamedMember member in names.Members)
                {
                    if (member.Member == constant.Name.Escaped())
                    {
                        return member;
                    }
                }
            }
        }

        return null;
    }

    private static string? AddExpression(AttributeData attribute, ref HandlerParameter argument)
    {
        if (argument.Source is not (ParameterSource.Text or ParameterSource.Rest))
        {
            return "it is for texts";
        }

        string pattern = attribute.ConstructorArguments[0].Value as string ?? "";
        try
        {
            _ = new Regex(pattern);
            _ = new Regex(pattern, NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return "it cannot be matched without going back, which could take for ever; do without lookarounds, back references and atomic groups";
        }
        catch (ArgumentOutOfRangeException)
        {
            // This compiler runs where regular expressions know no NonBacktracking; the bot will.
        }
        catch (ArgumentException error)
        {
            return $"it is no regular expression: {error.Message}";
        }

        string? expected = argument.Expected ?? (argument.Description is null ? $"of the form {pattern.Replace('`', '\'')}" : null);
        List<ValueCheck> checks = [.. argument.Checks, new ValueCheck(null, pattern)];
        argument = argument with { Expected = expected, Checks = checks.ToEquatableArray() };
        return null;
    }

    private static HandlerParameter With(HandlerParameter argument, string pattern, string expected)
    {
        List<ValueCheck> checks = [.. argument.Checks, new ValueCheck(pattern, null)];
        expected = argument.Checks.Count == 0 ? expected : $"{argument.Expected} and {expected}";
        return argument with { Expected = expected, Checks = checks.ToEquatableArray() };
    }

    /// <summary>A number as a constant of a type, if it is one.</summary>
    private static bool TryConvert(object? value, ITypeSymbol type, out decimal number, out string? literal)
    {
        literal = null;
        number = 0;
        try
        {
            number = value is string text
                ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
                : value is double.MaxValue ? decimal.MaxValue
                : value is null or bool or char ? throw new InvalidCastException() : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
            object? constant = type.SpecialType switch
            {
                SpecialType.System_SByte => (sbyte)number,
                SpecialType.System_Byte => (byte)number,
                SpecialType.System_Int16 => (short)number,
                SpecialType.System_UInt16 => (ushort)number,
                SpecialType.System_Int32 => (int)number,
                SpecialType.System_UInt32 => (uint)number,
                SpecialType.System_Int64 => (long)number,
                SpecialType.System_UInt64 => (ulong)number,
                SpecialType.System_Single => (float)number,
                SpecialType.System_Double => value is double.MaxValue ? value : (double)number,
                SpecialType.System_Decimal => number,
                _ => null,
            };
            bool isExact = constant is float or double || (constant is not null && Convert.ToDecimal(constant, CultureInfo.InvariantCulture) == number);
            literal = isExact ? Literals.Of(constant, type) : null;
        }
        catch (Exception error) when (error is OverflowException or FormatException or InvalidCastException)
        {
            // No number, or none of that size.
        }

        return literal is not null;
    }

    /// <summary>Whether a limit only says that there is none.</summary>
    private static bool IsBoundless(object? limit) => limit is double.MaxValue or int.MaxValue or long.MaxValue;

    private static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A duration as people write it: <c>1h30m</c>; what is finer than seconds in the constant format.</summary>
    private static string Plain(TimeSpan duration)
    {
        if (duration.Ticks % TimeSpan.TicksPerSecond != 0 || duration == TimeSpan.Zero)
        {
            return duration == TimeSpan.Zero ? "0s" : duration.ToString("c", CultureInfo.InvariantCulture);
        }

        string text = duration < TimeSpan.Zero ? "-" : "";
        foreach ((int count, string unit) in ((int, string)[])[(duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "m"), (duration.Seconds, "s")])
        {
            text += count == 0 ? "" : Math.Abs(count).ToString(CultureInfo.InvariantCulture) + unit;
        }

        return text;
    }

    private static int? Number(AttributeData attribute, int argument) => attribute.ConstructorArguments[argument].Value as int?;

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    private static bool HasErrors(AttributeData attribute)
    {
        foreach (TypedConstant argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Error)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsValidation(INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? one = type; one is not null; one = one.BaseType)
        {
            if (one.Is(Namespace, "ValidationAttribute"))
            {
                return true;
            }
        }

        return false;
    }
}
