using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using ClickClack.Dispatch;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>Sources that are right and unusual: each is compiled, routed and called.</summary>
public sealed class HardCaseTests
{
    [Theory]
    [InlineData("generic base", "abstract class Base<T> { public string Handle(Message message) => typeof(T).Name; } [OnDm] class A : Base<int>;", "Int32")]
    [InlineData("nested", "class Outer { internal static class Middle { internal class A { [OnDm] public string Run() => \"nested\"; } } }", "nested")]
    [InlineData("record", "[OnDm] record A(IServiceProvider Services) { public string Handle() => Services is null ? \"\" : \"record\"; }", "record")]
    [InlineData("record struct", "readonly record struct A { [OnDm] public string Handle() => \"record struct\"; }", "record struct")]
    [InlineData("struct", "struct A { [OnDm] public string Handle() => \"struct\"; }", "struct")]
    [InlineData("keywords", "namespace @namespace { [OnDm] class @class { public string Handle(Message @event, CancellationToken @default) => \"keyword\"; } }", "keyword")]
    [InlineData("keyword method", "class A { [OnDm] public string @return() => \"return\"; }", "return")]
    [InlineData("primary constructor", "[OnDm] class A(IServiceProvider services) { public string Handle() => services is null ? \"\" : \"primary\"; }", "primary")]
    [InlineData("required", "[OnDm] class A { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public A() => Name = \"required\"; public required string Name { get; init; } public string Handle() => Name; }", "required")]
    [InlineData("static", "static class A { [OnDm] public static string Run() => \"static\"; }", "static")]
    [InlineData("unicode", "namespace Müße; class Größe { [OnDm] public string Ответ() => \"unicode\"; }", "unicode")]
    [InlineData("explicit interface beside", "interface I { string Handle(); } [OnDm] class A : I { string I.Handle() => \"wrong\"; public string Handle() => \"own\"; }", "own")]
    [InlineData("hidden base", "class B { public string Handle() => \"base\"; } [OnDm] class A : B { public new string Handle() => \"hidden\"; }", "hidden")]
    [InlineData("virtual", "abstract class B { public abstract string Handle(); } [OnDm] class A : B { public override string Handle() => \"override\"; }", "override")]
    [InlineData("overloads", "class A { [OnDm] public string Run() => \"first\"; [OnMention] public string Run(Message message) => \"second\"; public string Run(int x) => \"\"; }", "first")]
    [InlineData("equal names", "namespace X { class A { [OnMention] public string Handle() => \"x\"; } } namespace Y { class A { [OnDm] public string Handle() => \"y\"; } }", "y")]
    [InlineData("underscored names", "namespace X_Y { class A { [OnMention] public string Handle() => \"x\"; } } namespace X.Y { class A { [OnDm] public string Handle() => \"y\"; } }", "y")]
    [InlineData("pattern beside filtered names", "class A { [OnPattern(\"^h(?<i>i)\")] public string Run(string i) => i; [OnMention] public void Run_Pattern() { } [OnThread] public void Run_Filtered() { } }", "i")]
    [InlineData("interface with a body", "interface I { string Handle() => \"wrong\"; } [OnDm] class A : I { public string Handle() => \"class\"; }", "class")]
    public async Task It_compiles_and_answers(string name, string source, string reply)
    {
        Bot bot = Bot.Of($"// {name}\n{source}");
        Assert.Equal(reply, (await bot.AnswerAsync(Message.Of("hi", dm: true)))?.Text);
    }

    [Fact]
    public void A_type_in_several_files_is_one()
    {
        Compilation project = Compile.Project("partial class A { [OnDm] public string One() => \"\"; }").AddSyntaxTrees(
            Compile.File("partial class A { [OnMention] public string Two() => \"\"; }", "Second.cs", TestContext.Current.CancellationToken),
            Compile.File("[AllowFrom(\"@alice\")] partial class A;", "Third.cs", TestContext.Current.CancellationToken));
        IRouteModule routes = ModuleOf(Compile.Clean(project));
        Assert.Equal(["A.One", "A.Two"], routes.Routes.Select(route => route.Handler));
        Assert.All(routes.Routes, route => Assert.Equal(["@alice"], route.Guards?.AllowFrom));
    }

    [Fact]
    public void An_error_handler_stands_beside_sub_commands_whose_command_has_no_handler() => Compile.Clean(Compile.Project(
        "class A { [OnCommand(\"order new\")] public string New() => \"\"; [OnError] public string Failed(Exception error) => \"\"; }"));

    [Fact]
    public void Two_thousand_handlers_are_compiled_and_found()
    {
        var source = new StringBuilder();
        for (int type = 0; type < 200; type++)
        {
            source.Append(CultureInfo.InvariantCulture, $"namespace N{type % 7} {{ class C{type} {{ ");
            for (int method = 0; method < 10; method++)
            {
                source.Append(CultureInfo.InvariantCulture, $"[OnCommand(\"command-{(type * 10) + method}\")] public string M{method}() => \"{type}.{method}\"; ");
            }

            source.Append("} }\n");
        }

        IRouteModule routes = Bot.Roughly(source.ToString());
        Assert.Equal(2000, routes.Routes.Count);
        Evidence evidence = Bot.EvidenceOf(Message.Of("hi"));
        for (int i = 0; i < 2000; i++)
        {
            RouteMatch match = routes.Match(in evidence, $"/command-{i}", Bot.Handle);
            Assert.Equal([$"command-{i}"], routes.Routes[match.Route].Commands);
        }

        Assert.False(routes.Match(in evidence, "/command-2000", Bot.Handle).Found);
    }

    [Fact]
    public void Libraries_whose_names_look_alike_and_whose_handlers_are_internal_are_joined()
    {
        Compilation first = Compile.Clean(Compile.Project("internal class A { [OnCommand(\"a\")] public string Run() => \"\"; }", "My.Library"));
        Compilation second = Compile.Clean(Compile.Project("internal class A { [OnCommand(\"b\")] public string Run() => \"\"; }", "My_Library"));

        Compilation app = Compile.Generate(
            Compile.Project("class Own { [OnCommand(\"c\")] public string Run() => \"\"; }", "App", Compile.ToReference(first), Compile.ToReference(second)), out _);
        Compile.AssertClean(app);
    }

    private static IRouteModule ModuleOf(Compilation output)
    {
        using var stream = new MemoryStream();
        Assert.True(output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        stream.Position = 0;
        return Bot.ModuleOf(new AssemblyLoadContext("hard case").LoadFromStream(stream));
    }
}
