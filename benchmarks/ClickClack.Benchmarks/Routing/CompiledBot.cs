using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using ClickClack.Dispatch;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Benchmarks;

/// <summary>A bot with so many commands, compiled with the generator, and beside it what somebody would write by hand.</summary>
internal static class CompiledBot
{
    public static (IRouteModule Routes, Func<string, string?> ByHand, Func<Reaction, string?> ReactionByHand) Of(int commands)
    {
        var parsed = new CSharpParseOptions(LanguageVersion.CSharp13);
        var paths = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        CSharpCompilation project = CSharpCompilation.Create(
            $"Bot{commands}",
            [CSharpSyntaxTree.ParseText(Source(commands), parsed)],
            paths.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new ClickClackGenerator().AsSourceGenerator()], parseOptions: parsed)
            .RunGeneratorsAndUpdateCompilation(project, out Compilation output, out _);
        using var stream = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = output.Emit(stream);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        }

        stream.Position = 0;
        Assembly assembly = new AssemblyLoadContext("bot").LoadFromStream(stream);
        var routes = (IRouteModule)Activator.CreateInstance(assembly.GetCustomAttribute<RouteModuleAttribute>()!.Module)!;
        Type byHand = assembly.GetType("ByHand")!;
        return (
            routes,
            byHand.GetMethod("Answer")!.CreateDelegate<Func<string, string?>>(),
            byHand.GetMethod("React")!.CreateDelegate<Func<Reaction, string?>>());
    }

    private static string Source(int commands)
    {
        var handlers = new StringBuilder();
        var cases = new StringBuilder();
        var reactions = new StringBuilder();
        for (int i = 0; i < commands; i += 2)
        {
            handlers.Append(CultureInfo.InvariantCulture, $$"""
                    [OnCommand("literal{{i}}")] public static string Literal{{i}}() => "literal";
                    [OnCommand("deploy{{i + 1}}")] public static string? Deploy{{i + 1}}(Stage stage, int replicas, [Rest] string? reason = null) => stage == Stage.Prod ? reason : null;
                    [OnReaction("emoji{{i}}")] public static string React{{i}}(Reaction reaction) => "reacted";

                """);
            cases.Append(CultureInfo.InvariantCulture, $$"""
                            case "literal{{i}}": return Handlers.Literal{{i}}();
                            case "deploy{{i + 1}}":
                                string[] words{{i}} = text.Split(' ', 4);
                                return words{{i}}.Length >= 3
                                    && System.Enum.TryParse(words{{i}}[1], ignoreCase: true, out Stage stage{{i}})
                                    && int.TryParse(words{{i}}[2], out int replicas{{i}})
                                    ? Handlers.Deploy{{i + 1}}(stage{{i}}, replicas{{i}}, words{{i}}.Length > 3 ? words{{i}}[3] : null)
                                    : "usage: /deploy{{i + 1}} <stage> <replicas> [reason...]";

                """);
            reactions.Append(CultureInfo.InvariantCulture, $$"""
                            case "emoji{{i}}": return Handlers.React{{i}}(reaction);

                """);
        }

        return $$"""
            using ClickClack;

            public enum Stage { Test, Staging, Prod }

            public static class Handlers
            {
            {{handlers}}
            }

            public static class ByHand
            {
                public static string? Answer(string text)
                {
                    if (text.Length == 0 || text[0] != '/')
                    {
                        return null;
                    }

                    int end = text.IndexOf(' ');
                    switch (end < 0 ? text.Substring(1) : text.Substring(1, end - 1))
                    {
            {{cases}}
                        default: return null;
                    }
                }

                public static string? React(Reaction reaction)
                {
                    switch (reaction.Emoji)
                    {
            {{reactions}}
                        default: return null;
                    }
                }
            }
            """;
    }
}
