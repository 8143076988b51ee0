using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>The names in a file, as hashes: two that have the same are taken for one, which costs a reading and nothing else.</summary>
internal sealed class FileNames
{
    private const string Suffix = "Attribute";

    /// <summary>Of each file, as long as it lives.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, FileNames> Known = new();

    private readonly int[] _mentioned;
    private readonly int[] _forAll;
    private readonly int[] _declared;

    private FileNames(SyntaxNode root)
    {
        var mentioned = new HashSet<int>();
        var declared = new HashSet<int>();
        foreach (SyntaxToken token in root.DescendantTokens(static node => !DeclarationWriter.IsBody(node) && node is not GlobalStatementSyntax))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                mentioned.Add(token.ValueText.GetHashCode());
                if (token.Parent is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                {
                    Add(declared, token.ValueText);
                }
            }
        }

        var forAll = new HashSet<int>();
        if (root is CompilationUnitSyntax unit)
        {
            foreach (AttributeListSyntax attributes in unit.AttributeLists)
            {
                AddAll(forAll, attributes);
            }

            foreach (UsingDirectiveSyntax @using in unit.Usings)
            {
                if (@using.GlobalKeyword.RawKind != 0)
                {
                    AddAll(forAll, @using);
                }
            }
        }

        _mentioned = [.. mentioned];
        _forAll = [.. forAll];
        _declared = [.. declared];
    }

    /// <summary>The types it declares, attributes also without their suffix.</summary>
    public IEnumerable<int> Declared => _declared;

    /// <summary>The names of a file.</summary>
    public static FileNames Of(SyntaxTree file, CancellationToken cancellationToken) =>
        Known.TryGetValue(file, out FileNames? known)
            ? known
            : Known.GetValue(file, file => new FileNames(file.GetRoot(cancellationToken)));

    /// <summary>Adds the name of a type, of an attribute also without its suffix.</summary>
    public static void Add(HashSet<int> names, string type)
    {
        names.Add(type.GetHashCode());
        if (type.EndsWith(Suffix, StringComparison.Ordinal))
        {
            names.Add(type.Substring(0, type.Length - Suffix.Length).GetHashCode());
        }
    }

    /// <summary>Whether one of some names occurs in its declarations.</summary>
    public bool Mentions(HashSet<int> names) => AnyOf(_mentioned, names);

    /// <summary>Whether one of some names occurs in what it says for all files: attributes of the assembly, and global usings.</summary>
    public bool MentionsForAll(HashSet<int> names) => AnyOf(_forAll, names);

    private static bool AnyOf(int[] some, HashSet<int> names)
    {
        foreach (int name in some)
        {
            if (names.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddAll(HashSet<int> names, SyntaxNode node)
    {
        foreach (SyntaxToken token in node.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                names.Add(token.ValueText.GetHashCode());
            }
        }
    }
}
