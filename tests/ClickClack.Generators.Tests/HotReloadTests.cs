using System.Reflection;
using System.Runtime.CompilerServices;
using ClickClack.Dispatch;
using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>What a hot reload needs of emitted code: a class that is made anew, and one, changed in place, by which the old one finds out.</summary>
public sealed class HotReloadTests
{
    private const string Source = "class A { [OnCommand(\"x\"), AllowFrom(\"@alice\")] public string Run(string a) => \"\"; [OnDm] public string Other() => \"\"; }";

    [Fact]
    public void Routes_are_current_until_they_are_replaced()
    {
        IRouteModule routes = Bot.Of(Source).Routes;
        Assert.True(routes.IsCurrent);
        Assert.NotNull(routes.GetType().GetCustomAttribute<CreateNewOnMetadataUpdateAttribute>());
        Assert.DoesNotContain(routes.GetType().Assembly.GetTypes(), type =>
            type.Name == "RoutesRevision" && (type.DeclaringType is not null || type.IsDefined(typeof(CreateNewOnMetadataUpdateAttribute))));
    }

    [Theory]
    [InlineData("AllowFrom(\"@alice\")", "AllowFrom(\"@bob\")")]
    [InlineData(", AllowFrom(\"@alice\")", "")]
    [InlineData("AllowFrom(\"@alice\")", "AllowFrom(\"@alice\"), RequireMention")]
    [InlineData("[OnDm]", "[OnDm, Cooldown(1)]")]
    [InlineData("[OnDm]", "[OnDm, Account(\"one\")]")]
    [InlineData("[OnDm]", "[OnDm, UseFilter<F>]")]
    [InlineData("[OnDm]", "[OnGroupDm]")]
    [InlineData("[OnDm] public string Other", "[OnDm] public string Another")]
    [InlineData("class A {", "class A { [OnMention] public string First() => \"\";")]
    public void Each_change_of_a_route_or_its_guards_is_another_revision(string before, string after)
    {
        Assert.Contains(before, Source, StringComparison.Ordinal);
        Assert.NotEqual(Revision(Source), Revision(Source.Replace(before, after, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("=> \"\"; }", "=> \"edited\"; }")]
    [InlineData("public string Run(string a)", "public string Run(string b)")]
    [InlineData("class A {", "class A { private int count;")]
    public void Other_changes_are_not(string before, string after) =>
        Assert.Equal(Revision(Source), Revision(Source.Replace(before, after, StringComparison.Ordinal)));

    private static string Revision(string source)
    {
        const string Filter = "class F : IMessageFilter { public ValueTask<FilterResult> CheckAsync(Message m, CancellationToken c) => new(FilterResult.Pass); }";
        Compile.Generate(Compile.Project(source + Filter), out GeneratorDriver driver);
        string table = driver.GetRunResult().GeneratedTrees.Single(tree => tree.FilePath.EndsWith("Routes.g.cs", StringComparison.Ordinal)).ToString();
        return table[table.IndexOf("string Current", StringComparison.Ordinal)..];
    }
}
