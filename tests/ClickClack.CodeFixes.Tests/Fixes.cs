using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ClickClack.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixTests;

/// <summary>Applies fixes as an editor does, and judges the text that comes out.</summary>
internal static partial class Fixes
{
    /// <summary>So many pieces of a text are tried.</summary>
    private const int MostPieces = 30;

    private static readonly ImmutableArray<CodeFixProvider> All = [.. typeof(FileFix).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <summary>The rules that have a fix.</summary>
    public static IEnumerable<string> Ids => All.SelectMany(provider => provider.FixableDiagnosticIds).Distinct();

    /// <summary>
    /// Asserts that fixing all problems of a rule, one by one and all at once, makes one text of another, in which the rule finds nothing
    /// and the compiler no error; with either kind of line ends, with tabs, and no piece of the text makes a fix throw.
    /// </summary>
    /// <param name="id">The rule.</param>
    /// <param name="before">The text.</param>
    /// <param name="after">What comes out.</param>
    /// <param name="title">What the first fix is called; null for whatever it is.</param>
    /// <param name="globalUsings">Whether the usings of every bot are there.</param>
    /// <param name="variant">Which of several fixes: its number.</param>
    public static async Task AssertAsync(string id, string before, string after, string? title = null, bool globalUsings = true, int variant = 0)
    {
        foreach (Func<string, string> layout in (Func<string, string>[])[static text => text, Windows, Tabs])
        {
            Assert.Equal(layout(after), await AllAtOnceAsync(id, layout(before), globalUsings, variant));
        }

        Assert.Equal(after, await OneByOneAsync(id, before, title, globalUsings, variant));
        BotProject right = BotProject.Of(globalUsings, after);
        Assert.Empty(await right.FindAsync(id));
        Assert.Empty(await right.ErrorsAsync());
        await AssertPiecesAsync(id, before, globalUsings);
    }

    /// <summary>What is offered for the problems of a rule.</summary>
    public static async Task<IEnumerable<string>> TitlesAsync(string id, string text)
    {
        BotProject project = BotProject.Of(globalUsings: true, text);
        var titles = new List<string>();
        foreach (Diagnostic diagnostic in await project.FindAsync(id))
        {
            titles.AddRange((await OfferedAsync(project, diagnostic)).Select(offer => offer.Action.Title));
        }

        return titles;
    }

    /// <summary>Asserts that a rule finds something, and that no fix is offered.</summary>
    public static async Task AssertNoneAsync(string id, string text)
    {
        BotProject project = BotProject.Of(globalUsings: true, text);
        ImmutableArray<Diagnostic> found = await project.FindAsync(id);
        Assert.NotEmpty(found);
        foreach (Diagnostic diagnostic in found)
        {
            Assert.Empty((await OfferedAsync(project, diagnostic)).Select(offer => offer.Action.Title));
        }
    }

    /// <summary>
    /// Asserts that whatever is offered for the problems of a rule removes none of what the text calls <c>Keep</c>, makes the rule find less,
    /// and gives neither the compiler nor another rule anything new to say.
    /// </summary>
    public static async Task AssertNothingIsLostAsync(string id, string text)
    {
        BotProject project = BotProject.Of(globalUsings: true, text);
        IReadOnlyList<string> before = await project.AllAsync(id);
        ImmutableArray<Diagnostic> found = await project.FindAsync(id);
        Assert.NotEmpty(found);
        foreach (Diagnostic diagnostic in found)
        {
            foreach ((CodeAction action, _) in await OfferedAsync(project, diagnostic))
            {
                BotProject right = await ApplyAsync(project, action);
                string now = (await right.File.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
                Assert.True(Kept().Count(text) == Kept().Count(now), $"\"{action.Title}\" makes of{Environment.NewLine}{text}{Environment.NewLine}{now}");
                var left = new List<string>(before);
                string[] more = [.. (await right.AllAsync(id)).Where(one => !left.Remove(one))];
                Assert.True(more.Length == 0, $"\"{action.Title}\" brings {string.Join(", ", more)}{Environment.NewLine}{now}");
                Assert.Contains(id, left);
            }
        }
    }

    /// <summary>Fixes the problems of all files of a project at once.</summary>
    /// <returns>The files.</returns>
    public static async Task<IEnumerable<string>> InProjectAsync(string id, params string[] files)
    {
        BotProject project = await FixAllAsync(id, BotProject.Of(globalUsings: true, files), FixAllScope.Project, 0);
        Assert.Empty(await project.FindAsync(id));
        return await Task.WhenAll(project.Files.Select(async file => (await file.GetTextAsync(TestContext.Current.CancellationToken)).ToString()));
    }

    /// <summary>Starts and ends of a text, and the text without a character, are judged and fixed without an exception.</summary>
    private static async Task AssertPiecesAsync(string id, string text, bool globalUsings)
    {
        BotProject project = BotProject.Of(globalUsings, text);

        // Each piece costs a compilation. In between, take 1 for the step.
        int step = Math.Max(3, text.Length / MostPieces);
        for (int i = 1; i < text.Length; i += step)
        {
            string piece = (i / step % 4) switch { 0 => text[i..], 1 => text.Remove(i, 1), _ => text[..i] };
            BotProject partial = project.With(project.Solution.WithDocumentText(project.File.Id, SourceText.From(piece)));
            foreach (Diagnostic diagnostic in await partial.FindAsync(id))
            {
                foreach ((CodeAction action, _) in await OfferedAsync(partial, diagnostic))
                {
                    await action.GetOperationsAsync(TestContext.Current.CancellationToken);
                }
            }
        }
    }

    [GeneratedRegex(@"\bKeep\b")]
    private static partial Regex Kept();

    private static string Windows(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string Tabs(string text) => string.Join('\n', text.Split('\n').Select(static line =>
    {
        int blanks = (line.Length - line.TrimStart(' ').Length) / 4;
        return new string('\t', blanks) + line[(blanks * 4)..];
    }));

    private static async Task<string> OneByOneAsync(string id, string text, string? title, bool globalUsings, int variant)
    {
        BotProject project = BotProject.Of(globalUsings, text);
        for (int i = 0; i < 10; i++)
        {
            ImmutableArray<Diagnostic> found = await project.FindAsync(id);
            Assert.True(i > 0 || found.Length > 0, $"{id} is not reported");
            if (found.Length == 0)
            {
                break;
            }

            var offers = await OfferedAsync(project, found[0]);
            Assert.True(offers.Count > variant, $"no fix is offered for {found[0]}");
            if (i == 0 && title is not null)
            {
                Assert.Equal(title, offers[variant].Action.Title);
            }

            project = await ApplyAsync(project, offers[variant].Action);
        }

        return (await project.File.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    private static async Task<string> AllAtOnceAsync(string id, string text, bool globalUsings, int variant) =>
        (await (await FixAllAsync(id, BotProject.Of(globalUsings, text), FixAllScope.Document, variant)).File.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    private static async Task<BotProject> FixAllAsync(string id, BotProject project, FixAllScope scope, int variant)
    {
        ImmutableArray<Diagnostic> found = await project.FindAsync(id);
        foreach (Diagnostic diagnostic in found)
        {
            var offers = await OfferedAsync(project, diagnostic);
            if (offers.Count > variant)
            {
                var context = new FixAllContext(
                    project.File,
                    offers[variant].Provider,
                    scope,
                    offers[variant].Action.EquivalenceKey!,
                    [id],
                    new Known(project, found),
                    TestContext.Current.CancellationToken);
                return await ApplyAsync(project, (await offers[variant].Provider.GetFixAllProvider()!.GetFixAsync(context))!);
            }
        }

        Assert.Fail($"no fix of {id} is offered");
        return project;
    }

    private static async Task<List<(CodeAction Action, CodeFixProvider Provider)>> OfferedAsync(BotProject project, Diagnostic diagnostic)
    {
        var offered = new List<(CodeAction, CodeFixProvider)>();
        foreach (CodeFixProvider provider in All.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                project.FileOf(diagnostic), diagnostic, (action, _) => offered.Add((action, provider)), TestContext.Current.CancellationToken));
        }

        return offered;
    }

    private static async Task<BotProject> ApplyAsync(BotProject project, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return project.With(Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution);
    }

    /// <summary>Problems that were found before.</summary>
    private sealed class Known(BotProject project, ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project asked, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(found.Where(diagnostic => project.FileOf(diagnostic).Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project asked, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
