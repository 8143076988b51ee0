using System.Globalization;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.GeneratorTests;

/// <summary>
/// What is emitted after an edit is what a driver that knows nothing emits, wherever the edit was: a handler is read again whenever
/// something it depends on was declared anew, and only then. <c>CLICKCLACK_EDITS=5000 CLICKCLACK_EDITS_SEED=1</c> makes it that many random
/// edits from another seed.
/// </summary>
public sealed class StaleModelTests
{
    /// <summary>No edit of a theory is in the first two: what has to be read again there is what others declare.</summary>
    private static readonly (string Path, string Text)[] Files =
    [
        ("Handlers.cs", """
            using System.ComponentModel.DataAnnotations;
            using Bot.Models;
            using static Bot.Models.Texts;
            namespace Bot.Handlers;

            [OnChannel(Rooms.Ops)]
            internal sealed partial class Ops
            {
                [OnCommand(Names.Deploy)] public string Deploy(Stage stage, int count = Names.Count, Stage other = Stage.Production) => "";
                [OnCommand("order")] public string Order(OrderId order) => "";
                [OnCommand("plain")] public string Plain(Plain plain) => "";
                [OnCommand("money")] public string Money(Money money) => "";
                [OnCommand("limit")] public string Limit([Range(1, Names.Count)] int number, [AllowedValues(Names.First, "b")] string word) => "";
                [OnCommand(Greeting)] public string Greet([Option(Long)] bool loud = false) => "";
                [OnCommand("even")] public string Even([Even] int number) => "";
                [OnCommand("late")] public string Late(Late late) => "";
                [OnCommand("seen")] public string Seen(Message message) => "";
                [OnPattern(typeof(Expressions), nameof(Expressions.Ticket))] public string Ticket(string id) => id;
                [OnReaction, UseFilter<Office>] public string Ship(Reaction reaction) => "";
                [OnError] public string Failed(Lost lost) => "";
            }

            [OnCommand("inherited")] internal sealed class Inherited : Grounds { }
            [OnCommand("nested"), AllowFrom(Nested.Boss)] internal sealed class Nested : Outer.Inner { public void Handle() { } }
            """),
        ("Rooms.cs", """
            namespace Bot.Handlers;
            internal static partial class Places { [Target("channel:ops")] public static partial Target Room { get; } }
            [OnDm] internal sealed partial class Parts { public string Handle(Bot.Models.Kind kind) => ""; }
            """),
        ("Names.cs", "namespace Bot.Models; internal static class Names { public const string Deploy = \"deploy\"; public const int Count = 3; public const string First = Chain.First; }"),
        ("Chain.cs", "namespace Bot.Models; internal static class Chain { public const string First = \"a\"; } internal static class Texts { public const string Greeting = \"hello\", Long = \"loud\"; }"),
        ("Stage.cs", "namespace Bot.Models; internal enum Stage { Test, Production }"),
        ("OrderId.cs", "namespace Bot.Models; internal struct OrderId : IParsable<OrderId> { public static OrderId Parse(string s, IFormatProvider? p) => default; public static bool TryParse(string? s, IFormatProvider? p, out OrderId r) { r = default; return true; } }"),
        ("Plain.cs", "namespace Bot.Models; internal struct Plain { } internal class Money { } internal class Kind { } internal class Lost : Missing { } internal class Missing : Exception { }"),
        ("Even.cs", "namespace Bot.Models; internal class EvenAttribute : Attribute { }"),
        ("Grounds.cs", """
            namespace Bot.Models;
            internal abstract class Grounds(IServiceProvider services)
            {
                protected Grounds() : this(null!) { }
                /// <summary>Does what it inherits.</summary>
                /// <param name="name">Whose.</param>
                public string Handle(string name, Stage stage = Stage.Test) => services.ToString() + name;
            }
            internal class Outer { internal class Inner { internal const string Boss = "@boss"; } }
            """),
        ("Rooms2.cs", "namespace Bot.Models; internal static class Rooms { public const string Ops = \"ops\"; }"),
        ("Expressions.cs", """
            using System.Text.RegularExpressions;
            namespace Bot.Models;
            internal static partial class Expressions { [GeneratedRegex("ticket (?<id>.+)", RegexOptions.None, 100)] public static partial Regex Ticket(); }
            """),
        ("Office.cs", "namespace Bot.Models; internal sealed class Office(TimeProvider time) : IMessageFilter { public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken) => throw new Exception(time.ToString()); }"),
        ("Parts.cs", "namespace Bot.Handlers; internal sealed partial class Parts { }"),
        ("More.cs", "namespace Bot.Handlers; internal sealed partial class Ops { [OnThread] public string Other() => \"\"; }"),
        ("Assembly.cs", "[assembly: RequiresScope(Bot.Models.Scopes.Write)]\nnamespace Bot.Models { internal static class Scopes { public const string Write = \"messages:write\"; } }\nnamespace Bot.Further { internal class Late { public const string Scope = \"late\"; } }"),
        ("Unrelated.cs", "namespace Bot.Models; internal static class Unrelated { public const int Number = 1; public static int Twice(int number) => number * 2; }"),
        ("Program.cs", "var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(args);\nbuilder.AddClickClack();\n"),
    ];

