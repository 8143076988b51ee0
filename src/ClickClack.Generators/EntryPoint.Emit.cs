using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary><c>AddClickClack</c>, which a bot calls.</summary>
internal static class EntryPoint
{
    /// <summary>The name of the file.</summary>
    public const string HintName = "AddClickClack.g.cs";

    /// <summary>Writes the file.</summary>
    /// <param name="project">What the entry point depends on.</param>
    /// <param name="hasRoutes">Whether the project has routes of its own.</param>
    public static SourceText Emit(Project project, bool hasRoutes)
    {
        var writer = new CodeWriter().Head();
        writer.Line("namespace ClickClack;").Line();
        writer.Line("/// <summary>Adds the bot to an application.</summary>");
        writer.Line(GeneratedCode.Attribute);
        writer.Line("[global::Microsoft.CodeAnalysis.Embedded]");
        writer.Open("internal static class ClickClackBuilderExtensions");
        writer.Line("/// <summary>Adds the bot: settings, handlers of this assembly and of those it references, connection.</summary>");
        writer.Line("/// <param name=\"builder\">The application.</param>");
        writer.Line("/// <param name=\"configure\">Changes settings after they were read from section <c>ClickClack</c>.</param>");
        writer.Line("/// <returns>The application.</returns>");
        writer.Line("public static TBuilder AddClickClack<TBuilder>(");
        writer.Continue("this TBuilder builder, global::System.Action<global::ClickClack.ClickClackOptions>? configure = null)");
        writer.Continue("where TBuilder : global::Microsoft.Extensions.Hosting.IHostApplicationBuilder").Brace();
        EmitModules(writer, project, hasRoutes);
        writer.Line("global::ClickClack.Hosting.ClickClackHosting.Add(builder, modules, configure);");
        writer.Line("return builder;");
        return writer.Close().Close().ToSourceText();
    }

    private static void EmitModules(CodeWriter writer, Project project, bool hasRoutes)
    {
        const string Module = "global::ClickClack.Dispatch.IRouteModule";
        if (!hasRoutes && project.ReferencedModules.Count == 0)
        {
            writer.Line($"var modules = global::System.Array.Empty<{Module}>();");
            return;
        }

        writer.Open($"var modules = new {Module}[]");
        if (hasRoutes)
        {
            writer.Line($"new global::{project.Namespace}.Routes(),");
        }

        foreach (string module in project.ReferencedModules)
        {
            writer.Line($"new {module}(),");
        }

        writer.Close("};");
    }
}
