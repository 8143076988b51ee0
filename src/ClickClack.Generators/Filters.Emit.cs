namespace ClickClack.Generators;

/// <content>Asking the filters.</content>
internal static partial class Filters
{
    /// <summary>The emitted method that a route with filters calls once they let it.</summary>
    public static string Inner(Route route) => route.Name.TrimStart('@') + "_Filtered";

    /// <summary>Writes the method that asks the filters of a route, and then calls the handler.</summary>
    public static void Emit(CodeWriter writer, Route route)
    {
        writer.Line($"// {route.Key.Cause}, if the filters let it");
        writer.Open($"internal static async global::System.Threading.Tasks.ValueTask<{Returns.Answer}> {route.Name}(RouteContext context)");
        foreach (RouteFilter filter in route.Key.Guards.Filters)
        {
            // A scope of its own, so that it is gone before the next one is made.
            writer.Brace();
            string @using = filter.Disposal switch
            {
                Disposal.DisposeAsync => "await using ",
                Disposal.Dispose => "using ",
                _ => "",
            };
            writer.Call($"{@using}var filter = new {filter.SourceName}", Parameters.Emit(filter.Constructor), ";");
            writer.Line("var result = await ((global::ClickClack.IMessageFilter)filter).CheckAsync(context.Message, context.Cancellation);");
            writer.Open("if (!result.Passes)").Line($"return {Returns.Answer}.Refused(result);").Close();
            writer.Close().Line();
        }

        writer.Line($"return await {Inner(route)}(context);").Close().Line();
    }
}