    private static readonly string[] Steps = [StepNames.Handlers, StepNames.Groups, StepNames.Table, StepNames.Targets, StepNames.Project];

    /// <summary>Edits that change what is emitted, though not the file of the handler that they change it for.</summary>
    public static TheoryData<string, string, string> Changes => new()
    {
        { "Stage.cs", "Test, ", "Test, Staging, " },
        { "Stage.cs", "Production", "Life" },
        { "Stage.cs", "Test, Production", "Production, Test" },
        { "Stage.cs", "enum Stage", "enum Stage2" },
        { "Stage.cs", "namespace Bot.Models", "namespace Bot.Elsewhere" },
        { "Names.cs", "\"deploy\"", "\"ship\"" },
        { "Names.cs", "Count = 3", "Count = 4" },
        { "Names.cs", "Chain.First", "\"c\"" },
        { "Names.cs", "public const string Deploy", "private const string Deploy" },
        { "Chain.cs", "First = \"a\"", "First = \"z\"" },
        { "Chain.cs", "Greeting = \"hello\"", "Greeting = \"hi\"" },
        { "Chain.cs", "Long = \"loud\"", "Long = \"shout\"" },
        { "OrderId.cs", ": IParsable<OrderId>", "" },
        { "Plain.cs", "struct Plain", "class Plain" },
        { "Plain.cs", "struct Plain", "interface Plain" },
        { "Plain.cs", "struct Plain { }", "enum Plain { One }" },
        { "Plain.cs", "class Money { }", "class Money : IParsable<Money> { static Money IParsable<Money>.Parse(string s, IFormatProvider? p) => null!; }" },
        { "Plain.cs", "Lost : Missing", "Lost : Attribute" },
        { "Plain.cs", "Missing : Exception", "Missing" },
        { "Plain.cs", "class Kind { }", "struct Kind { }" },
        { "Parts.cs", "internal sealed partial class Parts", "class Message { } internal sealed partial class Parts" },
        { "Parts.cs", "internal sealed partial class Parts", "class OPS { } internal sealed partial class Parts" },
        { "Even.cs", ": Attribute", ": System.ComponentModel.DataAnnotations.ValidationAttribute" },
        { "Even.cs", "class EvenAttribute", "class Even : System.ComponentModel.DataAnnotations.RequiredAttribute { } class EvenAttribute2" },
        { "Grounds.cs", "Handle(string name", "Handle(string name, int age" },
        { "Grounds.cs", "Stage stage = Stage.Test", "Stage stage = Stage.Production" },
        { "Grounds.cs", "public string Handle", "private string Handle" },
        { "Grounds.cs", "Does what it inherits", "Does something else" },
        { "Grounds.cs", "name=\"name\">Whose", "name=\"name\">Of whom" },
        { "Grounds.cs", "/// <summary>Does", "// <summary>Does" },
        { "Grounds.cs", "protected Grounds()", "public required int Age { get; set; } protected Grounds()" },
        { "Grounds.cs", "\"@boss\"", "\"@chief\"" },
        { "Grounds.cs", "\"@boss\"", "\"@boss\"\"@boss\"" },
        { "Grounds.cs", "class Inner {", "class Inner : IDisposable { public void Dispose() { }" },
        { "Rooms2.cs", "\"ops\"", "\"lab\"" },
        { "Expressions.cs", "?<id>", "?<number>" },
        { "Expressions.cs", "[GeneratedRegex", "// [GeneratedRegex" },
        { "Expressions.cs", ", 100", "" },
        { "Office.cs", "TimeProvider time", "IServiceProvider time" },
        { "Office.cs", ": IMessageFilter", ": IMessageFilter, IAsyncDisposable" },
        { "Parts.cs", "internal sealed partial class Parts", "[AllowFrom(\"@bob\")] internal sealed partial class Parts" },
        { "Parts.cs", "internal sealed partial class Parts", "[OnMention] internal sealed partial class Parts" },
        { "Parts.cs", "partial class Parts { }", "partial class Parts(TimeProvider time) { public TimeProvider Time => time; }" },
        { "Parts.cs", "partial class Parts { }", "partial class Parts { private Parts(int number) { } }" },
        { "Parts.cs", "partial class Parts { }", "partial class Parts : IDisposable { public void Dispose() { } }" },
        { "Parts.cs", "partial class Parts { }", "partial class Parts { public string HandleAsync() => \"\"; }" },
        { "More.cs", "partial class Ops {", "partial class Ops { public Ops(IServiceProvider services) { }" },
        { "More.cs", "partial class Ops {", "partial class Ops { [OnCommand(\"first\")] public void Order() { }" },
        { "More.cs", "[OnThread]", "[OnThread, Lane(By.User)]" },
        { "Assembly.cs", "messages:write", "messages:read" },
        { "Assembly.cs", "[assembly: ", "[assembly: Account(\"service\")]\n[assembly: " },
        { "Unrelated.cs", "internal static class Unrelated", "internal class Late { } internal static class Unrelated" },
        { "Unrelated.cs", "namespace Bot.Models;", "global using Late = System.TimeProvider;\nnamespace Bot.Models;" },
        { "Assembly.cs", "[assembly: RequiresScope", "global using Bot.Further;\n[assembly: RequiresScope(Bot.Further.Late.Scope), RequiresScope" },
        { "Program.cs", "var builder", "var Names = 1; var builder" },
    };

