using ClickClack.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixTests;

/// <summary>Handlers that are written at the place of the cursor, which is <c>$$</c>.</summary>
public sealed class NewHandlerTests
{
    [Fact]
    public Task In_an_empty_file() => AssertAsync(
        "Add a handler for direct messages",
        "$$",
        """
        using ClickClack;

        [OnDm]
        internal sealed class DirectHandler
        {
            public string? Handle(Message message) => null;
        }

        """,
        globalUsings: false);

    [Fact]
    public Task Between_the_types_of_a_file() => AssertAsync(
        "Add a handler for a channel",
        """
        namespace Bot;

        // The first.
        internal sealed class GeneralHandler;
        $$
        internal enum Other { One }

        """,
        """
        namespace Bot;

        // The first.
        internal sealed class GeneralHandler;

        [OnChannel("general")]
        internal sealed class GeneralHandler2
        {
            public string? Handle(Message message) => null;
        }

        internal enum Other { One }

        """);

    [Fact]
    public Task In_a_namespace_with_braces() => AssertAsync(
        "Add a handler for a command",
        """
        using System;

        namespace Bot
        {
        $$
        }
        """,
        """
        using System;
        using ClickClack;

        namespace Bot
        {
            [OnCommand("hello")]
            internal sealed class HelloCommand
            {
                public string? Handle(Message message) => null;
            }
        }
        """,
        globalUsings: false);

    [Fact]
    public Task On_the_name_of_a_class() => AssertAsync(
        "Add a handler for a command",
        """
        [OnDm]
        static class Gre$$etings
        {
            private const int Hello = 1;
        }
        """,
        """
        [OnDm]
        static class Greetings
        {
            private const int Hello = 1;

            [OnCommand("hello")]
            public static string? Hello2(Message message) => null;
        }
        """);

    [Theory]
    [InlineData("class A { $$ }")]
    [InlineData("class A\n{\n    $$\n}")]
    [InlineData("class A\n{\n    void M()\n    {\n$$\n    }\n}")]
    [InlineData("class $$A<T> { }")]
    [InlineData("abstract class $$A { }")]
    [InlineData("[OnMention] class $$A { public void Handle() { } }")]
    [InlineData("[OnDm] class $$A { public void Handle() { } }")]
    [InlineData("$$\nusing System;\n")]
    [InlineData("$$\nnamespace X;\n")]
    [InlineData("/*\n$$\n*/")]
    [InlineData("$$\nConsole.WriteLine();\n")]
    public async Task Nowhere_else(string text) => Assert.Empty(await OfferedAsync(text, globalUsings: true));

    [Fact]
    public async Task Pieces_of_a_file_are_no_trouble()
    {
        const string Text = "using System;\nnamespace X {\n\n[OnDm] class A { }\n\n}\n";
        for (int length = 0; length < Text.Length; length++)
        {
            for (int at = 0; at <= length; at += 3)
            {
                foreach ((CodeAction action, _) in await OfferedAsync(Text[..length].Insert(at, "$$"), globalUsings: true))
                {
                    await action.GetOperationsAsync(TestContext.Current.CancellationToken);
                }
            }
        }
    }

    private static async Task AssertAsync(string title, string before, string after, bool globalUsings = true)
    {
        foreach (string line in (string[])["\n", "\r\n"])
        {
            (CodeAction action, BotProject project) = Assert.Single(
                await OfferedAsync(before.Replace("\n", line, StringComparison.Ordinal), globalUsings), offer => offer.Action.Title == title);
            Solution changed = Assert.Single((await action.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>()).ChangedSolution;
            BotProject right = project.With(changed);
            string text = (await right.File.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

            // An empty file has no line ends yet.
            Assert.Equal(before.Contains('\n', StringComparison.Ordinal) ? after.Replace("\n", line, StringComparison.Ordinal) : after, text);
            Assert.Empty(await right.ErrorsAsync());
        }
    }

    private static async Task<List<(CodeAction Action, BotProject Project)>> OfferedAsync(string marked, bool globalUsings)
    {
        BotProject project = BotProject.Of(globalUsings, marked.Replace("$$", "", StringComparison.Ordinal));
        var offered = new List<(CodeAction, BotProject)>();
        await new NewHandlerRefactoring().ComputeRefactoringsAsync(new CodeRefactoringContext(
            project.File,
            new TextSpan(marked.IndexOf("$$", StringComparison.Ordinal), 0),
            action => offered.AddRange(action.NestedActions.Select(nested => (nested, project))),
            TestContext.Current.CancellationToken));
        return offered;
    }
}
