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
        List<RouteKey> routes = [.. keys];
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

    private static void EmitDescriptions(CodeWriter writer, List<RouteKey> routes)
    {
        writer.Line($"{ReadOnlyList}<RouteDescription> IRouteModule.Routes {{ get; }} = new RouteDescription[]");
        writer.Brace();
        foreach (RouteKey route in routes)
        {
            string usesServices = route.UsesServices ? "true" : "false";
            string description = $"new({Literals.Of(route.Cause)}, {Literals.Of(route.Handler)}, UsesServices: {usesServices})";
            if (route.Lane is not null)
            {
                writer.Open(description);
                if (route.Description is not null)
                {
                    writer.Line($"Command = {route.Description},");
                }

                if (route.NeedsMessage)
                {
                    writer.Line("NeedsMessage = true,");
                }

                writer.Line($"Lane = {Lanes.Emit(route.Lane)},");
                writer.Close("},");
                continue;
            }

            string? also = route.Kind == RouteKind.Error ? "HandlesErrors = true"
                : route.NeedsMessage ? "NeedsMessage = true"
                : route.Event is not null ? Events.Description(route.Event)
                : route.Description is not null ? $"Command = {route.Description}"
                : null;
            writer.Line(also is null ? description + "," : $"{description} {{ {also} }},");
        }

        writer.Close("};").Line();
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
            writer.Line($"{i} => {routes[i].Call}(context), // {routes[i].Cause}");
        }

        writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(route)),");
        writer.Close("};");
    }
}
