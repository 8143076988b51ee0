using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>A file that is to be changed: its text, what the text means, and how it is laid out.</summary>
internal sealed class SourceFile
{
    private SourceFile(Document document, CompilationUnitSyntax root, SemanticModel model, SourceText text, CancellationToken cancellationToken)
    {
        Document = document;
        Root = root;
        Model = model;
        Text = text;
        Cancellation = cancellationToken;
        EndOfLine = ReadEndOfLine(text);
    }

    public Document Document { get; }

    public CompilationUnitSyntax Root { get; }

    public SemanticModel Model { get; }

    public SourceText Text { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>How its lines end: as the first one does.</summary>
    public string EndOfLine { get; }

    /// <summary>Reads a file, or null if it is no C#.</summary>
    public static async Task<SourceFile?> ReadAsync(Document document, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is CompilationUnitSyntax root
        && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? new SourceFile(document, root, model, await document.GetTextAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
            : null;

    /// <summary>The innermost node of a kind that a problem is in, or null.</summary>
    public T? At<T>(TextSpan problem)
        where T : SyntaxNode =>
        Root.FullSpan.Contains(problem) ? Root.FindToken(problem.Start).Parent?.FirstAncestorOrSelf<T>() : null;

    /// <summary>The declaration whose name a problem is at, or null.</summary>
    public T? Named<T>(TextSpan problem)
        where T : MemberDeclarationSyntax =>
        At<T>(problem) is { } member && member switch
        {
            MethodDeclarationSyntax method => method.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            BaseTypeDeclarationSyntax type => type.Identifier,
            _ => default,
        } is var name && name.Span == problem ? member : null;

    public ISymbol? SymbolOf(SyntaxNode declaration) => Model.GetDeclaredSymbol(declaration, Cancellation);

    public string TextOf(SyntaxNode node) => Text.ToString(node.Span);

    /// <summary>The blanks that the line of a position begins with.</summary>
    public string Indentation(int position)
    {
        TextLine line = Text.Lines.GetLineFromPosition(position);
        int end = line.Start;
        while (end < line.End && Text[end] is ' ' or '\t')
        {
            end++;
        }

        return Text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    /// <summary>What a line within a declaration begins with more than the declaration does.</summary>
    public string Step(string indentation) => indentation.StartsWith("\t", StringComparison.Ordinal) || (indentation.Length == 0 && BeginsWithTabs()) ? "\t" : "    ";

    /// <summary>Whether only blanks stand before a position in its line.</summary>
    public bool BeginsLine(int position)
    {
        TextLine line = Text.Lines.GetLineFromPosition(position);
        return string.IsNullOrWhiteSpace(Text.ToString(TextSpan.FromBounds(line.Start, position)));
    }

    /// <summary>A span with the blanks after it, or with its whole lines if nothing else stands there.</summary>
    public TextSpan WithBlanks(TextSpan span)
    {
        int end = span.End;
        while (end < Text.Length && Text[end] is ' ' or '\t')
        {
            end++;
        }

        TextLine last = Text.Lines.GetLineFromPosition(end);
        return end == last.End && BeginsLine(span.Start)
            ? TextSpan.FromBounds(Text.Lines.GetLineFromPosition(span.Start).Start, last.EndIncludingLineBreak)
            : TextSpan.FromBounds(span.Start, end);
    }

    /// <summary>The blank line before whole lines, or else the one after them; null if there is none, or the span is no whole lines.</summary>
    public TextSpan? BlankLineBeside(TextSpan lines)
    {
        TextLine first = Text.Lines.GetLineFromPosition(lines.Start);
        TextLine last = Text.Lines.GetLineFromPosition(Math.Max(lines.Start, lines.End - 1));
        return lines.Start != first.Start || lines.End != last.EndIncludingLineBreak ? null
            : BlankLine(first.LineNumber - 1) ?? BlankLine(last.LineNumber + 1);
    }

    /// <summary>The end of a node with the comments that stand behind it, before a comma for example.</summary>
    public static int EndOf(SyntaxNode node)
    {
        int end = node.Span.End;
        foreach (SyntaxTrivia trivia in node.GetTrailingTrivia())
        {
            end = trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) ? trivia.Span.End : end;
        }

        return end;
    }

    /// <summary>Whether a simple name at a position means that type.</summary>
    public bool? Sees(string @namespace, string name, int position)
    {
        bool? sees = null;
        foreach (INamespaceOrTypeSymbol symbol in Model.LookupNamespacesAndTypes(position, name: name))
        {
            sees = sees is not false && symbol is INamedTypeSymbol type && type.ContainingNamespace?.ToDisplayString() == @namespace;
        }

        return sees;
    }

    private static string ReadEndOfLine(SourceText text)
    {
        TextLine first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    private TextSpan? BlankLine(int number) =>
        number >= 0 && number < Text.Lines.Count && string.IsNullOrWhiteSpace(Text.Lines[number].ToString()) ? Text.Lines[number].SpanIncludingLineBreak : null;

    private bool BeginsWithTabs()
    {
        foreach (TextLine line in Text.Lines)
        {
            if (line.End > line.Start && Text[line.Start] is ' ' or '\t')
            {
                return Text[line.Start] == '\t';
            }
        }

        return false;
    }
}
