using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>
/// Writes the beginning of a handler: a class in an empty file, at the end of a file or between the types of a namespace; a method on the
/// name of a class.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(NewHandlerRefactoring)), Shared]
public sealed class NewHandlerRefactoring : CodeRefactoringProvider
{
    private static readonly NewHandler[] Handlers =
    [
        new("a channel", "OnChannel(\"general\")", "GeneralHandler", "General"),
        new("direct messages", "OnDm", "DirectHandler", "Direct"),
        new("a command", "OnCommand(\"hello\")", "HelloCommand", "Hello"),
    ];

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        if (!context.Span.IsEmpty
            || await SourceFile.ReadAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } file
            || file.Model.Compilation.GetTypeByMetadataName("ClickClack.OnDmAttribute") is null
            || Place(file, context.Span.Start) is not { } place)
        {
            return;
        }

        ImmutableArray<CodeAction>.Builder actions = ImmutableArray.CreateBuilder<CodeAction>(Handlers.Length);
        foreach (NewHandler handler in Handlers)
        {
            var edits = new Edits(file);
            if (Write(file, edits, handler, place, context.Span.Start))
            {
                actions.Add(CodeAction.Create(
                    $"Add a handler for {handler.Of}",
                    _ => Task.FromResult(context.Document.WithText(edits.Apply())),
                    equivalenceKey: nameof(NewHandlerRefactoring) + handler.Class));
            }
        }

        if (actions.Count > 0)
        {
            context.RegisterRefactoring(CodeAction.Create("ClickClack", actions.ToImmutable(), isInlinable: false));
        }
    }

    /// <summary>The class whose name a position is at, or the namespace or file between whose types it is; null anywhere else.</summary>
    private static SyntaxNode? Place(SourceFile file, int position)
    {
        SyntaxToken token = file.Root.FindToken(position);
        if (token.Parent is ClassDeclarationSyntax named && named.Identifier == token)
        {
            return token.IsMissing || named.TypeParameterList is not null ? null : named;
        }

        // A line of its own: elsewhere somebody is typing something else.
        TextLine line = file.Text.Lines.GetLineFromPosition(position);
        if (!string.IsNullOrWhiteSpace(line.ToString()) || IsInComment(file, position))
        {
            return null;
        }

        SyntaxNode? around = token.Parent;
        while (around is not null && (!around.Span.Contains(position) || around is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or StatementSyntax or UsingDirectiveSyntax)))
        {
            around = around.Parent;
        }

        around ??= file.Root.Members.Count > 0 && file.Root.Members[0] is FileScopedNamespaceDeclarationSyntax scoped ? scoped : file.Root;
        SyntaxList<MemberDeclarationSyntax> members = around switch
        {
            BaseNamespaceDeclarationSyntax inner => inner.Members,
            CompilationUnitSyntax root => root.Members,
            _ => default,
        };
        SyntaxList<UsingDirectiveSyntax> usings = around switch
        {
            BaseNamespaceDeclarationSyntax inner => inner.Usings,
            CompilationUnitSyntax root => root.Usings,
            _ => default,
        };

        // Types come after the directives, the name of the namespace, and statements of the program.
        bool isPlace = around is CompilationUnitSyntax or FileScopedNamespaceDeclarationSyntax
            || (around is NamespaceDeclarationSyntax { CloseBraceToken.IsMissing: false, OpenBraceToken.IsMissing: false } braced && position > braced.OpenBraceToken.SpanStart);
        isPlace &= around is not FileScopedNamespaceDeclarationSyntax scopedOne || (!scopedOne.SemicolonToken.IsMissing && position > scopedOne.SemicolonToken.SpanStart);
        isPlace &= usings.Count == 0 || position >= usings[usings.Count - 1].Span.End;
        foreach (MemberDeclarationSyntax member in members)
        {
            isPlace &= member is not GlobalStatementSyntax || position >= member.Span.End;
        }

        return isPlace ? around : null;
    }

    private static bool IsInComment(SourceFile file, int position)
    {
        SyntaxTrivia trivia = file.Root.FindTrivia(position);
        return !trivia.IsKind(SyntaxKind.None) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
    }

    private static bool Write(SourceFile file, Edits edits, NewHandler handler, SyntaxNode place, int position)
    {
        string nothing = (file.Model.GetNullableContext(position) & NullableContext.AnnotationsEnabled) != 0 ? "string?" : "string";
        string attribute = $"[{handler.Attribute}]";
        if (place is ClassDeclarationSyntax type)
        {
            if (file.SymbolOf(type) is not INamedTypeSymbol symbol || (symbol.IsAbstract && !symbol.IsStatic))
            {
                return false;
            }

            // Beside an attributed method those of the class are no routes any more, but places; in these there may be commands.
            List<(string Name, AttributeSyntax)> own = RouteAttributes.On(file, type);
            if (own.Exists(static one => !RouteAttributes.IsPlace(one.Name))
                || (own.Count > 0 && (!handler.IsCommand || symbol.GetMembers("Handle").Length + symbol.GetMembers("HandleAsync").Length > 0)))
            {
                return false;
            }

            string name = Free(handler.Member, candidate => symbol.GetMembers(candidate).Length > 0 || symbol.Name == candidate);
            if (file.Sees("ClickClack", "OnDmAttribute", position) is not true)
            {
                edits.Use("ClickClack");
            }

            return MemberEdits.Add(
                file, edits, type, attribute, $"public {(symbol.IsStatic ? "static " : "")}{nothing} {name}(Message message) => null;");
        }

        TextLine line = file.Text.Lines.GetLineFromPosition(position);
        string indentation = place is NamespaceDeclarationSyntax braced ? IndentationIn(file, braced) : "";
        string inner = indentation + file.Step(indentation);
        string end = file.EndOfLine;
        string known = Free(handler.Class, candidate => file.Model.LookupNamespacesAndTypes(position, name: candidate).Length > 0);
        string written = string.Concat(indentation, attribute, end, indentation)
            + string.Concat($"internal sealed class {known}", end, indentation, "{", end)
            + string.Concat(inner, $"public {nothing} Handle(Message message) => null;", end, indentation)
            + "}";

        // A blank line on either side of it.
        string before = line.LineNumber > 0 && !IsBlank(file, line.LineNumber - 1) && !IsOpen(file, line.LineNumber - 1) ? end : "";
        bool isLast = line.LineNumber == file.Text.Lines.Count - 1;
        string after = isLast ? end : !IsBlank(file, line.LineNumber + 1) && !IsClosed(file, line.LineNumber + 1) ? end : "";
        bool sees = file.Sees("ClickClack", "OnDmAttribute", position) is true;
        if (!sees && file.Root is { Usings.Count: 0, Members.Count: 0, AttributeLists.Count: 0 })
        {
            // In an empty file both would stand at one place.
            before = $"using ClickClack;{end}{end}";
        }
        else if (!sees)
        {
            edits.Use("ClickClack");
        }

        edits.Replace(line.Span, before + written + after);
        return true;
    }

    private static string IndentationIn(SourceFile file, NamespaceDeclarationSyntax braced)
    {
        string outer = file.Indentation(braced.SpanStart);
        return braced.Members.Count > 0 ? file.Indentation(braced.Members[0].SpanStart) : outer + file.Step(outer);
    }

    private static bool IsBlank(SourceFile file, int line) => string.IsNullOrWhiteSpace(file.Text.Lines[line].ToString());

    private static bool IsOpen(SourceFile file, int line) => file.Text.Lines[line].ToString().Trim() == "{";

    private static bool IsClosed(SourceFile file, int line) => file.Text.Lines[line].ToString().Trim() == "}";

    private static string Free(string name, Func<string, bool> isTaken)
    {
        string free = name;
        for (int i = 2; isTaken(free); i++)
        {
            free = name + i;
        }

        return free;
    }

    /// <summary>A handler to begin with.</summary>
    /// <param name="Of">What it listens to, in words.</param>
    /// <param name="Attribute">Its attribute.</param>
    /// <param name="Class">The name of its class.</param>
    /// <param name="Member">The name of its method in another class.</param>
    private sealed record NewHandler(string Of, string Attribute, string Class, string Member)
    {
        public bool IsCommand => Attribute.StartsWith("OnCommand", StringComparison.Ordinal);
    }
}
