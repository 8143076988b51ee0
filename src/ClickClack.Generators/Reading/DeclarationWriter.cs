using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>
/// Writes what is declared in a file: kinds of nodes and texts of tokens, without what stands in bodies, without blanks, and of comments
/// those only that mean something. Two files of which the same is written differ in nothing that can be seen from outside of a body.
/// </summary>
/// <remarks>
/// What a type has inside is written apart from the rest, since it concerns only who names the type. The rest, which is called the frame,
/// concerns everybody: which types there are decides what a name means in any file. What is of no known kind belongs to the frame.
/// </remarks>
internal sealed class DeclarationWriter
{
    private readonly StringBuilder _frame = new();
    private readonly List<(string Name, string Members)> _types = [];
    private bool _hasStatements;

    private DeclarationWriter()
    {
    }

    /// <summary>Writes a file.</summary>
    public static FileDeclarations Write(SyntaxNode root)
    {
        var writer = new DeclarationWriter();
        writer.WriteGeneratedMark(root);
        writer.WriteContainer(root, isKnownToCompiler: false);
        return new FileDeclarations(writer._frame.ToString(), writer._types);
    }

    /// <summary>Whether a node is the inside of something that is declared, which nothing outside of it depends on.</summary>
    public static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax;

    /// <summary>Writes a file or a namespace.</summary>
    /// <param name="container">The file or namespace.</param>
    /// <param name="isKnownToCompiler">Whether the compiler may use its types where nobody names them.</param>
    private void WriteContainer(SyntaxNode container, bool isKnownToCompiler)
    {
        int number = 0;
        foreach (SyntaxNodeOrToken child in container.ChildNodesAndTokens())
        {
            number++;
            switch (child.AsNode())
            {
                case null:
                    WriteToken(child.AsToken(), _frame, _frame);
                    break;

                case GlobalStatementSyntax statement when container is CompilationUnitSyntax:
                    WriteStatement(statement);
                    break;

                case BaseNamespaceDeclarationSyntax @namespace:
                    WriteKind(@namespace, number, _frame);
                    WriteContainer(@namespace, isKnownToCompiler || IsKnownToCompiler(@namespace.Name));
                    break;

                case { } type when IsType(type):
                    WriteType((BaseTypeDeclarationSyntax)type, number, isKnownToCompiler);
                    break;

                case { } other:
                    WriteKind(other, number, _frame);
                    WriteNode(other, _frame);
                    break;
            }
        }
    }

    private void WriteType(BaseTypeDeclarationSyntax type, int number, bool isKnownToCompiler)
    {
        StringBuilder members = isKnownToCompiler ? _frame : new StringBuilder();
        WriteKind(type, number, _frame);
        number = 0;
        foreach (SyntaxNodeOrToken child in type.ChildNodesAndTokens())
        {
            number++;
            switch (child.AsNode())
            {
                case null:
                    // The commas of an enum come and go with its members.
                    SyntaxToken token = child.AsToken();
                    WriteToken(token, token.IsKind(SyntaxKind.CommaToken) ? members : _frame, members);
                    break;

                case { } inner when IsType(inner):
                    WriteKind(inner, number, members);
                    WriteType((BaseTypeDeclarationSyntax)inner, number: 0, isKnownToCompiler);
                    break;

                case { } member when IsMember(member):
                    WriteNode(member, members);
                    break;

                case { } other:
                    WriteNode(other, _frame);
                    break;
            }
        }

        if (!isKnownToCompiler)
        {
            _types.Add((type.Identifier.ValueText, members.ToString()));
        }
    }

