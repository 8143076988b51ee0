using System.Reflection;
using System.Runtime.Loader;
using ClickClack.Dispatch;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Hosting;

namespace ClickClack.GeneratorTests;

/// <summary>What is emitted around the handlers, for projects of different kinds.</summary>
public sealed class ProjectTests
{
    private const string Entry = "static class Program { public static IHostApplicationBuilder Add(IHostApplicationBuilder builder) => builder.AddClickClack(); }";
    private const string Handler = "[OnDm] public class A { public string Handle() => \"a\"; }";

    [Fact]
    public void A_project_without_handlers_compiles_and_runs()
    {
        Compilation output = Compile.Clean(Compile.Project(Entry));
        Assembly assembly = Load(output);
        Assert.Null(assembly.GetCustomAttribute<RouteModuleAttribute>());

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        object? returned = assembly.GetType("Program")!.GetMethod("Add")!.Invoke(null, [builder]);
        Assert.Same(builder, returned);
    }

    [Fact]
    public void A_project_without_the_framework_gets_nothing_of_it()
    {
        Compilation project = Compile.Project("").RemoveAllSyntaxTrees()
            .WithReferences(Compile.References.Where(reference => !reference.Display!.EndsWith("ClickClack.Framework.dll", StringComparison.Ordinal)));
        Compile.AssertClean(Compile.Generate(project, out GeneratorDriver driver));
        Assert.All(driver.GetRunResult().GeneratedTrees, tree => Assert.EndsWith("EmbeddedAttribute.cs", tree.FilePath, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_projects_that_see_each_others_internals_compile()
    {
        Compilation library = Compile.Clean(Compile.Project(
            $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]\n{Handler}", "Library"));
        Compilation app = Compile.Clean(Compile.Project(Entry + Handler.Replace("class A", "class B", StringComparison.Ordinal), "App", Compile.ToReference(library)));
        Assert.Contains("new global::ClickClack.Generated.App.Routes(),", EntryPoint(app), StringComparison.Ordinal);
        Assert.Contains("new global::ClickClack.Generated.Library.Routes(),", EntryPoint(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("My.Bot-2", "My_Bot_u002D2")]
    [InlineData("My_Bot", "My__Bot")]
    [InlineData("2bot", "_2bot")]
    [InlineData("class", "@class")]
    public void Any_assembly_name_makes_a_namespace(string assembly, string @namespace)
    {
        Compilation output = Compile.Clean(Compile.Project(Handler, assembly));
        Assert.Contains($"new global::ClickClack.Generated.{@namespace}.Routes(),", EntryPoint(output), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_the_project_do_not_get_in_the_way()
    {
        Compile.Clean(Compile.Project("""
            namespace ClickClack.Generated.Bot.System { class Evidence; }
            namespace Bot.ClickClack
            {
                class RouteMatch; class Task; class Reply;
                [OnDm] class Routes { public string Handle(global::ClickClack.Message message) => message.Text; }
            }
            namespace Twins { [OnMention] class Dice { public void Handle() { } } static class dice { [OnCommand("x")] public static void Handle() { } } }
            namespace Bot.@class
            {
                [OnDm] class @new { public void Handle() { } }
                static partial class @static { [Target("a")] public static partial Target @event { get; } }
            }
            namespace Twins_2 { [OnCommand("y")] class Dice { public void Handle() { } } }
            namespace twins { [OnCommand("z")] class Dice { public void Handle() { } } }
            namespace Twins { [OnCommand("a")] class Dice_2 { public void Handle() { } } [OnCommand("b")] class A‿B { public void Handle() { } } }
            namespace Bot_ClickClack { [OnThread] class Routes { public void Handle() { } } }
            """));
    }

    [Fact]
    public void A_broken_handler_is_left_out_and_the_others_stay()
    {
        Compilation output = Compile.Generate(
            Compile.Project("class A { [OnDm] public int Wrong() => 1; [OnThread] public string Right() => \"\"; [OnMention] void Hidden() { } }"), out _);
        Compile.AssertClean(output);
        var module = (IRouteModule)Activator.CreateInstance(Load(output).GetCustomAttribute<RouteModuleAttribute>()!.Module)!;
        Assert.Equal(["A.Right"], module.Routes.Select(route => route.Handler));
    }

    [Fact]
    public void Targets_are_parsed_once()
    {
        Compilation output = Compile.Clean(Compile.Project("""
            public static partial class Rooms
            {
                [Target("channel:ops")] public static partial Target Ops { get; }
                [Target("dm:usr_1")] public static partial Target User { get; }
            }
            """));
        Type rooms = Load(output).GetType("Rooms")!;
        object? ops = rooms.GetProperty("Ops")!.GetValue(null);
        Assert.Equal(new Target.ChannelByName("ops"), ops);
        Assert.Same(ops, rooms.GetProperty("Ops")!.GetValue(null));
        Assert.Equal(Target.Parse("dm:usr_1"), rooms.GetProperty("User")!.GetValue(null));
    }

    [Fact]
    public void Emitted_code_needs_no_more_than_csharp_12()
    {
        CSharpParseOptions options = Compile.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp12);
        Compilation project = Compile.Project("").RemoveAllSyntaxTrees().AddSyntaxTrees(
            Compile.Project(Sources.EchoBot).SyntaxTrees.Select(tree => tree.WithRootAndOptions(tree.GetRoot(TestContext.Current.CancellationToken), options)));
        Compile.Driver().WithUpdatedParseOptions(options).RunGeneratorsAndUpdateCompilation(project, out Compilation output, out _, TestContext.Current.CancellationToken);
        Compile.AssertClean(output);
    }

    [Fact]
    public void A_project_without_nullable_references_compiles() => Compile.Clean(Compile.Project("""
        #nullable disable
        class A
        {
            [OnCommand("x")] public Task<string> X(string name, string title = null, IServiceProvider services = null, [Rest] string rest = null) => null;
            [OnCommand("y")] public ValueTask<Reply> Y(Uri address, TimeProvider time) => default;
            [OnDm] public string Z(Message message) => null;
        }
        """));

    private static Assembly Load(Compilation output)
    {
        using var stream = new MemoryStream();
        Assert.True(output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        stream.Position = 0;
        return new AssemblyLoadContext("project").LoadFromStream(stream);
    }

    private static string EntryPoint(Compilation output) =>
        output.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("AddClickClack.g.cs", StringComparison.Ordinal)).ToString();
}
