using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>What handlers take: each parameter has one source, decided here and once.</summary>
internal static partial class Parameters
{
    /// <summary>Reads the parameters of a handler.</summary>
    /// <param name="method">The handler.</param>
    /// <param name="isCommand">Whether its cause is a command: only these have arguments.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <param name="pattern">Its pattern, whose groups are arguments too, or null.</param>
    /// <returns>The parameters, or null if one has no source.</returns>
    public static EquatableArray<HandlerParameter>? Parse(
        IMethodSymbol method, bool isCommand, Action<Diagnostic>? report, RoutePattern? pattern = null)
    {
        var parameters = new List<HandlerParameter>();
        bool complete = true;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (ParseParameter(parameter, isCommand, report, pattern) is { } read)
            {
                parameters.Add(read);
            }
            else
            {
                complete = false;
            }
        }

        complete = complete
            && (pattern is not null || (Arguments.CheckOrder(method, parameters, report) && Options.CheckNames(method, parameters, report)));
        return complete ? parameters.ToEquatableArray() : null;
    }

    /// <summary>Reads a parameter that belongs to the message or to the bot.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The parameter, or null if its type is not one of the framework's.</returns>
    public static HandlerParameter? ParseFrameworkType(IParameterSymbol parameter)
    {
        ParameterSource? source =
            parameter.Type.Is("ClickClack", "Message") ? ParameterSource.Message
            : parameter.Type.Is("ClickClack", "Author") ? ParameterSource.Author
            : parameter.Type.Is("ClickClack", "IAgentProgress") ? ParameterSource.Progress
            : parameter.Type.Is("System.Threading", "CancellationToken") ? ParameterSource.Cancellation
            : null;

        return source is null ? null : new HandlerParameter(
            source.Value,
            parameter.Name,
            Local: "",
            Type: "",
            PlainType: "",
            IsReference: false,
            IsOptional: false,
            Default: "",
            Expected: null,
            Description: null,
            Key: null,
            Names: null);
    }

    private static HandlerParameter? ParseParameter(
        IParameterSymbol parameter, bool isCommand, Action<Diagnostic>? report, RoutePattern? pattern)
    {
        // The compiler asks for the type, or for the name.
        if (parameter.Type.IsUnknown() || parameter.Name.Length == 0)
        {
            return null;
        }

        if (parameter.RefKind != RefKind.None)
        {
            return Refuse(parameter, "ref, in and out cannot be", report);
        }

        if (Events.WhyNot(parameter) is { } problem)
        {
            return Refuse(parameter, problem, report);
        }

        if ((ParseFrameworkType(parameter) ?? Errors.ParseParameter(parameter) ?? Reactions.ParseParameter(parameter) ?? Events.ParseParameter(parameter) ?? Services.ParseMarked(parameter)) is { } known)
        {
            return Options.CheckAbsence(parameter, "it does not come from the text", report) ? known : null;
        }

        if (!isCommand && !Options.CheckAbsence(parameter, "only a command has arguments", report))
        {
            return null;
        }

        if (Errors.IsException(parameter.Type))
        {
            return Refuse(parameter, "only an error handler, which is marked [OnError], takes an exception", report);
        }

        if (Arguments.IsRest(parameter) && !(isCommand && parameter.Type.SpecialType == SpecialType.System_String))
        {
            report?.Invoke(Diagnostic.Create(
                DiagnosticDescriptors.MisplacedRest,
                parameter.Identifier(),
                parameter.Name,
                isCommand ? "the rest of a text is a string" : "only a command has arguments"));
            return null;
        }

        HandlerParameter? argument = Arguments.Parse(parameter, isCommand);
        if (argument is null)
        {
            bool isMeantAsArgument = Services.IsUnlikely(parameter.Type) || Options.IsOption(parameter) || parameter.IsParams;
            return isCommand && isMeantAsArgument ? Refuse(parameter, NoWord(parameter.Type), report)
                : (isCommand || pattern is not null) && Arguments.HasOwnParser(parameter.Type.ValueType()) ? Refuse(parameter, NoInterface(parameter.Type), report)
                : Services.ParseUnmarked(parameter) ?? Refuse(parameter, WhyNoSource(parameter.Type, isCommand), report);
        }

        if (report is not null && (isCommand || pattern is not null))
        {
            Arguments.ReportLostNames(parameter, report);
        }

        if (isCommand)
        {
            return Options.Parse(parameter, argument, report) is { } option ? Checks.Parse(parameter, option, report) : null;
        }

        if (pattern is not null)
        {
            if (argument.IsLookedUp)
            {
                return Refuse(parameter, "only a command looks users and channels up; take a string, or write a command", report);
            }

            return Patterns.CheckGroup(pattern, argument, parameter, report) && Checks.AreAbsent(parameter, report) ? argument : null;
        }

        if (argument.Source == ParameterSource.Text)
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.TextOutsideCommand, parameter.Type(), parameter.Name));
            return null;
        }

        return Refuse(parameter, "only a command has arguments; mark it [FromServices] if it is a service", report);
    }

    private static HandlerParameter? Refuse(IParameterSymbol parameter, string reason, Action<Diagnostic>? report)
    {
        report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.UnsupportedParameter, parameter.Type(), parameter.Name, reason));
        return null;
    }

    private static string NoWord(ITypeSymbol type) =>
        $"no word can be '{Shown(type)}'; take a string, a [Rest] string or a type "
        + "that implements IParsable<T>, or mark it [FromServices] if it is a service";

    private static string NoInterface(ITypeSymbol type)
    {
        string name = type.ValueType().ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return $"'{name}' has a TryParse, which only counts with the interface: implement IParsable<{name}>, or mark it [FromServices] if it is a service";
    }

    private static string WhyNoSource(ITypeSymbol type, bool isCommand) => type.ValueType() switch
    {
        { TypeKind: TypeKind.Enum } => "the enum has no members",
        var value when value.Is("System.Threading", "CancellationToken") => "there is always a token; take a CancellationToken that is not nullable",
        { IsTupleType: true } when isCommand => "no word can be a tuple; take its parts as parameters of their own",
        { TypeKind: TypeKind.Array } when isCommand => NoWord(type),
        { TypeKind: TypeKind.Struct } value when isCommand && Services.IsInSystem(value) => NoWord(value),
        { TypeKind: TypeKind.Struct } value when isCommand =>
            $"'{Shown(value)}' does not implement IParsable<{Shown(value)}>; implement it, or take what it is made of",
        { TypeKind: TypeKind.Struct } value => $"'{Shown(value)}' is no service, and only a command has arguments",
        { TypeKind: TypeKind.Delegate } value when isCommand => NoWord(value),
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a pointer cannot be",
        var value => $"'{Shown(value)}' is neither an argument nor a service; mark it [FromServices] if it is a service",
    };

    private static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
