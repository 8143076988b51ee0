using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <content>The table file: what the routes are, and which one wins.</content>
internal static partial class Routes
{
    /// <summary>The name of the table file.</summary>
    public const string HintName = "Routes.g.cs";

    /// <summary>
    /// How many handlers one method calls: the runtime does not optimize a method with thousands of branches, and a bot may have as many.
    /// </summary>
    private const int MostCalls = 256;

    private const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";

    /// <summary>Writes the table.</summary>
    /// <param name="namespace">The namespace of the emitted routes.</param>
    /// <param name="keys">The routes of the assembly, at least one.</param>
    public static SourceText Emit(string @namespace, EquatableArray<RouteKey> keys)
    {
        List<RouteKey> routes = WithGroups(keys);
        var writer = new CodeWriter().Head();
        writer.Line($"[assembly: global::ClickClack.Dispatch.RouteModule(typeof(global::{@namespace}.Routes))]").Line();
        writer.Namespace(@namespace);
        writer.Line("/// <summary>The routes of this assembly: which of them wins a message, and how its handler is called.</summary>");
        writer.Line(GeneratedCode.Attribute);
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Line("[global::System.Obsolete(\"It is for the framework alone. Being obsolete, it may use what is, even as an error.\")]");
        writer.Line("[global::System.Runtime.CompilerServices.CreateNewOnMetadataUpdate]");
        writer.Open($"public sealed partial class Routes : IRouteModule");
        EmitDescriptions(writer, routes);
        EmitServices(writer, routes);
        EmitMayMatch(writer, routes);
        EmitMatch(writer, routes);
        EmitMatchCommand(writer, routes);
        Errors.Emit(writer, routes);
        Reactions.Emit(writer, routes);
        EmitInvoke(writer, routes);
        EmitRevision(writer);
        return writer.ToSourceText();
    }

    /// <summary>
    /// Ends the class. A hot reload makes a new one of it, whose decisions, guards and calls belong together; what is made of the old one
    /// keeps its own, but calls handlers whose code is new. It finds out by the class behind it, which is changed in place.
    /// </summary>
    private static void EmitRevision(CodeWriter writer)
    {
        string revision = Literals.Of(writer.Checksum());
        writer.Line().Line("// Not once a hot reload has changed the routes: this is then replaced, and what it admitted has to be admitted again.");
        writer.Line($"bool IRouteModule.IsCurrent => RoutesRevision.Current == {revision};").Close().Line();
        writer.Line("/// <summary>Which routes are the program's.</summary>").Line(GeneratedCode.Attribute);
        writer.Open("internal static class RoutesRevision").Line($"internal static string Current => {revision};").Close();
    }

    private static void EmitServices(CodeWriter writer, List<RouteKey> routes)
    {
        var services = new List<RequiredService>();
        foreach (RouteKey route in routes)
        {
            foreach (RequiredService service in route.Services)
            {
                if (!services.Contains(service))
                {
                    services.Add(service);
                }
            }
        }

        string property = $"{ReadOnlyList}<RequiredService> IRouteModule.RequiredServices {{ get; }} =";
        if (services.Count == 0)
        {
            writer.Line(property).Continue("global::System.Array.Empty<RequiredService>();").Line();
            return;
        }

        writer.Open($"{property} new RequiredService[]");
        foreach (RequiredService service in services)
        {
            string displayName = Literals.Of(service.Type.Replace("global::", ""));
            writer.Line($"new(typeof({service.Type}), {service.Key ?? "null"}, {Literals.Of(service.Handler)}, {displayName}),");
        }

        writer.Close("};").Line();
    }

    private static void EmitInvoke(CodeWriter writer, List<RouteKey> routes)
    {
        const string Result = $"global::System.Threading.Tasks.ValueTask<{Returns.Answer}>";
        bool isSplit = routes.Count > MostCalls;
        writer.Line($"{Result} IRouteModule.InvokeAsync(").Continue("int route, in RouteContext context)").Brace();
        if (!isSplit)
        {
            EmitCalls(writer, routes, 0, routes.Count);
        }
        else
        {
            writer.Open($"switch (route / {MostCalls})");
            for (int first = 0; first < routes.Count; first += MostCalls)
            {
                writer.Line($"case {first / MostCalls}: return {CallsName(first)}(route, in context);");
            }

            EmitNoRoute(writer);
        }

        writer.Close();
        for (int first = 0; isSplit && first < routes.Count; first += MostCalls)
        {
            writer.Line().Line($"private static {Result} {CallsName(first)}(").Continue("int route, in RouteContext context)").Brace();
            EmitCalls(writer, routes, first, Math.Min(first + MostCalls, routes.Count));
            writer.Close();
        }
    }

    private static string CallsName(int first) => $"Invoke{(first / MostCalls) + 1}Async";

    private static void EmitCalls(CodeWriter writer, List<RouteKey> routes, int first, int end)
    {
        writer.Open("switch (route)");
        for (int i = first; i < end; i++)
        {
            string call = routes[i].Kind == RouteKind.CommandGroup
                ? $"new({Returns.Answer}.Of({Literals.Of(routes[i].Hint!)}))"
                : routes[i].Call + "(context)";
            writer.Line($"case {i}: return {call}; // {routes[i].Cause}");
        }

        EmitNoRoute(writer);
    }

    private static void EmitNoRoute(CodeWriter writer) =>
        writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(route));").Close();
}
