using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <content>The table file: what the routes are, and which one wins.</content>
internal static partial class Routes
{
    /// <summary>The name of the table file.</summary>
    public const string HintName = "Routes.g.cs";

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
        writer.Open($"public sealed partial class Routes : IRouteModule");
        EmitDescriptions(writer, routes);
        EmitServices(writer, routes);
        EmitMayMatch(writer, routes);
        EmitMatch(writer, routes);
        EmitMatchCommand(writer, routes);
        Errors.Emit(writer, routes);
        Reactions.Emit(writer, routes);
        EmitInvoke(writer, routes);
        return writer.Close().ToSourceText();
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
        writer.Line($"global::System.Threading.Tasks.ValueTask<{Returns.Answer}> IRouteModule.InvokeAsync(");
        writer.Continue("int route, RouteContext context) => route switch");
        writer.Brace();
        for (int i = 0; i < routes.Count; i++)
        {
            string call = routes[i].Kind == RouteKind.CommandGroup
                ? $"new({Returns.Answer}.Of({Literals.Of(routes[i].Hint!)}))"
                : routes[i].Call + "(context)";
            writer.Line($"{i} => {call}, // {routes[i].Cause}");
        }

        writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(route)),");
        writer.Close("};");
    }
}