    /// <summary>Edits that may change nothing of it, as far as can be seen from outside; some of them look as if they did.</summary>
    public static TheoryData<string, string, string> Others => new()
    {
        { "Grounds.cs", "namespace", "#nullable disable\nnamespace" },
        { "Grounds.cs", "namespace", "// <auto-generated/>\nnamespace" },
        { "Grounds.cs", "=> services.ToString() + name;", "\n#nullable disable\n{ return name; }" },
        { "Stage.cs", "namespace", "#pragma warning disable\nnamespace" },
        { "Stage.cs", "namespace", "#if MORE\nglobal using System.IO;\n#endif\nnamespace" },
        { "Stage.cs", "internal enum", "file class Stage<T> { } internal enum" },
        { "Even.cs", "{ }", "{ public EvenAttribute(int number) { } }" },
        { "Office.cs", "internal sealed", "sealed" },
        { "Plain.cs", "internal class Kind { }", "internal class Kind" },
        { "Plain.cs", "internal class Kind { }", "internal class Kind {" },
        { "Chain.cs", "const", "static" },
        { "Chain.cs", "\"a\"", "Names.First" },
        { "Unrelated.cs", "=> number * 2;", "{ #nullable disable\n return number; }" },
        { "Unrelated.cs", "public static int Twice", "extension(int number) { public int Double() => number; } public static int Twice" },
        { "Rooms.cs", "[OnDm]", "[OnThread]" },
        { "Handlers.cs", "[OnError]", "[OnCommand(\"failed\")]" },
        { "Handlers.cs", "using static Bot.Models.Texts;", "" },
        { "Assembly.cs", "namespace", "namespace System { class TimeProvider { } }\nnamespace" },
        { "Assembly.cs", "namespace", "namespace System.ComponentModel.DataAnnotations { class RangeAttribute : Attribute { } }\nnamespace" },
        { "Program.cs", "builder.AddClickClack();", "Run(); void Run() { }" },
    };

