using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>Emitted code gives no diagnostic, whatever the types it names are marked with: what their author has accepted is accepted.</summary>
public sealed class MarkedTypeTests
{
    private static readonly string[] Marks =
    [
        "[Obsolete]",
        "[Obsolete(\"later\")]",
        "[Obsolete(\"never\", true)]",
        "[Obsolete(\"later\", DiagnosticId = \"OWN001\")]",
        "[System.Diagnostics.CodeAnalysis.Experimental(\"OWN002\")]",
    ];

    /// <summary>Where a mark can stand. Who uses what is obsolete as an error has to be obsolete himself, by C#'s rule.</summary>
    private static readonly (string Name, string Source)[] Places =
    [
        ("class", "MARK class A(IServiceProvider services) { [OnCommand(\"x\"), OnMention] public string Run(string a) => $\"{services} {a}\"; }"),
        ("class with Handle", "MARK [OnDm] class A { public string Handle() => \"\"; }"),
        ("outer class", "MARK class Outer { [OnDm] internal class A { public string Handle() => \"\"; } }"),
        ("base class", "MARK class B { public string Handle() => \"\"; } [Obsolete, OnDm] class A : B;"),
        ("constructor", "class A { MARK public A(IServiceProvider services) { } [OnCommand(\"x\")] public string Run() => \"\"; }"),
        ("method", "class A { MARK [OnCommand(\"x\")] public string Run(string a, [Option(\"b\")] int b = 1) => \"\"; }"),
        ("static method", "static class A { MARK [OnCommand(\"x\")] public static async Task<string> Run(string a) { await Task.Yield(); return a; } }"),
        ("service of a constructor", "MARK class S; [Obsolete] class A(S s) { [OnDm] public string Run() => $\"{s}\"; }"),
        ("service of a method", "MARK class S; [Obsolete] class A { [OnDm] public string Run([FromServices] S s) => \"\"; }"),
        ("service within another", "MARK class S; [Obsolete] class A(Lazy<S[]> s) { [OnDm] public string Run() => $\"{s}\"; }"),
        ("optional service", "MARK class S; [Obsolete] class A { [OnDm] public string Run([FromServices] S? s = null) => \"\"; }"),
        ("key of a service", "enum K { MARK One } [Obsolete] class A { [OnDm] public string Run([FromKeyedServices(K.One)] IServiceProvider s) => \"\"; }"),
        ("type as a key", "MARK class K; [Obsolete] class A { [OnDm] public string Run([FromKeyedServices(typeof(K))] IServiceProvider s) => \"\"; }"),
        ("enum", "MARK enum E { One, Two } [Obsolete] class A { [OnCommand(\"x\")] public string Run(E a, E b = E.Two) => \"\"; }"),
        ("member of an enum", "enum E { One, MARK Two } [Obsolete] class A { [OnCommand(\"x\")] public string Run(E a, E b = E.Two) => \"\"; }"),
        ("enum of a group", "MARK enum E { One, Two } [Obsolete] class A { [OnPattern(\"(?<a>.)\")] public string Run(E a) => \"\"; }"),
        ("argument", Parsable + " [Obsolete] class A { [OnCommand(\"x\")] public string Run(P a, P? b = null) => \"\"; }"),
        ("list of arguments", Parsable + " [Obsolete] class A { [OnCommand(\"x\")] public string Run([Option(\"o\")] P[]? a = null, params P[] b) => \"\"; }"),
        ("group of a pattern", Parsable + " [Obsolete] class A { [OnPattern(\"(?<a>.)\")] public string Run(P a) => \"\"; }"),
        ("member that is a pattern", "static partial class R { MARK [System.Text.RegularExpressions.GeneratedRegex(\"x\", System.Text.RegularExpressions.RegexOptions.None, 100)] internal static partial System.Text.RegularExpressions.Regex Here(); internal static partial System.Text.RegularExpressions.Regex Here() => new(\"x\"); } [Obsolete] class A { [OnPattern(typeof(R), \"Here\")] public string Run() => \"\"; }"),
        ("class with a pattern", "MARK static partial class R { [System.Text.RegularExpressions.GeneratedRegex(\"x\", System.Text.RegularExpressions.RegexOptions.None, 100)] internal static partial System.Text.RegularExpressions.Regex Here(); internal static partial System.Text.RegularExpressions.Regex Here() => new(\"x\"); } [Obsolete] class A { [OnPattern(typeof(R), \"Here\")] public string Run() => \"\"; }"),
        ("filter", "MARK class F : IMessageFilter { " + Check + " } [Obsolete, UseFilter<F>] class A { [OnDm] public string Run() => \"\"; }"),
        ("constructor of a filter", "class F : IMessageFilter { MARK public F(IServiceProvider s) { } " + Check + " } [Obsolete, UseFilter<F>] class A { [OnDm] public string Run() => \"\"; }"),
        ("service of a filter", "MARK class S; [Obsolete] class F(S s) : IMessageFilter { public S Own => s; " + Check + " } [Obsolete, UseFilter<F>] class A { [OnDm] public string Run() => \"\"; }"),
        ("error", "MARK class E : Exception; [Obsolete] class A { [OnError] public string Failed(E e) => \"\"; [OnDm] public string Run() => \"\"; }"),
        ("error of all", "MARK class E : Exception; [Obsolete] class A { [OnError] public string Failed(E e) => \"\"; }"),
        ("disposable", "MARK class A : IDisposable { public void Dispose() { } [OnDm] public async IAsyncEnumerable<string> Run() { await Task.Yield(); yield return \"\"; } }"),
        ("handler of a reaction", "class A { MARK [OnReaction(\"🚀\")] public string Run(Message m, Reaction r) => \"\"; }"),
        ("observer", "class A { MARK [OnEvent] public void Run(PinAdded pin) { } }"),
        ("targets", "MARK static partial class T { [Target(\"channel:ops\")] public static partial Target Ops { get; } }"),
        ("target", "static partial class T { MARK [Target(\"channel:ops\")] public static partial Target Ops { get; } }"),
    ];

