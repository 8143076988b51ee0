using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <content>The file of a handler type: one method for each of its routes.</content>
internal static partial class Handlers
{
    /// <summary>Writes the file.</summary>
    public static SourceText Emit(HandlerType type)
    {
        var writer = new CodeWriter().Head();
        writer.Namespace(type.Namespace, UsesServices(type) ? "Microsoft.Extensions.DependencyInjection" : null);
        writer.Open("public sealed partial class Routes");
        writer.Line($"// Calls the handlers of {type.Name}.");
        writer.Line(GeneratedCode.Attribute);
        writer.Open($"private static class {type.CallerName}");

        var parsers = new NameParsers(type);
        foreach (Route route in type.Routes)
        {
            Patterns.EmitField(writer, route);
        }

        for (int i = 0; i < type.Routes.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            EmitRoute(writer, type, type.Routes[i], parsers);
        }

        parsers.Emit(writer);
        writer.Close();
        Commands.Emit(writer, type);
        return writer.Close().ToSourceText();
    }

    private static void EmitRoute(CodeWriter writer, HandlerType type, Route route, NameParsers parsers)
    {
        Disposal disposal = route.IsStatic ? Disposal.None : type.Disposal;

        if (route.Key.Guards.Filters.Count > 0)
        {
            Filters.Emit(writer, route);
        }

        // A text that grows is read after the method that calls the handler has returned; so long an instance has to live.
        bool isIterator = route.Returns == ReturnForm.Stream && disposal != Disposal.None;
        bool isAsync = route.Returns >= ReturnForm.Task
            || (disposal == Disposal.DisposeAsync && !isIterator)
            || (route.Key.Pattern is null && Arguments.AreLookedUp(route.Parameters));
        string name = route.Key.Guards.Filters.Count > 0 ? Filters.Inner(route) : route.Name;
        string modifiers = isAsync ? "internal static async" : "internal static";

        // What runs on after the call has returned needs a context of its own.
        string passed = isAsync || isIterator ? "RouteContext" : "in RouteContext";

        writer.Line($"// {route.Command?.Usage ?? route.Key.Cause}{(route.Command is null ? "" : route.Key.Cause.Substring(route.Key.Command.Length + 1))}");
        writer.Line($"{modifiers} global::System.Threading.Tasks.ValueTask<{Returns.Answer}> {name}({passed} context)");
        writer.Brace();
        if (route.Key.Pattern is null)
        {
            Arguments.Emit(writer, type, route, isAsync, parsers);
        }
        else
        {
            Patterns.EmitGroups(writer, route, isAsync, parsers);
        }

        if (isIterator)
        {
            Returns.OpenIterator(writer, isAsync);
        }

        if (!route.IsStatic)
        {
            Constructors.Emit(writer, type, disposal);
        }

        string target = route.IsStatic ? type.SourceName : "handler";
        if (isIterator)
        {
            Returns.CloseIterator(writer, $"{target}.{route.Method}", Parameters.Emit(route.Parameters));
        }
        else
        {
            Returns.Emit(writer, route.Returns, isAsync, $"{target}.{route.Method}", Parameters.Emit(route.Parameters));
        }

        writer.Close();
    }

    private static bool UsesServices(HandlerType type)
    {
        foreach (Route route in type.Routes)
        {
            if (route.Key.UsesServices)
            {
                return true;
            }
        }

        return false;
    }
}
