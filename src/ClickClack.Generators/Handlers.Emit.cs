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

        // A text that grows is read after the method that calls the handler has returned; so long an instance has to live.
        bool isIterator = route.Returns == ReturnForm.Stream && disposal != Disposal.None;
        bool isAsync = route.Returns >= ReturnForm.Task
            || (disposal == Disposal.DisposeAsync && !isIterator)
            || Arguments.AreLookedUp(route.Parameters);
        string modifiers = isAsync ? "internal static async" : "internal static";

        writer.Line($"// {route.Command?.Usage ?? route.Key.Cause}{(route.Command is null ? "" : In(route.Key.Cause))}");
        writer.Line($"{modifiers} global::System.Threading.Tasks.ValueTask<{Returns.Answer}> {route.Name}(RouteContext context)");
        writer.Brace();
        Arguments.Emit(writer, type, route, isAsync, parsers);
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

    /// <summary>What a cause says after the command itself: where it listens.</summary>
    private static string In(string cause)
    {
        int end = cause.IndexOf(' ');
        return end < 0 ? "" : cause.Substring(end);
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