    /// <summary>
    /// Writes the names that a statement outside of any type declares: these can be seen in the whole project, if only to be refused.
    /// How many statements there are makes no difference, but whether there is any does.
    /// </summary>
    private void WriteStatement(GlobalStatementSyntax statement)
    {
        if (!_hasStatements)
        {
            _hasStatements = true;
            WriteKind(statement, number: 0, _frame);
        }

        WriteDirectives(statement, _frame);
        foreach (SyntaxNode node in statement.DescendantNodes())
        {
            SyntaxToken? name = node switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier,
                SingleVariableDesignationSyntax variable => variable.Identifier,
                LocalFunctionStatementSyntax function => function.Identifier,
                _ => null,
            };
            if (name is { } identifier)
            {
                WriteText(identifier.Text, _frame);
            }
        }
    }

    /// <summary>Writes a node and all in it.</summary>
    private void WriteNode(SyntaxNode node, StringBuilder to)
    {
        foreach (SyntaxNodeOrToken item in node.DescendantNodesAndTokensAndSelf(static inner => !IsBody(inner)))
        {
            if (item.AsNode() is not { } inner)
            {
                WriteToken(item.AsToken(), to, to);
            }
            else if (IsBody(inner))
            {
                to.Append("{}");
                WriteDirectives(inner, to);
            }
            else
            {
                WriteKind(inner, inner.ChildNodesAndTokens().Count, to);

                // What has a mistake can mean less than the same without. One in a body is not looked at.
                WriteMistake(inner is not (MemberDeclarationSyntax or AccessorListSyntax or AccessorDeclarationSyntax) && inner.ContainsDiagnostics, to);
            }
        }
    }

    /// <summary>Writes a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="to">Takes it.</param>
    /// <param name="comments">Takes what is documented before it.</param>
    private void WriteToken(SyntaxToken token, StringBuilder to, StringBuilder comments)
    {
        foreach (SyntaxTrivia trivia in token.LeadingTrivia)
        {
            if (trivia.IsKind(SyntaxKind.NullableDirectiveTrivia))
            {
                WriteDirective(trivia, to);
            }
            else if (Documentation.IsPart(trivia, out string text))
            {
                WriteText(text, comments);
            }

            WriteMistake(trivia.IsKind(SyntaxKind.SkippedTokensTrivia), to);
        }

        to.Append('.').Append(token.RawKind);
        WriteText(token.Text, to);
        WriteMistake(token.ContainsDiagnostics, to);
        foreach (SyntaxTrivia trivia in token.TrailingTrivia)
        {
            WriteMistake(trivia.IsKind(SyntaxKind.SkippedTokensTrivia), to);
        }
    }

    private static void WriteMistake(bool isThere, StringBuilder to)
    {
        if (isThere)
        {
            to.Append('?');
        }
    }

    /// <summary>Writes the directives in a body that count for what comes after it.</summary>
    private void WriteDirectives(SyntaxNode body, StringBuilder to)
    {
        if (body.ContainsDirectives)
        {
            foreach (SyntaxTrivia trivia in body.DescendantTrivia())
            {
                if (trivia.IsKind(SyntaxKind.NullableDirectiveTrivia))
                {
                    WriteDirective(trivia, to);
                }
            }
        }
    }

    /// <summary>Writes <c>#nullable</c>, both where it stands and for the types after it.</summary>
    private void WriteDirective(SyntaxTrivia directive, StringBuilder to)
    {
        string text = directive.ToString();
        WriteText(text, to);
        if (to != _frame)
        {
            WriteText(text, _frame);
        }
    }

    /// <summary>Writes whether a comment says that the file was generated: nullable references are then off where nothing turns them on.</summary>
    private void WriteGeneratedMark(SyntaxNode root)
    {
        foreach (SyntaxTrivia trivia in root.GetLeadingTrivia())
        {
            if (trivia.ToFullString() is var text
                && (text.IndexOf("<autogenerated", StringComparison.Ordinal) >= 0 || text.IndexOf("<auto-generated", StringComparison.Ordinal) >= 0))
            {
                _frame.Append('!');
            }
        }
    }

    private static void WriteKind(SyntaxNode node, int number, StringBuilder to) => to.Append('(').Append(node.RawKind).Append(' ').Append(number).Append(')');

    /// <summary>Writes a text with its length: no text can look like the end of one and what comes after it.</summary>
    private static void WriteText(string text, StringBuilder to) => to.Append('\'').Append(text.Length).Append('\'').Append(text);

    /// <summary>Whether a type is of a kind whose members concern only who names it. Those of an extension concern what they extend.</summary>
    private static bool IsType(SyntaxNode node) =>
        node is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax or InterfaceDeclarationSyntax or EnumDeclarationSyntax;

    private static bool IsMember(SyntaxNode node) => node is AttributeListSyntax or ParameterListSyntax
        or BaseFieldDeclarationSyntax or BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax
        or EnumMemberDeclarationSyntax or IncompleteMemberSyntax;

    private static bool IsKnownToCompiler(NameSyntax name)
    {
        while (name is QualifiedNameSyntax qualified)
        {
            name = qualified.Left;
        }

        return name is SimpleNameSyntax { Identifier.ValueText: "System" or "Microsoft" };
    }
}