    /// <summary>Edits that nothing outside of their file can depend on.</summary>
    public static TheoryData<string, string, string> Inside => new()
    {
        { "Unrelated.cs", "number * 2", "number + number" },
        { "Unrelated.cs", "=> number * 2;", "{ const string deploy = \"d\"; return deploy.Length; }" },
        { "Unrelated.cs", "Number = 1", "Number = 2" },
        { "Unrelated.cs", "public static int Twice", "public static int Half(int number) => number / 2; public static int Twice" },
        { "Unrelated.cs", "namespace", "// A comment.\n\nnamespace" },
        { "Unrelated.cs", "internal static", "/// <summary>Documented.</summary>\n[Obsolete] internal static" },
        { "Unrelated.cs", "public const", "public co public const" },
        { "Office.cs", "throw new Exception(time.ToString())", "default" },
        { "Grounds.cs", "services.ToString() + name", "name" },
        { "Grounds.cs", "/// <summary>Does", "// Another comment.\n    /// <summary>Does" },
        { "OrderId.cs", "r = default;", "r = new();" },
        { "Stage.cs", "internal enum", "\n\n  internal  enum" },
        { "More.cs", "=> \"\"", "=> \"other\"" },
        { "Handlers.cs", "=> id", "=> $\"{id}\"" },
        { "Program.cs", "builder.AddClickClack();", "builder.AddClickClack(); builder.Build();" },
        { "Program.cs", "(args)", "()" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void An_edit_elsewhere_reaches_the_handlers_it_concerns(string path, string before, string after)
    {
        var workspace = new Workspace(Files);
        string first = workspace.Run();
        Change(workspace, path, before, after);
        string emitted = workspace.Run();
        Assert.NotEqual(first, emitted);
        Assert.Equal(workspace.RunAnew(), emitted);

        workspace[path] = Original(path);
        Assert.Equal(first, workspace.Run());
    }

    [Theory]
    [MemberData(nameof(Others))]
    [MemberData(nameof(Inside))]
    public void What_is_emitted_does_not_depend_on_what_was_known(string path, string before, string after)
    {
        var workspace = new Workspace(Files);
        string first = workspace.Run();
        Change(workspace, path, before, after);
        Assert.Equal(workspace.RunAnew(), workspace.Run());

        workspace[path] = Original(path);
        Assert.Equal(first, workspace.Run());
    }

    [Theory]
    [MemberData(nameof(Inside))]
    public void An_edit_that_concerns_no_handler_has_none_read_but_those_of_its_file(string path, string before, string after)
    {
        var workspace = new Workspace(Files);
        workspace.Run();
        Assert.NotEmpty(workspace.Read);
        Change(workspace, path, before, after);
        workspace.Run();
        Assert.All(workspace.Read, read => Assert.Equal(path, read));
        Assert.All(
            Steps.SelectMany(step => workspace.Result.TrackedSteps[step])
                .Concat(workspace.Result.TrackedOutputSteps.SelectMany(step => step.Value))
                .SelectMany(step => step.Outputs),
            output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{output.Reason}: {output.Value}"));
    }

    [Fact]
    public void A_handler_is_read_again_with_whoever_names_what_it_names()
    {
        var workspace = new Workspace(Files);
        workspace.Run();
        workspace["Plain.cs"] = workspace["Plain.cs"].Replace("class Kind { }", "class Kind { public int Number; }", StringComparison.Ordinal);
        workspace.Run();
        Assert.Contains("Rooms.cs", workspace.Read);

        workspace["Stage.cs"] = workspace["Stage.cs"].Replace("Production", "Life", StringComparison.Ordinal);
        workspace.Run();
        Assert.Contains("Handlers.cs", workspace.Read);
        Assert.DoesNotContain("Rooms.cs", workspace.Read);
    }

    [Fact]
    public void What_the_project_is_made_of_counts_too()
    {
        var workspace = new Workspace(Files);
        workspace.Run();
        MetadataReference late = Compile.ToReference(Compile.Project("namespace Bot.Models { public class Late; }", "Late"));
        MetadataReference framework = workspace.Project.References.Single(one => one.Display!.EndsWith("ClickClack.Framework.dll", StringComparison.Ordinal));
        SyntaxTree parts = workspace.Project.SyntaxTrees.Single(tree => tree.FilePath == "Parts.cs");
        SyntaxTree stage = workspace.Project.SyntaxTrees.Single(tree => tree.FilePath == "Stage.cs");
        CSharpCompilation original = workspace.Project;
        Action[] changes =
        [
            () => workspace.Project = workspace.Project.AddReferences(late),
            () => workspace.Project = workspace.Project.RemoveReferences(late),
            () => workspace.Project = workspace.Project.RemoveReferences(framework),
            () => workspace.Project = workspace.Project.AddReferences(framework),
            () => workspace.Project = workspace.Project.ReplaceReference(framework, MetadataReference.CreateFromFile(((PortableExecutableReference)framework).FilePath!)),
            () => workspace.Project = original,
            () => workspace.Project = workspace.Project.WithAssemblyName("Other"),
            () => workspace.Project = workspace.Project.WithOptions(workspace.Project.Options.WithNullableContextOptions(NullableContextOptions.Disable)),
            () => workspace.Project = workspace.Project.WithOptions(workspace.Project.Options.WithOutputKind(OutputKind.ConsoleApplication)),
            () => workspace.Project = original,
            () => workspace.Parse(options => options.WithLanguageVersion(LanguageVersion.CSharp11)),
            () => workspace.Parse(options => options.WithLanguageVersion(LanguageVersion.CSharp13)),
            () => workspace.Parse(options => options.WithPreprocessorSymbols("MORE")),
            () => workspace.Parse(options => options.WithDocumentationMode(DocumentationMode.None)),
            () => workspace.Project = original,
            () => workspace.Project = workspace.Project.RemoveSyntaxTrees(parts),
            () => workspace.Project = workspace.Project.AddSyntaxTrees(parts),
            () => workspace.Project = workspace.Project.RemoveAllSyntaxTrees().AddSyntaxTrees(original.SyntaxTrees.Reverse()),
            () => workspace.Project = original,
            () => workspace.Project = workspace.Project.ReplaceSyntaxTree(parts, parts.WithFilePath("A.cs")),
            () => workspace.Project = original,
            () => workspace.Project = workspace.Project.ReplaceSyntaxTree(stage, stage.WithFilePath("Handlers.cs")),
            () => workspace.Project = original,
        ];
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i]();
            Assert.Equal((i, workspace.RunAnew()), (i, workspace.Run()));
        }
    }

    [Fact]
    public void A_small_project_can_change_its_language()
    {
        var workspace = new Workspace(("A.cs", "class A { [OnDm] public string Handle() => \"\"; }"));
        string first = workspace.Run();
        workspace.Parse(options => options.WithLanguageVersion(LanguageVersion.CSharp11));
        Assert.NotEqual(first, workspace.Run());
        workspace.Parse(options => options.WithLanguageVersion(LanguageVersion.CSharp13));
        Assert.Equal(first, workspace.Run());
    }

    /// <summary>Which attribute of a type is the first is then decided by where it stands, and that by what stands before it.</summary>
    [Fact]
    public void Two_files_may_have_the_same_path()
    {
        var workspace = new Workspace(("A.cs", ""));
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        SyntaxTree one = Compile.File("class B { void M() { } } [OnDm] partial class A { public void Handle() { } }", "", cancellationToken);
        SyntaxTree other = Compile.File("class B1 { void M() { } } [OnDm, OnDm] partial class A { }", "", cancellationToken);
        workspace.Project = workspace.Project.AddSyntaxTrees(one, other);
        workspace.Run();
        SyntaxTree longer = Compile.File("class B { void M() { /* longer */ } } [OnDm] partial class A { public void Handle() { } }", "", cancellationToken);
        workspace.Project = workspace.Project.ReplaceSyntaxTree(one, longer);
        Assert.Equal(workspace.RunAnew(), workspace.Run());
    }

    [Fact]
    public void Two_versions_go_on_side_by_side()
    {
        var workspace = new Workspace(Files);
        string first = workspace.Run();
        CSharpCompilation original = workspace.Project;
        Change(workspace, "Names.cs", "Count = 3", "Count = 4");
        CSharpCompilation edited = workspace.Project;
        string second = workspace.Run();
        for (int i = 0; i < 3; i++)
        {
            workspace.Project = original;
            Assert.Equal(first, workspace.Run());
            workspace.Project = edited;
            Assert.Equal(second, workspace.Run());
        }
    }

    [Fact]
    public void Random_edits_one_after_the_other()
    {
        int edits = Setting("CLICKCLACK_EDITS", 250);
        int seed = Setting("CLICKCLACK_EDITS_SEED", 1);
        var random = new Random(seed);
        var workspace = new Workspace(Files);
        (string Path, string Before, string After)[] known =
            [.. new[] { Changes, Others, Inside }.SelectMany(edits => edits).Select(row => row.Data)];
        workspace.Run();
        for (int i = 0; i < edits; i++)
        {
            // One, or two at once; some are typed, some taken back, and between them there is what no compiler takes.
            for (int more = random.Next(4) / 3; more >= 0; more--)
            {
                (string path, string before, string after) = known[random.Next(known.Length)];
                string text = workspace[path];
                workspace[path] = random.Next(8) switch
                {
                    0 => text[..random.Next(text.Length + 1)],
                    1 => TokenMutation.Of(text.Length < 20 ? Original(path) : text, random),
                    2 or 3 => Original(path),
                    _ => text.Replace(before, after, StringComparison.Ordinal),
                };
            }

            string emitted = workspace.Run();
            string expected = workspace.RunAnew();
            Assert.True(expected == emitted, $"seed {seed}, edit {i}\n{string.Join('\n', workspace.Project.SyntaxTrees)}\n---- expected\n{expected}\n---- emitted\n{emitted}");
        }
    }

    private static void Change(Workspace workspace, string path, string before, string after)
    {
        Assert.Contains(before, workspace[path], StringComparison.Ordinal);
        workspace[path] = workspace[path].Replace(before, after, StringComparison.Ordinal);
    }

    private static string Original(string path) => Files.Single(file => file.Path == path).Text;

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