    private const string Parsable =
        "MARK readonly struct P : IParsable<P> { public static P Parse(string s, IFormatProvider? p) => default; public static bool TryParse(string? s, IFormatProvider? p, out P r) { r = default; return true; } }";

    private const string Check = "public ValueTask<FilterResult> CheckAsync(Message m, CancellationToken c) => new(FilterResult.Pass);";

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (string mark in Marks)
        {
            foreach ((string name, string source) in Places)
            {
                cases.Add(name, mark, source);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_code_gives_no_diagnostic(string place, string mark, string source)
    {
        Assert.NotNull(place);
        string accepted = "#pragma warning disable\n" + source.Replace("MARK", mark, StringComparison.Ordinal);
        AssertQuiet(Compile.Generate(Compile.Project(accepted), out GeneratorDriver driver));

        // What is left out is quiet as well.
        Assert.Contains(driver.GetRunResult().GeneratedTrees, tree => tree.FilePath.EndsWith(source.Contains("[Target", StringComparison.Ordinal) ? "Targets.g.cs" : "Handlers.g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[assembly: System.Diagnostics.CodeAnalysis.Experimental(\"OWN003\")]")]
    [InlineData("[module: System.Diagnostics.CodeAnalysis.Experimental(\"OWN003\")]")]
    [InlineData("[assembly: CLSCompliant(true)]")]
    public void Whole_assemblies_may_be_marked(string mark)
    {
        Compilation library = Compile.Generate(
            Compile.Project($"#pragma warning disable\n{mark} public class A {{ [OnDm] public string Run() => \"\"; }}", "Library"), out _);
        AssertQuiet(library);
        AssertQuiet(Compile.Generate(Compile.Project($"{mark} class B {{ [OnMention] public string Run() => \"\"; }}", "App", Compile.ToReference(library)), out _));
    }

    [Theory]
    [InlineData("#nullable disable\nclass A(Lazy<string> s) { [OnCommand(\"x\")] public string Run(string a, Uri b = null, string[] c = null, params string[] d) => $\"{s}\"; }")]
    [InlineData("#nullable disable annotations\nclass A { [OnCommand(\"x\")] public Task<string> Run(string a = null, int? b = null) => null; }")]
    [InlineData("class A(Lazy<string?>? s) { [OnCommand(\"x\")] public Task<string?> Run(string? a = null, params string[] b) => Task.FromResult<string?>($\"{s}\"); }")]
    [InlineData("class A { [OnCommand(\"x\")] public string? Run([FromServices] Lazy<string>? s = null, string a = null!, Uri b = default!) => null; }")]
    [InlineData("class A { [OnMention] public IEnumerable<string?>? Run(Dictionary<string, List<string?>?>? s = null) => null; }")]
    [InlineData("class A<T> { internal class B(T t) { public T Own => t; } } class C : A<string?>.B { public C() : base(null) { } [OnDm] public string? Run() => Own; }")]
    public void Emitted_code_is_right_about_null(string source) => Compile.AssertClean(Compile.Generate(Compile.Project("#pragma warning disable\n" + source), out _));

    private static void AssertQuiet(Compilation output)
    {
        IEnumerable<Diagnostic> found = output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        string diagnostics = string.Join('\n', found);
        Assert.True(diagnostics.Length == 0, diagnostics);
    }
}
