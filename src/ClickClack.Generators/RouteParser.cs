using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Collects the routes of one type.</summary>
/// <param name="type">The type.</param>
/// <param name="compilation">The compilation.</param>
/// <param name="report">Takes what is wrong, or null.</param>
internal sealed class RouteParser(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report)
{
    private readonly List<(IMethodSymbol Method, Route Route)> _found = [];
    private readonly HashSet<string> _names = [];
    private readonly string _callerName = "Call_" + SymbolNames.Identifier(type.FullName().Replace("_", "__"));
    private bool _constructorRead;
    private EquatableArray<HandlerParameter>? _constructor;

    /// <summary>The routes so far, with their handlers.</summary>
    public IReadOnlyList<(IMethodSymbol Method, Route Route)> Found => _found;

    /// <summary>Adds the routes of a handler, those that are right.</summary>
    /// <param name="method">The handler.</param>
    /// <param name="attributes">Its attributes, which are its type's if they are there.</param>
    /// <param name="outer">Where the type listens.</param>
    public void Add(IMethodSymbol method, List<RouteAttribute> attributes, NamedPlaceSet outer)
    {
        ReturnForm? returns = Returns.Parse(method, report);
        bool usable = method.IsStatic || Constructor() is not null;
        GuardSet? guards = Guards.Parse(method, type, compilation, report);
        foreach (RouteCause cause in Errors.IsHandler(method)
            ? Errors.Parse(method, attributes, report) is { } error ? [error] : []
            : Events.IsObserver(method) ? Events.Parse(method, attributes, report) is { } observed ? [observed] : []
            : Routes.Parse(method, attributes, outer, compilation, report))
        {
            if (Parameters.Parse(method, cause.Kind == RouteKind.Command, report, cause.Pattern) is { } read
                && Reactions.Bind(method, cause.Kind, read, report) is { } parameters
                && usable && returns is not null && guards is not null)
            {
                if (cause.Pattern is { } pattern)
                {
                    Patterns.ReportUnused(pattern, method, attributes, report);
                }

                _found.Add((method, ToRoute(method, cause, returns.Value, parameters, cause.Kind is RouteKind.Event or RouteKind.Error ? guards.OfNoMessage() : guards)));
            }
        }
    }

    /// <summary>The type with its routes, or null if it has none.</summary>
    public HandlerType? ToHandlerType() => _found.Count == 0 ? null : new HandlerType(
        HintNames.Of(type) + ".Handlers.g.cs",
        ProjectFacts.NamespaceOf(compilation),
        type.FullName(),
        type.SourceName(),
        _callerName,
        _constructor ?? default,
        Constructors.ParseDisposal(type),
        _found.ConvertAll(static item => item.Route).ToEquatableArray(),
        SourceOrder.Of(type));

    private EquatableArray<HandlerParameter>? Constructor()
    {
        if (!_constructorRead)
        {
            _constructorRead = true;
            _constructor = Constructors.Parse(type, compilation, report);
        }

        return _constructor;
    }

    private Route ToRoute(IMethodSymbol method, RouteCause cause, ReturnForm returns, EquatableArray<HandlerParameter> parameters, GuardSet guards)
    {
        string name = method.Name;
        for (int number = 2; !_names.Add(name); number++)
        {
            name = method.Name + number;
        }

        _names.Add(name + "_Filtered");
        _names.Add(name + "_Pattern");

        var services = new List<RequiredService>();
        EquatableArray<HandlerParameter> constructor = method.IsStatic ? default : _constructor ?? default;
        Services.AddRequired(services, constructor, type.FullName());
        string handler = $"{type.FullName()}.{method.Name}";
        Services.AddRequired(services, parameters, handler);

        CommandWords? command = cause.Kind != RouteKind.Command ? null : new CommandWords(
            cause.Command, Arguments.Usage(cause.Command, parameters), cause.Description ?? Documentation.OfSummary(method), parameters);
        string described = _callerName.Substring("Call_".Length);
        bool usesServices = TakesService(constructor) || TakesService(parameters);
        foreach (RouteFilter filter in guards.Filters)
        {
            Services.AddRequired(services, filter.Constructor, filter.Name);
            usesServices |= TakesService(filter.Constructor);
        }

        var key = new RouteKey(
            cause.Kind,
            cause.Command,
            cause.Places,
            cause.Words,
            handler,
            $"{_callerName}.{name.Escaped()}",
            usesServices,
            services.ToEquatableArray(),
            cause.Kind == RouteKind.Event ? null : Lanes.Parse(method, type),
            command is null ? null : $"Commands_{described}.{name.Escaped()}")
        {
            Aliases = cause.Aliases,
            FollowsEdits = cause.Kind == RouteKind.Command && Edits.AreFollowed(method, type),
            Pattern = cause.Pattern,
            Guards = guards,
            Error = cause.Error,
            Reaction = cause.Reaction,
            Event = cause.Event,
            NeedsMessage = cause.Kind == RouteKind.Reaction && (guards.Filters.Count > 0 || Parameters.Takes(parameters, ParameterSource.Message)),
        };
        return new Route(key, name.Escaped(), method.Name.Escaped(), method.IsStatic, returns, command, parameters);
    }

    private static bool TakesService(EquatableArray<HandlerParameter> parameters)
    {
        foreach (HandlerParameter parameter in parameters)
        {
            if (parameter.Source == ParameterSource.Service)
            {
                return true;
            }
        }

        return false;
    }
}
