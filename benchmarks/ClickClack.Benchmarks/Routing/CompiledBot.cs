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
    public static (IRouteModule Routes, Func<string, ValueTask<string?>> ByHand, Func<Reaction, bool, ValueTask<string?>> ReactionByHand) Of(int commands, string handle)
    {
        var parsed = new CSharpParseOptions(LanguageVersion.CSharp13);
        var paths = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        CSharpCompilation project = CSharpCompilation.Create(
            $"Bot{commands}",
            [CSharpSyntaxTree.ParseText(Source(commands, handle), parsed)],
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
            byHand.GetMethod("Answer")!.CreateDelegate<Func<string, ValueTask<string?>>>(),
            byHand.GetMethod("React")!.CreateDelegate<Func<Reaction, bool, ValueTask<string?>>>());
    }

    private static string Source(int commands, string handle)
    {
        // Somebody with a thousand commands does not write a switch: a method with so many cases is slow, whatever is in them.
        bool isTable = commands > 100;
        var handlers = new StringBuilder();
        var cases = new StringBuilder();
        var readers = new StringBuilder();
        var reactions = new StringBuilder();
        for (int i = 0; i < commands; i += 2)
        {
            handlers.Append(CultureInfo.InvariantCulture, $$"""
                    [OnCommand("literal{{i}}")] public static string Literal{{i}}() => "literal";
                    [OnCommand("deploy{{i + 1}}")] public static string? Deploy{{i + 1}}(Stage stage, int replicas, [Rest] string? reason = null) => stage == Stage.Prod ? reason : null;
                    [OnReaction("emoji{{i}}")] public static string React{{i}}(Reaction reaction) => "reacted";

                """);
            cases.Append(CultureInfo.InvariantCulture, $$"""
                            {{Case($"literal{i}", $"Literal{i}", "text")}}
                            {{Case($"deploy{i + 1}", $"Deploy{i + 1}", "text")}}

                """);
            readers.Append(CultureInfo.InvariantCulture, $$"""
                    private static ValueTask<string?> Literal{{i}}(string text) =>
                        new(Surplus(text) is { } word ? $"{Quote(word)} is one word too many\nusage: `/literal{{i}}`" : Handlers.Literal{{i}}());

                    private static ValueTask<string?> React{{i}}(Reaction reaction) => new(Handlers.React{{i}}(reaction));

                    private static ValueTask<string?> Deploy{{i + 1}}(string text)
                    {
                        string[] words = text.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
                        string? problems = null;
                        Stage stage = ReadStage(words, 1, ref problems);
                        int replicas = ReadInt(words, 2, "replicas", ref problems);
                        return problems is null
                            ? new(Handlers.Deploy{{i + 1}}(stage, replicas, words.Length > 3 ? words[3] : null))
                            : new($"{problems}usage: `/deploy{{i + 1}} <stage> <replicas> [reason...]`");
                    }

                """);
            reactions.Append(CultureInfo.InvariantCulture, $$"""
                            {{Case($"emoji{i}", $"React{i}", "reaction")}}

                """);
        }

        return $$"""
            using System;
            using System.Collections.Frozen;
            using System.Collections.Generic;
            using System.Globalization;
            using System.Threading.Tasks;
            using ClickClack;

            public enum Stage { Test, Staging, Prod }

            public static class Handlers
            {
            {{handlers}}
            }

            public static class ByHand
            {
                private const int LongestName = 32;

            {{(isTable ? Tables(cases, reactions) : "")}}
                public static ValueTask<string?> Answer(string text)
                {
                    if (text.Length == 0 || text[0] != '/')
                    {
                        return default;
                    }

                    int end = text.IndexOf(' ');
                    ReadOnlySpan<char> word = end < 0 ? text.AsSpan(1) : text.AsSpan(1, end - 1);
                    int at = word.IndexOf('@');
                    if (at >= 0)
                    {
                        if (!word.Slice(at + 1).Equals("{{handle}}", StringComparison.OrdinalIgnoreCase))
                        {
                            return default;
                        }

                        word = word.Slice(0, at);
                    }

                    if (word.Length > LongestName)
                    {
                        return default;
                    }

                    Span<char> lower = stackalloc char[LongestName];
                    ReadOnlySpan<char> name = lower.Slice(0, word.ToLowerInvariant(lower));
            {{(isTable ? "        return Commands.TryGetValue(name, out var command) ? command(text) : default;" : Switch("name", cases))}}
                }

                public static ValueTask<string?> React(Reaction reaction, bool removed)
                {
                    if (removed)
                    {
                        return default;
                    }

            {{(isTable ? "        return Emojis.TryGetValue(reaction.Emoji, out var react) ? react(reaction) : default;" : Switch("reaction.Emoji", reactions))}}
                }

            {{readers}}
                private static Stage ReadStage(string[] words, int number, ref string? problems)
                {
                    if (words.Length <= number)
                    {
                        problems += "stage is missing: one of test, staging, prod\n";
                        return default;
                    }

                    if (!Enum.TryParse(words[number], ignoreCase: true, out Stage stage))
                    {
                        problems += $"{Quote(words[number])} is not one of test, staging, prod (stage)\n";
                    }

                    return stage;
                }

                private static int ReadInt(string[] words, int number, string name, ref string? problems)
                {
                    if (words.Length <= number)
                    {
                        problems += $"{name} is missing: a whole number\n";
                        return 0;
                    }

                    if (!int.TryParse(words[number], CultureInfo.InvariantCulture, out int value))
                    {
                        problems += $"{Quote(words[number])} is not a whole number ({name})\n";
                    }

                    return value;
                }

                private static string? Surplus(string text)
                {
                    int end = text.IndexOf(' ');
                    return end < 0 || text.AsSpan(end).IsWhiteSpace() ? null : text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)[1];
                }

                // Short, as code, and without what would end the code or address somebody.
                private static string Quote(string word)
                {
                    string shown = word.Length > 40 ? word.Substring(0, 40) + "…" : word;
                    return $"`{shown.Replace('`', '\'').Replace("@", "@\u200B")}`";
                }
            }
            """;

        string Case(string word, string method, string argument) =>
            isTable ? $"[\"{word}\"] = {method}," : $"case \"{word}\": return {method}({argument});";
    }

    private static string Switch(string on, StringBuilder cases) => $$"""
                    switch ({{on}})
                    {
            {{cases}}
                        default: return default;
                    }
        """;

    private static string Tables(StringBuilder commands, StringBuilder emojis) => $$"""
                private static readonly FrozenDictionary<string, Func<string, ValueTask<string?>>>.AlternateLookup<ReadOnlySpan<char>> Commands =
                    new Dictionary<string, Func<string, ValueTask<string?>>>
                    {
            {{commands}}
                    }.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();

                private static readonly FrozenDictionary<string, Func<Reaction, ValueTask<string?>>> Emojis =
                    new Dictionary<string, Func<Reaction, ValueTask<string?>>>
                    {
            {{emojis}}
                    }.ToFrozenDictionary();
        """;
}
