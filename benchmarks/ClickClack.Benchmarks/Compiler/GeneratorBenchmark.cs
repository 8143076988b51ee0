using System.Globalization;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.Benchmarks.Compiler;

/// <summary>
/// What the generator costs a compiler and an editor, beside one that looks for the same attributes and does nothing with them. In turns, on
/// the same projects; each run gets a compilation of its own, as an editor makes one for each keystroke.
/// </summary>
internal sealed class GeneratorBenchmark(int rounds)
{
    private const int Types = 200;
    private const int HandlersOfType = 5;

    private static readonly CSharpParseOptions Parsed = new(LanguageVersion.CSharp13);

    private readonly MetadataReference[] _references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly SyntaxTree[] _files = [.. Enumerable.Range(0, Types).Select(number => File(number)), Unrelated(0)];

    /// <summary>Measures, and writes one line for each kind of run.</summary>
    public void Run()
    {
        Console.WriteLine($"{Types * HandlersOfType:N0} handlers in {Types} files, median of {rounds}, CPU ms of the thread");
        Console.WriteLine("run                  generator     empty    ratio");
        

        // Other texts each time: nothing is remembered of an earlier round.
        Report("full, cold", driver: null, round => [.. Enumerable.Range(0, Types).Select(number => File(number, prefix: $"cold-{round}-"))]);
        Report("unrelated edit", Driver, round => With(Types, Unrelated(round)));
        Report("body edit", Driver, round => With(Types / 2, File(Types / 2, body: $"\"edit {round}\"")));
        Report("route edit", Driver, round => With(Types / 2, File(Types / 2, prefix: $"edit-{round}-")));
    }

    private static CSharpGeneratorDriver Driver(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: Parsed);

    private void Report(string name, Func<IIncrementalGenerator, GeneratorDriver>? driver, Func<int, SyntaxTree[]> edit)
    {
        IIncrementalGenerator[] generators = [new ClickClackGenerator(), new EmptyGenerator()];
        GeneratorDriver?[] warm = [.. generators.Select(generator => driver?.Invoke(generator).RunGenerators(Project(_files)))];
        List<double>[] times = [[], []];

        // The first rounds are of the runtime, which compiles the compiler.
        const int WarmUp = 3;
        for (int round = 1; round <= rounds + WarmUp; round++)
        {
            for (int i = 0; i < generators.Length; i++)
            {
                SyntaxTree[] files = edit(round);
                CSharpCompilation project = Project(files);

                // Which references there are is asked by whoever comes first.
                _ = project.Assembly.GlobalNamespace.Name;
                _ = project.GetTypeByMetadataName("ClickClack.Message");
                GeneratorDriver before = warm[i] ?? Driver(generators[i]);
                GC.Collect();
                double start = ThreadTime.Milliseconds;
                GeneratorDriver after = before.RunGenerators(project);
                double time = ThreadTime.Milliseconds - start;
                if (after.GetRunResult().Results[0].Exception is { } exception)
                {
                    throw new InvalidOperationException("the generator failed", exception);
                }

                if (warm[i] is not null)
                {
                    warm[i] = after;
                }

                if (round > WarmUp)
                {
                    times[i].Add(time);
                }
            }
        }

        double own = Median(times[0]);
        double empty = Median(times[1]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20}{own,10:N1}{empty,10:N1}{own / empty,9:N2}"));
    }

    private CSharpCompilation Project(SyntaxTree[] files) => CSharpCompilation.Create(
        "Bot", files, _references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private SyntaxTree[] With(int index, SyntaxTree file)
    {
        SyntaxTree[] files = [.. _files];
        files[index] = file;
        return files;
    }

    private static SyntaxTree Unrelated(int number) =>
        CSharpSyntaxTree.ParseText($"internal static class Unrelated {{ public const int Number = {number}; }}", Parsed, "Unrelated.cs");

    private static SyntaxTree File(int number, string body = "\"done\"", string prefix = "") => CSharpSyntaxTree.ParseText(
        $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using ClickClack;

        namespace Bot.Area{{number % 10}};

        /// <summary>Handlers like those of a real bot.</summary>
        [OnChannel("room-{{number}}")]
        internal sealed class Handlers{{number}}(IServiceProvider services)
        {
            /// <summary>Deploys {{prefix}}.</summary>
            /// <param name="stage">Where to.</param>
            /// <param name="replicas">How many.</param>
            [OnCommand("{{prefix}}deploy-{{number}}")]
            public async Task<Reply?> DeployAsync(string stage, int replicas = 1, [Rest] string? reason = null, CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                return services is null ? null : {{body}};
            }

            [OnCommand("status-{{number}}")]
            public static string Status(string name, [Option("verbose", 'v')] bool verbose = false) => name;

            [OnPattern(@"ticket-{{prefix}}{{number}} (?<id>\d+)")]
            public string Ticket(long id) => $"{id}";

            [OnReaction("🚀")]
            public string Ship(Reaction reaction) => reaction.Emoji;

            [OnMention]
            public string Asked(Message message) => message.Text;
        }
        """,
        Parsed,
        $"Handlers{number}.cs");

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
